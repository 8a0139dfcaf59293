"""The graph behind a report: what a finding's numbers were counted from, as nodes and arrows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reportedly.records import Derivation, Place, Unnamed
from reportedly.report.provenance import arrow_words, provenance, whole_provenance

if TYPE_CHECKING:
    from reportedly.records import Finding, Proximity, Report


def finding_on(report: Report, words: str) -> Finding:
    return next(finding for finding in report.findings if words in finding.claim.words)


def told(report: Report, words: str) -> list[str]:
    return list(arrow_words(provenance(finding_on(report, words), report)))


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (
            "expect to raise the ship",
            [
                "Coastline Daily cites Meridian Wire",
                "Meridian Wire has it from Ansa Pohl (established origin)",
                "The Valley Gazette copied Meridian Wire",
                "Skerry Bulletin cites The Valley Gazette",
            ],
        ),
        (
            "known to be faulty",
            [
                "Coastline Daily cites The Harbour Post",
                "The Harbour Post has it from a maintenance log (established origin)",
                "Against it: Channel North has it from Odd Brenner (established origin)",
            ],
        ),
        (
            "closed the southern channel",
            [
                "Against it: The Harbour Post has it from Ilse Korhonen (established origin)",
                "Coastline Daily says it itself (possible origin)",
            ],
        ),
    ],
)
def test_each_arrow_in_words(report: Report, words: str, lines: list[str]) -> None:
    assert sorted(told(report, words)) == sorted(lines)


def test_the_roots_are_the_origins_of_the_finding(report: Report) -> None:
    for finding in report.findings:
        graph = provenance(finding, report)
        taken = {arrow.target for arrow in graph.arrows}
        roots = [node for node in graph.nodes if node.level is not None and not node.against and node.key not in taken]
        assert len(roots) == len(finding.origins), finding.claim.words
        assert sum(node.level == "established" for node in roots) == sum(origin.level == "established" for origin in finding.origins)


def test_a_source_that_is_no_evidence_leads_to_the_origin(report: Report) -> None:
    finding = finding_on(report, "raise the ship")
    alone = replace(finding, evidence=finding.evidence[1:2])
    lines = list(arrow_words(provenance(alone, report)))
    assert "The Valley Gazette copied Meridian Wire" in lines
    assert "Meridian Wire has it from Ansa Pohl (established origin)" in lines


def test_an_outlet_that_is_only_cited_is_told_as_such(report: Report) -> None:
    alone = replace(finding_on(report, "the price of a new radar"), evidence=())
    graph = provenance(alone, replace(report, derivations=()))
    (cited,) = [node for node in graph.nodes if node.kind == "outlet"]
    assert (cited.label, cited.note) == ("Tidewatch", "as cited")
    assert any(arrow.source == cited.key and arrow.how == "citation" for arrow in graph.arrows)


def test_the_whole_holds_every_derivation(report: Report) -> None:
    graph = whole_provenance(report)
    drawn = {(arrow.source.removeprefix("article "), arrow.target.removeprefix("article ")) for arrow in graph.arrows}
    assert {(each.source, each.to) for each in report.derivations} <= drawn
    assert not any(node.against for node in graph.nodes)
    assert len({node.key for node in graph.nodes}) == len(graph.nodes)


def test_voices_that_only_the_article_names_are_one_node_that_names_them(report: Report) -> None:
    bare = replace(report, findings=tuple(replace(finding, evidence=()) for finding in report.findings), derivations=())
    graph = whole_provenance(bare)
    (voices,) = [node for node in graph.nodes if node.kind == "voices"]
    assert {"Tobias Ferrow", "Mara Lindqvist", "Halden Freight"} <= set(voices.names)
    assert not {"A Halden Freight memo", "Ansa Pohl"} & set(voices.names), "these came through another outlet"
    assert any("Tobias Ferrow" in line for line in arrow_words(graph))
    assert not any(node.kind == "voices" for node in whole_provenance(report).nodes), "two are drawn one by one"


def test_what_is_not_certain_is_told_as_possible(report: Report) -> None:
    (maybe,) = [line for line in arrow_words(whole_provenance(report)) if "may have" in line]
    assert maybe == "Channel North may have reworded Northern Press Union"


def test_two_that_took_from_each_other_are_both_told(report: Report) -> None:
    both = tuple(
        Derivation(source=a, to=b, kind="citation", certain=True, whole=False, evidence=())
        for a, b in (("north", "valley"), ("valley", "north"))
    )
    lines = list(arrow_words(whole_provenance(replace(report, findings=(), derivations=both))))
    assert lines == ["valley cites north", "north cites valley"] or len(lines) == 2


def test_a_newsroom_that_is_an_origin_is_its_article(report: Report) -> None:
    finding = finding_on(report, "raise the ship")
    wire, *_ = finding.evidence
    relayed = replace(wire.article, id="relay", outlet=replace(wire.article.outlet, name="The Relay"))
    own = replace(wire.statement, article="relay", chain=wire.statement.chain[:1])
    evidence = replace(wire, article=relayed, statement=own, derived_from=None)
    origin = replace(finding.origins[0], who="Meridian Wire", kind="own", level="possible", statements=(Place("relay", own.content),))
    told = replace(finding, statement=None, origins=(origin,), evidence=(evidence,))
    known = replace(report, articles=(*report.articles, wire.article, relayed))
    graph = provenance(told, known)

    assert {node.kind for node in graph.nodes if node.label == "Meridian Wire"} == {"article"}
    assert list(arrow_words(graph)) == ["The Relay has it from Meridian Wire (possible origin)"]
    taken = replace(report.derivations[0], source=wire.article.id, to="relay", kind="rewrite", certain=True)
    graph = provenance(told, replace(known, derivations=(taken,)))
    assert list(arrow_words(graph)) == ["The Relay reworded Meridian Wire (possible origin)"]


@pytest.mark.parametrize(
    ("near", "note", "told_as"),
    [("insider", "insiders", "unnamed insiders"), ("other", "", "an unnamed voice")],
)
def test_a_voice_without_a_name_is_told_by_where_it_stands(report: Report, near: Proximity, note: str, told_as: str) -> None:
    finding = next(each for each in report.findings if each.statement and each.statement.speaker.kind == "unnamed")
    assert finding.statement is not None
    speaker = replace(finding.statement.speaker, unnamed=Unnamed(number="unknown", proximity=near))
    placed = replace(finding.statement, chain=(*finding.statement.chain[:-1], speaker))
    graph = provenance(replace(finding, statement=placed), report)

    assert note in {node.note for node in graph.nodes if node.kind == "unnamed"}
    assert any(f"has it from {told_as} (possible origin)" in line for line in arrow_words(graph))
