"""Two articles to the runs of words they share, and the share of each that stands in them: the proof of a copy, cut or merged or whole.

Words that both may have from elsewhere are not counted as taken: public quotations (what stands in quotation marks somewhere) and a
family's boilerplate. They stay in the evidence where they lie inside a copied passage.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reportedly.records import SpanPair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.text.shingles import Digests
    from reportedly.trace.reading import Mask, Reading

__all__ = ["Overlap", "Run", "mask_of", "overlap"]

#: Where a run occurs more often than this in one text, only its first places are tried: a text of one word repeated stays linear.
_PLACES = 12
#: Runs that are at most so many words apart on both sides are one passage with a small change in it.
_SMALL_CHANGE = 5
#: A passage with fewer words that are the taker's own is no evidence of taking.
_OWN_WORDS = 8


@dataclass(frozen=True, slots=True)
class Run:
    """Words `left` to `left_end` of one text and `right` to `right_end` of the other, alike (but for small changes)."""

    left: int
    left_end: int
    right: int
    right_end: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two articles share, in words; "own" leaves out public quotations and boilerplate."""

    passages: tuple[SpanPair, ...]
    #: The right-hand words that lie in the passages, one truth value a word.
    covered: Mask
    left_own: int
    right_own: int
    left_shared: int
    right_shared: int

    @property
    def left_share(self) -> float:
        """Share of the left-hand article's own words that stands in shared runs, 0 to 1."""
        return self.left_shared / self.left_own if self.left_own else 0.0

    @property
    def right_share(self) -> float:
        """Share of the right-hand article's own words that stands in shared runs, 0 to 1."""
        return self.right_shared / self.right_own if self.right_own else 0.0

    def turned(self, right: Reading) -> Overlap:
        """Return the same with the sides changed; `right` is the reading that becomes the right-hand one."""
        passages = tuple(sorted((SpanPair(p.right, p.left or p.right) for p in self.passages), key=lambda p: p.right))
        covered = _cover(right, [p.right.start for p in passages], [p.right.end for p in passages])
        return Overlap(passages, covered, self.right_own, self.left_own, self.right_shared, self.left_shared)


def overlap(left: Reading, right: Reading, *, left_foreign: Mask, right_foreign: Mask) -> Overlap:
    """Return what the two share.

    Args:
        left: One article.
        right: The other.
        left_foreign: Which of its words are quotations or boilerplate (`mask_of`).
        right_foreign: The same for the other.
    """
    runs = tuple(_runs(left, right))
    left_in, right_in = np.zeros(len(left.words), dtype=np.bool_), np.zeros(len(right.words), dtype=np.bool_)
    for run in runs:
        left_in[run.left : run.left_end] = True
        right_in[run.right : run.right_end] = True
    passages = [p for p in _joined(runs) if int((~right_foreign[p.right : p.right_end]).sum()) >= _OWN_WORDS]
    return Overlap(
        tuple(SpanPair(left.words.span(p.left, p.left_end), right.words.span(p.right, p.right_end)) for p in passages),
        _cover(right, [right.words.spans[p.right].start for p in passages], [right.words.spans[p.right_end - 1].end for p in passages]),
        int((~left_foreign).sum()),
        int((~right_foreign).sum()),
        int((left_in & ~left_foreign).sum()),
        int((right_in & ~right_foreign).sum()),
    )


def mask_of(reading: Reading, size: int, *foreign: Digests) -> Mask:
    """Return which words are foreign.

    Those in quotation marks, in a sentence in the first person (a statement or post printed as it is), in a gallery's captions, or in a
    shingle of one of the sets.
    """
    mask = reading.quoted | reading.first_person | reading.captions
    hit = np.zeros(len(reading.shingles), dtype=np.bool_)
    for keys in foreign:
        if len(keys):
            hit |= keys[np.minimum(np.searchsorted(keys, reading.shingles), len(keys) - 1)] == reading.shingles
    for at in np.flatnonzero(hit):
        mask[at : at + size] = True
    return mask


def _cover(reading: Reading, starts: list[int], ends: list[int]) -> Mask:
    mask = np.zeros(len(reading.words), dtype=np.bool_)
    places = np.fromiter((s.start for s in reading.words.spans), dtype=np.int64, count=len(reading.words))
    for start, end in zip(starts, ends, strict=True):
        mask[slice(*np.searchsorted(places, [start, end]))] = True
    return mask


def _runs(left: Reading, right: Reading) -> Iterator[Run]:
    """Yield, going through the right-hand text, the longest shared run at each place."""
    first = np.searchsorted(left.sorted_shingles, right.shingles, side="left")
    count = np.searchsorted(left.sorted_shingles, right.shingles, side="right") - first
    done = 0
    for at in np.flatnonzero(count).tolist():
        if at < done:
            continue
        places = left.places[first[at] : first[at] + min(int(count[at]), _PLACES)].tolist()
        length, place = max((_length(left.words.folded, p, right.words.folded, at), -p) for p in places)
        if length:
            yield Run(-place, -place + length, at, at + length)
            done = at + length


def _length(left: tuple[str, ...], i: int, right: tuple[str, ...], j: int) -> int:
    most = min(len(left) - i, len(right) - j)
    length = 0
    while length < most and left[i + length] == right[j + length]:
        length += 1
    return length


def _joined(runs: tuple[Run, ...]) -> list[Run]:
    """Return the runs with those that continue one another, but for a small change, made one."""
    passages: list[Run] = []
    for run in runs:
        last = passages[-1] if passages else None
        if last and 0 <= run.left - last.left_end <= _SMALL_CHANGE and run.right - last.right_end <= _SMALL_CHANGE:
            passages[-1] = Run(last.left, run.left_end, last.right, run.right_end)
        else:
            passages.append(run)
    return passages
