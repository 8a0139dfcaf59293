"""Cuts source and content out of a tagger's numbers: the likeliest course of a text's words through outside, source and content.

Each word speaks for source or content by how the tagger links it to the cue; a border costs, less at a comma, a quotation mark or a
sentence's end and more inside a name. The weights are fitted (a linear-chain conditional random field, Lafferty and others 2001).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from reportedly.models.fitted import Fitted, Floats
    from reportedly.models.tagger import Reading
    from reportedly.records import Span

__all__ = ["CONTENT", "SOURCE", "Window", "course", "features", "goes_on", "log_odds", "runs_of"]

_Ints = np.ndarray[tuple[int, ...], np.dtype[np.intp]]
_Flags = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]

SOURCE, CONTENT = 1, 2
_COMMAS = frozenset(",;:()[]—–-")
_STOPS = frozenset(".!?")
_MARKS = frozenset("\"“”‘’«»'`")
_OPENERS = frozenset("who which and but as while after when because where whose although though if since before".split())
_JOINTS = frozenset("of in the a an at to for by with from on and his her its their our that as".split())
#: Odds are cut here: beyond it the tagger's own certainty means nothing.
_SURE = 0.0025
#: A word is looked at where its link is at least this, and so many words around.
_FAINT, _AROUND = -3.0, 8
_NEVER = -50.0


@dataclass(frozen=True, slots=True)
class Window:
    """The words of one window of a reading, with what does not depend on the cue."""

    #: The window's first piece, and the first piece of each word counted from there, with the end behind them.
    first: int
    edges: _Ints
    tagged: Floats
    borders: Floats

    @classmethod
    def of(cls, reading: Reading, text: str, first: int, last: int) -> Window:
        """Look at the words of the pieces `first` to `last`."""
        starts = [i for i in range(first, last) if i == first or not goes_on(reading.pieces, i, text)]
        edges = np.array([*starts, last], dtype=np.intp) - first
        tags = reading.tags[first:last]
        sums = np.stack([tags[:, 1] + tags[:, 2], tags[:, 5] + tags[:, 6], tags[:, 3] + tags[:, 4]])
        words = [text[reading.pieces[s].start : reading.pieces[e - 1].end] for s, e in zip(starts, [*starts[1:], last], strict=True)]
        glued = [i > 0 and reading.pieces[s].start == reading.pieces[s - 1].end for i, s in enumerate(starts)]
        plain = np.array([bool(w) and not w[0].isalnum() for w in words], dtype=np.float32)
        tagged = np.vstack([_by_word(log_odds(sums), edges), plain])
        borders = np.array([_signs(words[i - 1] if i else "", word, glued[i]) for i, word in enumerate(words)], dtype=np.float32)
        borders[:, 10], borders[:, 11] = tags[edges[:-1], 1], tags[edges[:-1], 5]
        return cls(first, edges, tagged, borders)


def log_odds(chance: Floats) -> Floats:
    """Return the logarithm of the odds, within what a tagger can be sure of."""
    held = np.clip(chance, _SURE, 1 - _SURE)
    odds: Floats = np.log(held / (1 - held))
    return odds


def features(window: Window, links: Floats, cue: tuple[int, int]) -> tuple[Floats, Floats, _Flags]:
    """Return `[words, EVIDENCE]`, `[words, BORDERS]`, and which words belong to the cue."""
    linked = _by_word(log_odds(links), window.edges)
    evidence = np.vstack([np.ones(linked.shape[1], dtype=np.float32), linked, window.tagged]).T
    in_cue = (window.edges[:-1] < cue[1] - window.first) & (window.edges[1:] > cue[0] - window.first)
    borders = window.borders.copy()
    borders[1:, 7], borders[:, 8] = in_cue[:-1], in_cue
    return evidence, borders, in_cue


def course(window: Window, links: Floats, cue: tuple[int, int], fitted: Fitted) -> list[int]:
    """Return for each word of the window 0, `SOURCE` or `CONTENT`.

    Args:
        window: The words.
        links: `[2, pieces]` probabilities as of `Reading.link`.
        cue: The pieces of the cue, half-open, which belong to nothing.
        fitted: The weights.
    """
    evidence, borders, in_cue = features(window, links, cue)
    near = np.flatnonzero((evidence[:, 1:3].max(axis=1) > _FAINT) | in_cue)
    low, high = max(0, int(near[0]) - _AROUND), min(len(evidence), int(near[-1]) + _AROUND)
    worth = evidence[low:high] @ fitted.evidence.T
    worth[in_cue[low:high]] = _NEVER
    costs = np.einsum("wb,xyb->wxy", borders[low:high], fitted.borders)
    return [0] * low + _likeliest(worth.tolist(), costs.tolist()) + [0] * (len(evidence) - high)


def runs_of(states: list[int], state: int, window: Window) -> list[tuple[int, int]]:
    """Return the stretches of a state as half-open pieces, counted from the window's first."""
    out: list[tuple[int, int]] = []
    for word in (i for i, each in enumerate(states) if each == state):
        start, end = int(window.edges[word]), int(window.edges[word + 1])
        out = [*out[:-1], (out[-1][0], end)] if out and out[-1][1] == start else [*out, (start, end)]
    return out


def _likeliest(worth: list[list[float]], costs: list[list[list[float]]]) -> list[int]:
    """Viterbi's algorithm over three states, written out since it is the inner loop of attribution."""
    zero, one, two = 0.0, worth[0][0], worth[0][1]
    back = []
    for (a, b), (from_0, from_1, from_2) in zip(worth[1:], costs[1:], strict=True):
        best_0 = max((zero, 0), (one + from_1[0], 1), (two + from_2[0], 2))
        best_1 = max((zero + from_0[1], 0), (one, 1), (two + from_2[1], 2))
        best_2 = max((zero + from_0[2], 0), (one + from_1[2], 1), (two, 2))
        zero, one, two = best_0[0], best_1[0] + a, best_2[0] + b
        back.append((best_0[1], best_1[1], best_2[1]))
    states = [max((zero, 0), (one, 1), (two, 2))[1]]
    for step in reversed(back):
        states.append(step[states[-1]])
    return states[::-1]


def goes_on(pieces: tuple[Span, ...], at: int, text: str) -> bool:
    """Tell whether a piece, not the first, is the middle or end of a word: no mark, and no break between two paragraphs."""
    one, other = pieces[at - 1], pieces[at]
    return one.start < one.end == other.start < other.end and text[other.start].isalnum() and text[other.start - 1].isalnum()


def _by_word(numbers: Floats, edges: _Ints) -> Floats:
    """Means over the pieces of each word, along the last axis."""
    means: Floats = (np.add.reduceat(numbers, edges[:-1], axis=-1) / np.diff(edges)).astype(np.float32)
    return means


def _signs(before: str, word: str, glued: bool) -> list[float]:  # noqa: FBT001  one of many signs
    """The signs of a border between two words, in the order of `BORDERS`; those of cue and tags are put in later."""
    low = word.lower()
    capitals = before[:1].isupper() and word[:1].isupper()
    signs = [
        True, before in _COMMAS, word in _COMMAS, before in _STOPS and not glued, before in _MARKS, word in _MARKS,
        not word or not before, False, False, capitals, False, False, low == "that", low in _OPENERS, before.lower() in _JOINTS, glued,
    ]  # fmt: skip
    return [float(sign) for sign in signs]
