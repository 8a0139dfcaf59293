"""Text -> the words that dates are made of, each with a kind of one letter: a grammar is then a regular expression over kinds.

Grammars are written with the names of kinds and translated by `pattern`; a word that no date is made of is of the kind `other`.
Reading is linear in the length of the text.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from reportedly.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Word", "kind", "pattern", "time_words"]

#: The words of each kind. The value of a word is its place in the line, from the number given; forms joined by "|" share a place.
_LINES: tuple[tuple[str, int, str], ...] = (
    ("month", 1, "january|jan february|feb march|mar april|apr may june|jun july|jul"),
    ("month", 8, "august|aug september|sept|sep october|oct november|nov december|dec"),
    ("weekday", 0, "monday tuesday wednesday thursday friday saturday sunday"),
    ("short", 0, "mon tue|tues wed thu|thur|thurs fri sat sun"),
    ("season", 0, "spring summer autumn|fall winter"),
    ("weekend", 0, "weekend"),
    ("part", 0, "morning noon|midday afternoon evening night midnight"),
    ("deictic", 0, "yesterday today|tonight tomorrow overnight"),
    ("decade", 0, "- - twenties thirties forties fifties sixties seventies eighties nineties"),
    ("number", 1, "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"),
    ("number", 17, "seventeen eighteen nineteen twenty"),
    ("one", 1, "a|an"),
    ("vague", 0, "few|several|many|some couple|dozen|dozens|hundreds"),
    ("ordinal", 1, "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"),
    ("ordinal", 15, "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"),
    ("days", 1, "day days"),
    ("weeks", 1, "week weeks"),
    ("months", 1, "month months"),
    ("quarters", 1, "quarter quarters"),
    ("years", 1, "year years"),
    ("decades", 1, "decade decades"),
    ("centuries", 1, "century centuries"),
    ("hours", 1, "hour|minute|moment hours|minutes|moments"),
    ("the", 0, "the"),
    ("last", 0, "last past latest"),
    ("next", 0, "next coming|upcoming"),
    ("this", 0, "this current"),
    ("near", 0, "previous|preceding|prior following|subsequent same"),
    ("recent", 0, "recent"),
    ("every", 0, "every|each"),
    ("ago", 0, "ago"),
    ("before", 0, "before"),
    ("after", 0, "after"),
    ("earlier", 0, "earlier"),
    ("later", 0, "later"),
    ("edge", 1, "early mid|middle late"),
    ("border", 1, "beginning|start|opening midst|height end|close"),
    ("half", 0, "half"),
    ("of", 0, "of"),
    ("in", 0, "in|on|at|over|during|within|throughout|around|about|circa|for|as"),
    ("from", 0, "from"),
    ("between", 0, "between"),
    ("and", 0, "and|&"),
    ("to", 0, "to"),
    ("until", 0, "until|till|til through|thru"),
    ("since", 0, "since"),
    ("by", 0, "by"),
    ("will", 0, "will|shall|would|ll scheduled|expected|due|slated|plans|intends"),
    ("was", 0, "was|were|had|did|has|have"),
    ("say", 0, "say|says|said|tell|tells|told|announced|warned|added|claimed|insisted|reported|wrote|argued|confirmed|denied|according"),
    ("that", 0, "that"),
    ("which", 0, "who|which"),
    ("new", 0, "new"),
    ("feast", 0, "christmas"),
    ("eve", 0, "eve"),
    ("comma", 0, ","),
    ("dash", 0, "-|‐|‑|–"),
    ("slash", 0, "/"),
    ("stop", 0, '.|!|?|;|"|“|”|—|:|('),
)
#: Kinds that no word list makes: numbers by their shape, and everything else.
_SHAPED = ("year", "era", "digits", "dotted", "q", "possessive", "other")
_FIRST_LETTER = 0x4E00  # one of the many letters that mean nothing in a regular expression
_KINDS: Mapping[str, str] = MappingProxyType(
    {name: chr(_FIRST_LETTER + place) for place, name in enumerate(dict.fromkeys((*(name for name, _, _ in _LINES), *_SHAPED)))}
)
_CAPITAL = frozenset(_KINDS[name] for name in ("month", "weekday", "short", "feast"))
_LEXICON: Mapping[str, tuple[str, int]] = MappingProxyType(
    {
        form: (_KINDS[name], first + place)
        for name, first, line in _LINES
        for place, forms in enumerate(line.split())
        for form in forms.split("|")
    }
)
_ABBREVIATED = frozenset(
    form for form, (letter, _) in _LEXICON.items() if letter == _KINDS["short"] or (letter == _KINDS["month"] and len(form) <= len("sept"))
)
_OTHER = _KINDS["other"]
_TOKEN = re.compile(
    r"[0-9]+(?:[.:][0-9]+|,[0-9]{3}(?![0-9]))*(?:st|nd|rd|th|s)?"  # 15, 15th, 1980s, and 1,500 or 7:15 as one
    r"|[Qq][1-4](?![^\W_])"
    r"|['’](?:[0-9]{2}s?|s)(?![^\W_])"  # '89, '80s, Sunday's
    r"|[^\W\d_]+|\S"
)
_ORDINAL = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)")
_DECADE = re.compile(r"['’]?([0-9]{4}|[0-9]{2})s")
_DOTTED = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}")
_YEARS = range(1000, 2200)
_DAYS = range(1, 32)
_LONGEST_DAY = 2
_LONGEST_NUMBER = 4
_LONGEST_GAP = 3


class Word(NamedTuple):
    """A word or mark in the text: its range, its kind (a letter, see `kind`), and what it counts or names (0 where nothing).

    Of a number the value is the number, of a dotted date 20210815; of a name its place in its line (January 1, Monday 0).
    """

    span: Span
    kind: str
    value: int


def kind(name: str) -> str:
    """Return the letter of a kind by its name in grammars."""
    return _KINDS[name]


def pattern(grammar: str) -> str:
    """Translate a grammar over names of kinds into a regular expression over their letters.

    >>> import re
    >>> words = time_words("15 August 2021", Span(0, 14))
    >>> bool(re.fullmatch(pattern("the? digits of? month year"), "".join(word.kind for word in words)))
    True
    """
    return re.sub(r"[a-z]+", lambda name: _KINDS[name[0]], grammar).replace(" ", "")


def time_words(text: str, within: Span) -> tuple[Word, ...]:
    """Return the words and marks of a range in text order; a break of the paragraph, or a wide gap, is a `stop` of no width.

    Args:
        text: Any text.
        within: The range to read, in code points; ends outside the text are clipped.
    """
    return tuple(_words(text, within))


def _words(text: str, within: Span) -> Iterator[Word]:
    last, before = within.start, ""
    for found in _TOKEN.finditer(text, max(0, within.start), max(0, within.end)):
        span = Span(*found.span())
        glued = span.start == last and last > within.start and text[last - 1].isalnum() and found[0][0].isalnum()
        if span.start - last > 1 and _is_break(text[last : span.start]):
            yield Word(Span(last, last), _KINDS["stop"], 0)
        is_abbreviated = found[0] == "." and span.start == last and before in _ABBREVIATED
        last, before = span.end, found[0].lower()
        if not is_abbreviated:
            yield Word(span, _OTHER, 0) if glued else _classed(found[0], span)


def _is_break(gap: str) -> bool:
    return len(gap) > _LONGEST_GAP or gap.count("\n") > 1


def _classed(word: str, span: Span) -> Word:
    known = _LEXICON.get(word.lower())
    if known is not None and (known[0] not in _CAPITAL or word[0].isupper()):
        letter, value = known
        return Word(span, letter, value * 10 if letter == _KINDS["decade"] else value)
    return _shaped(word, span)


def _shaped(word: str, span: Span) -> Word:
    """Class a number by its shape."""
    if word[-1] == "s" and (decade := _DECADE.fullmatch(word)):
        return Word(span, _KINDS["decade"], int(decade[1]))
    if ordinal := _ORDINAL.fullmatch(word):
        return Word(span, _KINDS["ordinal"], int(ordinal[1]))
    if word[0] in "'’" and len(word) > 1:
        return Word(span, _KINDS["possessive"], 0) if word[1] == "s" else Word(span, _KINDS["era"], int(word[1:]))
    if word[0] in "Qq" and word[1:].isdecimal():
        return Word(span, _KINDS["q"], int(word[1:]))
    if _DOTTED.fullmatch(word):
        return Word(span, _KINDS["dotted"], _packed(word))
    return _numbered(word, span)


def _packed(word: str) -> int:
    """Return 20210815 for 15.08.2021."""
    day, month, year = map(int, word.split("."))
    return (year * 100 + month) * 100 + day


def _numbered(word: str, span: Span) -> Word:
    if not (word.isascii() and word.isdecimal() and len(word) <= _LONGEST_NUMBER):
        return Word(span, _OTHER, 0)
    number = int(word)
    if number in _YEARS and len(word) == _LONGEST_NUMBER:
        return Word(span, _KINDS["year"], number)
    return Word(span, _KINDS["digits" if number in _DAYS and len(word) <= _LONGEST_DAY else "number"], number)
