"""Utterances to chains: whom a voice quotes, whom it told, and what is attributed again inside a content.

Four ways lead to a further voice: one utterance stands inside another's content; the content, read again by itself, holds an
attribution; the source quotes somebody ("the report, citing officials"); the speaker told an outlet ("told the Courier").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.attribute.cues import has_speech, speech_cues
from reportedly.attribute.kinds import kind_of, outlet_of
from reportedly.attribute.relate import Layout, Level, Utterance, trimmed, utterances
from reportedly.records import Span, Spans
from reportedly.text.sentences import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.attribute.tag import Frame
    from reportedly.text.outlets import Outlets

__all__ = ["Reader", "chained", "heard_by", "seen_by"]

#: Attributions are sought so many levels deep.
_DEPTH = 3
#: Utterances that begin further apart than so many characters are told apart without a look.
_APART = 3000
#: What is attributed again has so many words: fewer are rather an object ("asked for a rescue") than a statement.
_TOLD_AGAIN = 3
#: A remainder of fewer words says nothing by itself.
_REST = 5
_ENDS_CLAUSE = re.compile(r"[.!?;,:—–\"”](?:\s+(?:and|but|while|whereas|although|though|yet))?\s*$")
_BEGINS_CLAUSE = re.compile(r"[\"”’]?\s*[.!?;,—–]")
_TAKES_OVER = re.compile(r"[,;]?\s+(?:but|while|whereas|although|though|yet)\s+$")
#: What people were calling a thing is part of what is told of it.
_NAMING = re.compile(r"\b(?:calling|describing|reading|finding|asking|observing|noting)\b", re.IGNORECASE)
_FIRST = re.compile(r"^(?:i|we|you|me|us|my|our|your)\b", re.IGNORECASE)
#: Inside a content these are mostly the speaker again, or people in general.
_SELF = re.compile(r"^(?:he|she|they|it|who|which|that|people|everybody|everyone|somebody|someone)$", re.IGNORECASE)
_NAME = (
    r"(?P<who>(?:the\s+)?(?:[a-z]+\s+){0,2}?(?:[A-ZÀ-Þ][\w’'\-&]*)(?:\s+(?:(?:of|and|the|&)\s+)?[A-ZÀ-Þ0-9][\w’'\-&]*)*"
    r"(?:\s+(?:newspaper|magazine|website|news agency|television))?)"
)
_QUOTING = re.compile(
    r"(?P<cue>\bquoting|\bciting|\bwhich (?:quoted|cited)|\bquoted|\bcited|\bquotes|\bcites)\s+(?P<who>[^,.;:\"“”]{3,90}?)"
    r"(?=\s*(?:,|\.|;|—|$|\bas saying\b|\bsaid\b|\bsays\b|\breported\b|\bthat\b|\bwho\b|\bas having\b))"
)
_TOLD = re.compile(
    rf"\b(?i:told|tells|telling|spoke to|speaking to|talking to|interview (?:with|for|published by|on)|comments? to|remarks? to"
    rf"|statement to|speaking on|interviewed by"
    rf"|quoted (?:by|in)|cited by|as reported by|said to|wrote (?:in|for)|writing (?:in|for)|op-ed (?:in|for))\s+{_NAME}"
)
_SEEN = re.compile(rf"\b(?:seen|obtained|reviewed|published|reported|viewed|leaked to|shared with|carried)\s*(?:by|in|to|with)?\s+{_NAME}")
_OURS = re.compile(
    r"\b(?:told|tells|telling|showed|assured|informed|asked|spoke to|speaking to|spoke with|interview with|pressed by|seen by"
    r"|obtained by|reviewed by|consulted by|shared with"
    r"|provided to|called by|shown to)\s+(?P<us>us|(?:this|our) (?:newspaper|paper|station|magazine|website|site|reporter"
    r"|correspondent|programme|news desk|publication|newsroom))\b",
    re.IGNORECASE,
)


_SPOKEN = re.compile(r"(?:told|tells|telling|assured|informed|asked|spoke|speaking|interview|pressed)\b", re.IGNORECASE)
_OUR_WORK = re.compile(
    r"\b(?:when|as) we (?:called|visited|arrived|asked|looked|rang|knocked|counted)\b|\bour (?:reporters?|correspondents?"
    r"|own (?:count|check|measurements?))\b"
    r"|\b(?:a |the )?(?:reporter|correspondent) (?:for|of) (?:this|the) (?:newspaper|paper|station|agency) (?:saw|counted|watched"
    r"|visited)\b",
    re.IGNORECASE,
)


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
    deep = [part for u in joined for part in _read_again(u, reader, _DEPTH)]
    quoted = [_quoted_by(_quoting(u, reader), reader) for u in deep]
    return tuple(sorted((_told(u, reader) for u in quoted), key=lambda u: (u.start, u.inner.content)))


def heard_by(utterance: Utterance, reader: Reader) -> Span | None:
    """Return the words that show that the article's own newsroom heard or saw it; None without."""
    text = reader.layout.text
    scope = _scope(utterance, reader.layout)
    ours = _OURS.search(text, *scope)
    if ours and not _in_content(Span(*ours.span()), utterance):
        return Span(*ours.span())
    for pattern in (_TOLD, _SEEN):
        for match in pattern.finditer(text, *scope):
            if _is_own(match["who"], reader) and not _in_content(Span(*match.span()), utterance):
                return Span(match.start(), match.end("who"))
    return None


