"""Features of quantities: the same figure, another, a vaguer one, or none."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from reportedly.match.features.found import Found, found
from reportedly.match.words import same_sense, stem
from reportedly.records import Span
from reportedly.text.numbers import CURRENCIES

if TYPE_CHECKING:
    from reportedly.match.reading import Reading
    from reportedly.match.words import Word
    from reportedly.text.numbers import Quantity

__all__ = ["left_out_quantity", "other_counted", "other_quantity", "partial", "same_quantity", "vaguer_quantity"]

#: Two texts that share so much of their words mean the same thing by their figures, even where it is named otherwise.
_CLOSE = 0.6
#: Small counts are often told in other words ("both", "a couple", a list of names).
_SMALL = 2
_TWO = 2
_SAME_COUNTED = 0.75
_WHEN = frozenset("last next this".split())
_ANYBODY = frozenset(stem(w) for w in "people persons others more".split())
_UNIT_WORDS = frozenset("million billion trillion thousand hundred percent per cent years year".split()) | {f"{c}s" for c in CURRENCIES}
#: A number so large, told of once with a currency and once without, is one sum.
_SUM = 1000
_ALL = re.compile(r"\b(?:all(?! but\b)|every|each|both|the (?:entire|whole)|none)\b", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:some|most|many|several|part|half|few|one|two|three|four|five|six|seven|eight|nine|\d+) (?:out )?of (?:the|its|their|his|her)\b",
    re.IGNORECASE,
)


def same_quantity(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{left} and {right}: the same figure."""
    sights = []
    for mine in left.quantities:
        match = next((theirs for theirs in right.quantities if mine.implied_by(theirs) or _is_sum(mine, theirs)), None)
        if match is not None and _is_of_like(left, right, mine, match):
            sights.append(_found(same_quantity, left, right, (mine, match)))
    return tuple(sights)


def _is_of_like(left: Reading, right: Reading, mine: Quantity, theirs: Quantity) -> bool:
    """Whether the figures are of one thing, as far as the texts tell; "over sixty" holds too many figures to be told by itself."""
    if mine.kind == "count" and _names_another(left, right, mine, theirs):
        return False
    return math.isfinite(mine.within()[1]) or _shared_about(left, right, mine, theirs) > 0


