"""Words of a text -> the places where they make a time phrase, and how each is to be read.

The grammar is a list of regular expressions over the kinds of words, every repeat bounded, so finding is linear in the length of the text.
A match can still be something else ("April Jones", "the Sunday Mirror", "2000 people"): `_is_plausible` looks at the words around it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reportedly.text import time_readings as readings
from reportedly.text.time_parts import Parts, Reader
from reportedly.text.time_words import Word, kind, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Found", "found_phrases"]

_DAY = "(digits | ordinal)"
_TO = "(dash | to)"
_UNIT = "(days | weeks | months | quarters | years | decades | centuries)"
_THAT = "(last | next | this)"
_ON = "((weekday | short) comma? the?)?"
_YEAR = f"(comma? of? year | era | comma? of? {_THAT} years)"
_EDGE = "(the? (edge dash? | border of) the?)?"
_COUNT = "(one? (digits | number | one | vague) of?)"
_AFTER = "(before | after | earlier | later)"


class _Rule(NamedTuple):
    name: str
    grammar: str
    reader: Reader


#: Tried in this order at every place; of two that fit, the earlier takes the words.
_RULES = (
    _Rule("iso", "year dash digits dash digits | year slash digits slash digits", readings.iso),
    _Rule("slashed", "digits slash digits slash year", readings.slashed),
    _Rule("dotted", "dotted", readings.dotted),
    _Rule("month days", f"{_ON} month the? {_DAY} {_TO} {_DAY} (?!of? month) {_YEAR}?", readings.month_days),
    _Rule("month days", f"the? {_DAY} {_TO} the? {_DAY} of? month {_YEAR}?", readings.month_days),
    _Rule("month day", f"{_ON} (the? {_DAY} of? month | month the? {_DAY}) {_YEAR}?", readings.month_day),
    _Rule("feast", f"(feast (days | eve) | new years possessive? (days | eve)) {_YEAR}?", readings.feast),
    _Rule("month", f"{_EDGE} {_THAT}? month {_YEAR}?", readings.month),
    _Rule("quarter", f"(the? year? ordinal dash? quarters | q) {_YEAR}?", readings.quarter),
    _Rule("half", f"the? (ordinal | last) half ({_YEAR} | of the years)", readings.half),
    _Rule("season", f"{_EDGE} (the? season {_YEAR} | {_THAT} season)", readings.season),
    _Rule("weekday of week", f"weekday part? of? {_THAT} weeks | {_THAT} weeks comma? in? weekday part?", readings.weekday_of_week),
    _Rule("other day", f"the? (near | that) ({_UNIT} | weekend | weekday | part)", readings.other_day),
    _Rule("other day", f"the next (days | part) | (the | {_COUNT}) ({_UNIT} | hours) {_AFTER} (?!deictic)", readings.other_day),
    _Rule("weekday", f"(edge | (earlier | later) in?)? this? {_THAT}? weekday part?", readings.weekday),
    _Rule("window", f"the (last | next) {_COUNT}? {_UNIT} | (last | next) {_COUNT} {_UNIT}", readings.window),
    _Rule(
        "unit",
        f"(earlier | later) in the {_UNIT} | (earlier | later)? {_EDGE} (the? {_THAT} {_UNIT} | ({_THAT} | the) weekend)",
        readings.unit,
    ),
    _Rule("part", "(edge | earlier | later)? (last | this) part", readings.part),
    _Rule("deictic", "(edge | earlier | later)? ((the? days (before | after)) | part)? deictic part?", readings.deictic),
    _Rule("ago", f"{_COUNT} ({_UNIT} | hours) ago", readings.ago),
    _Rule("vague", f"({_UNIT} | hours) ago | recent {_UNIT}", readings.vague),
    _Rule("decade", f"{_EDGE} the? decade", readings.decade),
    _Rule("century", f"{_EDGE} the? ordinal dash? centuries", readings.century),
    _Rule("years", f"year {_TO} (year | digits | number)", readings.years),
    _Rule("year", f"{_EDGE} (the years)? (year | era)", readings.year),
)
_GRAMMAR = re.compile("|".join(f"(?P<r{place}>{re.sub('[(](?![?])', '(?:', pattern(rule.grammar))})" for place, rule in enumerate(_RULES)))
_LEADS = frozenset(
    kind(name) for name in ("in", "of", "by", "since", "until", "before", "after", "from", "between", "to", "and", "dash", "edge")
)
_FIRM_LEADS = frozenset(kind(name) for name in ("in", "since", "until"))
_YEAR_LEADS = frozenset((*_LEADS, *(kind(name) for name in ("the", "one", "comma", "near", "stop"))))
_LONGEST_SMALL_WORD = 3
_MODERN = range(1900, 2100)
_NEEDS_LEAD = frozenset(("march", "may", "mar", "jan", "feb", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"))
_PAPERS = frozenset(
    "times mirror telegraph express mail people post herald world independent sun star mercury tribune business sport".split()
)
_NAMED_DAYS = frozenset("bloody black ash good super cyber palm maundy easter shrove giving holy".split())
_COUNTED = frozenset("people men women children troops percent per km miles square %".split())


class Found(NamedTuple):
    """Words from `first` up to, not including, `last` that make a phrase."""

    name: str
    reader: Reader
    first: int
    last: int

    def parts(self, words: Sequence[Word]) -> Parts:
        """Return the phrase's own words."""
        return Parts(tuple(words[self.first : self.last]))


