"""Attributions by fixed phrases, which the tagger has seen too rarely: "by the airline's own account, P" and "..., denying that P"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.attribute.tag import Frame
from reportedly.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.attribute.relate import Layout

__all__ = ["by_phrases"]

#: A fixed phrase is rarely wrong, its reach sometimes.
_SURE = 0.8
_ACCOUNT = re.compile(
    r"\b(?:[Bb]y|[Ii]n|[Oo]n)\s+(?P<who>[\w’'][\w’' \-]{1,60}?)(?:[’']s|(?<=s)[’'])\s+(?:own\s+)?"
    r"(?P<cue>account|telling|admission|reckoning|estimate),\s+(?P<what>[^\n]+)"
)
_DENYING = re.compile(r",\s+(?P<cue>denying)\s+(?P<what>(?:that\s+|any\s+|having\s+)[^\n]+)")


def by_phrases(found: tuple[Frame, ...], layout: Layout) -> tuple[Frame, ...]:
    """Return the frames with those that fixed phrases make, where none of the tagger's has that cue."""
    made = [*_accounts(layout), *_denials(found, layout)]
    new = [f for f in made if not any(o.cue and f.cue and o.cue.overlaps(f.cue) for o in found)]
    return tuple(sorted((*found, *new), key=lambda f: f.cue or f.content[0]))


def _accounts(layout: Layout) -> Iterator[Frame]:
    for match in _ACCOUNT.finditer(layout.text):
        content = _in_sentence(match, layout)
        if content:
            yield Frame(Span(*match.span("cue")), (Span(*match.span("who")),), (content,), _SURE)


def _denials(found: tuple[Frame, ...], layout: Layout) -> Iterator[Frame]:
    """Yield what the speaker of a cue before it in the sentence is "denying"."""
    for match in _DENYING.finditer(layout.text):
        sentence, content = layout.sentence(match.start()), _in_sentence(match, layout)
        before = [f for f in found if f.cue and f.source and sentence.start <= f.cue.start < match.start()]
        if before and content:
            yield Frame(Span(*match.span("cue")), before[-1].source[:1], (content,), min(_SURE, before[-1].confidence))


def _in_sentence(match: re.Match[str], layout: Layout) -> Span | None:
    """What the phrase attributes, as far as its sentence goes."""
    start = match.start("what")
    end = layout.sentence(match.start()).end
    return Span(start, min(end, match.end("what"))) if start < end else None
