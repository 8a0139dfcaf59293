"""Every number of a finding has a line that tells how it was counted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.records import Reason
from reportedly.report import build
from reportedly.report.figures import figures, rules, score_figure

if TYPE_CHECKING:
    from reportedly.records import Finding, Report
    from reportedly.report.figures import Figure


def told(report: Report, finding: Finding) -> dict[str, Figure]:
    return {each.of: each for each in figures(finding, build.articles(report))}


def finding_on(report: Report, words: str) -> Finding:
    return next(finding for finding in report.findings if words in finding.claim.words)


def test_every_number_tells_how_it_was_counted(report: Report) -> None:
    for finding in report.findings:
        for each in figures(finding, build.articles(report)):
            assert each.rule in dict(rules).values()
            assert all(sentence.strip() for sentence in each.how)
            assert each.how or each.of == "sure of the reading" or "first-hand" in each.of


def test_an_interval_names_what_is_established_and_what_is_possible(report: Report) -> None:
    lights = told(report, finding_on(report, "lights had gone out"))["origins"]

    assert lights.value == "1–2"
    assert "Established: Pia Westergaard." in lights.how
    assert any("unnamed, via Coastline Daily" in sentence for sentence in lights.how)


def test_outlets_are_named_once_a_publisher(report: Report) -> None:
    finding = finding_on(report, "raise the ship")
    outlets = told(report, finding)["outlets"]
    assert outlets.value == "4"
    assert outlets.how[0] == "Those that carry it: Coastline Daily; Meridian Wire; Skerry Bulletin; The Valley Gazette."

    known = build.articles(report)
    skerry = known["skerry"]
    sister = known | {"skerry": replace(skerry, outlet=replace(skerry.outlet, family="The Valley Gazette"))}
    named = next(each for each in figures(finding, sister) if each.of == "outlets")
    assert named.how[0] == "Those that carry it: Coastline Daily; Meridian Wire; Skerry Bulletin with The Valley Gazette."


def test_nothing_is_no_number_without_a_word(report: Report) -> None:
    bare = replace(report.findings[0], statement=None, origins=(), origins_min=0, origins_max=0, outlets=0, observers=0, sides=None)
    held = figures(bare, {})

    assert [(each.value, each.of) for each in held] == [("0", "origins"), ("0", "outlets"), ("0", "newsrooms first-hand")]
    assert all(each.how and each.rule for each in held)


def test_a_match_tells_what_was_seen(report: Report) -> None:
    finding = finding_on(report, "closed the southern channel")
    figure = score_figure(finding.evidence[0])

    assert figure.value == "0.92"
    assert figure.how == ("against: nineteen hours against twenty-six hours",)
    doubt = Reason(feature="doubtful", text="too little", left=None, right=None, weight=0.0)
    assert score_figure(replace(finding.evidence[0], reasons=(doubt,))).how == ("doubtful: too little",)
    assert "as a whole" in score_figure(replace(finding.evidence[0], reasons=())).how[0]
