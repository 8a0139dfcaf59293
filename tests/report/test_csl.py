"""CSL-JSON, rendered by citeproc-py: what it does not know of a reference is a warning, which fails."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from tests.report.hostile import ATTACKS, hostile

from reportedly.records import Credit
from reportedly.report.csl import agencies, to_csl

if TYPE_CHECKING:
    from reportedly.records import Report

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" default-locale="en-US">
<info><title>All that is told</title><id>urn:x-reportedly:style</id><updated>2031-03-13T00:00:00Z</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout>
<group delimiter=" / "><names variable="author"><name/></names><text variable="title"/><text variable="container-title"/>
<date variable="issued"><date-part name="year"/><date-part name="month" prefix="-" form="numeric"/></date>
<text variable="URL"/><text variable="note"/></group>
</layout></bibliography>
</style>"""


def bibliography(items: list[dict[str, Any]]) -> list[str]:
    style = CitationStylesStyle(io.BytesIO(STYLE.encode()), validate=False)
    made = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        made.register(Citation([CitationItem(item["id"])]))
    return ["".join(entry) for entry in made.bibliography()]


def test_a_reference_for_each_article(report: Report) -> None:
    items = json.loads(to_csl(report))
    told = bibliography(items)
    assert len(told) == len(items) == 7
    assert "Ferry sailed with faulty radar, log shows / Coastline Daily / 2031-3 / https://coastline.example/news/coastline" in told


def test_a_byline_stays_whole(report: Report) -> None:
    assert report.article is not None
    written = replace(report.article, byline="By Ada Lund and Per Holm")
    (first, *_) = json.loads(to_csl(replace(report, article=written)))
    assert first["author"] == [{"literal": "Ada Lund and Per Holm"}]
    assert first["issued"] == {"date-parts": [[2031, 3, 13]]}


def test_an_agency_is_no_author(report: Report) -> None:
    assert report.article is not None
    wired = replace(report.article, byline="Meridian Wire", credits=(Credit(agency="Meridian Wire", place="byline"),))
    (first, *_) = json.loads(to_csl(replace(report, article=wired)))
    assert "author" not in first
    assert first["note"] == "Agency: Meridian Wire"


def test_a_text_that_is_wholly_an_agencys_names_it_and_a_possible_one_does_not(report: Report) -> None:
    by_id = {e.article.id: e.article for f in report.findings for e in f.evidence}
    whole = replace(report, derivations=tuple(replace(each, whole=True) for each in report.derivations))
    assert agencies(by_id["valley"], whole) == ("Meridian Wire",)
    assert agencies(by_id["valley"], report) == ()
    assert agencies(by_id["north"], whole) == ()


@pytest.mark.parametrize("attack", ATTACKS)
def test_whatever_a_report_holds_is_a_reference(attack: str) -> None:
    items = json.loads(to_csl(hostile(attack)))
    assert len(bibliography([item | {"id": f"i{place}"} for place, item in enumerate(items)])) == 2
    assert all("issued" not in item for item in items)
