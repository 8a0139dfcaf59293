"""Words of a time phrase -> the days it means, seen from a day (the published date) when it needs one.

One function for each kind of phrase, each called through `time_parts.read`. A phrase that tells no days raises `OpenError`, whose message
says why; a day that no calendar has raises `ValueError` or `OverflowError`.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args

from reportedly.text import periods
from reportedly.text.periods import Period
from reportedly.text.time_parts import AS_WRITTEN, OpenError, Parts, Reading, View

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: The units of the calendar by the kinds of words that name them.
_UNITS: Mapping[str, periods.Unit] = MappingProxyType(
    dict(zip("days weeks weekend months quarters years decades centuries".split(), get_args(periods.Unit), strict=True))
)
_MONTHS_IN: Mapping[str, int] = MappingProxyType({"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200})
_THIRDS: tuple[periods.Third, ...] = (1, 2, 3)
_ORDER = ("first", "second", "third", "fourth")
_SEASONS = ("spring", "summer", "autumn", "winter")
_ONE = timedelta(days=1)
#: A day that some years lack (February 29) comes back after eight years at the latest.
_LEAP_GAP = 8
#: A date of the year falls on a given weekday again after eleven years at the latest, February 29 left aside.
_WEEKDAY_GAP = 11
#: News gives a date ten months old its year; without one, and with nothing that tells, the next such date is meant.
_FAR_BACK = 300
_PLURAL = 2
_LATEST = 2


def iso(parts: Parts, _: View) -> Reading:
    """Read 2021-08-15 and 2021/8/15."""
    return Reading(periods.day(date(*parts.values("year"), *parts.values("digits"))), AS_WRITTEN)


def dotted(parts: Parts, _: View) -> Reading:
    """Read 15.08.2021, where the day always stands first."""
    packed = parts.values("dotted")[0]
    return Reading(periods.day(date(packed // 10_000, packed // 100 % 100, packed % 100)), AS_WRITTEN)


def slashed(parts: Parts, _: View) -> Reading:
    """Read 25/12/2021 and 12/25/2021; open where both numbers could be the month."""
    first, second = parts.values("digits")
    if max(first, second) <= periods.MONTHS_OF_YEAR and first != second:
        raise OpenError("the day and the month cannot be told apart")
    month, day = sorted((first, second))
    return Reading(periods.day(date(parts.values("year")[0], month, day)), AS_WRITTEN)


def month_day(parts: Parts, view: View) -> Reading:
    """Read "15 August 2021", "August 15", "the 15th of August last year"."""
    month, day = parts.values("month")[0], (*parts.values("digits"), *parts.values("ordinal"))[0]
    weekday = next(iter((*parts.values("weekday"), *parts.values("short"))), None)
    if weekday is not None and view.now and _own_year(parts, view) is None:
        return _on_weekday(view.now, weekday, month, day)
    return _placed(lambda year: periods.day(date(year, month, day)), f"{calendar.month_name[month]} {day}", parts, view)


def month_days(parts: Parts, view: View) -> Reading:
    """Read "August 15-17" and "from 15 to 17 August 2021"."""
    month = parts.values("month")[0]
    first, last = (*parts.values("digits"), *parts.values("ordinal"))[:2]
    if first > last:
        raise OpenError("the days stand in the wrong order")
    name = f"{calendar.month_name[month]} {first}-{last}"
    return _placed(lambda year: Period(date(year, month, first), date(year, month, last)), name, parts, view)


def month(parts: Parts, view: View) -> Reading:
    """Read "March", "mid-March 2020", "last March", "the end of March"."""
    number = parts.values("month")[0]
    reading = _placed(lambda year: periods.month(year, number), calendar.month_name[number], parts, view)
    return _edged(reading, parts)


def feast(parts: Parts, view: View) -> Reading:
    """Read "Christmas Day", "Christmas Eve", "New Year's Day", "New Year's Eve": feasts of one fixed day."""
    is_eve, is_christmas = parts.has("eve"), parts.has("feast")
    month, day = ((12, 24) if is_eve else (12, 25)) if is_christmas else ((12, 31) if is_eve else (1, 1))
    name = f"{'Christmas' if is_christmas else 'New Year'} {'Eve' if is_eve else 'Day'}"
    return _placed(lambda year: periods.day(date(year, month, day)), name, Parts(parts.words[2:]), view)


def quarter(parts: Parts, view: View) -> Reading:
    """Read "the third quarter", "Q3 2019", "the 2019 third quarter", as quarters of the calendar year."""
    number = (*parts.values("ordinal"), *parts.values("q"))[0]
    if number > len(_ORDER):
        raise OpenError("a year has four quarters")
    return _placed(lambda year: periods.quarter(year, number), f"{_ORDER[number - 1]} quarter", parts, view)


def half(parts: Parts, view: View) -> Reading:
    """Read "the first half of 2019", "the last half of the year"."""
    number = (*parts.values("ordinal"), 2)[0]
    if number > len(("first", "second")):
        raise OpenError("a year has two halves")
    return _placed(lambda year: periods.half(year, number), f"{_ORDER[number - 1]} half", parts, view)


def season(parts: Parts, view: View) -> Reading:
    """Read "last summer", "the spring of 2019" as northern seasons; a winter with a year lies in two years and stays open."""
    number = parts.values("season")[0]
    if number == len(_SEASONS) - 1 and _own_year(parts, view) is not None:
        raise OpenError("a winter lies in two years")
    reading = _placed(lambda year: periods.season(year, number), f"northern {_SEASONS[number]}", parts, view)
    return _edged(reading, parts)


def year(parts: Parts, view: View) -> Reading:
    """Read "2001", "'89", "early 2001"."""
    number = _own_year(parts, view)
    return _edged(Reading(periods.year(number or 0), AS_WRITTEN), parts)


def years(parts: Parts, _: View) -> Reading:
    """Read "2001-2005" and "1939-45"."""
    first, *rest = parts.values("year")
    last = rest[0] if rest else first // 100 * 100 + (*parts.values("digits"), *parts.values("number"))[0]
    if last <= first:
        raise OpenError("no span of years")
    if not rest and last % 100 <= periods.MONTHS_OF_YEAR:
        raise OpenError("a span of years or a month")
    return Reading(periods.years(first, last), AS_WRITTEN)


def decade(parts: Parts, view: View) -> Reading:
    """Read "the 1980s", "the early '80s", "the nineties"; of two-digit decades the last one begun."""
    first = parts.values("decade")[0]
    if first % 10:  # "1985s"
        raise OpenError("no decade")
    if first >= 100:  # noqa: PLR2004  a decade with its century has four digits
        return _edged(Reading(periods.decade(first), AS_WRITTEN), parts)
    begun = _with_century(first, view)
    return _edged(Reading(periods.decade(begun), f"the last such decade begun by {view.now}"), parts)


def century(parts: Parts, _: View) -> Reading:
    """Read "the 19th century"."""
    first = parts.values("ordinal")[0] * 100 - 99
    return _edged(Reading(periods.years(first, first + 99), AS_WRITTEN), parts)


def deictic(parts: Parts, view: View) -> Reading:
    """Read "yesterday", "today", "tomorrow morning", "overnight", "the day before yesterday"."""
    now, by = view.day(), parts.values("deictic")[0] - 1
    if by > 1:
        return Reading(Period(now - _ONE, now), f"the night to {now}")
    by += (-1 if parts.has("before") else 1) if parts.has("before", "after") else 0
    how = ("two days before {}", "the day before {}", "{}, the published day", "the day after {}", "two days after {}")[by + 2]
    return Reading(periods.day(now + by * _ONE), how.format(now))


def part(parts: Parts, view: View) -> Reading:
    """Read "this morning", "last night", "later this evening"."""
    now = view.day()
    if parts.has("last"):
        return Reading(periods.day(now - _ONE), f"the night before {now}")
    return Reading(periods.day(now), f"{now}, the published day")


def weekday(parts: Parts, view: View) -> Reading:
    """Read "Sunday", "last Sunday", "next Sunday", "this Sunday", "Sunday evening": by news custom the last one, today's included."""
    now, number = view.day(), parts.values("weekday")[0]
    back, ahead = (now.weekday() - number) % 7, (number - now.weekday()) % 7
    name = calendar.day_name[number]
    if parts.has("last"):
        return Reading(periods.day(now - (back or 7) * _ONE), f"the last {name} before {now}")
    if parts.has("next"):
        return Reading(periods.day(now + (ahead or 7) * _ONE), f"the first {name} after {now}")
    if view.future or parts.has("this"):
        return Reading(periods.day(now + ahead * _ONE), f"the {name} on or after {now}")
    return Reading(periods.day(now - back * _ONE), f"the {name} on or before {now}")


