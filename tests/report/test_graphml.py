"""The graph as GraphML, read by networkx: who published, who says it, who took it from whom."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from tests.report.hostile import ATTACKS, hostile

from reportedly.report.graphml import to_graphml

if TYPE_CHECKING:
    from reportedly.records import Report


def graph_of(report: Report) -> Any:
    return nx.read_graphml(io.BytesIO(to_graphml(report).encode()), force_multigraph=True)


def named(graph: Any, label: str) -> str:
    (found,) = (node for node, told in graph.nodes(data=True) if told["label"] == label)
    return str(found)


def test_every_article_outlet_and_wire_is_a_node(report: Report) -> None:
    graph = graph_of(report)
    kinds = [told["kind"] for _, told in graph.nodes(data=True)]
    assert graph.is_directed()
    assert (kinds.count("article"), kinds.count("wire")) == (7, 1)
    assert [told["label"] for _, told in graph.nodes(data=True) if told.get("asked")] == ["Ferry sailed with faulty radar, log shows"]


def test_a_derivation_points_from_the_source_to_the_taker(report: Report) -> None:
    taken = {
        (graph.nodes[source]["label"], graph.nodes[to]["label"], told["kind"], told["certain"])
        for graph in [graph_of(report)]
        for source, to, told in graph.edges(data=True)
        if told["relation"] == "taken"
    }
    assert ("Investigators to lift grounded ferry by Friday", "Line was warned twice, officials say", "copy", True) in taken
    assert ("Northern Press Union", "Regulator had warned ferry line", "rewrite", False) in taken
    assert len(taken) == len(report.derivations)


def test_a_chain_is_a_path_from_the_speaker_to_the_article(report: Report) -> None:
    graph = graph_of(report)
    article, pohl = named(graph, "Ferry sailed with faulty radar, log shows"), named(graph, "Ansa Pohl")
    (through,) = (node for node, told in graph.nodes(data=True) if told["label"] == "Meridian Wire")
    assert [told["relation"] for told in graph.get_edge_data(pohl, through).values()] == ["says"]
    assert [told["relation"] for told in graph.get_edge_data(through, article).values()] == ["says"]


def test_a_named_voice_is_one_node_and_words_without_a_name_are_not(report: Report) -> None:
    labels = [told["label"] for _, told in graph_of(report).nodes(data=True)]
    assert labels.count("Mara Lindqvist") == 1
    assert labels.count("a maintenance log") == 2


@pytest.mark.parametrize("attack", ATTACKS)
def test_whatever_a_report_holds_is_xml(attack: str) -> None:
    graph = graph_of(hostile(attack))
    assert sorted(told["kind"] for _, told in graph.nodes(data=True)).count("article") == 3
