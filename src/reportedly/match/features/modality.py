"""Features of modality: alleged, planned or possible on one side and plain fact on the other; and words that only report what was said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.match.features.found import Found, found
from reportedly.records import Span
from reportedly.text.sentences import sentences

if TYPE_CHECKING:
    from reportedly.match.reading import Reading

__all__ = ["alleged", "attested", "planned", "possible"]

_ALLEGED = re.compile(
    r"\b(?:alleg(?:ed(?:ly)?|es?|ations?)|reportedly|purported(?:ly)?|rumou?r(?:s|ed)?|unconfirmed|suspect(?:s|ed)?|suspicions?|accus(?:ed|es|ations?)"
    r"|(?:is|are|was|were) (?:believed|thought|said|feared|rumou?red|reported) to|claim(?:s|ed|ing)? (?:that|to)"
    r"|believ(?:es?|ed)|thinks?|thought (?:that|the)|fears? that|supposed(?:ly)?|apparently"
    r"|(?:heard|hear|hears|word|talk|speculation|reports) that|heard talk|people (?:are )?say(?:ing)?"
    r"|it (?:is|was|has been) (?:reported|claimed)"
    r"|claims?(?=:)|said to (?:be|have)|(?:sources?|reports?|posts?) (?:is|are|was|were) (?:reporting|saying|claiming)"
    r"|according to (?:some |several |unconfirmed |online )?(?:reports?|rumou?rs?|posts?|sources?)|(?:went|gone|going) viral"
    r"|convinced that|headlines?|unverified|unproven|speculation|hearsay|under investigation|(?:looking|look) into whether|charged with)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:plan(?:s|ned|ning)? (?:to|for|on)|plans?|intends? to|intended to"
    r"|(?:is|are|was|were) (?:to|asked to|due to|set to|expected to|scheduled to|about to|likely to|supposed to)"
    r"|forecast|predict(?:s|ed)?|will|would|propos(?:es?|ed|als?|ing)|threaten(?:s|ed|ing)?(?: to)?|vow(?:s|ed)"
    r"|promis(?:es?|ed|ing)|pledg(?:es?|ed|ing)"
    r"|consider(?:s|ed|ing)?|wants? to|wanted to|hop(?:es?|ed|ing) to|tr(?:y|ies|ied|ying) to|attempt(?:s|ed|ing)? to"
    r"|urg(?:es?|ed|ing)|call(?:s|ed|ing)? (?:for|on)|demand(?:s|ed|ing)?"
    r"|in talks|(?:being|is|was) (?:eyed|sought|considered|lined up)|poised to|in line to|gear(?:s|ing) up"
    r"|recommend(?:s|ed|ing)?|seek(?:s|ing)? to|sought to|aims? to|should|draft"
    r"|(?:ask|beg|petition|plead|appeal|appl|lobb|press)(?:s|es|ed|y|ies|ied|ying|ing)? (?:\w+ ){1,4}to)\b",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"\b(?:may|might|could|possibl[ey]|possibility|perhaps|maybe|probabl[ey]|potential(?:ly)?|if|whether|unless|unclear"
    r"|(?:appear|seem)(?:s|ed)? to|(?:most |very )?likely|presumably|suspicion|uncertain|not (?:yet )?(?:clear|known|confirmed)"
    r"|risk(?:s|ed)? of|fears? that|in theory)\b"
)
_ATTESTED = re.compile(
    r"\b(?:said|says|saying|told [^.]{1,40}|wrote|writes|tweeted|stated|states|insist(?:s|ed)|argu(?:es|ed)|maintain(?:s|ed)"
    r"|suggest(?:s|ed)"
    r"|according to|claim(?:s|ed)?|warn(?:s|ed)|posted)\b",
    re.IGNORECASE,
)
#: How many words before what both texts tell a mark may stand and still be said of it.
_REACH = 9


def alleged(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{right} is alleged where the other text has it as a fact."""
    return _only_right(alleged, _ALLEGED, left, right)


def planned(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{right} is planned or demanded where the other text has it as done."""
    return _only_right(planned, _PLANNED, left, right)


def possible(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{right} is possible or a condition where the other text has it as a fact."""
    return _only_right(possible, _POSSIBLE, left, right)


def attested(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{right} reports that somebody says it, which is not yet to say it."""
    return _only_right(attested, _ATTESTED, left, right)


def _only_right(feature: object, marks: re.Pattern[str], left: Reading, right: Reading) -> tuple[Found, ...]:
    """The mark in the right text that stands near words of the left text, when the left text has no mark of its kind."""
    hedges = (_ATTESTED,) if marks is _ATTESTED else (_ALLEGED, _PLANNED, _POSSIBLE)
    if any(hedge.search(left.text) for hedge in hedges):
        return ()
    for match in marks.finditer(right.text):
        span = Span(*match.span())
        around = next((s for s in sentences(right.text) if s.contains(span)), span)
        told = [w for w in right.near(span, reach=_REACH) if around.contains(w.span) and left.has(w.stem)]
        if len(told) >= 2:  # noqa: PLR2004  one shared word is no shared matter
            return (found(feature, (None, span), words=("", match.group())),)  # type: ignore[arg-type]
    return ()
