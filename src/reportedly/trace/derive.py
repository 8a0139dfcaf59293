"""Articles to derivations: what texts, credits and citations show, brought together so that each pair has one derivation.

The order of thought: which articles share text; what they credit; where two share text and one credits a wire, both took it from the
wire; then what each remaining taker took from whom; last the citations that stand in text of the taker's own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.records import Derivation, Span, SpanPair
from reportedly.trace.circles import without_circles
from reportedly.trace.citations import Citation, cited
from reportedly.trace.credits import WIRE, Credited, credited, wire
from reportedly.trace.relations import Relation, Taking, related
from reportedly.trace.settings import TraceSettings
from reportedly.trace.shelf import Shelf, same_agency

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reportedly.records import Article
    from reportedly.text.outlets import Outlets

__all__ = ["derive"]

_DEFAULT = TraceSettings()
#: Strongest first.
_STRENGTH = ("copy", "rewrite", "citation", "credit")
#: A further source of one taker is named when it accounts for so many more characters.
_MORE = 250
#: The earliest source is named, unless a later one accounts for so much more of the taker's text.
_AS_GOOD = 0.9


def derive(articles: Sequence[Article], *, outlets: Outlets, settings: TraceSettings = _DEFAULT) -> tuple[Derivation, ...]:
    """Return who took what from whom among the articles, sorted by taker, then source.

    Args:
        articles: In any order: the answer is the same.
        outlets: The registry, for the names of agencies.
        settings: The numbers.
    """
    shelf = Shelf(articles, outlets, settings)
    case = _Case.of(shelf)
    from_wires = _wires(case)
    from_texts = _texts(case, from_wires)
    taken = [*from_wires, *from_texts]
    found = [*taken, *_citations(case, taken)]
    return tuple(without_circles(_one_a_pair(found), case.strength))


@dataclass(frozen=True, slots=True)
class _Case:
    """Everything that texts, credits and citations show, before it is weighed together."""

    shelf: Shelf
    relations: Mapping[str, tuple[Relation, ...]]
    credits: Mapping[str, tuple[Credited, ...]]
    citations: tuple[Citation, ...]

    @classmethod
    def of(cls, shelf: Shelf) -> _Case:
        """Gather it."""
        by_id: dict[str, list[Relation]] = defaultdict(list)
        for relation in related(shelf):
            by_id[relation.one].append(relation)
            by_id[relation.other].append(relation)
        credited_by = {article.id: credited(article, shelf.outlets) for article in shelf.articles}
        return cls(shelf, {key: tuple(group) for key, group in by_id.items()}, credited_by, cited(shelf))

    def partners(self, key: str) -> list[tuple[str, Relation]]:
        """Return the articles related to this one by text, in canonical order."""
        found = [(r.other if r.one == key else r.one, r) for r in self.relations.get(key, ())]
        return sorted(found, key=lambda partner: self.shelf.rank(partner[0]))

    def cites(self, taker: str, source: str) -> bool:
        """Whether the one cites the other."""
        return any(c.to == taker and c.source == source for c in self.citations)

    def credits_to(self, taker: str, source: str) -> bool:
        """Whether the one credits the other's outlet."""
        return any(self.agency_article(source, credit.agency) for credit in self.credits[taker])

    def agency_article(self, key: str, agency: str) -> bool:
        """Whether the article is the agency's own."""
        return same_agency(agency, self.shelf[key].outlet, self.shelf.outlets)

    def is_source(self, one: str, other: str) -> bool:
        """Decide which of two related articles is the source: citation, credit, time, which has more, and only then the id.

        An agency's own text goes before a paper's of the same days, whatever their hours: papers print agencies.
        """
        if self.cites(other, one) != self.cites(one, other):
            return self.cites(other, one)
        if self.credits_to(other, one) != self.credits_to(one, other):
            return self.credits_to(other, one)
        agencies = [self.shelf[key].outlet.agency for key in (one, other)]
        if agencies[0] != agencies[1] and self.shelf.days_apart(one, other) <= self.shelf.settings.days_apart:
            return agencies[0]
        if self.shelf.before(one, other) or self.shelf.before(other, one):
            return self.shelf.before(one, other)
        lengths = len(self.shelf[one].text), len(self.shelf[other].text)
        return (-lengths[0], one) < (-lengths[1], other)

    def strength(self, derivation: Derivation) -> tuple[bool, bool, int]:
        """Rank how well it is shown who took from whom: by a credit or citation, surely, by a strong kind."""
        ends = derivation.to, derivation.source
        unseen = derivation.source.startswith(WIRE)
        return unseen or self.cites(*ends) or self.credits_to(*ends), derivation.certain, -_STRENGTH.index(derivation.kind)


def _wires(case: _Case) -> list[Derivation]:
    """Return what was taken from agencies whose own text is not in the library: what is credited, and what shares text with that."""
    found: dict[tuple[str, str], Derivation] = {}
    for article in case.shelf.articles:
        for credit in case.credits[article.id]:
            if not any(case.agency_article(key, credit.agency) for key, _ in case.partners(article.id)):
                found[wire(credit.agency), article.id] = credit.derivation(article.id)
    for (source, to), derivation in sorted(found.items()):
        if derivation.whole:
            _spread(case, source, to, found)
    return list(found.values())