def weekday_of_week(parts: Parts, view: View) -> Reading:
    """Read "Thursday of last week", "next week on Thursday"."""
    number, week = parts.values("weekday")[0], periods.week(view.day(), _direction(parts))
    where = ("the week before that of", "the week of", "the week after that of")[_direction(parts) + 1]
    return Reading(periods.day(week.start + number * _ONE), f"the {calendar.day_name[number]} of {where} {view.now}")


def unit(parts: Parts, view: View) -> Reading:
    """Read "last week", "earlier this month", "late next year", "the weekend": whole units of the calendar, weeks from Monday."""
    now, name, by = view.day(), _unit(parts), _direction(parts)
    if name == "weekend" and not (by or view.future or parts.has("this")):
        by = 0 if now.weekday() >= periods.SATURDAY else -1
    if _is_plural(parts):
        raise OpenError("no exact time")
    whole = periods.unit_of(name, now, by)
    if parts.has("earlier"):
        return Reading(Period(min(whole.start, now), now), f"the {name} of {now}, up to that day")
    if parts.has("later"):
        return Reading(Period(now, max(whole.end, now)), f"the {name} of {now}, from that day on")
    where = (f"the {name} before that of", f"the {name} of", f"the {name} after that of")[by + 1]
    return _edged(Reading(whole, f"{where} {now}"), parts)


