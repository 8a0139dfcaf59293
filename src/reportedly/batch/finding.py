"""Statements of a window to findings: what a check of each article says, against a library of the articles of its window."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.batch.schema import article_of, finding_row, match_row, statement_of
from reportedly.batch.tables import file_of
from reportedly.errors import LibraryError
from reportedly.evidence import findings_of, nearby, questions_of
from reportedly.records import identity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.batch.tables import Row
    from reportedly.batch.worker import Worker
    from reportedly.records import Article, Statement
    from reportedly.store import Library

__all__ = ["WindowedPart", "find_part"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowedPart:
    """One file of articles, and the days that they are held against."""

    day: str
    part: int
    among: tuple[str, ...]


def find_part(worker: Worker, task: WindowedPart) -> dict[str, int]:
    """Find what the window holds on each claim of the articles of a file; return how many findings and matches."""
    tables = worker.tables
    made_from = _made_from(worker, task)
    targets = [file_of(table, task.day, task.part) for table in ("matches", "findings")]
    if all(tables.made_from(name) == made_from for name in targets):
        return {}
    matches: list[Row] = []
    findings: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="reportedly-batch-") as folder, worker.tools.over(Path(folder)).library() as library:
        _fill(library, worker, task.among)
        for row in tables.rows(file_of("articles", task.day, task.part), ("id",)):
            for finding, match in _found(library.article(row["id"]), library, worker):
                findings.append(finding)
                matches += match
    for name, rows in zip(targets, (matches, findings), strict=True):
        tables.write(name, rows, made_from=made_from)
    return {"findings": len(findings), "matches": len(matches)}


def _fill(library: Library, worker: Worker, days: tuple[str, ...]) -> None:
    """Put the articles of the days into the library, with their statements.

    Raises:
        LibraryError: A file of statements is not there, since its task failed.
    """
    tables, made_by = worker.tables, worker.attributor.made_by
    for name in (name for day in days for name in tables.named(f"articles/day={day}")):
        said: dict[str, list[Statement]] = {}
        for article in map(article_of, tables.rows(name)):
            library.add(article)
            said[article.id] = []
        source = name.replace("articles/", "statements/", 1)
        if tables.made_from(source) is None:
            raise LibraryError(f"{source}: is not there yet; run the same command again")
        for statement in map(statement_of, tables.rows(source, ("record",))):
            said[statement.article].append(statement)
        for key, statements in said.items():
            library.keep_statements(key, statements, made_by)


def _found(article: Article, library: Library, worker: Worker) -> Iterator[tuple[Row, list[Row]]]:
    """Yield a row for each finding of an article, with the rows of what bears on it; on one core, as the other cores have their workers."""
    questions = questions_of(article, worker.attributor.statements(article, library))
    near = nearby(questions, library, worker.attributor, _quietly)
    findings, _ = findings_of(questions, near, judge=worker, outlets=worker.outlets, tell=_quietly, at_once=1)
    for finding in findings:
        yield finding_row(finding, article.id, near.coverage.articles), [match_row(finding, article.id, each) for each in finding.evidence]


def _made_from(worker: Worker, task: WindowedPart) -> str:
    tables = worker.tables
    told = (f"{name} {tables.made_from(name)}" for day in task.among for name in tables.named(f"statements/day={day}"))
    return identity("find 1", worker.outlets_made_from, worker.tools.pairs.digest, worker.tools.vectors.sha256, *told)


def _quietly(done: int, total: int) -> None:
    """Tell nobody: progress is told by the task."""
