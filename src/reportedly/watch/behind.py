"""An item of a feed -> the article behind it: redirects followed, then where the page itself says that the article is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit, urlunsplit

from reportedly.errors import SourceError
from reportedly.ingest import Ingested, Source, read_item
from reportedly.ingest.web import refusal_of
from reportedly.watch.polite import LaterError

if TYPE_CHECKING:
    from reportedly.ingest import IngestSettings
    from reportedly.ingest.feed import Item
    from reportedly.ingest.web import Answer
    from reportedly.records import Rejected
    from reportedly.text.outlets import Outlets
    from reportedly.watch.polite import Polite

__all__ = ["Behind", "Finder", "key_of", "link_of"]

_HEAD_BYTES: Final = 200_000
_TAG = re.compile(r"<(?:link|meta)\b[^<>]{0,4000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z-]{1,20})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
_REFRESH = re.compile(r"""^\s*\d*[.\d]*\s*[;,]\s*url\s*=\s*['"]?([^'"]+)""", re.IGNORECASE)
#: What marks where a reader came from, and changes nothing on the page.
_TRACKING = re.compile(r"^(?:utm_|at_|mc_|fbclid$|gclid$|ref$|cmpid$|ns_|xtor$|rss$|source$|ftag$)", re.IGNORECASE)
_SAME_SITE = re.compile(r"^(?:www|m|mobile|amp|edition)\.")
_SAME_PAGE = re.compile(r"/(?:amp|index\.html?)?/*$|\.amp$|/$")
_GONE: Final = frozenset({404, 410})


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What stands behind an item: an article or why there is none, and the page it was read from (None when from the feed alone)."""

    result: Ingested | Rejected
    page: Answer | None = None

    @property
    def is_gone(self) -> bool:
        """Whether the page is no longer there."""
        return self.page is not None and self.page.status in _GONE


def link_of(url: str) -> str:
    """Return an address without fragment and without what only tells where a reader came from.

    >>> link_of("https://harbourpost.example/piers?id=7&utm_source=rss#top")
    'https://harbourpost.example/piers?id=7'
    """
    try:
        parts = urlsplit(urldefrag(url.strip())[0])
        query = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return url
    kept = [pair for pair in query if not _TRACKING.match(pair[0])]
    return urlunsplit(parts if len(kept) == len(query) else parts._replace(query=urlencode(kept)))


def key_of(item: Item) -> str | None:
    """Return what an item is remembered by: its address, else what it says of itself; None when it says nothing."""
    if item.url:
        return link_of(item.url)
    said = item.content or item.title
    return f"item:{item.site}:{item.title}:{said[:200]}" if said else None


class Finder:
    """Finds articles behind items.

    Args:
        polite: Asks for pages.
        ingest: The limits.
        outlets: Who is known.
    """

    def __init__(self, polite: Polite, ingest: IngestSettings, outlets: Outlets) -> None:
        self._polite, self._ingest, self._outlets = polite, ingest, outlets

    def find(self, item: Item) -> Behind:
        """Return the article behind an item.

        Raises:
            LaterError: The page cannot be had now.
        """
        if item.url is None:
            return Behind(result=self._read(item, "the item has no address"))
        try:
            answer = self._polite.get(item.url)
        except LaterError:
            raise
        except SourceError as error:
            return Behind(result=self._read(item, str(error).removeprefix(f"{item.url}: ")))
        return self._elsewhere(item, answer) or self.understood(item, answer)

    def without_page(self, item: Item, why: str) -> Behind:
        """Return what the feed itself has of the article, for a page that is not asked for any more."""
        return Behind(result=self._read(item, why))

    def understood(self, item: Item, answer: Answer) -> Behind:
        """Return the article on a page that was fetched for an item."""
        return Behind(result=self._read(item, _source(answer) if answer.is_success else refusal_of(answer)), page=answer)

    def _read(self, item: Item, page: Source | str) -> Ingested | Rejected:
        return read_item(item, page, settings=self._ingest, outlets=self._outlets)

    def _elsewhere(self, item: Item, answer: Answer) -> Behind | None:
        """Return the article at the place that a page names as its own, when that is another and holds one."""
        place = _named_place(answer) if answer.is_success else None
        if place is None:
            return None
        try:
            found = self.understood(item, self._polite.get(place))
        except SourceError:  # also LaterError: what was fetched is at hand
            return None
        return found if isinstance(found.result, Ingested) else None


def _source(answer: Answer) -> Source:
    return Source(name=answer.url, stdin=answer.raw, url=answer.url, charset=answer.charset)


def _named_place(answer: Answer) -> str | None:
    """Return where a page sends its readers, or says that it belongs, when that is another page."""
    canonical = None
    for tag in _TAG.findall(answer.raw[:_HEAD_BYTES].decode(_known(answer.charset), "replace")):
        about = {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag)}
        refresh = _REFRESH.match(about.get("content", "")) if about.get("http-equiv", "").lower() == "refresh" else None
        if refresh and (place := _another(answer.url, refresh[1])):
            return place
        if "canonical" in about.get("rel", "").lower().split() and canonical is None:
            canonical = about.get("href")
    return _another(answer.url, canonical) if canonical else None


def _known(charset: str | None) -> str:
    try:
        "".encode(charset or "utf-8")
    except (LookupError, ValueError):
        return "utf-8"
    return charset or "utf-8"


def _another(here: str, target: str) -> str | None:
    try:
        place = urldefrag(urljoin(here, target.strip()))[0]
        parts = urlsplit(place)
    except ValueError:
        return None
    front = parts.path in ("", "/")  # a canonical link to the front page is a slip
    return place if parts.scheme in ("http", "https") and not front and _page_of(place) != _page_of(here) else None


def _page_of(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return _SAME_SITE.sub("", parts.netloc.lower()), _SAME_PAGE.sub("", parts.path)
