"""Whom an article credits: agencies in the byline, the dateline, an opening label, closing lines and copyright lines.

Names are looked up in the registry; a name that is not listed counts where its form ("Meridian Wire", "... News Agency") or its place
(in brackets after the city) shows an agency. The article's own outlet is never a credit.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from reportedly.records import Credit, Span
from reportedly.text.outlets import is_common

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportedly.records import Outlet
    from reportedly.text.outlets import Outlets

__all__ = ["credits_of", "is_credit_line"]

_Place = Literal["byline", "dateline", "line", "copyright"]

_WORD: Final = r"(?:(?:[A-Z]\.)+|[A-Z][\w&'’-]*(?:\.\w+)*)"
_NAME: Final = rf"(?:the )?{_WORD}(?: (?:(?:of|de|and|&|the) )?{_WORD}){{0,5}}"
_NAMES: Final = rf"(?:{_NAME}|(?:news |wire |press )?agenc(?:y|ies)|wires?(?: reports| services?)?|agency reports)"
_LIST: Final = rf"(?P<names>{_NAMES}(?:(?:,? and |, | & |/|; ?){_NAMES}){{0,5}})"
_STORY: Final = r"(?:report|story|article|piece|post)"
#: "RIVERMOUTH, March 3 (Meridian Wire) —"
_CITY: Final = r"[A-ZÀ-Þ][\w.'’/À-ÿ -]{0,40}(?:, ?[A-Z][\w.'’ À-ÿ-]{0,30}){0,3},?\s*(?:[—–-]\s*)?"
_DATELINE = re.compile(rf"^(?:{_CITY})?[(\[](?P<names>[^()\[\]\n]{{2,60}})[)\]]\s*[—–:-]")
#: "Press TV: A report published ..."
_LABEL = re.compile(r"^(?P<names>[A-Z][\w.'’& -]{1,40}?)\s*:\s+(?=[A-Z“\"‘])")
_COPYRIGHT = re.compile(
    rf"^\W{{0,3}}(?:©|\([cC]\)|[Cc]opyright(?:\s*©)?)\s*(?:\d{{4}}(?:\s*[-–]\s*\d{{4}})?,?\s*)?(?:by )?{_LIST}",
)
_SIGNED = re.compile(rf"^\(?\s*[—–-]{{1,3}}\s*{_LIST}\.?\s*\)?$")
_LINES: Final = (
    # with inputs from agencies
    re.compile(
        r"^\W{0,2}(?:[Ww]ith|[Aa]dditional|[Ff]urther)?(?: additional)?\s*"
        r"(?:[Ii]nputs?|[Rr]eporting|[Ff]iles?|[Mm]aterial|[Cc]ontributions?|[Ii]nformation|[Rr]eports?|[Aa]gency inputs)"
        rf"\s+(?:also )?(?:from|by)\s+{_LIST}\W{{0,3}}$"
    ),
    # Meridian Wire writer Una Holt contributed to this report
    re.compile(
        rf"^\W{{0,2}}(?:[Ww]ith )?(?:[Rr]eporting by )?(?P<names>{_NAME})"
        r" (?:staff )?(?:writers?|reporters?|journalists?|correspondents?) .{0,90}\bcontributed\b.{0,60}$"
    ),
    # the Meridian Wire's Una Holt and Odo Pell contributed to this report
    re.compile(r"^\W{0,2}(?:[Ww]ith )?(?P<names>(?:[Tt]he )?[A-Z][^\n,;:.’']{1,40})[’']s? [^\n]{2,90}?\bcontributed\b[^\n]{0,60}$"),
    re.compile(rf"^\W{{0,2}}{_LIST}(?: staff| writers?)? (?:also )?contributed (?:reporting )?to this {_STORY}\W{{0,2}}$"),
    # source: Meridian Wire; via Meridian Wire
    re.compile(rf"^\W{{0,2}}(?:[Ss]ource|[Vv]ia|[Cc]redit|[Ff]rom|[Cc]ourtesy(?: of)?|[Oo]riginal(?: source)?)s?\s*:?\s+{_LIST}\W{{0,2}}$"),
    # this article was first published by Meridian Wire
    re.compile(
        rf"^\W{{0,2}}(?:(?:[Tt]his|[Tt]he)\s+{_STORY}\s+)?(?:was\s+|has been\s+)?(?:[Oo]riginally|[Ff]irst|also)?\s*"
        rf"(?:published|appeared|produced|posted|reported|supplied|provided)\s+(?:by|in|on|at)\s+{_LIST}"
    ),
    re.compile(rf"^\W{{0,2}}(?:[Cc]ompiled|[Aa]dapted|[Rr]epublished|[Rr]eprinted)\s+(?:with permission\s+)?(?:from|by)\s+{_LIST}"),
)
#: "... the minister said. (Reuters)", "... the minister said. – AFP"
_TAIL = re.compile(rf"[.!?\"”’]\s*(?:[(\[/]\s*{_LIST}\s*[)\]/]|[—–-]+\s*{_LIST.replace('names', 'more')})\.?$")
_AGENCY_FORM = re.compile(
    r"\b(?:Wire|Newswire|News Agency|Press Agency|News Service|Wire Service|Press Association|Press Trust|Agence|Agencies|Agency)$"
    r"|^(?:news |wire |press )?agenc(?:y|ies)$|^wires?(?: reports| services?)?$|^agency reports$"
)
_SPLIT = re.compile(r",? and |, | & |/|; ?")
_BYLINE_SPLIT = re.compile(r",? and |, | & |/|; ?| [|•·–—-] | (?:with|for|via|in|of|from) |\(|\)", re.IGNORECASE)
_DATE_LIKE = re.compile(r"^\d|^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?(?: \d|$)")
#: Labels and closing lines stand in so many paragraphs from the edge.
_OPENING: Final = 3
_CLOSING: Final = 4
_LONGEST_LINE: Final = 300


def credits_of(text: str, paragraphs: tuple[Span, ...], byline: str | None, *, outlets: Outlets, own: Outlet) -> tuple[Credit, ...]:
    """Return the credits of an article, those of the byline first, then in text order.

    Args:
        text: The article's text.
        paragraphs: The spans of its paragraphs.
        byline: The byline as printed.
        outlets: The registry.
        own: The article's outlet, which is no credit of its own.
    """
    found = [*_in_byline(byline or "", outlets), *_in_text(text, paragraphs, outlets)]
    kept: dict[tuple[str, _Place], Credit] = {}
    for credit in _with_long_names(found):
        if not _is_own(credit.agency, own, outlets):
            kept.setdefault((credit.agency, credit.place), credit)
    return tuple(kept.values())


def _with_long_names(found: list[Credit]) -> Iterator[Credit]:
    """Give a short form ("Tideland") the longer name that stands beside it ("Tideland News Agency")."""
    names = sorted({credit.agency for credit in found}, key=len, reverse=True)
    for credit in found:
        yield replace(credit, agency=next((name for name in names if name.startswith(f"{credit.agency} ")), credit.agency))


def is_credit_line(paragraph: str, outlets: Outlets) -> bool:
    """Tell whether the whole of a paragraph is a credit: it stays in the text, but nothing is said in it."""
    return any(True for _ in _in_line(paragraph, 0, outlets))


def _in_byline(byline: str, outlets: Outlets) -> Iterator[Credit]:
    for part in _BYLINE_SPLIT.split(re.sub(r"^\s*by:?\s+", "", byline, flags=re.IGNORECASE)):
        if name := _agency(part.strip(), outlets):
            yield Credit(agency=name, place="byline")


def _in_text(text: str, paragraphs: tuple[Span, ...], outlets: Outlets) -> Iterator[Credit]:
    for number, span in enumerate(paragraphs):
        paragraph = span.of(text)
        if number < _OPENING:
            yield from _opening(paragraph, span.start, outlets)
        if number < _OPENING or number >= len(paragraphs) - _CLOSING:
            yield from _in_line(paragraph, span.start, outlets)
    if paragraphs:
        last = next((span for span in reversed(paragraphs) if not is_credit_line(span.of(text), outlets)), paragraphs[-1])
        yield from _named(_TAIL.search(last.of(text)), "line", last.start, lambda words: _listed_agency(words, outlets))


def _opening(paragraph: str, offset: int, outlets: Outlets) -> Iterator[Credit]:
    dateline = _DATELINE.match(paragraph)
    if dateline and not _DATE_LIKE.match(dateline["names"]):
        yield from _named(dateline, "dateline", offset, lambda words: _anything(words, outlets))
    label = _LABEL.match(paragraph)
    if label and not is_common(label["names"]) and (outlet := outlets.named(label["names"])):
        yield Credit(agency=outlet.name, place="line", words=Span(*label.span("names")).shifted(offset))


def _in_line(paragraph: str, offset: int, outlets: Outlets) -> Iterator[Credit]:
    """Yield the credits of a paragraph that is nothing but a credit."""
    if len(paragraph) > _LONGEST_LINE:
        return
    for pattern in (_COPYRIGHT, _SIGNED, *_LINES):
        place: _Place = "copyright" if pattern is _COPYRIGHT else "line"
        yield from _named(pattern.match(paragraph), place, offset, lambda words: _outlet_or_agency(words, outlets))
    bare = paragraph.strip(" .()")
    if agency := _listed_agency(bare, outlets):
        start = offset + paragraph.index(bare)
        yield Credit(agency=agency, place="line", words=Span(start, start + len(bare)))


def _named(match: re.Match[str] | None, place: _Place, offset: int, accept: Callable[[str], str | None]) -> Iterator[Credit]:
    """Yield a credit for each name of a list that `accept` knows a name for."""
    if match is None:
        return
    group = "names" if match["names"] else "more"
    for part in _parts(match[group]):
        if name := accept(part.of(match[group])):
            yield Credit(agency=name, place=place, words=part.shifted(match.start(group) + offset))


def _parts(names: str) -> Iterator[Span]:
    """Yield the names of a list, without full stops that end the line."""
    at = 0
    for start, end in [*(joint.span() for joint in _SPLIT.finditer(names)), (len(names), len(names))]:
        yield Span(at, at + len(names[at:start].rstrip(". ")))
        at = end


def _agency(words: str, outlets: Outlets) -> str | None:
    """Return the agency's name: listed, or by the form of the words."""
    listed = _listed_agency(words, outlets)
    return listed or (re.sub(r"^[Tt]he ", "", words.strip()) if _AGENCY_FORM.search(words.strip()) else None)


def _outlet_or_agency(words: str, outlets: Outlets) -> str | None:
    """Return the name of any listed outlet, or of an agency."""
    outlet = outlets.named(words)
    return outlet.name if outlet else _agency(words, outlets)


def _anything(words: str, outlets: Outlets) -> str | None:
    """Return the name of an outlet or agency, or the words themselves: their place shows what they are."""
    return _outlet_or_agency(words, outlets) or (words if words[:1].isupper() else None)


def _listed_agency(words: str, outlets: Outlets) -> str | None:
    outlet = outlets.named(words)
    return outlet.name if outlet and outlet.agency else None


def _is_own(agency: str, own: Outlet, outlets: Outlets) -> bool:
    listed = outlets.named(agency)
    return agency == own.name or agency in own.names or (listed is not None and listed.family == own.family)
