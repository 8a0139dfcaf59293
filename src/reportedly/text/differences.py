"""Two versions of a text to where they differ: runs of words that stand in one, where others or none stand in the other."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, NamedTuple

from reportedly.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Difference", "differences"]

_PARAGRAPH: Final = re.compile(r"\S[^\n]*")
#: A word with the signs inside it ("3,000", "10.30"), or a sign.
_TOKEN: Final = re.compile(r"\w+(?:[.,:'’-]\w+)*|[^\w\s]")
#: Fewer words than these that stand in both ("of the") do so by chance: what is around them is one difference.
_APART: Final = 3
#: Two runs whose lengths multiplied are more are only cut where they begin and end alike: more would take seconds.
_MOST: Final = 1_000_000


class Difference(NamedTuple):
    """Words of the one text in the place of words of the other; an empty span is a place where there are none."""

    old: Span
    new: Span


class _Run(NamedTuple):
    """Some tokens of a text."""

    text: str
    tokens: Sequence[Span]
    #: Where they stand, if there are none.
    place: int

    @property
    def words(self) -> list[str]:
        return [" ".join(token.of(self.text).split()) for token in self.tokens]

    def span(self, part: slice) -> Span:
        """From the first token of a part to the last."""
        if part.start < part.stop:
            return Span(self.tokens[part.start].start, self.tokens[part.stop - 1].end)
        place = self.tokens[part.start - 1].end if part.start else self.place
        return Span(place, place)

    def inside(self, part: slice) -> _Run:
        """The words and signs of some tokens that are paragraphs."""
        span = self.span(part)
        return _Run(self.text, [Span(*m.span()) for m in _TOKEN.finditer(self.text, *span)], span.start)


def differences(old: str, new: str) -> tuple[Difference, ...]:
    """Return where two texts differ, in text order: paragraphs are held against each other, then the words of those that differ.

    The spans are code points of each text, and begin and end with words or signs. White space is no difference.

    >>> old, new = "The quay was shut on Monday, the port said.", "The quay was shut on Tuesday, the port said."
    >>> [(each.old.of(old), each.new.of(new)) for each in differences(old, new)]
    [('Monday', 'Tuesday')]
    """
    ours, theirs = (_Run(text, [Span(*m.span()) for m in _PARAGRAPH.finditer(text)], 0) for text in (old, new))
    return tuple(each for i, j in _unlike(ours.words, theirs.words) for each in _of_words(ours.inside(i), theirs.inside(j)))


def _of_words(ours: _Run, theirs: _Run) -> Iterator[Difference]:
    words = ours.words
    parts: list[tuple[slice, slice]] = []
    for i, j in _unlike(words, theirs.words):
        if parts and sum(word[0].isalnum() for word in words[parts[-1][0].stop : i.start]) < _APART:
            first = parts.pop()
            parts.append((slice(first[0].start, i.stop), slice(first[1].start, j.stop)))
        else:
            parts.append((i, j))
    return (Difference(ours.span(i), theirs.span(j)) for i, j in parts)


def _unlike(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[slice, slice]]:
    """Yield the parts of two sequences that differ; what is between them is equal."""
    if len(ours) * len(theirs) > _MOST:
        yield from _ends_cut(ours, theirs)
        return
    for kind, i, i_end, j, j_end in SequenceMatcher(None, ours, theirs).get_opcodes():
        if kind != "equal":
            yield slice(i, i_end), slice(j, j_end)


def _ends_cut(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[slice, slice]]:
    shorter = min(len(ours), len(theirs))
    start = next((n for n in range(shorter) if ours[n] != theirs[n]), shorter)
    end = next((n for n in range(shorter - start) if ours[-1 - n] != theirs[-1 - n]), shorter - start)
    middle = slice(start, len(ours) - end), slice(start, len(theirs) - end)
    rest = ours[middle[0]], theirs[middle[1]]
    if not any(rest):
        return
    if len(rest[0]) * len(rest[1]) > _MOST:
        yield middle
        return
    for i, j in _unlike(*rest):
        yield slice(start + i.start, start + i.stop), slice(start + j.start, start + j.stop)
