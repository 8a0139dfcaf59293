"""The first stage: one input to its articles, filed by day, and to what of it could not be used."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from reportedly.batch.days import day_of
from reportedly.batch.schema import article_row, rejected_row
from reportedly.batch.sources import Input, fetched
from reportedly.batch.worker import fault
from reportedly.errors import SourceError
from reportedly.pipeline import read_articles
from reportedly.records import Rejected, identity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.batch.tables import Row, Tables
    from reportedly.batch.worker import Worker
    from reportedly.ingest import Ingested

__all__ = ["read_input", "rejects_of"]

#: Articles that wait to be written, of all days together.
_HELD: Final = 2000


def rejects_of(key: str) -> str:
    """Return the file that names what an input held that could not be used: it is written last, and says that the input was read."""
    return f"rejects/stage=read/{key}.parquet"


def read_input(worker: Worker, task: Input) -> dict[str, int]:
    """Read one input; return how many articles it gave, nothing where it was read before."""
    made_from = identity("read 1", task.name, str(task.number), task.stamp, worker.reads_by)
    tables = worker.tables
    if tables.made_from(rejects_of(task.key)) == made_from:
        return {}
    for name in tables.named(f"work/{task.key}"):
        tables.remove(name)
    filed = _Filed(tables, task.key, made_from)
    rejected = []
    for place, each in enumerate(_all(worker, task)):
        unfit = each if isinstance(each, Rejected) else filed.take(each, task.number, place)
        if unfit is not None:
            rejected.append(unfit)
    filed.write()
    tables.write(rejects_of(task.key), [rejected_row(each) for each in rejected], made_from=made_from)
    return {"articles": filed.count}


class _Filed:
    """Articles of one input on their way to the files of their days."""

    def __init__(self, tables: Tables, key: str, made_from: str) -> None:
        self._tables = tables
        self._key = key
        self._made_from = made_from
        self._held: dict[str, list[Row]] = defaultdict(list)
        self._files = 0
        self.count = 0

    def take(self, each: Ingested, source: int, place: int) -> Rejected | None:
        """File an article; say why where it cannot be kept."""
        article, day = each.article, day_of(each.article)
        row = article_row(article) | {"day": day, "source": source, "place": place, "name": each.page.source}
        try:
            (row["record"] + article.text).encode()
        except UnicodeEncodeError as error:
            return Rejected(id=each.page.source, stage="store", reason=f"holds half a surrogate pair at character {error.start}")
        self._held[day].append(row | {"content": identity(article.text)})
        self.count += 1
        if self.count % _HELD == 0:
            self.write()
        return None

    def write(self) -> None:
        """Write what waits."""
        for day, rows in sorted(self._held.items()):
            self._tables.write(f"work/{self._key}/day={day}/part-{self._files:05d}.parquet", rows, made_from=self._made_from)
        self._held.clear()
        self._files += 1


def _all(worker: Worker, task: Input) -> Iterator[Ingested | Rejected]:
    """Yield what the input holds; where it cannot be read on, that is the last thing told."""
    try:
        with fetched(task.name) as here:
            for each in read_articles(here, tools=worker.tools):
                yield each if here == task.name else _renamed(each, here, task.name)
    except SourceError as error:
        yield Rejected(id=task.name, stage="read", reason=str(error).removeprefix(f"{task.name}: "))
    except Exception as error:  # noqa: BLE001  the border of a task: one bad input never stops a run, and is named
        yield Rejected(id=task.name, stage="read", reason=fault(error))


def _renamed(each: Ingested | Rejected, here: str, name: str) -> Ingested | Rejected:
    """Call what was brought here by the name of where it lies."""
    if isinstance(each, Rejected):
        return replace(each, id=each.id.replace(here, name, 1), reason=each.reason.replace(here, name))
    return replace(each, page=replace(each.page, source=each.page.source.replace(here, name, 1)))
