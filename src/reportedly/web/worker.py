"""The one process that runs the models: started once, kept warm, and ended when a job overruns its time or is stopped.

A process of its own can be ended whatever it is doing, and leaves the server free to answer while it works.
"""

from __future__ import annotations

import multiprocessing
import signal
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from multiprocessing import resource_tracker
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from reportedly.errors import RefusedError, ReportedlyError, SourceError
from reportedly.records import Rejected
from reportedly.web.asked import Asked, Step, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from threading import Event

    from reportedly.pipeline import Added, Ingested, Progress
    from reportedly.records import Report
    from reportedly.tools import Settings, Tools

    #: Takes what is asked from a pipe, and sends steps and an answer back.
    Work = Callable[[Connection, Settings, Path], None]

__all__ = ["Worker"]

#: Seconds between looks at whether a job is to be stopped.
_GLANCE: Final = 0.1
#: Seconds that a process which is told to end has for it.
_LAST: Final = 2.0
#: How many times as long adding may take: a feed is many pages.
_ADDING: Final = 4
#: Pieces of one source for the library that may be of no use.
_MOST_UNUSED: Final = 1000


class _Failed(NamedTuple):
    """Why there is no answer."""

    words: str


class Worker:
    """Runs one job at a time in a process of its own; an object is for one thread, `close` for any.

    Args:
        settings: The library, the models, the limits.
        seconds: How long one job may take.
        work: What the process does, instead of the real work.
    """

    def __init__(self, settings: Settings, *, seconds: float, work: Work | None = None) -> None:
        self._settings = settings
        self._work = work or _work
        self._seconds = seconds
        self._scratch = tempfile.TemporaryDirectory(prefix="reportedly-serve-")
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    @classmethod
    def started(cls, settings: Settings, *, seconds: float) -> Self:
        """Return a worker whose process has begun to load the models."""
        worker = cls(settings, seconds=seconds)
        worker.start()
        return worker

    def start(self) -> None:
        """Start the process, which loads the models, without waiting for it."""
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=self._work, args=(there, self._settings, Path(self._scratch.name)), daemon=True)
        with _uninterrupted():
            process.start()
        there.close()
        self._process, self._pipe = process, here

    def run(self, asked: Asked, tell: Callable[[Step], None], stop: Event) -> Report | Added:
        """Do one job.

        Args:
            asked: What is to be done.
            tell: Is told each step.
            stop: Ends the job when it is set.

        Raises:
            Stopped: It was stopped.
            RefusedError: It was not done in its time.
            ReportedlyError: It could not be done.
        """
        if self._pipe is None:
            self.start()
        try:
            return self._answer(asked, tell, stop)
        except (EOFError, OSError) as error:
            self._end()
            if stop.is_set():
                raise Stopped from error
            raise SourceError(f"{asked.name}: the process that worked on it has ended; ask again, or take a shorter text") from error
        except (Stopped, RefusedError):
            self._end()
            self.start()
            raise

    def close(self) -> None:
        """End the process and throw away what it kept for itself."""
        self._end()
        with suppress(OSError):
            self._scratch.cleanup()

    def _answer(self, asked: Asked, tell: Callable[[Step], None], stop: Event) -> Report | Added:
        pipe = self._pipe
        if pipe is None:  # closed meanwhile
            raise Stopped
        seconds = self._seconds * (_ADDING if asked.kind == "add" else 1)
        until = time.monotonic() + seconds
        pipe.send(asked)
        while True:
            if stop.is_set():
                raise Stopped
            if time.monotonic() > until:
                raise RefusedError(f"{asked.name}: not done within {seconds:g} seconds, the limit for one job; try less at once")
            if not pipe.poll(_GLANCE):
                continue
            said = pipe.recv()
            if isinstance(said, Step):
                tell(said)
            elif isinstance(said, _Failed):
                raise SourceError(said.words)
            else:
                return said  # type: ignore[no-any-return]  # what `_done` returned

    def _end(self) -> None:
        process, self._process, self._pipe = self._process, None, None
        if process is None:
            return
        process.terminate()
        process.join(_LAST)
        if process.is_alive():
            process.kill()
            process.join(_LAST)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Have a process that is started here inherit that Ctrl-C, which reaches the whole group, is not for it: the server ends it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # else starting it, which is part of starting the process, would undo this
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(pipe: Connection, settings: Settings, scratch: Path) -> None:
    """The process: load the models, then do what comes through the pipe until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # as below, from now on
    from reportedly.tools import Tools  # noqa: PLC0415  the server itself loads no models for this

    tools = Tools(settings)
    with suppress(ReportedlyError):  # each job says it again
        _ = (tools.tagger, tools.pairs, tools.vectors, tools.outlets)
    _rehearse(pipe, tools, scratch)

    def tell(step: str, done: int, total: int | None) -> None:
        pipe.send(Step(step, done, total))

    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            pipe.send(_done(pipe.recv(), tools, scratch, tell))


def _rehearse(pipe: Connection, tools: Tools, scratch: Path) -> None:
    """Check the demo story for nobody, so that the first job finds everything warm; leave off as soon as somebody asks."""

    def tell(step: str, done: int, total: int | None) -> None:
        del step, done, total
        if pipe.poll():
            raise Stopped

    _done(Asked(kind="demo", name="the demo story"), tools, scratch, tell)


def _done(asked: Asked, tools: Tools, scratch: Path, tell: Progress) -> Report | Added | _Failed:
    try:
        return _do(asked, tools, scratch, tell)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        raise
    except ReportedlyError as error:
        return _Failed(_named(str(error), asked))
    except Exception as error:  # noqa: BLE001  the border of the process: whatever goes wrong is one failed job
        return _Failed(f"{asked.name}: a fault of the program, not of the call: {type(error).__name__}: {error}")


def _bounded(asked: Asked, tell: Progress) -> Progress:
    """A progress that ends the adding of a source which is made of pieces that cannot be used: each would be remembered."""
    told = 0

    def bounded(step: str, done: int, total: int | None) -> None:
        nonlocal told
        told += 1  # once for each piece, while `done` counts the articles
        if told - done > _MOST_UNUSED:
            raise SourceError(
                f"{asked.name}: more than {_MOST_UNUSED:,} pieces cannot be used; {done:,} articles were read before it was left"
            )
        tell(step, done, total)

    return bounded


def _do(asked: Asked, tools: Tools, scratch: Path, tell: Progress) -> Report | Added:
    from reportedly import pipeline  # noqa: PLC0415  as above

    source = asked.link or "-"
    if asked.kind == "demo":
        demo = tools.over(scratch / "demo")
        return pipeline.report_on(pipeline.demo_story(demo), tools=demo, progress=tell)
    if asked.kind == "add":
        return pipeline.add_with(tools, (source,), stdin=asked.raw, progress=_bounded(asked, tell))
    if asked.kind == "claim":
        return pipeline.report_on(None, asked.claim, tools=tools, progress=tell)
    if asked.article:
        return pipeline.report_on(asked.article, tools=tools, progress=tell)
    tell("fetching the page" if asked.link else "reading the text", 0, 1)
    first, rejected = pipeline.first_article(source, tools=tools, stdin=asked.raw, given=asked.given)
    named = tuple(replace(each, id=_named(each.id, asked)) for each in rejected)
    report = pipeline.report_on(first.article, None, named, tools=tools, progress=tell)
    return _kept(report, first, tools) if asked.keep else report


def _kept(report: Report, first: Ingested, tools: Tools) -> Report:
    """Put the article that was checked into the library; where it cannot be, the report says so."""
    from reportedly.pipeline import kept  # noqa: PLC0415  as above

    with tools.library() as library:
        outcome = kept(first.article, library, raw=first.page.raw, name=first.article.id)
    return replace(report, rejected=(*report.rejected, outcome)) if isinstance(outcome, Rejected) else report


def _named(words: str, asked: Asked) -> str:
    """What the reader recognises in place of "-", by which the pipeline calls what was handed to it."""
    return f"{asked.name}{words[1:]}" if words.startswith("-") and asked.link is None else words
