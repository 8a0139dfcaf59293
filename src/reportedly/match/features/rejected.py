"""The feature of what a text itself calls false."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.match.denials import rejected_in
from reportedly.match.features.found import Found, found

if TYPE_CHECKING:
    from reportedly.match.reading import Reading
    from reportedly.match.words import Word

__all__ = ["called_false"]


def called_false(left: Reading, right: Reading) -> tuple[Found, ...]:
    """“{right}”: the text itself calls it false."""
    told = rejected_in(right.text)
    if told is None or rejected_in(left.text) is not None:
        return ()
    inside = [w for w in right.content if told.contains(w.span)]
    outside = [w for w in right.content if not told.contains(w.span)]
    if _shared(left, inside) <= _shared(left, outside):
        return ()
    return (found(called_false, (None, told), words=("", told.of(right.text))),)


def _shared(left: Reading, words: list[Word]) -> int:
    """How many of the words stand in the other text in some form."""
    return sum(left.has(word.stem) for word in words)
