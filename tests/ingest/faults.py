"""A server on the loopback address that plays sites and their faults, and the only way through the guard to it.

A site is a name under `.example`. Every such name leads to the server (`FaultServer.resolve`), unless `FaultServer.names` says otherwise.
"""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from reportedly.ingest import IngestSettings
from reportedly.ingest.guard import GuardedTransport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Reply:
    """An answer that is no fault of the connection."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)

    def __call__(self, line: Handler) -> None:
        line.send_response(self.status)
        for name, value in self.headers:
            line.send_header(name, value)
        line.send_header("Content-Length", str(len(self.body)))
        line.end_headers()
        line.wfile.write(self.body)


@dataclass(frozen=True)
class Request:
    host: str
    path: str
    method: str
    headers: dict[str, str]
    body: bytes


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FaultServer

    def do_GET(self) -> None:
        host = (self.headers.get("Host") or "").partition(":")[0]
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.asked.append(Request(host, self.path, self.command, headers, body))
        self.server.times.append(time.monotonic())
        play = self.server.sites[host].get(self.path) or Reply(status=404)
        with suppress(OSError):  # whoever asked has gone
            play(self)

    do_POST = do_GET  # noqa: N815  as the library calls it

    def log_message(self, *_: Any) -> None:
        return


class FaultServer(ThreadingHTTPServer):
    """A server whose sites are `sites[host][path]`, each a function that answers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__((LOOPBACK, 0), Handler)
        self.sites: dict[str, dict[str, Callable[[Handler], None]]] = defaultdict(dict)
        self.asked: list[Request] = []
        self.times: list[float] = []
        #: Names that lead elsewhere; each asking takes the first of the rest.
        self.names: dict[str, list[tuple[str, ...]]] = {}
        self.closing = threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def url(self, host: str, path: str = "/") -> str:
        return f"http://{host}:{self.port}{path}"

    def settings(self, **changes: Any) -> IngestSettings:
        return IngestSettings(**{"ports": (80, 443, self.port), "timeout": 5.0, **changes})

    def resolve(self, host: str, port: int) -> tuple[str, ...]:
        if self.names.get(host):
            return self.names[host].pop(0)
        if host.endswith(".example"):
            return (LOOPBACK,)
        if host.replace(".", "").isalnum():  # other spellings of addresses, which ask no name server
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            return tuple(str(each[4][0]) for each in found)
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    def transport(self, settings: IngestSettings) -> GuardedTransport:
        """The product's own guard, with this one address and port let through."""
        until = time.monotonic() + settings.timeout
        return GuardedTransport(settings, until=until, resolve=self.resolve, permitted=frozenset({(LOOPBACK, self.port)}))

    def paths(self, host: str) -> list[str]:
        return [request.path for request in self.asked if request.host == host]

    def handle_error(self, *_: Any) -> None:
        return


def running() -> Iterator[FaultServer]:
    """Yield a server that answers, until it is no longer needed."""
    server = FaultServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


# The faults


def slow(line: Handler) -> None:
    """Begin well, then a byte at a time for ever."""
    line.send_response(200)
    line.send_header("Content-Type", "text/html")
    line.send_header("Content-Length", "1000000")
    line.end_headers()
    while not line.server.closing.wait(0.05):
        line.wfile.write(b" ")


def slow_to_begin(line: Handler) -> None:
    """Send headers for ever."""
    line.send_response(200)
    line.flush_headers()
    while not line.server.closing.wait(0.05):
        line.wfile.write(b"X-More: x\r\n")


def silent(line: Handler) -> None:
    """Take the request, and say nothing."""
    line.server.closing.wait()


def endless(line: Handler) -> None:
    """Send chunks for ever, as fast as they are taken."""
    line.send_response(200)
    line.send_header("Content-Type", "text/html")
    line.send_header("Transfer-Encoding", "chunked")
    line.end_headers()
    while not line.server.closing.is_set():
        line.wfile.write(b"2000\r\n" + b"x" * 0x2000 + b"\r\n")


def cut(line: Handler) -> None:
    """Promise more than is sent."""
    line.send_response(200)
    line.send_header("Content-Length", "5000")
    line.end_headers()
    line.wfile.write(b"<html><body><p>The harbour")
    line.close_connection = True


def cut_before_the_answer(line: Handler) -> None:
    line.close_connection = True
    line.connection.shutdown(socket.SHUT_RDWR)


def no_http(line: Handler) -> None:
    line.wfile.write(b"220 mail.example ready\r\n\r\n")
    line.close_connection = True


def packed(raw: bytes, *, share: float = 1.0, times: int = 1) -> Reply:
    """A body in gzip: whole, or the first part of it, or several members."""
    whole = b"".join(gzip.compress(part, mtime=0) for part in _parts(raw, times))
    headers = (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"))
    return Reply(whole[: int(len(whole) * share)], headers=headers)


def _parts(raw: bytes, times: int) -> list[bytes]:
    size = -(-len(raw) // times)
    return [raw[start : start + size] for start in range(0, len(raw), size)]


def redirect(location: str, status: int = 302, *, closes: bool = False) -> Reply:
    """A redirect; one that closes makes whoever follows it connect again."""
    return Reply(status=status, headers=(("Location", location), *((("Connection", "close"),) if closes else ())))
