"""Pages: the news alone, and what the page says of itself."""

from __future__ import annotations

import json

import pytest
from tests.ingest.newsroom import NEWS, Reader, only, page

from reportedly.errors import RefusedError, SourceError
from reportedly.ingest import Given, IngestSettings

HEAD = """
<title>Piers closed at Rivermouth | The Harbour Post</title>
<meta property="og:title" content="Piers closed at Rivermouth">
<meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2031-03-04T05:06:07Z">
<meta name="author" content="By Una Holt">
<link rel="canonical" href="https://www.harbourpost.example/2031/03/04/piers">
"""


def test_the_page_tells_about_itself(reader: Reader) -> None:
    article = only(reader(page(*NEWS, head=HEAD)))
    assert (article.title, article.outlet.name, article.outlet.family) == (
        "Piers closed at Rivermouth",
        "The Harbour Post",
        "Harbour Group",
    )
    assert (article.published, article.published_from) == ("2031-03-04T05:06:07+00:00", "meta article:published_time")
    assert (article.byline, article.url) == ("Una Holt", "https://www.harbourpost.example/2031/03/04/piers")
    assert (article.language, len(article.sha256)) == ("en", 64)


def test_the_text_is_the_news_alone(reader: Reader) -> None:
    raw = page(
        *NEWS, "READ MORE: <a href='/crane'>What the crane's owners said</a>", head=HEAD, above="<h1>Piers closed at Rivermouth</h1>"
    )
    article = only(reader(raw))
    assert article.text == "\n\n".join(NEWS)
    assert any("READ MORE" in line for line in article.left_out)


def test_linked_data_goes_before_the_rest(reader: Reader) -> None:
    about = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "ignored"},
            {
                "@type": ["NewsArticle"],
                "headline": "Both piers &amp; the old quay",
                "datePublished": "2031-03-05",
                "author": [{"@type": "Person", "name": "Una Holt"}, {"name": "Sam Reyes"}],
                "publisher": {"name": "Town Crier"},
            },
        ],
    }
    article = only(reader(page(*NEWS, head=f"<script type='application/ld+json'>{json.dumps(about)}</script>")))
    assert (article.title, article.byline, article.outlet.name) == ("Both piers & the old quay", "Una Holt, Sam Reyes", "Town Crier")
    assert (article.published, article.published_from) == ("2031-03-05", "JSON-LD datePublished")


def test_broken_linked_data_is_passed_over(reader: Reader) -> None:
    article = only(reader(page(*NEWS, head=HEAD + '<script type=\'application/ld+json\'>{"@type": "NewsArticle", </script>')))
    assert article.title == "Piers closed at Rivermouth"


def test_links_stand_where_their_words_do(reader: Reader) -> None:
    linked = NEWS[0].replace("harbour authority", "<a href='/authority#top'>harbour authority</a>")
    article = only(reader(page(linked, *NEWS[1:], head=HEAD)))
    assert [(link.url, link.words and link.words.of(article.text)) for link in article.links] == [
        ("https://www.harbourpost.example/authority", "harbour authority")
    ]


def test_links_out_of_the_web_are_none(reader: Reader) -> None:
    linked = NEWS[0].replace("crane", "<a href='javascript:alert(1)'>crane</a>").replace("piers", "<a href='file:///etc/passwd'>piers</a>")
    assert only(reader(page(linked, *NEWS[1:], head=HEAD))).links == ()


def test_what_the_user_says_goes_first(reader: Reader) -> None:
    given = Given(outlet="Coast Radio", title="Quay", published="2031-01-01", url="https://coastradio.example/1", byline="Sam Reyes")
    article = only(reader(page(*NEWS, head=HEAD), settings=IngestSettings(given=given)))
    assert (article.outlet.name, article.title, article.published, article.published_from) == ("Coast Radio", "Quay", "2031-01-01", "given")
    assert (article.url, article.byline) == ("https://coastradio.example/1", "Sam Reyes")


def test_unknown_stays_unknown(reader: Reader) -> None:
    article = only(reader(page(*NEWS)))
    assert (article.outlet_known, article.published, article.published_from, article.byline) == (False, None, None, None)


def test_an_outlet_that_only_its_address_names(reader: Reader) -> None:
    article = only(reader(page(*NEWS, head="<link rel='canonical' href='https://www.tide.example/a'>")))
    assert (article.outlet.name, article.outlet.domains, article.outlet.source) == ("tide.example", ("tide.example",), None)


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "cp1252"])
def test_encodings(reader: Reader, charset: str) -> None:
    raw = page(*NEWS).decode().replace("<meta charset='utf-8'>", "").encode(charset)
    assert only(reader(raw)).text == "\n\n".join(NEWS)


def test_the_same_bytes_give_the_same_article(reader: Reader) -> None:
    assert only(reader(page(*NEWS, head=HEAD))) == only(reader(page(*NEWS, head=HEAD)))


@pytest.mark.parametrize(
    "raw",
    [
        b"<html><body><p></p></body></html>",
        b"<html>" + b"<div>" * 5_000,
        b"<html><body><script>" + b"x" * 10_000,
        b"<p>" + b"<a href='/x'>x</a>" * 50,
        b"<html><![CDATA[<p>&#0;&#xD800;&#99999999;",
    ],
)
def test_pages_without_an_article_say_so(reader: Reader, raw: bytes) -> None:
    with pytest.raises(SourceError, match=r"^page\.html: expected an article, found .*(?:words of text|no text)$"):
        reader(raw)


@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_too_many_attributes_are_refused(reader: Reader, quote: str) -> None:
    attributes = " ".join(f"a{number}={quote}>{quote}" if quote else f"a{number}" for number in range(50_000))
    with pytest.raises(RefusedError, match="thousands of attributes"):
        reader(f"<html><body {attributes}><p>{NEWS[0]}</p>".encode())


def test_too_many_elements_are_refused(reader: Reader) -> None:
    with pytest.raises(SourceError, match="more than 60000 elements"):
        reader(b"<html><body>" + b"<b></b>" * 60_001)
