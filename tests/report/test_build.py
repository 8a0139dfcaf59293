"""What all renderings share: numbers, sections, tally, and who is named for what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reportedly.report import build

if TYPE_CHECKING:
    from reportedly.records import Report


def test_numbers_follow_the_text(report: Report) -> None:
    numbers = [one.number for one in build.numbered(report)]
    starts = [one.finding.claim.content[0].start for one in build.numbered(report)]
    assert numbers == list(range(1, len(report.findings) + 1))
    assert starts == sorted(starts)


def test_every_finding_stands_in_one_section(report: Report) -> None:
    shown = [one.number for section in build.sections(report) for one in section.findings]
    assert sorted(shown) == [one.number for one in build.numbered(report)]
    assert all(section.findings for section in build.sections(report))


def test_disputes_stand_first_and_the_articles_own_words_last(report: Report) -> None:
    keys = [section.key for section in build.sections(report)]
    assert keys == ["disputed", "corroborated", "possibly corroborated", "single origin", "attributed", "own"]


def test_own_words_with_something_against_them_are_not_folded(report: Report) -> None:
    against = next(f for f in report.findings if "southern channel" in f.claim.words)
    assert build.section_of(against) == "disputed"
    assert build.section_of(replace(against, disputed=False, disputes=())) == "attributed"
    assert build.section_of(replace(against, disputed=False, disputes=(), evidence=())) == "own"


def test_the_tally_adds_up_to_the_findings(report: Report) -> None:
    tally = build.tally(report)
    assert tally.corroborated + tally.possibly + tally.single + tally.uncorroborated == len(report.findings)
    assert dict(tally.rows)["disputed"] == sum(f.disputed for f in report.findings) == 5


def test_articles_are_the_one_asked_about_and_those_of_the_evidence(report: Report) -> None:
    known = build.articles(report)
    assert next(iter(known)) == "coastline"
    assert set(known) == {"coastline", "harbour", "meridian", "valley", "north", "skerry", "tidewatch"}


def test_articles_that_are_no_evidence_are_known_when_the_report_brings_them(report: Report) -> None:
    others = tuple(build.articles(report).values())
    alone = replace(report, article=None, findings=())
    assert build.articles(alone) == {}
    assert tuple(build.articles(replace(alone, articles=others)).values()) == others


def test_a_claim_that_nobody_carries_is_called_uncorroborated(claim_report: Report) -> None:
    bare = replace(claim_report.findings[0], status="uncorroborated", disputed=False, disputes=(), evidence=(), origins=())
    assert [s.title for s in build.sections(replace(claim_report, findings=(bare,)))] == ["Uncorroborated"]


@pytest.mark.parametrize(
    ("source", "name"), [("harbour", "The Harbour Post"), ("wire:Meridian Wire", "Meridian Wire"), ("elsewhere", "elsewhere")]
)
def test_sources_are_named(report: Report, source: str, name: str) -> None:
    assert build.source_name(source, build.articles(report)) == name


def test_a_credit_is_a_name_in_the_taking_text(report: Report) -> None:
    known = build.articles(report)
    by_taker = {d.to: d for d in report.derivations}
    assert build.is_credited(by_taker["valley"], known) is False
    assert build.is_credited(by_taker["skerry"], known) is True
    assert build.is_credited(replace(by_taker["valley"], to="elsewhere"), known) is None
