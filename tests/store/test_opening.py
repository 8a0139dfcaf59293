from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from tests.store.harbour import WordVectors, article, full, shelf

from reportedly.errors import LibraryError
from reportedly.store import Hit, Library
from reportedly.store.sqlite import connect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

QUERIES = ["Cracks were found in a crane.", "Apple trees"]
Hits = tuple[tuple[Hit, ...], ...]


def found(folder: Path, vectors: WordVectors | None = None) -> Hits:
    with Library.open(folder, vectors=vectors or WordVectors(), create=False) as library:
        return library.search(QUERIES, limit=4)


def run(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)


def refused(folder: Path) -> str:
    with pytest.raises(LibraryError) as error:
        Library.open(folder, vectors=WordVectors())
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_library_that_is_not_there_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no library there"):
        Library.open(tmp_path / "none", vectors=WordVectors(), create=False)
    assert not (tmp_path / "none").exists()


def test_a_library_of_a_newer_version_is_refused(folder: Path) -> None:
    run(folder / "library.sqlite3", "PRAGMA user_version = 99")
    assert "made by a newer version (layout 99" in refused(folder)


def test_the_database_of_another_program_is_refused(tmp_path: Path) -> None:
    run(tmp_path / "library.sqlite3", "CREATE TABLE recipe (name TEXT)")
    assert "a database of another program" in refused(tmp_path)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite3").write_text("This is a letter to the harbour master. " * 50)
    assert "not a library file, or damaged" in refused(tmp_path)


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("x")
    assert "cannot be made" in refused(tmp_path / "notes")


def test_a_damaged_library_is_said(folder: Path) -> None:
    file = folder / "library.sqlite3"
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\x5a" * (len(whole) - 4096))
    with pytest.raises(LibraryError, match="damaged"), Library.open(folder, vectors=WordVectors()) as library:
        library.article("wire")


def test_an_article_that_was_altered_on_disk_is_said(folder: Path) -> None:
    run(folder / "library.sqlite3", "UPDATE article SET text = replace(text, 'killing 4', 'killing 40') WHERE id = 'wire'")
    with Library.open(folder, vectors=WordVectors()) as library, pytest.raises(LibraryError, match="'wire' is damaged"):
        library.article("wire")


def test_bytes_that_were_altered_on_disk_are_said(folder: Path) -> None:
    raw = b"<p>A crane collapsed ..."
    with Library.open(folder, vectors=WordVectors()) as library:
        library.add(full(raw), raw=raw)
    run(folder / "library.sqlite3", "UPDATE page SET packed = x'789c00'")
    with Library.open(folder, vectors=WordVectors()) as library, pytest.raises(LibraryError, match="damaged"):
        library.page(full(raw).sha256)


def _gone(file: Path) -> None:
    file.unlink()


def _no_database(file: Path) -> None:
    file.write_bytes(b"\x00" * 10_000)


def _torn(file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[:8192] + b"\x5a" * (len(whole) - 8192))


def _cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:20_000])


def _vectors_lost(file: Path) -> None:
    run(file, "DELETE FROM meaning WHERE article = 2")


def _passages_lost(file: Path) -> None:
    run(file, "DELETE FROM passages WHERE article = 1")


def _vector_cut(file: Path) -> None:
    run(file, "UPDATE meaning SET vectors = substr(vectors, 2) WHERE article = 1")


def _words_lost(file: Path) -> None:
    run(file, "DELETE FROM word_data WHERE id > 10")


def _table_lost(file: Path) -> None:
    run(file, "DROP TABLE sketch")


def _empty(file: Path) -> None:
    run(file, "DELETE FROM covers")


HARMS = [_gone, _no_database, _torn, _cut_off, _vectors_lost, _passages_lost, _vector_cut, _words_lost, _table_lost, _empty]


@pytest.mark.parametrize("harm", HARMS)
def test_a_damaged_index_is_made_anew(folder: Path, harm: Callable[[Path], None]) -> None:
    before = found(folder)
    assert before[0]
    harm(folder / "index.sqlite3")
    assert found(folder) == before


def test_an_index_by_other_vectors_is_made_anew(folder: Path) -> None:
    before = found(folder)
    assert found(folder, WordVectors(dims=8, name="others")) != before
    assert found(folder) == before


def test_an_index_of_another_library_is_made_anew(folder: Path, tmp_path: Path) -> None:
    before = found(folder)
    with Library.open(tmp_path / "other", vectors=WordVectors()) as other:
        other.add_many((article(f"o{n}", f"Something else, number {n}."), None) for n in range(6))
    (folder / "index.sqlite3").write_bytes((tmp_path / "other" / "index.sqlite3").read_bytes())
    assert found(folder) == before


def test_what_another_process_added_is_taken_in(folder: Path) -> None:
    with Library.open(folder, vectors=WordVectors()) as reader, Library.open(folder, vectors=WordVectors()) as writer:
        assert reader.search(["A seal slept on the slipway"], limit=1)[0][0].article != "seal"
        writer.add(article("seal", "A seal slept on the slipway."))
        assert reader.search(["A seal slept on the slipway"], limit=1)[0][0].article == "seal"


def test_an_index_that_another_has_grown_is_read_again_and_not_thrown_away(folder: Path) -> None:
    with Library.open(folder, vectors=WordVectors()) as ours, Library.open(folder, vectors=WordVectors()) as theirs:
        ours.search(["cranes"], limit=5)
        theirs.add(article("late", "A second crane fell on the quay on Friday."))
        theirs.index()
        same_file = (folder / "index.sqlite3").stat().st_ino

        found = ours.search(["A second crane fell on the quay."], limit=5)

        assert found[0][0].article == "late"
        assert (folder / "index.sqlite3").stat().st_ino == same_file


def test_a_full_disk_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    with Library.open(tmp_path, vectors=WordVectors()) as library:
        library.add(shelf()[0])
        db = library._articles._db
        (pages,) = db.execute("PRAGMA page_count").fetchone()
        db.execute(f"PRAGMA max_page_count = {pages}").fetchone()
        with pytest.raises(LibraryError, match="no room left on the disk"):
            library.add(article("long", "The tide came in. " * 20_000))
        db.execute("PRAGMA max_page_count = 1000000").fetchone()
        assert library.ids() == ("wire",)
        assert library.add(article("long", "The tide came in. " * 20_000))


def test_many_may_make_one_file_at_once(tmp_path: Path) -> None:
    """SQLite does not wait where two connections switch a new file to WAL, which comes about now and then: so there are many tries."""

    def opened(path: Path, start: Barrier) -> None:
        start.wait()
        connect(path, synchronous="FULL").close()

    with ThreadPoolExecutor(6) as pool:
        for n in range(150):
            start = Barrier(6)
            for each in [pool.submit(opened, tmp_path / f"{n}.sqlite3", start) for _ in range(6)]:
                each.result()
