"""Many passages to the few that may bear on a claim, before any model reads: by shared names, figures, dates and rare words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from reportedly.match.reading import Reading, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.text.passages import Passage

__all__ = ["Bounds", "choose", "narrow"]

#: A shared name, figure or date counts as much as so many words that stand in one candidate in e.
_NAME, _FIGURE, _DATE = 2.0, 2.0, 1.0
#: Less than one rather rare word in common is chance.
_LEAST = 1.0
#: How fast a place in a ranking loses weight, as in `store.rank`.
_SLOPE = 10


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many passages a model reads with one claim."""

    #: Of all articles.
    all: int
    #: Of one article.
    each: int


def choose(claim: Passage, passages: Sequence[Passage], *, found: Sequence[int], groups: Sequence[str], bounds: Bounds) -> tuple[int, ...]:
    """Choose the passages that a model should read with a claim, out of all of some articles.

    Two rankings are joined by reciprocal rank: what a search found, by meaning and words of whole sentences; and what the passages
    themselves share with the claim (`narrow`).

    Args:
        claim: What is claimed.
        passages: The contents of the statements of some articles.
        found: Positions of those that a search found, best first.
        groups: For each passage, what it counts with: its article.
        bounds: How many to choose.

    Returns:
        Positions in `passages`: first those that share most with the claim; equal ones in their given order.
    """
    likely = narrow(claim, passages, most=len(passages))
    weight: dict[int, float] = defaultdict(float)
    for ranking in (found, likely):
        for place, at in enumerate(ranking):
            weight[at] += 1 / (_SLOPE + place)
    taken: Counter[str] = Counter()
    chosen: set[int] = set()
    for at in sorted(weight, key=lambda i: (-weight[i], i)):
        if taken[groups[at]] < bounds.each and len(chosen) < bounds.all:
            taken[groups[at]] += 1
            chosen.add(at)
    return tuple(at for at in dict.fromkeys((*likely, *found)) if at in chosen)


def narrow(claim: Passage, passages: Sequence[Passage], *, most: int = 40) -> tuple[int, ...]:
    """Choose the passages that may bear on a claim.

    Args:
        claim: What is claimed.
        passages: The contents of statements that a search found.
        most: How many to return at most.

    Returns:
        Positions in `passages`, the best first; equal ones in their given order. Passages that share next to nothing are left out.
    """
    ours, (others, common) = read(claim.spelt_out()), _read_all(tuple(passages))
    scores = [_score(ours, other, common, len(others)) for other in others]
    ranked = sorted(range(len(others)), key=lambda i: (-scores[i], i))
    return tuple(i for i in ranked[:most] if scores[i] >= _LEAST)


@lru_cache(maxsize=1 << 8)
def _read_all(passages: tuple[Passage, ...]) -> tuple[tuple[Reading, ...], Counter[str]]:
    """The passages, and in how many of them each word stands; all claims of an article are narrowed among the same ones."""
    readings = tuple(read(passage.spelt_out()) for passage in passages)
    return readings, Counter(stem for reading in readings for stem in reading.stems)


def _score(claim: Reading, other: Reading, common: Counter[str], total: int) -> float:
    """How much the two share, each word by its rarity among the passages (inverse document frequency)."""
    shared = claim.stems & other.stems
    if not shared:
        return 0.0
    words = sum(math.log((total + 1) / (common[stem] + 0.5)) + 0.5 for stem in sorted(shared))
    names = sum(any(n.is_same(o) for o in other.understood) for n in claim.understood)
    figures = sum(any(q.can_equal(o) for o in other.quantities) for q in claim.quantities)
    dates = sum(any(m.agrees(o) for o in other.moments) for m in claim.moments)
    return words + _NAME * names + _FIGURE * figures + _DATE * dates
