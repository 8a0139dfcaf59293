"""Libraries on disk to look into, and the command line over them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.store.harbour import GAZETTE, WordVectors, article, full, shelf, statement

from reportedly.cli import run as run_command
from reportedly.store import Library

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

RAW = b"<p>A crane collapsed ..."
STRIKE = replace(
    article("strike", "Dockers at Ostmark walked out on Friday and stood at the gates until dark.", GAZETTE),
    published="2031-03-07",
    title="Strike at the quay",
)


def whole_library(folder: Path) -> Path:
    """Make a library in which nothing is left out: bytes, statements, dates, an index that covers it; closed."""
    with Library.open(folder, vectors=WordVectors()) as library:
        library.add_many((each, None) for each in (*shelf(), STRIKE))
        library.add(full(RAW), raw=RAW)
        library.keep_statements("full", [statement("full")], "a tagger")
        library.index()
    return folder


def run_sql(file: Path, *statements: str) -> None:
    """Do to a database file what the program would not."""
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        for each in statements:
            db.execute(each)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Run `reportedly library`: its exit code, and what it wrote to either stream."""
    code = run_command(["library", *words])
    out, err = capsys.readouterr()
    return code, out, err
