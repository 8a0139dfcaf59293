"""The features of negation: on one side only, or on both of the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.match.features.found import Found, found
from reportedly.match.features.negated import Negated, is_light, is_negated, negations
from reportedly.match.features.opposites import opposed
from reportedly.match.words import Word, same_sense
from reportedly.records import Span

if TYPE_CHECKING:
    from reportedly.match.reading import Reading

__all__ = ["negation", "same_negation"]

_REACH = 7
#: Words near both negations that must be the same for them to be one.
_BOTH = 2
#: So much of what is claimed in the other text, and both are on one matter.
_ON_ONE_MATTER = 0.6


def negation(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{left} against {right}: negated on one side only."""
    ours, others = negations(left), negations(right)
    if is_negated(left) != is_negated(right) and opposed(left, right):
        return ()
    sights = [_sight(left, right, n, w, here_left=True) for n in ours if (w := _plain_elsewhere(n, left, right, others)) is not None]
    sights += [_sight(left, right, n, w, here_left=False) for n in others if (w := _plain_elsewhere(n, right, left, ours)) is not None]
    return tuple(sights)


def same_negation(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{left} and {right}: both say that it was not so."""
    ours, others = ([n for n in negations(side) if not n.is_verdict] for side in (left, right))
    close = left.covered_by(right) >= _ON_ONE_MATTER
    pairs = [(mine, theirs) for mine in ours for theirs in others if _are_one(mine, theirs, close=close)]
    # What is negated beside it and not there is not borne out.
    if not pairs or {id(mine) for mine, _ in pairs} != {id(mine) for mine in ours}:
        return ()
    spans = (pairs[0][0].at.span, pairs[0][1].at.span)
    return (found(same_negation, spans, words=(spans[0].of(left.text), spans[1].of(right.text)), strength=left.covered_by(right)),)


def _are_one(mine: Negated, theirs: Negated, *, close: bool) -> bool:
    """Whether two negations are of one thing: what either negates is near the other, and so is a second word.

    In texts that are close anyway ("opened without warning", "not a word of warning before they opened") it will do that both negate it.
    """
    if close and mine.heads and theirs.heads and same_sense(mine.heads[-1].stem, theirs.heads[-1].stem):
        return True
    shared = {w.stem for w in _around(mine) if any(same_sense(w.stem, other.stem) for other in _around(theirs))}
    pairs = [(a, b) for a in mine.heads for b in (*theirs.heads, *theirs.before)] + [(a, b) for a in mine.before for b in theirs.heads]
    return len(shared) >= _BOTH and any(same_sense(a.stem, b.stem) for a, b in pairs)


def _around(negated: Negated) -> tuple[Word, ...]:
    return (*negated.before, *negated.scope)


def _plain_elsewhere(negated: Negated, here: Reading, other: Reading, others: tuple[Negated, ...]) -> Word | None:
    """The first negated word that the other text has without a negation over it, in like surroundings.

    None when there is none, or when the other text negates it too, as what is done or as whom it is said of ("not one siren went off", "the
    sirens never sounded"), or by the very verb, however far it stands.
    """
    if negated.is_verdict and any(same_sense(n.at.stem, negated.at.stem) for n in others):
        return None
    for word in negated.heads:
        twins = [w for w in other.content if same_sense(w.stem, word.stem)]
        if not twins:
            continue
        if any(same_sense(w.stem, word.stem) for n in others for w in (*n.scope, *n.before)):
            return None
        return next((twin for twin in twins if _same_surroundings(here, other, word, twin)), None)
    return None


def _same_surroundings(here: Reading, other: Reading, word: Word, twin: Word) -> bool:
    """Whether a second word is shared near both, or there is none beside either; "gone" without a second word is nothing in common."""
    ours = [w for w in here.near(word.span, reach=_REACH) if not same_sense(w.stem, word.stem)]
    theirs = [w for w in other.near(twin.span, reach=_REACH) if not same_sense(w.stem, word.stem)]
    return not (is_light(word) or (ours and theirs)) or any(same_sense(a.stem, b.stem) for a in ours for b in theirs)


def _sight(left: Reading, right: Reading, negated: Negated, twin: Word, *, here_left: bool) -> Found:
    last = next((w for w in negated.heads if same_sense(w.stem, twin.stem)), negated.at)
    whole = Span(min(negated.at.span.start, last.span.start), max(negated.at.span.end, last.span.end))
    spans = (whole, twin.span) if here_left else (twin.span, whole)
    return found(negation, spans, words=(spans[0].of(left.text), spans[1].of(right.text)))
