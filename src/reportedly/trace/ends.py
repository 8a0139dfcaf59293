"""A statement to its end: who said it first, once derivations are followed, and which newsroom heard it.

A chain is followed outlet by outlet: from the article to the article it took the statement from, and on, until a speaker with a name, a
document, or the newsroom that spoke to somebody without one. Only certain derivations are followed; a possible one makes the end possible.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.records import Article, Bearing, Derivation, Level, Outlet, Place, Span, Spans, Statement, Voice, VoiceKind
from reportedly.text.names import fold, same_name
from reportedly.trace.credits import WIRE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["End", "Lineage", "Newsroom", "Said"]

#: Strongest first: which derivation a statement is followed through.
_STRENGTH = {"copy": 0, "rewrite": 1, "citation": 2, "credit": 3}
#: Passages of at most so many characters are a sentence or two; in longer ones, copied, places are counted off.
_SENTENCES = 600
#: What a description is taken from: "the union at Tarn", "the head of the Meridian Wire".
_DESCRIBING = re.compile(r"\s(?:at|in|of|for|from|with|who|on)\s")
_DETERMINERS = frozenset("the a an its his her their our my this that one some".split())
#: A voice of one of these kinds can be the other article's named one.
_NAMELESS = frozenset({"own", "outlet", "unnamed"})


@dataclass(frozen=True, slots=True)
class Newsroom:
    """One newsroom for counting: the key compares, the name is shown."""

    key: str
    name: str

    @classmethod
    def of(cls, article: Article) -> Newsroom:
        """Return the article's own."""
        return cls(fold(article.family) or article.id, article.outlet.name)


@dataclass(frozen=True, slots=True)
class Said:
    """One statement about the claim, in its article."""

    article: Article
    statement: Statement
    relation: Bearing
    #: Whether it says what is claimed for sure, so that its speaker can count as established.
    sure: bool = True

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.article.id, self.statement.content)

    @property
    def order(self) -> tuple[str, str, Spans, str]:
        """A place in an order that depends on nothing but the statement."""
        return (self.article.published or "", self.article.id, self.statement.content, self.statement.id)


@dataclass(frozen=True, slots=True)
class End:
    """Where a statement's chain ends."""

    said: Said
    #: The speaker's name; for an unnamed voice and for own voice the newsroom's.
    who: str
    kind: VoiceKind
    #: What the article says the speaker belongs to.
    side: str | None
    level: Level
    newsroom: Newsroom
    #: Whether the newsroom heard a speaker, or says it itself.
    heard: bool
    #: How many articles the statement went through after the newsroom's.
    steps: int
    #: Whether the article says otherwise than the one it took this from, or than one that took it.
    altered: bool = False


