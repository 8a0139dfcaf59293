"""The articles that a report takes its evidence from, whole, each with the words lit that bear on a finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.report.build import numbered
from reportedly.report.pieces import in_runs

if TYPE_CHECKING:
    from reportedly.records import Article, Report, Span
    from reportedly.report.pieces import Run

__all__ = ["Opened", "opened"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An article of the evidence.

    Attributes:
        number: Its place among these articles, from 1.
        article: The article.
        paragraphs: Its text in runs; the numbers of a run are those of the findings that its words bear on.
    """

    number: int
    article: Article
    paragraphs: tuple[tuple[Run, ...], ...]


def opened(report: Report) -> tuple[Opened, ...]:
    """Return the articles of the evidence in the order in which they come up, without the article that the report is about."""
    held: dict[str, tuple[Article, dict[int, set[Span]]]] = {}
    asked = report.article.id if report.article is not None else None
    for one in numbered(report):
        for evidence in one.finding.evidence:
            if evidence.article.id != asked:
                _, lit = held.setdefault(evidence.article.id, (evidence.article, {}))
                lit.setdefault(one.number, set()).update(evidence.statement.content)
    return tuple(_opened(number, article, lit) for number, (article, lit) in enumerate(held.values(), start=1))


def _opened(number: int, article: Article, lit: dict[int, set[Span]]) -> Opened:
    contents = ((finding, tuple(sorted(spans))) for finding, spans in sorted(lit.items()))
    return Opened(number=number, article=article, paragraphs=in_runs(article.text, contents))
