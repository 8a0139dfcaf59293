"""Processes that work on a library: forked from one in which all is loaded, so that they are killed at their work and start at once."""

from __future__ import annotations

import multiprocessing
import os
import resource
import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from tests.durability.worker import main

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerProcess
    from pathlib import Path

__all__ = ["Begun", "begun", "killed", "run"]

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.durability.warm"])
#: Seconds that work may take on a busy machine.
PATIENCE = 600


class Begun(NamedTuple):
    """A process at work, and the files to which its two streams go."""

    process: ForkServerProcess
    streams: tuple[Path, Path]

    def end(self) -> tuple[int, str, str]:
        """Wait for its end; return its exit code (minus the signal that ended it), and what it wrote to either stream."""
        self.process.join(PATIENCE)
        code = self.process.exitcode
        assert code is not None, "it does not end"
        out, err = (stream.read_text("utf-8") for stream in self.streams)
        return code, out, err


def begun(place: Path, *words: str, largest: int | None = None) -> Begun:
    """Begin the work of `worker.main` in a process of its own.

    Args:
        place: A folder that is made for what it says.
        words: What `worker.main` is given.
        largest: Bytes that no file of it may exceed, as if the disk were full.
    """
    place.mkdir(parents=True, exist_ok=True)
    number = len(list(place.iterdir())) // 2
    streams = (place / f"{number}.out", place / f"{number}.err")
    for stream in streams:
        stream.touch()
    process = _FORKS.Process(target=_work, args=(words, streams, largest))
    process.start()
    return Begun(process, streams)


def run(place: Path, *words: str, largest: int | None = None) -> tuple[int, str, str]:
    """Run a command line to its end: its exit code, and what it wrote to either stream."""
    return begun(place, "run", *words, largest=largest).end()


def killed(work: Begun) -> bool:
    """Kill a process, and wait until all that it had begun have ended too; False when it had come to its end by itself."""
    work.process.kill()
    code, out, err = work.end()
    assert code in {0, -9}, (code, out, err)
    until = time.monotonic() + PATIENCE
    while _lives(work.process.pid):
        assert time.monotonic() < until, "what it began outlives it"
        time.sleep(0.02)
    return code == -9


def _lives(group: int | None) -> bool:
    try:
        os.killpg(group or 0, 0)
    except ProcessLookupError:
        return False
    return True


def _work(words: tuple[str, ...], streams: tuple[Path, Path], largest: int | None) -> None:
    os.setsid()  # a group of its own
    with ExitStack() as open_files:
        for number, stream in enumerate(streams, 1):
            os.dup2(open_files.enter_context(stream.open("ab")).fileno(), number)
    if largest is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    sys.exit(main(*words))
