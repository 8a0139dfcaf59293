"""schema.org JSON-LD, read by rdflib and held against the terms of the vocabulary that it knows: no rating, no verdict."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SDO
from tests.report.hostile import ATTACKS, hostile

from reportedly.report.linked import source_urn
from reportedly.report.schema_org import to_schema_org

if TYPE_CHECKING:
    from reportedly.records import Report


#: rdflib's own reader of JSON-LD still uses what rdflib has replaced.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


def graph_of(report: Report) -> Graph:
    """The vocabulary's own context says that a bare word is one of its terms, and asks to be fetched."""
    read = json.loads(to_schema_org(report))
    assert read["@context"] == "https://schema.org"
    return Graph().parse(data=json.dumps(read | {"@context": {"@vocab": str(SDO)}}), format="json-ld")


def nodes(report: Report, kind: str) -> list[dict[str, Any]]:
    return [node for node in json.loads(to_schema_org(report))["@graph"] if node["@type"] == kind]


def test_every_term_is_one_of_the_vocabulary(report: Report, claim_report: Report) -> None:
    for one in (report, claim_report):
        graph = graph_of(one)
        terms = {term for _, term in graph.subject_predicates()} | set(graph.objects(predicate=RDF.type))
        used = {str(term).removeprefix(str(SDO)) for term in terms if term != RDF.type}
        assert used
        assert {term for term in used if term not in SDO} == set()


def test_nothing_is_rated_or_reviewed(report: Report) -> None:
    text = to_schema_org(report)
    assert not {word for word in ("Rating", "Review", "ClaimReview", "truth") if word in text}


def test_an_article_a_claim_for_each_finding_and_a_quotation_for_each_that_is_quoted(report: Report) -> None:
    graph = graph_of(report)
    count = {kind: len(list(graph.subjects(RDF.type, SDO[kind]))) for kind in ("NewsArticle", "Claim", "Quotation")}
    quoted = {
        each.id
        for finding in report.findings
        for each in (finding.statement, *(evidence.statement for evidence in finding.evidence))
        if each is not None and each.directness == "direct"
    }
    assert count == {"NewsArticle": 7, "Claim": len(report.findings), "Quotation": len(quoted)}


def test_a_quotation_names_who_spoke_it(report: Report) -> None:
    quotations = {node["text"]: node for node in nodes(report, "Quotation")}
    signed = quotations["Our engineers signed the ship off on Sunday,"]
    assert signed["spokenByCharacter"] == signed["creator"]
    assert (signed["creator"]["@type"], signed["creator"]["name"]) == ("Person", "Tobias Ferrow")
    assert signed["isPartOf"] == {"@id": source_urn("coastline")}


def test_words_that_name_nobody_have_no_creator(report: Report) -> None:
    (dark,) = (node for node in nodes(report, "Quotation") if node["text"].startswith("It went dark"))
    assert "creator" not in dark
    assert dark["creditText"] == "one of them"


def test_only_the_words_in_quotation_marks_are_a_quotation(report: Report) -> None:
    assert report.article is not None
    finding = next(f for f in report.findings if f.claim.words.startswith("Our engineers"))
    assert finding.statement is not None
    (span,) = finding.statement.content
    wider = replace(finding.statement, directness="mixed", content=(span._replace(start=span.start - 1, end=span.end + 30),))
    (only,) = nodes(replace(report, findings=(replace(finding, statement=wider),)), "Quotation")
    assert only["text"] == "Our engineers signed the ship off on Sunday,"


def test_a_claim_appears_in_what_supports_it_and_first_where_the_dates_tell(report: Report) -> None:
    claims = {node["text"]: node for node in nodes(report, "Claim")}
    raised = claims["expect to raise the ship by Friday"]
    assert raised["appearance"] == [{"@id": source_urn(key)} for key in ("coastline", "meridian", "valley", "skerry")]
    assert raised["firstAppearance"] == {"@id": source_urn("meridian")}
    radar = claims["had sailed with a radar set known to be faulty"]
    assert radar["appearance"] == [{"@id": source_urn(key)} for key in ("coastline", "harbour")]
    assert "Disputed by Odd Brenner" in radar["description"]


def test_a_denial_is_not_the_claim_that_it_denies(report: Report) -> None:
    finding = report.findings[1]
    assert finding.statement is not None
    denied = replace(finding, statement=replace(finding.statement, stance="denies"))
    (claim,) = nodes(replace(report, findings=(denied,)), "Claim")
    assert claim["text"] == "Denied: had sailed with a radar set known to be faulty"


def test_only_what_is_certain_is_based_on_another(report: Report) -> None:
    based = {node["headline"]: node.get("isBasedOn") for node in nodes(report, "NewsArticle")}
    assert based["Line was warned twice, officials say"] == [{"@id": source_urn("meridian")}]
    assert based["Regulator had warned ferry line"] is None


class Scripts(HTMLParser):
    """Counts what opens and closes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  as the parser calls it
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.inside += data


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_page_can_carry_it_as_it_is(attack: str) -> None:
    text = to_schema_org(hostile(attack))
    page = Scripts()
    page.feed(f'<script type="application/ld+json">{text}</script>')
    assert page.tags == ["script"]
    assert json.loads(page.inside) == json.loads(text)
    assert {URIRef(SDO.Claim), URIRef(SDO.Quotation)} <= set(graph_of(hostile(attack)).objects(predicate=RDF.type))
