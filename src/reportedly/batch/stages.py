"""The stages by name, and a worker of one of them: a task in JSON to what was done, in JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from reportedly.batch.attributing import Part, attribute_part
from reportedly.batch.finding import WindowedPart, find_part
from reportedly.batch.keeping import Day, keep_day
from reportedly.batch.reading import read_input
from reportedly.batch.sources import Input
from reportedly.batch.tracing import Windowed, derive_day, pair_day
from reportedly.batch.worker import Worker, fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.batch.settings import BatchSettings

__all__ = ["FAILED", "TASK", "Stage", "Task", "task_of"]

Task = Input | Day | Part | Windowed | WindowedPart
#: Stands in the place of counts where a task could not be done: why.
FAILED: Final = "failed"
#: Stands beside it: which task, in words.
TASK: Final = "task"
#: What each stage's tasks are, and what does them.
_STAGES: Final[dict[str, tuple[type[Any], Callable[[Worker, Any], dict[str, int]]]]] = {
    "reading": (Input, read_input),
    "keeping": (Day, keep_day),
    "attributing": (Part, attribute_part),
    "tracing": (Windowed, derive_day),
    "grouping": (Windowed, pair_day),
    "weighing": (WindowedPart, find_part),
}


def task_of(task: Task) -> str:
    """Return a task in JSON."""
    return json.dumps(asdict(task))


@dataclass(frozen=True, slots=True)
class Stage:
    """Makes a worker of one stage, in the worker's own process."""

    name: str
    settings: BatchSettings

    def __call__(self) -> Callable[[str], str]:
        """Return a function from a task to what was done: counts, or why it failed."""
        kind, does = _STAGES[self.name]
        worker = Worker(self.settings)

        def done(task: str) -> str:
            told = json.loads(task)
            try:
                counts: dict[str, Any] = does(worker, kind(**told))
            except Exception as error:  # noqa: BLE001  the border of a task: it is told, and done again by the next run
                counts = {FAILED: fault(error), TASK: _in_words(told)}
            return json.dumps(counts)

        return done


def _in_words(told: dict[str, Any]) -> str:
    if "name" in told:
        return str(told["name"])
    return f"day={told['day']}" + (f" part {told['part']}" if "part" in told else "")
