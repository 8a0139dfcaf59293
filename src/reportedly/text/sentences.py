"""Text to paragraphs and sentences, as spans.

A paragraph is what stands between blank lines (or line breaks, where the text has no blank lines). Sentences end at a full stop,
question or exclamation mark that is not part of an abbreviation, an initial or a number, together with the quotation marks and
brackets that close behind it. The rules are for English news.
"""

from __future__ import annotations

import re

from reportedly.records import Span

__all__ = ["paragraphs", "sentence_at", "sentences", "words"]

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n+")
_END = re.compile(r"[.?!…]+[\"'”’)\]»]*(?=\s|$)")
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_LAST_WORD = re.compile(r"[\w.’'&-]+$")
_OPENER = "\"'“‘([«—–-"

#: Words that take a full stop and usually have something behind them.
_ABBREVIATIONS = frozenset(
    """adm apr assoc aug ave blvd brig capt cmdr co col corp cpl cpt dec dept dr ed est etc feb ft gen gov govt hon inc jan jr jul jun lt
    ltd maj mar messrs mr mrs ms mt no nov oct op pres prof pvt rep reps rev sen sens sep sept sgt sr st supt univ vol vs e.g i.e u.s
    u.k u.n d.c a.m p.m approx fig pp ret""".split()
)
#: Those of them that end a sentence as often as not: what follows decides.
_MAY_END = frozenset("co corp inc ltd jr sr etc u.s u.k u.n d.c".split())
#: An hour ends a sentence unless a day, a month or a zone follows ("at 9 a.m. Sunday", "at 9 a.m. Eastern").
_HOURS = frozenset({"a.m", "p.m"})
_OF_HOURS = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October
    November December Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr Aug Sept Oct Nov Dec Eastern Central Mountain Pacific Atlantic
    Greenwich GMT UTC BST EST EDT ET CT PT CET Local""".split()
)
#: Words that begin a sentence rather than carry on a name.
_STARTERS = frozenset(
    """the a an he she it they we i you this that these those there but and in on at for as if when while after before however
    his her its their our my no not so yet to by from with what who why how one two some many more most other others""".split()
)


def paragraphs(text: str) -> tuple[Span, ...]:
    r"""Return the spans of the paragraphs, without surrounding white space; line breaks divide where there are no blank lines.

    >>> [s.of("One.\n\nTwo.") for s in paragraphs("One.\n\nTwo.")]
    ['One.', 'Two.']
    """
    divider = _BLANK_LINE if _BLANK_LINE.search(text.strip()) else _LINE
    found = []
    start = 0
    for match in divider.finditer(text):
        found.append(_trimmed(text, start, match.start()))
        start = match.end()
    found.append(_trimmed(text, start, len(text)))
    return tuple(span for span in found if span.start < span.end)


def sentences(text: str) -> tuple[Span, ...]:
    """Return the spans of the sentences in order; none crosses a paragraph, none is empty.

    >>> text = 'Dr. A. Ruiz left. "Why now?" she asked. He did not say.'
    >>> [s.of(text) for s in sentences(text)]
    ['Dr. A. Ruiz left.', '"Why now?" she asked.', 'He did not say.']
    """
    return tuple(sentence for paragraph in paragraphs(text) for sentence in _within(text, paragraph))


def sentence_at(spans: tuple[Span, ...], offset: int) -> Span | None:
    """Return the span that holds the offset, or the last one that begins before it; None before the first."""
    found = None
    for span in spans:
        if span.start > offset:
            break
        found = span
    return found


def words(text: str) -> tuple[Span, ...]:
    """Return the spans of the words: letters and digits, with inner apostrophes and hyphens, no punctuation."""
    return tuple(Span(*m.span()) for m in _WORD.finditer(text))


def _within(text: str, paragraph: Span) -> list[Span]:
    found = []
    start = paragraph.start
    for match in _END.finditer(text, paragraph.start, paragraph.end):
        if match.start() >= start and _ends(text, start, match, paragraph.end):
            found.append(_trimmed(text, start, match.end()))
            start = match.end()
    found.append(_trimmed(text, start, paragraph.end))
    return [span for span in found if span.start < span.end]


def _ends(text: str, start: int, match: re.Match[str], limit: int) -> bool:
    """Whether the mark ends a sentence: what stands before it and what comes next decide."""
    following = text[match.end() : min(match.end() + 40, limit)].lstrip()
    if not following:
        return True
    first = following.lstrip(_OPENER)[:1]
    if first.islower():
        return False
    if not match.group().startswith(".") or match.group().startswith(".."):
        return True
    before = _LAST_WORD.search(text, max(start, match.start() - 30), match.start())
    last = before.group().strip("’'").lower() if before else ""
    next_word = re.match(r"[\w’']*", following.lstrip(_OPENER))
    starts_anew = bool(next_word) and next_word.group().lower() in _STARTERS if next_word else False
    if last in _HOURS:
        return not next_word or next_word.group() not in _OF_HOURS
    if last in _MAY_END:
        return starts_anew or following[0] in _OPENER
    if last in _ABBREVIATIONS:
        return False
    if len(last) == 1 and last.isalpha():
        return starts_anew and last == "i"
    return not (re.fullmatch(r"(?:[a-z]\.)+[a-z]", last) and not starts_anew)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
