"""Attributions inside a content: a content is itself text, read again by itself, and what it attributes is a further level."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.attribute.cues import has_speech, speech_cues
from reportedly.attribute.kinds import outlet_of
from reportedly.attribute.relate import Layout, Level, Utterance, trimmed, utterances
from reportedly.records import Span, Spans
from reportedly.text.quotes import inside as quoted
from reportedly.text.sentences import words

if TYPE_CHECKING:
    from reportedly.attribute.nest import Reader

__all__ = ["cut", "is_first_person", "read_again", "rest"]

#: What is attributed again has so many words: fewer are rather an object ("asked for a rescue") than a statement.
_TOLD_AGAIN = 3
#: What is less sure is left to the outer voice.
_SURE = 0.3
#: A remainder of fewer words says nothing by itself.
_REST = 5
_ENDS_CLAUSE = re.compile(r"[.!?;,:—–\"”](?:\s+(?:and|but|while|whereas|although|though|yet))?\s*$")
_BEGINS_CLAUSE = re.compile(r"[\"”’]?\s*[.!?;,—–]")
#: What people were calling a thing is part of what is told of it.
_NAMING = re.compile(r"\b(?:calling|describing|reading|finding|asking|observing|noting)\b", re.IGNORECASE)
_FIRST = re.compile(r"^(?:i|we|you|me|us|(?:my|our|your)(?: \w+)?)$", re.IGNORECASE)
#: Inside a content these are mostly the speaker again, or people in general.
_SELF = re.compile(r"^(?:he|she|they|it|who|which|that|people|everybody|everyone|somebody|someone|whoever|anybody|anyone)$", re.IGNORECASE)
#: These put something forward where a clause follows ("guaranteed that P"), and else only do something ("welcomed the visit").
_WITH_CLAUSE = re.compile(
    r"\b(?:guarante|assur|indicat|emphasi|underlin|underscor|reiterat|reaffirm|express|voic|point(?:s|ed|ing)? out|clear"
    r"|believ|think|thought|hope|fear|worr|doubt|view|opinion|convinc|convey|demand|agree|accept|hint|signal|rul|judg|decid)\w*",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\b(?:that|whether|how|why)\s+[\"“‘'«]?\s*$")


def read_again(utterance: Utterance, reader: Reader, *, depth: int, others: Spans) -> list[Utterance]:
    """Attribute each content span by itself; what is found inside becomes a further level.

    Args:
        utterance: The outer utterance.
        reader: How a text is read.
        depth: How many levels more are sought.
        others: Cues of the text as a whole. Read there, with all its sentence, a cue has its own source ("He blamed the storm and said
            P"); read in a content that reaches too far it would get another.

    Returns:
        The utterance, or what is left of it, and those inside it.
    """
    if depth == 0:
        return [utterance]
    inner: list[Utterance] = []
    for span in utterance.inner.content:
        text = span.of(reader.layout.text)
        if speech_cues(text) or _WITH_CLAUSE.search(text):
            inner.extend(_shifted(u, span.start) for u in utterances(reader.frames_of(text), Layout.of(text)) if _tells(u, text))
    inner = [u for u in inner if not (u.inner.cue and utterance.inner.cue and u.inner.cue.overlaps(utterance.inner.cue))]
    inner = [u for u in inner if not _speaks_of_self(u, utterance, reader) and not _of_another(u, others)]
    if not inner:
        return [utterance]
    inner = [*inner[:-1], _with_more(inner[-1], utterance, reader.layout)]
    deeper = [replace(u, levels=(*utterance.levels, *u.levels), confidence=utterance.confidence * u.confidence) for u in inner]
    found = [part for u in deeper for part in read_again(u, reader, depth=depth - 1, others=others)]
    return [*rest(utterance, inner, reader.layout), *found]


def _with_more(inner: Utterance, outer: Utterance, layout: Layout) -> Utterance:
    """The last inner voice with the quotations that go on behind it ("“P,” she said, according to the Post. “Q”")."""
    level = inner.inner
    if level.cue is None or quoted(level.cue, layout.quotations) or not quoted(level.content[-1], layout.quotations):
        return inner
    end = max(level.content[-1].end, level.cue.end)
    more = tuple(s for s in outer.inner.content if s.start >= end and quoted(s, layout.quotations))
    return replace(inner, levels=(*inner.levels[:-1], replace(level, content=(*level.content, *more))))


def _tells(utterance: Utterance, text: str) -> bool:
    """Whether an inner attribution is speech or belief of somebody else, worth a link of its own."""
    level = utterance.inner
    if level.source is None or level.cue is None or is_first_person(level.source.of(text)):
        return False
    said = sum(len(words(s.of(text))) for s in level.content)
    cue = level.cue.of(text)
    if _NAMING.search(cue) or said < _TOLD_AGAIN or utterance.confidence < _SURE:
        return False
    return has_speech(cue) or (bool(_WITH_CLAUSE.search(cue)) and bool(_CLAUSE.search(text, 0, level.content[0].start)))


def is_first_person(source: str) -> bool:
    """Return whether a source is the one who speaks ("I", "our office"): inside a content that is its own speaker, no further voice."""
    return bool(_FIRST.match(source))


def _of_another(inner: Utterance, others: Spans) -> bool:
    cue = inner.inner.cue
    return cue is not None and any(cue.overlaps(other) for other in others)


def _speaks_of_self(inner: Utterance, outer: Utterance, reader: Reader) -> bool:
    """Whether a pronoun inside a content is most likely its speaker; an outlet is no "she"."""
    text, speaker = reader.layout.text, outer.inner.source
    if inner.inner.source is None or not _SELF.match(inner.inner.source.of(text)):
        return False
    return speaker is None or outlet_of(speaker.of(text), reader.outlets) is None


def _shifted(utterance: Utterance, by: int) -> Utterance:
    return replace(
        utterance,
        levels=tuple(
            Level(
                level.source.shifted(by) if level.source else None,
                level.cue.shifted(by) if level.cue else None,
                tuple(s.shifted(by) for s in level.content),
            )
            for level in utterance.levels
        ),
    )


def rest(outer: Utterance, held: list[Utterance], layout: Layout) -> list[Utterance]:
    """Return what the outer voice says beside what it attributes on, as a statement of its own; nothing when little is left."""
    kept: list[Span] = list(outer.inner.content)
    for out in [_extent(u) for u in held]:
        kept = [part for span in kept for part in cut(span, out) if part == span or _is_clause(part, out, layout.text)]
    kept = [t for s in kept if len(words((t := trimmed(s, layout.text)).of(layout.text))) >= _REST]
    if not kept:
        return []
    return [replace(outer, levels=(*outer.levels[:-1], replace(outer.inner, content=tuple(kept))))]


def _is_clause(part: Span, out: Span, text: str) -> bool:
    """Whether what is left before or behind a cut is whole: a mark stands between, so that no half of a clause remains."""
    return bool(_ENDS_CLAUSE.search(part.of(text)) if part.end <= out.start else _BEGINS_CLAUSE.match(part.of(text)))


def _extent(utterance: Utterance) -> Span:
    level = utterance.inner
    spans = [*level.content, *([level.cue] if level.cue else []), *([level.source] if level.source else [])]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def cut(span: Span, out: Span) -> list[Span]:
    """Return the parts of a span that are left when another is cut out."""
    if not span.overlaps(out):
        return [span]
    return [part for part in (Span(span.start, out.start), Span(out.end, span.end)) if part.end > part.start]
