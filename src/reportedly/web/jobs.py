"""The queue of jobs: one at a time, a few waiting, each with its steps for whoever watches."""

from __future__ import annotations

import queue
import secrets
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, Protocol

from reportedly.errors import ReportedlyError
from reportedly.web.asked import Step, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.web.asked import Asked

__all__ = ["FullError", "Job", "Outcome", "Queue", "Runner"]

#: Jobs that are remembered once they are over.
_REMEMBERED: Final = 200


class FullError(ReportedlyError):
    """As many jobs wait as may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Where a job that is done leads: to the address of a report, or to a sentence and what could not be used."""

    address: str | None = None
    words: str | None = None
    rejected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job as it is now."""

    id: str
    asked: Asked
    state: Literal["waiting", "running", "done", "failed", "stopped"] = "waiting"
    #: Each step that has begun, the last one as far as it has come.
    steps: tuple[Step, ...] = ()
    outcome: Outcome | None = None
    #: Why it failed.
    why: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state not in ("waiting", "running")

    def with_step(self, step: Step) -> Job:
        """Return the job with a step begun, or further on."""
        before = self.steps[:-1] if self.steps and self.steps[-1].name == step.name else self.steps
        return replace(self, state="running", steps=(*before, step))


class Runner(Protocol):
    """Does a job."""

    def __call__(self, asked: Asked, tell: Callable[[Step], None], stop: threading.Event) -> Outcome:
        """Return where it leads; raises Stopped when `stop` is set, or a ReportedlyError."""


class Queue:
    """Jobs in the order they came; every method may be called from any thread.

    Args:
        run: Does one job; it is called from the queue's own thread alone.
        most_waiting: How many may wait while one runs.
    """

    def __init__(self, run: Runner, *, most_waiting: int) -> None:
        self._run = run
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}
        self._stops: dict[str, threading.Event] = {}
        self._waiting: queue.Queue[str | None] = queue.Queue()
        self._most_waiting = most_waiting
        self.closed = threading.Event()
        self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
        self._thread.start()

    def put(self, asked: Asked) -> Job:
        """Let a job wait for its turn.

        Raises:
            FullError: As many wait as may.
        """
        job = Job(id=secrets.token_urlsafe(12), asked=asked)
        with self._lock:
            waiting = sum(each.state == "waiting" for each in self._jobs.values())
            if self.closed.is_set() or waiting >= self._most_waiting:
                raise FullError(f"{waiting} jobs are waiting already; try again when one of them is done")
            self._jobs[job.id] = job
            self._stops[job.id] = threading.Event()
            self._forget()
        self._waiting.put(job.id)
        return job

    def see(self, key: str) -> Job | None:
        """Return a job as it is now; None when there is none, or it was over long ago."""
        return self._jobs.get(key)

    def ahead(self, key: str) -> int:
        """Return how many jobs come before one that waits."""
        with self._lock:
            unfinished = [each.id for each in self._jobs.values() if not each.is_over]
        return unfinished.index(key) if key in unfinished else 0

    def stop(self, key: str) -> None:
        """Stop a job that is not over; one that waits is over at once."""
        with self._lock:
            job = self._jobs.get(key)
            if job is None or job.is_over:
                return
            self._stops[key].set()
            if job.state == "waiting":
                self._jobs[key] = self._without_bytes(replace(job, state="stopped"))

    def close(self, seconds: float = 5.0) -> None:
        """Stop everything, and wait so long for the job that runs."""
        self.closed.set()
        for key in tuple(self._jobs):
            self.stop(key)
        self._waiting.put(None)
        self._thread.join(seconds)

    def _work(self) -> None:
        while (key := self._waiting.get()) is not None:
            with self._lock:
                job = self._jobs.get(key)
                if job is None or job.is_over:
                    continue
                self._jobs[key] = replace(job, state="running")
            over = self._ended(job)
            with self._lock:
                self._jobs[key] = self._without_bytes(replace(over, steps=self._jobs[key].steps))
                self._stops.pop(key, None)

    def _ended(self, job: Job) -> Job:
        try:
            outcome = self._run(job.asked, lambda step: self._tell(job.id, step), self._stops[job.id])
        except Stopped:
            return replace(job, state="stopped")
        except ReportedlyError as error:
            return replace(job, state="failed", why=str(error))
        except Exception as error:  # noqa: BLE001  the border of a job: whatever goes wrong ends this one and no other
            return replace(job, state="failed", why=f"{job.asked.name}: a fault of the program: {type(error).__name__}: {error}")
        return replace(job, state="done", outcome=outcome)

    def _tell(self, key: str, step: Step) -> None:
        with self._lock:
            self._jobs[key] = self._jobs[key].with_step(step)

    def _forget(self) -> None:
        over = [each.id for each in self._jobs.values() if each.is_over]
        for key in over[: max(0, len(over) - _REMEMBERED)]:
            del self._jobs[key]
            self._stops.pop(key, None)

    @staticmethod
    def _without_bytes(job: Job) -> Job:
        return replace(job, asked=replace(job.asked, raw=None))
