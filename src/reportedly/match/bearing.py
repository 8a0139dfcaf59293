"""Two statements to a `Bearing`: how their contents bear on one another, turned by their stances.

Only contents are compared. That somebody said it is no support (attestation), and whose chain it came through is for `trace` to say.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.match.relation import compare
from reportedly.text.passages import Passage

if TYPE_CHECKING:
    from reportedly.match.judge import Judge
    from reportedly.records import Article, Bearing, Match, Reason, Statement

__all__ = ["passage_of", "relate"]

_OURSELVES = re.compile(r"\b(?:we|us)\b", re.IGNORECASE)
_OURS = re.compile(r"\bour\b", re.IGNORECASE)
_MYSELF = re.compile(r"\bI\b")
_MINE = re.compile(r"\bmy\b", re.IGNORECASE)


def passage_of(statement: Statement, article: Article) -> Passage:
    """Return the content of a statement as a passage, with "we", "I", "our" and "my" glossed by the speaker's name or side."""
    passage = Passage.of(article.text, statement.content, date=article.published[:10] if article.published else None)
    passage = _with_references(passage, statement)
    if statement.is_own or statement.speaker.kind not in {"person", "organisation"}:
        return passage
    speaker = statement.speaker
    group = speaker.side or speaker.name
    text = _OURSELVES.sub(lambda _: group, passage.gloss or passage.text)
    text = _OURS.sub(lambda _: f"{group}'s", text)
    text = _MINE.sub(lambda _: f"{speaker.name}'s", _MYSELF.sub(lambda _: speaker.name, text))
    return passage if text == passage.text else replace(passage, gloss=text)


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
    match = compare(ours, theirs, judge)
    flipped = False
    if right.stance == "denies" and match.relation != "supports":
        # To deny something wider than the claim denies the claim: then it is the claim that says as much as what is denied.
        wider = compare(theirs, ours, judge)
        flipped = wider.relation == "supports"
        match = wider if flipped else match
    bearing = _bearing(left, right, match)
    reasons = tuple(_placed(r, ours, theirs, flipped=flipped) for r in match.reasons)
    return bearing, replace(match, left=left.id, right=right.id, reasons=reasons)


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
