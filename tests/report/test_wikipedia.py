"""Wikipedia references, read by mwparserfromhell: one template for each article, and nothing from outside acts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import mwparserfromhell
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.hostile import ATTACKS, hostile

from reportedly.records import Credit
from reportedly.report.pieces import visible
from reportedly.report.wikipedia import escaped, to_wikipedia

if TYPE_CHECKING:
    from mwparserfromhell.nodes import Template

    from reportedly.records import Report


def templates(report: Report) -> list[Template]:
    return mwparserfromhell.parse(to_wikipedia(report)).filter_templates()


def told(template: Template) -> dict[str, str]:
    return {str(each.name): mwparserfromhell.parse(str(each.value)).strip_code().strip() for each in template.params}


def test_a_reference_for_the_article_and_for_each_article_of_its_evidence(report: Report) -> None:
    found = templates(report)
    assert {str(each.name).strip() for each in found} == {"cite news"}
    assert [told(each)["work"] for each in found][:2] == ["Coastline Daily", "The Harbour Post"]
    assert len(found) == len({"coastline", *(e.article.id for f in report.findings for e in f.evidence)})
    assert told(found[0]) == {
        "date": "2031-03-13",
        "title": "Ferry sailed with faulty radar, log shows",
        "work": "Coastline Daily",
        "url": "https://coastline.example/news/coastline",
    }


def test_an_agency_is_named_as_one(report: Report) -> None:
    assert report.article is not None
    credited = replace(report.article, byline="By Ada Lund and Meridian Wire", credits=(Credit(agency="Meridian Wire", place="byline"),))
    told_first = told(templates(replace(report, article=credited))[0])
    assert (told_first["author"], told_first["agency"]) == ("Ada Lund and Meridian Wire", "Meridian Wire")


def test_an_agencys_own_article_names_no_agency(report: Report) -> None:
    wire = next(each for each in templates(report) if told(each)["work"] == "Meridian Wire")
    assert "agency" not in told(wire)


def test_an_agency_by_a_shorter_name_is_still_the_outlet(report: Report) -> None:
    assert report.article is not None
    credit = Credit(agency="Coastline", place="dateline")
    assert "agency" not in told(templates(replace(report, article=replace(report.article, credits=(credit,))))[0])


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_from_outside_acts(attack: str) -> None:
    text = to_wikipedia(hostile(attack))
    code = mwparserfromhell.parse(text)
    assert [str(each.name).strip() for each in code.filter_templates()] == ["cite news", "cite news"]
    assert {str(each.name) for each in code.filter_arguments()} == set()
    assert code.filter_wikilinks() == []
    assert all(str(tag.tag) == "li" for tag in code.filter_tags())
    for template in code.filter_templates():
        assert {str(each.name) for each in template.params} <= {"author", "title", "work", "agency", "url"}
        assert len({str(each.name) for each in template.params}) == len(template.params)
    assert text.count("\n") == 2
    assert not {run for run in ("~~~", "__", "''", "&lt;", "-{") if run in text}


@given(st.text())
def test_escaped_text_reads_as_it_was(text: str) -> None:
    shown = mwparserfromhell.parse(escaped(text)).strip_code(normalize=True, collapse=False)
    assert shown.split() == visible(text).split()
