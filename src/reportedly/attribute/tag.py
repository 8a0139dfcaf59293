"""A tagger's reading of a text to frames: a cue, who it names as source, and what it attributes.

The cue comes first; source and content are cut out of what the tagger links to it (`cut`). Frames that are not sure enough are left out.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reportedly.attribute.cues import has_speech
from reportedly.attribute.cut import CONTENT, SOURCE, Window, course, goes_on, log_odds, runs_of
from reportedly.records import Span, Spans
from reportedly.text.quotes import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.models.fitted import Floats
    from reportedly.models.tagger import Reading

__all__ = ["Candidate", "Frame", "candidates", "cue_ranges", "frames"]

#: A piece is part of a cue from this probability on: low, since most misses are cues not seen, and what is wrong is left out later.
_CUE = 0.30
_LINK = 0.50
#: How much the tag of a piece itself counts beside its link to the cue.
_TAG_SHARE = 0.35
#: Holes of at most so many pieces inside a source or content are closed.
_HOLE = 3
#: Marks pieces of the cue, which belong to nothing else, and over which no hole is closed.
_NEVER = -1.0
#: More characters between cue and content are something else.
_APART = 3
#: Contents of fewer words are rather names than statements.
_SHORT = 4
_CAPITAL = re.compile(r"(?:^|\s)[A-ZÀ-Þ][\w’'.\-]*$")
_NAME_GOES_ON = re.compile(
    r"(?: (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\b)[A-ZÀ-Þ][\w’\-]+)+"
)
_NOT = re.compile(r"[’']t(?: \w+)?\b")
_HYPHEN = re.compile(r"\w-\w|\d/\d")
_QUOTES = '"“”'


@dataclass(frozen=True, slots=True)
class _Parts:
    """Stretches of pieces, counted from the window's first, and whether they were cut or only stand above one half."""

    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    source_cut: bool
    content_cut: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """One attribution as found: spans into the text that was read."""

    #: None where the words are attributed by what stands before (a quotation that carries on).
    cue: Span | None
    source: Spans
    content: Spans
    #: Probability that the frame is right, 0 to 1.
    confidence: float


class Candidate(NamedTuple):
    """A frame and the signs that its confidence is made of, in the order of `SIGNS`."""

    frame: Frame
    signs: Floats


def frames(reading: Reading, text: str) -> tuple[Frame, ...]:
    """Return the frames of a reading in the order of their cues: those with content that are sure enough (`Fitted.least`)."""
    return tuple(c.frame for c in candidates(reading, text) if c.frame.confidence >= reading.fitted.least)


def candidates(reading: Reading, text: str) -> Iterator[Candidate]:
    """Yield every frame with content, however unsure, in the order of the cues, and what its confidence is made of."""
    chance = reading.tags[:, 3] + reading.tags[:, 4]
    windows: dict[tuple[int, int], Window] = {}
    for cue in cue_ranges(reading, text):
        first, links = reading.link(*cue)
        place = (first, first + links.shape[1])
        if place not in windows:
            windows[place] = Window.of(reading, text, *place)
        window = windows[place]
        found = _parts(reading, window, links, cue)
        content = tuple(sorted(s for run in found.content if (s := _span(reading, first, run, text)).end > s.start))
        if not content:
            continue
        shown = _span(reading, 0, cue, text)
        shown = _whole_cue(shown, text) if shown.end > shown.start else _colon(reading, cue)
        source = tuple(_whole_name(s, shown, text) for run in found.source if (s := _span(reading, first, run, text)).end > s.start)
        signs = _signs(Frame(shown, source, content, 0.0), found, links, chance[cue[0] : cue[1]], text)
        yield Candidate(Frame(shown, source, content, reading.fitted.confidence(signs)), signs)


def _parts(reading: Reading, window: Window, links: Floats, cue: tuple[int, int]) -> _Parts:
    """The stretches of source and content: as cut, and where nothing was cut, what stands above one half."""
    states = course(window, links, cue, reading.fitted)
    source, content = runs_of(states, SOURCE, window), runs_of(states, CONTENT, window)
    loose = ([], []) if source and content else _loose(reading, window.first, links, cue)
    weight = {run: float(links[0, run[0] : run[1]].sum()) for run in source}
    return _Parts(
        tuple(sorted(source, key=lambda run: -weight[run])[:2] or loose[0]),
        tuple(content or loose[1]),
        bool(source),
        bool(content),
    )


