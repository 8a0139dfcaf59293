"""Text to folded words, and words to shingles: every run of a few words as one number, so that shared runs can be looked up.

Numbers are digests of the words alone (CRC-32, mixed), never of Python's seeded hash: the same text gives the same shingles anywhere.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from reportedly.records import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Digests", "Words", "digests", "folded", "shingles", "words"]

#: Digests of words or shingles, uint64.
Digests = npt.NDArray[np.uint64]

#: A number keeps its points and commas; a word keeps its inner apostrophes.
_WORD = re.compile(r"\d+(?:[.,]\d+)+|\w+(?:['’´`]\w+)*")
_APOSTROPHES = str.maketrans("", "", "'’´`,")

# Odd 64-bit constants of SplitMix64 (Steele, Lea and Flood 2014).
_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX_A = np.uint64(0xBF58476D1CE4E5B9)
_MIX_B = np.uint64(0x94D049BB133111EB)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order: what they say (folded) and where they stand."""

    #: Lower case, without apostrophes or digit commas.
    folded: tuple[str, ...]
    spans: tuple[Span, ...]

    def __len__(self) -> int:
        return len(self.folded)

    def span(self, start: int, end: int) -> Span:
        """Return the code points from word `start` up to and without word `end`."""
        return Span(self.spans[start].start, self.spans[end - 1].end)


def words(text: str) -> Words:
    """Return the words of the text.

    >>> words("Don’t pay 1,200.").folded
    ('dont', 'pay', '1200')
    """
    found = list(_WORD.finditer(text))
    return Words(
        tuple(m.group().casefold().translate(_APOSTROPHES) for m in found),
        tuple(Span(m.start(), m.end()) for m in found),
    )


def folded(text: str) -> tuple[str, ...]:
    """Return what the words say, without where they stand: `words(text).folded`, faster."""
    return tuple(word if word.isalnum() else word.translate(_APOSTROPHES) for word in map(str.casefold, _WORD.findall(text)))


def digests(said: Sequence[str]) -> Digests:
    """Return one number a word, in order."""
    raw = np.fromiter((zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in said), dtype=np.uint64, count=len(said))
    return _mixed(raw)


def shingles(codes: Digests, size: int) -> Digests:
    """Return one number for each run of `size` words, by the position of its first word; none when there are fewer words.

    Args:
        codes: What `digests` gave.
        size: How many words a run has, at least 1.
    """
    count = len(codes) - size + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    total = np.zeros(count, dtype=np.uint64)
    for offset in range(size):
        total = total * _STEP + codes[offset : offset + count]
    return _mixed(total)


def _mixed(values: Digests) -> Digests:
    """Spread the bits (the finisher of SplitMix64)."""
    values = (values ^ (values >> np.uint64(30))) * _MIX_A
    values = (values ^ (values >> np.uint64(27))) * _MIX_B
    return values ^ (values >> np.uint64(31))
