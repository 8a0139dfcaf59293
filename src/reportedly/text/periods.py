"""Calendar arithmetic: days, weeks, months, quarters, seasons and years as periods of whole days.

Every function raises `ValueError` or `OverflowError` for a day that no calendar has (February 30, or outside the years 1 to 9999).
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Literal, NamedTuple

__all__ = ["MONTHS_OF_YEAR", "SATURDAY", "Period", "Third", "Unit", "day", "decade", "half"]
__all__ += ["month", "months", "moved", "quarter", "season", "third", "unit_of", "week", "year", "years"]

Third = Literal[1, 2, 3]
Unit = Literal["day", "week", "weekend", "month", "quarter", "year", "decade", "century"]
MONTHS_OF_YEAR = 12
SATURDAY = 5
#: First month of the northern spring, summer and autumn; winter, 3, lies in two years.
_SEASON_STARTS = (3, 6, 9, 12)
_SHORTEST_DECADE = 3652
_SHORTEST_YEAR = 365


class Period(NamedTuple):
    """Whole days from start to end; both belong to it."""

    start: date
    end: date


def day(when: date) -> Period:
    """Return the period that is this one day."""
    return Period(when, when)


def week(of: date, by: int = 0) -> Period:
    """Return the week, Monday to Sunday (ISO 8601), that lies `by` weeks after the week of this day.

    >>> week(date(2021, 10, 10)).start
    datetime.date(2021, 10, 4)
    """
    monday = of + timedelta(days=7 * by - of.weekday())
    return Period(monday, monday + timedelta(days=6))


def months(first: date, count: int) -> Period:
    """Return so many whole months from the month of the day on."""
    last = moved(first.replace(day=1), months=count - 1)
    return Period(first.replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1]))


def month(of: int, number: int) -> Period:
    """Return a month, 1 to 12, of a year."""
    return months(date(of, number, 1), 1)


def quarter(of: int, number: int) -> Period:
    """Return a calendar quarter, 1 to 4, of a year."""
    return months(date(of, 3 * number - 2, 1), 3)


def half(of: int, number: int) -> Period:
    """Return a half, 1 or 2, of a year."""
    return months(date(of, 6 * number - 5, 1), 6)


def season(of: int, number: int) -> Period:
    """Return a northern season by its number from spring, 0 to 3; the winter (3) of a year is the one that begins in its December."""
    return months(date(of, _SEASON_STARTS[number], 1), 3)


def year(number: int) -> Period:
    """Return a year."""
    return years(number, number)


def years(first: int, last: int) -> Period:
    """Return the years from the first to the last, both included."""
    return Period(date(first, 1, 1), date(last, 12, 31))


def decade(first: int) -> Period:
    """Return the ten years from this one on."""
    return years(first, first + 9)


def unit_of(unit: Unit, of: date, by: int = 0) -> Period:
    """Return the calendar unit that lies `by` such units after the one with this day.

    >>> unit_of("quarter", date(2021, 1, 5), by=-1).start
    datetime.date(2020, 10, 1)
    """
    match unit:
        case "day":
            return day(of + timedelta(days=by))
        case "week":
            return week(of, by)
        case "weekend":
            monday = week(of, by).start
            return Period(monday + timedelta(days=SATURDAY), monday + timedelta(days=6))
        case "month":
            return months(moved(of, months=by), 1)
        case "quarter":
            there = moved(of, months=3 * by)
            return quarter(there.year, (there.month + 2) // 3)
        case "year":
            return year(of.year + by)
        case "decade":
            return decade((of.year // 10 + by) * 10)
        case "century":
            first = ((of.year - 1) // 100 + by) * 100 + 1
            return years(first, first + 99)


def moved(when: date, *, months: int) -> date:
    """Return the day so many months later; a day that the month lacks becomes its last (January 31 + 1 is February 28 or 29)."""
    year_, month_ = divmod(when.year * MONTHS_OF_YEAR + when.month - 1 + months, MONTHS_OF_YEAR)
    last = calendar.monthrange(year_, month_ + 1)[1] if year_ >= 1 else 1
    return date(year_, month_ + 1, min(when.day, last))


def third(whole: Period, which: Third) -> Period:
    """Return the early (1), middle (2) or late (3) part: of a decade in years (4, 3, 3), of a year in months, of anything shorter in days.

    >>> third(month(2021, 8), 2)
    Period(start=datetime.date(2021, 8, 11), end=datetime.date(2021, 8, 21))
    """
    length = (whole.end - whole.start).days + 1
    if length >= _SHORTEST_DECADE:
        return _third_of_years(whole.start.year, whole.end.year, which)
    if length >= _SHORTEST_YEAR:
        return months(moved(whole.start, months=4 * (which - 1)), 4)
    one, cut = timedelta(days=1), timedelta(days=max(1, length // 3))
    early, late = whole.start + cut, whole.end - cut
    middle = Period(early, late) if early <= late else day(whole.start)
    return (Period(whole.start, early - one), middle, Period(late + one, whole.end))[which - 1]


def _third_of_years(first: int, last: int, which: Third) -> Period:
    cut = (last - first + 1) // 3
    return (years(first, first + cut), years(first + cut + 1, last - cut), years(last - cut + 1, last))[which - 1]
