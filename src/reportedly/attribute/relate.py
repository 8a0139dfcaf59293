"""Frames to utterances: one attribution each, cleaned, with denials and quotations that carry on put right.

An utterance is still anonymous: it knows the spans of source, cue and content at each level, not yet who is meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.attribute.addressed import behind_listener
from reportedly.attribute.cues import PUT_FORWARD, act_of, asks, has_speech, is_anaphor, is_hedge, is_silence
from reportedly.attribute.datelines import behind_dateline
from reportedly.attribute.edges import trimmed, whole_quotations, within_paragraphs
from reportedly.attribute.parted import inverted, joined
from reportedly.attribute.phrases import by_phrases
from reportedly.attribute.sources import claimant, source_of
from reportedly.records import Span, Spans
from reportedly.text.quotes import quotations
from reportedly.text.sentences import paragraphs, sentence_at, sentences, words

if TYPE_CHECKING:
    from reportedly.attribute.tag import Frame
    from reportedly.records import Stance
    from reportedly.text.quotes import Quotation

__all__ = ["Layout", "Level", "Utterance", "trimmed", "utterances"]


@dataclass(frozen=True, slots=True)
class Level:
    """One voice of a chain as it stands in the text; source None where it is understood."""

    source: Span | None
    cue: Span | None
    content: Spans


@dataclass(frozen=True, slots=True)
class Utterance:
    """One attribution: its levels, outermost first."""

    levels: tuple[Level, ...]
    stance: Stance
    confidence: float

    @property
    def inner(self) -> Level:
        """The level whose content is put forward."""
        return self.levels[-1]

    @property
    def start(self) -> int:
        """Where it begins to be told: the first offset of cue and content."""
        level = self.inner
        return min([s.start for s in level.content] + ([level.cue.start] if level.cue else []))


@dataclass(frozen=True, slots=True)
class Layout:
    """What the text looks like: found once an article and passed along."""

    text: str
    paragraphs: Spans
    sentences: Spans
    quotations: tuple[Quotation, ...]

    @classmethod
    def of(cls, text: str) -> Layout:
        """Find paragraphs, sentences and quotations of a text."""
        return cls(text, paragraphs(text), sentences(text), quotations(text))

    def sentence(self, offset: int) -> Span:
        """The sentence that holds the offset."""
        return sentence_at(self.sentences, offset) or Span(0, len(self.text))

    def paragraph(self, offset: int) -> Span:
        """The paragraph that holds the offset."""
        return sentence_at(self.paragraphs, offset) or Span(0, len(self.text))


#: Fewer words, outside quotation marks, put nothing forward ("it", "so").
_LEAST = 2
#: Two readings of one source and content with different stances: the one surer than this stays beside the other.
_SURE = 0.5
#: So much of a content tells whether the cue puts anything forward ("said he had no comment"); what comes later is its matter.
_NEAR = 40
#: Words that put nothing forward by themselves ("known to everyone as").
_NO_CUE = re.compile(r"(?:as|of|for|to|about|with|on|the|an?|and|or|is|are|was|were|has|had|have)", re.IGNORECASE)
_NAME_ONLY = re.compile(r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-ZÀ-Þ][a-zà-ÿ]+)")
_FIRST_PERSON = re.compile(r"^(?:i|we|you|me|us|my|our|your|let[’']s)\b", re.IGNORECASE)
_CLAIMS_BY = re.compile(rf"\b{PUT_FORWARD}\s+(?:made\s+)?(?:by|from|of)$", re.IGNORECASE)
_SAID_THAT = re.compile(
    r"^(?:(?:the|an?|any|all|these|those|such|recent|media|press|previous|earlier|widespread|his|her|its|their)\s+)*"
    r"(?P<noun>claims?|allegations?|accusations?|reports?|suggestions?|charges?|assertions?|rumou?rs?|speculation|idea|notion)"
    r"(?:\s+(?:made\s+)?(?:by|from|of|in)\s+(?P<who>[^,.;]{2,80}?(?:,[^,.;]{2,60}(?=,))?))?\s*,?\s+that\s+(?P<what>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_CHARGE = re.compile(
    r"[,;—–-]\s*(?P<noun>(?:an?|the|all)?\s*(?:charge|claim|allegation|accusation|suggestion|assertion|report)s?|which|something)\s+(?:that\s+|which\s+)?"
    r"(?P<who>[^,.;\"“”]{2,70}?)\s+(?P<cue>(?:has|have|had)?\s*(?:\w+ly\s+)?(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|disput(?:es?|ed)))\b"
)


def utterances(found: tuple[Frame, ...], layout: Layout) -> tuple[Utterance, ...]:
    """Return the attributions of a text in reading order, each of one level as yet."""
    found = by_phrases(found, layout)
    made = [_first(frame, layout) for frame in found if not _only_quotes(frame, found, layout)]
    kept = _unshared([u for u in made if u], layout.text)
    kept = _with_charges(kept, layout)
    kept = [part for u in kept for part in _denied_claim(u, layout.text)]
    kept = [_pointed(u, kept, layout) for u in kept]
    kept = [part for u in kept for part in _by_paragraph(u, layout)]
    kept = _carried_on(kept, layout)
    return tuple(sorted(_distinct(kept), key=lambda u: (u.start, u.inner.content)))


def _only_quotes(frame: Frame, found: tuple[Frame, ...], layout: Layout) -> bool:
    """Whether the cue is "quoting" or "citing" beside another cue of its sentence that carries the content."""
    if frame.cue is None or frame.cue.of(layout.text).strip().casefold() not in {"quoting", "citing"}:
        return False
    sentence = layout.sentence(frame.cue.start)
    return any(other is not frame and other.cue and sentence.contains(other.cue) for other in found)


def _first(frame: Frame, layout: Layout) -> Utterance | None:
    """The frame as an utterance, or None where nothing is put forward by a voice."""
    text = layout.text
    cue = frame.cue
    if cue is None or _NO_CUE.fullmatch(cue.of(text)):
        return None
    content = tuple(behind_dateline(c, text, layout.paragraphs) for c in behind_listener(frame.content, cue, text))
    content = whole_quotations(tuple(trimmed(c, text) for c in content), cue, layout)
    content = tuple(s for s in content if s.end - s.start > 1)
    content = _beside_cue(tuple(part for span in content for part in within_paragraphs(span, layout)), cue, layout)
    source = source_of(frame, cue, content, layout)
    source = _of_one_sentence(source, cue, layout) if source else None
    source, content = _of_doing(source, cue, content, text)
    turned = inverted(cue, layout)
    source, content = turned or (source, joined(content, source, cue, layout))
    content = tuple(trimmed(s, text) for s in content if source is None or not s.overlaps(source))
    if not content:
        return None
    cue_words = cue.of(text)
    said = " ".join(s.of(text) for s in content)
    if source is None and _NAME_ONLY.fullmatch(cue_words) and not has_speech(cue_words):
        return None
    told = text[cue.start : min(layout.sentence(cue.start).end, cue.end + 70)]
    if any(is_silence(w) for w in (f"{_lead(source, cue, text)} {cue_words} {said[:_NEAR]}", told)):
        return None
    if _is_asked(cue, source, layout) or asks(text[cue.start : max(cue.end, content[0].start)], content[0].of(text)):
        return None
    if _inside_own_words(source, cue, layout) or _is_title(source, cue, content, layout):
        return None
    if source is None and (is_hedge(cue_words) or not has_speech(cue_words)):
        return None
    if sum(len(words(s.of(text))) for s in content) < _LEAST and not any(q.inner.overlaps(s) for q in layout.quotations for s in content):
        return None
    act = act_of(cue_words, _lead(source, cue, text), said)
    if act == "nothing" or (source and re.match(r"(?:neither|nobody|no one|none|nothing)\b", source.of(text), re.IGNORECASE)):
        return None
    return Utterance((Level(source, cue, content),), act, frame.confidence)


def _of_one_sentence(source: Span, cue: Span, layout: Layout) -> Span:
    """The source as far as it stands in the cue's sentence, else in the one where it begins."""
    home = layout.sentence(cue.start)
    home = home if home.overlaps(source) else layout.sentence(source.start)
    return Span(max(source.start, home.start), min(source.end, home.end))


