"""The day that an article is filed under, and the days that it is held against: windows overlap, so that midnight is no border."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from reportedly.trace.reading import moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.records import Article

__all__ = ["UNDATED", "day_of", "window"]

#: Stands for the day where none is known.
UNDATED: Final = "undated"


def day_of(article: Article) -> str:
    """Return the day of an article in UTC, as ISO 8601; `UNDATED` where it is not known."""
    at = moment(article)
    return at.at.date().isoformat() if at else UNDATED


def window(day: str, days: Sequence[str], reach: int) -> tuple[str, ...]:
    """Return the days that articles of a day are held against, sorted.

    Articles without a day stand in every window. They themselves are held against all days where these lie within one reach, else only
    against one another: any day could be theirs.

    Args:
        day: One of the days.
        days: All there are.
        reach: How many days before and after.

    >>> window("2031-03-02", ["2031-02-20", "2031-03-01", "2031-03-02", "2031-03-05", "undated"], 2)
    ('2031-03-01', '2031-03-02', 'undated')
    """
    known = sorted(each for each in days if each != UNDATED)
    undated = (UNDATED,) if UNDATED in days else ()
    if day == UNDATED:
        return (*known, *undated) if known and _apart(known[0], known[-1]) <= reach else undated
    return (*(each for each in known if _apart(day, each) <= reach), *undated)


def _apart(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
