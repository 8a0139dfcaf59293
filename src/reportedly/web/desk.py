"""What all pages work with: the queue, the reports, the catalogue, the shelves; opened once, closed together."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Protocol, Self, cast

from reportedly.records import Report
from reportedly.report.wording import added_words
from reportedly.tools import Tools
from reportedly.web import addresses
from reportedly.web.catalog import Catalog
from reportedly.web.held import Held
from reportedly.web.jobs import Outcome, Queue
from reportedly.web.kept import Reports
from reportedly.web.shelves import Shelves
from reportedly.web.worker import Worker

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from starlette.requests import Request

    from reportedly.pipeline import Added
    from reportedly.web.asked import Asked, Step
    from reportedly.web.settings import WebSettings

__all__ = ["Desk", "Works", "desk_of"]


class Works(Protocol):
    """Does the jobs: `worker.Worker`, or something quicker in tests."""

    def run(self, asked: Asked, tell: Callable[[Step], None], stop: threading.Event) -> Report | Added:
        """Do one job."""

    def close(self) -> None:
        """Do no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The open parts of one server."""

    settings: WebSettings
    queue: Queue
    reports: Reports
    catalog: Catalog
    shelves: Shelves
    worker: Works
    held: Held = field(default_factory=Held)

    @classmethod
    def open(cls, settings: WebSettings, *, tools: Tools | None = None, worker: Works | None = None) -> Self:
        """Open everything, and let the models load and the catalogue be brought up to date in the background.

        Args:
            settings: The server's.
            tools: What the pages read the library with; without them, those of the settings.
            worker: Does the jobs; without one a process of its own does.

        Raises:
            LibraryError: The library cannot be opened.
            ModelError: The folder of models holds none.
        """
        folder = settings.run.library
        shelves = Shelves(tools or Tools(settings.run))
        with shelves.library():
            pass  # a library that cannot be opened is told before anybody is answered
        reports, catalog = Reports(folder / "reports"), Catalog(folder / "catalog.sqlite3", shelves.library)
        worker = worker or Worker.started(settings.run, seconds=settings.job_seconds)
        queue = Queue(partial(_outcome, worker, reports, catalog), most_waiting=settings.max_waiting)
        catalog.refresh()
        return cls(settings=settings, queue=queue, reports=reports, catalog=catalog, shelves=shelves, worker=worker)

    def close(self) -> None:
        """Stop what runs and close everything."""
        self.queue.close()
        self.worker.close()
        self.catalog.close()


def desk_of(request: Request) -> Desk:
    """Return the desk of the server that a request came to."""
    return cast("Desk", request.app.state.desk)


def _outcome(  # noqa: PLR0913, PLR0917  what the queue gives a job, and what the job's answer goes into
    worker: Works, reports: Reports, catalog: Catalog, asked: Asked, tell: Callable[[Step], None], stop: threading.Event
) -> Outcome:
    """Do one job, and keep what comes of it."""
    answer = worker.run(asked, tell, stop)
    if asked.keep or not isinstance(answer, Report):
        catalog.refresh()
    if isinstance(answer, Report):
        return Outcome(address=addresses.report(reports.keep(answer)))
    told = added_words(answer.added, answer.known, len(answer.rejected), versions=answer.versions)
    return Outcome(words=told, rejected=tuple(f"{each.id}: {each.reason}" for each in answer.rejected))