def _of_doing(source: Span | None, cue: Span, content: Spans, text: str) -> tuple[Span | None, Spans]:
    """Give "of playing" in "accused by A of playing P" to the content."""
    joint = re.search(r"\s+of(?:\s+(?=\w+ing\b)|$)", source.of(text)) if source and re.search(r"accus|suspect", cue.of(text)) else None
    if source is None or joint is None:
        return source, content
    start = source.start + joint.end()
    after = [s for s in content if s.start >= source.start]
    if not after:
        return source, content
    grown = Span(min(start, after[0].start), after[0].end)
    return Span(source.start, source.start + joint.start()), tuple(grown if s is after[0] else s for s in content)


def _beside_cue(content: Spans, cue: Span, layout: Layout) -> Spans:
    """Drop content in other sentences than the cue's, unless it is quotation or nothing stands beside the cue."""
    home = layout.sentence(cue.start)
    content = tuple(_from_home(s, home, layout) for s in content)
    beside = tuple(s for s in content if s.overlaps(home) or any(q.outer.overlaps(s) for q in layout.quotations))
    return beside if any(s.overlaps(home) for s in content) else content


def _from_home(span: Span, home: Span, layout: Layout) -> Span:
    """The span without the sentences before the cue's, unless a quotation holds or crosses their end."""
    if not span.start < home.start < span.end or any(q.outer.overlaps(Span(span.start, home.start)) for q in layout.quotations):
        return span
    return Span(home.start, span.end)


