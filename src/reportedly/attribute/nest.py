"""Utterances to chains: whom a voice quotes, whom it told, and what is attributed again inside a content.

Four ways lead to a further voice: one utterance stands inside another's content; the content, read again by itself, holds an
attribution; the source quotes somebody ("the report, citing officials"); the speaker told an outlet ("told the Courier").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.attribute.cues import has_speech
from reportedly.attribute.heard import told
from reportedly.attribute.inner import is_first_person, read_again, rest
from reportedly.attribute.kinds import outlet_of
from reportedly.attribute.quoting import quoted_by, quoting
from reportedly.attribute.relate import Layout, Utterance, trimmed
from reportedly.records import Span, Spans

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.attribute.tag import Frame
    from reportedly.text.outlets import Outlets

__all__ = ["Reader", "chained"]

#: Attributions are sought so many levels deep.
_DEPTH = 3
#: Utterances that begin further apart than so many characters are told apart without a look.
_APART = 3000
_TAKES_OVER = re.compile(r"[,;]?\s+(?:but|while|whereas|although|though|yet)\s+$")


@dataclass(frozen=True, slots=True)
class Reader:
    """What is needed to read a content again: the layout of the article, how to find frames in a text, who is an outlet."""

    layout: Layout
    outlets: Outlets
    frames_of: Callable[[str], tuple[Frame, ...]]
    #: Names of the article's own outlet, which is no further voice.
    own: tuple[str, ...] = ()


def chained(found: tuple[Utterance, ...], reader: Reader) -> tuple[Utterance, ...]:
    """Return the utterances with all their levels, outermost first, in reading order."""
    joined = _joined(_apart(list(found), reader.layout.text), reader)
    others = tuple(u.inner.cue for u in joined if u.inner.cue)
    quoted = [quoted_by(quoting(u, reader), reader) for u in joined]
    deep = [part for u in quoted for part in read_again(u, reader, depth=_DEPTH, others=others)]
    return tuple(sorted((told(quoted_by(quoting(u, reader), reader), reader) for u in deep), key=lambda u: (u.start, u.inner.content)))


def _joined(found: list[Utterance], reader: Reader) -> list[Utterance]:
    """Put one utterance inside another where its cue and content stand in the other's content, or where both carry one content."""
    out: list[Utterance] = []
    inside: set[int] = set()
    for i, inner in enumerate(found):
        outer = next(
            (o for j, o in enumerate(found) if j != i and j not in inside and _near_by(o, inner) and _holds(o, inner, reader)), None
        )
        if outer is None:
            continue
        inside.add(i)
        levels = (*outer.levels, *inner.levels)
        if _turned(outer, inner, reader):
            levels = (*inner.levels, *(replace(level, content=inner.inner.content) for level in outer.levels))
        out.append(replace(inner, levels=levels, confidence=outer.confidence * inner.confidence))
    for i, utterance in enumerate(found):
        held = [found[j] for j in sorted(inside) if _near_by(utterance, found[j]) and _holds(utterance, found[j], reader)]
        if i not in inside:
            out.extend(rest(utterance, held, reader.layout) if held else [utterance])
    return out


def _apart(found: list[Utterance], text: str) -> list[Utterance]:
    """End a content where another voice takes over ("A said P but B said Q")."""
    out = []
    for utterance in found:
        content = utterance.inner.content
        for other in found:
            source, cue = other.inner.source, other.inner.cue
            if other is utterance or source is None or cue is None or not _near_by(utterance, other):
                continue
            joint = _TAKES_OVER.search(text, max(0, source.start - 20), source.start)
            if joint and any(s.start < joint.start() and source.end <= s.end for s in content):
                content = tuple(
                    trimmed(Span(s.start, joint.start()), text) if s.contains(source) else s for s in content if s.start < joint.start()
                )
        out.append(replace(utterance, levels=(*utterance.levels[:-1], replace(utterance.inner, content=content))))
    return [u for u in out if u.inner.content]


def _near_by(one: Utterance, other: Utterance) -> bool:
    """Whether two utterances can share words at all: so that a long article takes time in proportion to its length."""
    return abs(one.start - other.start) < _APART


def _holds(outer: Utterance, inner: Utterance, reader: Reader) -> bool:
    """Whether the inner is told inside the outer's content."""
    a, b = outer.inner, inner.inner
    if a.cue is None or b.cue is None or inner.stance == "denies" or a.source is None or b.source is None or a.source == b.source:
        return False
    if _covers(a.content, (b.cue,)) and _covers(a.content, b.content):
        return has_speech(b.cue.of(reader.layout.text)) and not is_first_person(b.source.of(reader.layout.text))
    shared = sum(min(x.end, y.end) - max(x.start, y.start) for x in a.content for y in b.content if x.overlaps(y))
    smaller = min(sum(s.end - s.start for s in level.content) for level in (a, b))
    if shared < 0.6 * smaller:
        return False
    a_outlet, b_outlet = (outlet_of(level.source.of(reader.layout.text), reader.outlets) is not None for level in (a, b) if level.source)
    return a_outlet and not b_outlet


def _turned(outer: Utterance, inner: Utterance, reader: Reader) -> bool:
    """Whether in "According to the memo, the paper says, P" the second is the one who tells of the first."""
    a, b, text = outer.inner, inner.inner, reader.layout.text
    if not (a.cue and a.source and b.source and a.cue.of(text).casefold().startswith("according")):
        return False
    return outlet_of(b.source.of(text), reader.outlets) is not None and outlet_of(a.source.of(text), reader.outlets) is None


def _covers(spans: Spans, others: Spans) -> bool:
    return all(any(s.contains(o) for s in spans) for o in others)
