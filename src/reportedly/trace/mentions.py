"""An article to the places where it cites other outlets: "X reported", "told X", "X's report", "seen by X", "according to X".

A name alone cites nothing; words of reporting must stand beside it. After the full name, "the Sentinel" stands for the Daily Sentinel.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reportedly.records import Span
from reportedly.text.sentences import paragraphs, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.records import Article, Outlet
    from reportedly.text.outlets import Outlets

__all__ = ["Mention", "mentions"]

_VERBS: Final = (
    r"report(?:ed|s|ing)?|said|says|wrote|writes|reveal(?:ed|s)?|found|finds|quot(?:ed|es|ing)|publish(?:ed|es)|learn(?:ed|t|s)"
    r"|obtain(?:ed|s)"
    r"|got hold of|dug (?:out|up)|unearthed|uncovered|claim(?:ed|s)?|alleg(?:ed|es)|disclos(?:ed|es)|describ(?:ed|es)|cit(?:ed|es"
    r"|ing)|carri(?:ed|es)|broke|ran|printed"
    r"|not(?:ed|es)|add(?:ed|s)|explain(?:ed|s)|saw|seen|spoke to|spoken to|interviewed|put|puts|picks? up|detail(?:ed|s)"
    r"|estimate[sd]?|confirm(?:ed|s)|suggest(?:ed|s)|shows?|showed"
)
_NOUNS: Final = (
    r"reports?|story|stories|article|account|investigation|interview|exclusive|scoop|figures|tally|count|sources?"
    r"|reporting|editorial|front page|findings|coverage"
)
_BETWEEN: Final = (
    r"(?:\s+(?:newspaper|magazine|website|news agency|agency|news service|channel|correspondent|reporters?|journalists?|has|had"
    r"|have|also|first|later|earlier|itself|previously|since"
    r"|exclusively|\w+ly|on|last|this|that|week|month|year|morning|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))*"
)
_AFTER = re.compile(
    rf"(?:['’]s?)?{_BETWEEN},?(?:\s+(?:{_VERBS}))\b|['’]s?\s+(?:(?:own|latest|recent|exclusive|original)\s+)?(?:{_NOUNS})\b"
    rf"|\s+(?:{_NOUNS})\b|['’]s?\s+[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+){{0,2}}(?:,[^,.]{{1,60}},)?\s+(?:{_VERBS})\b"
)
_BEFORE = re.compile(
    r"(?:\b(?:told|telling|tells|according to|interview (?:with|to|in|on|published (?:in|by))|quoted (?:by|in)|cited by|citing"
    r"|quoting|report(?:ed|s)? (?:by|in|from|on)"
    r"|publish(?:ed|es) (?:\w+ )?(?:by|in|on)|seen by|viewed by|reviewed by|obtained by|provided to|shared with|leaked to|given to"
    r"|sp(?:oke|oken|eaking) (?:to|with)|wrote (?:in|for)|writing in"
    r"|(?:story|article|account|interview|investigation|piece|analysis) (?:by|in|from)|revealed by|disclosed by|broken by"
    r"|statement to|remarks to|comments to|confirmed to)"
    r"|\b[Pp]er)\s+(?:the\s+|an?\s+)?(?:[\w-]+\s+)?(?:(?:newspaper|magazine|agency|daily|weekly|broadcaster|website|site"
    r"|paper|service|network|outlet|station|journal)\s+)?(?:[Tt]he\s+)?$",
)
#: "an analyst for Meridian Wire, says": whose man it is, and not who says it; unless it is the agency's reporter.
_STAFF = re.compile(r"\b(?!reporters?\b|correspondents?\b|journalists?\b|writers?\b|columnists?\b)\w+ (?:for|at) (?:the )?$", re.IGNORECASE)
_LOOK: Final = 90
#: A citation speaks for its sentence and those that follow in the paragraph, up to so many, till another outlet is named.
_REACH: Final = 3
#: Names looked at in one article: more is no news, and time must stay bounded.
_MOST: Final = 500
#: "The newspaper said" after the newspaper was named.
_KIND = re.compile(
    r"\b[Tt]he (newspaper|paper|magazine|weekly|daily|agency|broadcaster|station|website|site|journal|channel|network)\b(?!['’])"
)
_NOT_FAR: Final = 400
#: Capitalised words before a name that are no first name: the first of a sentence, and where an agency is from.
_NO_FIRST_NAME = frozenset("the this that and but as in on to by for from with even only like when while citing per thomson".split())
_FROM: Final = ("ian", "ean", "ish", "ese", "can", "qi", "li")
#: What only an outlet of that name has beside it.
_OUTLET_S: Final = (
    r"(?:told|telling|according to|citing|quoted by) (?:the )?{name}\b|\b{name} (?:News|TV|[A-Z][a-z]+week|reporters?|reported|reports)\b"
)
#: Last words of outlet names that do not stand for the outlet.
_NO_SHORT_FORM = frozenset(
    "news radio tv online network com media world today daily weekly us uk international press group service".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an outlet is cited."""

    outlet: Outlet
    words: Span
    #: What the citation can speak for: its sentence, its sentence and the next, and so on.
    reaches: tuple[Span, ...]


