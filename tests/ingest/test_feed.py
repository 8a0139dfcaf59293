"""Feeds: their items are fetched, and told where they cannot be."""

from __future__ import annotations

import json
import time

import httpx
import pytest
from tests.ingest.newsroom import NEWS, Reader, page

from reportedly.errors import RefusedError, SourceError
from reportedly.ingest import Ingested, IngestSettings
from reportedly.ingest.feed import items_of
from reportedly.records import Page, Rejected

LONG = "".join(f"<p>{paragraph}</p>" for paragraph in NEWS * 3)


def rss(*items: str, before: str = "") -> bytes:
    return f"<?xml version='1.0'?>{before}<rss version='2.0'><channel><title>Harbour</title>{''.join(items)}</channel></rss>".encode()


def item(url: str, description: str = "Piers.") -> str:
    return (
        f"<item><title>Piers closed</title><link>{url}</link><pubDate>Tue, 04 Mar 2031 05:06:07 GMT</pubDate>"
        f"<description><![CDATA[{description}]]></description></item>"
    )


def serve(request: httpx.Request) -> httpx.Response:
    if request.url.path == "/gone":
        return httpx.Response(404)
    return httpx.Response(200, content=page(*NEWS), headers={"content-type": "text/html; charset=utf-8"})


NET = httpx.MockTransport(serve)


def test_items_are_fetched(reader: Reader) -> None:
    (result,) = reader(rss(item("https://harbourpost.example/1")), "feed.xml", transport=NET)
    assert isinstance(result, Ingested)
    article = result.article
    assert (article.text, article.outlet.name) == ("\n\n".join(NEWS), "The Harbour Post")
    assert (article.published, article.published_from) == ("2031-03-04T05:06:07+00:00", "feed")


def test_an_item_that_cannot_be_fetched_is_told(reader: Reader) -> None:
    results = reader(rss(item("https://harbourpost.example/gone"), item("https://harbourpost.example/1")), "feed.xml", transport=NET)
    assert results[0] == Rejected(id="https://harbourpost.example/gone", stage="read", reason="the server answered 404 Not Found")
    assert isinstance(results[1], Ingested)


def test_an_item_with_the_whole_article_needs_no_fetching(reader: Reader) -> None:
    (result,) = reader(rss(item("https://harbourpost.example/gone", LONG)), "feed.xml", transport=NET)
    assert isinstance(result, Ingested)
    assert (result.article.title, result.article.published) == ("Piers closed", "2031-03-04T05:06:07+00:00")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://127.0.0.1/", "data:text/html,x", "http://harbourpost.example:22/"])
def test_items_that_lead_elsewhere_are_not_followed(reader: Reader, url: str) -> None:
    (result,) = reader(rss(item(url)), "feed.xml", transport=NET)
    assert isinstance(result, Rejected)


