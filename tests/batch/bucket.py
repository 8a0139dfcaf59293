"""An object store on the loopback address: as much of S3 as reading takes."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LOOPBACK = "127.0.0.1"


class Bucket(ThreadingHTTPServer):
    """A store with one bucket."""

    def __init__(self, held: Mapping[str, bytes]) -> None:
        super().__init__((LOOPBACK, 0), Answer)
        self.held = held

    @property
    def settings(self) -> dict[str, str]:
        """The environment that leads to it."""
        address = f"http://{LOOPBACK}:{self.server_port}"
        return {"AWS_ENDPOINT_URL": address, "AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s", "AWS_REGION": "us-east-1"}


class Answer(BaseHTTPRequestHandler):
    """Answers to HEAD, GET and the listing of what begins with a prefix."""

    protocol_version = "HTTP/1.1"
    server: Bucket

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        query, key = parse_qs(asked.query), asked.path.lstrip("/").partition("/")[2]
        if "list-type" in query:
            self._list(query.get("prefix", [""])[0])
        elif key in self.server.held:
            self._give(200, self.server.held[key])
        else:
            self._give(404, b"<Error><Code>NoSuchKey</Code></Error>")

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Tell nobody."""

    def _list(self, prefix: str) -> None:
        held = ((key, raw) for key, raw in sorted(self.server.held.items()) if key.startswith(prefix))
        told = "".join(f"<Contents><Key>{key}</Key><Size>{len(raw)}</Size></Contents>" for key, raw in held)
        self._give(200, f"<ListBucketResult><IsTruncated>false</IsTruncated>{told}</ListBucketResult>".encode())

    def _give(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@contextmanager
def serving(held: Mapping[str, bytes]) -> Iterator[Bucket]:
    """Serve what is held, by its keys."""
    bucket = Bucket(held)
    thread = threading.Thread(target=bucket.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield bucket
    finally:
        bucket.shutdown()
        bucket.server_close()
        thread.join()
