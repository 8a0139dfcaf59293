"""A web archive -> the pages in it; what is whole in a damaged archive is kept, and the damage is told."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, BinaryIO, Final

from fastwarc.warc import ArchiveIterator, WarcRecordType

from reportedly.errors import SourceError
from reportedly.ingest.kinds import kind_of
from reportedly.ingest.unpack import GZIP, inflate, megabytes
from reportedly.records import Page, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastwarc.warc import WarcRecord

    from reportedly.ingest.settings import IngestSettings

__all__ = ["pages_of_warc"]

_TYPES: Final = re.compile(r"^(?:text/html|application/xhtml\+xml|text/plain|application/pdf)$")
_CHARSET: Final = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)
_READABLE: Final = frozenset({"html", "text", "pdf"})
_OK: Final = 200
_BROKEN: Final = (OSError, EOFError, ValueError, RuntimeError, zlib.error)
_CHUNK: Final = 65_536


def pages_of_warc(stream: BinaryIO, name: str, settings: IngestSettings) -> Iterator[Page | Rejected]:
    """Yield the pages of an archive, named by their number among its records ("a.warc.gz#3"); other records are passed over."""
    number, start = 1, 0
    page: Page | Rejected | None = None
    records = ArchiveIterator(stream, record_types=WarcRecordType.response | WarcRecordType.resource, parse_http=True)
    while True:
        try:
            record = next(records, None)
            if record is None:
                if not isinstance(page, Rejected) and _is_cut(stream, start):
                    yield Rejected(id=name, stage="read", reason="the archive ends early, in the midst of its last record")
                return
            start = record.stream_pos
            page = _page(record, f"{name}#{number}", settings)
        except _BROKEN as error:
            yield Rejected(
                id=f"{name}#{number}",
                stage="read",
                reason=f"the archive is damaged or ends early here: {str(error) or type(error).__name__}",
            )
            return
        if page is not None:
            yield page
        number += 1


def _is_cut(stream: BinaryIO, start: int) -> bool:
    """Tell whether a compressed archive ends within a record of which not even the head came out: that is no error to the iterator.

    Args:
        stream: The archive.
        start: Where its last record that was seen begins.
    """
    if not stream.seekable():
        return False
    stream.seek(start)
    packed, unfold = stream.read(_CHUNK), zlib.decompressobj(31)
    if not packed.startswith(GZIP):
        return False
    while packed:
        unfold.decompress(packed, _CHUNK)
        if unfold.eof:
            packed = (unfold.unused_data + stream.read(_CHUNK)).lstrip(b"\0")
            if packed:
                unfold = zlib.decompressobj(31)
        else:
            packed = unfold.unconsumed_tail or stream.read(_CHUNK)
    return not unfold.eof


def _page(record: WarcRecord, source: str, settings: IngestSettings) -> Page | Rejected | None:
    media_type = (record.http_content_type or record.headers.get("Content-Type") or "").lower()
    if not _TYPES.match(media_type) or (record.is_http and record.http_headers and record.http_headers.status_code != _OK):
        return None
    limit, declared = settings.max_page_bytes, record.content_length
    raw = record.reader.read(limit + 1)
    if len(raw) > limit:
        return Rejected(id=source, stage="read", reason=f"is larger than {megabytes(limit)}, the limit for one page")
    if len(raw) < declared:
        return Rejected(id=source, stage="read", reason=f"the archive ends early here: expected {declared} bytes, found {len(raw)}")
    return _decoded(record, raw, source, settings)


def _decoded(record: WarcRecord, raw: bytes, source: str, settings: IngestSettings) -> Page | Rejected | None:
    headers = record.http_headers
    coding = (headers.get("Content-Encoding") or "" if headers else "").lower().strip()
    try:
        if coding in ("gzip", "x-gzip", "deflate"):
            raw = inflate(raw, limit=settings.max_page_bytes, name=source, zlib_only=coding == "deflate")
    except SourceError as error:
        return Rejected(id=source, stage="read", reason=str(error).removeprefix(f"{source}: "))
    kind = kind_of(raw[:65536], "")
    if kind not in _READABLE:
        return None if kind == "empty" else Rejected(id=source, stage="read", reason=f"expected a page, found {kind}")
    charset = record.http_charset
    return Page(
        source=source,
        raw=raw,
        media_type={"html": "text/html", "text": "text/plain"}.get(kind, "application/pdf"),
        url=record.headers.get("WARC-Target-URI"),
        charset=charset,
    )
