"""Quantities as news writes them: figures and spelled-out numbers, money, percentages, measures, ages, ranges, and how exact they are.

A number that is part of a date, a time of day, a name or a code is no quantity. The rules are for English.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

from reportedly.records import Span

__all__ = ["CURRENCIES", "Exactness", "Kind", "Quantity", "quantities"]

Kind = Literal["count", "money", "percent", "measure", "age", "times"]
#: How a number is meant: as it stands, as a round figure, or as a bound.
Exactness = Literal["exact", "about", "at least", "at most"]

_UNITS = {
    word: number
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
        nineteen""".split()
    )
}
_TENS = {word: 10 * tens for tens, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12}
_SHARES = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}
#: "dozens": at least two of them, and not so many that the next larger word would be used.
_LOOSE = {
    "dozens": (24.0, 99.0),
    "scores": (40.0, 200.0),
    "hundreds": (200.0, 999.0),
    "thousands": (2e3, 9.99e5),
    "tens of thousands": (2e4, 9.9e4),
    "hundreds of thousands": (2e5, 9.9e5),
    "millions": (2e6, 9.99e8),
    "billions": (2e9, 9.99e11),
}
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTH = rf"(?:{_MONTHS})\b\.?"
_SPELLED = "|".join([*_UNITS, *_TENS])
_SCALE = "|".join(_SCALES)
_NUMBER = rf"""(?:
    (?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)
    (?:(?P<short>k|mn?|bn?|trn|tn)\b|[ -]?(?P<scale>{_SCALE})\b)?
  | (?P<loose>(?:tens\ of\ thousands|hundreds\ of\ thousands|dozens|scores|hundreds|thousands|millions|billions))\b
  | (?P<share>\b(?:(?P<parts>a|one|two|three|four)[ -])?(?P<part>half|thirds?|quarters?|fifths?|tenths?)\b(?=\ of\b))
  | (?P<spelled>\b(?:(?:a|half\ a)\ (?=(?:{_SCALE})\b))?(?:(?:{_SPELLED}|{_SCALE})\b(?:(?:[ -]|\ and\ )(?=(?:{_SPELLED}|{_SCALE})\b))?)+)
  | (?P<twice>\b(?:twice|thrice)\b(?=\ (?:the|as|its|their|that)\b))
  | (?P<none>\b(?:no|zero)\b)(?=\ (?!one\b|longer\b|more\b|less\b|fewer\b|doubt\b|later\b|matter\b|way\b|such\b)[a-z]+)
)"""
_QUALIFIER = r"""(?P<about>about|around|some|roughly|approximately|nearly|almost|an?\ estimated|estimated|close\ to|circa|more\ or\ less)
  |(?P<least>more\ than|over|at\ least|no\ (?:fewer|less)\ than|not\ less\ than|upwards?\ of|above|exceeding
  |in\ excess\ of)
  |(?P<most>fewer\ than|less\ than|under|at\ most|up\ to|no\ more\ than|below
  |as\ (?:many|much)\ as|not\ more\ than|a\ maximum\ of)"""
