"""Pages to a web archive (WARC 1.1, one gzip member a record) and back by their digests. The same pages give the same bytes."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
import uuid
import zlib
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Archive", "record_of"]

#: An address that can stand in a header as it is.
_ADDRESS: Final = re.compile(r"https?://[\x21-\x7e]{1,2000}")
#: The library does not keep when a page was fetched, and a header must say something.
_NO_DATE: Final = "1970-01-01T00:00:00Z"
_BROKEN: Final = (OSError, EOFError, ValueError, RuntimeError, zlib.error)


def record_of(raw: bytes, media_type: str, url: str | None) -> bytes:
    """Return a resource record with some bytes.

    Args:
        raw: The bytes of a page.
        media_type: What they are.
        url: The address they were read from, if it is known; else they are called by their digest.
    """
    digest = hashlib.sha256(raw)
    name = url if url and _ADDRESS.fullmatch(url) else f"urn:sha256:{digest.hexdigest()}"
    told = base64.b32encode(digest.digest()).decode()
    lines = (
        "WARC/1.1",
        "WARC-Type: resource",
        f"WARC-Record-ID: <urn:uuid:{uuid.UUID(bytes=digest.digest()[:16], version=5)}>",
        f"WARC-Date: {_NO_DATE}",
        f"WARC-Target-URI: {name}",
        f"WARC-Payload-Digest: sha256:{told}",
        f"WARC-Block-Digest: sha256:{told}",
        f"Content-Type: {media_type}",
        f"Content-Length: {len(raw)}",
    )
    head = "".join(f"{line}\r\n" for line in (*lines, "")).encode()
    return gzip.compress(head + raw + b"\r\n\r\n", mtime=0)


class _Found(NamedTuple):
    start: int
    raw: bytes


class Archive:
    """The pages of a web archive, by their digests.

    Args:
        stream: The archive, which can be sought in.
        limit: More bytes than these has no page.
    """

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream, self._limit = stream, limit
        #: Where the record of each digest begins.
        self._starts: dict[str, int] = {}
        #: Why the archive could not be read to its end; None when it could.
        self.damage: str | None = None
        try:
            for found in self._records(0):
                self._starts.setdefault(hashlib.sha256(found.raw).hexdigest(), found.start)
        except _BROKEN as error:
            self.damage = str(error) or type(error).__name__

    def page(self, sha256: str) -> bytes | None:
        """Return the bytes of a digest; None when the archive does not have them."""
        if sha256 not in self._starts:
            return None
        found = next(self._records(self._starts[sha256]), None)
        return found.raw if found and hashlib.sha256(found.raw).hexdigest() == sha256 else None

    def _records(self, start: int) -> Iterator[_Found]:
        from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415  only who imports reads archives

        self._stream.seek(start)
        for record in ArchiveIterator(self._stream, record_types=WarcRecordType.resource, parse_http=False):
            raw = record.reader.read(self._limit + 1)
            if len(raw) == record.content_length and len(raw) <= self._limit:
                yield _Found(record.stream_pos, raw)
