"""Evidence by the root it grows from: an origin is told once, with its best words, however many outlets print it.

Copies of one wire would else fill the screen. Nothing is left out: the other places are named, and the page opens each of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reportedly.records import DOUBTFUL, Place
from reportedly.report import wording
from reportedly.report.build import source_name
from reportedly.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportedly.records import Article, Bearing, Evidence, Finding, Origin, Reason

__all__ = ["Branch", "also_words", "branches", "spoken_words", "telling", "telling_sign", "telling_words", "where_words"]

#: The features that settle a match by themselves, for support; others only add to it.
_SETTLE: Final = {"verbatim": "word for word", "same_quotation": "the same quotation"}
#: The features that tell two texts on one matter apart.
_APART: Final = frozenset(
    "other_quantity partial negation opposite_outcome opposite_side swapped_roles other_name other_place other_date".split()
)
_MOST_REASONS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """An origin and the evidence that grows from it.

    Attributes:
        bearing: How the origin bears on the claim; of an origin that both contradicts and denies it, how its best words do.
        origin: None for what stands against the claim and has no origin of its own.
        evidence: The best first: what is not doubtful, then told first-hand before taken, surer before less sure. Empty for an origin
            that only this article names.
    """

    bearing: Bearing
    origin: Origin | None
    evidence: tuple[Evidence, ...]


def branches(finding: Finding) -> tuple[Branch, ...]:
    """Return what bears on a claim: who disputes it, then its origins, then what is against it without an origin of its own."""
    against = [e for e in finding.evidence if e.relation != "supports"]
    disputes = tuple(_grown(finding.disputes, against, finding))
    origins = tuple(_grown(finding.origins, [e for e in finding.evidence if e.relation == "supports"], finding))
    placed = {id(e) for branch in (*disputes, *origins) for e in branch.evidence}
    return (*disputes, *origins, *_loose(e for e in finding.evidence if id(e) not in placed))


def _grown(origins: Sequence[Origin], evidence: Sequence[Evidence], finding: Finding) -> Iterator[Branch]:
    held: list[list[Evidence]] = [[] for _ in origins]
    for each in evidence:
        if (at := _root_of(each, origins)) is not None:
            held[at].append(each)
    for origin, own in zip(origins, held, strict=True):
        ranked = tuple(sorted(own, key=_rank))
        yield Branch(bearing=ranked[0].relation if ranked else _unheard(origin, finding), origin=origin, evidence=ranked)


def _unheard(origin: Origin, finding: Finding) -> Bearing:
    """Return how an origin without evidence bears on the claim: only the claim's own statement can be behind it."""
    return "denies" if any(origin is each for each in finding.disputes) else "supports"


def _root_of(evidence: Evidence, origins: Sequence[Origin]) -> int | None:
    """Return which origin a statement belongs to; where two speak in one place, the one that bears the speaker's name."""
    place = Place(evidence.article.id, evidence.statement.content)
    fitting = [i for i, origin in enumerate(origins) if place in origin.statements]
    speaker = fold(evidence.statement.speaker.name)
    return next((i for i in fitting if fold(origins[i].who) == speaker), fitting[0] if fitting else None)


def _rank(evidence: Evidence) -> tuple[bool, bool, int, float, str, str]:
    published = evidence.article.published or "~"
    taken = evidence.derived_from is not None
    return not evidence.is_sure, taken, len(evidence.statement.chain), -evidence.score, published, evidence.article.id


def _loose(evidence: Iterable[Evidence]) -> Iterator[Branch]:
    """Group what has no origin to stand under by who says it."""
    held: dict[tuple[str, Bearing], list[Evidence]] = {}
    for each in evidence:
        speaker = each.article.outlet.name if each.statement.is_own else each.statement.speaker.name
        held.setdefault((fold(speaker), each.relation), []).append(each)
    for (_, bearing), own in held.items():
        yield Branch(bearing=bearing, origin=None, evidence=tuple(sorted(own, key=_rank)))


