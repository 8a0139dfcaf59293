"""The picture: the same graph as its list, in SVG that holds nothing but the graph."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from tests.report.hostile import ATTACKS, hostile

from reportedly.report.picture import MOST_NODES, picture
from reportedly.report.provenance import Arrow, Graph, Node, arrow_words, provenance, whole_provenance

if TYPE_CHECKING:
    from reportedly.records import Report


def svg_of(graph: Graph, *, is_narrow: bool = False) -> ET.Element:
    drawn = picture(graph, name="p1", title="Where it comes from", is_narrow=is_narrow)
    assert drawn is not None
    return ET.fromstring(drawn)  # noqa: S314  made by the program itself


def test_it_draws_every_node_and_every_arrow(report: Report) -> None:
    for graph in (whole_provenance(report), *(provenance(finding, report) for finding in report.findings)):
        if graph.arrows:
            svg = svg_of(graph)
            classes = [each.get("class", "").split()[0] for each in svg.iter("g")]
            assert (classes.count("node"), classes.count("arrow")) == (len(graph.nodes), len(graph.arrows))


def test_its_description_is_the_list(report: Report) -> None:
    graph = whole_provenance(report)
    svg = svg_of(graph)
    desc = svg.find("desc")
    assert desc is not None
    assert desc.text == ". ".join(arrow_words(graph)) + "."
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "p1-title"


def test_everything_lies_inside_it(report: Report) -> None:
    for is_narrow in (False, True):
        svg = svg_of(whole_provenance(report), is_narrow=is_narrow)
        width, height = float(svg.get("width", 0)), float(svg.get("height", 0))
        for rect in svg.iter("rect"):
            x, y, w, h = (float(rect.get(name, -1)) for name in ("x", "y", "width", "height"))
            assert 0 <= x < x + w <= width
            assert 0 <= y < y + h <= height


def test_the_same_graph_is_the_same_picture(report: Report) -> None:
    graph = whole_provenance(report)
    assert picture(graph, name="p", title="x") == picture(whole_provenance(report), name="p", title="x")


def test_nothing_to_draw_and_too_much_to_draw_are_no_picture() -> None:
    nodes = tuple(Node(key=f"{n}", label=f"Post {n}", kind="article", note="") for n in range(MOST_NODES + 1))
    arrows = (Arrow(source="0", target="1", how="copy"),)
    assert picture(Graph(nodes=nodes[:2], arrows=()), name="p", title="x") is None
    assert picture(Graph(nodes=nodes, arrows=arrows), name="p", title="x") is None
    assert picture(Graph(nodes=nodes[:MOST_NODES], arrows=arrows), name="p", title="x") is not None


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_names_are_text(attack: str) -> None:
    report = hostile(attack)
    for graph in (whole_provenance(report), provenance(report.findings[0], report)):
        svg = svg_of(replace(graph))
        assert {each.tag for each in svg.iter()} <= {"svg", "title", "desc", "g", "rect", "circle", "text", "path"}
        assert not any(re.match("on|style|href", name) for each in svg.iter() for name in each.attrib)