def _spread(case: _Case, source: str, start: str, found: dict[tuple[str, str], Derivation]) -> None:
    """Let the wire reach what took the same text without credit: copies of copies too, while they are whole; of two ways the better."""
    queue = [start]
    while queue:
        key = queue.pop(0)
        for other, relation in case.partners(key):
            taking = relation.by_taker.get(other)
            if taking is None or not _is_silent(case, other, key, source.removeprefix(WIRE)):
                continue
            known = found.get((source, other))
            if known is not None and (known.whole, known.certain) >= (taking.whole, taking.certain):
                continue
            evidence = tuple(SpanPair(None, span) for span in taking.covered)
            found[source, other] = Derivation(
                source=source, to=other, kind=taking.kind, certain=taking.certain, whole=taking.whole, evidence=evidence
            )
            if taking.whole and taking.certain:
                queue.append(other)


def _is_silent(case: _Case, taker: str, source: str, agency: str) -> bool:
    """Whether the taker says nothing else about where the text is from: it is no agency's article, credits no other and cites no source."""
    if case.agency_article(taker, agency) or case.cites(taker, source):
        return False
    return not any(credit.whole and credit.agency != agency for credit in case.credits[taker])


def _texts(case: _Case, from_wires: Iterable[Derivation]) -> list[Derivation]:
    """Return what each article took from others, by text: as few sources as account for what is shared, the earliest first.

    Where both took from one wire, that accounts for what they share: for all of it, or for the part that the wire's own text shows.
    """
    wires: dict[str, dict[str, Derivation]] = defaultdict(dict)
    for derivation in from_wires:
        wires[derivation.to][derivation.source] = derivation
    found = []
    for article in case.shelf.articles:
        takings, accounted = [], set()
        for other, relation in case.partners(article.id):
            taking = relation.by_taker.get(article.id)
            if taking is not None and case.is_source(other, article.id):
                common = [wires[article.id][name] for name in sorted(wires[other].keys() & wires[article.id].keys())]
                accounted |= {pair.right for derivation in common for pair in derivation.evidence}
                takings += [] if any(d.whole or d.kind in {"citation", "credit"} for d in common) else [taking]
        named = [t for t in takings if case.cites(t.to, t.source) or case.credits_to(t.to, t.source)]
        found += [_derivation(taking) for taking in _needed(named, takings, len(article.text), accounted)]
    return found


def _needed(named: Sequence[Taking], takings: Sequence[Taking], length: int, accounted: Iterable[Span]) -> list[Taking]:
    """Return the takings that account for the taker's text, each only for what those before it do not.

    First those from an article that the taker credits or cites, then the surest, copies before rewrites. Of sources that account for as
    much, the earliest.
    """
    order = sorted((t for t in takings if t not in named), key=lambda t: (not t.certain, not t.whole, t.kind != "copy"))
    open_places = bytearray(b"\x01" * length)
    chosen: list[Taking] = list(named)
    before = [*accounted, *(span for taking in named for span in taking.covered)]
    for span in before:
        open_places[span.start : span.end] = bytes(span.end - span.start)
    while order:
        gains = [sum(sum(open_places[s.start : s.end]) for s in _disjoint(t.covered)) for t in order]
        most = max(gains)
        if most < _MORE and (chosen or before):
            break
        best = next(t for t, gain in zip(order, gains, strict=True) if gain >= _AS_GOOD * most)
        chosen.append(best)
        order.remove(best)
        for span in best.covered:
            open_places[span.start : span.end] = bytes(span.end - span.start)
    return chosen


def _disjoint(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _derivation(taking: Taking) -> Derivation:
    return Derivation(
        source=taking.source, to=taking.to, kind=taking.kind, certain=taking.certain, whole=taking.whole, evidence=taking.evidence
    )


def _citations(case: _Case, taken: Iterable[Derivation]) -> list[Derivation]:
    """Return the citations that are the citing article's own: not those that stand in text it took from somebody else."""
    foreign: dict[str, list[Derivation]] = defaultdict(list)
    for derivation in taken:
        foreign[derivation.to].append(derivation)
    found = []
    for citation in case.citations:
        others = [d for d in foreign[citation.to] if d.source != citation.source or d.whole]
        keep = tuple(span for span in citation.words if not any(_holds(d, span) for d in others))
        if keep and not _answers(case, citation):
            pairs = tuple(p for p in citation.pairs if any(p.right.overlaps(span) for span in keep))
            found.append(replace(citation, pairs=pairs or citation.pairs).derivation())
    return found


def _answers(case: _Case, citation: Citation) -> bool:
    """Whether the cited article cites this one too, and is the later of the two: then the other derivation stands."""
    return case.cites(citation.source, citation.to) and case.shelf.rank(citation.to) < case.shelf.rank(citation.source)


def _holds(derivation: Derivation, span: Span) -> bool:
    """Whether the words were taken with the rest: they lie in the evidence, or the whole article is the wire's."""
    if derivation.whole and derivation.kind == "credit":
        return True
    return any(pair.right.overlaps(span) for pair in derivation.evidence)


def _one_a_pair(found: Iterable[Derivation]) -> list[Derivation]:
    """Return one derivation a pair, of the strongest kind; what speaks for the whole article goes before what speaks for a part."""
    best: dict[tuple[str, str], Derivation] = {}
    for derivation in sorted(found, key=lambda d: (not d.whole, _STRENGTH.index(d.kind), not d.certain)):
        best.setdefault((derivation.source, derivation.to), derivation)
    return [d for (source, to), d in best.items() if (to, source) not in best or _first(best[to, source], d)]


def _first(reverse: Derivation, derivation: Derivation) -> bool:
    """Whether this one stands where two derivations run opposite ways."""
    return (_STRENGTH.index(derivation.kind), derivation.source) < (_STRENGTH.index(reverse.kind), reverse.source)