_PATTERN = re.compile(
    rf"""(?<![\w$£€.,])(?:(?:{_QUALIFIER})\s+)?(?P<currency>(?:US|A|C|NZ|HK)?\$|£|€|¥|₹)?\s?(?P<value>{_NUMBER})
    (?:\s?(?:-|–|—|to|and|or)\s?(?P<to>(?:US|A)?[$£€]?\d[\d,]*(?:\.\d+)?(?:(?:k|mn?|bn?)\b|\s(?:{_SCALE})\b)?|(?:{_SPELLED})\b)(?![\w-]*\d))?
    (?P<after>\s?(?:%|per\s?cent(?:age\ points?)?\b|percent(?:age\ points?)?\b|pc\b)
      |[ -]years?[ -]old\b|\s(?:or|and)\ (?:more|above|over)\b|\stimes\b|[ -]?fold\b)?""",
    re.VERBOSE | re.IGNORECASE,
)
_CURRENCIES = {"$": "dollar", "us$": "dollar", "£": "pound", "€": "euro", "¥": "yen", "₹": "rupee"}
_CURRENCIES |= {"a$": "australian dollar", "c$": "canadian dollar", "nz$": "new zealand dollar", "hk$": "hong kong dollar"}
#: Names of money, in the singular.
CURRENCIES = tuple(
    """dollar euro pound yen rupee crown franc peso rouble ruble yuan shekel rand dinar riyal lira cent krona krone mark florin guilder
    dirham naira shilling rupiah ringgit baht zloty forint koruna won""".split()
)
_MONEY = re.compile(rf"({'|'.join(CURRENCIES)})s?\b")
_MEASURES = {
    written: line.split()[0].replace("_", " ")
    for line in """mile miles
        kilometre km kilometer kilometres kilometers
        metre metres meter meters
        foot feet ft
        inch inches
        centimetre cm
        millimetre mm
        kilogram kg kilograms kilo kilos
        gram grams
        milligram mg milligrams
        pound pounds lb lbs
        tonne tonnes
        ton tons
        acre acres
        hectare hectares
        litre litres liter liters
        barrel barrels
        mile_an_hour mph
        kilometre_an_hour kph
        degree degrees
        megawatt megawatts
        second seconds
        minute minutes
        hour hours
        day days
        week weeks
        month months
        year years""".splitlines()
    for written in line.split()
}
_BEFORE_DATE = re.compile(rf"(?:\b{_MONTH}|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day the)\s+$", re.IGNORECASE)
_AFTER_DATE = re.compile(
    rf"(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?!\s+(?:be|have|not|well|yet)\b)|:\d\d|\s?(?:a\.m|p\.m|am\b|pm\b|o.clock)", re.IGNORECASE
)
_BEFORE_CODE = re.compile(r"(?:\bno\.|#|[/:-])\s?$", re.IGNORECASE)
_IN_CODE = re.compile(r"[\w/]|(?:st|nd|rd|th)\b|-[A-Z]|[.,:/]\d")
_BEFORE_AGE = re.compile(r"\baged? $")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_AFTER_NUMBER = re.compile(r"[ -]+([a-zA-Z][\w'’]*)[ -]?")
_ONE_ALONE = re.compile(
    r"\s+(?:of|another|who|that|day|side|thing|way|by|in|and|or|is|was|has|can|could|would|more|hand|on|at|to|for|point)\b|[^\w\s]|$",
    re.IGNORECASE,
)
#: How far a round figure may be off and still be the same figure.
_ROUND = 0.1
#: A figure given as exact may still have been rounded by this much ("212,000" for 211,860).
_CLOSE = 0.015
_LONG = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One amount in a text."""

    #: The number with its qualifier, currency and unit sign ("more than $2.1 billion", "17 per cent").
    span: Span
    #: The least and the most that the number itself says; the same unless it is a range or a loose word.
    low: float
    high: float
    kind: Kind
    #: Currency, measure or ""; what is counted is for the reader of the surrounding words.
    unit: str
    exactness: Exactness

    def within(self) -> tuple[float, float]:
        """Return the least and the most that is meant, with what "about", "more than" and rounding allow."""
        if self.exactness == "at least":
            return self.low * (1 - _CLOSE), math.inf
        if self.exactness == "at most":
            return 0.0, self.high * (1 + _CLOSE)
        slack = _ROUND if self.exactness == "about" else _CLOSE if self.high >= _LONG or self.kind in {"money", "percent"} else 0.0
        return self.low * (1 - slack), self.high * (1 + slack)

    def comparable(self, other: Quantity) -> bool:
        """Whether both count in the same kind and unit, so that their numbers can agree or differ."""
        return self.kind == other.kind and self.unit == other.unit

    def can_equal(self, other: Quantity) -> bool:
        """Whether one true number could be behind both.

        >>> [a.can_equal(b) for a, b in [quantities("more than 30 boats, 34 boats"), quantities("30 boats, 34 boats")]]
        [True, False]
        """
        (low, high), (least, most) = self.within(), other.within()
        return self.comparable(other) and low <= most and least <= high

    def implied_by(self, other: Quantity) -> bool:
        """Whether the other tells at least as much: every number it allows is one that this allows.

        >>> at_least, exact = quantities("at least 14 goats, 40 goats")
        >>> at_least.implied_by(exact), exact.implied_by(at_least)
        (True, False)
        """
        (low, high), (least, most) = self.within(), other.within()
        if self.exactness == "exact" and other.exactness == "about" and other.low == other.high:
            return self.can_equal(other)
        return self.comparable(other) and low - _CLOSE * abs(low) <= least and most <= high + _CLOSE * abs(high)


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text, in order; they do not overlap.

    >>> [(q.low, q.kind, q.exactness) for q in quantities("About 2.1 million packs, or 17 per cent, since 3 March 2021.")]
    [(2100000.0, 'count', 'about'), (17.0, 'percent', 'exact')]
    """
    return tuple(found for match in _PATTERN.finditer(text) if (found := _quantity(text, match)) is not None)


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    value, end = match["value"], match.end("value")
    if _is_no_amount(text, match, value, end):
        return None
    low, high = _range(match)
    kind, unit = _kind(text, match)
    stop = match.end()
    if match["share"]:
        low, high, kind, unit = low * 100, high * 100, "percent", ""
    start = match.start("none") if match["none"] else match.start()
    return Quantity(span=Span(start, stop), low=low, high=high, kind=kind, unit=unit, exactness=_exactness(match))


