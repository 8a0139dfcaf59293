"""The order of a batch run, and the only place that knows it: read, keep, attribute, each a list of tasks over whole partitions."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from reportedly.batch.attributing import Part
from reportedly.batch.days import window
from reportedly.batch.engine import begin, mapped
from reportedly.batch.finding import WindowedPart
from reportedly.batch.keeping import Day, doubles
from reportedly.batch.schema import outlet_row, rejected_row
from reportedly.batch.sources import inputs
from reportedly.batch.stages import FAILED, TASK, Stage, Task, task_of
from reportedly.batch.tables import Tables
from reportedly.batch.tracing import Windowed, note_origins
from reportedly.batch.worker import OUTLETS
from reportedly.errors import UsageError
from reportedly.records import Outlet, Rejected, identity
from reportedly.store.fields import unpacked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.batch.settings import BatchSettings
    from reportedly.batch.sources import Input
    from reportedly.batch.tables import Row
    from reportedly.pipeline import Progress

__all__ = ["Outcome", "run"]

#: The tables whose rows are told.
_TOLD: Final = ("articles", "statements", "derivations", "findings", "matches")
_INPUTS: Final = "inputs/part-00000.parquet"
_MISSING: Final = "rejects/stage=read/not-there.parquet"
#: What is made of one file of articles, and has its number.
_BY_PART: Final = ("statements/", "findings/", "matches/", "rejects/stage=attribute/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run did."""

    #: By what was counted ("articles", "statements", ...): what stands in the tables now.
    counts: tuple[tuple[str, int], ...]
    #: Tasks that were done, and tasks whose partitions were there and fitted.
    done: int
    kept: int
    rejected: tuple[Rejected, ...]


def run(named: Sequence[str], settings: BatchSettings, progress: Progress) -> Outcome:
    """Do what is left to do, so that the tables hold what the inputs hold.

    Args:
        named: Files, folders, addresses; those of earlier runs over the same folder among them.
        settings: Where to, how wide, who runs it.
        progress: Is told how far each stage is.

    Raises:
        UsageError: The folder cannot be written, or is of other inputs; the cluster cannot be reached.
    """
    tables = Tables(settings.out)
    found = inputs(named)
    begin(settings)
    plan = _Plan(settings, tables, progress)
    plan.read(_numbered(tables, found))
    plan.attribute()
    plan.trace()
    plan.weigh()
    return plan.outcome()


