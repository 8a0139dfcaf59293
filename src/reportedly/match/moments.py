"""Days, dates and hours named in a text, so that two can be found to agree or to differ.

Days are read by `text.dates`; the hours, which it leaves aside, are read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reportedly.records import Span
from reportedly.text.dates import same_time, time_phrases

if TYPE_CHECKING:
    from reportedly.text.dates import TimePhrase

__all__ = ["Moment", "moments"]

_HOUR = re.compile(
    r"\b(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s?(?P<half>a\.?m\b|p\.?m\b)|(?P<clock>noon|midnight)\b"
    r"|(?P<hour24>[012]?\d):(?P<minute24>\d\d)\b)"
)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b\.?")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NOON = 12
_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What one place in a text tells of a time: days, or an hour."""

    span: Span
    #: None for an hour.
    days: TimePhrase | None = None
    #: Minutes after midnight; None for days.
    minute: int | None = None

    def differs(self, other: Moment) -> bool:
        """Whether the two cannot be one time."""
        return self._same(other) is False

    def agrees(self, other: Moment) -> bool:
        """Whether the two are one time as far as both tell."""
        return self._same(other) is True

    def _same(self, other: Moment) -> bool | None:
        if self.minute is not None or other.minute is not None:
            return None if self.minute is None or other.minute is None else self.minute == other.minute
        if self.days is None or other.days is None:
            return None
        if _named_weekday(self.days) is not None and _named_weekday(self.days) == _named_weekday(other.days):
            # Counted from two dates of publishing, one weekday can be a week off ("last Thursday").
            return True
        if _is_week(self.days) or _is_week(other.days):
            return _within_a_week(self.days, other.days)
        if _is_open_ended(self.days) and _is_open_ended(other.days):
            return _same_edge(self.days, other.days)
        known = same_time(self.days, other.days)
        return _by_words(_parts(self.days), _parts(other.days)) if known is None else known


def moments(text: str, *, anchor: str | None = None) -> tuple[Moment, ...]:
    """Return the moments named in a text, in order.

    Args:
        text: English text.
        anchor: ISO 8601 date (or date-time) that "Sunday" and "yesterday" count from; without it they stay as they are.

    >>> [(m.days.start if m.days else m.minute) for m in moments("On Sunday at 5 p.m., and on 4 March.", anchor="2024-03-05")]
    ['2024-03-03', 1020, '2024-03-04']
    """
    found = [Moment(span=phrase.words, days=phrase) for phrase in time_phrases(text, published=anchor)]
    found += [Moment(span=Span(*match.span()), minute=_minute(match)) for match in _HOUR.finditer(text)]
    return tuple(sorted(found, key=lambda moment: moment.span))


def _named_weekday(phrase: TimePhrase) -> str | None:
    """The weekday that the words name, where they name no date beside it."""
    found = _WEEKDAY.search(phrase.form)
    return found.group() if found and not any(letter.isdigit() for letter in phrase.form) else None


def _is_week(phrase: TimePhrase) -> bool:
    return phrase.form.endswith(" week")


def _within_a_week(one: TimePhrase, two: TimePhrase) -> bool | None:
    """Whether two times lie less than a week apart: on a Sunday, "last week" may be the one that ends."""
    edges = [date.fromisoformat(day) if day else None for day in (one.start, one.end, two.start, two.end)]
    if None in edges:
        return None
    start, end, begin, finish = (day.toordinal() for day in edges if day)
    return max(start, begin) - min(end, finish) < _WEEK


def _parts(phrase: TimePhrase) -> dict[str, str | int]:
    """The weekday, month and day of the month that the phrase tells, by its words or by its date."""
    if phrase.start and phrase.start == phrase.end:
        day = date.fromisoformat(phrase.start)
        return {"weekday": _WEEKDAYS[day.weekday()], "month": day.month, "day": day.day}
    if phrase.form.startswith("--"):
        return {"month": int(phrase.form[2:4]), "day": int(phrase.form[5:7])}
    weekday, month = _WEEKDAY.search(phrase.form), _MONTH.search(phrase.form)
    return ({"weekday": weekday.group()[:3]} if weekday else {}) | ({"month": _MONTHS.index(month.group()[:3]) + 1} if month else {})


def _is_open_ended(phrase: TimePhrase) -> bool:
    return (phrase.start is None) != (phrase.end is None)


def _same_edge(one: TimePhrase, two: TimePhrase) -> bool | None:
    """Whether "since" and "since" (or "by" and "by") name one day; None where one of them opens to the other side."""
    if (one.start is None) != (two.start is None):
        return None
    return (one.start, one.end) == (two.start, two.end)


def _by_words(mine: dict[str, str | int], theirs: dict[str, str | int]) -> bool | None:
    """Compare what stays open by its words: False where they tell one part differently, None where they tell no part both."""
    shared = mine.keys() & theirs.keys()
    return all(mine[name] == theirs[name] for name in shared) if shared else None


def _minute(match: re.Match[str]) -> int:
    if match["clock"]:
        return _NOON * 60 if match["clock"] == "noon" else 0
    if match["hour"]:
        hour = int(match["hour"]) % _NOON + (_NOON if match["half"].startswith("p") else 0)
        return hour * 60 + int(match["minute"] or 0)
    return int(match["hour24"]) * 60 + int(match["minute24"])
