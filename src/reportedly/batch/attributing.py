"""Articles to statements: one file of articles to one of statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.batch.schema import article_of, rejected_row, statement_row
from reportedly.batch.tables import file_of
from reportedly.batch.worker import fault
from reportedly.records import Rejected, identity

if TYPE_CHECKING:
    from reportedly.batch.worker import Worker
    from reportedly.records import Article, Statement

__all__ = ["Part", "attribute_part"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file of articles."""

    day: str
    part: int


def attribute_part(worker: Worker, task: Part) -> dict[str, int]:
    """Attribute the articles of a file; return how many articles and statements, nothing where it was done before."""
    tables, target = worker.tables, file_of("statements", task.day, task.part)
    source = file_of("articles", task.day, task.part)
    made_from = identity("attribute 1", tables.made_from(source) or "", worker.attributor.made_by)
    if tables.made_from(target) == made_from:
        return {}
    rows, rejected, articles = [], [], 0
    for article in map(article_of, tables.rows(source)):
        articles += 1
        made = _attributed(worker, article)
        if isinstance(made, Rejected):
            rejected.append(made)
        else:
            rows += [statement_row(statement, article.text) for statement in made]
    name = f"rejects/stage=attribute/day={task.day}-part-{task.part:05d}.parquet"
    tables.write(name, [rejected_row(each) for each in rejected], made_from=made_from)
    tables.write(target, rows, made_from=made_from)
    return {"attributed": articles, "statements": len(rows)}


def _attributed(worker: Worker, article: Article) -> tuple[Statement, ...] | Rejected:
    try:
        return worker.attributor.statements(article)
    except Exception as error:  # noqa: BLE001  the border of a task: one bad article never stops a run, and is named
        return Rejected(id=article.id, stage="attribute", reason=fault(error))
