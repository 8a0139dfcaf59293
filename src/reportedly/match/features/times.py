"""Features of days, dates and hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.match.features.found import Found, found
from reportedly.match.words import same_sense

if TYPE_CHECKING:
    from reportedly.match.moments import Moment
    from reportedly.match.reading import Reading

__all__ = ["left_out_date", "other_date", "same_date"]

_REACH = 8
#: Two texts that share so much of their words speak of the same matter.
_CLOSE = 0.6


def same_date(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{left} and {right}: the same date or time."""
    sights = []
    for mine in left.moments:
        match = next((theirs for theirs in right.moments if mine.agrees(theirs)), None)
        if match is not None:
            sights.append(found(same_date, (mine.span, match.span), words=(mine.span.of(left.text), match.span.of(right.text))))
    return tuple(sights)


def other_date(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{left} against {right}: another date or time."""
    sights = []
    for mine in left.moments:
        if any(mine.agrees(theirs) for theirs in right.moments):
            continue
        rivals = [
            r
            for r in right.moments
            if mine.differs(r) and not any(r.agrees(m) for m in left.moments) and _same_matter(left, right, mine, r)
        ]
        if rivals:
            theirs = rivals[0]
            sights.append(found(other_date, (mine.span, theirs.span), words=(mine.span.of(left.text), theirs.span.of(right.text))))
    return tuple(sights)


def _same_matter(left: Reading, right: Reading, mine: Moment, theirs: Moment) -> bool:
    """Whether the words around both moments share one, or the texts share most of theirs."""
    ours, others = left.near(mine.span, reach=_REACH), right.near(theirs.span, reach=_REACH)
    return left.covered_by(right) >= _CLOSE or any(same_sense(a.stem, b.stem) for a in ours for b in others)


def left_out_date(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{left} is not in the other text."""
    if right.moments:
        return ()
    return tuple(found(left_out_date, (m.span, None), words=(m.span.of(left.text), "")) for m in left.moments)
