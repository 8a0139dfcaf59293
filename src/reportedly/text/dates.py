"""English news text -> its date and time phrases, each read as days, or left open with the reason.

`time_grammar` finds the phrases, `time_readings` reads each from the published day; here they are joined ("from X to Y", "since X"). Clock
times are not read, and durations ("three days", "two-year") are no phrases. A bare weekday, or a date without a year, is the last one up to
the published day, as news has it, unless the words around speak of what is to come, or it would lie more than ten months back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from reportedly.records import Span
from reportedly.text.time_grammar import Found, found_phrases
from reportedly.text.time_parts import AS_WRITTEN, Reading, View, read
from reportedly.text.time_words import kind, time_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportedly.text.periods import Period
    from reportedly.text.time_words import Word

__all__ = ["Tense", "TimePhrase", "day_of", "same_time", "time_phrases"]

Tense = Literal["past", "future"]

_STOP, _COMMA, _SAY, _WILL, _WAS, _WHICH = (kind(name) for name in ("stop", "comma", "say", "will", "was", "which"))
_TO, _UNTIL, _DASH, _AND, _FROM, _BETWEEN = (kind(name) for name in ("to", "until", "dash", "and", "from", "between"))
_IN, _POSSESSIVE = kind("in"), kind("possessive")
#: Words before a phrase that leave one side of it open.
_SIDES: Mapping[str, str] = MappingProxyType({kind(name): name for name in ("since", "until", "by", "before", "after")})
#: Phrases that every year has once: where they stand beside one with a year, that year gives theirs.
_IN_YEARS = frozenset(("month day", "month days", "month", "quarter", "season", "feast", "weekday"))
_WORDS_BACK, _WORDS_AHEAD = 12, 8
_ONE = timedelta(days=1)
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])")
_PAST = re.compile(r"...ed\Z|\A(?:came|began|fell|took|died|went|left|won|lost|met|held|struck|broke|rose)\Z")
_YEARLESS = re.compile(r"--[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A date or time phrase of a text and the days it means.

    Both ends are None where the phrase stays open; one end alone is None where the phrase is open to that side ("since mid-August").
    """

    #: The phrase itself; "since", "until", "by", "before", "after", "from" and "between" belong to it, "on", "in" and "at" do not.
    words: Span
    #: First day, ISO 8601.
    start: str | None
    #: Last day, ISO 8601; it belongs to the phrase.
    end: str | None
    #: How it was read ("the Sunday on or before 2021-10-10"), or why it stays open ("no published date").
    how: str
    #: What the words alone say, for comparing phrases that stay open: "--08-15" for August 15 of no year, else the words in lower case.
    form: str = ""

    @property
    def is_open(self) -> bool:
        """Whether no day could be found."""
        return self.start is None and self.end is None


def day_of(published: str | None) -> date | None:
    """Return the day of an ISO 8601 date or date-time as it is written, its zone left aside; None where it does not begin with one.

    >>> day_of("2021-10-10T23:30:00-05:00")
    datetime.date(2021, 10, 10)
    """
    found = _ISO_DAY.match(published or "")
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def time_phrases(
    text: str, *, published: str | None = None, within: Span | None = None, tense: Tense | None = None
) -> tuple[TimePhrase, ...]:
    """Return the time phrases of a text, in text order; none overlap.

    Args:
        text: Any text.
        published: The day to read from, as an ISO 8601 date or date-time; without one, relative and year-less phrases stay open.
        within: The range to read, in code points; the whole text by default.
        tense: Whether the phrases speak of the past or of what is to come; by default the words around each decide.
    """
    words = time_words(text, within or Span(0, len(text)))
    page = _Page(text, words, day_of(published), tense)
    return tuple(page.phrase(joined) for joined in _joined(words, found_phrases(text, words)))


def same_time(left: TimePhrase, right: TimePhrase) -> bool | None:
    """Tell whether two phrases can mean the same time: whether their days overlap; None where that cannot be known.

    Two open phrases of the same words are the same time ("on Sunday", twice); two different days of the year are not, whatever the year.
    """
    if not (left.is_open or right.is_open):
        return (left.start or "") <= (right.end or "~") and (right.start or "") <= (left.end or "~")
    one, other = _day_of_year(left), _day_of_year(right)
    if one and other and one != other:
        return False
    return True if left.is_open and right.is_open and left.form and left.form == right.form else None


def _day_of_year(phrase: TimePhrase) -> str | None:
    if phrase.is_open:
        return phrase.form if _YEARLESS.fullmatch(phrase.form) else None
    return f"-{phrase.start[4:]}" if phrase.start and phrase.start == phrase.end else None


class _Days(NamedTuple):
    start: date | None
    end: date | None
    how: str


class _Joined(NamedTuple):
    """A phrase with the word that leaves a side of it open ("since", ...; else ""), or two that are the ends of one."""

    side: str
    first: int
    one: Found
    other: Found | None = None

    @property
    def last(self) -> int:
        """The place after its last word."""
        return (self.other or self.one).last


def _joined(words: Sequence[Word], found: tuple[Found, ...]) -> Iterator[_Joined]:
    taken = False
    for place, one in enumerate(found):
        other = found[place + 1] if place + 1 < len(found) else None
        if taken:
            taken = False
            continue
        lead = words[one.first - 1].kind if one.first else ""
        if other is not None and _is_span(words, lead, one, other):
            taken = True
            yield _Joined("", one.first - (lead in {_FROM, _BETWEEN}), one, other)
            continue
        side = "" if _kind_at(words, one.last) == _POSSESSIVE else _SIDES.get(lead, "")
        yield _Joined(side, one.first - bool(side), one)