class Lineage:
    """The statements about one claim, and the derivations among the articles they stand in."""

    def __init__(self, said: Sequence[Said], derivations: Iterable[Derivation], articles: Iterable[Article] = ()) -> None:
        self._articles = {article.id: article for article in (*articles, *(each.article for each in said))}
        self._said: dict[str, list[Said]] = defaultdict(list)
        for each in sorted(said, key=lambda s: s.order):
            self._said[each.article.id].append(each)
        self._derivations = sorted(derivations, key=_strength)
        self._taken: dict[str, list[Derivation]] = defaultdict(list)
        for derivation in self._derivations:
            self._taken[derivation.to].append(derivation)

    def end(self, said: Said) -> End:
        """Return where the statement's chain ends."""
        end = replace(self._end(said, frozenset({said.article.id})), altered=self.is_altered(said))
        return end if said.sure else replace(end, level="possible")

    def source(self, said: Said) -> str | None:
        """Return the article or wire the statement was taken from; None when it has no derivation that covers it."""
        derivation = self._via(said, certain=True) or self._via(said, certain=False)
        return derivation.source if derivation else None

    def is_altered(self, said: Said, seen: frozenset[str] = frozenset()) -> bool:
        """Whether the statement and the one it was made from (or into which it was made) bear on the claim in different ways.

        Told by the evidence of a certain derivation, where neither the speaker's name nor a faithful counterpart says that they are two.
        What is a faithful copy of an altered statement is altered.

        Args:
            said: The statement.
            seen: Articles that are asked already.
        """
        seen |= {said.article.id}
        for source, there in self._counterparts(said):
            if there and self._differs(said, there):
                return True
            faithful = (each for each in there if _is_alike(each, said)) if source not in seen | {""} else ()
            if any(self.is_altered(each, seen) for each in faithful):
                return True
        return False

    def _counterparts(self, said: Said) -> Iterator[tuple[str, list[Said]]]:
        """Yield, for each article that this one took from or gave to, the statements that stand in the same place of it.

        Before them stands the article's id where it was the source, else "".
        """
        for derivation in self._derivations:
            if derivation.certain and said.article.id in (derivation.to, derivation.source):
                is_taker = said.article.id == derivation.to
                pairs = [(p.right, p.left) if is_taker else (p.left, p.right) for p in derivation.evidence if p.left is not None]
                places = [place for pair in pairs for content in said.statement.content if (place := _placed(content, *pair))]
                among = self._said.get(derivation.source if is_taker else derivation.to, ())
                there = [each for each in among if any(p.overlaps(s) for p in places for s in each.statement.content)]
                if derivation.kind == "citation":  # what stands beside the citation in one sentence was not taken
                    there = [each for each in there if self._is_cited(derivation, said if is_taker else each)]
                yield derivation.source if is_taker else "", there

    def _differs(self, said: Said, there: Sequence[Said]) -> bool:
        if any(_is_alike(each, said) for each in there):
            return False
        mine = said.statement.speaker
        return any(
            same_name(mine.name, each.statement.speaker.name) or _NAMELESS & {mine.kind, each.statement.speaker.kind} for each in there
        )

    def _end(self, said: Said, seen: frozenset[str]) -> End:
        derivation = self._via(said, certain=True)
        if derivation is None or derivation.source in seen:
            return self._at_home(said)
        origin = self._articles.get(derivation.source)
        outlet = _last_outlet(said)
        if outlet is not None and not self._is_from(derivation, outlet):
            return self._copied(said, origin, derivation, seen)
        if origin is None:
            return _printed(said, _unseen(derivation.source, said), shaky=False, steps=1)
        earlier = self._counterpart(said, origin, derivation)
        if earlier is None:
            return _printed(said, self._root(origin, seen | {origin.id}), shaky=False, steps=1)
        return _carried(said, self._end(earlier, seen | {origin.id}))

    def _copied(self, said: Said, origin: Article | None, derivation: Derivation, seen: frozenset[str]) -> End:
        """The article copied somebody who cites the outlet: that one's citation is followed, where it is at hand."""
        earlier = self._counterpart(said, origin, derivation) if origin is not None else None
        if origin is None or earlier is None or _last_outlet(earlier) is None:
            return self._at_home(said)
        return _carried(said, self._end(earlier, seen | {origin.id}))

    def _at_home(self, said: Said) -> End:
        """The statement was taken from no article: the newsroom is the last outlet of the chain."""
        outlet = _last_outlet(said)
        shaky = outlet is None and self._via(said, certain=False) is not None
        newsroom = self._named(outlet.name) if outlet else Newsroom.of(said.article)
        return _printed(said, newsroom, shaky=shaky, steps=1 if outlet else 0)

    def _named(self, name: str) -> Newsroom:
        """Return the newsroom of that name: that of an article at hand, where there is one, so that families are one."""
        found = [a for _, a in sorted(self._articles.items()) if a.outlet_known and is_outlet(name, a.outlet)]
        return Newsroom.of(found[0]) if found else Newsroom(fold(name), name)

    def _via(self, said: Said, *, certain: bool) -> Derivation | None:
        """Return the derivation that the statement came through: of the outlet its chain names, else one that covers it."""
        outlet = _last_outlet(said)
        among = [d for d in self._taken.get(said.article.id, ()) if d.certain == certain]
        named = [d for d in among if outlet is not None and self._is_from(d, outlet)]
        covering = [d for d in among if _covers(d, said) and d.kind != "citation"]
        return next(iter([*named, *covering]), None)

    def _is_from(self, derivation: Derivation, outlet: Voice) -> bool:
        article = self._articles.get(derivation.source)
        if article is None:
            return fold(derivation.source.removeprefix(WIRE)) == fold(outlet.name)
        return is_outlet(outlet.name, article.outlet)

    def _is_cited(self, derivation: Derivation, said: Said) -> bool:
        """Whether a statement of the citing article is given to whom it cites."""
        outlet = _last_outlet(said)
        return outlet is not None and self._is_from(derivation, outlet)

    def _counterpart(self, said: Said, origin: Article, derivation: Derivation) -> Said | None:
        """Return the source's statement that became this one: where the evidence says, else of the same speaker, else in own voice."""
        among = [each for each in self._said[origin.id] if each.relation == said.relation]
        at = [pair.left for pair in derivation.evidence if pair.left and any(pair.right.overlaps(s) for s in said.statement.content)]
        same = [each for each in among if same_name(each.statement.speaker.name, said.statement.speaker.name)]
        there = [each for each in among if any(span.overlaps(left) for span in each.statement.content for left in at)]
        both = [each for each in same if each in there]
        if said.statement.speaker.kind in {"own", "outlet"} or said.statement.is_own:
            own = [each for each in among if each.statement.is_own]
            return next(iter([*there, *own, *among]), None)
        return next(iter([*both, *same]), None)

    def _root(self, article: Article, seen: frozenset[str]) -> Newsroom:
        """Return the newsroom that the article as a whole grows from."""
        for derivation in self._taken.get(article.id, ()):
            if derivation.whole and derivation.certain and derivation.source not in seen:
                source = self._articles.get(derivation.source)
                if source is None and derivation.source.startswith(WIRE):
                    return self._named(derivation.source.removeprefix(WIRE))
                if source is not None:
                    return self._root(source, seen | {source.id})
        return Newsroom.of(article)


