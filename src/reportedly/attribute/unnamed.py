"""Voices that an article does not name: how many it claims, how near they stand to the matter, and why they are not named.

Number and proximity are read from the voice's own words, the reason from the sentences around them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.attribute.kinds import head_noun
from reportedly.records import Span, Unnamed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.attribute.relate import Layout
    from reportedly.records import Number, Proximity, Spans

__all__ = ["number_of", "proximity_of", "reason_of", "same_head", "unnamed"]

_OFFICIAL = frozenset(
    """official officer police minister secretary diplomat ambassador envoy consul prosecutor judge magistrate detective inspector constable
    investigator lawmaker legislator senator congressman councillor mayor governor general colonel commander admiral sheriff spokesman
    spokeswoman spokesperson regulator commissioner bureaucrat premier sergeant captain lieutenant coroner politician deputy authority
    firefighter policeman policewoman soldier registrar""".split()
)
_INSIDER = frozenset(
    """insider aide adviser advisor employee worker staff staffer executive manager director colleague associate ally friend relative
    member delegate negotiator whistleblower confidant teammate family widow widower wife husband brother sister mother father son
    daughter cousin nurse teacher pilot driver guard clerk cook porter sailor crew steward founder owner assistant partner cleaner
    intern volunteer organiser organizer""".split()
)
_WITNESS = frozenset(
    """witness eyewitness survivor victim bystander passer-by passenger resident neighbour neighbor villager local islander motorist
    shopper onlooker spectator protester demonstrator evacuee refugee patient customer tourist hostage prisoner detainee inmate
    pedestrian commuter guest fan rescuer hiker townspeople visitor""".split()
)
_EXPERT = frozenset(
    """expert analyst economist researcher scientist academic professor scholar historian specialist strategist statistician surveyor
    forecaster surgeon doctor physician engineer lawyer attorney consultant commentator pollster psychiatrist physicist chemist
    architect auditor actuary pharmacist""".split()
)
#: Experts and staff who had a hand in the matter are insiders of it.
_HAND_IN_IT = re.compile(
    r"\b(?:who (?:\w+ ){0,2}?(?:works?|worked|treated|served|serves|advise[sd]?|represents?|represented|built|designed)|for the"
    r"|represent(?:s|ing)|working (?:at|for|on)|involved in|close to|familiar with|briefed on)\b",
    re.IGNORECASE,
)
_SAW_IT = re.compile(
    r"\b(?:who (?:\w+ly )?(?:saw|watched|witnessed|heard|survived|escaped|fled|filmed|found)"
    r"|who (?:was|were|had been) (?:there|inside|nearby|present|aboard|on board|in the|at the|on the)"
    r"|who lives? (?:near|above|opposite|next|in|on|across|close))\b",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"\b(?:close to|familiar with|briefed on|(?:with|having|who ha[sd]|have) (?:\w+ ){0,2}?knowledge|aware of|privy to|involved in"
    r"|inside|within"
    r"|who (?:\w+ ){0,2}?(?:works?|worked|attended|took part|was|were)|(?:at|in|from|of) (?:the |its |his |her )?"
    r"(?:\w+ ){0,2}?(?:company|firm|party|club|bank|union|campaign|board|hospital|studio|network|industry|team|plant|family))\b"
    r"|\b(?:industry|company|party|union|banking|club|hospital|campaign|corporate|market|trade|church|shipping|airline|medical|boardroom)\b",
    re.IGNORECASE,
)
_OF_STATE = re.compile(
    r"\b(?:government|diplomatic|military|police|intelligence|official|ministry|ministerial|security|judicial|army|navy|palace"
    r"|defen[cs]e|law[- ]enforcement|state|presidential|court"
    r"|administration|federal|cabinet|embassy|parliamentary|council|treasury|kremlin|downing street)\b",
    re.IGNORECASE,
)

_MANY = frozenset(
    """four five six seven eight nine ten eleven twelve twenty thirty dozen dozens scores hundreds thousands many several few most various
    multiple""".split()
)
_PART_OF = re.compile(
    r"^(?P<how>(?:(?:at least|about|around|more than|some|only|just|all|another|the|nearly)\s+)*(?:an?\s+)?[\w\-]+)"
    r"\s+of\s+(?:(?:the|its|his|her|their|these|those)\s+)?",
    re.IGNORECASE,
)
_PARTS = frozenset(
    """one two three four five six seven eight nine ten both each neither either none some many most several few half all dozens scores
    hundreds thousands number group handful couple team pair dozen majority variety string crowd""".split()
)
_ROUND = re.compile(
    r"^(?:(?:at least|about|around|more than|fewer than|as many as|up to|only|just|all|the|those|these|nearly|another)\s+)+", re.IGNORECASE
)
_WHOLE = frozenset(
    """police staff crew family public crowd management leadership opposition prosecution defence defense press market team audience
    side majority community clergy military""".split()
)
_PLURALS = {"people": "person", "men": "man", "women": "woman", "children": "child", "spokesmen": "spokesman", "policemen": "policeman"}
_PRONOUNS: dict[str, Number] = {
    "he": "one", "she": "one", "i": "one", "him": "one", "her": "one", "himself": "one", "herself": "one", "another": "one", "one": "one",
    "they": "several", "we": "several", "them": "several", "us": "several", "others": "several", "some": "several", "many": "several",
    "several": "several", "both": "two", "neither": "two",
}  # fmt: skip

_NAMELESS = (
    r"(?:not\s+to\s+be\s+(?:named|identified|quoted\s+by\s+name)|to\s+(?:remain|stay|be)\s+(?:anonymous|unnamed|nameless)"
    r"|(?:for\s+|on\s+)?anonymity|not\s+to\s+give\s+(?:his|her|their)\s+(?:full\s+)?names?"
    r"|that\s+(?:his|her|their)\s+(?:full\s+)?names?\s+(?:not\s+be|be\s+left|be\s+kept)\s+\w+)"
)
_REQUEST = (
    rf"(?:who\s+)?(?:(?:has|have|had|was|were|is|are)\s+)?(?:(?:ask|request|wish|want|prefer|preferr|insist|begg)(?:ed|ing)\s+{_NAMELESS}"
    r"|(?:declin|refus)(?:ed|ing)\s+to\s+(?:be\s+(?:named|identified)|give\s+(?:his|her|their)\s+(?:full\s+)?names?)"
    r"|(?:did|does|do)(?:\s+not|n[’']t)\s+(?:want|wish)\s+(?:to\s+be\s+(?:named|identified)|(?:his|her|their)\s+(?:full\s+)?names?\s+(?:to\s+be\s+)?\w+)"
    r"|(?:spoke|speaking|talked|talking|spoken|agreed\s+to\s+(?:speak|talk)|granted|given|(?:speaks?|talks?))\s+(?:[^\s,.;]+\s+){0,5}?"
    r"(?:on\s+(?:the\s+)?condition\s+(?:of\s+(?:anonymity|not\s+being\s+\w+)|that\s+[^,.;]{3,40}?)|anonymously|anonymity)"
    r"|on\s+(?:the\s+)?condition\s+of\s+anonymity"
    r"|whose\s+(?:full\s+)?names?\s+(?:is|are|was|were|has|have)\s+(?:been\s+|being\s+)?withheld"
    r"|(?:who\s+)?(?:could|can|may|must)\s*not\s+be\s+(?:named|identified))"
)
_REST = r"\s+[^.;:\"“”—–()\n,]{2,}(?:,\s+(?:or|and)\s+[^.;:\"“”—–()\n,]{2,}(?=[.;)—–]))?"
_WHY = (
    r"(?:because|since|as|for\s+fear|fearing|out\s+of\s+(?:fear|concern)|citing|in\s+order|so\s+as|so\s+that|given|owing\s+to|due\s+to"
    r"|to\s+(?:protect|avoid|discuss|describe|speak|talk|detail|keep)|saying\s+(?:he|she|they)|lest)\b"
)
_BARRED = r"(?:authori[sz]ed|allowed|permitted|cleared|entitled|supposed|free|at\s+liberty|been\s+(?:authori[sz]ed|allowed|cleared))"
_NOT = r"(?:\s+not|n[’']t)\s+"
_WITHHELD = re.compile(
    rf"\b{_REQUEST},?\s+(?:{_WHY}{_REST}|for\s+(?:\w+\s+)?reasons?(?:\s+of\s+\w+)?\b)"
    rf"|\b(?:because|since|as)\s+[^,.;:\"“”]{{2,40}}?\b(?:was|were|is|are|had|has|have){_NOT}{_BARRED}\b{_REST}"
    rf"|\b(?:because|since|as)\s+[^,.;:\"“”]{{2,40}}?\b(?:did|do|does|had|has|have){_NOT}(?:have\s+)?(?:permission|authority)\b{_REST}"
    rf"|\bwho\s+(?:was|were|is|are){_NOT}{_BARRED}\s+to\s+(?:speak|talk|comment|discuss|brief|give|be){_REST}",
    re.IGNORECASE,
)
_LATER = re.compile(r"(?:He|She|They|Both|All|Neither|None|[Tt]he\s+(?:[\w’'\-]+\s+){0,3}?(?P<head>[\w\-]+))\b")
_SAID = re.compile(r"\s+(?:said|says|told|added|adds|warned|explained)\b.*$", re.DOTALL)
_ANOTHER = re.compile(r"[;.]|\b(?:while|but|whereas)\b")


def unnamed(words: str, *, reason: Span | None = None) -> Unnamed:
    """Return what the words of a voice without a name tell of it; `reason` is where the article says why it is not named."""
    return Unnamed(number=number_of(words), proximity=proximity_of(words), reason=reason)


def number_of(words: str) -> Number:
    """Return how many voices the words claim to be.

    >>> number_of("sources close to the talks"), number_of("one of the guards"), number_of("four officials"), number_of("police")
    ('several', 'one', 'several', 'unknown')
    """
    low = " ".join(words.casefold().split()).strip(" ,.;:")
    if low in _PRONOUNS:
        return _PRONOUNS[low]
    part = _part(low)
    if part:
        return _counted(part) or "several"
    phrase = re.split(r",|\s(?:of|in|for|at|from|with|by|on|who|whom|which|that|whose|close|familiar|near)\s", low, maxsplit=1)[0]
    sides = re.split(r"\s+and\s+", phrase)
    if len(sides) > 1:
        return _together([_single(side) for side in sides], sides)
    return _single(phrase)


def proximity_of(words: str) -> Proximity:
    """Return how near the words say that the voice stands to the matter.

    >>> proximity_of("a diplomatic source"), proximity_of("people familiar with the sale"), proximity_of("a man who saw the fire")
    ('official', 'insider', 'witness')
    """
    rest = _without_part(words)
    head = _singular(head_noun(rest))
    if _SAW_IT.search(rest):
        return "witness"
    if head in _OFFICIAL:
        return "official"
    if head in _WITNESS:
        return "witness"
    if head in _EXPERT or head.endswith("ologist"):
        return "insider" if _HAND_IN_IT.search(rest) else "expert"
    if head in _INSIDER:
        return "insider"
    before = rest.casefold().partition(head)[0] if head else rest
    if _OF_STATE.search(before):
        return "official"
    if _INSIDE.search(rest):
        return "official" if re.search(r"\b(?:at|in|from|inside|within)\b", rest) and _OF_STATE.search(rest) else "insider"
    return "official" if re.search(r"\b(?:at|in|from)\b", rest) and _OF_STATE.search(rest) else "other"


def same_head(one: str, other: str) -> bool:
    """Whether two descriptions have one head noun, in the singular or the plural ("a senior official", "the official")."""
    return bool(one) and _singular(head_noun(_without_part(one))) == _singular(head_noun(_without_part(other)))


def reason_of(source: Span, content: Spans, layout: Layout) -> Span | None:
    """Return where the article says why a voice is not named; None where it does not say.

    Looked at are the voice's own sentence and the two behind it, where these begin with the voice ("She spoke on condition of ...").

    Args:
        source: The words of the voice.
        content: What it puts forward: what is said in there, others are said to have asked for.
        layout: The article's text.
    """
    text, home = layout.text, layout.sentence(source.start)
    for match in _WITHHELD.finditer(text, home.start, home.end):
        span = Span(*match.span())
        low, high = sorted((source, span))
        apart = text[low.end : high.start] if low.end < high.start else ""
        if (source.overlaps(span) or not any(c.overlaps(span) for c in content)) and not _ANOTHER.search(apart):
            return _ended(span, text)
    return next((_ended(Span(*m.span()), text) for m in _behind(source, layout)), None)


def _behind(source: Span, layout: Layout) -> Iterator[re.Match[str]]:
    """Yield reasons in the sentences behind that begin with the voice."""
    home = layout.sentence(source.start)
    at = layout.sentences.index(home) if home in layout.sentences else len(layout.sentences)
    for sentence in layout.sentences[at + 1 : at + 3]:
        begins = _LATER.match(layout.text, sentence.start, sentence.end)
        if begins is None or (begins["head"] and not _names(begins, sentence, source, layout.text)):
            return
        found = _WITHHELD.search(layout.text, sentence.start, sentence.end)
        if found and not any(q.outer.start <= found.start() < q.outer.end for q in layout.quotations):
            yield found


def _names(begins: re.Match[str], sentence: Span, source: Span, text: str) -> bool:
    """Whether the noun phrase that a sentence begins with has the head of the source."""
    head = _singular(head_noun(_without_part(source.of(text))))
    first = text[begins.start() : min(sentence.end, begins.start() + 60)].casefold().split()
    return any(_singular(word.strip(",.")) == head for word in first[1:5])


def _ended(span: Span, text: str) -> Span:
    """The span without the cue that may follow in it ("because she feared for her job said")."""
    words = _SAID.sub("", span.of(text)).rstrip()
    return Span(span.start, span.start + len(words))


def _part(low: str) -> str | None:
    """The counting word of "two of the guards", "a group of residents"; None where there is none."""
    match = _PART_OF.match(low)
    word = match["how"].split()[-1] if match else ""
    return word if word in _PARTS else None


def _without_part(words: str) -> str:
    match = _PART_OF.match(words) if _part(words.casefold()) else None
    return words[match.end() :] if match else words


def _counted(word: str) -> Number | None:
    if word in {"one", "each", "another"}:
        return "one"
    if word in {"two", "both", "couple", "pair", "neither", "either"}:
        return "two"
    if word == "three":
        return "three"
    if word.isdigit():
        known: dict[int, Number] = {1: "one", 2: "two", 3: "three"}
        return known.get(int(word), "several") if len(word) < 6 else "several"  # noqa: PLR2004  no voices are so many
    return "several" if word in _MANY else None


def _single(phrase: str) -> Number:
    """How many a noun phrase without "and" claims."""
    head = head_noun(phrase)
    bare = _ROUND.sub("", phrase).split()
    counted = next((c for c in (_counted(word) for word in bare[:1]) if c), None)
    if counted and len(bare) > 1:
        return counted
    if not head or phrase == "not named" or head in _WHOLE:
        return "unknown"
    return "several" if _singular(head) != head else "one"


def _together(numbers: list[Number], sides: list[str]) -> Number:
    """How many "a nurse and two guards" are; one person can be "the founder and chief executive"."""
    worth = {"one": 1, "two": 2, "three": 3}
    if "several" in numbers:
        return "several"
    if "unknown" in numbers or not all(re.match(r"(?:an?|the|one|two|three|another|his|her|its)\b", side) for side in sides):
        return "unknown"
    return _counted(str(sum(worth[n] for n in numbers))) or "several"


def _singular(noun: str) -> str:
    if noun in _PLURALS:
        return _PLURALS[noun]
    if noun.endswith("ies") and len(noun) > 4:  # noqa: PLR2004  "ties"
        return f"{noun[:-3]}y"
    if re.search(r"(?:ss|x|ch|sh)es$", noun):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun
