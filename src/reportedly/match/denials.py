"""Denials that stand in the content itself: "the claim that P is false", "no truth to the rumour that P", "it is a hoax".

What is rejected is P, told inside the sentence or just before it. Found here by wording; how P bears on a claim is for `relation` to say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.records import Span
from reportedly.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.records import Voice

__all__ = ["is_called_false", "is_verdict", "points_back", "rejected_in", "told_before"]

_REPORT = (
    r"(?:reports?|rumou?rs?|claims?|stor(?:y|ies)|allegations?|suggestions?|assertions?|accusations?|speculation|talk|notion|idea"
    r"|theor(?:y|ies)|hoax(?:es)?|headlines?|articles?|posts?|tweets?|myths?|charges?|gossip|tales?|news)"
)
_FALSE = (
    r"(?:false|untrue|fake|bogus|a hoax|hoax(?:es)?|baseless|groundless|unfounded|fabricat\w+|made[ -]up|debunked|satir\w+|photoshopped"
    r"|doctored|a lie|lies|nonsense|rubbish|a myth|fiction\w*|not (?:\w+ )?(?:true|right|correct|accurate|real|so|the case)"
    r"|without (?:any )?(?:foundation|basis|merit|substance))"
)
#: What can be said of much else than a report ("that was wrong of him") is a verdict only on a report.
_WRONG = r"(?:wrong|incorrect|inaccurate|mistaken|exaggerated|not supported|unsupported|invented)"
_IS = (
    r"(?:(?:is|are|was|were|be|been|being|remains?|proved|turned out|turns out)\b|[’']s\b|[’']re\b"
    r"|(?:called|described|dismissed|rejected|denounced)\b[^.;]{0,40}? as\b)"
)
_ISNT = r"(?:(?:is|are|was|were)n[’']t|(?:is|are|was|were) not) (?:\w+ly )?(?:true|right|correct|accurate|real|so|the case)"
_HOW = r"(?:\W+(?:\w+ly|all|just|in fact|of course|to be|a|an|also|been|being|nothing but)\b[\s,]*)*\W*"
_REFUSE = (
    r"(?:den(?:y|ies|ied|ying)|refut(?:e|es|ed|ing)|dismiss(?:es|ed|ing)?|debunk(?:s|ed|ing)?|reject(?:s|ed|ing)?|s?quash(?:es|ed|ing)?"
    r"|disput(?:e|es|ed|ing)|dispel(?:s|led|ling)?|rebut(?:s|ted|ting)?|(?:shot|shoots?|knock(?:s|ed)?) down|contradict(?:s|ed|ing)?"
    r"|contrary to)"
)
_NO_TRUTH = r"\bno (?:\w+ )?(?:truth|validity|substance|basis|foundation|merit)\b(?: whatsoever)? (?:to|in|behind|for|of)"
_THAT = rf"{_REPORT}\b(?:,? (?!that\b)[\w’'-]+){{0,6}}? (?:that|(?:alleging|claiming|saying|suggesting|stating)(?: that)?|of|about)\b"
_BOGUS = r"\b(?:fake|false|bogus|hoax|satirical|fabricated|untrue|debunked|phon(?:y|ey)|fictitious|made-up)"
#: A report that is rejected before it is told, and one that is told before it is rejected.
_BEFORE = re.compile(
    rf"(?:\b{_REFUSE}|{_NO_TRUTH}|{_BOGUS})\b(?: [\w’'-]+){{0,4}}? {_THAT}\s+(?P<told>[^;]+)|\b(?:not|n[’']t) true that\s+(?P<plain>[^;]+)",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"\b{_THAT}\s+(?P<told>[^;]+?),?\s+(?:{_IS}{_HOW}(?:{_FALSE}|{_WRONG})\b|{_ISNT}\b)", re.IGNORECASE)
_APPOSED = re.compile(
    rf"^(?P<told>[^;]+?),\s+(?:a|an|the|which is an?)\s+(?:\w+ )?{_REPORT}\b[^.;]{{0,60}}?\b(?:{_REFUSE}|{_IS}{_HOW}{_FALSE}\b)",
    re.IGNORECASE,
)
_PICTURE = r"(?:pictures?|images?|photo\w*|footage|videos?|clips?|recordings?)"
_POINTS = (
    r"(?:it|this|that|(?:the|this|that|these|those|such|any|all|his|her|its|\w+[’']s)\s+"
    rf"(?:[\w’'-]+ ){{0,2}}?(?:{_REPORT}|{_PICTURE}))"
)
_VERDICT = re.compile(
    rf"^\W*(?:(?:but|and|however|in fact|turns out|unfortunately|of course|alas|yet)\b,?\s*)*"
    r"(?:(?![^.;]*\b(?:hopes?|hoped|wish|if|whether|unless|confirm|doubt)\b)[^.;]{0,60}\b(?:because|but|and|that)\s+)?"
    rf"(?:(?:it|this|that|they|these|those)\b\s*(?:{_IS}{_HOW}{_FALSE}|{_ISNT})"
    rf"|{_POINTS}\s*(?:{_IS}{_HOW}(?:{_FALSE}|{_WRONG})|{_ISNT})"
    rf"|(?:there\W{{0,2}}(?:is|was|s)?\s+)?{_NO_TRUTH}\s+(?:it|this|that|{_POINTS}))\b",
    re.IGNORECASE,
)
_POINTED_AT = re.compile(rf"^\W*(?:{_POINTS}|(?:the|these|those|such|any|all)?\s*{_REPORT})\W*$", re.IGNORECASE)
_CALLED_FALSE = re.compile(
    r"\b(?:hoax|fake|bogus|satir\w+|false|fabricated|debunked|discredited|phon(?:y|ey)|made-up|fictitious|spoof|parody)\b", re.IGNORECASE
)
#: A told thing of fewer words claims nothing; sentences before a verdict that it may mean; a content with a longer text is no verdict.
_LEAST, _BACK, _MOST = 2, 3, 160
#: Longer contents are speeches, and patterns on them are slow.
_LONGEST = 600


def rejected_in(text: str) -> Span | None:
    """Return where a content tells what it calls false; None where it rejects nothing, or tells elsewhere what.

    >>> text = "The claim that the dam was opened by hand is plainly false."
    >>> rejected_in(text).of(text)
    'the dam was opened by hand'
    """
    for sentence in sentences(text[:_LONGEST]):
        for pattern in (_APPOSED, _AFTER, _BEFORE):
            match = pattern.search(sentence.of(text))
            if match is None:
                continue
            name = "told" if match["told"] else "plain"
            span = _trimmed(text, Span(*match.span(name)).shifted(sentence.start))
            if len(span.of(text).split()) >= _LEAST:
                return span
    return None


def is_verdict(text: str) -> bool:
    """Whether a content calls false what was told before it, and tells nothing itself.

    >>> is_verdict("It is, of course, completely fake."), is_verdict("The rumour is not right"), is_verdict("It is a ferry.")
    (True, True, False)
    """
    return len(text) <= _MOST and (_VERDICT.match(text) is not None or points_back(text)) and rejected_in(text) is None


def points_back(text: str) -> bool:
    """Whether a content only names something told before it ("the rumour", "these reports"), as when somebody denies it."""
    return len(text) <= _MOST and _POINTED_AT.match(text) is not None


def told_before(text: str, start: int) -> Iterator[Span]:
    """Yield the sentences before a place of an article that a verdict there may be on, the nearest first."""
    before = [s for s in sentences(text) if s.end <= start]
    yield from reversed(before[-_BACK:])


def is_called_false(voice: Voice, text: str) -> bool:
    """Whether the words for a voice call what it says a fake ("a hoax story", "the bogus report")."""
    words = voice.words.of(text) if voice.words else ""
    return voice.kind in {"document", "unnamed", "outlet"} and _CALLED_FALSE.search(f"{voice.name} {words}") is not None


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip(" ,“\"'‘")), span.end - len(words) + len(words.rstrip(" ,.“”\"'’")))