class _Plan:
    """A run on its way."""

    def __init__(self, settings: BatchSettings, tables: Tables, progress: Progress) -> None:
        self._settings = settings
        self._tables = tables
        self._progress = progress
        self._done = Counter[bool]()
        self._failed: list[Rejected] = []

    def read(self, found: Sequence[Input]) -> None:
        """Read the inputs, and keep each article once."""
        self._stage("reading", found)
        files: dict[str, list[str]] = defaultdict(list)
        for name in (name for each in found for name in self._tables.named(f"work/{each.key}")):
            files[_day(name)].append(name)
        twice = doubles(self._tables, [name for each in files.values() for name in each])
        self._stage("keeping", [Day(day=day, files=tuple(files[day]), doubles=twice.get(day, ())) for day in sorted(files)])
        self._clear(frozenset(files))
        self._note_outlets()

    def attribute(self) -> None:
        """Attribute the articles."""
        self._stage("attributing", self._parts())

    def trace(self) -> None:
        """Say who took what from whom, and join what is one by it."""
        days = self._tables.days("articles")
        tasks = [Windowed(day=day, among=window(day, days, self._settings.window)) for day in days]
        self._stage("tracing", tasks)
        self._stage("grouping", tasks)
        if days and not self._failed:
            self._done[bool(note_origins(self._tables))] += 1

    def weigh(self) -> None:
        """Find what bears on each claim, and weigh it."""
        days = self._tables.days("articles")
        tasks = [WindowedPart(day=each.day, part=each.part, among=window(each.day, days, self._settings.window)) for each in self._parts()]
        self._stage("weighing", tasks)

    def _parts(self) -> list[Part]:
        """Return every file of articles, the largest first, so that no worker is left alone with a large one at the end."""
        names = self._tables.named("articles")
        return [_part(name) for name in sorted(names, key=lambda name: (-self._tables.count((name,)), name))]

    def _clear(self, days: frozenset[str]) -> None:
        """Remove what days and parts left that are no more, since an input has become smaller."""
        kept = {(_day(name), _number(name)) for name in self._tables.named("articles")}
        for name in self._tables.named(""):
            if "/day=" not in name or name.startswith("work/"):
                continue
            of_part = name.startswith(_BY_PART) and (_day(name), _number(name)) not in kept
            if of_part or _day(name) not in days:
                self._tables.remove(name)

    def outcome(self) -> Outcome:
        """Say what was done, and what stands in the tables."""
        rows = (row for name in self._tables.named("rejects") for row in self._tables.rows(name))
        rejected = [Rejected(id=row["id"], stage=row["stage"], reason=row["reason"]) for row in rows]
        counts = {table: self._tables.count(self._tables.named(table)) for table in _TOLD}
        return Outcome(
            counts=tuple(counts.items()),
            done=self._done[True],
            kept=self._done[False],
            rejected=(*rejected, *self._failed),
        )

    def _stage(self, name: str, tasks: Sequence[Task]) -> None:
        """Do the tasks of a stage; those that fail are told, and left for the next run."""
        self._progress(name, 0, len(tasks))
        if not tasks:
            return
        for number, told in enumerate(mapped(Stage(name, self._settings), [task_of(task) for task in tasks], self._settings), start=1):
            counts = json.loads(told)
            self._done[bool(counts)] += 1
            if FAILED in counts:
                self._failed.append(Rejected(id=f"{name} {counts[TASK]}", stage="store", reason=counts[FAILED]))
            self._progress(name, number, len(tasks))

    def _note_outlets(self) -> None:
        """Write the outlets of the corpus, as a library of its articles would list them."""
        import daft  # noqa: PLC0415  after `begin`

        files = self._tables.named("articles")
        column = "outlet_record"
        frame = daft.read_parquet(self._tables.within(files)).select(column).distinct() if files else daft.from_pydict({column: []})
        found = [unpacked(Outlet, json.loads(record)) for record in sorted(frame.to_pydict()[column])]
        made_from = identity(*(f"{name} {self._tables.made_from(name)}" for name in files))
        if self._tables.made_from(OUTLETS) != made_from:
            self._tables.write(OUTLETS, map(outlet_row, sorted(found, key=lambda outlet: outlet.name)), made_from=made_from)


def _numbered(tables: Tables, named: Sequence[Input | Rejected]) -> tuple[Input, ...]:
    """Return the inputs with the numbers that they keep from run to run; write them down, and those that are not there.

    Raises:
        UsageError: The folder holds what an input gave that is not named, or not there any more.
    """
    found = [each for each in named if not isinstance(each, Rejected)]
    known = {row["name"]: row["number"] for row in (tables.rows(_INPUTS) if tables.made_from(_INPUTS) else ())}
    gone = sorted(known.keys() - {each.name for each in found})
    if gone:
        raise UsageError(
            f"{tables.root}: holds a run that also read {gone[0]}, which is now not named or not there; "
            "name it and put it back, or choose another folder for --out"
        )
    for each in found:
        known.setdefault(each.name, len(known))
    numbered = tuple(sorted((replace(each, number=known[each.name]) for each in found), key=lambda each: each.number))
    _note(tables, _INPUTS, [{"name": each.name, "number": each.number, "stamp": each.stamp} for each in numbered])
    _note(tables, _MISSING, [rejected_row(each) for each in named if isinstance(each, Rejected)])
    return numbered


def _note(tables: Tables, name: str, rows: Sequence[Row]) -> None:
    """Write rows where they are not what stands there."""
    made_from = identity(json.dumps(rows, sort_keys=True))
    if tables.made_from(name) != made_from:
        tables.write(name, rows, made_from=made_from)


def _day(name: str) -> str:
    found = re.search(r"/day=(\d{4}-\d\d-\d\d|[a-z]+)", name)
    return found[1] if found else ""


def _number(name: str) -> int:
    return int(name.rsplit("part-", 1)[1].split(".", 1)[0])


def _part(name: str) -> Part:
    return Part(day=_day(name), part=_number(name))
