from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.harbour import POST, WIRE_TEXT, WordVectors, article, full, statement
from tests.store.shelves import run_sql, told, whole_library

from reportedly.errors import LibraryError
from reportedly.records import Span
from reportedly.store import Library
from reportedly.store.spans import spans_in, stray_span
from reportedly.store.verify import Verified, verify

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    return whole_library(tmp_path / "whole")


def faults(folder: Path) -> list[str]:
    """The faults of a library, without its folder."""
    found: list[str] = []
    seen = verify(folder, found.append)
    assert seen.faults == len(found)
    return [line.removeprefix(f"{folder}/") for line in found]


def test_a_whole_library_has_no_fault(whole: Path) -> None:
    assert verify(whole, pytest.fail) == Verified(articles=6, versions=0, pages=1, attributed=1, faults=0)


def test_the_command_ends_with_the_counts_and_a_five_when_there_is_a_fault(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("verify", "--library", str(whole))
    assert told(capsys, *words) == (0, f"{whole}: 6 articles, 0 old versions, 1 page, statements of 1 article: 0 faults\n", "")
    run_sql(whole / "library.sqlite3", "UPDATE page SET packed = zeroblob(9)")
    code, out, err = told(capsys, *words)
    assert (code, err) == (5, "")
    assert [line.rpartition(": ")[2] for line in out.splitlines()] == ["its bytes are not those of its digest", "1 fault"]


def test_verifying_changes_nothing(whole: Path) -> None:
    before = {name: (whole / name).read_bytes() for name in ("library.sqlite3", "index.sqlite3")}
    faults(whole)
    assert {name: (whole / name).read_bytes() for name in before} == before


HARMS = {
    "UPDATE article SET text = replace(text, 'killing 4', 'killing 40') WHERE id = 'wire'": "article 'wire': is not what was added",
    "UPDATE article SET record = replace(record, 'Runa', 'Rina') WHERE id = 'full'": "article 'full': is not what was added",
    "UPDATE outlet SET record = replace(record, 'Quayside', 'Seaside')": "article 'full': is not what was added",
    "UPDATE article SET text = CAST(text AS BLOB) WHERE id = 'wire'": "article 'wire': holds what is no text",
    "DELETE FROM outlet WHERE record LIKE '%Gazette%'": "article 'denial': names an outlet that is not there",
    "UPDATE page SET packed = zeroblob(9)": "its bytes are not those of its digest",
    "DELETE FROM page": "names a row of page that is not there",
    "UPDATE article SET page = NULL": "no article has it",
    "INSERT INTO outlet (record) VALUES ('{}')": "outlet 4: no article has it",
    "UPDATE statements SET records = replace(records, '[15,20]', '[15,2000]')": "a span of s1 lies outside the text: content 15-2000",
    "UPDATE statements SET records = replace(records, '[31,35]', '[31.5,35]')": "a span of s1 lies outside the text: time.words 31.5-35",
    "UPDATE statements SET records = replace(records, '\"full\"', '\"wire\"')": "s1 is of another article, 'wire'",
    "UPDATE statements SET records = '[{}]'": "statements by a tagger: are no statements",
    "UPDATE statements SET article = 99": "a row of statements names a row of article that is not there",
}


@pytest.mark.parametrize("harm", HARMS)
def test_each_fault_of_the_articles_is_a_line(whole: Path, harm: str) -> None:
    run_sql(whole / "library.sqlite3", "PRAGMA foreign_keys = OFF", harm)
    found = [line for line in faults(whole) if line.startswith("library.sqlite3")]
    assert any(HARMS[harm] in line for line in found), found


INDEX_HARMS = {
    "DELETE FROM passages WHERE article = 2": "the article in row 2 is not in it",
    "INSERT INTO passages SELECT 4000, first, spans, words FROM passages WHERE article = 2": None,
    "UPDATE passages SET spans = zeroblob(length(spans)) WHERE article = 3": "row 3: its passages are not the sentences of the text",
    "UPDATE passages SET first = first + 1 WHERE article = 3": "the passages of row 3 are numbered from",
    "DELETE FROM meaning WHERE article = 1": "row 1: its vectors are missing",
    "UPDATE meaning SET vectors = zeroblob(length(vectors)) WHERE article = 1": "row 1: its vectors are not as long as it says",
    "UPDATE meaning SET lengths = substr(lengths, 5) WHERE article = 1": "row 1: it has not one vector for each passage",
    "DELETE FROM sketch WHERE article = 1": "row 1: runs of its words are missing",
    "DELETE FROM covers": "does not say what it covers",
    "UPDATE covers SET passages = 3": "it says that it has 3 passages",
    "DELETE FROM word_data WHERE id > 10": "its lists of words are damaged",
    "DELETE FROM word_docsize WHERE id = 0": "words are kept of",
}


@pytest.mark.parametrize("harm", INDEX_HARMS)
def test_each_fault_of_the_index_is_a_line(whole: Path, harm: str) -> None:
    run_sql(whole / "index.sqlite3", harm)
    found, expected = faults(whole), INDEX_HARMS[harm]
    if expected is None:  # what another has added meanwhile
        assert found == []
    else:
        assert any(expected in line for line in found), found
        assert all(line.startswith("index.sqlite3: ") for line in found)


def test_what_waits_to_be_indexed_is_no_fault(whole: Path) -> None:
    library = Library.open(whole, vectors=WordVectors())
    library.add(article("late", "A seal slept on the slipway."))
    library.close()
    assert faults(whole) == []


def test_an_index_that_is_not_there_is_a_fault(whole: Path) -> None:
    (whole / "index.sqlite3").unlink()
    assert faults(whole) == ["index.sqlite3: is not there; `reportedly library rebuild` makes it anew"]


def test_pages_of_a_file_that_are_overwritten_are_told_and_the_rest_is_looked_at(tmp_path: Path) -> None:
    with Library.open(tmp_path, vectors=WordVectors()) as library:
        library.add_many((article(f"a{n}", f"Ship {n} came in. " * 300, POST), None) for n in range(60))
    file = tmp_path / "library.sqlite3"
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2 : len(raw) // 2 + 8192] = b"\x5a" * 8192
    file.write_bytes(raw)
    found = faults(tmp_path)
    assert found
    assert len({line for line in found if "article 'a" in line}) < 60


def test_a_folder_without_a_library_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no library there"):
        verify(tmp_path, pytest.fail)


def test_a_file_that_is_no_library_is_refused(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite3").write_text("This is a letter to the harbour master. " * 50)
    with pytest.raises(LibraryError, match="not a library file"):
        verify(tmp_path, pytest.fail)


def test_every_span_of_a_record_is_found() -> None:
    fields = {field for field, _ in spans_in(statement("full"))}
    assert fields == {"content", "chain.words", "chain.cue", "chain.content", "time.words", "first_hand"}
    assert {field for field, _ in spans_in(full(b""))} == {"credits.words", "links.words"}


@given(start=st.integers(-3, 12), end=st.integers(-3, 12))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_a_span_is_stray_when_it_leaves_its_text(start: int, end: int) -> None:
    inside = 0 <= start <= end <= len(WIRE_TEXT[:9])
    assert (stray_span((Span(start, end),), WIRE_TEXT[:9]) is None) == inside
