"""Web archives: their pages, whole ones kept from damaged archives."""

from __future__ import annotations

import gzip

from tests.ingest.newsroom import NEWS, Reader, page

from reportedly.ingest import Ingested, IngestSettings
from reportedly.records import Rejected


def record(body: bytes, *, url: str, kind: str = "response", media_type: str = "text/html", extra: bytes = b"") -> bytes:
    """Return one gzipped record."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: " + media_type.encode() + b"\r\n" + extra + b"Content-Length: %d\r\n\r\n" % len(body) + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-03-04T05:06:07Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{abs(hash(url)) % 10**12:012d}>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n")


FIRST = record(page(*NEWS), url="https://harbourpost.example/1")
SECOND = record(page(*NEWS), url="https://coastradio.example/2")


def test_pages_are_read_and_other_records_passed_over(reader: Reader) -> None:
    picture = record(b"\x89PNG", url="https://harbourpost.example/a.png", media_type="image/png")
    results = reader(FIRST + picture + SECOND, "a.warc.gz")
    assert [r.article.outlet.name for r in results if isinstance(r, Ingested)] == ["The Harbour Post", "Coast Radio"]
    assert [r.page.url for r in results if isinstance(r, Ingested)] == ["https://harbourpost.example/1", "https://coastradio.example/2"]
    assert len(results) == 2


def test_an_archive_without_compression(reader: Reader) -> None:
    assert len(reader(gzip.decompress(FIRST) + gzip.decompress(SECOND), "a.warc")) == 2


def test_a_compressed_answer_is_unfolded(reader: Reader) -> None:
    packed = record(gzip.compress(page(*NEWS)), url="https://harbourpost.example/1", extra=b"Content-Encoding: gzip\r\n")
    (result,) = reader(packed, "a.warc.gz")
    assert isinstance(result, Ingested)


def test_a_cut_archive_keeps_what_was_whole(reader: Reader) -> None:
    for raw, name in (
        (FIRST + SECOND[: len(SECOND) // 2], "a.warc.gz"),
        (gzip.decompress(FIRST) + gzip.decompress(SECOND)[:-200], "a.warc"),
    ):
        first, last = reader(raw, name)
        assert isinstance(first, Ingested)
        assert isinstance(last, Rejected)
        assert last.id == f"{name}#2"
        assert "ends early here" in last.reason


def test_a_page_over_the_limit_is_rejected_and_the_rest_kept(reader: Reader) -> None:
    large = record(page(*NEWS) + b" " * 300_000, url="https://harbourpost.example/large")
    results = reader(large + SECOND, "a.warc.gz", IngestSettings(max_page_bytes=100_000))
    assert [type(result) for result in results] == [Rejected, Ingested]


def test_a_page_that_is_no_article_is_rejected(reader: Reader) -> None:
    (result,) = reader(record(b"<html><p>Gone", url="https://harbourpost.example/x"), "a.warc.gz")
    assert result == Rejected(id="a.warc.gz#1", stage="ingest", reason="expected an article, found 1 words of text")