def _kind_at(words: Sequence[Word], place: int) -> str:
    return words[place].kind if 0 <= place < len(words) else ""


def _is_span(words: Sequence[Word], lead: str, one: Found, other: Found) -> bool:
    if other.first - one.last != 1:
        return False
    join = words[one.last].kind
    if join == _AND:
        return lead == _BETWEEN
    return join in {_TO, _UNTIL, _DASH} and (lead == _FROM or one.name == other.name)


@dataclass(frozen=True, slots=True)
class _Page:
    """What phrases are read from."""

    text: str
    words: Sequence[Word]
    now: date | None
    tense: Tense | None

    def phrase(self, joined: _Joined) -> TimePhrase:
        """Read one phrase."""
        words = Span(self.words[joined.first].span.start, self.words[joined.last - 1].span.end)
        view = View(self.now, future=self._future(joined))
        days = self._span(joined.one, joined.other, view) if joined.other else self._side(joined, view)
        form = " ".join(self.words[place].span.of(self.text).lower() for place in range(joined.first, joined.last))
        if not (joined.side or joined.other):
            form = self._yearless(joined.one) or form
        return TimePhrase(words, _written(days.start), _written(days.end), days.how, form)

    def _read(self, found: Found, view: View) -> Reading:
        return read(found.reader, found.parts(self.words), view)

    def _side(self, joined: _Joined, view: View) -> _Days:
        """Read a phrase that may leave one side open."""
        period, how = self._read(joined.one, view)
        if period is None:
            return _Days(None, None, how)
        try:
            return _on_side(joined.side, period, how)
        except OverflowError:
            return _Days(None, None, "no such date")

    def _span(self, one: Found, other: Found, view: View) -> _Days:
        """Read two ends; an end that tells no year of its own is read from the other end."""
        first, last = self._read(one, View(None)), self._read(other, View(None))
        if first.period is not None and last.period is None:
            last = self._read(other, View(first.period.end, future=True) if other.name in _IN_YEARS else view)
        elif last.period is None:
            last = self._read(other, view)
        if first.period is None:
            first = self._read(one, View(last.period.start, future=False) if last.period and one.name in _IN_YEARS else view)
        if first.period is None or last.period is None:
            return _Days(None, None, last.how if last.period is None else first.how)
        if first.period.start > last.period.end:
            return _Days(None, None, "the ends are in the wrong order")
        one_how, other_how = ("what is written" if end.how == AS_WRITTEN else end.how for end in (first, last))
        how = first.how if first.how == last.how else f"from {one_how}, to {other_how}"
        return _Days(first.period.start, last.period.end, how)

    def _yearless(self, found: Found) -> str | None:
        """Return "--08-15" for a day of no year."""
        parts = found.parts(self.words)
        days = (*parts.values("digits"), *parts.values("ordinal"))
        if found.name != "month day" or not days or parts.has("year", "era", "years"):
            return None
        return f"--{parts.values('month')[0]:02}-{days[0]:02}"

    def _future(self, joined: _Joined) -> bool | None:
        """Tell whether the words around speak of what is to come (True) or of what was (False); None where they do not tell."""
        if self.tense is not None:
            return self.tense == "future"
        if self._will_comes_before(joined.first):
            return True
        has_was = self._was_comes_before(joined.first)
        if joined.side in {"until", "by"}:
            return not has_was
        if self._opens_sentence(joined.first) and self._will_follows(joined.last):
            return True
        return False if has_was or joined.side in {"since", "after"} else None

    def _will_comes_before(self, first: int) -> bool:
        """Tell whether "will" and the like stand before, in the same clause: not beyond a verb of saying, nor in a relative clause."""
        has_comma = False
        for place in range(first - 1, max(-1, first - 1 - _WORDS_BACK), -1):
            letter = self.words[place].kind
            if letter in {_STOP, _SAY}:
                return False
            has_comma = has_comma or letter == _COMMA
            if letter == _WILL and not (has_comma and _kind_at(self.words, place - 1) == _WHICH):
                return True
        return False

    def _was_comes_before(self, first: int) -> bool:
        """Tell whether a verb of the past stands before, in the same sentence."""
        for word in reversed(self.words[max(0, first - _WORDS_BACK) : first]):
            if word.kind == _STOP:
                return False
            if word.kind == _WAS or _PAST.search(word.span.of(self.text)):
                return True
        return False

    def _opens_sentence(self, first: int) -> bool:
        before = first - 1 - (_kind_at(self.words, first - 1) == _IN)
        return before < 0 or self.words[before].kind == _STOP

    def _will_follows(self, last: int) -> bool:
        for word in self.words[last : last + _WORDS_AHEAD]:
            if word.kind in {_STOP, _SAY}:
                return False
            if word.kind == _WILL:
                return True
        return False


def _written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _on_side(side: str, period: Period, how: str) -> _Days:
    """Leave the side open that the word before the phrase leaves open."""
    match side:
        case "since":
            return _Days(period.start, None, f"from {how} on")
        case "after":
            return _Days(period.end + _ONE, None, f"after {how}")
        case "until" | "by":
            return _Days(None, period.end, f"up to {how}")
        case "before":
            return _Days(None, period.start - _ONE, f"before {how}")
        case _:
            return _Days(period.start, period.end, how)
