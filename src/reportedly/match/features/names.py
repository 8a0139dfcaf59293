"""Features of names: the same people, organisations and places, others in their stead, and who did it to whom."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.match.features.found import Found, found
from reportedly.match.words import same_sense

if TYPE_CHECKING:
    from reportedly.match.reading import Name, Reading

__all__ = ["left_out_name", "other_name", "other_place", "same_name_told"]

#: How near, in words, two names must stand to like words to be in one another's place.
_REACH = 3
_STANDS_FOR = frozenset("he she it they him her them we us i his their its our who there".split())


def same_name_told(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{left} and {right}: the same name."""
    sights = []
    for mine in left.names:
        match = next((theirs for theirs in right.names if mine.is_same(theirs)), None)
        if match is not None:
            sights.append(found(same_name_told, (mine.span, match.span), words=(mine.words, match.words)))
    return tuple(sights)


def other_name(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{left} against {right}: another person or organisation in the same place."""
    pairs = [(a, b) for a, b in _exchanged(left, right) if not (a.as_place and b.as_place)]
    return tuple(found(other_name, (a.span, b.span), words=(a.words, b.words)) for a, b in pairs)


def other_place(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{left} against {right}: another place."""
    pairs = [(a, b) for a, b in _exchanged(left, right) if a.as_place and b.as_place]
    return tuple(found(other_place, (a.span, b.span), words=(a.words, b.words)) for a, b in pairs)


def left_out_name(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{left} is not named in the other text."""
    replaced = {a.span for a, _ in _exchanged(left, right)}
    referred = _refers(right, left)
    return tuple(
        found(left_out_name, (mine.span, None), words=(mine.words, ""), strength=0.4 if referred else 1.0)
        for mine in _unmatched(left, right)
        if mine.span not in replaced
    )


def _refers(right: Reading, left: Reading) -> bool:
    """Whether the text has a pronoun, or a "the ..." that the other text does not have, which may stand for a name."""
    words = right.words
    described = any(w.form == "the" and not left.has(after.stem) for w, after in pairwise(words))
    return described or any(w.form in _STANDS_FOR for w in words)


def _unmatched(left: Reading, right: Reading) -> tuple[Name, ...]:
    """Names of the left text that the right text has in no form, not even as plain words."""
    return tuple(n for n in left.names if not n.doubtful and not any(n.is_same(o) for o in right.understood) and not _as_words(n, right))


def _as_words(name: Name, reading: Reading) -> bool:
    """Whether all words of a name stand in the text, as when it opens a sentence or is spread."""
    forms = {w.form for w in reading.words}
    return all(part.lower().strip(".'’") in forms for part in name.words.split())


def _exchanged(left: Reading, right: Reading) -> tuple[tuple[Name, Name], ...]:
    """Names of either side that the other lacks, standing in the same surroundings."""
    rivals = list(_unmatched(right, left))
    pairs = []
    for mine in _unmatched(left, right):
        rival = next((r for r in rivals if _same_surroundings(left, right, mine, r)), None)
        if rival is not None:
            rivals.remove(rival)
            pairs.append((mine, rival))
    return tuple(pairs)


def _same_surroundings(left: Reading, right: Reading, mine: Name, theirs: Name) -> bool:
    """Whether both names stand as a place, or neither does, near at least one word of like sense."""
    if mine.as_place != theirs.as_place:
        return False
    ours = [w for w in left.near(mine.span, reach=_REACH) if not w.capital]
    others = [w for w in right.near(theirs.span, reach=_REACH) if not w.capital]
    return any(same_sense(a.stem, b.stem) for a in ours for b in others)
