"""Workers take the next task as soon as they are free."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.batch.conftest import WORKERS

from reportedly.batch import BatchSettings
from reportedly.batch.engine import begin, mapped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = WORKERS


class Waiting:
    """Opens a worker that leaves a note of each task, and whose first task waits for the note of the last."""

    def __init__(self, notes: Path) -> None:
        self.notes = notes

    def __call__(self) -> Callable[[str], str]:
        def done(task: str) -> str:
            until = time.monotonic() + 60
            while task == "first" and not (self.notes / "last").exists():
                if time.monotonic() > until:
                    return "waited in vain"
                time.sleep(0.05)
            (self.notes / task).touch()
            return task

        return done


def test_no_task_waits_for_a_slower_one(tmp_path: Path) -> None:
    settings = BatchSettings(out=str(tmp_path), workers=2)
    begin(settings)

    assert sorted(mapped(Waiting(tmp_path), ["first", "second", "third", "last"], settings)) == ["first", "last", "second", "third"]
