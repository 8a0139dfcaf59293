"""Addresses: what comes back, and every limit that stops it. The network is a function."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from typing import TYPE_CHECKING

import httpx
import pytest
from tests.ingest.newsroom import NEWS, page

from reportedly.errors import RefusedError, SourceError
from reportedly.ingest import Ingested, IngestSettings, read
from reportedly.ingest.guard import GuardedTransport, check_address, check_url
from reportedly.ingest.web import fetch
from reportedly.text.outlets import Outlets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

URL = "https://harbourpost.example/1"
SETTINGS = IngestSettings(max_page_bytes=100_000, timeout=5, max_redirects=3)


def answering(answer: Callable[[httpx.Request], httpx.Response]) -> httpx.MockTransport:
    return httpx.MockTransport(answer)


def test_an_article_at_an_address() -> None:
    net = answering(lambda _: httpx.Response(200, content=page(*NEWS), headers={"content-type": "text/html"}))
    (result,) = read(URL, settings=SETTINGS, outlets=Outlets(), transport=net)
    assert isinstance(result, Ingested)
    assert (result.page.url, result.article.outlet.name, result.article.text) == (URL, "harbourpost.example", "\n\n".join(NEWS))


def test_redirects_are_followed_to_where_they_end() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/1":
            return httpx.Response(302, headers={"location": "/2"})
        return httpx.Response(200, content=b"here")

    assert fetch(URL, settings=SETTINGS, transport=answering(answer)).url == "https://harbourpost.example/2"


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("http://127.0.0.1/", "not a public address"),
        ("http://[::1]/", "not a public address"),
        ("http://169.254.169.254/latest/meta-data", "not a public address"),
        ("file:///etc/passwd", "only http and https"),
        ("https://harbourpost.example:8443/", "port 8443 is not among those allowed"),
        ("https://user:word@harbourpost.example/", "user name or password"),
        ("/again", "redirects in a circle"),
    ],
)
def test_every_hop_is_checked(location: str, message: str) -> None:
    with pytest.raises(RefusedError, match=message):
        fetch(URL, settings=SETTINGS, transport=answering(lambda _: httpx.Response(302, headers={"location": location})))


@pytest.mark.parametrize("body", [b"x" * 100_001, gzip.compress(b"x" * 100_001), gzip.compress(b"x" * 30_000_000)])
def test_a_page_over_the_limit(body: bytes) -> None:
    headers = {"content-encoding": "gzip"} if body.startswith(b"\x1f\x8b") else {}
    with pytest.raises(RefusedError, match=r"^https://harbourpost.example/1: is larger than 0.1 MB"):
        fetch(URL, settings=SETTINGS, transport=answering(lambda _: httpx.Response(200, stream=_Bytes(body), headers=headers)))


class _Bytes(httpx.SyncByteStream):
    def __init__(self, *chunks: bytes) -> None:
        self._chunks = chunks

    def __iter__(self) -> Iterator[bytes]:
        yield from self._chunks


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (httpx.Response(404), "the server answered 404 Not Found"),
        (httpx.Response(200, headers={"content-encoding": "br"}, stream=_Bytes(b"x")), "in the coding 'br'"),
        (httpx.Response(200, headers={"content-encoding": "gzip"}, stream=_Bytes(b"no gzip")), "do not decompress"),
    ],
)
def test_answers_that_cannot_be_used(answer: httpx.Response, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        fetch(URL, settings=SETTINGS, transport=answering(lambda _: answer))


def test_nobody_answers() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    with pytest.raises(SourceError, match="could not be reached: refused"):
        fetch(URL, settings=SETTINGS, transport=answering(refuse))


def test_a_slow_answer_is_given_up() -> None:
    def stall(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("slow", request=request)

    with pytest.raises(RefusedError, match="no complete answer within 5 seconds"):
        fetch(URL, settings=SETTINGS, transport=answering(stall))


NOT_PUBLIC = """127.0.0.1 10.1.2.3 192.168.0.1 172.16.0.1 169.254.1.1 0.0.0.0 100.64.0.1 224.0.0.1 255.255.255.255 192.88.99.1 198.18.0.1
192.0.2.1 203.0.113.9 240.0.0.1 ::1 fe80::1 fc00::1 fec0::1 ::ffff:127.0.0.1 ::127.0.0.1 ::ffff:0:127.0.0.1 2002:7f00:1:: 2002:5db8:d70e::
2001:0:7f00:1:: 64:ff9b::7f00:1 64:ff9b:1::7f00:1 :: ff02::1 fe80::1%eth0 2001:db8::1 3fff::1 5f00::1 100::1""".split()


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_addresses_that_are_not_public(address: str) -> None:
    with pytest.raises(RefusedError, match="not a public address"):
        check_address(address, URL)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07::1", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"])
def test_addresses_that_are(address: str) -> None:
    check_address(address, URL)


@pytest.mark.parametrize(
    "url", ["ftp://harbourpost.example/", "https://", "https://[::1", "https://harbourpost.example:99999/", "javascript:alert(1)"]
)
def test_addresses_that_are_none_of_the_web(url: str) -> None:
    with pytest.raises(RefusedError):
        check_url(url, SETTINGS)


def test_a_name_that_leads_inside_is_refused_before_anything_is_opened() -> None:
    transport = GuardedTransport(SETTINGS, until=time.monotonic() + 5, resolve=lambda _host, _port: ("93.184.215.14", "127.0.0.1"))
    with pytest.raises(RefusedError, match=r"harbourpost.example: leads to 127.0.0.1"):
        fetch("http://harbourpost.example/", settings=SETTINGS, transport=transport)


def test_a_name_without_an_address() -> None:
    def unknown(_host: str, _port: int) -> tuple[str, ...]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    transport = GuardedTransport(SETTINGS, until=time.monotonic() + 5, resolve=unknown)
    with pytest.raises(SourceError, match=r"no address is known for harbourpost\.example"):
        fetch("http://harbourpost.example/", settings=SETTINGS, transport=transport)


@pytest.fixture
def drip() -> Iterator[int]:
    """A server that sends its answer a byte at a time, for ever."""
    server = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def serve() -> None:
        connection, _ = server.accept()
        with connection:
            while not stop.wait(0.05):
                try:
                    connection.sendall(b"H")
                except OSError:
                    return

    thread = threading.Thread(target=serve)
    thread.start()
    yield server.getsockname()[1]
    stop.set()
    thread.join()
    server.close()


@pytest.mark.loopback
@pytest.mark.enable_socket
def test_a_drip_of_bytes_ends_with_the_time(drip: int) -> None:
    settings = IngestSettings(timeout=0.4, private_addresses=True, ports=(drip,))
    start = time.monotonic()
    with pytest.raises(SourceError, match=r"127\.0\.0\.1"):
        fetch(f"http://127.0.0.1:{drip}/", settings=settings)
    assert time.monotonic() - start < 3


def test_the_transport_is_closed_after_use() -> None:
    class Watched(httpx.MockTransport):
        closed = False

        def close(self) -> None:
            self.closed = True

    transport = Watched(lambda _: httpx.Response(200, content=b"here"))
    fetch(URL, settings=SETTINGS, transport=transport)
    assert transport.closed
