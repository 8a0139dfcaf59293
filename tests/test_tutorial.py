"""The tutorial's commands print what the tutorial shows, line by line and in that order; lines between may be left out."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from typer.testing import CliRunner

from reportedly.cli import app

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[1]
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
SHOWN = re.findall(r"^```sh\n(reportedly [^\n]*)\n```\n```text\n(.*?)^```$", TUTORIAL, re.MULTILINE | re.DOTALL)


def missing(shown: str, printed: str) -> list[str]:
    """The lines shown that are not printed, each looked for after the one before; a rule after a heading is left out."""
    lines = [line.rstrip("─ ") for line in printed.splitlines()]
    at, out = 0, []
    for line in shown.splitlines():
        if line in lines[at:]:
            at = lines.index(line, at) + 1
        else:
            out.append(line)
    return out


def test_the_tutorial_shows_what_the_commands_print(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    lost = {}
    for line, shown in SHOWN:
        words = shlex.split(line.replace("--library news", f"--library {shlex.quote(str(tmp_path / 'news'))}"))
        done = CliRunner().invoke(app, words[1:])
        lost[line] = missing(shown.replace("news:", f"{tmp_path / 'news'}:"), done.output)

    assert len(SHOWN) == TUTORIAL.count("```text")
    assert {line: lines for line, lines in lost.items() if lines} == {}
