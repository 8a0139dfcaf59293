"""`reportedly watch` as it is called; what needs the network is tried with addresses that are refused before anybody is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.cli import run

if TYPE_CHECKING:
    from pathlib import Path

CLAIM = "Two trawlers were lost off Rivermouth on Monday."


def call(folder: Path, *args: str) -> int:
    return run(["watch", *args, "--library", str(folder / "library")])


def test_following_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(tmp_path, "--follow", CLAIM) == 0
    assert call(tmp_path, "--following") == 0
    line = capsys.readouterr().out
    assert line.endswith(f"  “{CLAIM}”: not looked at yet\n")
    assert call(tmp_path, "--unfollow", line[:8]) == 0
    assert capsys.readouterr().out == f"no longer followed: “{CLAIM}”\n"
    assert call(tmp_path, "--unfollow", CLAIM) == 2
    assert "0 claims are followed by this name; --following lists them" in capsys.readouterr().err


def test_one_round_without_feeds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(tmp_path, "--follow", CLAIM, "--once", "--atom", str(tmp_path / "changes.xml")) == 0
    assert capsys.readouterr().out.endswith(f"“{CLAIM}”: uncorroborated, no origin\n")
    assert (tmp_path / "changes.xml").read_text("utf-8").startswith('<?xml version="1.0" encoding="utf-8"?>\n<feed')


@pytest.mark.parametrize(
    ("args", "code", "line"),
    [
        ((), 2, "watch: expected feeds to watch, or a claim to --follow"),
        (("http://127.0.0.1/feed",), 2, "http://127.0.0.1/feed: leads to 127.0.0.1, which is not a public address"),
        (
            ("http://127.0.0.1/feed",),
            2,
            "watch: none of the feeds that were named may be asked: only http and https links to public addresses",
        ),
        (("--follow", CLAIM, "http://printer:631/feed"), 2, "http://printer:631/feed: port 631 is not among those allowed (80, 443)"),
        (("/nowhere/feeds.opml",), 3, "/nowhere/feeds.opml: no such file or directory"),
        (("--follow", CLAIM, "--webhook", "http://10.0.0.7/?key=secret"), 2, "which is not a public address"),
        (("--follow", CLAIM, "--atom", "/nowhere/changes.xml"), 2, "/nowhere/changes.xml: expected a file in a folder that exists"),
        (("--every", "0"), 2, "--every"),
        (("--follow", " "), 2, "--follow: expected a claim"),
    ],
)
def test_calls_that_are_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str], args: tuple[str, ...], code: int, line: str) -> None:
    assert call(tmp_path, *args) == code
    err = capsys.readouterr().err
    assert line in err
    assert "secret" not in err


def test_a_state_of_another_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "watch.sqlite3").write_bytes(b"no database at all, " * 100)
    assert call(tmp_path, "--following") == 4
    assert "damaged; remove it and watch again" in capsys.readouterr().err
