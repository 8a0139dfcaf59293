from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from fastwarc.warc import ArchiveIterator
from hypothesis import given
from hypothesis import strategies as st
from tests.store.harbour import POST, WordVectors, article, full, shelf, statement
from tests.store.shelves import RAW, STRIKE, run_sql, told, whole_library
from tests.store.test_library import ARTICLES, IN_ONE_FOLDER

from reportedly.errors import SourceError, UsageError
from reportedly.ingest import Ingested, IngestSettings, Source, load_outlets, read
from reportedly.ingest.kinds import media_type_of
from reportedly.models.vectors import Vectors
from reportedly.records import Article, Link, Span
from reportedly.store import Library
from reportedly.store.exporting import Exported, export
from reportedly.store.fields import misfit
from reportedly.store.importing import Imported, bring
from reportedly.store.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

PAGE = b"<html><body><p>Dockers at Ostmark walked out on Friday, and the quay was still at noon.</p></body></html>"
LIMIT = 1_000_000


def taken_out(folder: Path, target: Path) -> Exported:
    return export(folder, target, media_type=media_type_of, tell=pytest.fail)


def brought(source: Path, folder: Path) -> Imported:
    with Library.open(folder, vectors=WordVectors()) as library:
        return bring(source, library, largest=LIMIT)


def all_of(folder: Path) -> tuple[object, ...]:
    with Library.open(folder, vectors=WordVectors()) as library:
        articles = list(library.articles())
        pages = [library.page(each.sha256) for each in articles if each.sha256 and library.has_page(each.sha256)]
        return library.digest(), articles, pages, [library.statements(each.id, "a tagger") for each in articles]


def lines_of(export_: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (export_ / "articles.jsonl").read_text("ascii").splitlines()]


