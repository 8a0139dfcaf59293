"""Articles of many inputs to one set, each id once: the first counts, as in a library that the inputs were added to in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reportedly.batch.schema import rejected_row
from reportedly.batch.tables import file_of
from reportedly.records import Rejected, identity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.batch.tables import Row, Tables
    from reportedly.batch.worker import Worker

__all__ = ["Day", "doubles", "keep_day"]

_OTHER_TEXT: Final = "another text came first under this id; give this one another"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What was read of one day."""

    day: str
    files: tuple[str, ...]
    #: Source and place of the articles that are not kept, since one of their id came before; and whether that had another text.
    doubles: tuple[tuple[int, int, bool], ...]


def doubles(tables: Tables, files: Sequence[str]) -> dict[str, tuple[tuple[int, int, bool], ...]]:
    """Return, by day, the articles that are not to be kept (see `Day`); one query over ids alone, by Daft."""
    import daft  # noqa: PLC0415  the driver's, after the runner was chosen

    if not files:
        return {}
    read = daft.read_parquet(tables.within(files)).select("id", "day", "source", "place", "content")
    often = read.groupby("id").agg(daft.col("place").count().alias("times")).where("times > 1")
    rows = read.join(often, on="id").select("id", "day", "source", "place", "content").to_pylist()
    first: dict[str, str] = {}
    found: dict[str, list[tuple[int, int, bool]]] = {}
    for row in sorted(rows, key=lambda row: (row["source"], row["place"])):
        if row["id"] in first:
            found.setdefault(row["day"], []).append((row["source"], row["place"], row["content"] != first[row["id"]]))
        else:
            first[row["id"]] = row["content"]
    return {day: tuple(each) for day, each in found.items()}


def keep_day(worker: Worker, task: Day) -> dict[str, int]:
    """Write the articles of a day, sorted by id; return how many stand there, and how many of them stood there before."""
    tables = worker.tables
    told = (f"{name} {tables.made_from(name)}" for name in task.files)
    made_from = identity("keep 1", str(worker.settings.part), *told, *map(str, task.doubles))
    if tables.made_from(file_of("articles", task.day)) == made_from:
        return {}
    dropped = {(source, place): other for source, place, other in task.doubles}
    rows: list[Row] = []
    rejected: list[Rejected] = []
    for row in (row for name in task.files for row in tables.rows(name)):
        other = dropped.get((row["source"], row["place"]))
        if other is None:
            rows.append(row)
        elif other:
            rejected.append(Rejected(id=row["name"], stage="store", reason=f"{row['id']}: {_OTHER_TEXT}"))
    tables.write(f"rejects/stage=store/day={task.day}.parquet", [rejected_row(each) for each in rejected], made_from=made_from)
    _write(tables, task.day, sorted(rows, key=lambda row: row["id"]), worker.settings.part, made_from)
    return {"kept": len(rows), "known": len(task.doubles) - len(rejected)}


def _write(tables: Tables, day: str, rows: Sequence[Row], size: int, made_from: str) -> None:
    """Write the parts of a day, the first one last: where that stands, all do."""
    starts = range(0, max(1, len(rows)), size)
    for name in tables.named(f"articles/day={day}"):
        tables.remove(name)
    for number, start in reversed(list(enumerate(starts))):
        tables.write(file_of("articles", day, number), rows[start : start + size], made_from=made_from)
