"""Where requests may go: only the web, only public addresses. The address that is checked is the one that is connected to.

A name is resolved here once, every address it has is checked, and the connection is made to a checked address: a name that changes its
answer between check and connection gains nothing. The time limit holds for the name, for every read and every write, so that a slow drip
of bytes ends too.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from contextlib import contextmanager
from functools import lru_cache
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import httpcore
import httpx

from reportedly.errors import RefusedError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Iterator

    from reportedly.ingest.settings import IngestSettings

    Resolve = Callable[[str, int], tuple[str, ...]]

__all__ = ["GuardedTransport", "addresses_of", "check_address", "check_port", "check_url"]

_PORTS: Final = {"http": 80, "https": 443}
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
#: All that is routed in IPv6 lies here; what stands for IPv4, links, sites and the machine itself does not.
_ROUTED: Final = ipaddress.ip_network("2000::/3")
#: Special ranges that Python's own table, which differs between its versions, may call global: tunnels, documentation, protocols.
_SPECIAL: Final = tuple(
    map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
)


def check_url(url: str, settings: IngestSettings) -> None:
    """Check the parts of an address that can be seen without asking anybody.

    Raises:
        RefusedError: It is not http(s), has another port than the settings allow, or carries a user name.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise RefusedError(f"{url[:200]}: expected a web address, found {error}") from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise RefusedError(f"{url[:200]}: only http and https addresses are read")
    check_port(port, url, settings)
    if parts.username or parts.password:
        raise RefusedError(f"{parts.scheme}://{parts.hostname}/...: addresses with a user name or password are not read")
    if not settings.private_addresses and _is_literal(parts.hostname):
        check_address(parts.hostname, url)


def check_port(port: int, url: str, settings: IngestSettings) -> None:
    """Check a port.

    Raises:
        RefusedError: The settings do not allow it.
    """
    if port not in settings.ports:
        raise RefusedError(f"{url[:200]}: port {port} is not among those allowed ({', '.join(map(str, settings.ports))})")


def check_address(address: str, url: str) -> None:
    """Check one resolved address.

    Raises:
        RefusedError: It is loopback, private, link-local, reserved, a tunnel, or any of these wrapped in IPv6.
    """
    ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else ip.ipv4_mapped or ip
    if not _is_public(ip):
        raise RefusedError(f"{url[:200]}: leads to {address}, which is not a public address")


def _is_public(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    special = any(ip in network for network in _SPECIAL)
    return ip.is_global and not ip.is_multicast and not special and (ip.version == 4 or ip in _ROUTED)  # noqa: PLR2004  IPv4


def addresses_of(host: str, port: int) -> tuple[str, ...]:
    """Return the addresses of a host, as the system resolves it.

    Raises:
        OSError: It has none.
    """
    return tuple(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    return True


class _Stream(httpcore.NetworkStream):
    """A connection whose every step has to end before the same moment."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self._stream, self._until = stream, until

    def _left(self, timeout: float | None) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time limit has passed")
        return left if timeout is None else min(left, timeout)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, self._left(timeout)), self._until)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  as httpcore declares it
        return self._stream.get_extra_info(info)


class _Names:
    """Names -> addresses, within the time: the system's own resolver has no limit, so a thread waits for it and may be left behind."""

    def __init__(self, resolve: Resolve, until: float) -> None:
        self._resolve, self._until = resolve, until

    def addresses(self, host: str, port: int) -> tuple[str, ...]:
        answers: SimpleQueue[tuple[str, ...] | Exception] = SimpleQueue()
        threading.Thread(target=self._ask, args=(host, port, answers), daemon=True).start()
        try:
            answer = answers.get(timeout=max(0.0, self._until - time.monotonic()))
        except Empty as error:
            raise httpcore.ConnectTimeout(f"the name {host} was not resolved in time") from error
        if isinstance(answer, Exception):
            raise httpcore.ConnectError(f"no address is known for {host}") from answer
        return answer

    def _ask(self, host: str, port: int, answers: SimpleQueue[tuple[str, ...] | Exception]) -> None:
        try:
            answers.put(self._resolve(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(error)


class _Backend(httpcore.NetworkBackend):
    """Opens connections to checked addresses and allowed ports only."""

    def __init__(self, settings: IngestSettings, names: _Names, until: float, permitted: frozenset[tuple[str, int]]) -> None:
        self._settings, self._names, self._until, self._permitted = settings, names, until, permitted
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002  as httpcore declares it
    ) -> httpcore.NetworkStream:
        check_port(port, host, self._settings)  # of the address as the client reads it
        addresses = self._names.addresses(host, port)
        for address in addresses:
            if not self._settings.private_addresses and (address, port) not in self._permitted:
                check_address(address, host)
        return _Stream(self._first(addresses, port, timeout, local_address), self._until)

    def _first(self, addresses: tuple[str, ...], port: int, timeout: float | None, local_address: str | None) -> httpcore.NetworkStream:
        for number, address in enumerate(addresses, 1):
            left = max(0.001, min(timeout or self._settings.timeout, self._until - time.monotonic()))
            try:
                return self._inner.connect_tcp(address, port, left, local_address)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(addresses) or time.monotonic() >= self._until:
                    raise
        raise httpcore.ConnectError("the name has no address")


@lru_cache(maxsize=1)
def _trusted() -> ssl.SSLContext:
    """Return what certificates are checked by; to read them all takes longer than many a page."""
    return httpx.create_ssl_context()


@contextmanager
def _as_httpx() -> Iterator[None]:
    try:
        yield
    except httpcore.TimeoutException as error:
        raise httpx.ReadTimeout(str(error)) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError, httpcore.UnsupportedProtocol) as error:
        raise httpx.ConnectError(str(error) or type(error).__name__) from error


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Iterable[bytes], close: Callable[[], None]) -> None:
        self._stream, self._close = stream, close

    def __iter__(self) -> Iterator[bytes]:
        try:
            with _as_httpx():
                yield from self._stream
        except httpx.ConnectError as error:
            raise httpx.ReadError(str(error)) from error

    def close(self) -> None:
        self._close()


class GuardedTransport(httpx.BaseTransport):
    """Carries requests over checked connections, all within one time limit.

    Args:
        settings: Which addresses are allowed.
        until: The moment, on the monotonic clock, when everything has to be done.
        resolve: Name and port -> addresses.
        permitted: Addresses and ports that names may lead to although they are not public: for a test's own server, and nothing else.
    """

    def __init__(
        self,
        settings: IngestSettings,
        *,
        until: float,
        resolve: Resolve = addresses_of,
        permitted: frozenset[tuple[str, int]] = frozenset(),
    ) -> None:
        backend = _Backend(settings, _Names(resolve, until), until, permitted)
        self._pool = httpcore.ConnectionPool(ssl_context=_trusted(), max_connections=4, network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Carry one request, and return the answer with its body still to be read."""
        url = request.url
        with _as_httpx():
            response = self._pool.handle_request(
                httpcore.Request(
                    method=request.method,
                    url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        body = _Body(response.iter_stream(), response.close)
        return httpx.Response(response.status, headers=response.headers, stream=body, extensions=response.extensions)

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()
