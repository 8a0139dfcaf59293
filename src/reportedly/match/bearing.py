"""Two statements to a `Bearing`: how their contents bear on one another, turned by their stances.

Only contents are compared. That somebody said it is no support (attestation), and whose chain it came through is for `trace` to say.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.match.claims import is_same_quotation, is_sure
from reportedly.match.denials import is_called_false, is_verdict, points_back, rejected_in, told_before
from reportedly.match.relation import compare, compare_told, rejecting
from reportedly.records import DOUBTFUL, Reason, Span
from reportedly.text.names import fold, same_name
from reportedly.text.passages import Passage

if TYPE_CHECKING:
    from reportedly.match.judge import Judge
    from reportedly.records import Article, Bearing, Match, Spans, Statement

__all__ = ["as_told", "is_renamed", "passage_of", "relate"]

_OURSELVES = re.compile(r"\b(?:we|us)\b", re.IGNORECASE)
_OURS = re.compile(r"\bour\b", re.IGNORECASE)
_MYSELF = re.compile(r"\bI\b")
_MINE = re.compile(r"\bmy\b", re.IGNORECASE)
_TELLING = re.compile(
    r"(?:(?:the|these|those|such|all|any|his|her|their|its|recent|repeated)\s+){0,2}"
    r"(?:claims?|allegations?|accusations?|assertions?|suggestions?|charges?|reports?|rumou?rs|speculation)\b"
    r"(?:\s+(?:by|from|in|on|made|of)\b[^.;:\"“”]{2,120}?)?,?\s+that\s+(?=\S)",
    re.IGNORECASE,
)
#: What a verdict on an earlier sentence weighs.
_REJECTED = -4.0


def as_told(statement: Statement, article: Article) -> Statement:
    """Return a statement as the article tells it: what it lets a hoax or a bogus report say, it denies itself."""
    fake = next((n for n, voice in enumerate(statement.chain) if n and is_called_false(voice, article.text)), None)
    if fake is None or statement.stance == "denies":
        return statement
    return replace(statement, chain=statement.chain[:fake], stance="denies")


def passage_of(statement: Statement, article: Article) -> Passage:
    """Return the content of a statement as a passage, with "we", "I", "our" and "my" glossed by the speaker's name or side.

    A content that only calls false what was told before ("it is a hoax") is glossed by that.
    """
    content = _what_is_told(statement.content, article.text)
    passage = Passage.of(article.text, content, date=article.published[:10] if article.published else None)
    if is_verdict(passage.text):
        told = " ".join(s.of(article.text) for s in reversed(tuple(told_before(article.text, statement.content[0].start))))
        return replace(passage, gloss=f"{told} {passage.text}".strip())
    passage = _with_references(passage, statement)
    if statement.is_own or statement.speaker.kind not in {"person", "organisation"}:
        return passage
    speaker = statement.speaker
    group = speaker.side or speaker.name
    text = _OURSELVES.sub(lambda _: group, passage.gloss or passage.text)
    text = _OURS.sub(lambda _: f"{group}'s", text)
    text = _MINE.sub(lambda _: f"{speaker.name}'s", _MYSELF.sub(lambda _: speaker.name, text))
    return passage if text == passage.text else replace(passage, gloss=text)


def _what_is_told(content: Spans, text: str) -> Spans:
    """Return a content without whose claim it is said to be ("claims by the mayor, Jan Rell, that the lock was shut")."""
    found = _TELLING.match(text, content[0].start, content[-1].end)
    if not found:
        return content
    rest = tuple(Span(max(span.start, found.end()), span.end) for span in content if span.end > found.end())
    return rest or content


def _with_references(passage: Passage, statement: Statement) -> Passage:
    """Put in whom the content's first pronoun means ("it was authentic": the letter)."""
    heads = [r for r in statement.refers if r.words.start == statement.content[0].start]
    if not heads:
        return passage
    return replace(passage, gloss=heads[0].name + passage.text[heads[0].words.end - heads[0].words.start :])


