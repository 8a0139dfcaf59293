"""Texts to sketches: a sample of the runs of five words, the same run chosen in every text that has it.

A run is chosen by its own digest (Broder 1997, "modulo" sampling), so that what one text took of another shows in their sketches in
proportion, however long the rest of either is. A short text keeps its smallest few besides.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from reportedly.text.shingles import digests, shingles

__all__ = ["sketch"]

#: Cuts at apostrophes of either shape, so that both give the same words.
_WORD = re.compile(r"\w+")
#: Words of a run: long enough that two writers seldom choose the same five.
_RUN: Final = 5
#: One run of so many is kept: about 50 of an article of 800 words.
_ONE_OF: Final = 16
#: At least so many are kept where there are as many.
_LEAST: Final = 16


def sketch(text: str) -> tuple[int, ...]:
    """Return the chosen runs, as signed 64-bit numbers, ascending; empty for a text of fewer than five words."""
    runs = np.unique(shingles(digests(_WORD.findall(text.casefold())), _RUN))
    chosen = runs < np.uint64(2**64 // _ONE_OF)
    chosen[:_LEAST] = True
    return tuple(sorted(runs[chosen].view(np.int64).tolist()))
