"""Whole inputs of each reader to begin from, the pieces that its formats are made of, and ways to spoil one."""

from __future__ import annotations

import gzip
import io
import json
from functools import cache
from typing import TYPE_CHECKING

from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

if TYPE_CHECKING:
    import random

__all__ = ["PIECES", "seeds", "spoiled"]

NEWS = (
    "The quay at Selmouth will reopen on Monday, said the harbour master, Ilse Korhonen.",
    "“We have replaced every beam,” she told The Harbour Post on 4 March 2031. 'Nobody needs to worry' — nobody. (Meridian Wire)",
    "The crane 🏗️ fell last Tuesday; الميناء was closed, e\u0301tage by e\u0301tage, 港 too.",
)
_LD = json.dumps({"@type": "NewsArticle", "headline": "Quay", "datePublished": "2031-03-04T05:06:07Z", "author": [{"name": "Runa Feld"}]})
HTML = (
    "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Quay to reopen | The Harbour Post</title>"
    "<meta property='article:published_time' content='2031-03-04T05:06:07+01:00'><link rel=canonical href='https://harbourpost.example/q'>"
    f"<script type='application/ld+json'>{_LD}</script></head><body><nav><a href='/a'>News</a></nav><article><h1>Quay to reopen</h1>"
    f"<p class=byline>By Runa Feld</p>{''.join(f'<p>{each} <a href=https://ostmark.example/p>more</a></p>' for each in NEWS)}"
    "</article><footer><p>Sign up for our newsletter</p></footer></body></html>"
).encode()
_ITEM = (
    "<item><title>Quay</title><link>https://harbourpost.example/q</link><pubDate>Tue, 04 Mar 2031 05:06:07 GMT</pubDate>"
    f"<description><![CDATA[<p>{NEWS[0]}</p>]]></description></item>"
)
RSS = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour</title>{_ITEM * 2}</channel></rss>".encode()
ATOM = (
    b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Harbour</title><entry><title>Quay</title>"
    b"<link href='https://harbourpost.example/q'/><updated>2031-03-04T05:06:07Z</updated>"
    b"<content type='html'>&lt;p&gt;A&lt;/p&gt;</content></entry></feed>"
)
OPML = (
    b"<?xml version='1.0'?><opml version='2.0'><head><title>Feeds</title></head><body><outline text='Harbour'>"
    b"<outline type='rss' xmlUrl='https://harbourpost.example/rss'/><outline xmlurl='https://coast.example/feed'/></outline></body></opml>"
)
ARTICLE = {"id": "a1", "outlet": "The Harbour Post", "url": "https://harbourpost.example/q", "published": "2031-03-04", "title": "Quay"}
JSON = json.dumps(ARTICLE | {"text": "\n\n".join(NEWS), "byline": "Runa Feld"}).encode()
DATES = (
    "2031-03-04T05:06:07.123456789Z",
    "Mon, 04 Mar 2031 05:06:07 GMT",
    "4 March 2031",
    "https://harbourpost.example/2031/03/04/quay-20310304-1",
    "It fell last Tuesday between 3 and 5 May, in mid-August '89, the third quarter of 2030 and two weeks ago.",
)


def _record(body: bytes, number: int, media_type: str = "text/html; charset=utf-8") -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://harbourpost.example/{number}\r\nWARC-Date: 2031-03-04T05:06:07Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


@cache
def _pdf() -> bytes:
    out, style = io.BytesIO(), getSampleStyleSheet()["BodyText"]
    SimpleDocTemplate(out, invariant=1, pageCompression=0).build([Paragraph(each, style) for each in NEWS[:2]])
    return out.getvalue()


@cache
def _packed_pdf() -> bytes:
    out, style = io.BytesIO(), getSampleStyleSheet()["BodyText"]
    SimpleDocTemplate(out, invariant=1, pageCompression=1).build([Paragraph(each, style) for each in NEWS[:2]])
    return out.getvalue()


@cache
def _parquet() -> bytes:
    import pyarrow as pa  # noqa: PLC0415  an extra
    import pyarrow.parquet as pq  # noqa: PLC0415  an extra

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([ARTICLE | {"text": NEWS[0]}, ARTICLE | {"id": "a2", "text": NEWS[1]}]), out)
    return out.getvalue()


