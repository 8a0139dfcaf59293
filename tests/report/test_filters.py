"""What a report can be narrowed to: counts that agree with the findings, and a way to each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.report import build
from reportedly.report.filters import filters, filters_of, is_unnamed_only

if TYPE_CHECKING:
    from reportedly.records import Report


def test_the_counts_are_those_of_the_tally(report: Report) -> None:
    counts = {each.key: each.count for each in filters(report)}
    tally = build.tally(report)

    assert counts["all"] == len(report.findings)
    assert (counts["disputed"], counts["corroborated"]) == (tally.disputed, tally.corroborated)
    assert (counts["possibly"], counts["single"], counts["uncorroborated"]) == (tally.possibly, tally.single, tally.uncorroborated)


def test_a_filter_leaves_as_many_findings_as_it_says(report: Report) -> None:
    held = [filters_of(finding) for finding in report.findings]

    assert {each.key: sum(each.key in keys for keys in held) for each in filters(report)[1:]} == {
        each.key: each.count for each in filters(report)[1:]
    }


def test_unnamed_only_is_left_as_soon_as_one_origin_has_a_name(report: Report) -> None:
    finding = next(f for f in report.findings if f.claim.words.startswith("the line had been warned"))
    named = replace(finding.origins[0], kind="person", who="Odd Brenner")

    assert is_unnamed_only(finding)
    assert not is_unnamed_only(replace(finding, origins=(*finding.origins, named)))
    assert not is_unnamed_only(replace(finding, origins=()))
