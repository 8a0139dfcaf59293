"""What the ingest stage is told: its limits, what the user says about a source, and the source itself; and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.records import Article, Page

__all__ = ["Given", "IngestSettings", "Ingested", "Source"]

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the user says about a source; it goes before anything found in it. Meant for sources that hold one article."""

    outlet: str | None = None
    title: str | None = None
    #: ISO 8601 date or date-time.
    published: str | None = None
    url: str | None = None
    byline: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestSettings:
    """The limits within which sources are read."""

    given: Given = field(default_factory=Given)
    #: The most bytes of one page, document or JSON line, after decompression.
    max_page_bytes: int = 20 * MEGABYTE
    #: The most bytes of one feed, after decompression.
    max_feed_bytes: int = 5 * MEGABYTE
    #: The most characters of one article's text; a book is no article.
    max_text_chars: int = 1_000_000
    #: The most bytes that one compressed stream of many articles may unfold to.
    max_unpacked_bytes: int = 20_000 * MEGABYTE
    #: How many times its size a compressed stream may unfold to, once it has given `ratio_from_bytes`.
    max_ratio: int = 200
    ratio_from_bytes: int = 64 * MEGABYTE
    #: Seconds for one address, from its name to its last byte, redirects included; and again for reading a feed.
    timeout: float = 20.0
    max_redirects: int = 5
    ports: tuple[int, ...] = (80, 443)
    #: Whether loopback, private and link-local addresses may be asked: for a newsroom's own network.
    private_addresses: bool = False
    #: The most items of one feed that are fetched, newest first as the feed has them.
    max_feed_items: int = 100
    #: ISO 639-1 codes of the languages that are understood; empty for any.
    languages: tuple[str, ...] = ("en",)
    user_agent: str = "Reportedly/0.1 (news article reader)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source whose bytes the caller has already (`-`, standard input; a page that was fetched)."""

    name: str
    stdin: bytes
    #: Where they were fetched, and the character encoding that the answer named.
    url: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """An article and the bytes it was read from."""

    article: Article
    page: Page
