"""PROV-JSON, read and written again by the `prov` library: what was made from what, and nothing that is only possible."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from prov.model import ProvAttribution, ProvDerivation, ProvDocument, ProvElement, ProvInfluence, ProvRelation
from tests.report.hostile import ATTACKS, hostile

from reportedly.report.prov import to_prov

if TYPE_CHECKING:
    from reportedly.records import Report


def document_of(report: Report) -> ProvDocument:
    return ProvDocument.deserialize(io.StringIO(to_prov(report)), format="json")


def label(document: ProvDocument, name: Any) -> str:
    (element,) = document.get_record(name)
    return str(element.label)


def test_the_library_writes_what_it_has_read(report: Report, claim_report: Report) -> None:
    for one in (report, claim_report):
        read = document_of(one)
        written = io.StringIO()
        read.serialize(written, format="json")
        assert ProvDocument.deserialize(io.StringIO(written.getvalue()), format="json") == read


def test_every_end_of_a_relation_is_told_of(report: Report) -> None:
    document = document_of(report)
    told = {str(element.identifier) for element in document.get_records(ProvElement)}
    ends = {str(end) for relation in document.get_records(ProvRelation) for _, end in relation.formal_attributes if end is not None}
    assert ends <= told


def test_certain_derivations_are_derivations_and_possible_ones_are_not(report: Report) -> None:
    document = document_of(report)
    taken = [each for each in document.get_records(ProvDerivation) if each.get_attribute("reportedly:kind")]
    assert [label(document, each.formal_attributes[0][1]) for each in taken] == [
        "Line was warned twice, officials say",
        "Ferry sailed with faulty radar, log shows",
        "What we know about the Sandpiper",
    ]
    (north,) = (each for each in document.get_records(ProvElement) if str(each.label) == "Regulator had warned ferry line")
    (possible,) = north.get_attribute("reportedly:possiblyDerivedFrom")
    assert label(document, possible) == "Northern Press Union"


def test_a_claim_is_influenced_by_what_bears_on_it(report: Report) -> None:
    document = document_of(report)
    told = [next(iter(each.get_attribute("reportedly:relation"))) for each in document.get_records(ProvInfluence)]
    assert told == [evidence.relation for finding in report.findings for evidence in finding.evidence]


def test_a_statement_is_attributed_to_its_voices_and_its_origin(report: Report) -> None:
    document = document_of(report)
    rescued = "41 people had been brought ashore by lifeboat and eleven taken to hospital"
    (statement,) = (each for each in document.get_records(ProvElement) if rescued in map(str, each.get_attribute("prov:value")))
    agents = [
        each.formal_attributes[1][1]
        for each in document.get_records(ProvAttribution)
        if each.formal_attributes[0][1] == statement.identifier
    ]
    assert {label(document, agent) for agent in agents} == {"Mara Lindqvist"}
    assert len(agents) == 2


@pytest.mark.parametrize("attack", ATTACKS)
def test_whatever_a_report_holds_is_read_back(attack: str) -> None:
    document = document_of(hostile(attack))
    written = io.StringIO()
    document.serialize(written, format="json")
    assert ProvDocument.deserialize(io.StringIO(written.getvalue()), format="json") == document