def _is_no_amount(text: str, match: re.Match[str], value: str, end: int) -> bool:
    """Dates, times, years, codes ("CT44", "No. 10"), and "one" or "a second" used as a pronoun or a date word."""
    before = text[max(0, match.start("value") - 14) : match.start("value")]
    if match["currency"] or match["after"]:
        return False
    if match["digits"] and (_BEFORE_DATE.search(before) or _AFTER_DATE.match(text, end) or _BEFORE_CODE.search(before)):
        return True
    if match["digits"] and not match["short"] and _IN_CODE.match(text, end):
        return True
    if match["digits"] and _YEAR.fullmatch(value) and not match["to"]:
        return True
    if match["digits"] and re.search(r"\d{2}-\d{2}", value + text[end : end + 4]) and re.search(r"\b[A-Z][a-z]+ $", before):
        return True
    return value.lower() in {"one", "a", "some"} and _ONE_ALONE.match(text, end) is not None


def _range(match: re.Match[str]) -> tuple[float, float]:
    if match["loose"]:
        return _LOOSE[match["loose"].lower()]
    low = _value(match)
    if not match["to"]:
        return low, low
    high = _plain(match["to"])
    if not match["scale"] and not match["short"] and low < high:
        low *= _tail_scale(match["to"])
    return (low, high) if low <= high else (low, low)


def _value(match: re.Match[str]) -> float:
    if match["none"]:
        return 0.0
    if match["twice"]:
        return 2.0 if match["twice"].lower() == "twice" else 3.0
    if match["share"]:
        parts = {"two": 2.0, "three": 3.0, "four": 4.0}.get((match["parts"] or "").lower(), 1.0)
        return parts * _SHARES[match["part"].lower().rstrip("s") if match["part"].lower() != "half" else "half"]
    if match["digits"]:
        number = float(match["digits"].replace(",", ""))
        return number * _SHORT_SCALES.get((match["short"] or "").lower(), 1.0) * _SCALES.get((match["scale"] or "").lower(), 1.0)
    return _spelled(match["spelled"])


def _spelled(words: str) -> float:
    """Read "two hundred and forty", "half a million", "a dozen".

    >>> _spelled("two hundred and forty-one"), _spelled("half a million"), _spelled("three million two hundred thousand")
    (241.0, 500000.0, 3200000.0)
    """
    total, group = 0.0, 0.0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in _UNITS or word in _TENS:
            group += _UNITS.get(word, 0) + _TENS.get(word, 0)
        elif word == "half":
            group = 0.5
        elif word in {"hundred", "dozen"}:
            group = (group or 1.0) * _SCALES[word]
        elif word in _SCALES:
            total, group = total + (group or 1.0) * _SCALES[word], 0.0
    return total + group


def _plain(words: str) -> float:
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", words)
    if digits is None:
        return _spelled(words)
    return float(digits.group().replace(",", "").rstrip(".")) * _tail_scale(words)


def _tail_scale(words: str) -> float:
    tail = re.search(r"[a-z]+$", words.lower())
    if tail is None or not re.search(r"\d", words):
        return 1.0
    return _SCALES.get(tail.group()) or _SHORT_SCALES.get(tail.group(), 1.0)


def _kind(text: str, match: re.Match[str]) -> tuple[Kind, str]:
    after = (match["after"] or "").lower().strip(" -")
    if after.startswith(("%", "per", "pc")):
        return "percent", "point" if "point" in after else ""
    if "old" in after:
        return "age", "year"
    if match["twice"] or after.startswith(("times", "fold")):
        return "times", ""
    if match["currency"]:
        return "money", _CURRENCIES[match["currency"].lower()]
    if _BEFORE_AGE.search(text[max(0, match.start() - 6) : match.start()]) or (
        text.startswith(", ", match.start() - 2) and text.startswith(",", match.end())
    ):
        return "age", "year"
    following = _AFTER_NUMBER.match(text, match.end())
    word = following.group(1).lower() if following else ""
    money = _MONEY.match(word)
    if money and not word.startswith("pound") and not match["none"]:
        return "money", money.group(1)
    if word in _MEASURES:
        return "measure", _MEASURES[word]
    return "count", ""


def _exactness(match: re.Match[str]) -> Exactness:
    if match["least"] or re.search(r"more|above|over", match["after"] or ""):
        return "at least"
    if match["most"]:
        # "as many as 40", "up to 40" are mostly read as 40; as a bound they would agree with anything below.
        return "at most"
    return "about" if match["about"] or match["loose"] else "exact"
