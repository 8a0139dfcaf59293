"""What to follow up: the most pressing first, each content once, and nothing that needs no second look."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.report import build
from reportedly.report.followup import follow_up

if TYPE_CHECKING:
    from reportedly.records import Report


def test_the_order_and_the_reasons(report: Report) -> None:
    told = [(entry.one.number, entry.status, entry.why) for entry in follow_up(report, build.articles(report))]
    assert told == [
        (2, "disputed", "against it: Odd Brenner"),
        (5, "disputed", "said by: a maintenance log"),
        (9, "disputed", "against it: Ilse Korhonen"),
        (12, "disputed", "against it: Tobias Ferrow"),
        (13, "disputed", "against it: unnamed, via Tidewatch"),
        (8, "single origin", "4 outlets, one root: Ansa Pohl · altered"),
        (7, "possibly corroborated", "1–2 origins; established: none"),
        (10, "possibly corroborated", "1–2 origins; established: Pia Westergaard"),
    ]


def test_a_content_that_is_said_and_denied_is_listed_once(report: Report) -> None:
    denied = report.findings[4]
    assert denied.statement is not None
    said = replace(denied, statement=replace(denied.statement, stance="asserts"))
    (entry,) = follow_up(replace(report, findings=(denied, said)), build.articles(report))
    assert (entry.one.number, entry.why) == (2, "against it: Halden Freight")


def test_a_denial_of_what_nobody_says_tells_so(report: Report) -> None:
    alone = replace(report, findings=(replace(report.findings[4], origins=()),))
    (entry,) = follow_up(alone, build.articles(report))
    assert entry.said == "Halden Freight denies: “any fault had been reported before the crossing”"
    assert entry.why == "nobody in the library says it"


def test_of_many_names_two_are_told(report: Report) -> None:
    finding = report.findings[8]
    many = replace(finding, disputes=tuple(replace(finding.disputes[0], who=who) for who in ("Ott", "Pell", "Quist", "Rask")))
    (entry,) = follow_up(replace(report, findings=(many,)), build.articles(report))
    assert entry.why == "against it: Ott; Pell and 2 more"


def test_what_is_corroborated_or_found_nowhere_else_is_not_listed(report: Report) -> None:
    assert follow_up(replace(report, findings=(report.findings[2], report.findings[-1])), build.articles(report)) == ()
