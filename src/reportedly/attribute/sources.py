"""Which words are the source of a cue, where the tagger's first choice is not the one the sentence gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.attribute.cues import PUT_FORWARD
from reportedly.records import Span
from reportedly.text.sentences import words

if TYPE_CHECKING:
    from reportedly.attribute.relate import Layout
    from reportedly.attribute.tag import Frame
    from reportedly.records import Spans

__all__ = ["claimant", "source_of"]

_IN_PAPER = re.compile(r"\b[Ii]n\s+(?:an?|the|his|her|its|their|\w+[’']s)?\s*(?:\w+\s+){0,2}$")
_SOURCE_ENDS = re.compile(
    r"^[\s,;:—–-]+|(?:\s+(?:of|to|that|for|in|by|has|had|have|is|was|were|are|(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:this|last) week)|[\s,;:—–-]+)+$"
)
_NOUN_PHRASE = (
    r"(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ne|[Tt]wo|[Tt]hree)\s+(?:[\w’'\-]+\s+){0,3}?[\w’'\-]+|[Hh]e|[Ss]he|[Tt]hey|[Ii]t"
    r"|[A-ZÀ-Þ][\w’'.\-]+(?:\s+[A-ZÀ-Þ][\w’'.\-]+){0,3})"
)
_BEHIND_QUOTE = re.compile(rf"[\"”’',]\s+(?P<who>{_NOUN_PHRASE})\s+$")
_CLAUSE = re.compile(
    rf"\b(?:but|while|whereas|although|though|and)\s+(?P<who>{_NOUN_PHRASE}(?:,\s[A-ZÀ-Þ][^,;.]{{2,40}}(?=,))?|(?:[a-z][\w\-]*\s+){{0,2}}(?:[a-z]\w+[^s\W]s|people|police|staff)),?\s+$"
)
_QUOTED = re.compile(r"\bquoted as (?:saying|having said)|\bheard (?:to say|saying)", re.IGNORECASE)
_BY = re.compile(
    rf"^\s*(?:(?:an?|the|any|all|these|those|recent|media)\s+)*(?:{PUT_FORWARD})?\s*(?:made\s+)?(?:by|from|of|in)\s+(?P<who>[^.;:]{{2,80}}?),?\s*(?:that\s*)?$",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"(?:[Tt]he )?[A-ZÀ-Þ][\w&\-]*(?: [A-ZÀ-Þ][\w&\-]*){0,3}[’']s $")
_APPOSED = re.compile(r"(?:an?|the|its|his|her|their|who)\s[^,.;]+$")
_NAME_FIRST = re.compile(r"[\"“]?(?P<who>[A-ZÀ-Þ][\w’'.\-]+(?:\s+[A-ZÀ-Þ][\w’'.\-]+){1,3}),\s+(?:\d{1,3},\s+)?")
#: More words between source and cue are another clause.
_NEAR = 4


def source_of(frame: Frame, cue: Span, content: Spans, layout: Layout) -> Span | None:
    """Return the source of a frame's cue, None where the text names none.

    The tagger's choice stands, unless the sentence itself has a noun phrase in the place of the subject: right before the cue behind a
    quotation, between an earlier source and the cue, or as the subject of "was quoted as saying".
    """
    text = layout.text
    if _QUOTED.search(cue.of(text)) and not frame.source:
        return next((s for s in content[:1] if s.end <= cue.start and len(words(s.of(text))) <= 8 and len(content) > 1), None)  # noqa: PLR2004
    chosen = _nearest(frame, cue, text)
    between = _between(chosen, cue, content, layout) or _taking_over(chosen, cue, text)
    if between:
        return between
    sentence = layout.sentence(cue.start)
    if chosen and (not chosen.overlaps(sentence) or any(s.overlaps(chosen) for s in content)):
        behind = _BEHIND_QUOTE.search(text[sentence.start : cue.start])
        return Span(*behind.span("who")).shifted(sentence.start) if behind else chosen
    return _with_name(_speaking(_without_ends(_with_house(chosen, text), text), cue, text), sentence, text) if chosen else None


def _with_house(source: Span, text: str) -> Span:
    """The source with whose it is, where a name follows the possessive of another ("the Orrin Post's Ines Tarr")."""
    if not text[source.start : source.start + 1].isupper():
        return source
    house = _HOUSE.search(text, max(0, source.start - 60), source.start)
    return Span(house.start(), source.end) if house else source


def _with_name(source: Span, sentence: Span, text: str) -> Span:
    """The source with the name in whose apposition it stands, where a sentence begins with both ("Ines Tarr, a nurse, said")."""
    if not _APPOSED.match(source.of(text)) or not text.startswith(",", source.end):
        return source
    name = _NAME_FIRST.fullmatch(text, sentence.start, source.start)
    return Span(name.start("who"), source.end) if name else source


def claimant(cue: Span, source: Span | None, content: Spans, text: str) -> Span | None:
    """Return who made the claim that a cue denies ("denied claims by Z that P"); None where nobody is named."""
    match = _BY.match(text[cue.end : content[0].start]) if content[0].start > cue.end else None
    if not match:
        return None
    who = _without_ends(Span(*match.span("who")).shifted(cue.end), text)
    return who if who != source else None


def _nearest(frame: Frame, cue: Span, text: str) -> Span | None:
    """Of several sources the one right before the cue, else the surest."""
    before = [s for s in frame.source if s.end <= cue.start and len(words(text[s.end : cue.start])) <= _NEAR]
    return before[-1] if before else (frame.source[0] if frame.source else None)


def _taking_over(chosen: Span | None, cue: Span, text: str) -> Span | None:
    """The subject of a clause that begins behind the chosen source ("A insisted P but officials said")."""
    match = _CLAUSE.search(text[chosen.end : cue.start]) if chosen and chosen.end < cue.start else None
    return Span(*match.span("who")).shifted(chosen.end) if chosen and match else None


def _between(chosen: Span | None, cue: Span, content: Spans, layout: Layout) -> Span | None:
    """A stretch called content that ends right before the cue, behind the source of another clause: it is the cue's subject."""
    if chosen is None or chosen.end > cue.start or len(content) < 2:  # noqa: PLR2004  one content is before or behind the cue, not both
        return None
    text = layout.text
    for span in content:
        gap = text[span.end : cue.start]
        if chosen.end <= span.start and span.end <= cue.start and not gap.strip(" ,") and content[-1].start >= cue.end:
            clause = re.search(
                r"(?:\bwhile|\bbut|\band|\bwhereas|[,;])\s+(?P<who>(?:the|an?|his|her|its|their)?\s*[^,;]*)$", text[chosen.end : span.start]
            )
            start = chosen.end + clause.start("who") if clause else span.start
            return _without_ends(Span(start, span.end), text)
    return None


def _without_ends(source: Span, text: str) -> Span:
    """The source without joints at its ends; a lone article gets the words behind it."""
    start, end = source
    if source.of(text).casefold() in {"the", "a", "an"}:
        noun = re.match(
            r"\s+(?:[\w’'\-]+\s){0,3}?[\w’'\-]+(?=\s+(?:said|says|say|told|tells|added|adds|warned|\w+ed)\b|[,.])", text[end : end + 80]
        )
        return Span(start, end + noun.end()) if noun else source
    for match in _SOURCE_ENDS.finditer(source.of(text)):
        if match.start() == 0:
            start = source.start + match.end()
        else:
            end = source.start + match.start()
    return Span(start, end) if start < end else source


def _speaking(source: Span, cue: Span, text: str) -> Span:
    """In "In a leaked memo, the minister urged" the minister, who stands between the document and the cue."""
    between = Span(source.end, cue.start)
    if source.end >= cue.start or not _IN_PAPER.search(text[max(0, source.start - 40) : source.start] + (" " if source.start else "")):
        return source
    inner = _without_ends(between, text)
    return inner if len(words(inner.of(text))) >= 1 and text[source.end : source.end + 1] == "," else source
