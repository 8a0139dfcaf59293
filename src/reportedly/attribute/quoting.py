"""Voices that quote: "the report, quoting officials, said P", "the Post quoted her as saying P", "X was quoted by the Courier"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.attribute.heard import scope_of
from reportedly.attribute.inner import cut
from reportedly.attribute.kinds import outlet_of
from reportedly.attribute.relate import Layout, Level, Utterance, trimmed
from reportedly.records import Span

if TYPE_CHECKING:
    from reportedly.attribute.nest import Reader

__all__ = ["quoted_by", "quoting"]

_QUOTING = re.compile(
    r"(?P<cue>\bquoting|\bciting|\bwhich (?:quoted|cited)|\bquoted|\bcited|\bquotes|\bcites)\s+(?P<who>[^,.;:\"“”]{3,90}?)"
    r"(?=\s*(?:,|\.|;|—|$|\bas saying\b|\bsaid\b|\bsays\b|\breported\b|\bthat\b|\bwho\b|\bas having\b))"
)


def quoting(utterance: Utterance, reader: Reader) -> Utterance:
    """Part "the report, quoting officials," into two voices; in "X was quoted by Y", Y comes first (`_told`)."""
    level, text = utterance.inner, reader.layout.text
    if level.cue is None:
        return utterance
    if level.source:
        within = _QUOTING.search(text, level.source.start, min(level.source.end + 12, len(text)))
        if within and within.start() > level.source.start and within.start() < level.source.end:
            first = trimmed(Span(level.source.start, within.start()), text)
            return _two(utterance, replace(level, source=first), within)
        before = re.search(
            r"(?P<who>\b[Tt]he \w+(?: \w+)?),?\s+(?P<cue>quoting|citing)\s+$", text[max(0, level.source.start - 60) : level.source.start]
        )
        if before:
            base = max(0, level.source.start - 60)
            outer = Level(Span(*before.span("who")).shifted(base), level.cue, level.content)
            inner = Level(level.source, Span(*before.span("cue")).shifted(base), level.content)
            return replace(utterance, levels=(*utterance.levels[:-1], outer, inner))
    for match in _QUOTING.finditer(text, *scope_of(utterance, reader.layout)):
        span = Span(*match.span())
        if level.source and level.source.overlaps(span):
            continue
        if (
            not any(c.start < span.start and span.end < c.end for c in level.content)
            and match["cue"] in {"quoting", "citing"}
            and _near(span, level, reader.layout)
        ):
            level = replace(level, content=tuple(p for c in level.content for p in cut(c, span) if p.end - p.start > 1) or level.content)
            return _two(utterance, level, match)
    return utterance


def _near(span: Span, level: Level, layout: Layout) -> bool:
    """Whether a quoting phrase stands between source and cue, or behind the cue, with no other sentence between."""
    return bool(level.source and level.cue) and layout.sentence(span.start) == layout.sentence(level.cue.start if level.cue else 0)


def _two(utterance: Utterance, outer: Level, match: re.Match[str]) -> Utterance:
    inner = Level(Span(*match.span("who")), Span(*match.span("cue")), outer.content)
    return replace(utterance, levels=(*utterance.levels[:-1], outer, inner))


_QUOTED_BY = re.compile(r"(?P<who>[^.;:“”\"]{3,90}?),?\s+(?:was|is|were|has been|had been)\s+quoted\s+(?:by|in)\s+$")


def quoted_by(utterance: Utterance, reader: Reader) -> Utterance:
    """In "X was quoted by the Courier as saying" X speaks, and the Courier quotes."""
    level, text = utterance.inner, reader.layout.text
    if level.source is None or outlet_of(level.source.of(text), reader.outlets) is None:
        return utterance
    start = reader.layout.sentence(level.source.start).start
    match = _QUOTED_BY.search(text[start : level.source.start])
    if not match:
        return utterance
    speaker = trimmed(Span(*match.span("who")).shifted(start), text)
    return replace(utterance, levels=(*utterance.levels, Level(speaker, level.cue, level.content)))
