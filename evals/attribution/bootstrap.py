"""Whether one run is better than another: a paired bootstrap over articles, seeded, of the difference in F1."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Enough that the ends of the interval stand still in the third decimal.
ROUNDS = 2000
_TAIL = 0.025


class Counts(NamedTuple):
    """What one article adds to F1."""

    hit: int
    predicted: int
    gold: int


class Difference(NamedTuple):
    """The first F1 less the second, and the middle 95 of 100 resamplings."""

    mean: float
    low: float
    high: float


def f1(counts: Iterable[Counts]) -> float:
    """Return F1 over all articles; 0 of nothing."""
    hit = total = 0
    for count in counts:
        hit += count.hit
        total += count.predicted + count.gold
    return 2 * hit / total if total else 0.0


def difference(left: Mapping[str, Counts], right: Mapping[str, Counts], *, seed: int = 0) -> Difference:
    """Return how much better the left run is; both must hold the same articles."""
    articles = sorted(left)
    chance = random.Random(seed)
    seen = []
    for _ in range(ROUNDS):
        drawn = chance.choices(articles, k=len(articles))
        seen.append(f1(left[a] for a in drawn) - f1(right[a] for a in drawn))
    seen.sort()
    return Difference(f1(left.values()) - f1(right.values()), seen[int(ROUNDS * _TAIL)], seen[int(ROUNDS * (1 - _TAIL)) - 1])