def seen_by(sentence: Span, reader: Reader) -> Span | None:
    """Return the words of an own-voice sentence that show that the newsroom saw it itself ("documents seen by this paper").

    "Told this paper" does not count here: it is a speaker whom the tagger missed, and whose word the newsroom's is not.
    """
    text = reader.layout.text
    ours = [m for pattern in (_OURS, _OUR_WORK) for m in pattern.finditer(text, *sentence)]
    found = [Span(*m.span()) for m in ours] + [
        Span(m.start(), m.end("who")) for m in _SEEN.finditer(text, *sentence) if _is_own(m["who"], reader)
    ]
    return next((span for span in sorted(found) if not _SPOKEN.match(span.of(text))), None)


def _scope(utterance: Utterance, layout: Layout) -> tuple[int, int]:
    level = utterance.inner
    at = level.cue.start if level.cue else level.content[0].start
    sentence = layout.sentence(at)
    return sentence.start, sentence.end


def _in_content(span: Span, utterance: Utterance) -> bool:
    return any(c.overlaps(span) for c in utterance.inner.content)


def _is_own(name: str, reader: Reader) -> bool:
    bare = re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE).casefold()
    return any(own == bare or own.endswith(f" {bare}") for own in reader.own)


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
            out.extend(_rest(utterance, held, reader.layout) if held else [utterance])
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
        return has_speech(b.cue.of(reader.layout.text)) and not _FIRST.match(b.source.of(reader.layout.text))
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


def _rest(outer: Utterance, held: list[Utterance], layout: Layout) -> list[Utterance]:
    """What the outer voice says beside what it attributes on, as a statement of its own; nothing when little is left."""
    cuts = [_extent(u) for u in held]
    kept: list[Span] = list(outer.inner.content)
    for cut in cuts:
        kept = [part for span in kept for part in _cut(span, cut) if part == span or _is_clause(part, cut, layout.text)]
    kept = [t for s in kept if len(words((t := trimmed(s, layout.text)).of(layout.text))) >= _REST]
    if not kept:
        return []
    return [replace(outer, levels=(*outer.levels[:-1], replace(outer.inner, content=tuple(kept))))]


def _is_clause(part: Span, cut: Span, text: str) -> bool:
    """Whether what is left before or behind a cut is whole: a mark stands between, so that no half of a clause remains."""
    return bool(_ENDS_CLAUSE.search(part.of(text)) if part.end <= cut.start else _BEGINS_CLAUSE.match(part.of(text)))


def _extent(utterance: Utterance) -> Span:
    level = utterance.inner
    spans = [*level.content, *([level.cue] if level.cue else []), *([level.source] if level.source else [])]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _cut(span: Span, cut: Span) -> list[Span]:
    if not span.overlaps(cut):
        return [span]
    return [part for part in (Span(span.start, cut.start), Span(cut.end, span.end)) if part.end > part.start]