def _lead(source: Span | None, cue: Span, text: str) -> str:
    """What stands between source and cue, where "did not" hides; nothing when they are far apart."""
    start = max(cue.start - 25, source.end) if source and source.end <= cue.start else max(0, cue.start - 12)
    between = text[start : cue.start]
    return between.rsplit(".", 1)[-1].rsplit(",", 1)[-1]


def _is_asked(cue: Span, source: Span | None, layout: Layout) -> bool:
    """Whether the words tell of a question to the speaker ("Asked for the records, he said", "we asked her how")."""
    words_ = cue.of(layout.text)
    if words_ == "Asked":
        return layout.sentence(cue.start).start == cue.start
    ours = source is not None and source.of(layout.text).casefold() in {"we", "i"}
    return ours and re.match(r"ask", words_, re.IGNORECASE) is not None


def _inside_own_words(source: Span | None, cue: Span, layout: Layout) -> bool:
    """Whether somebody speaks of themselves or to the listener inside a quotation ("I think")."""
    if source is None or not _FIRST_PERSON.match(source.of(layout.text)):
        return False
    return any(q.outer.start <= cue.start < q.outer.end for q in layout.quotations)


def _is_title(source: Span | None, cue: Span, content: Spans, layout: Layout) -> bool:
    """Whether source and cue stand between quotation marks and the content outside ("What the Ferryman Said" closes on Sunday)."""
    held = [q.inner for q in layout.quotations if q.closed and q.outer.contains(cue) and (source is None or q.outer.contains(source))]
    return bool(held) and not any(s.overlaps(held[0]) for s in content)


def _unshared(found: list[Utterance], text: str) -> list[Utterance]:
    """Cut from a source what is another cue's source before it ("According to the memo, the paper says")."""
    sources = [u.inner.source for u in found if u.inner.source]
    out = []
    for utterance in found:
        source = utterance.inner.source
        others = [s.end for s in sources if source and s != source and s.start == source.start and s.end + 1 < source.end]
        if source and others and text[max(others)] == ",":
            rest = Span(max(others) + 2, source.end)
            utterance = replace(utterance, levels=(replace(utterance.inner, source=rest),))  # noqa: PLW2901  the same utterance, put right
        out.append(utterance)
    return out


