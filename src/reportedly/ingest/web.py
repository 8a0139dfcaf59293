"""An address -> bytes, within limits of size, time and redirects, every hop checked."""

from __future__ import annotations

import time
import zlib
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

import httpx

from reportedly.errors import RefusedError, SourceError
from reportedly.ingest.guard import GuardedTransport, check_url
from reportedly.ingest.unpack import Unfolding, megabytes

if TYPE_CHECKING:
    from reportedly.ingest.settings import IngestSettings

__all__ = ["Answer", "Asking", "TooSlowError", "UnansweredError", "ask", "fetch", "refusal_of"]

_OK: Final = range(200, 300)
_CODINGS: Final = {"gzip": 31, "x-gzip": 31, "deflate": 15}
_CHUNK: Final = 65_536
_LONGEST_REASON: Final = 60
_LONGEST_MARK: Final = 1_000


class UnansweredError(SourceError):
    """Nobody answered, or not to the end: another try may do better."""


class TooSlowError(UnansweredError, RefusedError):
    """There was no complete answer within the time limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What is asked of an address."""

    url: str
    method: str = "GET"
    #: Headers besides those that every request has.
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    #: What is asked for, in the line that says it is too large.
    what: str = "page"
    #: Whether redirects are followed; else the answer says where it leads.
    follow: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an address answered: where it was in the end, and the bytes, decompressed; none but of a GET with success."""

    url: str
    raw: bytes = b""
    charset: str | None = None
    status: int = 200
    #: The status in the server's words ("Not Found"), without anything that could not stand in a line.
    reason: str = ""
    etag: str | None = None
    modified: str | None = None
    retry_after: str | None = None
    #: Where it leads, checked as far as can be without asking; None unless it is a redirect that was not followed.
    location: str | None = None

    @property
    def is_success(self) -> bool:
        """Whether it brings what was asked for."""
        return self.status in _OK

    def wait(self, now: float) -> float | None:
        """Return the seconds that the server asks to wait (Retry-After), not less than none; None when it does not say.

        Args:
            now: Seconds since the epoch, where it names a moment.
        """
        words = (self.retry_after or "").strip()
        if words.isascii() and words.isdigit() and len(words) < 10:  # noqa: PLR2004  thirty years are enough
            return float(words)
        try:
            return max(0.0, parsedate_to_datetime(words).timestamp() - now)
        except (ValueError, TypeError, OverflowError):
            return None


def refusal_of(answer: Answer) -> str:
    """Return what an answer without success says, as one clause."""
    asked = f", and asks to wait {answer.retry_after} seconds" if (answer.retry_after or "").isdigit() else ""
    later = f", and asks to wait until {answer.retry_after}" if answer.retry_after and not asked else ""
    return f"the server answered {answer.status} {answer.reason}".rstrip() + asked + later


def fetch(url: str, *, settings: IngestSettings, transport: httpx.BaseTransport | None = None) -> Answer:
    """Return what an address answers.

    Args:
        url: An http or https address.
        settings: The limits.
        transport: What carries the requests; without one, checked connections do.

    Raises:
        RefusedError: An address on the way is not allowed, or a limit was passed.
        SourceError: Nobody answers, or the answer is an error.
    """
    answer = ask(Asking(url=url), settings=settings, transport=transport)
    if not answer.is_success:
        raise SourceError(f"{answer.url}: {refusal_of(answer)}")
    return answer


def ask(asking: Asking, *, settings: IngestSettings, transport: httpx.BaseTransport | None = None) -> Answer:
    """Return what an address answers, an error included.

    Args:
        asking: The request.
        settings: The limits.
        transport: What carries the requests; without one, checked connections do.

    Raises:
        RefusedError: An address on the way is not allowed, or a limit was passed.
        UnansweredError: Nobody answers, or not to the end.
        SourceError: The answer cannot be read.
    """
    url = asking.url
    check_url(url, settings)
    until = time.monotonic() + settings.timeout
    client = httpx.Client(
        transport=transport or GuardedTransport(settings, until=until),
        timeout=settings.timeout,
        trust_env=False,
        event_hooks={"response": [lambda response: _check_hop(response, settings)]},
        headers={
            "User-Agent": settings.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
            "Accept-Encoding": "gzip",
        },
    )
    try:
        with client:
            return _Exchange(client, settings, until).follow(asking)
    except httpx.TimeoutException as error:
        raise TooSlowError(f"{url}: no complete answer within {settings.timeout:g} seconds") from error
    except httpx.ReadError as error:
        raise UnansweredError(f"{url}: the connection was cut before the answer was complete") from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise UnansweredError(f"{url}: could not be reached: {str(error) or type(error).__name__}") from error


def _check_hop(response: httpx.Response, settings: IngestSettings) -> None:
    """Check where an answer leads, before the client looks at it."""
    if response.has_redirect_location:
        try:
            url = urljoin(str(response.url), response.headers["location"])
        except ValueError as error:
            raise SourceError(f"{response.url}: redirects to what is no address ({error})") from error
        check_url(url, settings)


def _mark(words: str | None) -> str | None:
    """Return what an answer calls itself, when it can be sent back as it is."""
    return words if words and words.isascii() and words.isprintable() and len(words) <= _LONGEST_MARK else None


def _next(response: httpx.Response) -> str:
    return str(response.url.join(response.headers["location"]))


class _Exchange:
    """The requests and answers that one address leads to."""

    def __init__(self, client: httpx.Client, settings: IngestSettings, until: float) -> None:
        self._client, self._settings, self._until = client, settings, until

    def follow(self, asking: Asking) -> Answer:
        url, been = asking.url, list[str]()
        for _ in range(self._settings.max_redirects + 1):
            been.append(url)
            with self._client.stream(asking.method, url, headers=list(asking.headers), content=asking.body) as response:
                if not (asking.follow and response.has_redirect_location):
                    return self._read(response, asking.what)
                url = _next(response)
            if been.count(url) > 1:  # once may be a page that sets a cookie and asks again
                raise RefusedError(f"{asking.url}: redirects in a circle")
        raise RefusedError(f"{asking.url}: more than {self._settings.max_redirects} redirects")

    def _read(self, response: httpx.Response, what: str) -> Answer:
        success = response.status_code in _OK
        headers = response.headers
        return Answer(
            url=str(response.url),
            raw=self._body(response, what) if success and response.request.method == "GET" else b"",
            charset=response.charset_encoding if success else None,
            status=response.status_code,
            reason="".join(filter(str.isprintable, response.reason_phrase))[:_LONGEST_REASON],
            etag=_mark(headers.get("etag")),
            modified=_mark(headers.get("last-modified")),
            retry_after="".join(filter(str.isprintable, headers.get("retry-after", "")))[:_LONGEST_REASON] or None,
            location=_next(response) if response.has_redirect_location else None,
        )

    def _body(self, response: httpx.Response, what: str) -> bytes:
        url, limit = str(response.url), self._settings.max_page_bytes
        coding = response.headers.get("content-encoding", "identity").strip().lower()
        if coding not in ("identity", "", *_CODINGS):
            raise SourceError(f"{url}: answered in the coding {coding[:_LONGEST_REASON]!r}, which was not asked for")
        # A transport may have read (and decoded) the answer already.
        chunks = iter((response.content,)) if response.is_stream_consumed else response.iter_raw(_CHUNK)
        unfold = Unfolding(_CODINGS[coding], limit) if coding in _CODINGS and not response.is_stream_consumed else None
        raw = bytearray()
        try:
            for chunk in chunks:
                raw += unfold.feed(chunk) if unfold else chunk
                self._check(url, len(raw), what)
        except zlib.error as error:
            raise SourceError(f"{url}: expected {coding} data, found bytes that do not decompress") from error
        if unfold and not unfold.is_whole:
            raise SourceError(f"{url}: the {coding} data ends early")
        return bytes(raw)

    def _check(self, url: str, size: int, what: str) -> None:
        if size > self._settings.max_page_bytes:
            raise RefusedError(f"{url}: is larger than {megabytes(self._settings.max_page_bytes)}, the limit for one {what}")
        if time.monotonic() > self._until:
            raise TooSlowError(f"{url}: no complete answer within {self._settings.timeout:g} seconds")
