"""Whom the words of a source mean: pronouns, surnames, titles and descriptions, resolved inside the article.

What the article does not tell stays in its own words; nothing is known from outside but the registry of outlets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from reportedly.attribute.cast import Cast, Figure
from reportedly.attribute.given import gender_of
from reportedly.attribute.kinds import (
    ACCOUNTS,
    PRONOUNS,
    bears,
    head_noun,
    is_body_word,
    is_organisation_name,
    is_outlet_name,
    kind_of,
    outlet_of,
    proper_name,
)
from reportedly.records import Span, Voice
from reportedly.text.names import fold

if TYPE_CHECKING:
    from reportedly.attribute.relate import Layout
    from reportedly.records import VoiceKind
    from reportedly.text.outlets import Outlets

__all__ = ["Memory", "Who"]

#: General words for people, and the titles that they may stand for.
_STANDS_FOR = {
    "official": (
        (
            "minister secretary ambassador spokesman spokeswoman director chief commissioner officer envoy official deputy governor mayor"
        ).split()
    ),
    "diplomat": "ambassador envoy diplomat foreign consul".split(),
    "leader": "president premier minister chairman chairwoman chancellor leader head king".split(),
    "politician": "senator congressman congresswoman representative mp lawmaker minister councillor mayor".split(),
    "lawmaker": "senator congressman congresswoman representative mp".split(),
    "executive": "chief executive director chairman chairwoman ceo manager".split(),
    "boss": "chief executive director chairman ceo manager head owner".split(),
    "secretary": "secretary minister".split(),
    "academic": "professor lecturer researcher economist".split(),
    "lawyer": "lawyer attorney counsel".split(),
}
_BODIES = frozenset(
    """agency association body business charity club company corporation firm group maker manufacturer organisation organization
    party""".split()
)
_PAPERS = frozenset(
    """cable document dossier email e-mail file filing leaflet letter memo memorandum message note paper report statement study
    text""".split()
)
_DEFINITE = re.compile(r"^(?:the|this|that|these|those|his|her|its|their)\b", re.IGNORECASE)
_SOMEBODYS = re.compile(r"(?:[A-ZÀ-Þ][\w’'.\-]* ?){1,4}(?:[’']s|(?<=s)[’']) [a-z]")
#: In so many characters behind it a description is taken up with a name.
_NEXT = 400
_AGED = re.compile(r"^(?:the )?\d{1,3}-year-old\b", re.IGNORECASE)
_PAPER_MENTION = re.compile(
    rf"\b(?:an?|the|his|her|its|their|\w+[’']s)\s+(?:[\w\-’']+\s+){{0,3}}(?:{'|'.join(sorted(_PAPERS))})\b"
    r"(?:\s+(?:seen|obtained|reviewed)\s+by\s+(?:the\s+)?(?:[A-Z]\w*\s?)+)?",
    re.IGNORECASE,
)
#: "Vice president for Public", before "and Governmental Affairs".
_WITHIN_NAME = re.compile(r"\b(?:of|for|at|in) (?:the )?[A-ZÀ-Þ][\w’'\-]*(?: [A-ZÀ-Þ][\w’'\-]*)*\s*$")
#: "its sleeping pill", right before a name.
_OF_SOMEBODY = re.compile(r"\b(?:its|their|our|\w+[’']s)\s+(?:[a-z][\w\-]*\s+){0,4}(?P<noun>[a-z][\w\-]*)\s+\Z")
#: "A reader, oldmill_7", "@oldmill": what somebody goes by names nobody.
_HANDLE = re.compile(
    r"\b(?:reader|user|commenter|poster|viewer|listener|subscriber)(?:,| called| named| signed| signing as)?\s+"
    r"(?P<name>@?(?=\w*(?:[a-z][A-Z]|[A-Za-z]\d|_))\w+|@\w+)"
)
_BARE_HANDLE = re.compile(r"(?P<name>@\w+)")
_AND = re.compile(r"\band\b")
_HE_OR_SHE = {
    "he": "he", "him": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "hers": "she", "herself": "she",
}  # fmt: skip
#: Who is described first is named within so many sentences.
_NEXT = 2
#: A pronoun reaches back so many sentences.
_REACH = 6


@dataclass(frozen=True, slots=True)
class Memory:
    """The voices that spoke before, latest last."""

    voices: tuple[Voice, ...] = ()

    def with_voice(self, voice: Voice) -> Memory:
        """The memory after one more voice."""
        return Memory((*self.voices, voice))

    def last(self, *kinds: VoiceKind) -> Voice | None:
        """The latest voice, of one of the kinds where any are given."""
        return next((v for v in reversed(self.voices) if not kinds or v.kind in kinds), None)


class Who:
    """Resolves the sources of one article."""

    def __init__(self, layout: Layout, outlets: Outlets) -> None:
        self._layout = layout
        self._outlets = outlets
        self.cast = Cast(layout, outlets)

    def voice(self, source: Span | None, *, at: int, memory: Memory) -> Voice:
        """Return whom a source means.

        Args:
            source: The words, or None where the source is understood from what stands before.
            at: Offset of the cue or content, from which "before" is reckoned.
            memory: The voices that spoke before.

        Returns:
            A voice with name, kind, words and side; its cue and content are for the caller to fill in.
        """
        if source is None:
            return self._understood(at, memory)
        words = source.of(self._layout.text).strip()
        found = (
            self._pronoun(words, source, memory) if words.casefold() in PRONOUNS and words != "US" else self._phrase(words, source, memory)
        )
        return replace(found, words=source)

    def person(self, pronoun: Span, word: str, memory: Memory, speaker: Voice | None) -> str | None:
        """Return whom "he" or "she" means at a place: the speaker where that can be, else the person most in view; None when unknown."""
        if speaker and speaker.kind == "person":
            figure = self.cast.named(speaker.name)
            if figure and figure.gender in {None, word}:
                return speaker.name
        found = self._person(pronoun.start, memory, gender=word)
        return found.name if found else None

    def _understood(self, at: int, memory: Memory) -> Voice:
        """The speaker of a quotation that carries on: the last voice, else the person the sentence before is about."""
        paragraph = self._layout.paragraph(at)
        last = memory.last()
        before = [p for p in self._layout.paragraphs if p.end <= paragraph.start][-1:]
        newer = [
            f for f in self.cast.figures if f.person and before and any(before[0].start <= m.start < before[0].end for m in f.mentions)
        ]
        said_at = max((s.end for s in last.content), default=0) if last and last.content else 0
        if last and (not newer or said_at >= before[0].start or last.name in {f.name for f in newer}):
            return replace(last, words=None)
        figure = newer[0] if newer else None
        if figure:
            return self._of(figure)
        return replace(last, words=None) if last else Voice(name="not named", kind="unnamed")

    def _pronoun(self, words: str, source: Span, memory: Memory) -> Voice:
        low = words.casefold()
        if low in _HE_OR_SHE:
            figure = self._person(source.start, memory, gender=_HE_OR_SHE[low])
            return self._of(figure) if figure else self._fallback(words, memory.last("person", "unnamed"))
        if low in {"who", "which"}:
            return self._antecedent(words, source)
        if low in {"it", "its", "itself"}:
            return self._paper_before(source, memory) or self._fallback(
                words, memory.last("organisation", "document", "outlet") or self._body(source.start)
            )
        if low in {"they", "them", "their", "theirs", "themselves"}:
            return self._fallback(words, memory.last("unnamed", "organisation", "person"))
        return Voice(name=words, kind="unnamed")

    def _phrase(self, words: str, source: Span, memory: Memory) -> Voice:
        outlet = self._outlet(words, source, memory)
        if outlet:
            return Voice(name=outlet, kind="outlet", side=None)
        handle = _HANDLE.search(words) or _BARE_HANDLE.fullmatch(words)
        if handle or words in self._handles:
            return Voice(name=handle["name"] if handle else words, kind="unnamed")
        pair = self._pair(words)
        if pair:
            return Voice(name=pair, kind="person")
        kind = kind_of(words, self._outlets)
        name = proper_name(words) if kind in {"person", "organisation"} else None
        figure = self.cast.named(name) if name and bears(words, name) else None
        if figure and (figure.person or kind == "organisation"):
            return self._of(figure)
        if name and not bears(words, name):
            return self._described(words, source, memory, kind)
        if name and not _DEFINITE.match(words.replace(name, "").strip() or "x"):
            return Voice(name=name, kind=kind, side=name if kind == "organisation" else None)
        if name and kind == "organisation" and is_organisation_name(name) and head_noun(words) in fold(name).split():
            return Voice(name=name, kind=kind, side=name)
        return self._described(words, source, memory, kind)

    def _described(self, words: str, source: Span, memory: Memory, kind: VoiceKind) -> Voice:
        head = head_noun(words)
        if kind == "document" or head in _PAPERS:
            return self._paper(words, source, memory, head)
        figure = self._by_description(words, head, source.start, memory) if _DEFINITE.match(words) or _AGED.match(words) else None
        figure = figure or self._named_after(head, source.end)
        if figure:
            return self._of(figure)
        named = self._named_next(words, head, source)
        if named:
            return self._of(named)
        return Voice(name=words.strip(" ,"), kind=kind, side=None)

    def _named_next(self, words: str, head: str, source: Span) -> Figure | None:
        """Whom "Lowmark's interior minister" is, where the next sentences go on with "the minister, Judith Sayle"."""
        if not _SOMEBODYS.match(words):
            return None
        behind = self._layout.text[source.end : source.end + _NEXT]
        found = re.search(rf"\b[Tt]he {re.escape(head)},? (?P<name>[A-ZÀ-Þ][\w’'.\-]*(?: [A-ZÀ-Þ][\w’'.\-]*)*)", behind)
        figure = self.cast.named(found["name"]) if found else None
        return figure if figure and figure.person else None

    def _by_description(self, words: str, head: str, at: int, memory: Memory) -> Figure | None:
        """The figure that a description fits best; of equals, the one nearest before."""
        if _AGED.match(words):
            return self._person(at, memory, gender=None)
        wanted = set(fold(words).split()) - {"the", "s", head, "top", "senior", "country", "former", "same"}
        options = []
        for figure in self.cast.figures:
            bodily = not figure.person and (head in fold(figure.name).split() or (head in _BODIES and head not in {"party", "agency"}))
            titled = figure.person and head not in _BODIES and self._fits(head, figure.called)
            if not (titled or bodily):
                continue
            agreeing = sum(1 + (w in words) for w in wanted if any(w[:4] == c[:4] for c in figure.called | set(fold(figure.name).split())))
            nearest = figure.last_before(at)
            if wanted and not agreeing and bodily and head not in fold(figure.name).split():
                continue
            place = nearest.start if nearest else -figure.mentions[0].start
            options.append((agreeing, nearest is not None, not (bodily and self._is_product(figure)), place, figure))
        if not options:
            return None
        best = max(options, key=lambda o: o[:4])
        return best[4] if best[0] >= (len(wanted) + 1) // 2 or not wanted else None

    def _named_after(self, head: str, at: int) -> Figure | None:
        """The person whom one of the next two sentences names by the same word, pointing back ("the minister, Judith Sayle, told")."""
        after = [s for s in self._layout.sentences if s.end > at][: 1 + _NEXT]
        named = re.compile(rf"\b[Tt]he {re.escape(head)},? (?=[A-ZÀ-Þ])")
        for match in named.finditer(self._layout.text, at, after[-1].end) if after else ():
            for figure in self.cast.figures:
                if figure.person and any(mention.start == match.end() for mention in figure.mentions):
                    return figure
        return None

    def _is_product(self, figure: Figure) -> bool:
        """Whether it is introduced as a thing of somebody's ("its sleeping pill Dormel")."""
        noun = _OF_SOMEBODY.search(self._layout.text, 0, figure.mentions[0].start)
        return noun is not None and not is_body_word(noun["noun"])

    def _fits(self, head: str, called: frozenset[str]) -> bool:
        singular = head.removesuffix("s") if head.endswith("s") and not head.endswith("ss") else head
        return head in called or singular in called or any(title in called for title in _STANDS_FOR.get(singular, ()))

    def _person(self, at: int, memory: Memory, *, gender: str | None) -> Figure | None:
        """The person a pronoun means: of those it can be, who was just speaking, else who is nearest and most in view."""
        sentence = self._layout.sentence(at)
        index = self._layout.sentences.index(sentence) if sentence in self._layout.sentences else 0
        options = []
        for figure in self.cast.figures:
            nearest = figure.last_before(at)
            if not figure.person or nearest is None or (gender and figure.gender and figure.gender != gender):
                continue
            home = self._layout.sentence(nearest.start)
            back = index - self._layout.sentences.index(home) if home in self._layout.sentences else _REACH + 1
            if back > _REACH:
                continue
            in_view = nearest.start - home.start < 40  # noqa: PLR2004  about where a subject stands
            known = bool(gender) and figure.gender == gender
            spoke = any(v.name == figure.name for v in memory.voices[-1:])
            options.append((2 * known + in_view + 1.5 * spoke - back, nearest.start, figure))
        return max(options, key=lambda o: o[:2])[2] if options else None

    def _paper_before(self, source: Span, memory: Memory) -> Voice | None:
        """A document that the sentence before begins with."""
        sentence = self._layout.sentence(source.start)
        held = [q.outer.start for q in self._layout.quotations if q.outer.start < sentence.start < q.outer.end]
        before = [s for s in self._layout.sentences if s.end <= min([sentence.start, *held])][-1:]
        match = _PAPER_MENTION.match(self._layout.text, before[0].start) if before else None
        if match and head_noun(match.group()) in ACCOUNTS and memory.last("outlet"):
            return None
        return self._paper(match.group(), Span(*match.span()), memory, head_noun(match.group())) if match else None

    def _body(self, at: int) -> Voice | None:
        bodies = [(m.start, f) for f in self.cast.figures if not f.person and (m := f.last_before(at))]
        return self._of(max(bodies, key=lambda b: b[0])[1]) if bodies else None

    def _antecedent(self, words: str, source: Span) -> Voice:
        """What a relative pronoun follows: the noun phrase right before it."""
        sentence = self._layout.sentence(source.start)
        before = self._layout.text[sentence.start : source.start].rstrip(" ,")
        phrase = re.split(r"[,;:—–\"“”]|\b(?:and|but|that|said|of|by|with)\b", before)[-1].strip()
        if not phrase:
            return Voice(name=words, kind="unnamed")
        at = sentence.start + before.rfind(phrase)
        return self._phrase(phrase, Span(at, at + len(phrase)), Memory())

    def _outlet(self, words: str, source: Span, memory: Memory) -> str | None:
        """The outlet of a phrase; "the paper", "the report" are the outlet told of last; short names the long one the article gives."""
        named = outlet_of(words, self._outlets)
        if named:
            return self._full_name(named)
        if head_noun(words) in ACCOUNTS and proper_name(words) is None and _DEFINITE.match(words):
            return self._told_of_last(source, memory)
        return None

    def _full_name(self, name: str) -> str:
        """The longest outlet name of the article that ends in this one ("the Sentinel" for "the Daily Sentinel")."""
        longer = [full for _, full in self.papers if fold(full).endswith(f" {fold(name)}")]
        return longer[0] if longer and self._outlets.named(name) is None else name

    def _told_of_last(self, source: Span, memory: Memory) -> str | None:
        """The outlet that spoke last, or is named last before; none where a document of that name was told of since."""
        spoke = [(v.cue.start if v.cue else 0, v.name) for v in memory.voices if v.kind == "outlet"]
        named = [(at, name) for at, name in self.papers if at < source.start]
        return max([*spoke, *named])[1] if spoke or named else None

    @cached_property
    def papers(self) -> tuple[tuple[int, str], ...]:
        """Where outlets are named in the article, in order, each by the registry's name where it is listed."""
        listed = [(span.start, outlet.name) for span, outlet in self._outlets.mentions(self._layout.text)]
        taken = {at for at, _ in listed}
        formed = [
            (m.start, f.name)
            for f in self.cast.figures
            if is_outlet_name(f.name) and " " in f.name
            for m in f.mentions
            if m.start not in taken
        ]
        return tuple(sorted([*listed, *formed]))

    @cached_property
    def _handles(self) -> frozenset[str]:
        """Names that readers go by in the article's comments."""
        return frozenset(m["name"] for m in _HANDLE.finditer(self._layout.text))

    def _pair(self, words: str) -> str | None:
        """Both names of "A and B" where both are people."""
        sides = _AND.split(words)
        if len(sides) != 2:  # noqa: PLR2004  a pair
            return None
        if _WITHIN_NAME.search(sides[0]) and gender_of(proper_name(sides[1]) or "") is None:
            return None
        figures = [self.cast.named(n) if (n := proper_name(s)) else None for s in sides]
        if not all(f and f.person for f in figures):
            return None
        return " and ".join(f.name for f in figures if f)

    def _paper(self, words: str, source: Span, memory: Memory, head: str) -> Voice:
        """A document: by the words of its first mention, when these point back at one."""
        if not _DEFINITE.match(words) or proper_name(words.split(",", maxsplit=1)[0]) is not None:
            return Voice(name=_plain(words), kind="document", side=None)
        told = [(v.words.start if v.words else v.cue.start if v.cue else 0, v) for v in memory.voices if v.kind == "document"]
        seen = [(m.start(), self._mentioned(m)) for m in _PAPER_MENTION.finditer(self._layout.text, 0, source.start)]
        options = sorted([*seen, *told], key=lambda o: o[0])
        fitting = [o for o in options if head_noun(o[1].name) == head or o[1].name.casefold().endswith(head)] or options
        if fitting:
            return replace(fitting[-1][1], words=None, cue=None, content=None)
        return Voice(name=_plain(words), kind="document", side=None)

    def _mentioned(self, mention: re.Match[str]) -> Voice:
        """A document as it is mentioned, or as it was first mentioned when this points back."""
        first = mention
        if _DEFINITE.match(mention.group()):
            head = head_noun(mention.group())
            first = next(
                (m for m in _PAPER_MENTION.finditer(self._layout.text, 0, mention.start()) if head_noun(m.group()) == head), mention
            )
        return Voice(name=_plain(first.group()), kind="document", side=self._author(Span(*first.span())))

    def _author(self, paper: Span) -> str | None:
        """Who speaks in the document: the first person named behind "in a memo" in its sentence."""
        sentence = self._layout.sentence(paper.start)
        people = [(m.start, f) for f in self.cast.figures if f.person for m in f.mentions if paper.end <= m.start < sentence.end]
        return min(people, key=lambda p: p[0])[1].name if people else None

    def _of(self, figure: Figure) -> Voice:
        outlet = None if figure.person else outlet_of(figure.name, self._outlets)
        if outlet:
            return Voice(name=outlet, kind="outlet")
        return Voice(name=figure.name, kind="person" if figure.person else "organisation", side=figure.side)

    def _fallback(self, words: str, voice: Voice | None) -> Voice:
        return replace(voice, cue=None, content=None) if voice else Voice(name=words, kind="unnamed")


def _plain(words: str) -> str:
    """A document's name without what is only told beside it."""
    return words.partition(",")[0].strip(" ,")