def _with_charges(found: list[Utterance], layout: Layout) -> list[Utterance]:
    """Add "P, a charge X denies" where the tagger saw only who makes the charge, and cut it from P."""
    out = list(found)
    for match in _CHARGE.finditer(layout.text):
        who, cue = Span(*match.span("who")), Span(match.start("cue"), match.end("cue"))
        cue = Span(cue.start + len(cue.of(layout.text)) - len(cue.of(layout.text).lstrip()), cue.end)
        sentence = layout.sentence(match.start())
        out = [_without(u, Span(match.start(), match.end())) for u in out if not (u.inner.cue and u.inner.cue.overlaps(cue))]
        out = [u for u in out if u.inner.content]
        before = [
            u
            for u in out
            if sentence.start <= u.start and u.inner.content[-1].end <= match.start() + 1 and u.inner.content[0].start >= sentence.start
        ]
        content = before[-1].inner.content if before else (trimmed(Span(sentence.start, match.start()), layout.text),)
        if before and before[-1].inner.cue and before[-1].inner.cue.end <= content[0].start:
            whole = (trimmed(Span(content[0].start, match.start()), layout.text),)
            out = [replace(u, levels=(replace(u.inner, content=whole),)) if u is before[-1] else u for u in out]
            content = whole
        out.append(Utterance((Level(who, cue, content),), "denies", 0.8))
    return out


def _without(utterance: Utterance, cut: Span) -> Utterance:
    """The utterance with a stretch taken out of its content."""
    kept: list[Span] = []
    for span in utterance.inner.content:
        if not span.overlaps(cut):
            kept.append(span)
            continue
        kept.extend(
            part
            for part in (Span(span.start, min(span.end, cut.start)), Span(max(span.start, cut.end), span.end))
            if part.end - part.start > 1
        )
    level = replace(utterance.inner, content=tuple(kept))
    return replace(utterance, levels=(*utterance.levels[:-1], level))


def _denied_claim(utterance: Utterance, text: str) -> list[Utterance]:
    """Split "denied claims by Z that P": the denier's P, and Z's where Z is named."""
    level = utterance.inner
    level = _claim_of(level, text) if utterance.stance == "denies" else level
    match = _SAID_THAT.match(level.content[0].of(text)) if utterance.stance == "denies" else None
    if not match:
        who = claimant(level.cue, level.source, level.content, text) if utterance.stance == "denies" and level.cue else None
        return [utterance, Utterance((Level(who, level.cue, level.content),), "asserts", utterance.confidence)] if who else [utterance]
    base = level.content[0].start
    content = (trimmed(Span(*match.span("what")).shifted(base), text), *level.content[1:])
    denied = replace(utterance, levels=(replace(level, content=content),))
    if not match["who"]:
        return [denied]
    noun, who = (Span(*match.span(part)).shifted(base) for part in ("noun", "who"))
    return [denied, Utterance((Level(who, noun, content),), "asserts", utterance.confidence)]


def _claim_of(level: Level, text: str) -> Level:
    """Give "claims by" at the end of a cue that denies to the content, which goes on with who made them."""
    cue, first = level.cue, level.content[0]
    noun = _CLAIMS_BY.search(cue.of(text)) if cue and 0 <= first.start - cue.end <= 1 else None
    if cue is None or noun is None or noun.start() == 0:
        return level
    cut = cue.start + noun.start()
    return replace(level, cue=Span(cue.start, cut - 1), content=(Span(cut, first.end), *level.content[1:]))


def _pointed(utterance: Utterance, others: list[Utterance], layout: Layout) -> Utterance:
    """Give a denial that only points ("denied it", "a claim he disputes") the content it points at."""
    level = utterance.inner
    if utterance.stance != "denies" or not all(is_anaphor(s.of(layout.text)) for s in level.content):
        return utterance
    sentence = layout.sentence(level.cue.start if level.cue else utterance.start)
    earlier = [u for u in others if u is not utterance and u.stance == "asserts" and u.inner.content[0].start < level.content[0].start]
    earlier = [u for u in earlier if u.inner.content[0].start >= sentence.start] or earlier
    if earlier:
        return replace(utterance, levels=(replace(level, content=earlier[-1].inner.content),))
    before = [s for s in layout.sentences if s.end <= sentence.start]
    return replace(utterance, levels=(replace(level, content=(trimmed(before[-1], layout.text),)),)) if before else utterance


