"""Sources as a user names them: paths, folders, bytes; what cannot be read is said in one line."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from tests.ingest.newsroom import NEWS, Reader, only, page

from reportedly.errors import RefusedError, SourceError
from reportedly.ingest import Ingested, IngestSettings, read
from reportedly.records import Rejected

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.text.outlets import Outlets

GERMAN = (
    "Die Hafenbehörde hat am Dienstag beide Piers gesperrt, nachdem ein Kran in die Fahrrinne gestürzt war. "
    "Niemand wurde verletzt, und die Fähren fahren vom alten Kai, sagte die Leiterin der Behörde."
)


def test_a_folder_is_read_in_order_and_bad_files_are_told(tmp_path: Path, outlets: Outlets) -> None:
    (tmp_path / "b.html").write_bytes(page(*NEWS))
    (tmp_path / "a.txt").write_text("\n\n".join(NEWS), encoding="utf-8")
    (tmp_path / "c.html").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "notes.xyz").write_bytes(b"passed over")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "d.txt.gz").write_bytes(gzip.compress("\n\n".join(NEWS).encode()))
    results = list(read(str(tmp_path), settings=IngestSettings(), outlets=outlets))
    assert [r.page.source for r in results if isinstance(r, Ingested)] == [
        str(tmp_path / name) for name in ("a.txt", "b.html", "deep/d.txt.gz")
    ]
    assert [r for r in results if isinstance(r, Rejected)] == [
        Rejected(id=str(tmp_path / "c.html"), stage="read", reason="expected an article, found a PNG picture")
    ]


def test_the_bytes_are_kept(reader: Reader) -> None:
    raw = page(*NEWS)
    (result,) = reader(raw)
    assert isinstance(result, Ingested)
    assert (result.page.raw, result.page.sha256) == (raw, result.article.sha256)


def test_text_gives_the_news_alone(reader: Reader) -> None:
    foot = "About HP - Policies - Comment Policy\n\nExpressed opinions are NOT necessarily the views of HP or its sponsors."
    article = only(reader(f"Piers closed\n\n{NEWS[0]}\n\n{NEWS[1]}\n\n{foot}".encode(), "-"))
    assert (article.title, article.text) == ("Piers closed", f"{NEWS[0]}\n\n{NEWS[1]}")
    assert [line.split(": ")[0] for line in article.left_out] == ["site menu", "disclaimer"]


def test_credit_lines_stay_and_are_marked(reader: Reader) -> None:
    article = only(reader(f"Piers closed\n\n{NEWS[0]}\n\n{NEWS[1]}\n\n— Meridian Wire".encode(), "-"))
    assert [span.of(article.text) for span in article.boilerplate] == ["— Meridian Wire"]
    assert [credit.words and credit.words.of(article.text) for credit in article.credits] == ["Meridian Wire"]


def test_addresses_in_text_are_links(reader: Reader) -> None:
    article = only(reader(f"{NEWS[0]}\n\nThe plan is at https://harbour.example/plan, she said.".encode(), "a.txt"))
    assert [(link.url, link.words and link.words.of(article.text)) for link in article.links] == [("https://harbour.example/plan",) * 2]


@pytest.mark.parametrize(
    ("raw", "name", "message"),
    [
        (b"", "a.html", "a.html: expected an article, found an empty file"),
        (b" \n\n", "a.txt", "a.txt: expected an article, found an empty file"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a.html", "a.html: expected an article, found a PNG picture"),
        (bytes(range(256)) * 20, "a.html", "a.html: expected an article, found binary data"),
        (b"Piers closed.", "a.txt", "a.txt: expected an article, found 2 words of text"),
        (GERMAN.encode(), "a.txt", "a.txt: the article is in German (de); only English is understood"),
        (gzip.compress(page(*NEWS))[:-20], "a.html.gz", "a.html.gz: the gzip data ends early"),
        (b"\x1f\x8b\x08\x00" + b"x" * 100, "a.txt.gz", "a.txt.gz: expected gzip data, found bytes that do not decompress"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(reader: Reader, raw: bytes, name: str, message: str) -> None:
    with pytest.raises(SourceError) as told:
        reader(raw, name)
    assert str(told.value) == message


def test_other_languages_where_the_settings_allow(reader: Reader) -> None:
    assert only(reader(GERMAN.encode(), "a.txt", IngestSettings(languages=()))).language == "de"


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_over_the_limit(reader: Reader, packed: bool) -> None:  # noqa: FBT001  a case
    raw = b"<html><p>" + b"pier " * 400_000
    with pytest.raises(RefusedError, match=r"the limit for one page") as told:
        reader(gzip.compress(raw) if packed else raw, "a.html", IngestSettings(max_page_bytes=1_000_000))
    assert "\n" not in str(told.value)


def test_a_path_that_is_not_there(outlets: Outlets) -> None:
    with pytest.raises(SourceError, match=r"^no/such/file\.html: no such file or directory$"):
        list(read("no/such/file.html", settings=IngestSettings(), outlets=outlets))


def test_an_empty_folder(tmp_path: Path, outlets: Outlets) -> None:
    with pytest.raises(SourceError, match="holds no file of a kind that can be read"):
        list(read(tmp_path, settings=IngestSettings(), outlets=outlets))