def window(parts: Parts, view: View) -> Reading:
    """Read "the past month", "the last three weeks", "in the next two days": counted from the day; "the latest quarter" is a whole one."""
    if _LATEST in parts.values("last") and not parts.has("digits", "number", "one", "vague"):
        return unit(parts, view)
    now, far = view.day(), _counted(parts, view, by=_direction(parts))
    if parts.has("next"):
        return Reading(Period(now, far), f"counted from {now} on")
    return Reading(Period(far, now), f"counted back from {now}")


def ago(parts: Parts, view: View) -> Reading:
    """Read "two days ago" (a day), "a week ago" (a week), "three months ago" (a month), "ten years ago" (a year)."""
    far, name = _counted(parts, view, by=-1), _unit(parts)
    whole = Period(far, view.day()) if parts.has("hours") else periods.unit_of(name, far)
    return Reading(whole, f"the {name} that far back from {view.now}")


def other_day(_: Parts, __: View) -> Reading:
    """Read "the day before", "two days later", "the same week": they count from another time in the text."""
    raise OpenError("counted from another day")


def vague(_: Parts, __: View) -> Reading:
    """Read "recent weeks", "years ago"."""
    raise OpenError("no exact time")


def _placed(make: Callable[[int], Period], name: str, parts: Parts, view: View) -> Reading:
    """Put something that every year has into the year that the phrase names, else into the nearest on the right side of the day."""
    number = _own_year(parts, view)
    if number is not None:
        return Reading(make(number), f"in the year {number}" if parts.has("years", "era") else AS_WRITTEN)
    now = view.day()
    if parts.has("this"):
        return Reading(make(now.year), f"{name} of the year of {now}")
    future = parts.has("next") or (bool(view.future) and not parts.has("last"))
    is_strict = parts.has("next", "last")
    side = ("after" if future else "before") if is_strict else ("on or after" if future else "on or before")
    period = _nearest(make, now, future=future, strict=is_strict)
    if view.future is None and not is_strict and (now - period.end).days > _FAR_BACK:
        return Reading(_nearest(make, now, future=True, strict=False), f"the {name} nearest to {now}")
    return Reading(period, f"the {name} {side} {now}")


