"""A feed (RSS, Atom, JSON Feed) -> its items: where each is, and what the feed itself says of it. Nothing outside the feed is loaded."""

from __future__ import annotations

import html
import io
import json
import re
from calendar import timegm
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

import feedparser

from reportedly.errors import RefusedError, SourceError
from reportedly.ingest.apart import records_read_apart
from reportedly.ingest.decode import decode, sound_references
from reportedly.ingest.draft import clean
from reportedly.ingest.kinds import HEAD_BYTES, kind_of
from reportedly.ingest.published import iso_date
from reportedly.ingest.unpack import GZIP, inflate, megabytes
from reportedly.records import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportedly.ingest.settings import IngestSettings, Source

__all__ = ["Item", "items_in", "items_of", "items_of_feed"]

_JSON_FEED: Final = "application/feed+json"
_DECLARED = re.compile(rb"<!ENTITY|<!--|<!\[CDATA\[", re.IGNORECASE)
_LINK = re.compile(rb"<link\s[^>]{0,2000}>", re.IGNORECASE)
_KINDS: Final = {"empty": "nothing", "pdf": "a PDF document", "warc": "a web archive", "binary": "binary data", "text": "plain text"}
#: What feedparser and the readers below it raise on markup that was made to break them.
_MALFORMED: Final = (ValueError, TypeError, AttributeError, LookupError, RecursionError, ArithmeticError, AssertionError)
#: A feed of fewer bytes is read within a second or two, whatever stands in it.
_READ_AT_ONCE: Final = 50_000
#: What is said between these is no markup.
_CLOSED_BY: Final = {b"<!--": b"-->", b"<![CDATA[": b"]]>"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a feed; None for what the feed does not say."""

    url: str | None
    title: str | None
    byline: str | None
    #: ISO 8601.
    published: str | None
    #: The article as the feed has it, as HTML; often a summary only.
    content: str | None
    site: str | None


def items_in(source: Source, settings: IngestSettings) -> tuple[Item, ...]:
    """Return the items of a feed of any kind that was fetched, in its order.

    Raises:
        SourceError: It is no feed; where it is a page that names one, the message does too.
        RefusedError: It is over a limit.
    """
    raw = source.stdin
    if raw.startswith(GZIP):
        raw = inflate(raw, limit=settings.max_feed_bytes, name=source.name)
    kind = kind_of(raw[:HEAD_BYTES], source.name)
    if kind in ("feed", "jsonfeed"):
        media_type = "application/xml" if kind == "feed" else _JSON_FEED
        page = Page(source=source.name, raw=raw, media_type=media_type, url=source.url, charset=source.charset)
        return tuple(items_of(page, settings))
    named = _named_feed(raw, source.url) if kind == "html" else None
    found = f"a page; it names a feed: {named}" if named else _KINDS.get(kind, "a page")
    raise SourceError(f"{source.name}: expected a feed, found {found}")


def _named_feed(raw: bytes, base: str | None) -> str | None:
    """Return the address of the first feed that a page names."""
    for link in _LINK.findall(raw[:HEAD_BYTES]):
        about = link.decode("utf-8", "replace")
        target = re.search(r"""href\s*=\s*["']?([^"'\s>]+)""", about, re.IGNORECASE)
        if target and re.search(r"application/(?:rss|atom|feed)\+(?:xml|json)", about, re.IGNORECASE):
            return _url(html.unescape(target[1]), base)
    return None


def items_of(page: Page, settings: IngestSettings) -> Iterator[Item]:
    """Yield the items of a feed of either kind, in its order, within the limits of size and time.

    Raises:
        RefusedError: It is over a limit, or declares entities.
        SourceError: It is no feed.
    """
    size = len(page.raw)
    if size > settings.max_feed_bytes:
        raise RefusedError(f"{page.source}: is {megabytes(size)}; the limit for one feed is {megabytes(settings.max_feed_bytes)}")
    if page.media_type == _JSON_FEED:
        return items_of_json_feed(page)
    if size < _READ_AT_ONCE:
        return items_of_feed(page)
    return (Item(**record) for record in records_read_apart(page, settings.timeout))


def items_of_feed(page: Page) -> Iterator[Item]:
    """Yield the items of an RSS or Atom feed, in its order.

    Raises:
        RefusedError: The feed declares entities, which no feed needs.
        SourceError: It is no feed.
    """
    if _declares_entities(page.raw.replace(b"\0", b"")):
        raise RefusedError(f"{page.source}: the feed declares entities of its own; such feeds are not read")
    try:
        parsed = feedparser.parse(io.BytesIO(sound_references(page.raw)), sanitize_html=False, resolve_relative_uris=False)
    except _MALFORMED as error:
        raise SourceError(f"{page.source}: expected a feed, found markup that cannot be read ({type(error).__name__})") from error
    if not parsed.entries and not parsed.get("version"):  # empty input leaves the key out
        raise SourceError(f"{page.source}: expected a feed, found XML of another kind")
    site = _text(parsed.feed.get("title"))
    for entry in parsed.entries:
        yield _entry(entry, site, page.url)


def _declares_entities(raw: bytes) -> bool:
    """Tell whether an entity is declared outside comments and CDATA sections; one that is never closed hides nothing."""
    after, open_ended = 0, set[bytes]()
    for found in _DECLARED.finditer(raw):
        closing = _CLOSED_BY.get(found[0].upper())
        if found.start() < after or closing in open_ended:
            continue
        if closing is None:
            return True
        end = raw.find(closing, found.end())
        if end < 0:
            open_ended.add(closing)
        after = max(after, end)
    return False


def _entry(entry: Mapping[str, object], site: str | None, base: str | None) -> Item:
    contents = entry.get("content")
    first = contents[0] if isinstance(contents, list) and contents else {}
    updated = entry["updated_parsed"] if "updated_parsed" in entry else None  # noqa: SIM401 - `get` would warn
    moment = entry.get("published_parsed") or updated
    return Item(
        url=_url(entry.get("link"), base),
        title=_text(entry.get("title")),
        byline=_text(entry.get("author")),
        published=_moment(moment),
        content=str(first.get("value") or entry.get("summary") or "") or None,
        site=site,
    )


def _moment(moment: object) -> str | None:
    """Return a time tuple (UTC) in ISO 8601."""
    if not isinstance(moment, tuple):
        return None
    try:
        return datetime.fromtimestamp(timegm(moment), UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def items_of_json_feed(page: Page) -> Iterator[Item]:
    """Yield the items of a JSON Feed, in its order.

    Raises:
        SourceError: It is no JSON Feed.
    """
    try:
        feed = json.loads(decode(page.raw, page.charset))
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{page.source}: expected a JSON Feed, found broken JSON: {error}") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise SourceError(f"{page.source}: expected a JSON Feed with items, found none")
    for record in items:
        if isinstance(record, dict):
            yield _json_item(record, _text(feed.get("title")), page.url)


def _json_item(record: Mapping[str, object], site: str | None, base: str | None) -> Item:
    authors = record.get("authors") or record.get("author")
    people = authors if isinstance(authors, list) else [authors]
    names = [name for person in people if isinstance(person, dict) and (name := _text(person.get("name")))]
    words = record.get("content_html") or _as_html(record.get("content_text")) or _as_html(record.get("summary"))
    published = record.get("date_published")
    return Item(
        url=_url(record.get("url") or record.get("external_url"), base),
        title=_text(record.get("title")),
        byline=", ".join(names) or None,
        published=iso_date(published) if isinstance(published, str) else None,
        content=words if isinstance(words, str) else None,
        site=site,
    )


def _as_html(words: object) -> str | None:
    if not isinstance(words, str):
        return None
    return "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in re.split(r"\n\s*\n", words))


def _text(words: object) -> str | None:
    return clean(html.unescape(re.sub(r"<[^>]+>", " ", words))) or None if isinstance(words, str) else None


def _url(target: object, base: str | None) -> str | None:
    if not isinstance(target, str) or not target.strip():
        return None
    try:
        return urljoin(base or "", target.strip())
    except ValueError:
        return None
