"""Whom a cue of telling addresses ("told us her ward had no heating"): no part of the content, which begins behind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.records import Span

if TYPE_CHECKING:
    from reportedly.records import Spans

__all__ = ["behind_listener"]

_TELLS = re.compile(
    r"\b(?:tell|tells|told|telling|inform(?:s|ed|ing)?|assur(?:e|es|ed|ing)|remind(?:s|ed|ing)?|warn(?:s|ed|ing)?)$", re.IGNORECASE
)
_CAPITALS = r"(?:[Tt]he\s+)?[A-ZÀ-Þ][\w’'\-]*(?:\s+(?:(?:of|and|the)\s+|&\s+)?[A-ZÀ-Þ][\w’'\-]*){0,4}"
_LISTENER = rf"(?:us|me|them|him|her|you|it|reporters|journalists|{_CAPITALS}|(?:the|an?)\s+[a-z][\w\-]*)"
#: What a clause can begin with, so that what stands before it is whole.
_SUBJECT = (
    r"(?:(?:her|his|its|their|our|my|your|this|these|those|no|every|both|an?|the)\s+(?:[\w’'\-]+\s+){0,3}"
    r"|(?:he|she|they|we|it|there|nobody|nothing)\s+)"
)
_BETWEEN = re.compile(rf"\s+{_LISTENER}\s+(?:that\s+)?(?P<subject>{_SUBJECT})$")
_BEGINS = re.compile(rf"{_LISTENER}\s+(?:that\s+)?(?={_SUBJECT})")


def behind_listener(content: Spans, cue: Span, text: str) -> Spans:
    """Return a content that begins behind the listener: with all of its subject, and without the listener.

    Args:
        content: The content as it was cut.
        cue: The words that tell ("told").
        text: The text of both.
    """
    first = next((s for s in content if s.start >= cue.end), None)
    if first is None or not _TELLS.search(cue.of(text)):
        return content
    start = _start(first, cue, text)
    return tuple(Span(start, s.end) if s is first else s for s in content)


def _start(first: Span, cue: Span, text: str) -> int:
    left = _BETWEEN.fullmatch(text, cue.end, first.start)
    if left:
        return left.start("subject")
    taken = _BEGINS.match(text, first.start, first.end) if not text[cue.end : first.start].strip() else None
    return taken.end() if taken else first.start