def mentions(article: Article, outlets: Outlets) -> tuple[Mention, ...]:
    """Return the citations of other outlets than the article's own, in text order.

    Args:
        article: The article.
        outlets: The outlets that can be cited.
    """
    text = article.text
    named = [(span, outlet) for span, outlet in outlets.mentions(text) if outlet.family != article.outlet.family][:_MOST]
    somebody = {name for name in {span.of(text) for span, outlet in named if outlet.agency} if _is_somebody(text, name)}
    named = [(span, outlet) for span, outlet in named if span.of(text) not in somebody]
    named = sorted([*named, *_short_forms(text, named)], key=lambda found: found[0])
    named = sorted([*named, *_kinds(text, named)], key=lambda found: found[0])
    named = named[:_MOST]
    citing = [(span, outlet) for span, outlet in named if _is_citing(text, span)]
    ends = sentences(text)
    blocks = paragraphs(text)
    return tuple(Mention(outlet, span, _reaches(span, [other for other, _ in citing], ends, blocks)) for span, outlet in citing)


def _short_forms(text: str, named: list[tuple[Span, Outlet]]) -> Iterator[tuple[Span, Outlet]]:
    """Yield "the Sentinel" after "the Daily Sentinel", for each outlet whose name has more than one word."""
    first: dict[str, tuple[int, Outlet]] = {}
    for span, outlet in named:
        full = span.of(text).split()
        if len(full) > 1 and full[-1].lower() not in _NO_SHORT_FORM:
            first.setdefault(full[-1], (span.end, outlet))
    for word, (start, outlet) in first.items():
        for match in re.compile(rf"\b[Tt]he ({re.escape(word)})\b(?!\s+[A-Z])").finditer(text, start):
            if not any(span.overlaps(Span(*match.span(1))) for span, _ in named):
                yield Span(*match.span(1)), outlet


def _kinds(text: str, named: list[tuple[Span, Outlet]]) -> Iterator[tuple[Span, Outlet]]:
    """Yield "the newspaper" and the like, for the outlet that was named last before it, not far away."""
    ends = [span.end for span, _ in named]
    for match in _KIND.finditer(text):
        at = bisect_left(ends, match.start() + 1) - 1
        if at >= 0 and match.start() - ends[at] <= _NOT_FAR:
            yield Span(*match.span(1)), named[at][1]


def _is_somebody(text: str, name: str) -> bool:
    """Whether the name is a person's in this text: a first name stands before it, and nothing beside it that only an outlet has."""
    if " " in name or name.isupper():
        return False
    before = [match[1].lower() for match in re.finditer(rf"\b([A-Z][a-z]+) {re.escape(name)}\b(?! [A-Z])", text)]
    has_first_name = any(word not in _NO_FIRST_NAME and not word.endswith(_FROM) for word in before)
    return has_first_name and not re.search(_OUTLET_S.format(name=re.escape(name)), text)


def _is_citing(text: str, span: Span) -> bool:
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _LOOK)
    end = text.find("\n", span.end)
    before, after = text[start : span.start], text[span.end : end if end >= 0 else len(text)][: _LOOK * 2]
    if after.startswith(",") and _STAFF.search(before):
        return False
    return bool(_BEFORE.search(before)) or bool(_AFTER.match(after))


def _reaches(words: Span, others: list[Span], ends: tuple[Span, ...], blocks: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the citing sentence, and it with those that follow it in the paragraph, up to where another outlet is cited."""
    block = next((b for b in blocks if b.contains(words)), words)
    inside = [s for s in ends if block.contains(s) and s.end > words.start][:_REACH] or [words]
    reaches = [inside[0]]
    for sentence in inside[1:]:
        if any(sentence.contains(other) for other in others if other != words):
            break
        reaches.append(Span(inside[0].start, sentence.end))
    return tuple(reaches)