def found_phrases(text: str, words: Sequence[Word]) -> tuple[Found, ...]:
    """Return the phrases among the words of a text, in text order; none overlap."""
    return tuple(found for found in _matches(words) if _is_plausible(_Place(text, words, found)))


def _matches(words: Sequence[Word]) -> Iterator[Found]:
    for match in _GRAMMAR.finditer("".join(word.kind for word in words)):
        rule = _RULES[int((match.lastgroup or "r0")[1:])]
        yield Found(rule.name, rule.reader, *match.span())


class _Place(NamedTuple):
    """A phrase and what stands around it."""

    text: str
    words: Sequence[Word]
    found: Found

    @property
    def before(self) -> str:
        """The kind of the word before; empty at the start."""
        return self.words[self.found.first - 1].kind if self.found.first else ""

    def word(self, place: int) -> str:
        """The word at a place counted in words; empty outside."""
        return self.words[place].span.of(self.text) if 0 <= place < len(self.words) else ""

    @property
    def previous(self) -> str:
        """The word before."""
        return self.word(self.found.first - 1)

    @property
    def following(self) -> str:
        """The word after."""
        return self.word(self.found.last)

    @property
    def is_compounded(self) -> bool:
        """Whether a hyphen ties the phrase to a word that is none of time ("second quarter-final", "2000-strong")."""
        end = self.words[self.found.last - 1].span.end
        after = self.words[self.found.last + 1 : self.found.last + 2]
        return self.text[end : end + 1] == "-" and bool(after) and after[0].kind == kind("other") and after[0].span.start == end + 1

    @property
    def counts(self) -> bool:
        """Whether the word after looks like a plural or a unit, so that a number counts it."""
        word = self.following
        is_plural = word[:1].islower() and word.endswith("s") and len(word) > _LONGEST_SMALL_WORD
        return word in _COUNTED or (is_plural and self.words[self.found.last].kind == kind("other"))

    @property
    def is_alone(self) -> bool:
        """Whether the phrase is one word."""
        return self.found.last - self.found.first == 1


def _is_plausible(place: _Place) -> bool:
    """Tell whether the words around leave the phrase a time."""
    if place.before == kind("every") or place.is_compounded:
        return False
    match place.found.name:
        case "month" if place.is_alone:
            return _is_month(place)
        case "year" if place.is_alone:
            return _is_year(place)
        case "weekday":
            return _is_weekday(place)
        case "deictic":
            return not (place.word(place.found.first)[:1].isupper() and place.previous[:1].isupper())
        case "decade" if place.is_alone:
            return place.word(place.found.first)[0] in "'’12"
    return True


def _is_month(place: _Place) -> bool:
    """A month alone: not the verb, not a person's first name."""
    if len(place.words) == 1:
        return True
    if place.before not in _LEADS and place.word(place.found.first).lower() in _NEEDS_LEAD:
        return False
    return place.before in _FIRM_LEADS or not place.following[:1].isupper()


def _is_weekday(place: _Place) -> bool:
    """A weekday: not a newspaper's name, not a day with a name of its own."""
    is_paper = place.following[:1].isupper() and place.following.lower() in _PAPERS
    return not is_paper and place.previous.lower() not in _NAMED_DAYS and place.word(place.found.first - 2) != "Mail"


def _is_year(place: _Place) -> bool:
    """A number alone that is a year: after a word that goes before years, and counting nothing."""
    if (place.before and place.before not in _YEAR_LEADS) or place.following.lower() in _COUNTED:
        return False
    if place.before in _FIRM_LEADS:
        return True
    year = place.words[place.found.first]
    is_count = place.counts and place.before != kind("the")
    return not is_count and (year.value in _MODERN or year.kind == kind("era"))
