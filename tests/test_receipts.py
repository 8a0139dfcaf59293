"""`add --receipt`: an article's line stands in the file once the library keeps it for good."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reportedly.cli import run

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def written(folder: Path, *keys: str) -> str:
    source = folder / "articles.jsonl"
    lines = (json.dumps({"id": key, "outlet": "Tesk Observer", "text": f"The gate of {key} stood open. " * 20}) + "\n" for key in keys)
    source.write_text("".join(lines), "utf-8")
    return str(source)


def test_each_article_that_is_kept_has_a_line(tmp_path: Path) -> None:
    source, receipts = written(tmp_path, "a1", "a2"), tmp_path / "receipts"
    receipts.write_text('{"id": "a', "utf-8")  # what an interrupted run left

    done = [run(["add", source, "--library", str(tmp_path / "shelf"), "--receipt", str(receipts)]) for _ in range(2)]

    assert done == [0, 0]
    assert receipts.read_text("utf-8").splitlines() == ['{"id": "a', *2 * ['{"id": "a1"}', '{"id": "a2"}']]


def test_a_file_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    receipts = tmp_path / "no" / "receipts"

    assert run(["add", written(tmp_path, "a1"), "--library", str(tmp_path / "shelf"), "--receipt", str(receipts)]) == 2
    assert f"{receipts}: cannot be written: No such file or directory" in capsys.readouterr().err
