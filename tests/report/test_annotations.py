"""Web Annotations: held against a schema of the model, read by rdflib as JSON-LD, and each selector found in its text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from rdflib import RDF, Graph, Namespace
from tests.report.hostile import ATTACKS, hostile

from reportedly.report import build
from reportedly.report.annotations import to_annotations
from reportedly.report.linked import text_iri

if TYPE_CHECKING:
    from reportedly.records import Article, Report

#: rdflib's own reader of JSON-LD still uses what rdflib has replaced.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

MODEL = json.loads(Path(__file__).with_name("annotation-model.json").read_text("utf-8"))
OA = Namespace("http://www.w3.org/ns/oa#")
AS = Namespace("http://www.w3.org/ns/activitystreams#")
#: The words of the model's context that the export uses, as the Web Annotation Vocabulary gives them (the context itself would be fetched).
CONTEXT: dict[str, Any] = {
    "oa": str(OA),
    "as": str(AS),
    "id": "@id",
    "type": "@type",
    **{name: f"oa:{name}" for name in "Annotation TextualBody SpecificResource TextQuoteSelector TextPositionSelector TimeState".split()},
    **{name: f"oa:{name}" for name in "describing linking tagging exact prefix suffix start end".split()},
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Software": "as:Application",
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "state": {"@type": "@id", "@id": "oa:hasState"},
    "cached": {"@type": "@id", "@id": "oa:cachedSource"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "generator": {"@type": "@id", "@id": "as:generator"},
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "partOf": {"@type": "@id", "@id": "as:partOf"},
    "first": {"@type": "@id", "@id": "as:first"},
    "total": "as:totalItems",
    "startIndex": "as:startIndex",
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "name": "http://xmlns.com/foaf/0.1/name",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
}


def read(report: Report) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(to_annotations(report))
    jsonschema.Draft202012Validator(MODEL).validate(held)
    return held


def words(value: Any) -> set[str]:
    """Every key, and every type, motivation and purpose."""
    if isinstance(value, list):
        return {word for each in value for word in words(each)}
    if not isinstance(value, dict):
        return set()
    named = {str(value[key]) for key in ("type", "motivation", "purpose") if key in value}
    return named | set(value) | {word for each in value.values() for word in words(each)}


def targets(report: Report) -> list[dict[str, Any]]:
    items = read(report).get("first", {"items": []})["items"]
    return [each for item in items for each in (item["target"] if isinstance(item["target"], list) else [item["target"]])]


def test_one_for_each_statement_and_each_piece_of_evidence(report: Report) -> None:
    held = read(report)
    assert held["total"] == len(held["first"]["items"]) == sum(1 + len(finding.evidence) for finding in report.findings)
    assert len({item["id"] for item in held["first"]["items"]}) == held["total"]


def test_it_is_a_graph_of_the_vocabulary(report: Report) -> None:
    held = read(report)
    assert words(held) - {"@context"} <= set(CONTEXT)
    graph = Graph().parse(data=json.dumps(held | {"@context": CONTEXT}), format="json-ld")
    annotations = set(graph.subjects(RDF.type, OA.Annotation))
    assert len(annotations) == held["total"]
    assert all(len(set(graph.objects(each, OA.motivatedBy))) == 1 for each in annotations)
    found = graph.query(
        """SELECT ?source ?exact ?start WHERE { ?annotation oa:hasTarget ?target . ?target oa:hasSource ?source ;
        oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact ?exact ] , [ a oa:TextPositionSelector ; oa:start ?start ] }""",
        initNs={"oa": OA},
    )
    assert len(list(found)) == len(targets(report))


def by_text(report: Report) -> dict[str, Article]:
    return {text_iri(article): article for article in build.articles(report).values()}


def test_both_selectors_select_the_same_code_points(report: Report) -> None:
    articles = by_text(report)
    for target in targets(report):
        quote, position = target["selector"]
        text = articles[target["state"]["cached"]].text
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])


def test_words_in_two_places_are_two_targets(report: Report) -> None:
    split = next(item for item in read(report)["first"]["items"] if isinstance(item["target"], list))
    assert [target["selector"][0]["exact"] for target in split["target"]] == [
        "Nobody on that bridge was told the set could not be relied on,",
        "We will be asking why.",
    ]


def test_evidence_links_to_the_statement_it_bears_on(report: Report) -> None:
    items = read(report)["first"]["items"]
    linked = [body["source"] for item in items for body in item["body"] if body["type"] == "SpecificResource"]
    assert set(linked) <= {item["id"] for item in items if item["motivation"] == "describing"}
    assert len(linked) == sum(len(finding.evidence) for finding in report.findings)


def test_a_claim_that_was_asked_has_only_its_evidence(claim_report: Report) -> None:
    items = read(claim_report)["first"]["items"]
    assert len(items) == len(claim_report.findings[0].evidence)
    assert {item["motivation"] for item in items} == {"describing"}


@pytest.mark.parametrize("attack", ATTACKS)
def test_positions_hold_whatever_stands_before(attack: str) -> None:
    report = hostile(attack)
    articles = by_text(report)
    for target in targets(report):
        quote, position = target["selector"]
        text = articles[target["state"]["cached"]].text.encode("utf-8", "replace").decode().replace("?", "\ufffd")
        assert text[position["start"] : position["end"]] == quote["exact"].replace("?", "\ufffd")