def write_lines(export_: Path, lines: list[dict[str, Any]]) -> None:
    (export_ / "articles.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), "ascii")


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A library with statements, a page that two articles share, and one that no article of another outlet has."""
    folder = whole_library(tmp_path / "whole")
    with Library.open(folder, vectors=WordVectors()) as library:
        library.add(replace(full(RAW), id="twin"), raw=RAW)
        library.add(replace(STRIKE, id="page", url="https://gazette.example/strike", sha256=""), raw=PAGE)
    return folder


def test_what_was_exported_comes_back_the_same(whole: Path, tmp_path: Path) -> None:
    done = taken_out(whole, tmp_path / "out")
    assert (done.articles, done.pages, done.lost) == (8, 2, 0)
    came = brought(tmp_path / "out", tmp_path / "back")
    assert (came.added, came.known, came.rejected) == (8, 0, ())
    assert all_of(tmp_path / "back") == all_of(whole)
    assert came.exported == done.digest == all_of(whole)[0]
    assert verify(tmp_path / "back", pytest.fail).faults == 0


def test_the_same_library_gives_the_same_bytes(whole: Path, tmp_path: Path) -> None:
    for n in ("one", "two"):
        taken_out(whole, tmp_path / n)
    brought(tmp_path / "one", tmp_path / "back")
    taken_out(tmp_path / "back", tmp_path / "three")
    for name in ("articles.jsonl", "pages.warc.gz", "library.json"):
        assert len({(tmp_path / n / name).read_bytes() for n in ("one", "two", "three")}) == 1


@given(kept=st.lists(ARTICLES, max_size=3, unique_by=lambda each: each.id))
@IN_ONE_FOLDER
def test_any_article_comes_back_the_same(kept: list[Article], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("any")
    sound = [replace(each, credits=(), links=(), text=each.text + "\ud7ff") for each in kept]
    with Library.open(folder / "one", vectors=WordVectors()) as library:
        library.add_many((each, None) for each in sound)
    taken_out(folder / "one", folder / "out")
    assert brought(folder / "out", folder / "two").rejected == ()
    assert all_of(folder / "two") == all_of(folder / "one")


def test_what_is_there_already_stays(whole: Path, tmp_path: Path) -> None:
    taken_out(whole, tmp_path / "out")
    before = all_of(whole)
    came = brought(tmp_path / "out", whole)
    assert (came.added, came.known, came.rejected) == (0, 8, ())
    assert all_of(whole) == before


def test_the_articles_are_in_the_shape_that_add_reads(whole: Path, tmp_path: Path) -> None:
    taken_out(whole, tmp_path / "out")
    found = list(read(tmp_path / "out" / "articles.jsonl", settings=IngestSettings(), outlets=load_outlets(None)))
    with Library.open(whole, vectors=WordVectors()) as library:
        assert [(each.article.id, each.article.text) for each in found if isinstance(each, Ingested)] == [
            (each.id, each.text) for each in library.articles()
        ]


def test_the_pages_are_an_archive_that_others_read(whole: Path, tmp_path: Path) -> None:
    taken_out(whole, tmp_path / "out")
    with (tmp_path / "out" / "pages.warc.gz").open("rb") as stream:
        records = [(each.headers.get("WARC-Target-URI"), each.verify_block_digest()) for each in ArchiveIterator(stream)]
    assert records == [("https://harbourpost.example/crane", True), ("https://gazette.example/strike", True)]
    raw = (tmp_path / "out" / "pages.warc.gz").read_bytes()
    pages = list(read(Source(name="pages.warc.gz", stdin=raw), settings=IngestSettings(), outlets=load_outlets(None)))
    assert any(isinstance(each, Ingested) and each.article.url == "https://gazette.example/strike" for each in pages)


def test_an_address_cannot_write_headers(tmp_path: Path) -> None:
    with Library.open(tmp_path / "one", vectors=WordVectors()) as library:
        library.add(replace(full(RAW), url="https://harbourpost.example/\r\nWARC-Type: request"), raw=RAW)
    taken_out(tmp_path / "one", tmp_path / "out")
    with (tmp_path / "out" / "pages.warc.gz").open("rb") as stream:
        (record,) = ArchiveIterator(stream)
        assert record.headers.get("WARC-Target-URI") == f"urn:sha256:{full(RAW).sha256}"


def test_a_folder_that_holds_something_is_left_alone(whole: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("x")
    with pytest.raises(UsageError, match="expected an empty folder"):
        taken_out(whole, tmp_path / "out")
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["letter.txt"]


def test_a_folder_without_an_export_is_no_source(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"with articles\.jsonl in it"):
        brought(tmp_path, tmp_path / "back")


def test_damaged_rows_are_told_and_the_rest_comes_out(whole: Path, tmp_path: Path) -> None:
    run_sql(
        whole / "library.sqlite3",
        "UPDATE article SET text = text || '!' WHERE id = 'copy'",
        "UPDATE page SET packed = zeroblob(9) WHERE size = 24",
        "UPDATE statements SET records = '[' WHERE article = 6",
    )
    lost: list[str] = []
    done = export(whole, tmp_path / "out", media_type=media_type_of, tell=lost.append)
    assert (done.articles, done.pages, done.lost) == (7, 1, len(lost))
    assert sorted(line.partition(": ")[2].partition(" could")[0] for line in lost) == [
        "the article 'copy'",
        "the page of 'full'",
        "the page of 'twin'",
        "the statements of 'full'",
    ]
    came = brought(tmp_path / "out", tmp_path / "back")
    assert (came.added, came.rejected) == (7, ())
    assert came.exported == done.digest == all_of(tmp_path / "back")[0]


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_what_can_be_read_comes_out_of_a_file_that_is_overwritten_in_part(tmp_path: Path, share: float) -> None:
    with Library.open(tmp_path / "one", vectors=WordVectors()) as library:
        library.add_many((article(f"a{n}", f"Ship {n} came in. " * 300, POST), None) for n in range(200))
    file = tmp_path / "one" / "library.sqlite3"
    raw, start = bytearray(file.read_bytes()), 8192 * int(len(file.read_bytes()) * share / 8192)
    raw[start : start + 5 * 8192] = b"\x5a" * 5 * 8192
    file.write_bytes(raw)
    lost: list[str] = []
    done = export(tmp_path / "one", tmp_path / "out", media_type=media_type_of, tell=lost.append)
    assert done.lost == len(lost) > 0
    assert done.articles >= 150
    assert done.articles + done.lost >= 200
    came = brought(tmp_path / "out", tmp_path / "back")
    assert (came.added, came.rejected) == (done.articles, ())


def test_an_archive_that_ends_early_costs_only_the_pages_after_it(whole: Path, tmp_path: Path) -> None:
    taken_out(whole, tmp_path / "out")
    pages = tmp_path / "out" / "pages.warc.gz"
    pages.write_bytes(pages.read_bytes()[:-60])
    came = brought(tmp_path / "out", tmp_path / "back")
    assert came.added == 8
    assert any("kept without its page" in each.reason for each in came.rejected)
    assert all_of(tmp_path / "back")[0] == came.exported


def _set(line: Any, path: str, value: object) -> None:
    *way, last = path.split("/")
    for each in way:
        line = line[int(each) if isinstance(line, list) else each]
    line[last] = value


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        ("id", 7, "id"),
        ("text", "", "lies|fit"),
        ("text", None, "fit|expected an article"),
        ("kept", None, "as `reportedly library export` writes it"),
        ("kept/record/title", 5, "title"),
        ("kept/record/links", "no", "as `reportedly library export` writes it"),
        ("kept/record/credits", [{"agency": "M", "place": "moon", "words": None}], "credits.place"),
        ("kept/record/links", [{"url": "https://x.example", "words": [5, 9000]}], "links.words 5-9000"),
        ("kept/outlet/agency", "yes", "outlet.agency"),
        ("kept/outlet", None, "as `reportedly library export` writes it|outlet"),
        ("statements", [{"made_by": "x", "records": [{}]}], "as `reportedly library export` writes it"),
        ("statements/0/records/0/article", "wire", "statements and the page of this article"),
        ("statements/0/records/0/confidence", "sure", "confidence"),
        ("statements/0/records/0/content", [[0, 9999]], "content 0-9999"),
        ("statements/0/made_by", 4, "statements and the page of this article"),
        ("page", ["x"], "statements and the page of this article"),
        ("page", "0" * 64, "kept without its page"),
    ],
)
def test_a_line_that_does_not_fit_is_named_and_the_rest_is_taken(
    whole: Path, tmp_path: Path, path: str, value: object, reason: str
) -> None:
    taken_out(whole, tmp_path / "out")
    lines = lines_of(tmp_path / "out")
    place = next(n for n, line in enumerate(lines) if line["id"] == "full")
    _set(lines[place], path, value)
    write_lines(tmp_path / "out", lines)
    came = brought(tmp_path / "out", tmp_path / "back")
    assert len(came.rejected) == 1
    assert came.rejected[0].id.endswith(f"articles.jsonl:{place + 1}")
    assert re.search(reason, came.rejected[0].reason), came.rejected[0].reason
    assert came.added >= 7
    assert verify(tmp_path / "back", pytest.fail).faults == 0


def test_a_field_that_does_not_fit_its_type_is_found() -> None:
    assert misfit(full(RAW)) is None
    assert misfit(statement("full")) is None
    assert misfit(replace(shelf()[0], links=(Link(url="x", words=Span(1, True)),))) == "links.words.end"
    assert misfit(replace(shelf()[0], title=5)) == "title"  # type: ignore[arg-type]
    assert misfit(replace(statement("full"), stance="doubts")) == "stance"  # type: ignore[arg-type]


def test_the_commands_say_what_they_did(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Vectors, "load", lambda _: WordVectors())
    out, back, digest = str(tmp_path / "out"), str(tmp_path / "back"), all_of(whole)[0]
    assert told(capsys, "export", out, "--library", str(whole)) == (
        0,
        f"{out}: 8 articles, 0 old versions, 2 pages, 0 not readable; digest {digest}\n",
        "",
    )
    assert told(capsys, "import", out, "--library", back) == (
        0,
        f"{back}: 8 added, 0 known already, 0 not used; digest {digest}, as exported\n",
        "",
    )
    assert told(capsys, "export", out, "--library", str(whole))[0] == 2
    assert told(capsys, "import", str(tmp_path / "none"), "--library", back)[0] == 3
    run_sql(whole / "library.sqlite3", "UPDATE article SET text = text || '!' WHERE id = 'copy'")
    code, said, err = told(capsys, "export", str(tmp_path / "again"), "--library", str(whole))
    assert code == 5
    assert "7 articles, 0 old versions, 2 pages, 1 not readable" in said
    assert err.startswith(f"reportedly: {whole}/library.sqlite3: the article 'copy' could not be read: is not what was added")
