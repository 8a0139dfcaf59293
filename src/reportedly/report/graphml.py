"""The graph of a `Report` as GraphML: outlets, articles and voices as nodes; who published, who says it in what, who took it from whom.

Opens in Gephi, yEd, Cytoscape, networkx and igraph. Every edge points the way the words went.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from reportedly.report import build, wording
from reportedly.report.linked import outlet_urn, source_urn, spoken, statements_of, voice_urn, web_iri
from reportedly.report.pieces import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reportedly.records import Article, Report, Statement

__all__ = ["to_graphml"]

_NAMESPACE: Final = "http://graphml.graphdrawing.org/xmlns"
#: What nodes and edges tell: attribute, its type, of which of the two.
_KEYS: Final = (
    ("label", "string", "node"),
    ("kind", "string", "node"),
    ("url", "string", "node"),
    ("published", "string", "node"),
    ("asked", "boolean", "node"),
    ("relation", "string", "edge"),
    ("kind", "string", "edge"),
    ("certain", "boolean", "edge"),
    ("whole", "boolean", "edge"),
    ("stance", "string", "edge"),
    ("words", "string", "edge"),
)

Told = dict[str, str | bool | None]


@dataclass(frozen=True, slots=True)
class _Edge:
    source: str
    target: str
    told: Told


def to_graphml(report: Report) -> str:
    """Return the graph as GraphML, directed, with parallel edges where one says several things in one article.

    Node kinds: article, outlet, wire (an agency's text that is not in the library), person, organisation, document, unnamed.
    Edge relations: "published" (outlet to article), "says" (voice to the article, or to the voice that passes it on), "taken" (source to
    taker; `kind` and `certain` as in a derivation).
    """
    known = build.articles(report)
    nodes = dict(_articles(report, known))
    edges: list[_Edge] = []
    for article in known.values():
        outlet = outlet_urn(article.outlet, article)
        nodes.setdefault(outlet, {"label": article.outlet.name, "kind": "outlet"})
        edges.append(_Edge(outlet, source_urn(article.id), {"relation": "published"}))
    for statement, article in statements_of(report).values():
        _speak(statement, article, nodes, edges)
    for derivation in report.derivations:
        for end in (derivation.source, derivation.to):
            kind = "wire" if end.startswith(build.WIRE) else "article"
            nodes.setdefault(source_urn(end), {"label": build.source_name(end, known), "kind": kind})
        told: Told = {"relation": "taken", "kind": derivation.kind, "certain": derivation.certain, "whole": derivation.whole}
        edges.append(_Edge(source_urn(derivation.source), source_urn(derivation.to), told))
    return _written(nodes, edges)


def _articles(report: Report, known: Mapping[str, Article]) -> Iterator[tuple[str, Told]]:
    for article in known.values():
        yield (
            source_urn(article.id),
            {
                "label": article.title or wording.byline(article),
                "kind": "article",
                "url": web_iri(article.url),
                "published": article.published,
                "asked": report.article is not None and article.id == report.article.id,
            },
        )


def _speak(statement: Statement, article: Article, nodes: dict[str, Told], edges: list[_Edge]) -> None:
    """Add the voices of a statement, and an edge from each to the one that passes its words on, the last to the article."""
    heard_by = source_urn(article.id)
    words = spoken(article.text, statement.content)
    for voice in statement.chain[1:]:
        key = voice_urn(voice, article)
        nodes.setdefault(key, {"label": voice.name, "kind": voice.kind})
        edges.append(_Edge(key, heard_by, {"relation": "says", "stance": statement.stance, "words": words}))
        heard_by = key


def _written(nodes: Mapping[str, Told], edges: Iterable[_Edge]) -> str:
    root = ET.Element("graphml", xmlns=_NAMESPACE)
    for name, kind, of in _KEYS:
        ET.SubElement(root, "key", {"id": f"{of}-{name}", "for": of, "attr.name": name, "attr.type": kind})
    graph = ET.SubElement(root, "graph", id="report", edgedefault="directed")
    for key, told in nodes.items():
        _tell(ET.SubElement(graph, "node", id=key), "node", told)
    for number, edge in enumerate(edges, start=1):
        _tell(ET.SubElement(graph, "edge", id=f"e{number}", source=edge.source, target=edge.target), "edge", edge.told)
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _tell(element: ET.Element, of: str, told: Told) -> None:
    for name, value in told.items():
        if value is not None:
            text = str(value).lower() if isinstance(value, bool) else " ".join(visible(value).split())
            ET.SubElement(element, "data", key=f"{of}-{name}").text = text
