"""A source of any kind -> its articles, one at a time: opened, told apart by content, taken to pieces, each piece understood.

One bad piece of many never stops the rest: it comes out as `Rejected`. A source of a single article that cannot be read raises.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple, cast

from reportedly.errors import RefusedError, SourceError
from reportedly.ingest.article import article_of
from reportedly.ingest.draft import Block, Context, Dated, Draft
from reportedly.ingest.given_json import draft_of_json, objects_of_json
from reportedly.ingest.kinds import HEAD_BYTES, Kind, kind_of, named_binary, names_reader
from reportedly.ingest.lines import json_lines
from reportedly.ingest.plain import draft_of_text
from reportedly.ingest.settings import Given, Ingested, Source
from reportedly.ingest.unpack import GZIP, gunzip_head, gunzip_stream, megabytes
from reportedly.records import Page, Rejected

if TYPE_CHECKING:
    import httpx

    from reportedly.ingest.feed import Item
    from reportedly.ingest.settings import IngestSettings
    from reportedly.text.outlets import Outlets

__all__ = ["read", "read_item"]

_Results = Iterator[Ingested | Rejected]
_MEDIA_TYPES: Final[dict[Kind, str]] = {
    "html": "text/html",
    "text": "text/plain",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "jsonfeed": "application/feed+json",
    "feed": "application/xml",
    "pdf": "application/pdf",
    "warc": "application/warc",
    "parquet": "application/vnd.apache.parquet",
}


#: A feed's own text of fewer words is a summary, not the article.
_FULL_TEXT_WORDS: Final = 120


class _Reading(NamedTuple):
    """What all steps of one reading share."""

    context: Context
    transport: httpx.BaseTransport | None
    #: Whether what is read stands in a feed: a feed in a feed is not followed, for it could lead to itself.
    in_feed: bool = False

    @property
    def settings(self) -> IngestSettings:
        return self.context.settings

    @property
    def plain(self) -> _Reading:
        """The same without what the user said about the source: that holds for a single article, not for each of many."""
        given = Given(outlet=self.settings.given.outlet)
        return self._replace(context=self.context._replace(settings=replace(self.settings, given=given)))


class _Opened(NamedTuple):
    """A source whose bytes can be read."""

    name: str
    stream: BinaryIO
    size: int | None
    url: str | None = None
    charset: str | None = None


def read(
    source: str | Path | Source, *, settings: IngestSettings, outlets: Outlets, transport: httpx.BaseTransport | None = None
) -> _Results:
    """Yield the articles of a source as they are read.

    Args:
        source: A path (file or folder), an address, or bytes that the caller has already (`Source`).
        settings: The limits, and what the user says about the source.
        outlets: The registry.
        transport: What carries requests; without one, checked connections do.

    Yields:
        Each article with its page, in the order of the source; a `Rejected` for each piece that could not be used.

    Raises:
        SourceError: The source cannot be opened, is of no kind that can be read, or holds a single article that cannot be used.
    """
    reading = _Reading(Context(settings, outlets), transport)
    if isinstance(source, Source):
        yield from _read_opened(_opened(source), reading)
    elif isinstance(source, str) and "://" in source[:12]:
        yield from _read_address(source, reading)
    else:
        yield from _read_path(Path(source), reading)


def read_item(item: Item, page: Source | str, *, settings: IngestSettings, outlets: Outlets) -> Ingested | Rejected:
    """Understand the article that an item of a feed points to; when it cannot be had, the item's own text, if it is an article.

    Args:
        item: The item.
        page: What its address answered, or why it did not.
        settings: The limits.
        outlets: Who is known.
    """
    reading = _Reading(Context(settings, outlets), None)
    name = item.url or item.title or "an item"
    if isinstance(page, str):
        return _own_text(item, name, page, reading)
    return _read_item(item, name, reading, lambda plain: _read_opened(_opened(page), plain))


def _opened(source: Source) -> _Opened:
    return _Opened(source.name, cast("BinaryIO", io.BytesIO(source.stdin)), len(source.stdin), url=source.url, charset=source.charset)


def _read_path(path: Path, reading: _Reading) -> _Results:
    try:
        if path.is_dir():
            yield from _read_folder(path, reading)
            return
        with path.open("rb") as stream:
            yield from _read_opened(_Opened(str(path), stream, path.stat().st_size), reading)
    except OSError as error:
        raise SourceError(f"{path}: {(error.strerror or str(error)).lower()}") from error


def _read_folder(folder: Path, reading: _Reading) -> _Results:
    found = sorted(path for path in folder.rglob("*") if path.is_file() and names_reader(path))
    if not found:
        raise SourceError(f"{folder}: the folder holds no file of a kind that can be read")
    for path in found:
        yield from _each(str(path), lambda path=path: _read_path(path, reading.plain))  # type: ignore[misc]  # the default binds the loop's path


def _each(name: str, results: Callable[[], _Results]) -> _Results:
    """Yield the results of one piece of many; an error of the piece becomes a `Rejected`."""
    try:
        yield from results()
    except SourceError as error:
        yield Rejected(id=name, stage="read", reason=str(error).removeprefix(f"{name}: "))


def _read_address(url: str, reading: _Reading) -> _Results:
    from reportedly.ingest.web import fetch  # noqa: PLC0415  the network is loaded by those who use it

    got = fetch(url, settings=reading.settings, transport=reading.transport)
    yield from _read_opened(
        _Opened(got.url, cast("BinaryIO", io.BytesIO(got.raw)), len(got.raw), url=got.url, charset=got.charset), reading
    )


def _read_opened(opened: _Opened, reading: _Reading) -> _Results:
    with ExitStack() as stack:
        buffered = io.BufferedReader(cast("io.RawIOBase", opened.stream), buffer_size=HEAD_BYTES)
        stack.callback(buffered.close)
        head, stream = buffered.peek(HEAD_BYTES), cast("BinaryIO", buffered)
        packed = head.startswith(GZIP)
        start = gunzip_head(head, HEAD_BYTES) if packed else head[:HEAD_BYTES]
        if start is None:
            raise SourceError(f"{opened.name}: expected gzip data, found bytes that do not decompress")
        kind = kind_of(start, opened.name)
        if kind == "warc":
            yield from _read_warc(opened._replace(stream=stream), reading)
            return
        if packed:
            stream = gunzip_stream(stream, name=opened.name, settings=reading.settings)
            stack.callback(stream.close)
        yield from _read_kind(kind, opened._replace(stream=stream, size=None if packed else opened.size), start, reading)


def _read_kind(kind: Kind, opened: _Opened, head: bytes, reading: _Reading) -> _Results:
    if kind == "empty":
        raise SourceError(f"{opened.name}: expected an article, found an empty file")
    if kind == "binary":
        raise SourceError(f"{opened.name}: expected an article, found {named_binary(head)}")
    if kind in ("jsonl", "parquet"):
        for each in _lines(kind, opened, reading.settings):
            yield each if isinstance(each, Rejected) else _understood(each, reading.plain)
        return
    page = _whole(opened, kind, reading)
    if kind in ("feed", "jsonfeed"):
        if reading.in_feed:
            raise SourceError(f"{opened.name}: expected an article, found another feed")
        yield from _read_feed(page, reading.plain)
    elif kind == "json":
        yield from _read_json(page, reading)
    else:
        yield _ingested(page, reading)


def _lines(kind: Kind, opened: _Opened, settings: IngestSettings) -> Iterator[Page | Rejected]:
    """Yield each line or row as a JSON article."""
    if kind == "jsonl":
        return json_lines(opened.stream, opened.name, settings)
    from reportedly.ingest.parquet import rows_of_parquet  # noqa: PLC0415  tables are loaded by those who use them

    return rows_of_parquet(opened.stream, opened.name, settings)


def _whole(opened: _Opened, kind: Kind, reading: _Reading) -> Page:
    """Read a page at once, within the limit."""
    limit = reading.settings.max_page_bytes
    if opened.size is not None and opened.size > limit:
        raise RefusedError(f"{opened.name}: is {megabytes(opened.size)}; the limit for one page is {megabytes(limit)}")
    try:
        raw = opened.stream.read(limit + 1)
    except EOFError as error:
        raise SourceError(f"{opened.name}: the gzip data ends early") from error
    except (OSError, zlib.error) as error:
        raise SourceError(f"{opened.name}: expected gzip data, found bytes that do not decompress") from error
    if len(raw) > limit:
        raise RefusedError(f"{opened.name}: unfolds to more than {megabytes(limit)}, the limit for one page")
    return Page(source=opened.name, raw=raw, media_type=_MEDIA_TYPES[kind], url=opened.url, charset=opened.charset)


def _read_json(page: Page, reading: _Reading) -> _Results:
    pieces = list(objects_of_json(page))
    if len(pieces) == 1 and pieces[0] is page.raw:
        yield _ingested(page, reading)
        return
    for number, raw in enumerate(pieces, 1):
        yield _understood(replace(page, source=f"{page.source}#{number}", raw=raw, charset="utf-8"), reading.plain)


def _read_warc(opened: _Opened, reading: _Reading) -> _Results:
    from reportedly.ingest.warc import pages_of_warc  # noqa: PLC0415  archives are loaded by those who use them

    for page in pages_of_warc(opened.stream, opened.name, reading.settings):
        yield page if isinstance(page, Rejected) else _understood(page, reading.plain)


def _read_feed(page: Page, reading: _Reading) -> _Results:
    from reportedly.ingest.feed import items_of  # noqa: PLC0415  feeds are loaded by those who use them

    limit = reading.settings.max_feed_items
    for number, item in enumerate(items_of(page, reading.settings), 1):
        if number > limit:
            yield Rejected(
                id=f"{page.source}#{number}", stage="read", reason=f"the feed has more than {limit} items, the rest was not read"
            )
            return
        name = f"{page.source}#{number}"
        if item.url is None:
            yield _own_text(item, name, "the item has no address", reading)
        else:
            yield _read_item(item, name, reading, lambda plain, url=item.url: _read_address(url, plain))  # type: ignore[misc]  # as above


def _read_item(item: Item, name: str, reading: _Reading, results: Callable[[_Reading], _Results]) -> Ingested | Rejected:
    """Read the article that an item points to; when it cannot be had, the item's own text, if it is an article."""
    try:
        found = next((result for result in results(reading._replace(in_feed=True)) if isinstance(result, Ingested)), None)
    except SourceError as error:
        return _own_text(item, name, str(error).removeprefix(f"{item.url}: "), reading)
    if found is None:
        return _own_text(item, name, "expected an article, found none", reading)
    if found.article.published is None and item.published:
        return replace(found, article=replace(found.article, published=item.published, published_from="feed"))
    return found


