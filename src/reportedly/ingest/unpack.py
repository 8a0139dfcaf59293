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

__all__ = ["GZIP", "Unfolding", "gunzip_head", "gunzip_stream", "inflate", "megabytes"]

GZIP: Final = b"\x1f\x8b"
_GZIP_BITS: Final = 31


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


class Unfolding:
    """Unfolds what comes in pieces, never past a limit; gzip data may have several members, one after the other.

    Args:
        bits: The window bits of zlib: 31 for gzip, 15 for zlib.
        limit: The most bytes that are unfolded; whoever has one more than this has been given too much.
    """

    def __init__(self, bits: int, limit: int) -> None:
        self._bits, self._left = bits, limit + 1
        self._member = zlib.decompressobj(bits)

    def feed(self, piece: bytes) -> bytes:
        """Return what the next piece unfolds to.

        Raises:
            zlib.error: It is broken.
        """
        out = bytearray()
        while piece and self._left > 0:
            if self._member.eof:
                if not piece.startswith(GZIP[: len(piece)]) or self._bits != _GZIP_BITS:
                    break  # bytes after the end mean nothing
                self._member = zlib.decompressobj(self._bits)
            some = self._member.decompress(piece, self._left)
            self._left -= len(some)
            out += some
            piece = self._member.unused_data
        return bytes(out)

    @property
    def is_whole(self) -> bool:
        """Whether the data came to its end."""
        return self._member.eof


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
