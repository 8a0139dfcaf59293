"""Every reader as a function of bytes that ends well: with articles that are sound, or with a reason; anything else is a fault.

`TARGETS` names them. The property tests call them with a few inputs, `make fuzz` with many.
"""

from __future__ import annotations

import gzip
import json
import signal
import tempfile
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from reportedly.errors import SourceError
from reportedly.ingest import Ingested, IngestSettings, Source, is_date, load_outlets, read
from reportedly.ingest.feed import items_of_feed
from reportedly.ingest.published import date_in_address, date_in_line, iso_date
from reportedly.records import Page, Rejected
from reportedly.store.fields import packed
from reportedly.text.dates import time_phrases
from reportedly.watch.feeds import feeds_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportedly.records import Article
    from reportedly.text.outlets import Outlets

__all__ = ["TARGETS", "TookTooLongError", "call", "sound"]

#: Seconds of the processor for one input of a few thousand bytes; what is usual is a thousandth of it.
PATIENCE = 10.0
#: The page that every address of a feed answers with.
PAGE = b"<html><head><title>Quay to reopen</title></head><body><article><p>The quay reopens on Monday, said Ilse Korhonen.</p></article>"
NET = httpx.MockTransport(lambda _: httpx.Response(200, content=PAGE, headers={"content-type": "text/html"}))
SETTINGS = IngestSettings(max_page_bytes=200_000, max_unpacked_bytes=2_000_000, ratio_from_bytes=500_000, languages=())


class TookTooLongError(BaseException):
    """An input took more time than any may: no handler of errors may catch it."""


@contextmanager
def bounded(seconds: float = PATIENCE) -> Iterator[None]:
    """Stop the block after so many seconds of the processor, whatever else the machine does."""

    def stop(*_: object) -> None:
        raise TookTooLongError(f"more than {seconds} seconds")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def call(target: Callable[[bytes], None], raw: bytes) -> None:
    """Call a target within its time."""
    with bounded():
        target(raw)


@cache
def outlets() -> Outlets:
    """The registry that ships."""
    return load_outlets()


def source(raw: bytes, *, name: str, charset: str | None = None) -> None:
    """Read bytes as a source of this name."""
    try:
        for each in read(Source(name=name, stdin=raw, charset=charset), settings=SETTINGS, outlets=outlets(), transport=NET):
            if isinstance(each, Rejected):
                told(each.reason)
            else:
                assert isinstance(each, Ingested)
                sound(each.article)
    except SourceError as error:
        told(str(error))


def packed_source(raw: bytes, *, name: str) -> None:
    """Read bytes as a source that was compressed."""
    source(gzip.compress(raw, 1), name=name)


def feed_items(raw: bytes) -> None:
    """Take a feed apart."""
    try:
        for item in items_of_feed(Page(source="feed.xml", raw=raw, media_type="application/xml")):
            assert item.published is None or is_date(item.published) or item.published[:4].isdigit()
    except SourceError as error:
        told(str(error))


def opml(raw: bytes) -> None:
    """Read a list of feeds."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "feeds.opml"
        file.write_bytes(raw)
        try:
            feeds, rejected = feeds_named([str(file)], SETTINGS)
        except SourceError as error:
            told(str(error))
        else:
            assert all("://" in feed for feed in feeds)
            for each in rejected:
                told(each.reason)


def dates(raw: bytes) -> None:
    """Read words as dates of all kinds."""
    words = raw.decode("utf-8", "replace")
    for found in (iso_date(words), date_in_line(words), getattr(date_in_address(words), "value", None)):
        assert found is None or is_date(found), found
    for published in (None, "2031-03-04"):
        for phrase in time_phrases(words, published=published):
            assert 0 <= phrase.words.start < phrase.words.end <= len(words)
            assert phrase.start is None or phrase.end is None or phrase.start <= phrase.end


def told(reason: str) -> None:
    """Check that a reason is one line that says something."""
    assert reason.strip(), "a reason says something"
    assert len(reason.splitlines()) == 1, f"a reason is one line: {reason[:300]!r}"


def sound(article: Article) -> None:
    """Check that an article is what everything behind the readers takes for granted."""
    text = article.text
    assert text.strip()
    json.dumps(packed(article), ensure_ascii=False).encode()  # no half of a surrogate pair anywhere
    spans = [
        words for words in (*(link.words for link in article.links), *(credit.words for credit in article.credits)) if words is not None
    ]
    for start, end in (*spans, *article.boilerplate):
        assert 0 <= start < end <= len(text), (start, end, len(text))
    assert (article.published is None) == (article.published_from is None)
    assert article.published is None or article.published[:4].isdigit(), article.published
    assert article.id
    assert article.outlet.name


#: Every reader by its name.
TARGETS: dict[str, Callable[[bytes], None]] = {
    "html": partial(source, name="page.html"),
    "html-charset": partial(source, name="page.html", charset="shift_jis"),
    "text": partial(source, name="page.txt"),
    "feed": partial(source, name="feed.xml"),
    "feed-items": feed_items,
    "warc": partial(source, name="archive.warc"),
    "warc-gzip": partial(packed_source, name="archive.warc.gz"),
    "json": partial(source, name="article.json"),
    "jsonl": partial(source, name="articles.jsonl"),
    "jsonl-gzip": partial(packed_source, name="articles.jsonl.gz"),
    "pdf": partial(source, name="paper.pdf"),
    "parquet": partial(source, name="table.parquet"),
    "dates": dates,
    "opml": opml,
}