def _own_text(item: Item, name: str, why: str, reading: _Reading) -> Ingested | Rejected:
    from reportedly.ingest.html import fragment_blocks  # noqa: PLC0415  pages are loaded by those who use them

    blocks = fragment_blocks(item.content or "", item.url)
    words = sum(len(block.text.split()) for block in blocks)
    if words < _FULL_TEXT_WORDS:
        return Rejected(id=item.url or name, stage="read", reason=why)
    page = Page(source=name, raw=(item.content or "").encode("utf-8", "surrogatepass"), media_type="text/html", url=item.url)
    draft = _draft_of_item(item, blocks)
    try:
        return Ingested(article=article_of(draft, page, reading.context), page=page)
    except SourceError as error:
        return Rejected(id=item.url or name, stage="ingest", reason=str(error).removeprefix(f"{name}: "))


def _draft_of_item(item: Item, blocks: tuple[Block, ...]) -> Draft:
    return Draft(
        blocks=blocks,
        title=item.title,
        site=item.site,
        domain=item.url,
        url=item.url,
        published=Dated(item.published, "feed") if item.published else None,
        byline=item.byline,
    )


def _understood(page: Page, reading: _Reading) -> Ingested | Rejected:
    """Understand one page of many."""
    try:
        return _ingested(page, reading)
    except SourceError as error:
        return Rejected(id=page.source, stage="ingest", reason=str(error).removeprefix(f"{page.source}: "))


def _ingested(page: Page, reading: _Reading) -> Ingested:
    return Ingested(article=article_of(_draft(page), page, reading.context), page=page)


def _draft(page: Page) -> Draft:
    if page.media_type == _MEDIA_TYPES["html"]:
        from reportedly.ingest.html import draft_of_html  # noqa: PLC0415  pages are loaded by those who use them

        return draft_of_html(page)
    if page.media_type == _MEDIA_TYPES["pdf"]:
        from reportedly.ingest.pdf import draft_of_pdf  # noqa: PLC0415  documents are loaded by those who use them

        return draft_of_pdf(page)
    return draft_of_text(page) if page.media_type == _MEDIA_TYPES["text"] else draft_of_json(page)
