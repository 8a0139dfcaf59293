"""A claim and what bears on it to a finding: origins as an interval, outlets, observers, sides, status, disputes and marks.

All of it is counted from where the statements' chains end (`ends`) and who is one and the same (`origins`); nothing is rounded up.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from reportedly.records import Article, Claim, Derivation, Evidence, Finding, Statement, Status
from reportedly.trace.ends import End, Lineage, Said
from reportedly.trace.origins import Root, roots, sides_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.records import Origin

__all__ = ["ALTERED", "TWO_WAYS", "weigh"]

#: An article says otherwise than what it took it from.
ALTERED = "altered"
#: Two newsrooms heard one speaker say opposite things.
TWO_WAYS = "reported two ways"


def weigh(  # noqa: PLR0913  the claim, where it stands, and the three things it is weighed by
    claim: Claim,
    *,
    article: Article | None,
    statement: Statement | None,
    evidence: Sequence[Evidence],
    derivations: Sequence[Derivation],
    articles: Sequence[Article] = (),
) -> Finding:
    """Return all that is known about the claim.

    Args:
        claim: The claim.
        article: The article that is checked; None for a claim in the reader's own words.
        statement: The statement of that article that the claim was taken from; it supports its own claim, which for a denial is the denial.
        evidence: What bears on the claim, of any article. Its order is kept.
        derivations: Who took what from whom among these articles.
        articles: Those at hand that derivations name, also where nothing in them bears on the claim: their newsrooms are known.
    """
    said = [Said(e.article, e.statement, e.relation, sure=e.is_sure) for e in evidence]
    if article is not None and statement is not None and statement.id not in {s.statement.id for s in said}:
        said.append(Said(article, statement, "supports"))
    lineage = Lineage(said, derivations, articles)
    found = roots(lineage.end(each) for each in said)
    support = _share(found, supporting=True)
    against = _share([root for root in found if not _speaks_for(root) and not _is_slip(root)], supporting=False)
    least, most = _interval(support)
    carried = len({end.said.article.family for root in support for end in root.ends})
    return Finding(
        claim=claim,
        statement=statement,
        status=_status(least, most, carried),
        disputed=bool(against),
        origins_min=least,
        origins_max=most,
        origins=tuple(root.origin for root in support),
        disputes=tuple(root.origin for root in against),
        outlets=carried,
        observers=len({end.newsroom.key for root in support for end in root.ends if end.heard}),
        sides=sides_of(support),
        marks=_marks(found),
        evidence=tuple(replace(e, derived_from=lineage.source(s)) for e, s in zip(evidence, said, strict=False)),
    )


def _speaks_for(root: Root) -> bool:
    """Whether the origin speaks for the claim, whatever else it is said to have said.

    Of voices without a name that one newsroom heard, nobody knows that those for and those against are the same.
    """
    return root.origin.kind != "unnamed" and any(end.said.relation == "supports" for end in root.ends)


def _is_slip(root: Root) -> bool:
    """Whether all that the origin is said to have said came about by altering what another article says: no origin of its own."""
    return all(end.altered for end in root.ends)


def _share(found: Iterable[Root], *, supporting: bool) -> list[Root]:
    """Return the roots with only their ends for, or only those against, the claim; roots with none are left out."""
    halves = []
    for root in found:
        ends = tuple(end for end in root.ends if (end.said.relation == "supports") == supporting)
        if ends:
            halves.append(Root(_narrowed(root.origin, ends), ends))
    return halves


def _narrowed(origin: Origin, ends: tuple[End, ...]) -> Origin:
    """Return the origin with these statements alone; a newsroom is established only by signs of own reporting among them."""
    level = origin.level
    if level == "established" and not any(end.level == "established" for end in ends):
        level = "possible"
    return replace(origin, level=level, statements=tuple(sorted({end.said.place for end in ends})))


def _interval(support: Sequence[Root]) -> tuple[int, int]:
    established = sum(root.origin.level == "established" for root in support)
    return max(established, 1 if support else 0), len(support)


def _status(least: int, most: int, outlets: int) -> Status:
    """Return the first status that fits."""
    if least >= 2:  # noqa: PLR2004  two origins corroborate each other
        return "corroborated"
    if most >= 2:  # noqa: PLR2004  as above
        return "possibly corroborated"
    return "single origin" if outlets >= 2 else "uncorroborated"  # noqa: PLR2004  two outlets carry it


def _marks(found: Iterable[Root]) -> tuple[str, ...]:
    """Return the marks of a finding: one origin is printed as saying both, by way of one newsroom or of two."""
    marks = set()
    for root in found:
        support = [end for end in root.ends if end.said.relation == "supports"]
        against = [end for end in root.ends if end.said.relation != "supports"]
        altered = {id(b) for a, b in product(support, against) if _is_altered(a, b)}
        if altered or (against and not support and _is_slip(root)):
            marks.add(ALTERED)
        if any(id(b) not in altered and a.newsroom != b.newsroom for a, b in product(support, against)):
            marks.add(TWO_WAYS)
    return tuple(sorted(marks))


def _is_altered(one: End, other: End) -> bool:
    """Whether the two stand in articles of one root newsroom of which one at least took it from elsewhere, and say opposite things."""
    return one.newsroom.key == other.newsroom.key and one.said.article.id != other.said.article.id and bool(one.steps or other.steps)
