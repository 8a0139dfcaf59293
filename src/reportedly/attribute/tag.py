"""A tagger's reading of a text to frames: a cue, who it names as source, and what it attributes.

The cue comes first; source and content are the pieces that the tagger links to it. Spans are cut at word borders, small holes closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from reportedly.records import Span, Spans
from reportedly.text.quotes import MARKS

if TYPE_CHECKING:
    from reportedly.models.tagger import Floats, Reading

__all__ = ["Frame", "frames"]

#: A piece is part of a cue from this probability on: below one half, since most misses are cues not seen. Chosen on 60 training articles.
_CUE = 0.40
_LINK = 0.50
#: How much the tag of a piece itself counts beside its link to the cue.
_TAG_SHARE = 0.35
#: Holes of at most so many pieces inside a source or content are closed.
_HOLE = 3
#: Marks pieces of the cue, which belong to nothing else, and over which no hole is closed.
_NEVER = -1.0


@dataclass(frozen=True, slots=True)
class Frame:
    """One attribution as found: spans into the text that was read."""

    #: None where the words are attributed by what stands before (a quotation that carries on).
    cue: Span | None
    source: Spans
    content: Spans
    #: Probability that the frame is right, 0 to 1.
    confidence: float


def frames(reading: Reading, text: str) -> tuple[Frame, ...]:
    """Return the frames of a reading in the order of their cues; only those with content."""
    cue_chance = reading.tags[:, 3] + reading.tags[:, 4]
    breaks = np.array([piece.end == piece.start for piece in reading.pieces])
    found = []
    for start, end in _cues(reading, cue_chance):
        first, links = reading.link(start, end)
        last = first + links.shape[1]
        tags = reading.tags[first:last]
        source = _mixed(links[0], tags[:, 1] + tags[:, 2])
        content = _mixed(links[1], tags[:, 5] + tags[:, 6])
        source[start - first : end - first] = _NEVER
        content[start - first : end - first] = _NEVER
        content[source >= _LINK] = _NEVER
        content[breaks[first:last]] = _NEVER
        content_runs = _runs(content, _LINK, _HOLE)
        if not content_runs:
            continue
        spans = [_span(reading, first, run, text) for run in _main(content, content_runs)]
        sources = [_span(reading, first, run, text) for run in _main(source, _runs(source, _LINK, _HOLE))[:2]]
        sure = float(cue_chance[start:end].mean()) * float(np.mean([content[s:e].mean() for s, e in content_runs]))
        cue = _span(reading, 0, (start, end), text)
        found.append(Frame(cue, tuple(sources), tuple(sorted(spans)), sure))
    return tuple(found)


def _mixed(link: Floats, tag: Floats) -> Floats:
    mixed: Floats = link ** np.float32(1 - _TAG_SHARE) * tag ** np.float32(_TAG_SHARE)
    return mixed


def _cues(reading: Reading, chance: Floats) -> list[tuple[int, int]]:
    """Piece ranges of cues; two that touch come apart where the second begins anew."""
    out: list[tuple[int, int]] = []
    for start, end in _runs(chance, _CUE, 0):
        begins = [i for i in range(start + 1, end) if reading.tags[i, 3] > reading.tags[i, 4] and _starts_word(reading, i)]
        edges = [start, *begins, end]
        out.extend((a, b) for a, b in pairwise(edges) if chance[a:b].max() >= _CUE)
    return out


def _starts_word(reading: Reading, piece: int) -> bool:
    return reading.pieces[piece].start > reading.pieces[piece - 1].end


def _runs(chance: Floats, floor: float, hole: int) -> list[tuple[int, int]]:
    """Half-open index ranges where the chance is at least the floor, holes of at most `hole` closed."""
    out: list[tuple[int, int]] = []
    for i in np.flatnonzero(chance >= floor).tolist():
        if out and i - out[-1][1] <= hole and chance[out[-1][1] : i].min(initial=0) >= 0:
            out[-1] = (out[-1][0], i + 1)
        else:
            out.append((i, i + 1))
    return out


def _main(chance: Floats, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The runs that carry weight, heaviest first; crumbs beside a large one are dropped."""
    weight = {run: float(chance[run[0] : run[1]].sum()) for run in runs}
    heaviest = max(weight.values(), default=0.0)
    kept = [run for run in runs if weight[run] >= min(2.0, heaviest / 2)]
    return sorted(kept, key=lambda run: -weight[run])


def _span(reading: Reading, first: int, run: tuple[int, int], text: str) -> Span:
    """The characters of a run of pieces, widened to whole words, without blanks or stray punctuation at its ends."""
    inside = [reading.pieces[first + i] for i in range(*run) if reading.pieces[first + i].end > reading.pieces[first + i].start]
    if not inside:
        at = reading.pieces[first + run[0]].start
        return Span(at, at)
    start, end = inside[0].start, inside[-1].end
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while start < end and not (text[start].isalnum() or text[start] in MARKS or text[start] in "$£€(#@["):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in MARKS or text[end - 1] in ".?!)%…]"):
        end -= 1
    return Span(start, end)
