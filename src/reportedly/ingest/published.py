"""A date as somebody wrote it -> ISO 8601, or None: never a guess at what is not there."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from reportedly.ingest.draft import Dated

__all__ = ["date_in_address", "date_in_line", "is_date", "iso_date"]

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_WRITTEN: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_DAY}(?: of)?[ -]{_MONTH},?[ -]{_YEAR}\b",
        rf"\b{_MONTH} {_DAY},? {_YEAR}\b",
        rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
    )
)
_ISO = re.compile(r"\d{4}-?\d\d-?\d\d(?:[T ]\d\d:?\d\d(?::?\d\d)?(?:[.,]\d+)?\s*(?:Z|UTC|[+-]\d\d:?\d\d|[+-]\d\d)?)?")
_ADDRESS = re.compile(r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>\d{1,2}|[a-z]{3})[/-](?P<day>\d{1,2})(?=[/_.-]|$)", re.IGNORECASE)
_COMPACT_ADDRESS = re.compile(r"[/_-](?P<year>20\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?=[/_.-]|$)")
_FIRST_YEAR: Final = 1990
_LONGEST: Final = 120
#: Years that somebody can give lie between these.
_BEFORE, _AFTER = 1000, 9000


def iso_date(words: str) -> str | None:
    """Return the date or date-time in ISO 8601; its zone is kept, and none is added.

    >>> iso_date("2024-03-04T05:06:07Z"), iso_date("Mon, 04 Mar 2024 05:06:07 GMT"), iso_date("4 March 2024"), iso_date("soon")
    ('2024-03-04T05:06:07+00:00', '2024-03-04T05:06:07+00:00', '2024-03-04', None)
    """
    words = words.strip()[:_LONGEST]
    return _from_iso(words) or _from_mail(words) or _written(words) or _parsed(words)


def is_date(words: str) -> bool:
    """Tell whether the words are an ISO 8601 date or date-time of a year that leaves room to count from it on both sides.

    >>> is_date("2031-03-13"), is_date("2031-03-13T05:06:07Z"), is_date("13 March 2031"), is_date("0987-03-13")
    (True, True, False, False)
    """
    try:
        return _BEFORE < datetime.fromisoformat(words).year < _AFTER
    except ValueError:
        return False


def date_in_line(line: str) -> str | None:
    """Return the one calendar date that a line ("Published 4 March 2024, 05:06") names."""
    return _written(line)


def date_in_address(url: str) -> Dated | None:
    """Return the date in an address such as .../2024/03/04/story."""
    match = _ADDRESS.search(url) or _COMPACT_ADDRESS.search(url)
    value = _of_parts(match["year"], match["month"], match["day"]) if match else None
    return Dated(value, "address") if value else None


def _from_iso(words: str) -> str | None:
    match = _ISO.match(words)
    if match is None or len(match[0]) < len("20240304"):
        return None
    text = re.sub(r"\s*(?:UTC|Z)$", "+00:00", match[0]).replace(",", ".")
    text = re.sub(r"\.(\d{6})\d+", r".\1", re.sub(r"\s+(?=[+-]\d\d)", "", text))
    try:
        return _sane(date.fromisoformat(text)) if len(text) <= len("2024-03-04") else _sane(datetime.fromisoformat(text))
    except ValueError:
        return None


def _from_mail(words: str) -> str | None:
    if not re.search(r"\d\d:\d\d", words):
        return None
    try:
        return _sane(parsedate_to_datetime(words))
    except (ValueError, TypeError, IndexError, OverflowError):  # a year of fifty digits is the last
        return None


def _written(words: str) -> str | None:
    for pattern in _WRITTEN:
        if match := pattern.search(words):
            return _of_parts(match["year"], match["month"], match["day"])
    return None


def _of_parts(year: str, month: str, day: str) -> str | None:
    try:
        number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
        return _sane(date(int(year), number, int(day)))
    except ValueError:
        return None


def _parsed(words: str) -> str | None:
    """Ask `dateparser`, which knows more ways to write a date; only with a four-digit year, so that nothing is guessed from today."""
    if not re.search(r"(?:19|20)\d\d", words) or not re.search(r"\b\d{1,2}\b", words):
        return None
    import dateparser  # noqa: PLC0415  slow to load, and rarely needed

    found = dateparser.parse(words, languages=["en"], settings={"REQUIRE_PARTS": ["day", "month", "year"], "PREFER_DATES_FROM": "past"})
    if found is None:
        return None
    return _sane(found) if (found.hour or found.minute or found.second) else _sane(found.date())


def _sane(moment: date | datetime) -> str | None:
    if moment.year < _FIRST_YEAR:
        return None
    return moment.replace(microsecond=0).isoformat() if isinstance(moment, datetime) else moment.isoformat()
