"""One article's statements, from tagging to chains with names."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.attribute.edges import opened
from reportedly.attribute.heard import heard_by, seen_by
from reportedly.attribute.nest import Reader, chained
from reportedly.attribute.own import own_sentences
from reportedly.attribute.refer import references
from reportedly.attribute.relate import Layout, Level, Utterance, utterances
from reportedly.attribute.tag import Frame, frames
from reportedly.attribute.unnamed import reason_of, same_head, unnamed
from reportedly.attribute.when import when_said
from reportedly.attribute.who import Memory, Who
from reportedly.records import Span, Statement, Voice
from reportedly.text.names import fold
from reportedly.text.quotes import inside
from reportedly.text.sentences import paragraphs

if TYPE_CHECKING:
    from reportedly.models.tagger import Tagger
    from reportedly.records import Article, Directness, Spans, Unnamed
    from reportedly.text.outlets import Outlets

__all__ = ["attribute"]


_ONE_OF = re.compile(r"^(?:one|another|the other|others|both|a second|the second|neither)(?: of (?:them|the \w+))?$", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:the|this|that|these|those|both)\b", re.IGNORECASE)
_LABEL = re.compile(r"^(?P<name>[A-Z][\w&.’' ]{1,40}?)\s*:\s+(?=[A-Z“\"])")


def attribute(article: Article, *, tagger: Tagger, outlets: Outlets) -> tuple[Statement, ...]:
    """Return every statement of an article in text order, the own-voice ones included.

    Args:
        article: The article; its title helps nobody here, statements come from its text alone.
        tagger: The loaded tagger.
        outlets: Who is known as an outlet, so that "told the Courier" becomes a link of the chain.
    """
    layout = Layout.of(article.text)

    def frames_of(text: str) -> tuple[Frame, ...]:
        return frames(tagger.read(text, paragraphs(text)), text)

    reader = Reader(layout, outlets, frames_of, _own_names(article))
    found = chained(utterances(frames_of(article.text), layout), reader)
    found = tuple(u for u in found if not any(b.overlaps(u.inner.content[0]) for b in article.boilerplate))
    namer = _Namer(article, layout, outlets, reader)
    said = namer.statements(found)
    own = [namer.own(content) for content in own_sentences(layout, found, left_out=article.boilerplate)]
    return tuple(sorted({s.id: s for s in (*own, *said)}.values(), key=lambda s: (s.content, s.chain[-1].name, s.id)))


def _own_names(article: Article) -> tuple[str, ...]:
    names = (article.outlet.name, *article.outlet.names) if article.outlet_known else ()
    return tuple(fold(name) for name in names)


def _outlet_voice(article: Article) -> Voice:
    return Voice(name=article.outlet.name, kind="outlet")


class _Namer:
    """Gives the levels of each utterance their names, in reading order, since later words point back."""

    def __init__(self, article: Article, layout: Layout, outlets: Outlets, reader: Reader) -> None:
        self._article = article
        self._layout = layout
        self._reader = reader
        self._who = Who(layout, outlets)
        self._label = self._opening_label(outlets)

    def statements(self, found: tuple[Utterance, ...]) -> list[Statement]:
        """The statements of the utterances, in order."""
        memory = Memory()
        paths: dict[str, tuple[Voice, ...]] = {}
        out = []
        ordered = sorted(found, key=lambda u: min(s.start for s in (*u.inner.content, *([u.inner.cue] if u.inner.cue else []))))
        for utterance in ordered:
            voices, memory = self._voices(utterance, memory)
            if not voices:
                continue
            path = self._path(utterance, voices, paths)
            chain = self._chain((*path, *voices[len(voices) - 1 :]) if path and len(voices) == 1 else voices)
            self._remember(utterance, voices, chain, paths)
            out.append(self._statement(utterance, chain, memory))
        return out

    def own(self, content: Spans) -> Statement:
        """A statement in the article's own voice."""
        voice = _outlet_voice(self._article)
        return Statement(
            id=Statement.key(self._article.id, content, (voice.name,), "asserts"),
            article=self._article.id,
            content=content,
            cue=None,
            chain=(voice,),
            stance="asserts",
            directness="own",
            time=None,
            confidence=1.0,
            first_hand=seen_by(self._layout.sentence(content[0].start), self._reader),
            refers=references(content, who=self._who, layout=self._layout, speaker=None, memory=Memory()),
        )

    def _voices(self, utterance: Utterance, memory: Memory) -> tuple[tuple[Voice, ...], Memory]:
        """The voices of the levels, the speaker's content being the statement's."""
        voices: list[Voice] = []
        for level in utterance.levels:
            at = level.cue.start if level.cue else level.content[0].start
            found = self._who.voice(level.source, at=at, memory=memory)
            voice = replace(found, words=level.source, cue=level.cue, content=opened(level.content, level.cue, self._layout.text))
            voice = replace(voice, unnamed=self._unnamed(voice, level, memory)) if voice.kind == "unnamed" else voice
            voices.append(voice)
            memory = memory.with_voice(voice)
        if (
            voices[-1].kind == "unnamed"
            and utterance.inner.source is None
            and utterance.inner.cue is not None
            and not self._joins(utterance)
        ):
            voices[-1] = Voice(
                name="not named", kind="unnamed", cue=utterance.inner.cue, content=voices[-1].content, unnamed=unnamed("not named")
            )
        return tuple(voices), memory

    def _unnamed(self, voice: Voice, level: Level, memory: Memory) -> Unnamed:
        """What is told of a voice without a name, here or where it spoke before."""
        told = voice.unnamed or unnamed(voice.name)
        if told.reason is None and level.source is not None:
            told = replace(told, reason=reason_of(level.source, level.content, self._layout))
        if told.reason is None and _DEFINITE.match(voice.name):
            before = (v.unnamed.reason for v in reversed(memory.voices) if v.unnamed and same_head(v.name, voice.name))
            told = replace(told, reason=next(before, None))
        return told

    def _joins(self, utterance: Utterance) -> bool:
        """Whether a cue without source hangs on another of its sentence ("..., adding that")."""
        cue = utterance.inner.cue
        return cue is not None and cue.of(self._layout.text).strip().endswith("ing")

    def _chain(self, voices: tuple[Voice, ...]) -> tuple[Voice, ...]:
        """The outlet first, a label's outlet next, nobody twice."""
        chain = [_outlet_voice(self._article)]
        if self._label and fold(self._label.name) != fold(chain[0].name):
            chain.append(self._label)
        own = set(self._reader.own)
        for i, voice in enumerate(voices):
            last = i == len(voices) - 1
            if voice.kind == "outlet" and fold(voice.name) in own and not last:
                continue
            twice = [k for k, v in enumerate(chain) if fold(v.name) == fold(voice.name)]
            if twice and (not last or twice == [0]):
                continue
            chain = [v for k, v in enumerate(chain) if k not in twice or k == 0]
            chain.append(voice)
        return tuple(chain)

    def _path(self, utterance: Utterance, voices: tuple[Voice, ...], paths: dict[str, tuple[Voice, ...]]) -> tuple[Voice, ...]:
        """Through whom a speaker was heard before, where this place does not say otherwise."""
        if len(utterance.levels) > 1:
            return ()
        speaker = voices[-1]
        path = paths.get(fold(speaker.name), ()) or self._one_of(speaker, paths)
        if not path or self._own_occasion(utterance):
            return ()
        return tuple(replace(v, words=None, cue=None, content=None) for v in path)

    def _one_of(self, speaker: Voice, paths: dict[str, tuple[Voice, ...]]) -> tuple[Voice, ...]:
        """Say through whom "one of them" is heard: as the group that spoke last."""
        words = speaker.words.of(self._layout.text) if speaker.words else ""
        if not _ONE_OF.match(words) or not paths:
            return ()
        return paths[next(reversed(paths))]

    def _own_occasion(self, utterance: Utterance) -> bool:
        """Whether the text says to whom or where it was said, so that nothing carries over from before."""
        cue = utterance.inner.cue
        if cue is None:
            return False
        sentence = self._layout.sentence(cue.start)
        near = self._layout.text[cue.start : min(sentence.end, cue.end + 40)]
        return bool(re.search(r"\b(?:told|tells|in an interview|on a call|at a news conference|news conference|rally)\b", near))

    def _remember(
        self, utterance: Utterance, voices: tuple[Voice, ...], chain: tuple[Voice, ...], paths: dict[str, tuple[Voice, ...]]
    ) -> None:
        """Keep how a speaker is heard the first time; people an outlet's report is about are heard through it from then on."""
        speaker = voices[-1]
        through = tuple(v for v in chain[1:-1] if v.kind == "outlet" and not (self._label and v.name == self._label.name))
        paths.setdefault(fold(speaker.name), through)
        if speaker.kind == "outlet" and len(voices) == 1:
            for span in utterance.inner.content:
                figure = self._subject_of(span)
                if figure:
                    paths.setdefault(fold(figure), (speaker,))

    def _subject_of(self, content: Span) -> str | None:
        """The person at the head of a content that does something in it that amounts to speaking."""
        start = content.of(self._layout.text)
        if not re.search(
            r"\b(?:defin|stress|ma(?:k|d)e|sa(?:y|id)|told|tell|warn|set out|explain|outlin|announc|describ|call|spok|speak|urg)\w*", start
        ):
            return None
        for figure in self._who.cast.figures:
            if (
                figure.person
                and any(content.start <= m.start < content.start + 60 for m in figure.mentions)
                and figure.mentions[0].start >= content.start
            ):
                return figure.name
        return None

    def _opening_label(self, outlets: Outlets) -> Voice | None:
        """An outlet named before a colon at the head of a paragraph near the top: the piece came through it."""
        for paragraph in self._layout.paragraphs[:3]:
            match = _LABEL.match(paragraph.of(self._layout.text))
            listed = outlets.named(match["name"]) if match else None
            if match and listed:
                words = Span(*match.span("name")).shifted(paragraph.start)
                return Voice(name=listed.name, kind="outlet", words=words)
        return None

    def _statement(self, utterance: Utterance, chain: tuple[Voice, ...], memory: Memory) -> Statement:
        level, text = utterance.inner, self._layout.text
        at = level.cue.start if level.cue else level.content[0].start
        time = when_said(text, sentence=self._layout.sentence(at), level=level, published=self._article.published)
        names = tuple(v.name for v in chain)
        directness = self._directness(level.content)
        return Statement(
            id=Statement.key(self._article.id, level.content, names, utterance.stance),
            article=self._article.id,
            content=level.content,
            cue=level.cue,
            chain=chain,
            stance=utterance.stance,
            directness=directness,
            time=time,
            confidence=round(min(1.0, utterance.confidence), 4),
            first_hand=heard_by(utterance, self._reader),
            refers=references(
                level.content, who=self._who, layout=self._layout, speaker=chain[-1] if directness != "direct" else None, memory=memory
            ),
        )

    def _directness(self, content: Spans) -> Directness:
        quoted = [any(q.inner.overlaps(s) for q in self._layout.quotations) for s in content]
        whole = [inside(s, self._layout.quotations) for s in content]
        if all(whole):
            return "direct"
        return "mixed" if any(quoted) else "indirect"