def other_quantity(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{left} against {right}: another figure for the same thing."""
    close = left.covered_by(right) >= _CLOSE
    sights = []
    for mine in left.quantities:
        if any(mine.can_equal(theirs) or _is_sum(mine, theirs) for theirs in right.quantities):
            continue
        rivals = [r for r in right.quantities if mine.comparable(r) and not any(r.can_equal(q) for q in left.quantities)]
        if mine.kind == "age":  # of one thing, and not of a box and of the coin in it
            rivals = [r for r in rivals if not _names_another(left, right, mine, r)]
        rival = next((r for r in rivals if _same_thing(left, right, mine, r)), rivals[0] if rivals and close else None)
        if rival is not None:
            strength = _strength(left, right, mine, rival)
            sights.append(_found(other_quantity, left, right, (mine, rival), strength=strength))
    return tuple(sights)


def vaguer_quantity(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{left} is more exact than {right}."""
    sights = []
    for mine in left.quantities:
        like = [theirs for theirs in right.quantities if mine.can_equal(theirs)]
        if like and not any(mine.implied_by(theirs) for theirs in like):
            sights.append(_found(vaguer_quantity, left, right, (mine, like[0])))
    return tuple(sights)


def left_out_quantity(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{left} is not in the other text."""
    sights = []
    for mine in left.quantities:
        small = mine.kind == "count" and mine.high <= _SMALL
        if not small and not any(mine.comparable(theirs) or _is_sum(mine, theirs) for theirs in right.quantities):
            span = _shown(left, mine)
            sights.append(found(left_out_quantity, (span, None), words=(span.of(left.text), "")))
    return tuple(sights)


def partial(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{left} against {right}: all of them on one side, some of them on the other."""
    for one, two in ((_ALL, _PART), (_PART, _ALL)):
        mine, theirs = one.search(left.text), two.search(right.text)
        if mine and theirs and not two.search(left.text) and not one.search(right.text):
            return (found(partial, (Span(*mine.span()), Span(*theirs.span())), words=(mine.group(), theirs.group())),)
    return ()


def other_counted(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{left} and {right}: the same figure for another thing."""
    sights = []
    for mine in left.quantities:
        like = [theirs for theirs in right.quantities if mine.can_equal(theirs)]
        if mine.kind == "count" and like and all(_names_another(left, right, mine, theirs) for theirs in like):
            sights.append(_found(other_counted, left, right, (mine, like[0])))
    return tuple(sights)


def _is_sum(mine: Quantity, theirs: Quantity) -> bool:
    """Whether one is the other's sum of money without its currency ("an 800 million contract", "$800 million")."""
    return {mine.kind, theirs.kind} == {"count", "money"} and mine.low == theirs.low >= _SUM and mine.high == theirs.high


def _names_another(left: Reading, right: Reading, mine: Quantity, theirs: Quantity) -> bool:
    """Whether both name what they count, neither means just people, and the words share no sense."""
    ours, others = _counted(left, mine), _counted(right, theirs)
    told = bool(ours and others) and not any(w.stem in _ANYBODY for w in (*ours, *others))
    return told and not _same_counted(left, right, mine, theirs)


def _same_thing(left: Reading, right: Reading, mine: Quantity, theirs: Quantity) -> bool:
    """Whether the words that say what is counted share a sense, or two of the words around the figures do."""
    shared = _shared_about(left, right, mine, theirs)
    none = 0.0 in {mine.high, theirs.high}
    if mine.kind == "count":
        counted = _same_counted(left, right, mine, theirs)
        # That there was none of a thing is about all of them: then a second word must be shared.
        return (counted and not none) or shared >= _TWO
    return shared >= _TWO


def _shared_about(left: Reading, right: Reading, mine: Quantity, theirs: Quantity) -> int:
    """How many of the words around the one figure are around the other, in sense."""
    about_left, about_right = left.near(mine.span, reach=5), right.near(theirs.span, reach=5)
    return sum(_tells(a) and any(same_sense(a.stem, b.stem) for b in about_right) for a in about_left)


def _tells(word: Word) -> bool:
    """Whether a word near a figure is more than a figure or its unit."""
    return not word.form[0].isdigit() and word.form not in _UNIT_WORDS


def _counted(reading: Reading, quantity: Quantity) -> tuple[Word, ...]:
    """Up to three words behind the figure, until one that carries no meaning."""
    words: list[Word] = []
    for word in reading.words:
        if word.span.start < quantity.span.end:
            continue
        if not word.carries or word.form in _WHEN or len(words) == 3 or "," in reading.text[quantity.span.end : word.span.start]:  # noqa: PLR2004  three words
            break
        words.append(word)
    return tuple(words)


def _shown(reading: Reading, quantity: Quantity) -> Span:
    """The figure with the words for what is counted, where they follow directly."""
    words = _counted(reading, quantity)
    return Span(quantity.span.start, words[0].span.end) if words else quantity.span


def _strength(left: Reading, right: Reading, mine: Quantity, theirs: Quantity) -> float:
    """How much the texts share (squared), and at least three quarters where both name what they count by one word."""
    close = max(left.covered_by(right), right.covered_by(left)) ** 2
    return max(close, _SAME_COUNTED) if mine.kind == "count" and _same_counted(left, right, mine, theirs) else close


def _same_counted(left: Reading, right: Reading, mine: Quantity, theirs: Quantity) -> bool:
    """Whether both count things of one name; "people" alone is no name, since there are people in every text."""
    ours = [w for w in _counted(left, mine) if w.stem not in _ANYBODY]
    return any(same_sense(a.stem, b.stem) for a in ours for b in _counted(right, theirs))


def _found(feature: object, left: Reading, right: Reading, pair: tuple[Quantity, Quantity], *, strength: float = 1.0) -> Found:
    ours, theirs = _shown(left, pair[0]), _shown(right, pair[1])
    return found(feature, (ours, theirs), words=(ours.of(left.text), theirs.of(right.text)), strength=strength)  # type: ignore[arg-type]
