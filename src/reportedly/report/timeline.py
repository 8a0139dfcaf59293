"""When a claim was put forward, by whom first, and from when on it was disputed: by the days on which articles were published.

A day is no moment: where the dates of two articles do not tell which came first, nobody is called the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reportedly.report.build import articles, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportedly.records import Article, Derivation, Finding, Report, Statement

__all__ = ["Day", "Moment", "disputed_from", "first_of", "moment_words", "timeline", "whole_timeline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An article that bears on a claim, in its place in time.

    Attributes:
        article: The article.
        said: The statements in it that put the claim forward.
        against: Those that contradict or deny it.
        taken_from: Where it took the first of these; None where it took it nowhere.
        is_asked: Whether the report is about this article.
        is_first: Whether it was certainly the first of several to put the claim forward.
        is_disputed_here: Whether the claim stands against something since this article, and did not before.
    """

    article: Article
    said: tuple[Statement, ...]
    against: tuple[Statement, ...]
    taken_from: str | None
    is_asked: bool
    is_first: bool
    is_disputed_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """An article of the report in its place in time, with the numbers of the findings that it bears on.

    Attributes:
        article: The article.
        first: Findings whose claim it was certainly the first of several to put forward.
        also: Others that it puts forward.
        against: Those that it contradicts or denies.
        disputed: Those that are disputed since this article, and were not before.
        taken: What it took from others.
        is_asked: Whether the report is about this article.
    """

    article: Article
    first: tuple[int, ...]
    also: tuple[int, ...]
    against: tuple[int, ...]
    disputed: tuple[int, ...]
    taken: tuple[Derivation, ...]
    is_asked: bool


def timeline(finding: Finding, report: Report) -> tuple[Moment, ...]:
    """Return the articles that bear on a claim, the earliest first, those of unknown date last."""
    held = _held(finding, report)
    said = [article for article, on in held.values() if any(supports for _, supports, _ in on)]
    first, disputed = first_of(said), disputed_from(finding, report)
    return tuple(
        Moment(
            article=article,
            said=tuple(statement for statement, supports, _ in on if supports),
            against=tuple(statement for statement, supports, _ in on if not supports),
            taken_from=on[0][2],
            is_asked=_is_asked(article, report),
            is_first=first is not None and article.id == first.id and len(said) > 1,
            is_disputed_here=disputed is not None and article.id == disputed.id,
        )
        for article, on in sorted(held.values(), key=lambda pair: _order(pair[0]))
    )


def whole_timeline(report: Report) -> tuple[Day, ...]:
    """Return every article that the report opens to, the earliest first, those of unknown date last."""
    held: dict[str, dict[str, list[int]]] = {}
    for one in numbered(report):
        for moment in timeline(one.finding, report):
            lists = held.setdefault(moment.article.id, {"first": [], "also": [], "against": [], "disputed": []})
            if moment.said:
                lists["first" if moment.is_first else "also"].append(one.number)
            if moment.against:
                lists["against"].append(one.number)
            if moment.is_disputed_here:
                lists["disputed"].append(one.number)
    return tuple(
        Day(
            article=article,
            taken=tuple(each for each in report.derivations if each.to == article.id),
            is_asked=_is_asked(article, report),
            **{name: tuple(held.get(article.id, {}).get(name, ())) for name in ("first", "also", "against", "disputed")},
        )
        for article in sorted(articles(report).values(), key=_order)
    )


def disputed_from(finding: Finding, report: Report) -> Article | None:
    """Return the article since which the claim and what disputes it are both out; None where nothing disputes it, or dates do not tell."""
    held = _held(finding, report)
    disputing = {place.article for origin in finding.disputes for place in origin.statements}
    said = [article for article, on in held.values() if any(supports for _, supports, _ in on)]
    against = [article for key, (article, _) in held.items() if key in disputing]
    alone, opposed = first_of(said), first_of(against)
    if alone is not None and opposed is not None and alone.id == opposed.id:
        return alone
    if opposed is not None and _is_after_any(opposed, said):
        return opposed
    return alone if alone is not None and _is_after_any(alone, against) else None


def _is_after_any(article: Article, others: Sequence[Article]) -> bool:
    """Tell whether one of the others was certainly published before an article."""
    return any(first is not None and first.id != article.id for first in (first_of([article, other]) for other in others))


def moment_words(moment: Moment, known: Mapping[str, Article]) -> str:
    """Tell what an article does for a claim: "first to say so", "says so, taken from Meridian Wire", "says otherwise"."""
    told = []
    if moment.said:
        told.append("first to say so" if moment.is_first else "says so")
    if moment.against:
        told.append("denies it" if all(each.stance == "denies" for each in moment.against) else "says otherwise")
    source = moment.taken_from
    taken = "" if source is None else f", taken from {known[source].outlet.name if source in known else source.removeprefix('wire:')}"
    return f"{' and '.join(told)}{taken}"


def first_of(held: Sequence[Article]) -> Article | None:
    """Return the article that was certainly published before all others; None where their dates do not tell."""
    if len(held) == 1:
        return held[0]
    spans = [(span, article) for article in held if (span := _published(article)) is not None]
    if not held or len(spans) < len(held):
        return None
    (_, end), first = min(spans, key=lambda pair: pair[0])
    return first if all(start >= end for (start, _), other in spans if other is not first) else None


def _published(article: Article) -> tuple[datetime, datetime] | None:
    """Return from when to before when an article was published: a day, or a moment."""
    try:
        at = datetime.fromisoformat(article.published or "")
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        long = timedelta(days=1) if len(article.published or "") <= len("2031-03-13") else timedelta(microseconds=1)
        return at, at + long
    except (ValueError, OverflowError):
        return None


def _order(article: Article) -> tuple[bool, float, str]:
    """Sort by date, what has none last; articles of one moment by their ids."""
    span = _published(article)
    return span is None, span[0].timestamp() if span else 0.0, article.id


def _is_asked(article: Article, report: Report) -> bool:
    return report.article is not None and article.id == report.article.id


def _held(finding: Finding, report: Report) -> dict[str, tuple[Article, list[tuple[Statement, bool, str | None]]]]:
    """Return for each article its statements on a claim, whether each puts it forward, and where it was taken."""
    held: dict[str, tuple[Article, list[tuple[Statement, bool, str | None]]]] = {}
    for article, statement, supports, source in _said(finding, report):
        held.setdefault(article.id, (article, []))[1].append((statement, supports, source))
    return held


def _said(finding: Finding, report: Report) -> Iterator[tuple[Article, Statement, bool, str | None]]:
    if report.article is not None and finding.statement is not None:
        yield report.article, finding.statement, not _is_disputing(finding.statement, finding), None
    for evidence in finding.evidence:
        yield evidence.article, evidence.statement, evidence.relation == "supports", evidence.derived_from


def _is_disputing(statement: Statement, finding: Finding) -> bool:
    """Tell whether the claim's own statement is only among what disputes it."""
    places = {(place.article, place.content) for origin in finding.origins for place in origin.statements}
    disputing = {(place.article, place.content) for origin in finding.disputes for place in origin.statements}
    return (statement.article, statement.content) in disputing - places
