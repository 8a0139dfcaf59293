"""JSON and JSON Lines: texts kept to the letter, bad lines told and passed over."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ingest.newsroom import NEWS, Reader, only

from reportedly.errors import SourceError
from reportedly.ingest import Ingested, IngestSettings, Source, read
from reportedly.records import Rejected
from reportedly.text.outlets import Outlets

TEXT = "\n\n".join((*NEWS, "Sign up for our newsletter", "— Meridian Wire"))


def line(**fields: object) -> bytes:
    return json.dumps({"text": TEXT, **fields}).encode()


def test_the_fields_are_kept(reader: Reader) -> None:
    raw = line(
        id="a1", outlet="Harbour Post", url="https://harbourpost.example/1", title="Piers", published="2031-03-04", byline="Una Holt"
    )
    article = only(reader(raw, "a.json"))
    assert (article.id, article.title, article.published, article.published_from) == ("a1", "Piers", "2031-03-04", "given")
    assert (article.outlet.name, article.outlet.family) == ("Harbour Post", "Harbour Group")


def test_the_text_is_kept_to_the_letter_and_its_boilerplate_marked(reader: Reader) -> None:
    article = only(reader(line(), "a.json"))
    assert article.text == TEXT
    assert [span.of(TEXT) for span in article.boilerplate] == ["Sign up for our newsletter", "— Meridian Wire"]
    assert [(credit.agency, credit.place) for credit in article.credits] == [("Meridian Wire", "line")]


@given(st.text(max_size=60))
def test_any_text_is_kept(words: str) -> None:
    text = f"{NEWS[0]}\r\n\r\n{words}\n \n{NEWS[1]}"
    raw = json.dumps({"text": text}).encode()
    (result,) = read(Source(name="a.json", stdin=raw), settings=IngestSettings(languages=()), outlets=Outlets())
    assert isinstance(result, Ingested)
    assert result.article.text == text.encode("utf-8", "replace").decode()
    assert all(span.of(text).strip() for span in result.article.boilerplate)


def test_an_id_is_made_of_outlet_address_and_text(reader: Reader) -> None:
    first, again, other = (only(reader(line(outlet=name), "a.json")).id for name in ("Town Crier", "Town Crier", "Coast Radio"))
    assert first == again != other


def test_a_name_that_is_an_ordinary_word_needs_its_domain(reader: Reader) -> None:
    article = only(reader(line(outlet="The Harbour Post", outlet_domain="elsewhere.example"), "a.json"))
    assert article.outlet.family == "Harbour Group"


def test_lines_are_read_one_by_one(reader: Reader) -> None:
    raw = b"\n".join([line(id="a"), b"{broken", b"", line(text=7), line(id="b", published="soon"), b"\xff\xfe\x00", line(id="c")])
    results = reader(gzip.compress(raw), "news.jsonl.gz")
    assert [result.article.id for result in results if isinstance(result, Ingested)] == ["a", "c"]
    assert [(r.id, r.reason) for r in results if isinstance(r, Rejected)] == [
        ("news.jsonl.gz:2", "expected JSON, found a fault at line 1 column 2: Expecting property name enclosed in double quotes"),
        ("news.jsonl.gz:4", 'expected "text" to be words, found a number'),
        ("news.jsonl.gz:5", "expected \"published\" to be an ISO 8601 date, found 'soon'"),
        ("news.jsonl.gz:6", "expected JSON, found a fault at line 1 column 1: Expecting value"),
    ]


def test_a_file_is_read_as_it_is_asked_for() -> None:
    raw = b"\n".join([line(id="a")] * 3 + [b"{" * 10_000_000])
    results = read(Source(name="news.jsonl", stdin=raw), settings=IngestSettings(max_page_bytes=1_000_000), outlets=Outlets())
    assert isinstance(next(results), Ingested)
    last = list(results)[-1]
    assert isinstance(last, Rejected)
    assert last.reason == "the line is longer than 1.0 MB, the limit for one article"


def test_a_cut_file_keeps_what_was_whole(reader: Reader) -> None:
    lines = b"\n".join(line(id=f"a{number}", title=str(number) * 50) for number in range(2_000))
    packed = gzip.compress(lines)
    results = reader(packed[: len(packed) // 2], "news.jsonl.gz")
    assert len(results) > 100
    assert isinstance(results[-1], Rejected)
    assert "damaged or ends early here" in results[-1].reason
    assert all(isinstance(result, Ingested) for result in results[:-1])


def test_a_bomb_is_refused(reader: Reader) -> None:
    settings = IngestSettings(ratio_from_bytes=1_000_000, max_ratio=50)
    results = reader(gzip.compress(line(id="a") + b"\n" + b" " * 30_000_000), "news.jsonl.gz", settings)
    assert isinstance(results[-1], Rejected)
    assert "not read further" in results[-1].reason


def test_a_list_of_articles(reader: Reader) -> None:
    results = reader(b"[" + line(id="a") + b', {"no": "text"}]', "a.json")
    assert isinstance(results[0], Ingested)
    assert results[1] == Rejected(id="a.json#2", stage="ingest", reason='expected "text" to be words, found no such field')


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b'{"text": ', "expected JSON, found a fault"),
        (b'{"headline": "Piers"}', 'expected "text" to be words, found no such field'),
        (b'{"text": "Piers"}', "expected an article, found 1 words of text"),
        (b"[" * 100_000, "nesting or numbers beyond all limits"),
    ],
)
def test_a_single_article_that_cannot_be_used(reader: Reader, raw: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        reader(raw, "a.json")