def _loose(reading: Reading, first: int, links: Floats, cue: tuple[int, int]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Stretches of source (two at most) and content whose pieces are more likely than not."""
    last = first + links.shape[1]
    tags, pieces = reading.tags[first:last], reading.pieces[first:last]
    source = _mixed(links[0], tags[:, 1] + tags[:, 2])
    content = _mixed(links[1], tags[:, 5] + tags[:, 6])
    source[cue[0] - first : cue[1] - first] = _NEVER
    content[cue[0] - first : cue[1] - first] = _NEVER
    content[source >= _LINK] = _NEVER
    content[[piece.end == piece.start for piece in pieces]] = _NEVER
    return _main(source, _runs(source, _LINK, _HOLE))[:2], _main(content, _runs(content, _LINK, _HOLE))


def _signs(frame: Frame, found: _Parts, links: Floats, chance: Floats, text: str) -> Floats:
    """What speaks for a frame, in the order of `SIGNS`."""
    cue = frame.cue.of(text) if frame.cue else ""
    content = np.concatenate([links[1, s:e] for s, e in found.content])
    source = links[0, slice(*found.source[0])] if frame.source else None
    said = sum(len(s.of(text).split()) for s in frame.content)
    start = frame.content[0].start
    apart = min(max(s.start - frame.cue.end, frame.cue.start - s.end) for s in frame.content) if frame.cue else 0
    odds = log_odds(np.array([chance.mean(), chance.max(), content.mean(), _tenth(content), source.mean() if source is not None else 0.5]))
    rest = [
        source is None, not found.content_cut, found.content_cut and not found.source_cut, math.log(1 + said), has_speech(cue),
        math.log(1 + len(cue.split())), apart > _APART, any(mark in _QUOTES for mark in text[max(0, start - 1) : start + 1]),
        said < _SHORT, len(frame.content) > 1,
    ]  # fmt: skip
    return np.array([1.0, *odds, *(float(sign) for sign in rest)], dtype=np.float32)


def _mixed(link: Floats, tag: Floats) -> Floats:
    mixed: Floats = link ** np.float32(1 - _TAG_SHARE) * tag ** np.float32(_TAG_SHARE)
    return mixed


def _tenth(chance: Floats) -> float:
    """The value that a tenth of the pieces stay under (`numpy.quantile`, which takes its time over so few)."""
    ordered: list[float] = sorted(chance.tolist())
    at = 0.1 * (len(ordered) - 1)
    low = int(at)
    return ordered[low] + (at - low) * (ordered[min(low + 1, len(ordered) - 1)] - ordered[low])


def cue_ranges(reading: Reading, text: str) -> list[tuple[int, int]]:
    """Return piece ranges of cues, half-open; two that touch come apart where the second begins anew."""
    chance = _of_words(reading, text)
    out: list[tuple[int, int]] = []
    for start, end in _runs(chance, _CUE, 0):
        begins = [i for i in range(start + 1, end) if reading.tags[i, 3] > reading.tags[i, 4] and _starts_word(reading, i)]
        edges = [start, *begins, end]
        out.extend(_bright(chance, a, b) for a, b in pairwise(edges) if chance[a:b].max() >= _CUE)
    return out


def _of_words(reading: Reading, text: str) -> Floats:
    """The chance of each piece to be part of a cue, pieces of one word having the same ("Sayle" is no "say")."""
    chance: Floats = reading.tags[:, 3] + reading.tags[:, 4]
    starts = [i for i in range(len(chance)) if i == 0 or not goes_on(reading.pieces, i, text)]
    if not starts:
        return chance
    lengths = np.diff([*starts, len(chance)])
    return np.repeat(np.add.reduceat(chance, starts) / lengths, lengths).astype(np.float32)


def _bright(chance: Floats, start: int, end: int) -> tuple[int, int]:
    """The range without ends that are less than half as likely as its best piece."""
    bright = np.flatnonzero(chance[start:end] >= chance[start:end].max() / 2)
    return start + int(bright[0]), start + int(bright[-1]) + 1


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
    while start > 0 and text[start].isalnum() and (text[start - 1].isalnum() or _HYPHEN.match(text, start - 2)):
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and (text[end].isalnum() or _HYPHEN.match(text, end - 1)):
        end += 1 if text[end].isalnum() else 2
    while start < end and not (text[start].isalnum() or text[start] in MARKS or text[start] in "$£€(#@["):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in MARKS or text[end - 1] in ".?!)%…]"):
        end -= 1
    return Span(start, end)


def _whole_name(source: Span, cue: Span, text: str) -> Span:
    """The source with the rest of a name that it breaks off in ("Una" of "Una Thirsk"), as far as the cue."""
    end = cue.start if cue.start >= source.end else len(text)
    after = _NAME_GOES_ON.match(text, source.end, end) if _CAPITAL.search(source.of(text)) else None
    return Span(source.start, after.end()) if after else source


def _whole_cue(cue: Span, text: str) -> Span:
    """The cue with the "n't" that it breaks off before, and the verb behind it ("hasn" of "hasn't said")."""
    rest = _NOT.match(text, cue.end)
    return Span(cue.start, rest.end()) if rest else cue


def _colon(reading: Reading, cue: tuple[int, int]) -> Span:
    """A cue of nothing but punctuation, as in "NAME: words"."""
    return Span(reading.pieces[cue[0]].start, reading.pieces[cue[1] - 1].end)