def _on_weekday(now: date, weekday: int, month: int, day: int) -> Reading:
    """Find "Saturday, April 25" in the year, nearest to the published day, in which the one is the other."""
    years = range(max(1, now.year - _WEEKDAY_GAP), min(9999, now.year + _WEEKDAY_GAP) + 1)
    options = [date(year, month, day) for year in years if day <= calendar.monthrange(year, month)[1]]
    fitting = [option for option in options if option.weekday() == weekday]
    if not fitting:
        raise OpenError("no such date")
    found = min(fitting, key=lambda option: (abs(option - now), option))
    return Reading(periods.day(found), f"the {calendar.month_name[month]} {day} nearest to {now} that is a {calendar.day_name[weekday]}")


def _nearest(make: Callable[[int], Period], now: date, *, future: bool, strict: bool) -> Period:
    step = 1 if future else -1
    for number in range(now.year, now.year + step * (_LEAP_GAP + 1), step):
        try:
            whole = make(number)
        except ValueError:
            continue
        if _comes(whole, now, strict=strict) if future else _went(whole, now, strict=strict):
            return whole
    raise OpenError("no such date")


def _comes(whole: Period, now: date, *, strict: bool) -> bool:
    return whole.start > now if strict else whole.end >= now


def _went(whole: Period, now: date, *, strict: bool) -> bool:
    return whole.end < now if strict else whole.start <= now


def _own_year(parts: Parts, view: View) -> int | None:
    """Return the year that the phrase itself tells ("2021", "'89", "of last year"); None when it tells none."""
    if (number := parts.value("year")) is not None:
        return number
    if (short := parts.value("era")) is not None:
        return _with_century(short, view)
    return view.day().year + _direction(parts) if parts.has("years") else None


def _with_century(short: int, view: View) -> int:
    """Return the last year up to the day that ends in these two digits."""
    now = view.day().year
    number = now - (now - short) % 100
    if number < 1:
        raise OpenError("no such date")
    return number


def _direction(parts: Parts) -> Literal[-1, 0, 1]:
    if parts.has("last"):
        return -1
    return 1 if parts.has("next") else 0


def _unit(parts: Parts) -> periods.Unit:
    return next((unit for name, unit in _UNITS.items() if parts.has(name)), "day")


def _is_plural(parts: Parts) -> bool:
    return any(_PLURAL in parts.values(name) for name in _UNITS)


def _counted(parts: Parts, view: View, *, by: int) -> date:
    """Return the day that lies the phrase's count of units away."""
    counts = (*parts.values("digits"), *parts.values("number"), *parts.values("one"))
    name = _unit(parts)
    if parts.has("vague") or (not counts and _is_plural(parts)):
        raise OpenError("no exact time")
    count = (counts or (1,))[0] * by
    if parts.has("hours"):
        return view.day() + _ONE * by
    if name in _MONTHS_IN:
        return periods.moved(view.day(), months=count * _MONTHS_IN[name])
    return view.day() + count * _ONE * (7 if name == "week" else 1)


def _edged(reading: Reading, parts: Parts) -> Reading:
    """Narrow to the early, middle or late part where the phrase says so."""
    edge = (*parts.values("edge"), *parts.values("border"))
    if not edge or reading.period is None:
        return reading
    which = _THIRDS[edge[0] - 1]
    return Reading(periods.third(reading.period, which), f"{reading.how}, {('early', 'middle', 'late')[which - 1]} part")
