from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.harbour import GAZETTE, POST, WIRE, WordVectors, full, shelf, statement
from tests.store.shelves import RAW, run_sql, told, whole_library

from reportedly.models.vectors import Vectors
from reportedly.store import Library
from reportedly.store.leaving import Left
from reportedly.store.verify import verify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.records import Article

QUERIES = ["Cracks were found in a crane.", "the port authority said", "apple trees along the canal", "a strike on Friday"]
IN_ONE_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)


def view(library: Library) -> tuple[object, ...]:
    """All that a library answers."""
    alike = tuple(library.similar_articles(each, limit=9) for each in shelf())
    return library.digest(), library.ids(), library.outlets(), library.search(QUERIES, limit=9), alike, library.coverage()


def never_had(folder: Path, articles: Sequence[Article]) -> tuple[object, ...]:
    with Library.open(folder, vectors=WordVectors()) as library:
        library.add_many((each, None) for each in articles)
        return view(library)


def sound(folder: Path) -> None:
    assert verify(folder, pytest.fail).faults == 0


@given(gone=st.sets(st.integers(0, 3)), order=st.permutations(range(4)), indexed=st.integers(0, 4))
@IN_ONE_FOLDER
def test_what_is_left_answers_as_if_the_rest_had_never_been(
    tmp_path_factory: pytest.TempPathFactory, gone: set[int], order: list[int], indexed: int
) -> None:
    folder, other = tmp_path_factory.mktemp("with"), tmp_path_factory.mktemp("without")
    with Library.open(folder, vectors=WordVectors()) as library:
        for place, n in enumerate(order):
            if place == indexed:
                library.index()
            library.add(shelf()[n])
        for n in sorted(gone):
            assert library.remove(shelf()[n].id)
        assert view(library) == never_had(other, [each for n, each in enumerate(shelf()) if n not in gone])
        library.add_many((each, None) for each in shelf())
        assert view(library) == never_had(tmp_path_factory.mktemp("again"), shelf())
    sound(folder)


def test_only_what_hung_on_an_article_alone_leaves_with_it(tmp_path: Path) -> None:
    folder, twin = whole_library(tmp_path), replace(full(RAW), id="twin")
    with Library.open(folder, vectors=WordVectors()) as library:
        library.add(twin, raw=RAW)
        library.keep_statements("twin", [statement("twin")], "a tagger")
        assert library.remove("twin") == Left("twin", attributed=1, versions=0, pages=0, outlet=False)
        assert library.page(twin.sha256) == RAW
        assert library.statements("full", "a tagger")
        assert library.remove("wire") == Left("wire", attributed=0, versions=0, pages=0, outlet=True)
        assert {outlet.name for outlet in library.outlets()} == {POST.name, GAZETTE.name}
        assert library.remove("full") == Left("full", attributed=1, versions=0, pages=1, outlet=False)
        assert library.remove("full") is None
    sound(folder)


def test_an_index_that_has_not_forgotten_forgets_before_the_next_search(tmp_path: Path) -> None:
    folder = whole_library(tmp_path)
    with Library.open(folder, vectors=WordVectors()) as library:
        same_file = (folder / "index.sqlite3").stat().st_ino
        library._articles.remove("full")  # the last that was added; and here the process is killed
        library._articles.remove("wire")
    sound(folder)
    with Library.open(folder, vectors=WordVectors()) as library:
        found = library.search(QUERIES, limit=9)
        assert (folder / "index.sqlite3").stat().st_ino == same_file
        assert not {hit.article for each in found for hit in each} & {"full", "wire"}
        assert library._articles.leaving() == []
        library.rebuild(lambda *_: None)
        assert library.search(QUERIES, limit=9) == found


def test_another_process_no_longer_finds_what_has_left(tmp_path: Path) -> None:
    folder = whole_library(tmp_path)
    with Library.open(folder, vectors=WordVectors()) as ours, Library.open(folder, vectors=WordVectors()) as theirs:
        assert any(hit.article == "denial" for hit in ours.search(QUERIES, limit=9)[3])
        theirs.remove("denial")
        found = ours.search(QUERIES, limit=9)
        assert not any(hit.article == "denial" for each in found for hit in each)
        assert found == theirs.search(QUERIES, limit=9)


def test_the_index_is_made_anew_and_says_how_far_it_is(tmp_path: Path) -> None:
    folder = whole_library(tmp_path)
    with Library.open(folder, vectors=WordVectors()) as library:
        before = view(library)
        run_sql(folder / "index.sqlite3", "UPDATE meaning SET vectors = zeroblob(length(vectors))")
        assert library.search(QUERIES, limit=9) != before[3]
        steps: list[tuple[int, int]] = []
        library.rebuild(lambda done, total: steps.append((done, total)))
        assert steps[-1] == (6, 6)
        assert view(library) == before
    sound(folder)


def test_a_library_of_the_first_layout_is_brought_to_the_newest(tmp_path: Path) -> None:
    folder = whole_library(tmp_path)
    columns = ("DROP INDEX article_address", "ALTER TABLE article DROP COLUMN address", "DROP TABLE former")
    drops = (*columns, "DROP TABLE leaving", "DROP INDEX article_outlet", "DROP INDEX article_page", "PRAGMA user_version = 1")
    run_sql(folder / "library.sqlite3", *drops)
    sound(folder)
    with Library.open(folder, vectors=WordVectors()) as library:
        assert library.remove("copy") == Left("copy", attributed=0, versions=0, pages=0, outlet=False)
        assert WIRE in library.outlets()
    sound(folder)


@pytest.fixture
def command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A library that the command line opens with vectors that need no model."""
    monkeypatch.setattr(Vectors, "load", lambda _: WordVectors())
    return str(whole_library(tmp_path))


def test_the_command_says_what_left(command_line: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capsys, "remove", "full", "seal", "wire", "full", "--library", command_line)
    assert code == 5
    assert out.splitlines() == [
        "removed: full; with it its passages in the index, 1 list of statements, 1 page",
        "removed: wire; with it its passages in the index, its outlet, which no other article is of",
    ]
    assert err == "reportedly: seal: the library holds no such article\n"
    assert told(capsys, "remove", "seal", "--library", command_line)[0] == 3


def test_the_command_makes_the_index_anew(command_line: str, capsys: pytest.CaptureFixture[str]) -> None:
    run_sql(Path(command_line) / "index.sqlite3", "DELETE FROM sketch")
    assert told(capsys, "verify", "--library", command_line)[0] == 5
    assert told(capsys, "rebuild", "-q", "--library", command_line) == (0, f"{command_line}: the index is made anew of 6 articles\n", "")
    assert told(capsys, "verify", "--library", command_line)[0] == 0
