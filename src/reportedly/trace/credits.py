"""The credits of an article to the agencies it says it was taken from, and how much of it each credit speaks for.

"(Meridian) -" in the dateline and "Meridian Wire" at the end are one agency. "Meridian Wire contributed to this report" speaks for a part.
To the credits that came with the article are added datelines and signature lines further down, where a page's own furniture stood first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from reportedly.records import Credit, Derivation, Span, SpanPair
from reportedly.text.names import fold
from reportedly.text.sentences import paragraphs
from reportedly.trace.shelf import is_own

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.records import Article
    from reportedly.text.outlets import Outlets

__all__ = ["WIRE", "Credited", "credited", "wire"]

#: How the id of a source begins that is not in the library.
WIRE = "wire:"
_PART = re.compile(
    r"\b(?:contribut\w+|additional|further|with (?:files?|inputs?|material|information|reporting)|inputs? from|files? from|compiled"
    r"|first reported)\b",
    re.IGNORECASE,
)
#: "From Meridian Wire:" before what is quoted.
_BEFORE_WORDS = re.compile(r":\W*$")
#: "Source: Meridian Wire" below a table or a poll; at the end of an article it speaks for all of it.
_SOURCE = re.compile(r"\W*source", re.IGNORECASE)
#: "MERIDIAN WIRE: HARROW RESIGNS" in the middle of an article: after so many characters a label is of what follows it alone.
_LABEL_IN = 200
#: "(R-TX)", "(D-Vale)".
_SEAT = re.compile(r"[A-Z]-[A-Z][A-Za-z.]{1,8}")
#: A byline of so many names is a page's list of writers, and an agency among them, not at its end, has not written this.
_MANY_NAMES = 5
#: How far around the name a credit line is read.
_LINE = 120
#: "RIVERMOUTH, Vale (Meridian) -" at the start of a paragraph.
_DATELINE = re.compile(r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,40}(?:, [\w.' ]{2,30}){0,2}\s)?\(([A-Z][\w&. -]{1,40})\)\s*(?:--|[—–-])")
#: "Ann Reeve and Tom Sill, Meridian Wire", "By Ann Reeve, Meridian Wire": one short paragraph that ends with the name.
_SIGNATURE = re.compile(r"(?:[Bb]y )?[A-Z][\w.’'-]*(?: (?:and |de |van |von )?[A-Z][\w.’'-]*){1,7}\s?, ([A-Z][\w&. -]{1,40})")
#: "Copyright 2031 Meridian Wire" at the start of a paragraph.
_COPYRIGHT = re.compile(r"(?:©|[Cc]opyright)(?: ©)? ?(?:\d{4} )?(?:[Bb]y )?(?:[Tt]he )?([A-Z][\w&-]*(?: [A-Z][\w&-]*){0,3})(?=[.,;]|$)")
#: A paragraph that is nothing but a name.
_ALONE = re.compile(r"(?:[Bb]y )?(?:[Tt]he )?([A-Z][\w&. -]{1,40})")
#: Signatures stand among the first so many paragraphs; datelines too, with more furniture before them.
_SIGNED_IN = 8
_DATELINE_IN = 40


@dataclass(frozen=True, slots=True)
class Credited:
    """An agency that an article credits; `whole` when the article says it is the agency's, not only that the agency helped."""

    agency: str
    whole: bool
    words: tuple[Span, ...]

    def derivation(self, to: str) -> Derivation:
        """Return what the credit alone shows."""
        evidence = tuple(SpanPair(None, span) for span in sorted(self.words))
        return Derivation(source=wire(self.agency), to=to, kind="credit", certain=True, whole=self.whole, evidence=evidence)


def wire(name: str) -> str:
    """Return the id that stands for an agency whose own text is not in the library."""
    return WIRE + name


def credited(article: Article, outlets: Outlets) -> tuple[Credited, ...]:
    """Return the agencies that the article credits, by name; never its own outlet."""
    groups: dict[str, list[Credit]] = {}
    found = [c for c in (*article.credits, *_in_text(article.text, outlets)) if not _is_of_the_page(c, article.byline or "")]
    for credit in sorted(found, key=lambda c: (-len(fold(c.agency)), c.agency, c.words or (0, 0))):
        if not is_own(credit.agency, article.outlet, outlets):
            known = next((name for name in groups if _is_short_for(credit.agency, name, outlets)), credit.agency)
            groups.setdefault(known, []).append(credit)
    return tuple(_credited(article, name, group, outlets) for name, group in sorted(groups.items()))


def _credited(article: Article, name: str, group: list[Credit], outlets: Outlets) -> Credited:
    listed = outlets.named(name)
    words = tuple(sorted({credit.words for credit in group if credit.words is not None}))
    return Credited(listed.name if listed else name, any(_is_whole(article.text, credit) for credit in group), words)


def _in_text(text: str, outlets: Outlets) -> Iterator[Credit]:
    for number, paragraph in enumerate(paragraphs(text)[:_DATELINE_IN]):
        if dateline := _DATELINE.match(text, paragraph.start, paragraph.end):
            yield _credit(dateline, "dateline", outlets)
        if (alone := _ALONE.fullmatch(text, paragraph.start, paragraph.end)) and _is_agency(alone[1], outlets):
            yield _credit(alone, "line", outlets)
        signature = _SIGNATURE.fullmatch(text, paragraph.start, paragraph.end) if number < _SIGNED_IN else None
        if signature and outlets.named(signature[1]) is not None:
            yield _credit(signature, "byline", outlets)
        if (owner := _COPYRIGHT.match(text, paragraph.start, paragraph.end)) and outlets.named(owner[1]) is not None:
            yield _credit(owner, "copyright", outlets)


def _credit(match: re.Match[str], place: Literal["byline", "dateline", "line", "copyright"], outlets: Outlets) -> Credit:
    listed = outlets.named(match[1])
    return Credit(agency=listed.name if listed else match[1], place=place, words=Span(*match.span(1)))


def _is_agency(words: str, outlets: Outlets) -> bool:
    listed = outlets.named(words)
    return listed is not None and listed.agency


def _is_short_for(short: str, name: str, outlets: Outlets) -> bool:
    """Tell whether the two are one agency: the registry says so, or the one begins with all the words of the other ("Meridian")."""
    one, other = outlets.named(short), outlets.named(name)
    if one is not None and other is not None:
        return one.family == other.family
    few, many = fold(short).split(), fold(name).split()
    return few == many[: len(few)]


def _is_of_the_page(credit: Credit, byline: str) -> bool:
    """Whether what looks like a credit is none: a name among a page's writers, or a member's party and state."""
    names = [fold(name) for name in byline.split(",")]
    if _SEAT.fullmatch(credit.agency):
        return True
    return credit.place == "byline" and credit.words is None and len(names) >= _MANY_NAMES and fold(credit.agency) in names[:-1]


def _is_whole(text: str, credit: Credit) -> bool:
    if credit.words is None or credit.place == "dateline":
        return True
    start = text.rfind("\n", max(0, credit.words.start - _LINE), credit.words.start) + 1 or max(0, credit.words.start - _LINE)
    end = text.find("\n", credit.words.end, credit.words.end + _LINE)
    line = text[start : end if end >= 0 else credit.words.end + _LINE]
    is_part = credit.place == "line" and any(
        (
            _BEFORE_WORDS.search(line),
            _SOURCE.match(line) and text[credit.words.end :].strip(" .\n"),
            start > _LABEL_IN and text.startswith(":", credit.words.end),
        )
    )
    return not is_part and not _PART.search(line)
