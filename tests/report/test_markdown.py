"""The report as Markdown: footnotes that hold, and text that stays text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reportedly.report import to_markdown
from reportedly.report.markdown import escaped

if TYPE_CHECKING:
    from tests.report.conftest import Snapshot

    from reportedly.records import Report


def test_the_report(report: Report, snapshot: Snapshot) -> None:
    snapshot(to_markdown(report), "report.md")


def test_the_report_on_a_claim(claim_report: Report) -> None:
    assert to_markdown(claim_report).startswith("# “The ferry Sandpiper sailed with a faulty radar.”\n")


def test_every_footnote_is_called_and_told_once(report: Report) -> None:
    text = to_markdown(report)
    told = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    called = re.findall(r"\[\^(\d+)\]$", text, re.MULTILINE)
    assert told == called
    assert len(told) == len(set(told)) == sum(len(f.evidence) for f in report.findings)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# head", r"\# head"),
        ("1. first", r"\1. first"),
        ("- point", r"\- point"),
        ("a *b* _c_ `d`", r"a \*b\* \_c\_ \`d\`"),
        ("[x](javascript:y)", r"\[x\](javascript:y)"),
        ("<script>", r"\<script\>"),
        ("two\n\n    lines", "two lines"),
        ("a|b", r"a\|b"),
    ],
)
def test_text_from_outside_is_escaped(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_an_address_cannot_leave_its_link(report: Report) -> None:
    assert report.article is not None
    hostile = replace(report.article, url="https://harbour.example/> [x](https://tidewatch.example)")
    assert "(<https://harbour.example/%3E%20[x](https://tidewatch.example)>)" in to_markdown(replace(report, article=hostile))
    script = replace(report.article, url="javascript:alert(1)")
    assert "javascript" not in to_markdown(replace(report, article=script))
