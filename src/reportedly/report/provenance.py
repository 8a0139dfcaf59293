"""The graph behind a report: outlets and voices as nodes, who took from whom as arrows, origins at the roots.

Of one finding it shows what its numbers were counted from; of a whole report, all of these together with the derivations.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from reportedly.records import Place
from reportedly.report import wording
from reportedly.report.build import WIRE, articles, source_name
from reportedly.report.unnamed import nearness
from reportedly.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.records import Article, Derivation, Finding, Level, Origin, Report, Statement, Unnamed, VoiceKind

__all__ = ["Arrow", "Graph", "Node", "arrow_words", "provenance", "whole_provenance"]

#: So many voices that only the article itself names are drawn one by one; more are drawn as one.
_ALONE: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An outlet's article, a wire, or a voice.

    Attributes:
        key: Names it within the graph.
        label: Its name.
        kind: What it is; "article" for what an outlet published, "outlet" for one that is only spoken of, "voices" for several.
        note: What stands below the name.
        level: Of an origin, how surely it is one; None for what is no root.
        asked: Whether it is the article that the report is about.
        against: Whether it only stands against the claim.
        names: Of several voices, who they are.
    """

    key: str
    label: str
    kind: VoiceKind | Literal["article", "wire", "voices"]
    note: str
    level: Level | None = None
    asked: bool = False
    against: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """Somebody took something from somebody; `source` and `target` are keys of nodes.

    Attributes:
        source: Where it was taken.
        target: Who took it.
        how: The kind of a derivation, or "said" where a voice was heard or read by the outlet itself.
        certain: Whether the derivation is.
        against: Whether it is on the side of those who contradict or deny the claim.
    """

    source: str
    target: str
    how: Literal["said", "copy", "rewrite", "citation", "credit"]
    certain: bool = True
    against: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Nodes and arrows, each once, in the order in which they come up."""

    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]


def provenance(finding: Finding, report: Report) -> Graph:
    """Return the graph of one finding: its origins, who carries it, through whom; and the same of what is against it."""
    gathered = _Gathered(report)
    gathered.take(finding)
    return gathered.graph()


def whole_provenance(report: Report) -> Graph:
    """Return the graph of all findings with all derivations; sides are not told apart, since one voice is for this and against that.

    Voices that only the article itself names, in one way, stand together as one node.
    """
    gathered = _Gathered(report)
    for finding in report.findings:
        gathered.take(finding)
    for derivation in report.derivations:
        gathered.add_derivation(derivation)
    nodes = tuple(replace(node, against=False) for node in gathered.nodes.values())
    arrows = {(a.source, a.target): replace(a, against=False) for a in reversed(gathered.arrows.values())}
    return _grouped(Graph(nodes=nodes, arrows=tuple(reversed(arrows.values()))))


def _grouped(graph: Graph) -> Graph:
    """Put the voices that lead nowhere but to the article of the report into one node."""
    asked = {node.key for node in graph.nodes if node.asked}
    leads = {node.key: [arrow.target for arrow in graph.arrows if arrow.source == node.key] for node in graph.nodes}
    voices = [node for node in graph.nodes if node.kind not in {"article", "wire", "outlet"} and set(leads[node.key]) == asked]
    if len(voices) <= _ALONE:
        return graph
    keys, names = {node.key for node in voices}, tuple(dict.fromkeys(node.label for node in voices))
    one = Node(key="voices", label=f"{len(voices)} voices", kind="voices", note="in this article alone", names=names)
    nodes = (*(node for node in graph.nodes if node.key not in keys), one)
    arrows = (
        *(arrow for arrow in graph.arrows if arrow.source not in keys),
        *(Arrow(source="voices", target=to, how="said") for to in asked),
    )
    return Graph(nodes=nodes, arrows=arrows)


class _Gathered:
    """Collects nodes and arrows, statement by statement."""

    def __init__(self, report: Report) -> None:
        self._known = articles(report)
        self._asked = report.article
        self._derivations = {(each.source, each.to): each for each in report.derivations}
        self.nodes: dict[str, Node] = {}
        self.arrows: dict[tuple[str, str, bool], Arrow] = {}
        #: Of the finding that is being taken: sources whose own source is not told yet, what has one, and the articles of the evidence.
        self._open: dict[tuple[str, bool], tuple[Origin | None, Article]] = {}
        self._led: set[tuple[str, bool]] = set()
        self._among: set[str] = set()
        #: What is told of voices without a name, by where they are quoted, and of those that a node stands for.
        self._unnamed: dict[Place, Unnamed] = {}
        self._within: dict[str, list[Unnamed]] = {}

    def graph(self) -> Graph:
        """Return what was collected."""
        return Graph(nodes=tuple(self.nodes.values()), arrows=tuple(self.arrows.values()))

    def take(self, finding: Finding) -> None:
        """Add the claim's own statement and all of its evidence."""
        self._open, self._led = {}, set()
        self._among = {evidence.article.id for evidence in finding.evidence}
        self._unnamed.update(_unnamed(finding))
        if finding.statement is not None and self._asked is not None:
            source = self._source_of(finding.statement, self._asked)
            origin = _origin_of(finding.statement, (*finding.origins, *finding.disputes), finding)
            self._add(finding.statement, self._asked, source, origin, against=any(origin is each for each in finding.disputes))
        for evidence in finding.evidence:
            against = evidence.relation != "supports"
            origin = _origin_of(evidence.statement, finding.disputes if against else finding.origins, finding)
            self._add(evidence.statement, evidence.article, evidence.derived_from, origin, against=against)
        for (key, against), (origin, article) in self._open.items():
            if (key, against) not in self._led:
                self._root(origin, key, article, against=against)

    def add_derivation(self, derivation: Derivation) -> None:
        """Add who took from whom, whatever it was."""
        self._arrow(self._text(derivation.source, against=False), self._text(derivation.to, against=False), derivation, against=False)

    def _add(self, statement: Statement, article: Article, source: str | None, origin: Origin | None, *, against: bool) -> None:
        here = self._text(article.id, against=against)
        if source is not None:
            there = self._text(source, against=against)
            self._arrow(there, here, self._derivations.get((source, article.id)), against=against)
            # The source may be evidence itself, and then tells where it has it from.
            self._open.setdefault((there, against), (origin, article))
            return
        self._led.add((here, against))
        cited = next((voice.name for voice in reversed(statement.chain[1:]) if voice.kind == "outlet"), None)
        if cited is not None:
            there = self._cited(cited, against=against)
            self.arrows.setdefault((there, here, against), Arrow(source=there, target=here, how="citation", against=against))
            here = there
        self._root(origin, here, article, against=against)

    def _cited(self, name: str, *, against: bool) -> str:
        """Return the node of an outlet that is spoken of: its article, where the finding has just one of its, else what is only cited."""
        held = [key for key in self._among if fold(name) in self._names(key)]
        if len(held) == 1:
            return self._text(held[0], against=against)
        return self._keep(Node(key=f"outlet {fold(name)}", label=name, kind="outlet", note="as cited", against=against))

    def _root(self, origin: Origin | None, at: str, article: Article, *, against: bool) -> None:
        """Lead from an origin to where it was heard; a newsroom that says it itself is its own root."""
        if origin is None:
            return
        if origin.kind in {"own", "outlet"} and fold(origin.who) in {fold(self.nodes[at].label), fold(article.outlet.name)}:
            self._raise(at, origin.level)
            return
        if origin.kind in {"own", "outlet"} and self._newsroom(origin, at, against=against):
            return
        facts = (wording.kinds[origin.kind], origin.side if origin.side != origin.who else None)
        label = "unnamed" if origin.kind == "unnamed" else origin.who
        note = ", ".join(fact for fact in facts if fact and fact != label)
        key = f"voice {origin.kind} {fold(origin.who)}"
        self._keep(Node(key=key, label=label, kind=origin.kind, note=note, level=origin.level, against=against))
        if origin.kind == "unnamed":
            within = self._within.setdefault(key, [])
            within += (self._unnamed[place] for place in origin.statements if place in self._unnamed)
            self.nodes[key] = replace(self.nodes[key], note=nearness(within))
        self.arrows.setdefault((key, at, against), Arrow(source=key, target=at, how="said", against=against))

    def _newsroom(self, origin: Origin, at: str, *, against: bool) -> bool:
        """Lead from the one article of a newsroom that is an origin, which is no voice beside its article; tell whether there is one."""
        held = [key for key in self._known if fold(origin.who) in self._names(key)]
        if len(held) != 1:
            return False
        there = self._text(held[0], against=against)
        self._raise(there, origin.level)
        if there != at:
            taken = self._derivations.get((held[0], at.removeprefix("article ")))
            said = Arrow(source=there, target=at, how="said", against=against)
            self.arrows.setdefault((there, at, against), replace(said, how=taken.kind, certain=taken.certain) if taken else said)
        return True

    def _raise(self, key: str, level: Level) -> None:
        if self.nodes[key].level != "established":
            self.nodes[key] = replace(self.nodes[key], level=level)

    def _text(self, source: str, *, against: bool) -> str:
        """Return the node of an article or a wire."""
        name = source_name(source, self._known)
        if source.startswith(WIRE):
            return self._keep(Node(key=source, label=name, kind="wire", note="wire, not in the library", against=against))
        asked = self._asked is not None and source == self._asked.id
        article = self._known.get(source)
        note = "this article" if asked else wording.day(article.published if article else None, clock=False)
        return self._keep(Node(key=f"article {source}", label=name, kind="article", note=note, asked=asked, against=against))

    def _keep(self, node: Node) -> str:
        """Add a node, or find it there already; what is on both sides is on none."""
        held = self.nodes.setdefault(node.key, node)
        if held.against and not node.against:
            self.nodes[node.key] = replace(held, against=False)
        return node.key

    def _arrow(self, source: str, target: str, derivation: Derivation | None, *, against: bool) -> None:
        self._led.add((target, against))
        how = derivation.kind if derivation else "citation"
        certain = derivation.certain if derivation else True
        self.arrows.setdefault((source, target, against), Arrow(source=source, target=target, how=how, certain=certain, against=against))

    def _source_of(self, statement: Statement, article: Article) -> str | None:
        """Return where the article's own statement was taken: from the outlet that its chain names, else from what covers its words."""
        cited = [fold(voice.name) for voice in statement.chain[1:] if voice.kind == "outlet"]
        taken = [each for (_, to), each in self._derivations.items() if to == article.id]
        for each in taken:
            if cited and cited[-1] in self._names(each.source):
                return each.source
        covering = (each for each in taken if not cited and each.kind != "citation" and _covers(each, statement))
        return next((each.source for each in covering), None)

    def _names(self, source: str) -> set[str]:
        article = self._known.get(source)
        return {fold(name) for name in ((article.outlet.name, *article.outlet.names) if article else (source_name(source, self._known),))}