def is_outlet(name: str, outlet: Outlet) -> bool:
    """Tell whether a name is one of the outlet's, or the end of one ("the Sentinel" for the Daily Sentinel)."""
    wanted = fold(name)
    known = {fold(n) for n in (outlet.name, outlet.family, *outlet.names)}
    return wanted in known or (bool(wanted) and any(k.endswith(f" {wanted}") for k in known))


def _is_alike(one: Said, other: Said) -> bool:
    """Whether both speak for the claim, or both against it."""
    return (one.relation == "supports") == (other.relation == "supports")


def _placed(content: Span, ours: Span, theirs: Span) -> Span | None:
    """Return where a content stands in the other article, given what was aligned; in a long passage, about as far from its beginning."""
    if not ours.overlaps(content):
        return None
    if theirs.end - theirs.start <= _SENTENCES:
        return theirs
    play = abs((theirs.end - theirs.start) - (ours.end - ours.start))
    start = theirs.start + content.start - ours.start
    return Span(start - play, start + play + content.end - content.start)


def _strength(derivation: Derivation) -> tuple[int, bool, str]:
    return _STRENGTH[derivation.kind], not derivation.whole, derivation.source


def _unseen(source: str, said: Said) -> Newsroom:
    """Return the newsroom of a source whose text is not at hand: the wire, or the outlet the chain names."""
    if source.startswith(WIRE):
        name = source.removeprefix(WIRE)
        return Newsroom(fold(name), name)
    outlet = _last_outlet(said)
    return Newsroom(fold(outlet.name), outlet.name) if outlet else Newsroom(source, f"the outlet of {source}")


def _last_outlet(said: Said) -> Voice | None:
    """Return the last outlet of the chain that is not the article's own."""
    outlets = [v for v in said.statement.chain[1:] if v.kind == "outlet" and not is_outlet(v.name, said.article.outlet)]
    return outlets[-1] if outlets else None


def _covers(derivation: Derivation, said: Said) -> bool:
    """Whether the statement is part of what was taken: all of a whole article, else at least half of its content in the evidence."""
    if derivation.whole and derivation.kind != "citation":
        return True
    content = said.statement.content
    inside = sum(
        max((min(s.end, p.right.end) - max(s.start, p.right.start) for p in derivation.evidence), default=0)
        for s in content
        if any(s.overlaps(p.right) for p in derivation.evidence)
    )
    return bool(content) and 2 * inside >= sum(s.end - s.start for s in content)


def _printed(said: Said, newsroom: Newsroom, *, shaky: bool, steps: int) -> End:
    """Return the end that the article prints; what is printed counts, whatever its source says."""
    speaker = said.statement.speaker
    kind: VoiceKind = "own" if said.statement.is_own or speaker.kind == "outlet" else speaker.kind
    named = kind in {"person", "organisation", "document"}
    told_apart = kind == "document" or _has_name(speaker.name)
    first_hand = kind == "own" and said.statement.first_hand is not None and not shaky
    return End(
        said=said,
        who=speaker.name if named else newsroom.name,
        kind=kind,
        side=speaker.side,
        level="established" if (named and told_apart) or first_hand else "possible",
        newsroom=newsroom,
        heard=kind != "own" or first_hand,
        steps=steps,
    )


def _has_name(speaker: str) -> bool:
    """Whether a person or body is named, and not only described ("the operator", "the union at Tarn"), which others can be too.

    >>> _has_name("Skarn Hydro"), _has_name("The union at Tarn"), _has_name("the Rivermouth police")
    (True, False, True)
    """
    words = _DESCRIBING.split(speaker)[0].split()
    told = words[1:] if words and words[0].lower() in _DETERMINERS else words
    return any(word[:1].isupper() or word[:1].isdigit() for word in told)


def _carried(said: Said, earlier: End) -> End:
    """Return the end of a statement that was taken from another: the other's newsroom, and its speaker unless this one names one."""
    printed = _printed(said, earlier.newsroom, shaky=False, steps=earlier.steps + 1)
    if printed.kind == "own":
        return replace(earlier, said=said, steps=earlier.steps + 1)
    return replace(printed, side=printed.side or earlier.side)