def spoken_words(evidence: Evidence, who: str | None) -> str:
    """Tell who speaks some evidence, as far as the name of its origin does not tell it already.

    Args:
        evidence: The evidence.
        who: The name of the origin it stands under; None without one.
    """
    statement, outlet = evidence.statement, evidence.article.outlet.name
    if statement.is_own:
        return "in its own voice" if who == outlet else f"{outlet}, in its own voice"
    chain = wording.chain_words(statement.chain)
    if statement.speaker.name == who:
        chain = chain.removeprefix(who).removeprefix(", ")
    parts = (chain, "denies it" if statement.stance == "denies" else "")
    return ", ".join(part for part in parts if part)


def where_words(branch: Branch, asked: Article | None) -> str:
    """Tell who speaks the best words of a branch, and where.

    Args:
        branch: A branch with evidence.
        asked: The article that the report is about, which is "this article".
    """
    best = branch.evidence[0]
    place = f"{best.article.outlet.name}, {wording.day(best.article.published, clock=False)}"
    if asked is not None and best.article.id == asked.id:
        place = "in this article"
    elif best.statement.is_own:
        place = wording.day(best.article.published, clock=False)
    else:
        place = f"in {place}"
    spoken = spoken_words(best, branch.origin.who if branch.origin else None)
    return f"{spoken}, {place}" if spoken else place


def also_words(branch: Branch, known: dict[str, Article]) -> str:
    """Name the other outlets of a branch: "also in Lowmark Today (taken from Meridian Wire); in other words in The Daily Flare"."""
    if len(branch.evidence) <= 1:
        return ""
    best = branch.evidence[0]
    named = {best.article.id}
    parts = []
    for alike, lead in ((True, "also in"), (False, "in other words in")):
        held: dict[str | None, list[str]] = {}
        for each in branch.evidence[1:]:
            if each.article.id not in named and _alike(best, each) == alike:
                named.add(each.article.id)
                held.setdefault(each.derived_from, []).append(each.article.outlet.name)
        parts += [f"{lead} {', '.join(dict.fromkeys(outlets))}{_taken(source, known)}" for source, outlets in held.items()]
    if len(branch.evidence) > len(named):
        parts.append(f"{wording.number_of(len(branch.evidence), 'place')} in all")
    return "; ".join(parts)


def _taken(source: str | None, known: dict[str, Article]) -> str:
    return f" (taken from {source_name(source, known)})" if source is not None else ""


def _alike(one: Evidence, other: Evidence) -> bool:
    """Tell whether two say it in the same words, one of them perhaps in more."""
    first, second = _words(one), _words(other)
    return first in second or second in first


def _words(evidence: Evidence) -> str:
    said = " ".join(span.of(evidence.article.text) for span in evidence.statement.content)
    return "".join(c for c in said.casefold() if c.isalnum())


def telling(evidence: Evidence) -> tuple[Reason, ...]:
    """Return the reasons that settle a match or tell it apart, the weightiest first, two at most; then why it is doubtful, if it is."""
    wanted = _SETTLE.keys() if evidence.relation == "supports" else _APART if evidence.relation == "contradicts" else frozenset[str]()
    held = {reason.feature: reason for reason in reversed(evidence.reasons) if reason.feature in wanted}
    weighty = sorted(held.values(), key=lambda reason: -abs(reason.weight))[: 1 if evidence.relation == "supports" else _MOST_REASONS]
    return (*weighty, *(reason for reason in evidence.reasons if reason.feature == DOUBTFUL))


def telling_sign(reason: Reason, evidence: Evidence) -> str:
    """Return what stands before a telling reason: "=", "≠" where it is against, "?" where it says why the match is doubtful."""
    return "?" if reason.feature == DOUBTFUL else "=" if evidence.relation == "supports" else "≠"


def telling_words(reason: Reason) -> str:
    """Return a telling reason in few words."""
    return _SETTLE.get(reason.feature, reason.text)
