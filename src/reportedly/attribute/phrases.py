"""Attributions by fixed phrases, which the tagger has seen too rarely: "by the airline's own account, P" and "..., denying that P"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.attribute.tag import Frame
from reportedly.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.attribute.relate import Layout

__all__ = ["by_phrases"]

#: A fixed phrase is rarely wrong, its reach sometimes.
_SURE = 0.8
_ACCOUNT = re.compile(
    r"\b(?:[Bb]y|[Ii]n|[Oo]n)\s+(?P<who>[\w’'][\w’' \-]{1,60}?)(?:[’']s|(?<=s)[’'])\s+(?:own\s+)?"
    r"(?P<cue>account|telling|admission|reckoning|estimate),\s+(?P<what>[^\n]+)"
)
#: "Ada Brill put the cost at nine million"; not "put the kettle on at nine".
_CLAUSE = r"(?:(?<=[.!?;,]\s)|(?<=\n)|(?<=\A)|(?<=\band\s)|(?<=\bbut\s)|(?<=\bwhile\s))"
_SUBJECT = (
    r"(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[A-ZÀ-Þ][\w&’'.\-]*)\s(?:[\w&’'.\-]+\s){0,6}?"
    r"|(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\s)"
)
_THING = r"(?:the|its|their|his|her)\s(?:(?!(?:to|on|into|onto|with|from|by|at|as)\b)[\w’'\-]+\s){1,7}"
_ABOUT = r"(?:(?:about|around|some|nearly|over|under|more than|at least|only|just)\s)*"
_MANY = (
    r"(?:[$£€]?\d[\d.,]*\d|\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty)"
    r"\s(?:million|billion|thousand|hundred|per\scent|percent))"
)
_PUT = re.compile(
    rf"{_CLAUSE}(?P<who>{_SUBJECT})(?P<cue>(?:(?:has|have|had|also|later)\s)*(?:puts?|gave|gives|given))\s"
    rf"(?P<what>{_THING}(?:at|as)\s{_ABOUT}{_MANY}\b(?!\s?(?:a\.m|p\.m|o[’']clock))[^.,;:\n\"“”]*)"
)
#: "In the view of Hester Lunn, P"; "P, in the view of its builder, Tom Marsh."
_VIEW = (
    r"\b[Ii]n the (?P<cue>view|opinion|words|estimation|judge?ment|telling|eyes) of "
    r"(?P<who>[^,.;:\n\"“”]{2,60}?(?:, (?:[A-ZÀ-Þ][\w’'\- ]{2,40}|(?:who|whose|which|an?|the)\s[^,.;:\n]{3,70}))?)"
)
_VIEW_FIRST = re.compile(_VIEW + r",\s+(?P<what>[^\n]+)")
_VIEW_LAST = re.compile(r"(?P<what>[^\n]+?),\s+" + _VIEW + r"[.]?$")
#: "P, in his view."; "P, by his own account."
_HIS_VIEW = re.compile(
    r"(?P<what>[^\n]+?),\s+(?:in|by)\s+(?P<who>his|her|their|its)\s+(?:own\s+)?"
    r"(?P<cue>view|opinion|account|telling|words|estimation|reckoning|admission)[.]?$"
)
#: What goes on behind a quotation that ends with a comma: "..., it goes on".
_MANNER = (
    r"(?:goes on|went on|continues|continued|begins|began|concludes|concluded|reads|laughed|smiled|sighed|shouted|whispered|muttered|cried"
    r"|joked|quipped|offered|countered|mused|shrugged|grumbled|recalled|observed|remarked|wrote|writes|says|said)"
)
_QUOTED_THEN = re.compile(
    r"[,?!][\"”]\s+(?P<who>(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s(?:[\w’'\-]+\s){1,4}?|(?:he|she|it|they)\s"
    rf"|(?:[A-ZÀ-Þ][\w’'.\-]*\s){{1,4}})(?P<cue>{_MANNER})(?=[.,;]|\s(?:in|on|at|to|of)\b)"
)
_DENYING = re.compile(r",\s+(?P<cue>denying)\s+(?P<what>(?:that\s+|any\s+|having\s+)[^\n]+)")


def by_phrases(found: tuple[Frame, ...], layout: Layout) -> tuple[Frame, ...]:
    """Return the frames with those that fixed phrases make, where none of the tagger's has that cue."""
    made = [*_accounts(layout), *_denials(found, layout), *_figures(layout), *_views(layout), *_behind_quotations(layout)]
    new = [f for f in made if not any(o.cue and f.cue and o.cue.overlaps(f.cue) for o in found)]
    return tuple(sorted((*found, *new), key=lambda f: f.cue or f.content[0]))


def _accounts(layout: Layout) -> Iterator[Frame]:
    for match in _ACCOUNT.finditer(layout.text):
        content = _in_sentence(match, layout)
        if content:
            yield Frame(Span(*match.span("cue")), (Span(*match.span("who")),), (content,), _SURE)


def _denials(found: tuple[Frame, ...], layout: Layout) -> Iterator[Frame]:
    """Yield what the speaker of a cue before it in the sentence is "denying"."""
    for match in _DENYING.finditer(layout.text):
        sentence, content = layout.sentence(match.start()), _in_sentence(match, layout)
        before = [f for f in found if f.cue and f.source and sentence.start <= f.cue.start < match.start()]
        if before and content:
            yield Frame(Span(*match.span("cue")), before[-1].source[:1], (content,), min(_SURE, before[-1].confidence))


def _figures(layout: Layout) -> Iterator[Frame]:
    """Yield who puts what at how many."""
    for match in _PUT.finditer(layout.text):
        content = _in_sentence(match, layout)
        if content and not any(q.outer.overlaps(Span(*match.span("cue"))) for q in layout.quotations):
            yield Frame(Span(*match.span("cue")), (_bare(match, "who"),), (content,), _SURE)


def _views(layout: Layout) -> Iterator[Frame]:
    """Yield whose view a sentence is."""
    for sentence in layout.sentences:
        said = sentence.of(layout.text)
        first = _VIEW_FIRST.match(said)
        for match in filter(None, (first, None if first else _VIEW_LAST.match(said) or _HIS_VIEW.match(said))):
            cue, who, what = (Span(*match.span(part)).shifted(sentence.start) for part in ("cue", "who", "what"))
            yield Frame(cue, (who,), (what,), _SURE)


def _behind_quotations(layout: Layout) -> Iterator[Frame]:
    """Yield who is told of behind a quotation that ends with a comma."""
    for quotation in layout.quotations:
        match = _QUOTED_THEN.match(layout.text, quotation.inner.end - 1) if quotation.closed else None
        if match:
            yield Frame(Span(*match.span("cue")), (_bare(match, "who"),), (quotation.inner,), _SURE)


def _bare(match: re.Match[str], part: str) -> Span:
    return Span(match.start(part), match.start(part) + len(match[part].rstrip()))


def _in_sentence(match: re.Match[str], layout: Layout) -> Span | None:
    """What the phrase attributes, as far as its sentence goes."""
    start = match.start("what")
    end = layout.sentence(match.start()).end
    return Span(start, min(end, match.end("what"))) if start < end else None
