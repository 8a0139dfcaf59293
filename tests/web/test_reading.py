"""What the worker really reads: pages made to be slow, floods of lines that are no articles, addresses of this machine."""

from __future__ import annotations

import json
import socketserver
import threading
import time
from typing import TYPE_CHECKING

import pytest
from tests.web.conftest import TinyTools
from tests.web.workshop import real

from reportedly.errors import ReportedlyError
from reportedly.ingest import IngestSettings
from reportedly.pipeline import silent
from reportedly.records import Report
from reportedly.tools import Settings
from reportedly.web.asked import Asked
from reportedly.web.worker import Worker, _done

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


TOLD = "<p>The quay at Ostmark will reopen on Monday, the harbour master said. The crane there stays closed until it was inspected.</p>" * 3
LINKS = ("http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/latest", "http://10.0.0.1/")


class Dripping(socketserver.BaseRequestHandler):
    """Answers a byte at a time, without end."""

    def handle(self) -> None:
        self.request.recv(1000)
        try:
            self.request.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>")
            while True:
                self.request.sendall(b"x")
                time.sleep(0.02)
        except OSError:
            return


@pytest.fixture
def dripping(socket_enabled: None) -> Iterator[int]:
    """The port of a server that never ends its answer."""
    del socket_enabled
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Dripping) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield int(server.server_address[1])
        server.shutdown()


def why(worker: Worker, asked: Asked) -> str:
    """Why the worker cannot do it."""
    with pytest.raises(ReportedlyError) as raised:
        worker.run(asked, lambda step: None, threading.Event())  # noqa: ARG005  nobody watches
    return str(raised.value)


def working(settings: Settings) -> Iterator[Worker]:
    worker = Worker(settings, seconds=30, work=real)
    yield worker
    worker.close()


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    yield from working(Settings(library=tmp_path_factory.mktemp("library")))


@pytest.fixture
def trusting(tmp_path: Path, dripping: int) -> Iterator[Worker]:
    """A worker that may ask that server, for less than half a second."""
    yield from working(Settings(library=tmp_path, ingest=IngestSettings(timeout=0.4, private_addresses=True, ports=(dripping,))))


@pytest.mark.loopback
def test_a_page_made_to_be_slow_ends_in_its_time(trusting: Worker, dripping: int) -> None:
    link = f"http://127.0.0.1:{dripping}/slow"

    assert why(trusting, Asked(kind="article", name=link, link=link)) == f"{link}: no complete answer within 0.4 seconds"


@pytest.mark.parametrize("link", LINKS)
def test_addresses_of_this_machine_and_its_network_are_refused(worker: Worker, link: str) -> None:
    told = why(worker, Asked(kind="article", name=link, link=link))

    assert "not a public address" in told or "no address is known" in told


def test_an_article_is_kept_with_the_bytes_it_came_from(tmp_path: Path) -> None:
    tools = TinyTools(Settings(library=tmp_path))
    page = f"<!doctype html><html><head><title>Quay</title></head><body><article>{TOLD}</article></body></html>".encode()
    asked = Asked(kind="article", name="a.html", raw=page, keep=True)
    report = _done(asked, tools, tmp_path, silent)

    assert isinstance(report, Report)
    assert report.article
    assert report.rejected == ()
    with tools.library() as library:
        assert library.article(report.article.id) == report.article
        assert library.page(report.article.sha256) == page


def test_an_article_that_cannot_be_kept_is_checked_all_the_same(tmp_path: Path) -> None:
    tools = TinyTools(Settings(library=tmp_path))
    reports = []
    for outlet, day in (("The Harbour Post", "Monday"), ("Ostmark Radio", "Tuesday")):
        told = json.dumps({"id": "quay", "outlet": outlet, "text": f"The quay at Ostmark will reopen on {day}, it says."})
        reports.append(_done(Asked(kind="article", name="quay.json", raw=told.encode(), keep=True), tools, tmp_path, silent))

    assert isinstance(reports[1], Report)
    assert [(each.id, each.stage) for each in reports[1].rejected] == [("quay", "store")]


def test_what_was_not_used_of_a_file_goes_by_the_files_name(tmp_path: Path) -> None:
    lines = b'{"text": "The quay at Ostmark will reopen on Monday, the harbour master said."}\n{}\n'
    report = _done(Asked(kind="article", name="two.jsonl", raw=lines), TinyTools(Settings(library=tmp_path)), tmp_path, silent)

    assert isinstance(report, Report)
    assert [each.id.split(":")[0] for each in report.rejected] == ["two.jsonl"]


def test_a_flood_of_lines_that_are_none_is_left(worker: Worker) -> None:
    flood = b"{}\n" * 5000

    assert "holds no article" in why(worker, Asked(kind="article", name="flood.jsonl", raw=flood))
    assert "flood.jsonl: more than 1,000 pieces cannot be used" in why(worker, Asked(kind="add", name="flood.jsonl", raw=flood))
