"""Scores to rankings, and two rankings to one, so that neither the order of adding nor the order of reading shows.

Everything that ties with the last place stays in; who stands first among equals is decided by the caller, by what they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Best", "Floats", "Numbers", "Ranking", "fused"]

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

#: How fast a place loses weight: 1 / (10 + place). Cormack, Clarke and Büttcher (2009) take 60; with lists this short 10 found more.
_SLOPE: Final = 10


@dataclass(frozen=True, slots=True)
class Ranking:
    """Passages by their number, best first, with their scores; equal scores in order of the numbers."""

    numbers: Numbers
    scores: npt.NDArray[np.float64]

    @classmethod
    def of(cls, numbers: Numbers, scores: npt.NDArray[np.float64], depth: int) -> Ranking:
        """Keep the best `depth` and all that tie with the last of them."""
        order = np.lexsort((numbers, -scores))
        if len(order) > depth:
            order = order[scores[order] >= scores[order[depth - 1]]]
        return cls(numbers[order], scores[order])

    def places(self) -> Numbers:
        """Return the place of each, from 0; equals share the first of theirs."""
        return np.searchsorted(-self.scores, -self.scores, side="left")


class Best:
    """The best passages of each query, out of scores that come block by block.

    Args:
        queries: How many queries.
        depth: How many passages of each to keep (and what ties with the last).
    """

    def __init__(self, queries: int, depth: int) -> None:
        self._depth = depth
        # Below its floor nothing can be among the best of a query; zero is no likeness at all.
        self._floors = np.full(queries, np.finfo(np.float32).tiny, dtype=np.float32)
        self._kept = (np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float32))
        self._enough = 4 * queries * depth

    def see(self, first: int, scores: Floats) -> None:
        """Take in a block: `[queries, n]` scores of the passages numbered from `first`."""
        if scores.shape[1] > self._depth:
            lowest = np.partition(scores, -self._depth, axis=1)[:, -self._depth] if not len(self._kept[0]) else self._floors
            self._floors = np.maximum(self._floors, lowest)
        which, column = np.nonzero(scores >= self._floors[:, None])
        found = (which, column + first, scores[which, column])
        self._kept = (
            np.concatenate([self._kept[0], found[0]]),
            np.concatenate([self._kept[1], found[1]]),
            np.concatenate([self._kept[2], found[2]]),
        )
        if len(self._kept[0]) > self._enough:
            self._tighten()

    def rankings(self) -> list[Ranking]:
        """Return one ranking a query."""
        which, numbers, scores = self._kept
        owned = [np.flatnonzero(which == query) for query in range(len(self._floors))]
        return [Ranking.of(numbers[at], scores[at].astype(np.float64), self._depth) for at in owned]

    def _tighten(self) -> None:
        """Raise the floors to what the kept ones show, and drop what falls below."""
        which, numbers, scores = self._kept
        for query in range(len(self._floors)):
            own = scores[which == query]
            if len(own) > self._depth:
                self._floors[query] = np.partition(own, -self._depth)[-self._depth]
        high = scores >= self._floors[which]
        self._kept = (which[high], numbers[high], scores[high])


def fused(rankings: Sequence[Ranking], depth: int) -> Ranking:
    """Join rankings of one query by reciprocal rank; a score of 1 is the first place in all of them."""
    numbers = np.concatenate([ranking.numbers for ranking in rankings])
    shares = np.concatenate([_SLOPE / (_SLOPE + ranking.places()) / len(rankings) for ranking in rankings])
    distinct, owner = np.unique(numbers, return_inverse=True)
    sums = np.bincount(owner, weights=shares, minlength=len(distinct)).astype(np.float64)
    return Ranking.of(distinct, sums, depth)
