"""The report in a terminal: the order, the widths, and no word that hangs on a colour."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from reportedly.records import Unnamed
from reportedly.report import to_terminal

if TYPE_CHECKING:
    from tests.report.conftest import Snapshot

    from reportedly.records import Report

ANSI = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("width", [60, 100])
def test_the_report(report: Report, snapshot: Snapshot, width: int) -> None:
    snapshot(to_terminal(report, width=width), f"terminal-{width}.txt")


def test_the_report_on_a_claim(claim_report: Report, snapshot: Snapshot) -> None:
    snapshot(to_terminal(claim_report), "terminal-claim.txt")


@pytest.mark.parametrize(("width", "longest"), [(20, 60), (60, 60), (80, 80), (200, 110)])
def test_no_line_is_longer_than_the_window(report: Report, width: int, longest: int) -> None:
    assert max(cell_len(line) for line in to_terminal(report, width=width).splitlines()) <= longest


def test_colour_adds_no_word(report: Report) -> None:
    plain, coloured = to_terminal(report), to_terminal(report, colour=True)
    assert "\x1b" not in plain
    assert coloured != plain
    assert [line.rstrip() for line in ANSI.sub("", coloured).splitlines()] == plain.splitlines()


def test_the_articles_own_words_are_folded_with_a_count(report: Report) -> None:
    own = report.findings[-1]
    told = to_terminal(replace(report, findings=(*report.findings, *[own] * 10)))
    assert "The article’s own words, found nowhere else (14)" in told
    assert "and 9 more (--html, --markdown and --json list them all)" in told


def test_of_many_origins_some_are_told_and_the_others_named(report: Report) -> None:
    finding = report.findings[2]
    origins = tuple(
        replace(finding.origins[0], who=f"Captain {name}", statements=()) for name in ("Ott", "Pell", "Quist", "Rask", "Sund", "Tamm")
    )
    told = to_terminal(replace(report, findings=(replace(finding, origins=origins, evidence=()),)))
    assert "and 2 more origins: Captain Sund, Captain Tamm" in told


def test_words_printed_by_many_are_told_once(report: Report) -> None:
    raised = to_terminal(report).partition("“expect to raise the ship by Friday”\n      ◉")[2].partition("\n\n")[0]
    assert raised.count("Investigators expect to lift the") == 1
    assert "also in The Valley Gazette (taken from Meridian Wire)" in raised


def test_a_dispute_shows_at_once_who_is_against_it_with_which_words(report: Report) -> None:
    block = to_terminal(report).partition("  9   The grounding")[2]
    assert block.index("disputed by  Ilse Korhonen") < block.index("“The southern channel was shut") < block.index("origin       ")


def test_what_needs_a_second_look_stands_before_the_findings(report: Report) -> None:
    told = to_terminal(report)
    followed = told[told.index("To follow up") : told.index("Disputed (5)")]
    assert "against it: Odd Brenner" in followed
    assert "and 10 more" not in followed
    assert "To follow up" not in to_terminal(replace(report, findings=report.findings[-1:]))


def test_of_a_long_claim_to_follow_up_two_lines_are_shown(report: Report) -> None:
    words = f"The grounding closed the channel {'to every ship of the fleet ' * 9}for nineteen hours."
    finding = replace(report.findings[8], claim=replace(report.findings[8].claim, content=(), words=words))
    told = to_terminal(replace(report, findings=(finding,)), width=80)
    first, second, why = told.partition("To follow up\n")[2].splitlines()[:3]
    assert first.startswith("  1   ◆  The grounding closed the channel to every ship")
    assert second.endswith(" …")
    assert why.strip() == "against it: Ilse Korhonen"


def test_text_cannot_act_on_the_terminal(report: Report) -> None:
    assert report.article is not None
    told = to_terminal(replace(report, article=replace(report.article, title="a\x1b[2Jb [bold]c[/bold] :boom: \u202ed")))
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "[bold]c[/bold] :boom:" in told


def test_no_verdict(report: Report) -> None:
    assert not re.search(r"\b(true|false|verified|debunked)\b", to_terminal(report), re.IGNORECASE)


def test_what_is_told_of_a_voice_without_a_name(report: Report) -> None:
    told = []
    for finding in report.findings:
        statement = finding.statement
        if statement is not None and statement.speaker.kind == "unnamed":
            speaker = replace(statement.speaker, unnamed=Unnamed(number="two", proximity="insider"))
            told.append(replace(finding, statement=replace(statement, chain=(*statement.chain[:-1], speaker))))
    page = to_terminal(replace(report, findings=tuple(told)), width=100)

    assert "Unnamed, two insiders." in page
