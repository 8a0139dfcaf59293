"""Articles of a window to who took what from whom: the derivations of one day, and which of its articles tell one wire's story.

A derivation is decided once, in the window of the day of whoever took. Origins are joined over all days from pairs of ids alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.batch.days import day_of
from reportedly.batch.schema import article_of, derivation_of, derivation_row
from reportedly.batch.tables import file_of
from reportedly.records import Article, Outlet, identity
from reportedly.trace import derive, joined, stories

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.batch.tables import Row, Tables
    from reportedly.batch.worker import Worker

__all__ = ["Windowed", "derive_day", "note_origins", "pair_day", "window_articles"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Windowed:
    """A day, and the days that it is held against."""

    day: str
    among: tuple[str, ...]


def window_articles(worker: Worker, days: tuple[str, ...]) -> list[Article]:
    """Return all articles of some days."""
    tables = worker.tables
    return [article_of(row) for day in days for name in tables.named(f"articles/day={day}") for row in tables.rows(name)]


def derive_day(worker: Worker, task: Windowed) -> dict[str, int]:
    """Derive within the window, and write what articles of the day took."""
    target = file_of("derivations", task.day)
    made_from = _made_from(worker, "derive 2", "articles", task)
    if worker.tables.made_from(target) == made_from:
        return {}
    articles = window_articles(worker, task.among)
    own = {article.id for article in articles if day_of(article) == task.day}
    found = [d for d in derive(articles, outlets=worker.outlets) if d.to in own]
    worker.tables.write(target, map(derivation_row, found), made_from=made_from)
    return {"derivations": len(found)}


def pair_day(worker: Worker, task: Windowed) -> dict[str, int]:
    """Write which articles of the day tell one wire's story, or are one text, with others of the window."""
    tables, target = worker.tables, file_of("stories", task.day)
    made_from = _made_from(worker, "pair 2", "derivations", task)
    if tables.made_from(target) == made_from:
        return {}
    rows = (row for day in task.among for row in tables.rows(file_of("derivations", day)))
    taken = [derivation_of(row) for row in rows if row["certain"] and row["kind"] != "citation"]
    takers = {derivation.to for derivation in taken}
    articles = [article for article in window_articles(worker, task.among) if article.id in takers]
    own = {article.id for article in articles if day_of(article) == task.day}
    found = sorted({(one, other) for one, other in stories(articles, taken) if one in own})
    tables.write(target, ({"one": one, "other": other} for one, other in found), made_from=made_from)
    return {"pairs": len(found)}


def note_origins(tables: Tables) -> dict[str, int]:
    """Write the origin group of each article, joined over all days; of the articles only ids and dates are read, no texts.

    Returns:
        How many groups there are, nothing where they were written before.
    """
    days = tables.days("articles")
    told = (f"{name} {tables.made_from(name)}" for table in ("articles", "derivations", "stories") for name in tables.named(table))
    made_from = identity("join 1", *told)
    if all(tables.made_from(file_of("origins", day)) == made_from for day in days):
        return {}
    filed = {article.id: (day, article) for day in days for article in _undetailed(tables, day)}
    derivations = [derivation_of(row) for day in days for row in tables.rows(file_of("derivations", day))]
    pairs = [(row["one"], row["other"]) for day in days for row in tables.rows(file_of("stories", day))]
    groups = joined((article for _, article in filed.values()), derivations, pairs)
    rows: dict[str, list[Row]] = {day: [] for day in days}
    for group in groups:
        for key in group.articles:
            rows[filed[key][0]].append({"article": key, "root": group.root, "group": group.articles[0]})
    for day in days:
        tables.write(file_of("origins", day), sorted(rows[day], key=lambda row: str(row["article"])), made_from=made_from)
    return {"origins": len(groups)}


def _undetailed(tables: Tables, day: str) -> Iterator[Article]:
    """Yield the articles of a day without text and outlet."""
    for name in tables.named(f"articles/day={day}"):
        for row in tables.rows(name, ("id", "published")):
            yield Article(id=row["id"], outlet=Outlet.unlisted(""), text="", published=row["published"])


def _made_from(worker: Worker, stage: str, table: str, task: Windowed) -> str:
    """Return what a task of a window depends on: the files of its days, and who is known as an outlet."""
    tables = worker.tables
    told = (f"{name} {tables.made_from(name)}" for day in task.among for name in tables.named(f"{table}/day={day}"))
    return identity(stage, task.day, worker.outlets_made_from, *told)
