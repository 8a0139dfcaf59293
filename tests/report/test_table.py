"""The findings as CSV: a row each, read back by the csv module, and no formula in any cell."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.hostile import ATTACKS, hostile

from reportedly.report.table import COLUMNS, guarded, to_csv

if TYPE_CHECKING:
    from reportedly.records import Report


def rows(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(report), newline=""), strict=True))


def test_a_row_for_each_finding(report: Report) -> None:
    held = rows(report)
    assert [row["status"] for row in held] == [finding.status for finding in report.findings]
    assert [row["disputed"] for row in held] == [str(finding.disputed).lower() for finding in report.findings]
    assert [int(row["number"]) for row in held] == list(range(1, len(report.findings) + 1))
    assert tuple(held[0]) == COLUMNS


def test_a_row_opens_to_the_words(report: Report) -> None:
    assert report.article is not None
    for row in rows(report):
        words = report.article.text[int(row["start"]) : int(row["end"])]
        first, _, last = row["claim"].partition(" … ")
        assert words.startswith(first)
        assert words.endswith(last)


def test_what_is_not_known_is_an_empty_cell(claim_report: Report) -> None:
    (row,) = rows(claim_report)
    assert row["claim"] == "The ferry Sandpiper sailed with a faulty radar."
    assert {row[name] for name in ("speaker", "speaker_kind", "chain", "stance", "said_from", "article", "start", "end")} == {""}


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_cell_is_a_formula(attack: str) -> None:
    (row,) = rows(hostile(attack))
    for cell in row.values():
        assert cell.strip()[:1] not in {"=", "+", "-", "@", "＝", "＋", "－", "＠"}
        assert "\n" not in cell
        assert "\t" not in cell


@given(st.text())
def test_guarding_keeps_the_text(text: str) -> None:
    assert guarded(text).removeprefix("'") == text.removeprefix("'")
    assert guarded(text).lstrip()[:1] not in {"=", "+", "-", "@"}