def _read_again(utterance: Utterance, reader: Reader, depth: int) -> list[Utterance]:
    """Attribute each content span by itself; what is found inside becomes a further level."""
    if depth == 0:
        return [utterance]
    inner: list[Utterance] = []
    for span in utterance.inner.content:
        text = span.of(reader.layout.text)
        if speech_cues(text):
            inner.extend(_shifted(u, span.start) for u in utterances(reader.frames_of(text), Layout.of(text)) if _tells(u, text))
    inner = [u for u in inner if not (u.inner.cue and utterance.inner.cue and u.inner.cue.overlaps(utterance.inner.cue))]
    inner = [u for u in inner if not _speaks_of_self(u, utterance, reader)]
    if not inner:
        return [utterance]
    deeper = [replace(u, levels=(*utterance.levels, *u.levels), confidence=utterance.confidence * u.confidence) for u in inner]
    found = [part for u in deeper for part in _read_again(u, reader, depth - 1)]
    return [*_rest(utterance, inner, reader.layout), *found]


def _tells(utterance: Utterance, text: str) -> bool:
    """Whether an inner attribution is speech by somebody else, worth a link of its own."""
    level = utterance.inner
    if level.source is None or level.cue is None or _FIRST.match(level.source.of(text)):
        return False
    said = sum(len(words(s.of(text))) for s in level.content)
    if _NAMING.search(level.cue.of(text)):
        return False
    return has_speech(level.cue.of(text)) and said >= _TOLD_AGAIN and utterance.confidence >= 0.3  # noqa: PLR2004  what is less sure is left to the outer voice


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


def _quoting(utterance: Utterance, reader: Reader) -> Utterance:
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
    for match in _QUOTING.finditer(text, *_scope(utterance, reader.layout)):
        span = Span(*match.span())
        if level.source and level.source.overlaps(span):
            continue
        if (
            not any(c.start < span.start and span.end < c.end for c in level.content)
            and match["cue"] in {"quoting", "citing"}
            and _near(span, level, reader.layout)
        ):
            level = replace(level, content=tuple(p for c in level.content for p in _cut(c, span) if p.end - p.start > 1) or level.content)
            return _two(utterance, level, match)
    return utterance


def _near(span: Span, level: Level, layout: Layout) -> bool:
    """Whether a quoting phrase stands between source and cue, or behind the cue, with no other sentence between."""
    return bool(level.source and level.cue) and layout.sentence(span.start) == layout.sentence(level.cue.start if level.cue else 0)


def _two(utterance: Utterance, outer: Level, match: re.Match[str]) -> Utterance:
    inner = Level(Span(*match.span("who")), Span(*match.span("cue")), outer.content)
    return replace(utterance, levels=(*utterance.levels[:-1], outer, inner))


_QUOTED_BY = re.compile(r"(?P<who>[^.;:“”\"]{3,90}?),?\s+(?:was|is|were|has been|had been)\s+quoted\s+(?:by|in)\s+$")


def _quoted_by(utterance: Utterance, reader: Reader) -> Utterance:
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


def _told(utterance: Utterance, reader: Reader) -> Utterance:
    """Put the outlet before the speaker in "told the Courier", "in an interview with", "was quoted by", "a letter seen by"."""
    level, text = utterance.inner, reader.layout.text
    start, end = _scope(utterance, reader.layout)
    known = [lv.source for lv in utterance.levels if lv.source]
    patterns = (_TOLD, _SEEN) if level.source and kind_of(level.source.of(text), reader.outlets) == "document" else (_TOLD,)
    for pattern in patterns:
        for match in pattern.finditer(text, start, end):
            who = Span(*match.span("who"))
            own_source = level.source is not None and level.source.contains(who) and pattern is _TOLD
            if (
                own_source
                or any(k == who for k in known)
                or (_in_content(who, utterance) and not (level.source and level.source.contains(who)))
            ):
                continue
            if level.cue and pattern is _TOLD and not _beside(match, level, text):
                continue
            if outlet_of(match["who"], reader.outlets) and not _is_own(match["who"], reader):
                heard = Level(who, level.cue, level.content)
                return replace(utterance, levels=(*utterance.levels[:-1], heard, level))
    return utterance


def _beside(match: re.Match[str], level: Level, text: str) -> bool:
    """Whether the telling belongs to this cue: the cue is its verb, or no other clause stands between them."""
    if level.cue is None:
        return False
    if level.cue.start <= match.end() and match.start() <= level.cue.end:
        return True
    low, high = sorted((match.end(), level.cue.start)) if match.end() <= level.cue.start else sorted((level.cue.end, match.start()))
    between = text[low:high]
    return not re.search(r"[.;:\"“”]|\b(?:but|while|whereas)\b", between) and len(between.split()) <= 18  # noqa: PLR2004  one clause
