"""Who appears in an article: its named people and bodies, with every mention, what they are called, and where they belong.

Only the article's own words are used. People are found by the form of their names; two mentions are one person when one name is the
other with titles or first names left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from reportedly.attribute.given import gender_of
from reportedly.attribute.kinds import home_of, is_body_word, is_common_noun, is_company_of, is_organisation_name, is_outlet_name
from reportedly.records import Span
from reportedly.text.names import TITLES, fold, same_name

if TYPE_CHECKING:
    from reportedly.attribute.relate import Layout
    from reportedly.text.outlets import Outlets

__all__ = ["Cast", "Figure", "Gender"]

Gender = Literal["he", "she"]

_WORD = r"[A-ZÀ-Þ](?:\.|[\w’'\-]{0,3}\.(?=[ \u00a0][A-ZÀ-Þ][a-zà-ÿ])(?<=\b(?:Dr|Mr|Ms|St|Lt|Jr)\.)|[\w’'\-]*)"
_NAME = re.compile(
    rf"{_WORD}(?:(?<![’']s)[ \u00a0](?:(?:of[ \u00a0]the|of|de|la|du|da|di|van|von|der|den|bin|al|ibn|&)[ \u00a0])*(?:{_WORD}|\d+))*"
)
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
_APPOSED = re.compile(r"^(?:[’']s)?,\s+(?P<what>[^,.;:\"“”()]{3,90})(?=[,.;:)]|$)")
_ROLE_BEFORE = re.compile(r"(?P<what>(?:[A-Za-zÀ-ÿ][\w’'\-]*[ \u00a0]+){1,7}?),?[ \u00a0]*$")
_ROLE = re.compile(
    r"\b(?:minister|secretary|president|premier|chancellor|mayor|governor|senator|director|chief|head|leader|chair\w*|spokes\w+"
    r"|officer|executive|manager"
    r"|professor|analyst|economist|lawyer|attorney|judge|prosecutor|detective|inspector|commissioner|ambassador|envoy|diplomat"
    r"|general|colonel|captain"
    r"|admiral|founder|owner|editor|author|founder|partner|deputy|aide|adviser|advisor|coach|teacher|doctor|engineer|scientist"
    r"|researcher|keeper|priest"
    r"|bishop|rector|king|queen|prince|princess|candidate|lawmaker|member|representative|official|watchdog|widow|wife|husband"
    r"|father|mother|son|daughter"
    r"|brother|sister|poet|writer|farmer|driver|pilot|skipper|master|jeweller|striker|goalkeeper|player|actor|actress|singer"
    r"|witness|survivor|resident"
    r"|reader|trader|banker|treasurer|clerk|monk|abbot|nurse|student|activist|campaigner|historian|geologist|explorer|examiner"
    r"|councillor)s?\b",
    re.IGNORECASE,
)
_HE = re.compile(
    r"\b(?:mr|sir|lord|king|prince|spokesman|chairman|congressman|businessman|policeman|husband|father|son|brother|actor|monk|abbot)\b",
    re.IGNORECASE,
)
_SHE = re.compile(
    r"\b(?:mrs|ms|miss|dame|lady|queen|princess|spokeswoman|chairwoman|congresswoman|businesswoman|wife|mother|daughter|sister"
    r"|widow|actress)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b[Tt]he (?:(?:opposition|governing|ruling|rival|local|new|old|state-owned|influential|then) )?$")
_PRONOUN = re.compile(r"\b(?P<he>he|his|him|himself)\b|\b(?P<she>she|her|hers|herself)\b", re.IGNORECASE)
_OF_BODY = re.compile(
    r"\b(?:of|at|for|with|from)\s+(?:the\s+)?(?P<body>[A-ZÀ-Þ][\w’'\-&]*(?:\s+(?:(?:of|and|the|for|&)\s+)*[A-ZÀ-Þ][\w’'\-&]*)*)"
    r"|(?P<owner>[A-ZÀ-Þ][\w\-&]*(?:\s+[A-ZÀ-Þ][\w\-&]*)*)[’']s?\s"
)
_GOVERNMENT = re.compile(
    r"\b(?:minister|secretary of state|foreign secretary|home secretary|ambassador|envoy|premier|chancellor|president|prime minister)\b",
    re.IGNORECASE,
)
_NATION = re.compile(r"\b(?P<nation>U\.?S\.?|UK|[A-ZÀ-Þ]\w+(?:ian|ean|an|ese|ish|i|ch|ic))\b")
_COMMON = frozenset(
    """the a an in on at for but and as if when while after before however he she it they we you i his her its our their this that these
    those there then now yet so no not one two three four five six seven eight nine ten most many some all both each another other only
    last next monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december senior former since about despite although because during under over such until whether once either
    neither than via due see according asked speaking commenting what why how who where which with without by from to of or nor""".split()
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One person or body of the article."""

    name: str
    person: bool
    #: Offsets of its mentions, ascending.
    mentions: tuple[Span, ...]
    #: Folded words of its titles and descriptions.
    called: frozenset[str]
    gender: Gender | None
    #: Government, company or body the article says it belongs to; None when it does not say.
    side: str | None

    def last_before(self, offset: int) -> Span | None:
        """The last mention that begins before the offset."""
        at = bisect_left(self.mentions, (offset,))
        return self.mentions[at - 1] if at else None


