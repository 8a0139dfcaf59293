"""What docs/library.md tells of an article that changed is what the commands print, line by line and in that order."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from tests.test_tutorial import ROOT, missing
from typer.testing import CliRunner

from reportedly.cli import app

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PAGE = (ROOT / "docs" / "library.md").read_text("utf-8")
FILES = re.findall(r"`(\w+\.json)`[^\n]*:\n\n```json\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
SHOWN = re.findall(r"^```sh\n(reportedly [^\n]*)\n```\n```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_page_shows_what_the_commands_print(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    for name, text in FILES:
        (tmp_path / name).write_text(text, "utf-8")
    lost = {line: missing(shown, CliRunner().invoke(app, shlex.split(line)[1:]).output) for line, shown in SHOWN}

    assert (len(FILES), len(SHOWN)) == (PAGE.count("```json"), PAGE.count("```text"))
    assert {line: lines for line, lines in lost.items() if lines} == {}