def test_atom(reader: Reader) -> None:
    raw = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour</title><entry><title>Piers</title>
    <link href="https://coastradio.example/1"/><updated>2031-03-04T05:06:07Z</updated></entry></feed>"""
    (result,) = reader(raw, "feed.atom", transport=NET)
    assert isinstance(result, Ingested)
    assert result.article.outlet.name == "Coast Radio"


def test_json_feed(reader: Reader) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour",
        "items": [
            {"id": "1", "url": "https://coastradio.example/1", "date_published": "2031-03-04T05:06:07Z"},
            {"id": "2", "content_text": "Piers."},
        ],
    }
    fetched, told = reader(json.dumps(feed).encode(), "feed.json", transport=NET)
    assert isinstance(fetched, Ingested)
    assert (fetched.article.published, fetched.article.published_from) == ("2031-03-04T05:06:07+00:00", "feed")
    assert told == Rejected(id="feed.json#2", stage="read", reason="the item has no address")


def test_the_rest_of_a_long_feed_is_told(reader: Reader) -> None:
    raw = rss(*[item(f"https://harbourpost.example/{number}") for number in range(5)])
    results = reader(raw, "feed.xml", IngestSettings(max_feed_items=2), NET)
    assert [type(result) for result in results] == [Ingested, Ingested, Rejected]


def test_entities_of_its_own_are_refused(reader: Reader) -> None:
    bomb = "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;'><!ENTITY c SYSTEM 'file:///etc/passwd'>]>"
    with pytest.raises(RefusedError, match="declares entities"):
        reader(rss(item("https://harbourpost.example/1", "&c;"), before=bomb), "feed.xml", transport=NET)


def test_entities_after_much_else_are_refused_too(reader: Reader) -> None:
    far = "<!-- <rss > " + "x" * 100_000 + "--><!DOCTYPE rss [<!ENTITY a 'aaaaaaaa'>]>"
    with pytest.raises(RefusedError, match="declares entities"):
        reader(rss(item("https://harbourpost.example/1", "&a;"), before=far), "feed.xml", transport=NET)


@pytest.mark.parametrize("open_ended", [b"", b"<!--", b"<![CDATA["])
def test_many_openings_are_looked_at_once(reader: Reader, open_ended: bytes) -> None:
    raw = rss(item("https://harbourpost.example/1")).replace(b"</channel>", open_ended * 100_000 + b"</channel>")
    with pytest.raises(RefusedError, match="declares entities"):
        reader(raw + b"<!ENTITY a 'a'>", "feed.xml", transport=NET)


def test_an_article_on_entities_declares_none(reader: Reader) -> None:
    (result,) = reader(rss(item("https://harbourpost.example/1", "In XML one writes <!ENTITY a 'b'>.")), "feed.xml", transport=NET)
    assert isinstance(result, Ingested)


def test_a_feed_that_is_none(reader: Reader) -> None:
    with pytest.raises(SourceError, match="expected a JSON Feed with items, found none"):
        reader(b'{"version": "https://jsonfeed.org/version/1", "items": 3}', "feed.json", transport=NET)


SLOW = {
    "tags that are never closed": b"<rss version='2.0'><channel>" + b"<a>" * 300_000,
    "tags that are never closed, in text": b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'><div>"
    + b"<p>x" * 250_000,
}


@pytest.mark.parametrize("raw", SLOW.values(), ids=SLOW)
def test_a_feed_made_to_be_slow_ends_in_its_time(reader: Reader, raw: bytes) -> None:
    began = time.monotonic()
    with pytest.raises(RefusedError, match=r"feed\.xml: the feed cannot be read within 1 seconds"):
        reader(raw, "feed.xml", IngestSettings(timeout=1.0), NET)
    assert time.monotonic() - began < 10


def test_a_large_feed_is_read_as_a_small_one_is() -> None:
    items = [
        item(f"https://harbourpost.example/{number}", f"Pier {number}, “closed” &amp; \u2014 barred. " + "x" * 1_000)
        for number in range(60)
    ]
    large, small = rss(*items), rss(*items[:3])
    assert len(large) > 50_000 > len(small)
    found, first = (
        list(items_of(Page(source="feed.xml", raw=raw, media_type="application/xml"), IngestSettings())) for raw in (large, small)
    )
    assert (len(found), found[:3]) == (60, first)


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (
            rss("x" * 60_000, before="<!DOCTYPE rss [<!ENTITY a 'a'>]>"),
            "feed.xml: the feed declares entities of its own; such feeds are not read",
        ),
        (b"<feedback>" + b"x" * 60_000, "feed.xml: expected a feed, found XML of another kind"),
        (rss("x" * 5_000_000), "feed.xml: is 5.0 MB; the limit for one feed is 5.0 MB"),
    ],
    ids=["entities", "no feed", "too large"],
)
def test_large_feeds_that_are_not_read(raw: bytes, line: str) -> None:
    with pytest.raises(SourceError) as caught:
        list(items_of(Page(source="feed.xml", raw=raw, media_type="application/xml"), IngestSettings()))
    assert str(caught.value) == line