class Cast:
    """The figures of an article."""

    def __init__(self, layout: Layout, outlets: Outlets) -> None:
        self._layout = layout
        self._outlets = outlets

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """All figures in the order of their first mentions."""
        groups: list[list[Span]] = []
        for span in self._names():
            group = next((g for g in groups if self._same(g, span)), None)
            groups.append([span]) if group is None else group.append(span)
        return tuple(self._figure(sorted(group)) for group in sorted(groups, key=min))

    def named(self, name: str) -> Figure | None:
        """The figure a name stands for: the same when folded, else the only person it can be."""
        exact = [f for f in self.figures if fold(f.name) == fold(name)]
        fitting = (
            exact
            or [f for f in self.figures if f.person and same_name(f.name, name)]
            or [f for f in self.figures if self._short_of(name, f)]
        )
        return fitting[0] if len({f.name for f in fitting}) == 1 or exact else None

    def _short_of(self, name: str, figure: Figure) -> bool:
        """Whether the name is a body's name cut short ("Ostler" for "Ostler Bank")."""
        short, long = fold(name).split(), fold(figure.name).split()
        return not figure.person and len(short) < len(long) and (long[: len(short)] == short or long[-len(short) :] == short)

    def _names(self) -> list[Span]:
        """Spans of names, longest (most telling) first, titles cut off."""
        found = []
        text = self._layout.text
        starts = {s.start for s in self._layout.sentences} | {q.inner.start for q in self._layout.quotations}
        for match in _NAME.finditer(text):
            span = _core(Span(*match.span()), text)
            if span.start < span.end and any(c.isalpha() for c in span.of(text)) and not self._common(span, starts, text):
                found.append(span)
        return sorted(found, key=lambda s: (-len(s.of(text).split()), s.start))

    def _common(self, span: Span, starts: set[int], text: str) -> bool:
        """Whether a lone word has its capital only from standing first."""
        word = span.of(text)
        if " " in word or fold(word) in _COMMON or len(word) < 2:  # noqa: PLR2004  one letter names nobody
            return " " not in word
        return span.start in starts and (
            is_common_noun(word) or bool(re.search(rf"\b{re.escape(word.lower())}\b", text)) or word.lower().endswith(("ly", "ing"))
        )

    def _same(self, group: list[Span], span: Span) -> bool:
        text = self._layout.text
        first, other = group[0].of(text), span.of(text)
        if fold(first) == fold(other):
            return True
        if is_organisation_name(first) and " " in first:
            return is_company_of(first, other)
        return not (is_organisation_name(other) and " " in other) and " " in first and same_name(first, other)

    def _figure(self, mentions: list[Span]) -> Figure:
        text = self._layout.text
        name = max((re.sub(r"\s+", " ", m.of(text)) for m in mentions), key=lambda n: (len(n.split()), len(n)))
        described = [d for m in mentions for d in self._descriptions(m)]
        words = " ".join(described)
        titled = any(
            re.search(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady)\.?\s$", text[max(0, m.start - 6) : m.start]) for m in mentions
        )
        bodily = is_organisation_name(name) or is_outlet_name(name) or self._outlets.named(name) or self._with_article(mentions)
        person = titled or not bodily
        gender = self._gender(mentions, words, name) if person else None
        if not person and re.fullmatch(r"[A-ZÀ-Þ][a-zà-ÿ’']+", name) and (self._titled(mentions) or self._leads(mentions)):
            person, gender = True, self._gender(mentions, words, name)
        side = self._side(described) if person else name
        if person and " " not in name:
            name = self._addressed(mentions, name)
        return Figure(name, person, tuple(mentions), frozenset(fold(words).split()), gender, side)

    def _descriptions(self, mention: Span) -> list[str]:
        """Titles before the name and what stands in apposition behind it."""
        text = self._layout.text
        sentence = self._layout.sentence(mention.start)
        found = []
        before = text[max(sentence.start, mention.start - 80) : mention.start]
        clause = re.split(
            r"[.;:\"“”()]|,\s(?=[^,]*,)|\b(?:said|says|that|and|told|when|but|while|after|by|with|to|for|from|between|whom|against)\b",
            before,
        )[-1]
        if _ROLE.search(clause) or re.search(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady)\.?\s$", clause):
            found.append(clause.strip(" ,"))
        after = _APPOSED.match(text[mention.end : min(sentence.end, mention.end + 100)])
        if after and _ROLE.search(after["what"]) and not re.match(r"(?:and|but|which|that|as|while)\b", after["what"]):
            found.append(after["what"])
        return found

    def _gender(self, mentions: list[Span], described: str, name: str) -> Gender | None:
        """From titles and descriptions, the given name, else the pronouns that follow where nobody else stands between."""
        if _HE.search(described) or _SHE.search(described):
            return "he" if _HE.search(described) else "she"
        listed = gender_of(name)
        if listed:
            return listed
        votes = {"he": 0, "she": 0}
        for mention in mentions:
            pronoun = self._pronoun_after(mention)
            if pronoun:
                votes["he" if pronoun["he"] else "she"] += 1
        if votes["he"] == votes["she"]:
            return None
        return "he" if votes["he"] > votes["she"] else "she"

    def _addressed(self, mentions: list[Span], name: str) -> str:
        """A lone surname with the form of address it is first used with."""
        for mention in mentions:
            address = re.search(
                r"\b(?:Mrs?|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady)\.?\s$", self._layout.text[max(0, mention.start - 6) : mention.start]
            )
            if address:
                return f"{address.group().strip()} {name}"
        return name

    def _with_article(self, mentions: list[Span]) -> bool:
        """Whether every mention has an article before it ("the opposition Civic List"), as no person's name has."""
        return all(_ARTICLE.search(self._layout.text, max(0, m.start - 24), m.start) for m in mentions)

    def _titled(self, mentions: list[Span]) -> bool:
        """Whether a title stands right before a mention ("Minister Khan")."""
        before = (self._layout.text[max(0, m.start - 24) : m.start].split()[-1:] for m in mentions)
        return any(word and fold(word[0]) in TITLES and word[0][:1].isupper() for word in before)

    def _pronoun_after(self, mention: Span) -> re.Match[str] | None:
        """The pronoun that takes up a mention: later in a sentence that begins with it, or first in the next."""
        sentence = self._layout.sentence(mention.start)
        text = self._layout.text
        before = text[sentence.start : mention.start]
        if re.search(r"\b(?:with|to|for|by|from|of|against|about|on|and)\s+(?:\w+\s+){0,3}$", before):
            return None
        later = _PRONOUN.search(text, mention.end, sentence.end)
        if later and not any(q.outer.start <= later.start() < q.outer.end for q in self._layout.quotations):
            others = re.search(r"(?<=[a-z,] )(?:[A-ZÀ-Þ][a-z]\w+)(?: [A-ZÀ-Þ][a-z]\w+)?", text[mention.end : later.start()])
            return None if others else later
        following = [s for s in self._layout.sentences if s.start >= sentence.end][:1]
        return _PRONOUN.match(text, following[0].start) if following and not before.strip() else None

    def _leads(self, mentions: list[Span]) -> bool:
        """Whether a lone name is the subject of a sentence that goes on with "he" or "she"."""
        for mention in mentions:
            sentence = self._layout.sentence(mention.start)
            if mention.start == sentence.start and re.match(
                r"[^,.;]{0,30}?\b(?:said|says|told|that|thinks?|but|and) (?:s?he|his|her)\b", self._layout.text[mention.end : sentence.end]
            ):
                return True
        return False

    def _side(self, described: list[str]) -> str | None:
        for words in described:
            nation = _NATION.search(words)
            if _GOVERNMENT.search(words):
                return f"{nation['nation']} government" if nation else "government"
            body = _OF_BODY.search(words)
            if body:
                return (body["body"] or body["owner"]).strip()
        return None


def _core(span: Span, text: str) -> Span:
    """The span without titles before the name, possessive and full stop behind it."""
    words = list(re.finditer(r"\S+", span.of(text)))
    while len(words) > 1 and fold(words[0].group()) in _COMMON:
        words = words[1:]
    titled = [i for i, w in enumerate(words) if fold(w.group()) in TITLES]
    rest = words[titled[-1] + 1 :] if titled else words
    if rest and not (len(rest) == 1 and is_body_word(rest[0].group())) and fold(rest[0].group()) != "of":
        words = rest
    words = words[: home_of([w.group() for w in words], titled=bool(titled))]
    start, end = span.start + words[0].start(), span.start + words[-1].end()
    possessive = _POSSESSIVE.search(text[start:end])
    end = start + possessive.start() if possessive else end
    return Span(start, end - (text[end - 1] == "." and not re.search(r"\b[A-Z]\.$", text[start:end])))