def relate(left: Statement, left_article: Article, right: Statement, right_article: Article, judge: Judge) -> tuple[Bearing | None, Match]:
    """Say how the right statement bears on the left one.

    Args:
        left: The statement that makes the claim.
        left_article: Its article.
        right: A statement of another place.
        right_article: Its article.
        judge: The relation model.

    Returns:
        The bearing, None where it has none or it is not known (the match's relation tells which); and the match of the contents, with the
        statements' ids and with spans into the texts of the two articles.
    """
    ours, theirs = passage_of(left, left_article), passage_of(right, right_article)
    if is_verdict(theirs.text):
        return _verdict(left, ours, right, right_article, judge)
    match = compare(ours, theirs, judge)
    flipped = False
    if right.stance == "denies" and match.relation != "supports":
        # To deny something wider than the claim denies the claim: then it is the claim that says as much as what is denied.
        wider = compare(theirs, ours, judge)
        flipped = wider.relation == "supports"
        match = wider if flipped else match
    bearing = _bearing(left, right, match)
    reasons = tuple(_placed(r, ours, theirs, flipped=flipped) for r in match.reasons)
    if bearing == "supports" and (doubt := _doubt(left, ours, right, theirs, match)):
        reasons = (*reasons, Reason(feature=DOUBTFUL, text=doubt, left=None, right=None, weight=0.0))
    return bearing, replace(match, left=left.id, right=right.id, reasons=reasons)


def _doubt(left: Statement, ours: Passage, right: Statement, theirs: Passage, match: Match) -> str | None:
    """Say why the voice on the right cannot be counted as an origin of its own for sure, None where it can."""
    if match.relation != "supports" or not is_sure(match, ours, theirs):
        return "too little of what is claimed stands in the other text to count it as an origin for sure"
    if is_renamed(left, right, match) and not left.is_own and not right.is_own:
        return "the same words under two names, which may be one voice"
    return None


def is_renamed(left: Statement, right: Statement, match: Match) -> bool:
    """Whether the same words are given to two names: two people do not say them by chance, so these may be one voice."""
    names = [fold(each.speaker.name) for each in (left, right)]
    return names[0] != names[1] and not same_name(*names) and is_same_quotation(match)


def _verdict(left: Statement, ours: Passage, right: Statement, article: Article, judge: Judge) -> tuple[Bearing | None, Match]:
    """How a verdict bears on the claim: it is on the nearest sentence before it that supports the claim, and contradicts that."""
    theirs = Passage.of(article.text, right.content)
    told = [compare_told(ours, _rejected(article.text, span), judge) for span in told_before(article.text, right.content[0].start)]
    same = next((match for match in told if match.relation == "supports"), None)
    if same is None or points_back(theirs.text) != (right.stance == "denies"):
        return None, replace(compare(ours, theirs, judge), left=left.id, right=right.id)
    whole = Span(right.content[0].start, right.content[-1].end)
    reason = Reason(feature="called_false", text=f"“{theirs.text}” of what was told before", left=None, right=whole, weight=_REJECTED)
    match = rejecting(same, (reason,), (left.id, right.id))
    if left.stance == "denies":
        return "supports", match
    return "denies" if right.stance == "denies" else "contradicts", match


def _rejected(text: str, sentence: Span) -> Passage:
    """What a sentence before a verdict tells: what it rejects itself, or all of it."""
    told = rejected_in(sentence.of(text))
    return Passage.of(text, (told.shifted(sentence.start) if told else sentence,))


def _bearing(left: Statement, right: Statement, match: Match) -> Bearing | None:
    """Turn the relation of the contents by the stances of the speakers.

    A denied claim is the claim that the content does not hold. Denying what contradicts a claim is not yet to say the claim.
    """
    same, opposed = match.relation == "supports", match.relation == "contradicts"
    if left.stance == right.stance:
        return "supports" if same else "contradicts" if opposed and left.stance == "asserts" else None
    if right.stance == "denies":
        return "denies" if same else None
    return "contradicts" if same else "supports" if opposed else None


def _placed(reason: Reason, left: Passage, right: Passage, *, flipped: bool) -> Reason:
    """Move a reason's spans to where they stand in the articles; its sides are exchanged where the comparison was."""
    ours, theirs = (reason.right, reason.left) if flipped else (reason.left, reason.right)
    return replace(
        reason,
        left=None if ours is None else left.place(ours),
        right=None if theirs is None else right.place(theirs),
    )
