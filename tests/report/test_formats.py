"""All formats alike: the same bytes for the same report, whatever the report holds; and `check --as`."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typer.main
from tests.report.hostile import ATTACKS, hostile

from reportedly.cli.app import app, run
from reportedly.records import Coverage, MadeBy, Report
from reportedly.report.formats import FORMATS

EMPTY = Report(
    article=None,
    findings=(),
    derivations=(),
    coverage=Coverage(articles=0, searches=()),
    made_by=MadeBy(version="0", models=(), library=""),
)


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_is_written_the_same_each_time(name: str, report: Report, claim_report: Report) -> None:
    chosen = FORMATS[name]
    for one in (report, claim_report, EMPTY, replace(report, findings=())):
        text = chosen.render(one)
        assert text == chosen.render(replace(one))
        assert text.endswith("\n") or text == ""


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("name", FORMATS)
def test_whatever_a_report_holds_is_text_that_can_be_kept(name: str, attack: str) -> None:
    text = FORMATS[name].render(hostile(attack))
    assert text.encode("utf-8")
    assert "\x00" not in text
    assert "\x1b" not in text


def test_names_and_suffixes_tell_the_formats_apart() -> None:
    assert len({chosen.suffix for chosen in FORMATS.values()}) == len(FORMATS) == len({chosen.name for chosen in FORMATS.values()})


def test_every_format_is_explained() -> None:
    page = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")
    assert re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE) == list(FORMATS)
    command: Any = typer.main.get_command(app)
    (option,) = (each for each in command.commands["check"].params if "--as" in each.opts)
    own_options = {"html", "markdown", "json"}
    assert set(re.findall(r"[\w-]+", option.help)) >= set(FORMATS) - own_options


def test_the_same_bytes_whatever_the_seed_of_hashes() -> None:
    program = (
        "from tests.report.shipwreck import tell; from reportedly.report.formats import FORMATS; import hashlib;"
        "print([hashlib.sha256(f.render(tell()).encode()).hexdigest() for f in FORMATS.values()])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["check", "x.txt", "--as", "pdf"], "--as pdf: there is no such format; there are html, markdown, json, csv"),
        (["check", "x.txt", "--out", "y.csv"], "--out: expected --as FORMAT beside it"),
        (["check", "x.txt", "--json", "--as", "csv"], "give --as a file with --out"),
        (["check", "x.txt", "--as", "csv", "--out", "no/such/folder/y.csv"], "expected a file in a folder that exists"),
    ],
)
def test_a_wrong_call_is_told_before_the_work(args: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(args) == 2
    assert says in capsys.readouterr().err


def test_check_writes_a_format_to_standard_output_or_to_a_file(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    news, out = tmp_path / "news.txt", tmp_path / "out.csv"
    news.write_text("Lock gates at Fennick were left open overnight, the harbour board said on Tuesday.\n\nNo boat was harmed.\n", "utf-8")
    call = ["check", str(news), "--outlet", "The Fennick Echo", "--library", str(tmp_path / "library"), "--quiet", "--as", "csv"]

    assert run(call) == 0
    shown = capfdbinary.readouterr().out
    assert run([*call, "--out", str(out)]) == 0

    assert shown.startswith(b"number,claim,status,")
    assert out.read_bytes() == shown
    assert capfdbinary.readouterr().out == b""
