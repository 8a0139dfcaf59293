"""What may be held against what: contents that claim something, told at about the same time.

A question, a wish or a bare noun phrase claims nothing that another text could bear out; and "three members" of one year says nothing
about "three members" of another. What falls through here is still found when it is the same quotation.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from reportedly.match.denials import is_verdict
from reportedly.match.features.negated import is_light, is_negated, negations, tells_of_before
from reportedly.match.reading import read

if TYPE_CHECKING:
    from reportedly.match.reading import Reading
    from reportedly.records import Match
    from reportedly.text.passages import Passage

__all__ = ["are_of_one_time", "is_claim", "is_grounded", "is_of_another_year", "is_same_quotation", "is_sure", "names_something"]

#: Fewer words that carry meaning say too little to be recognised elsewhere.
_LEAST = 2
#: What is only named is named in so many.
_IN_FULL = 3
#: News of one event is told within so many days; what is further apart is compared only as a quotation.
_DAYS = 30
_NO_CLAIM = re.compile(
    r"^(?:would|will|is|was|are|were|has|had|have|be|been|could|may|can|should|did|does|whether|if|what|why|how|who|whom|when|where"
    r"|which|to|for|about(?!\s+(?:[$€£]?\d|an?\b|half|one|two|three|four|five|six|seven|eight|nine|ten))|against|of|not to"
    r"|as(?!\s+(?:many|much|few)\b))\b"
    r"|\?[\"”’']*$",
    re.IGNORECASE,
)
_BASE = """take make give say go come get know see want need think believe expect become remain seem include die agree allow appear begin
    bring build buy carry choose continue create decide deny deserve exist fail feel find follow grow happen hear hold keep lead
    leave live lose love mean meet offer own pay prefer prove reach receive refuse remember require sell send serve spend suffer
    tell understand wear cost contain face run show use work help owe blame hope plan cross employ produce instruct inform describe
    provide connect stand reveal speak depend add"""
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|do|does|did|will|would|can|could|may|might|must|shall|should|went|came|took|made|gave"
    r"|got|knew|saw|told|said"
    r"|found|left|lost|won|paid|put|set|met|held|kept|began|broke|fell|rose|ran|sent|shot|sold|spent|stood|wrote|led|felt|built"
    r"|bought|brought|caught"
    r"|hit|let|grew|drew|drove|flew|spoke|threw|wore|rang|sank|drank|ate|hid|rode|shook|slept|struck|stole|swept|taught|thought|tore"
    r"|understood|woke|blew|chose|dealt|dug|fed|fled|froze|hung|laid|lent|meant|sought|spread|withdrew|became|burst|cut|quit"
    r"|(?:carr|den|rel|appl|suppl|var|marr|occup|bur|qualif|notif|identif)ies|\w{2,}ed)\b|n[’']t\b|[’'](?:re|ve|ll|d|m)\b"
    r"|\b(?:it|he|she|that|there|here|what|who|this|everyone|everybody|nobody|nothing|something)[’']s\b"
    r"|[’']s\s+(?:been|not|an?|going|about|still)\b"
    rf"|(?<!\bto )\b(?:{'|'.join(_BASE.split())})(?:s|es)?\b",
    re.IGNORECASE,
)
#: A headline's verb: "Ostel Rail sheds 40 jobs", "Brenna speeds up the sale".
_PRESENT = re.compile(
    r"[A-Z][\w.’'&\-]* [a-z]{2,}[^s\W]s (?:up|down|off|out|over|back|away|the|an?|his|her|its|their|[$€£]?\d|"
    r"(?:(?!(?:in|of|at|from|on|for|with|to|by|and|or|near|under|over|who|that|as)\b)[a-z]+ )?[A-Z])"
)
#: What somebody is accused of: "the council of hiding the plans".
_ACCUSED = re.compile(
    r"^(?:the |his |her |its |their )?[\w’'.\-]+(?: [\w’'.\-]+){0,4}? of (?:not )?(?:having|being|\w{3,}ing) "
    r"(?:the|an?|his|her|its|their|it|them|\d|[A-Z])"
)
#: "his continued work", "the use", "battered by the storm", "a stepped-up plan": no verb of the sentence.
_NO_VERB = re.compile(
    r"(?:\b(?:the|an?|his|her|its|their|our|my|your|of|for|in|with|from)|[’']s)\s+"
    rf"(?:\w{{2,}}ed|{'|'.join(_BASE.split())}|cut|hit|set|put|left|spread|run|bet)\b"
    r"|\b\w{2,}ed(?=-|\s+by\b)",
    re.IGNORECASE,
)
_MONTH = r"January|February|March|April|May|June|July|August|September|October|November|December"
#: A year that a sentence is set in, not one that it mentions by the way (", founded in 1931,").
_YEAR = re.compile(
    rf"\b(?:in|during|since|until|by|before|after|of|early|late|spring|summer|autumn|fall|winter|{_MONTH})\s+((?:1[5-9]|20)\d\d)\b",
    re.IGNORECASE,
)
_BY_THE_WAY = re.compile(r",\s+(?:which|who|whose|where|when|first|\w+(?:ed|ing|en|ilt))\b[^,.;]*")
#: Until so many months into a year, the one before is no other time.
_NEW_YEAR = "-03"
#: Features that name what two texts tell differently; a negation or another name is also found between texts on different things.
_PLAIN = frozenset("called_false opposite_outcome other_quantity swapped_roles other_date".split())
#: What tells two matters apart, and so does not make the one contradict the other.
_ELSEWHERE = frozenset("other_name other_place".split())
#: A contradiction needs so much of one text's meaning in the other: less where it is plain, more where what is negated is said by the way.
_CLOSE, _CLOSE_PLAIN, _CLOSE_BY_THE_WAY = 0.5, 0.3, 0.6
#: And without a difference that can be named, the model must be as sure as this: less where one text alone negates something.
_SURE, _LIKELY = 0.65, 0.55
#: What it takes to be counted as a second origin: how sure the match is, and how much is said; less where a date is shared, or a figure.
_COUNTS, _COUNTS_BY_DATE, _COUNTS_BY_FIGURE = (0.8, 0.65), (0.75, 0.5), (0.6, 0.5)
_SUPPOSED = re.compile(r"^\W*(?:without|were|should|in case)\b|\b(?:if|unless|provided that|as long as)\b", re.IGNORECASE)
_SAME = frozenset({"verbatim", "same_quotation"})


def is_claim(passage: Passage) -> bool:
    """Whether the words put forward something that can be so or not so.

    >>> from reportedly.text.passages import Passage
    >>> is_claim(Passage("the dam was opened by hand")), is_claim(Passage("whether the dam was opened")), is_claim(Passage("the old dam"))
    (True, False, False)
    >>> is_claim(Passage("the mayor of opening the dam")), is_claim(Passage("the mayor of the old dam"))
    (True, False)
    >>> is_claim(Passage("Ostel Rail sheds 40 jobs")), is_claim(Passage("Ostel Rail workers in Brenna"))
    (True, False)
    """
    words = passage.text.strip().strip("\"“”‘’'")
    if is_verdict(passage.text):
        return bool(passage.gloss)
    return (
        not _NO_CLAIM.search(words)
        and bool(_FINITE.search(_NO_VERB.sub(" ", words)) or _PRESENT.search(words) or _ACCUSED.search(words))
        and len(read(passage.spelt_out()).content) >= _LEAST
    )


def names_something(passage: Passage) -> bool:
    """Whether words that put nothing forward name something in full, which can bear out what a reader asks about.

    >>> from reportedly.text.passages import Passage
    >>> names_something(Passage("the collapse of the old Tarn bridge")), names_something(Passage("the bridge"))
    (True, False)
    """
    words = passage.text.strip().strip("\"“”‘’'")
    return not _NO_CLAIM.search(words) and len(read(passage.spelt_out()).content) >= _IN_FULL


def are_of_one_time(left: str | None, right: str | None) -> bool:
    """Whether two articles can be about one event by their dates (ISO 8601); an unknown date is no hindrance."""
    days = [_day(published) for published in (left, right)]
    return days[0] is None or days[1] is None or abs((days[0] - days[1]).days) <= _DAYS


def is_of_another_year(words: str, other: str, *published: str | None) -> bool:
    """Whether a sentence is set in a year that neither the other one names nor the articles appeared in.

    Args:
        words: The sentence.
        other: The sentence that it is held against.
        published: When the two articles appeared (ISO 8601); where one is not known, nothing can be said.

    >>> is_of_another_year("In 2019 the ferry hit a pier.", "The ferry hit a pier.", "2032-02-04", "2032-02-03")
    True
    """
    if not all(published):
        return False
    known = {date[:4] for date in published if date} | {str(int(d[:4]) - 1) for d in published if d and _day(d) and d[4:7] < _NEW_YEAR}
    return bool(set(_YEAR.findall(_BY_THE_WAY.sub("", words))) - known - set(_YEAR.findall(other)))


def is_grounded(match: Match, left: Passage, right: Passage) -> bool:
    """Whether a contradiction is about one thing: either text holds enough of the other, and what differs can be named or is sure.

    "No fax had arrived" is on the matter of "the company sent a warning by fax to the office in town", which it holds little of.
    """
    if tells_of_before(left.text) != tells_of_before(right.text):
        return False
    ours, theirs = read(left.spelt_out()), read(right.spelt_out())
    close = ours.covered_by(theirs)
    either = max(close, theirs.covered_by(ours)) if sum(theirs.has(stem) for stem in ours.stems) >= _LEAST else close
    seen = {reason.feature for reason in match.reasons}
    if "other_quantity" in seen and not seen & (_PLAIN - {"other_quantity"}) and _is_count(match, left):
        return either >= (_CLOSE_PLAIN if _shares_name(ours, theirs) else _CLOSE)
    if seen & _PLAIN:
        return either >= _CLOSE_PLAIN
    if "negation" in seen:
        return either >= _CLOSE
    if is_negated(ours) != is_negated(theirs):
        return match.scores.contradicts >= _LIKELY and (_negates(ours, theirs, either) or _negates(theirs, ours, either))
    matter = [word for word in ours.content if not is_light(word) and theirs.has(word.stem)]
    told = [word for word in matter if not any(name.span.contains(word.span) for name in ours.names)]  # more than whom it is about
    return (
        not seen & _ELSEWHERE
        and bool(told)
        and len({word.stem for word in matter}) >= _LEAST
        and either >= _CLOSE
        and match.scores.contradicts >= _SURE
    )


def _shares_name(left: Reading, right: Reading) -> bool:
    return any(a.is_same(b) for a in left.understood if not a.doubtful for b in right.understood)


def _negates(here: Reading, other: Reading, close: float) -> bool:
    """Whether one text negates what the other tells: the thing or deed ("no fax had arrived", "by fax"), or of whom the deed is told."""
    shared = sum(other.has(stem) for stem in here.stems)
    for negated in (n for n in negations(here) if not n.is_verdict):
        if any(other.has(word.stem) for word in negated.heads if not is_light(word)):
            by_the_way = is_light(negated.heads[0])  # "has gone off shift" is not about the shift
            enough = negated.is_of_things or shared >= _LEAST  # "it was never tested" is not about all that was tested
            return enough and max(close, here.covered_by(other)) >= (_CLOSE_BY_THE_WAY if by_the_way else _CLOSE)
        if not negated.is_of_things and any(other.has(word.stem) for word in negated.before):
            return close >= _CLOSE
    return False


def _is_count(match: Match, left: Passage) -> bool:
    """Whether the figures that differ count people or things, of which there are many sets ("28 girls" went, "seven girls" fell ill)."""
    spans = [r.left for r in match.reasons if r.feature == "other_quantity" and r.left]
    return all(q.kind == "count" for q in read(left).quantities if any(q.span.overlaps(s) for s in spans))


def is_sure(match: Match, left: Passage, right: Passage) -> bool:
    """Whether what supports the left text surely says it, so that who says it may count as a second origin.

    Both must claim something, and the right one suppose nothing that the left does not ("without a question being asked"). Most of what is
    claimed must stand in the other text; half of it where both give one figure or date.
    """
    if not is_claim(left) or not is_claim(right) or (_SUPPOSED.search(right.text) and not _SUPPOSED.search(left.text)):
        return False
    said = read(left.spelt_out()).covered_by(read(right.spelt_out()))
    seen = {reason.feature for reason in match.reasons}
    sure, enough = _COUNTS_BY_FIGURE if "same_quantity" in seen else _COUNTS_BY_DATE if "same_date" in seen else _COUNTS
    return match.scores.supports >= sure and said >= enough


def is_same_quotation(match: Match) -> bool:
    """Whether the two share their very words."""
    return any(reason.feature in _SAME for reason in match.reasons)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
