from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator
from tests.store.shelves import RAW, run_sql, told, whole_library

from reportedly.report.json import schema

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    return whole_library(tmp_path / "whole")


def ids(capsys: pytest.CaptureFixture[str], folder: Path, *words: str) -> list[str]:
    code, out, err = told(capsys, "list", "--library", str(folder), *words)
    assert (code, err) == (0, "")
    return [line.split("  ")[0] for line in out.splitlines()]


def test_the_earliest_stand_first_and_those_without_a_date_last(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ids(capsys, whole) == ["full", "strike", "copy", "denial", "garden", "wire"]


def test_a_line_says_id_date_outlet_and_title(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, "list", "--library", str(whole), "--day", "2031-03-07")[1]
    assert out == "strike  2031-03-07  Ostmark Gazette  Strike at the quay\n"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--outlet", "harbour post"], ["full", "copy", "garden"]),
        (["--outlet", "The Harbour Post", "--day", "2031"], ["full"]),
        (["--outlet", "Tidewatch"], []),
        (["--day", "2031-03"], ["full", "strike"]),
        (["--day", "2031-03-04"], ["full"]),
        (["--words", "strike"], ["strike", "denial"]),
        (["--words", "QUAY walked"], ["strike"]),
        (["--words", "crane trees"], []),
        (["--words", "dock"], []),
    ],
    ids=" ".join,
)
def test_only_what_is_asked_for_is_listed(whole: Path, capsys: pytest.CaptureFixture[str], words: list[str], found: list[str]) -> None:
    assert ids(capsys, whole, *words) == found


def test_json_is_a_line_an_article(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [json.loads(line) for line in told(capsys, "list", "--library", str(whole), "--json")[1].splitlines()]
    for line in lines:
        Draft202012Validator(schema("library-list")).validate(line)
    assert [line["id"] for line in lines] == ["full", "strike", "copy", "denial", "garden", "wire"]


def test_a_damaged_article_is_named_and_the_others_are_listed(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_sql(whole / "library.sqlite3", "UPDATE article SET text = text || '!' WHERE id = 'copy'")
    code, out, err = told(capsys, "list", "--library", str(whole))
    assert code == 5
    assert len(out.splitlines()) == 5
    assert err == "reportedly: copy: is damaged: is not what was added: its digest is another\n"


@pytest.mark.parametrize("day", ["yesterday", "2031-3", "2031-03-04T10:00"])
def test_a_day_that_is_none_is_a_wrong_call(whole: Path, capsys: pytest.CaptureFixture[str], day: str) -> None:
    code, out, err = told(capsys, "list", "--library", str(whole), "--day", day)
    assert (code, out) == (2, "")
    assert "expected a year, a month or a day" in err


def test_an_article_is_shown_with_what_is_kept_with_it(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capsys, "show", "full", "--library", str(whole))
    assert (code, err) == (0, "")
    head, _, text = out.partition("\n\n")
    assert head.splitlines()[:2] == ["Crane falls at Ostmark", "The Harbour Post, 4 March 2031, 08:15"]
    assert f"  page       {len(RAW)} bytes, SHA-256 " in head
    assert "  statements 1, by a tagger" in head
    assert text.startswith("A crane collapsed at the Ostmark container terminal")


def test_an_article_is_shown_as_json(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = json.loads(told(capsys, "show", "full", "--library", str(whole), "--json")[1])
    Draft202012Validator(schema("library-show")).validate(shown)
    assert (shown["page"], shown["statements"]) == (len(RAW), [{"made_by": "a tagger", "count": 1}])
    bare = json.loads(told(capsys, "show", "garden", "--library", str(whole), "--json")[1])
    Draft202012Validator(schema("library-show")).validate(bare)
    assert (bare["page"], bare["statements"], bare["published"]) == (None, [], None)


def test_an_article_that_is_not_there_is_said(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capsys, "show", "seal", "--library", str(whole))
    assert (code, out) == (4, "")
    assert "no article 'seal'" in err


def test_a_damaged_article_is_not_shown(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_sql(whole / "library.sqlite3", "UPDATE article SET text = text || '!' WHERE id = 'copy'")
    code, out, err = told(capsys, "show", "copy", "--library", str(whole))
    assert (code, out) == (4, "")
    assert "the article 'copy' is damaged" in err


def test_looking_makes_no_library(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "list", "--library", str(tmp_path / "none"))[0] == 4
    assert not (tmp_path / "none").exists()
