"""Two articles to the sentences of one that the other tells again in its own words: the proof of a rewrite.

Each sentence is laid beside every one or two sentences of the other article, by the words that tell something; words outside
quotation marks only, because everybody who was there has the quotations. Two reports of one event tell a few of the same things. A
rewrite tells nearly everything, and little else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from reportedly.records import Span, SpanPair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.text.shingles import Digests
    from reportedly.trace.reading import Reading, Told

__all__ = ["Retelling", "retelling"]

_Floats = npt.NDArray[np.float64]
#: A sentence with fewer telling words of its own says too little to be recognised.
_TELLING = 4
#: So many telling words must be in both.
_SHARED = 3
#: Share of the sentence's weight that the other article must have in one place.
_ALIKE = 0.5
#: How much more two sentences together must give than one, to be the better place.
_BETTER = 0.05
#: With less than this share of its words in the other at all, no good part of an article can be told again there.
_WORDS_IN_COMMON = 0.25
#: Sentences looked at; a longer article is judged by its first ones, so that time stays bounded.
_SENTENCES = 400
#: Words that two texts have in common, counted once for each pair of sentences they stand in: what is beyond is left out.
_CELLS = 4_000_000


@dataclass(frozen=True, slots=True)
class Retelling:
    """How much of the `told` article stands in the other, sentence by sentence."""

    #: Share of the weight of its sentences that the other tells again, 0 to 1.
    share: float
    #: How many different places of the other article its sentences were found in.
    sentences: int
    #: Pairs (place in the other, sentence of the told one).
    pairs: tuple[SpanPair, ...]


_NOTHING = Retelling(0.0, 0, ())


def retelling(told: Reading, other: Reading) -> Retelling:
    """Return how much of `told` stands in `other`."""
    mine, theirs = np.unique(told.own.codes), np.unique(other.telling.codes)
    shared = np.intersect1d(mine, theirs, assume_unique=True)
    if not len(mine) or len(shared) < max(_SHARED, _WORDS_IN_COMMON * len(mine)):
        return _NOTHING
    weights = told.own.forms / np.sqrt(np.maximum(_times(told.own.codes, told.telling), _times(told.own.codes, other.telling)))
    totals = np.bincount(told.own.rows, weights=weights, minlength=len(told.sentences))
    scores = _scores(told.own, weights, other.telling, shared)
    rows = list(_distinct(told))
    best = {row: place for row in rows if (place := _place(scores, row, float(totals[row]))) is not None}
    pairs = tuple(SpanPair(_span(other, place), told.sentences[row].span) for row, place in best.items())
    whole = float(totals[rows].sum())
    share = float(totals[list(best)].sum()) / whole if whole else 0.0
    return Retelling(share, len({place[0] for place in best.values()}), pairs)


def _distinct(told: Reading) -> Iterator[int]:
    """Yield the numbers of the sentences that say enough, each wording once (captions come twice)."""
    seen: set[frozenset[str]] = set()
    for row, sentence in enumerate(told.sentences[:_SENTENCES]):
        if len(sentence.own) >= _TELLING and sentence.own not in seen:
            seen.add(sentence.own)
            yield row


def _times(codes: Digests, told: Told) -> _Floats:
    """Return in how many sentences each word stands, at least 1: the story's topic words tell the least."""
    known, counts = np.unique(told.codes, return_counts=True)
    if not len(known):
        return np.ones(len(codes))
    at = np.minimum(np.searchsorted(known, codes), len(known) - 1)
    return np.where(known[at] == codes, counts[at], 1).astype(np.float64)


@dataclass(frozen=True, slots=True)
class _Scores:
    """For each sentence of one article, its weight found in each sentence of the other, and in each two that follow one another."""

    single: _Floats
    double: _Floats


def _scores(told: Told, weights: _Floats, other: Told, shared: Digests) -> _Scores:
    """Return the scores; less than a few words in common score nothing.

    Args:
        told: The words of the sentences that are looked for.
        weights: How much each of those entries tells.
        other: The words of the sentences they are looked for in.
        shared: The words that both have, sorted.
    """
    column, here = _columns(told, shared)
    places, among = _columns(other, shared)
    rows = told.rows[here]
    sentences = int(other.rows.max(initial=0)) + 1 if len(other.rows) else 1
    single = (places, other.rows[among])
    windows = np.unique(np.concatenate([places * sentences + single[1], (places * sentences + single[1] - 1)[single[1] > 0]]))
    double = np.divmod(windows, sentences)
    count = int(told.rows.max(initial=0)) + 1
    return _Scores(*(_joined((rows, column, weights[here]), at, (count, min(sentences, _SENTENCES))) for at in (single, double)))


def _columns(told: Told, shared: Digests) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Return the entries' positions in the shared words, and which entries have one."""
    at = np.minimum(np.searchsorted(shared, told.codes), len(shared) - 1)
    here = (shared[at] == told.codes) & (told.rows < _SENTENCES)
    return at[here].astype(np.int64), here


def _joined(
    told: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], _Floats],
    other: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]],
    shape: tuple[int, int],
) -> _Floats:
    """Return the table of weights: the entries of both sides that have one word, added up by (sentence, place)."""
    rows, columns, weights = told
    order = np.argsort(other[0], kind="stable")
    keys, places = other[0][order], other[1][order]
    first = np.searchsorted(keys, columns, side="left")
    times = np.searchsorted(keys, columns, side="right") - first
    fits = np.cumsum(times) <= _CELLS
    rows, weights, first, times = rows[fits], weights[fits], first[fits], times[fits]
    picked = np.arange(int(times.sum())) - np.repeat(np.cumsum(times) - times, times) + np.repeat(first, times)
    cell = np.repeat(rows, times) * shape[1] + places[picked]
    size = shape[0] * shape[1]
    table: _Floats = np.bincount(cell, weights=np.repeat(weights, times), minlength=size).astype(np.float64)
    table[np.bincount(cell, minlength=size) < _SHARED] = 0
    return table.reshape(shape)


def _place(scores: _Scores, row: int, total: float) -> tuple[int, int] | None:
    """Return the first and last sentence that have enough of the sentence's weight; one goes before two that add little."""
    single, double = int(scores.single[row].argmax()), int(scores.double[row].argmax())
    place, score = (single, single), float(scores.single[row, single])
    if scores.double[row, double] > score + _BETTER * total:
        place, score = (double, double + 1), float(scores.double[row, double])
    return place if total and score >= _ALIKE * total else None


def _span(reading: Reading, place: tuple[int, int]) -> Span:
    last = min(place[1], len(reading.sentences) - 1)
    return Span(reading.sentences[place[0]].span.start, reading.sentences[last].span.end)
