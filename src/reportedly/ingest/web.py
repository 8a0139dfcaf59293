"""An address -> bytes, within limits of size, time and redirects, every hop checked."""

from __future__ import annotations

import time
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import httpx

from reportedly.errors import RefusedError, SourceError
from reportedly.ingest.guard import GuardedTransport, check_url
from reportedly.ingest.unpack import megabytes

if TYPE_CHECKING:
    from reportedly.ingest.settings import IngestSettings

__all__ = ["Fetched", "fetch"]

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_OK: Final = range(200, 300)
_CODINGS: Final = {"gzip": 31, "x-gzip": 31, "deflate": 15}
_CHUNK: Final = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address answered: where it was in the end, and the bytes, decompressed."""

    url: str
    raw: bytes
    charset: str | None


def fetch(url: str, *, settings: IngestSettings, transport: httpx.BaseTransport | None = None) -> Fetched:
    """Return what an address answers.

    Args:
        url: An http or https address.
        settings: The limits.
        transport: What carries the requests; without one, checked connections do.

    Raises:
        RefusedError: An address on the way is not allowed, or a limit was passed.
        SourceError: Nobody answers, or the answer is an error.
    """
    check_url(url, settings)
    until = time.monotonic() + settings.timeout
    client = httpx.Client(
        transport=transport or GuardedTransport(settings, until=until),
        timeout=settings.timeout,
        trust_env=False,
        headers={
            "User-Agent": settings.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
            "Accept-Encoding": "gzip",
        },
    )
    try:
        with client:
            return _follow(client, url, settings, until)
    except httpx.TimeoutException as error:
        raise RefusedError(f"{url}: no complete answer within {settings.timeout:g} seconds") from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise SourceError(f"{url}: could not be reached: {str(error) or type(error).__name__}") from error


def _follow(client: httpx.Client, url: str, settings: IngestSettings, until: float) -> Fetched:
    start = url
    for _ in range(settings.max_redirects + 1):
        with client.stream("GET", url) as response:
            if response.status_code not in _REDIRECTS or "location" not in response.headers:
                return _read(response, settings, until)
            url = str(response.url.join(response.headers["location"]))
        check_url(url, settings)
    raise RefusedError(f"{start}: more than {settings.max_redirects} redirects")


def _read(response: httpx.Response, settings: IngestSettings, until: float) -> Fetched:
    url = str(response.url)
    if response.status_code not in _OK:
        raise SourceError(f"{url}: the server answered {response.status_code} {response.reason_phrase}".rstrip())
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "", *_CODINGS):
        raise SourceError(f"{url}: answered in the coding {coding!r}, which was not asked for")
    raw, limit = bytearray(), settings.max_page_bytes
    # A transport may have read (and decoded) the answer already.
    chunks = iter((response.content,)) if response.is_stream_consumed else response.iter_raw(_CHUNK)
    unfold = zlib.decompressobj(_CODINGS[coding]) if coding in _CODINGS and not response.is_stream_consumed else None
    try:
        for chunk in chunks:
            raw += unfold.decompress(chunk, limit + 1 - len(raw)) if unfold else chunk
            _check(url, len(raw), settings, until)
    except zlib.error as error:
        raise SourceError(f"{url}: expected {coding} data, found bytes that do not decompress") from error
    if unfold and not unfold.eof:
        raise SourceError(f"{url}: the {coding} data ends early")
    return Fetched(url=url, raw=bytes(raw), charset=response.charset_encoding)


def _check(url: str, size: int, settings: IngestSettings, until: float) -> None:
    if size > settings.max_page_bytes:
        raise RefusedError(f"{url}: is larger than {megabytes(settings.max_page_bytes)}, the limit for one page")
    if time.monotonic() > until:
        raise RefusedError(f"{url}: no complete answer within {settings.timeout:g} seconds")