def _by_paragraph(utterance: Utterance, layout: Layout) -> list[Utterance]:
    """Part the content that stands in later paragraphs than the cue: there it is a quotation that carries on, without a cue."""
    level = utterance.inner
    if level.cue is None:
        return [utterance]
    home = layout.paragraph(level.cue.start)
    at_home = tuple(s for s in level.content if s.start < home.end and s.end > home.start)
    away = tuple(s for s in level.content if s not in at_home and s.start >= home.end)
    if not at_home or not away:
        return [utterance]
    later = [Utterance((Level(None, None, (span,)),), utterance.stance, utterance.confidence * 0.9) for span in away]
    return [replace(utterance, levels=(replace(level, content=at_home),)), *later]


def _carried_on(found: list[Utterance], layout: Layout) -> list[Utterance]:
    """Attach sentences that are nothing but quotation and that no frame holds: to the utterance right before, else without a cue."""
    out = list(found)
    for stretch in _bare_quotations(layout):
        if any(s.overlaps(stretch) for u in out for s in u.inner.content):
            continue
        paragraph = layout.paragraph(stretch.start)
        before = [u for u in out if u.inner.cue and paragraph.start <= u.inner.cue.start < stretch.start]
        near = max(before, key=lambda u: u.inner.cue.end if u.inner.cue else 0, default=None)
        if near and _quotes(near, layout) and not _told_between(near, stretch, out, layout):
            out = [_longer(u, stretch) if u.inner.cue and u.inner.content[-1].overlaps(near.inner.content[-1]) else u for u in out]
        elif len(words(stretch.of(layout.text))) > 2:  # noqa: PLR2004  shorter ones are titles, signs and slogans
            out.append(Utterance((Level(None, None, (stretch,)),), "asserts", 0.6))
    return out


def _longer(utterance: Utterance, more: Span) -> Utterance:
    """The utterance with one more stretch of content."""
    level = utterance.inner
    return replace(utterance, levels=(*utterance.levels[:-1], replace(level, content=(*level.content, more))))


def _bare_quotations(layout: Layout) -> list[Span]:
    """Insides of quotations that fill whole sentences; those of one paragraph with nothing between them are one."""
    out: list[Span] = []
    for quotation in layout.quotations:
        first, last = layout.sentence(quotation.outer.start), layout.sentence(max(quotation.outer.start, quotation.outer.end - 1))
        tail = layout.text[quotation.outer.end : last.end]
        if first.start == quotation.outer.start and not any(c.isalnum() for c in tail):
            out.append(trimmed(quotation.inner, layout.text))
    return [s for s in out if s.end > s.start]


def _quotes(utterance: Utterance, layout: Layout) -> bool:
    """Whether the utterance puts forward a quotation, so that another right behind it carries on."""
    return any(q.inner.overlaps(s) for q in layout.quotations for s in utterance.inner.content)


def _told_between(near: Utterance, stretch: Span, found: list[Utterance], layout: Layout) -> bool:
    """Whether another sentence stands between the utterance and the quotation."""
    end = max([s.end for s in near.inner.content] + ([near.inner.cue.end] if near.inner.cue else []))
    home = layout.sentence(end - 1)
    between = [s for s in layout.sentences if home.end <= s.start and s.end <= stretch.start]
    held = [s for u in found for s in u.inner.content]
    return any(not any(h.overlaps(s) for h in held) for s in between)


def _distinct(found: list[Utterance]) -> list[Utterance]:
    """Of utterances that give one source the same content, keep the surest."""
    out: list[Utterance] = []
    for utterance in sorted(found, key=lambda u: -u.confidence):
        if not any(_repeats(utterance, kept) for kept in out):
            out.append(utterance)
    return out


def _repeats(one: Utterance, other: Utterance) -> bool:
    a, b = one.inner, other.inner
    if a.source != b.source or (one.stance != other.stance and one.confidence > _SURE):
        return False
    shared = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a.content for y in b.content)
    return shared > 0.8 * min(sum(s.end - s.start for s in level.content) for level in (a, b))
