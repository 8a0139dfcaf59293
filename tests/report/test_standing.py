"""The sides: every origin on one of them, in the columns of what it does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.report.standing import camps, standing

if TYPE_CHECKING:
    from reportedly.records import Finding, Report


def finding_on(report: Report, words: str) -> Finding:
    return next(finding for finding in report.findings if words in finding.claim.words)


def test_who_says_so_and_who_is_against_it_by_side(report: Report) -> None:
    (company, nobody) = standing(finding_on(report, "known to be faulty"))
    assert (company.name, [o.who for o in company.says], [o.who for o in company.against]) == ("Halden Freight", [], ["Odd Brenner"])
    assert (nobody.name, [o.who for o in nobody.says]) == (None, ["a maintenance log"])


def test_every_origin_stands_on_one_side(report: Report) -> None:
    for finding in report.findings:
        sides = standing(finding)
        assert sum(len(side.says) for side in sides) == len(finding.origins)
        assert sum(len(side.against) for side in sides) == len(finding.disputes)


def test_the_whole_counts_every_finding_behind_its_speakers(report: Report) -> None:
    found = camps(report)
    speakers = [speaker for camp in found for speaker in camp.speakers]
    assert sum(len(speaker.says) for speaker in speakers) == sum(len(finding.origins) for finding in report.findings)
    assert sum(len(speaker.against) for speaker in speakers) == sum(len(finding.disputes) for finding in report.findings)
    assert [camp.name is None for camp in found] == sorted(camp.name is None for camp in found)


def test_one_side_however_it_is_written(report: Report) -> None:
    finding = finding_on(report, "Forty-one people")
    other = replace(finding.origins[1], side="Coastguard")
    (side,) = standing(replace(finding, origins=(finding.origins[0], other)))
    assert len(side.says) == 2