def seeds(target: str) -> tuple[bytes, ...]:
    """Return whole inputs of a target."""
    warc = _record(HTML, 1) + _record(gzip.compress(HTML), 2) + _record("\n\n".join(NEWS).encode(), 3, "text/plain")
    known = {
        "html": (HTML,),
        "text": ("\n\n".join(("Quay to reopen", "By Runa Feld", "Published 4 March 2031", *NEWS)).encode(),),
        "feed": (RSS, ATOM, json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "x"}]}).encode()),
        "warc": (warc,),
        "json": (JSON, b"[" + JSON + b"," + JSON + b"]"),
        "jsonl": (JSON + b"\n" + JSON.replace(b"a1", b"a2") + b"\n",),
        "pdf": (_pdf(), _packed_pdf()) if target == "pdf" else (),
        "parquet": (_parquet(),) if target == "parquet" else (),
        "dates": tuple(each.encode() for each in DATES),
        "opml": (OPML, b"# feeds\nhttps://harbourpost.example/rss\n"),
    }
    return known[target.split("-", maxsplit=1)[0]]


#: What the formats are made of, and what breaks readers.
PIECES: tuple[bytes, ...] = tuple(
    piece if isinstance(piece, bytes) else piece.encode("utf-8", "surrogatepass")
    for piece in (
        *("<p>", "</p>", "<a href='http://[::1'>", "<a href='//'>", "<base href='http://['>", "<script>", "<!--", "-->"),
        *("<![CDATA[", "]]>", "<table><tr><td>", "<svg><math>", "<template>", "<meta charset=utf-7>", "<time datetime='9999-99-99'>"),
        *("&#xD800;", "&#0;", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", "<item>", "<link>", "<rss>", "<outline xmlUrl='x'/>", "xmlns:a='b'"),
        *("<?xml encoding='", "<outline", "&amp;"),
        *('{"text":', '"text": 5', "[[[[[[", "}}", "null", "1e999", "-0", '"\\ud800"', "NaN", '"id": 1', "\\u0000", '"published": "0000"'),
        *("WARC/1.0\r\n", "Content-Length: -1\r\n", "Content-Length: 99999999999999999999\r\n"),
        *("HTTP/1.1 999\r\n", "Content-Encoding: gzip\r\n", "WARC-Type: revisit\r\n"),
        *("%PDF-1.7\n", "1 0 obj", "endobj", "stream\n", "endstream", "/FlateDecode", "<< /Length -5 >>"),
        *("startxref\n0", "xref", "trailer", "/Kids [1 0 R]"),
        *("2031-02-30", "99 March 2031", "2031-03-04T25:61:61+99:99", "0001-01-01", "10000-01-01", "GMT+99", "Q9 2031"),
        *("٣ March 2031", "²"),
        *("\ud800", "\udfff", "\ud7ff", "\ue000", "\U00010000", "\U0010ffff", "e\u0301\u0327", "\u202e", "\u2067", "👩‍👩‍👧‍👦", "🇬🇧"),
        *("ﷺ", "İ", "ß", "\ufeff", "\ufffe"),
        *("\x00", "\x1b$B", "\r", "\u2028", "\x85", "\x0c", "\u00ad", b"\xff\xfe", b"\xfe\xff", b"\xed\xa0\x80", b"\xc0\x80"),
        *(b"\x1f\x8b", b"PAR1"),
        *("' \" “ ” «", "(" * 60, "said said said ", "told " * 30, "\n\n", " " * 500, "a" * 2000, "1," * 300, "http://" * 20, "By By By "),
    )
)


def spoiled(raw: bytes, chance: random.Random) -> bytes:
    """Return the bytes with a few changes: cut, doubled, moved, flipped, and pieces put in."""
    out = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at = chance.randrange(len(out) + 1)
        length = chance.choice((1, 2, 8, 40, 400))
        way = chance.randrange(7)
        if way == 0:
            del out[at : at + length]
        elif way == 1:
            out[at:at] = out[at : at + length] * chance.choice((1, 2, 30))
        elif way == 2 and at < len(out):
            out[at] ^= 1 << chance.randrange(8)
        elif way == 3:
            del out[at:]
        elif way == 4:
            out[at : at + length] = chance.randbytes(min(length, 8))
        else:
            out[at : at + chance.choice((0, 0, 1, len(PIECES[0])))] = chance.choice(PIECES)
        if len(out) > 60_000:  # a few thousand bytes show as much
            del out[60_000:]
    return bytes(out)