def _unnamed(finding: Finding) -> Iterator[tuple[Place, Unnamed]]:
    """Tell of each statement of a voice without a name, by where it stands."""
    for statement in (finding.statement, *(each.statement for each in finding.evidence)):
        if statement is not None and statement.speaker.unnamed is not None:
            yield Place(statement.article, statement.content), statement.speaker.unnamed


def _covers(derivation: Derivation, statement: Statement) -> bool:
    return any(pair.right.overlaps(span) for pair in derivation.evidence for span in statement.content)


def _origin_of(statement: Statement, origins: Iterable[Origin], finding: Finding) -> Origin | None:
    """Return which origin a statement belongs to: of those that stand in its place, else of all, the one that bears the speaker's name."""
    place = Place(statement.article, statement.content)
    fitting = [origin for origin in origins if place in origin.statements]
    among = fitting or (*finding.origins, *finding.disputes)
    named = (origin for origin in among if fold(origin.who) == fold(statement.speaker.name))
    return next(named, fitting[0] if fitting else None)


def arrow_words(graph: Graph) -> Iterator[str]:
    """Tell each arrow of a graph in a sentence, in its order, then the roots that nobody took anything from."""
    labels = {node.key: node for node in graph.nodes}
    for arrow in graph.arrows:
        source, target = labels[arrow.source], labels[arrow.target]
        told = wording.taken_words(arrow.how, certain=arrow.certain)
        yield f"{'Against it: ' if arrow.against else ''}{target.label} {told} {_who(source)}"
    met = {key for arrow in graph.arrows for key in (arrow.source, arrow.target)}
    for node in graph.nodes:
        if node.key not in met:
            level = f" ({node.level} origin)" if node.level else ""
            yield f"{'Against it: ' if node.against else ''}{node.label} says it itself{level}"


def _who(node: Node) -> str:
    name = (f"unnamed {node.note}" if node.note else "an unnamed voice") if node.kind == "unnamed" else node.label
    return f"{name}: {'; '.join(node.names)}" if node.names else f"{name} ({node.level} origin)" if node.level else name
