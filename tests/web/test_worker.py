"""The process that does the jobs: its steps and answer come through; it is ended when a job overruns, is stopped, or dies by itself."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

import pytest
from tests.web.conftest import Answering
from tests.web.workshop import ANSWER, work

from reportedly.errors import RefusedError, SourceError
from reportedly.tools import Settings
from reportedly.web.asked import Asked, Step, Stopped
from reportedly.web.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reportedly.pipeline import Added
    from reportedly.records import Report


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    made = Worker(Settings(library=tmp_path), seconds=30, work=work)
    yield made
    made.close()


def done(worker: Worker, name: str, stop: threading.Event | None = None) -> tuple[Report | Added, list[Step]]:
    steps: list[Step] = []
    return worker.run(Asked(kind="demo", name=name), steps.append, stop or threading.Event()), steps


def test_jobs_are_done_in_one_process_one_after_the_other(worker: Worker) -> None:
    assert done(worker, "one") == done(worker, "two") == (ANSWER, [Step("adding articles", 1, None)])


def test_a_job_that_overruns_is_ended_and_the_next_is_done(worker: Worker) -> None:
    done(worker, "warm")
    worker._seconds = 0.3
    with pytest.raises(RefusedError, match=r"hang: not done within 0\.3 seconds"):
        done(worker, "hang")

    worker._seconds = 30
    assert done(worker, "next")[0] == ANSWER


def test_a_job_that_is_stopped_ends_at_once(worker: Worker) -> None:
    done(worker, "warm")
    stop = threading.Event()
    threading.Timer(0.1, stop.set).start()
    started = time.monotonic()
    with pytest.raises(Stopped):
        done(worker, "hang", stop)

    assert time.monotonic() - started < 20  # the job itself takes far longer


def test_a_process_that_dies_is_one_failed_job(worker: Worker) -> None:
    with pytest.raises(SourceError, match="die: the process that worked on it has ended"):
        done(worker, "die")

    assert done(worker, "next")[0] == ANSWER


def test_closing_leaves_nothing_behind(tmp_path: Path) -> None:
    worker = Worker(Settings(library=tmp_path), seconds=60, work=work)
    done(worker, "one")
    process, scratch = worker._process, worker._scratch.name
    assert process is not None
    worker.close()

    assert not process.is_alive()
    assert not os.path.exists(scratch)  # noqa: PTH110  a name that was given


def test_the_stand_in_of_the_other_tests_stops_as_the_worker_does() -> None:
    standing = Answering()
    standing.go.clear()
    stop = threading.Event()
    stop.set()

    with pytest.raises(Stopped):
        standing.run(Asked(kind="demo", name="x"), list[Step]().append, stop)
