"""Days, dates and hours named in a text, as far as they tell, so that two can be found to agree or to differ.

A moment keeps only the parts that stand in the text ("Sunday" has a weekday and nothing else). Where the date that the text counts from
is known, weekdays and "yesterday" become dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reportedly.records import Span

__all__ = ["Moment", "moments"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?"
    r"|Dec(?:ember)?)\b\.?"
)
_PATTERN = re.compile(
    r"(?P<iso>\b(?:19|20)\d\d-\d\d-\d\d\b)|(?P<weekday>\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)(?!\s+the\b)"
     r"|\b" + _MONTH.format("month") + r"(?:\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?![:\d%]))?(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
    + r"|\b(?P<day2>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?" + _MONTH.format("month2") + r"(?:,?\s+(?P<year2>(?:19|20)\d\d)\b)?"
    + r"|(?P<weekday3>\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\s+the\s+(?P<day3>\w+)"
    + r"|\b(?P<year4>(?:1[5-9]|20)\d\d)\b(?![-–]?\w|,\d)"
    + r"|\b(?P<relative>(?i:yesterday|today|tomorrow|tonight|(?:last|this|next)\s+(?:week|month|year)|last\s+night))\b"
    + r"|\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s?(?P<half>a\.?m\b|p\.?m\b)"
    + r"|\b(?P<clock>noon|midnight)\b|\b(?P<hour5>[012]?\d):(?P<minute5>\d\d)\b"
)  # fmt: skip
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth".split(), start=1
    )
}
_DAYS_OFF = {"yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_NOON = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What one place in a text tells of a time; None for what it does not tell."""

    span: Span
    year: int | None = None
    #: 1 to 12.
    month: int | None = None
    day: int | None = None
    #: Monday is 0.
    weekday: int | None = None
    #: Minutes after midnight.
    minute: int | None = None
    #: "last week", where no date can be had for it.
    relative: str | None = None
    #: The date was reckoned from a weekday's name, so it may be a week off ("last Thursday").
    reckoned: bool = False

    def parts(self) -> dict[str, int | str]:
        """Return what is told, by name."""
        told = {"year": self.year, "month": self.month, "day": self.day, "weekday": self.weekday, "minute": self.minute}
        return {name: value for name, value in told.items() if value is not None} | ({"relative": self.relative} if self.relative else {})

    def differs(self, other: Moment) -> bool:
        """Whether both tell a part, and tell it differently."""
        mine, theirs = self.parts(), other.parts()
        if (self.reckoned or other.reckoned) and self.weekday is not None and self.weekday == other.weekday:
            return False
        return any(mine[name] != theirs[name] for name in mine.keys() & theirs.keys())

    def agrees(self, other: Moment) -> bool:
        """Whether both tell at least one part, and no part differently."""
        return bool(self.parts().keys() & other.parts().keys()) and not self.differs(other)


def moments(text: str, *, anchor: str | None = None) -> tuple[Moment, ...]:
    """Return the moments named in a text, in order.

    Args:
        text: English text.
        anchor: ISO 8601 date (or date-time) that "Sunday" and "yesterday" count from; without it they stay as they are.

    >>> [m.parts() for m in moments("On Sunday, 3 March 2024, and yesterday.", anchor="2024-03-05")][1:]
    [{'year': 2024, 'month': 3, 'day': 3, 'weekday': 6}, {'year': 2024, 'month': 3, 'day': 4, 'weekday': 0}]
    """
    day = _day(anchor)
    return tuple(found for match in _PATTERN.finditer(text) if (found := _moment(match, day)) is not None)


def _day(anchor: str | None) -> date | None:
    try:
        return date.fromisoformat(anchor[:10]) if anchor else None
    except ValueError:
        return None


def _moment(match: re.Match[str], anchor: date | None) -> Moment | None:
    span = Span(match.start(), match.start() + len(match.group().rstrip(".")))
    if match["iso"]:
        found = _day(match["iso"])
        return _dated(span, found) if found else None
    if match["weekday"] or match["weekday3"]:
        return _weekday(match, span, anchor)
    if match["relative"]:
        return _relative(span, " ".join(match["relative"].lower().split()), anchor)
    minute = _minute(match)
    if minute is not None:
        return Moment(span=span, minute=minute)
    return _calendar(match, span)


def _calendar(match: re.Match[str], span: Span) -> Moment | None:
    month = match["month"] or match["month2"]
    day, year = match["day"] or match["day2"], match["year"] or match["year2"] or match["year4"]
    if (
        month in {"May", "March"}
        and not (day or year)
        and not re.search(r"\b(?:in|of|since|until|by|last|next|this|from|to)\s$", match.string[: span.start][-7:])
    ):
        return None
    number = _MONTHS.index(month[:3].lower()) + 1 if month else None
    told_day, told_year = int(day) if day else None, int(year) if year else None
    if number and told_day and told_year:
        try:
            return _dated(span, date(told_year, number, told_day))
        except ValueError:
            pass
    return Moment(span=span, year=told_year, month=number, day=told_day)


def _weekday(match: re.Match[str], span: Span, anchor: date | None) -> Moment:
    number = _WEEKDAYS.index((match["weekday"] or match["weekday3"])[:3].lower())
    if match["day3"]:
        digits = re.match(r"\d{1,2}", match["day3"])
        return Moment(span=span, weekday=number, day=int(digits.group()) if digits else _ORDINALS.get(match["day3"].lower()))
    if anchor is None or _is_ahead(match, span):
        return Moment(span=span, weekday=number)
    return replace(_dated(span, anchor - timedelta(days=(anchor.weekday() - number) % 7)), reckoned=True)


def _is_ahead(match: re.Match[str], span: Span) -> bool:
    """Whether the words before speak of what is to come, so that the last such weekday is not meant."""
    return (
        re.search(r"\b(?:will|next|to be|is due|are due|plans?|coming)\b", match.string[max(0, span.start - 60) : span.start]) is not None
    )


def _relative(span: Span, words: str, anchor: date | None) -> Moment:
    if anchor is not None and words in _DAYS_OFF:
        return _dated(span, anchor + timedelta(days=_DAYS_OFF[words]))
    if anchor is not None and words in {"last year", "this year", "next year"}:
        return Moment(span=span, year=anchor.year + {"last": -1, "this": 0, "next": 1}[words[:4]])
    return Moment(span=span, relative=words)


def _minute(match: re.Match[str]) -> int | None:
    if match["clock"]:
        return _NOON * 60 if match["clock"] == "noon" else 0
    if match["hour"]:
        hour = int(match["hour"]) % _NOON + (_NOON if match["half"].startswith("p") else 0)
        return hour * 60 + int(match["minute"] or 0)
    return int(match["hour5"]) * 60 + int(match["minute5"]) if match["hour5"] else None


def _dated(span: Span, day: date) -> Moment:
    return Moment(span=span, year=day.year, month=day.month, day=day.day, weekday=day.weekday())
