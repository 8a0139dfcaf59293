"""Compressed bytes -> bytes, within limits: a small file that unfolds to a huge one is refused before it does."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from reportedly.errors import RefusedError, SourceError

if TYPE_CHECKING:
    from typing_extensions import Buffer

    from reportedly.ingest.settings import IngestSettings

__all__ = ["GZIP", "gunzip_head", "gunzip_stream", "inflate", "megabytes"]

GZIP: Final = b"\x1f\x8b"


def megabytes(count: int) -> str:
    """Return the number of bytes as people say it.

    >>> megabytes(52_400_000)
    '52.4 MB'
    """
    return f"{count / 1_000_000:.1f} MB"


def gunzip_head(head: bytes, size: int) -> bytes | None:
    """Return at most `size` bytes of what the start of a gzip stream unfolds to; None when it is broken."""
    try:
        return zlib.decompressobj(31).decompress(head, size)
    except zlib.error:
        return None


def inflate(raw: bytes, *, limit: int, name: str, zlib_only: bool = False) -> bytes:
    """Unfold gzip (or zlib, or raw deflate) bytes of one page.

    Raises:
        RefusedError: They unfold to more than the limit.
        SourceError: They are broken.
    """
    for bits in (15, -15) if zlib_only else (31,):
        unfold = zlib.decompressobj(bits)
        try:
            out = unfold.decompress(raw, limit + 1)
        except zlib.error:
            continue
        if len(out) > limit:
            raise RefusedError(f"{name}: unfolds to more than {megabytes(limit)}, the limit for one page")
        return out
    raise SourceError(f"{name}: expected gzip data, found bytes that do not decompress")


class _Bounded(io.RawIOBase):
    """A gzip stream that refuses to unfold past its limits."""

    def __init__(self, stream: BinaryIO, name: str, settings: IngestSettings) -> None:
        self._packed, self._name, self._settings = stream, name, settings
        self._unpacked = gzip.GzipFile(fileobj=stream, mode="rb")
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer).cast("B")
        chunk = self._unpacked.read1(len(view))
        self._count += len(chunk)
        self._check()
        view[: len(chunk)] = chunk
        return len(chunk)

    def _check(self) -> None:
        limits = self._settings
        bomb = self._count > limits.ratio_from_bytes and self._count > limits.max_ratio * max(1, self._packed.tell())
        if bomb or self._count > limits.max_unpacked_bytes:
            raise RefusedError(
                f"{self._name}: unfolds to more than {megabytes(self._count)} from {megabytes(self._packed.tell())}; not read further"
            )


def gunzip_stream(stream: BinaryIO, *, name: str, settings: IngestSettings) -> BinaryIO:
    """Return a reader of what a gzip stream unfolds to; reading raises `RefusedError` past the limits."""
    return cast("BinaryIO", io.BufferedReader(_Bounded(stream, name, settings), buffer_size=io.DEFAULT_BUFFER_SIZE * 8))
