"""Libraries of other versions: an older one is brought to this layout, a newer one is refused and left as it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from tests.durability.library import KEYS, said, verified, write_articles
from tests.durability.processes import run
from tests.store.harbour import WordVectors, statement

from reportedly.store import Library, migrations

if TYPE_CHECKING:
    from tests.durability.library import Shelf


def first_layout(shelf: Shelf) -> None:
    """Let a library be as the first version of the program would have made it."""
    newer = shelf.articles.rename(shelf.folder / "newer.sqlite3")
    with closing(sqlite3.connect(shelf.articles, isolation_level=None)) as db:
        db.executescript(files("reportedly.store").joinpath("schema.sql").read_text("utf-8"))
        db.execute(f"PRAGMA application_id = {migrations.APPLICATION}")
        db.execute("PRAGMA user_version = 1")
        db.execute("ATTACH ? AS newer", (str(newer),))
        for table in ("outlet", "page", "article", "statements"):
            columns = ", ".join(name for _, name, *_ in db.execute(f"PRAGMA main.table_info({table})"))
            db.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM newer.{table}")  # noqa: S608  names from above


def test_a_library_of_the_first_version_is_brought_to_this_layout(full: Shelf) -> None:
    with Library.open(full.library, vectors=WordVectors()) as library:
        library.keep_statements("k007", [statement("k007")], "a tagger")
        digest = library.digest()
    first_layout(full)

    code, out, err = run(full.said, *full.adding(write_articles(full.folder / "more.jsonl", ["k003", "m1"])))

    assert (code, out, err) == (0, f"{full.library}: 1 added, 1 known already, 0 not used\n", "")
    assert verified(full.library) == (*KEYS, "m1")
    with Library.open(full.library, vectors=WordVectors()) as library:
        assert library.statements("k007", "a tagger") == (statement("k007"),)
        assert library.remove("m1")
        assert library.digest() == digest
    with closing(sqlite3.connect(full.articles)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (migrations.NEWEST,)


@pytest.mark.parametrize("command", [("library", "list"), ("library", "verify"), ("library", "rebuild", "--quiet"), ("add", "SOURCE")])
def test_a_library_of_a_newer_version_is_refused_and_left_as_it_is(full: Shelf, command: tuple[str, ...]) -> None:
    with closing(sqlite3.connect(full.articles, isolation_level=None)) as db:
        db.execute("PRAGMA user_version = 99")
    before = full.articles.read_bytes()
    source = str(write_articles(full.folder / "more.jsonl", ["m1"]))

    code, out, err = run(full.said, *(source if word == "SOURCE" else word for word in command), "--library", str(full.library))

    assert (code, out) == (4, "")
    assert len(said(err)) == 1
    assert "made by a newer version (layout 99" in err
    assert full.articles.read_bytes() == before
