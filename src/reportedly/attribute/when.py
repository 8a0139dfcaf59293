"""When a speaker is said to have spoken, as opposed to when what they speak of happened.

A time phrase of the cue's sentence belongs to the speaking when it stands outside the content and beside the cue ("said on Sunday", "On
Tuesday, she told"), or inside a source that is published then ("a report published on Sunday").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.records import Span, When
from reportedly.text.dates import time_phrases

if TYPE_CHECKING:
    from reportedly.attribute.relate import Level

__all__ = ["when_said"]

#: More words between cue and phrase are another clause.
_NEAR = 9
_PREPOSITION = re.compile(r"\b(?:(?:late|early|earlier)\s+)?(?:on|in|at|during|as of)\s+(?:the\s+)?$", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:publish|releas|issu|report|broadcast|air|post|written|wrote|interview|statement)\w*", re.IGNORECASE)
_OTHER_CLAUSE = re.compile(r"[.;:]|\b(?:who|which|that|while|when|after|before|because)\b", re.IGNORECASE)


def when_said(text: str, *, sentence: Span, level: Level, published: str | None) -> When | None:
    """Return when the speaker spoke, as far as the cue's sentence tells.

    Args:
        text: The article's text.
        sentence: The sentence of the cue.
        level: Source, cue and content: without a cue nothing is told, and times in the content are its own.
        published: ISO 8601 date or date-time of the article, from which relative phrases count.

    Returns:
        The time with its words; both ends None where they stay open. None where no phrase belongs to the speaking.
    """
    cue = level.cue
    if cue is None:
        return None
    options = []
    for phrase in time_phrases(text, published=published, within=sentence):
        words = _with_preposition(phrase.words, sentence, text)
        if any(words.overlaps(s) for s in level.content):
            continue
        distance = _distance(words, level, sentence, text)
        if distance is not None:
            options.append((distance, words.start, When(start=phrase.start, end=phrase.end, words=words, how=phrase.how)))
    return min(options, key=lambda o: o[:2])[2] if options else None


def _with_preposition(words: Span, sentence: Span, text: str) -> Span:
    lead = _PREPOSITION.search(text[sentence.start : words.start])
    return Span(sentence.start + lead.start(), words.end) if lead else words


def _distance(words: Span, level: Level, sentence: Span, text: str) -> int | None:
    """How many words lie between a phrase and the speaking; None where it belongs to something else."""
    source, cue = level.source, level.cue
    if cue is None:
        return None
    if source and source.contains(words):
        return 1 if _PUBLISHED.search(source.of(text)) else None
    if cue.overlaps(words):
        return 0
    low, high = sorted((words, cue))
    between = text[low.end : high.start]
    if source and low.end <= source.start and source.end <= high.start:
        between = text[low.end : source.start] + text[source.end : high.start]
    if words.start == sentence.start and len(between.split()) <= 2 * _NEAR and not re.search(r"[.;]", between):
        return _NEAR
    count = len(between.split())
    return None if count > _NEAR or _OTHER_CLAUSE.search(between) else count
