"""Who is let in: by the host asked for, by where a request comes from, by the token; what is too large or too slow; what answers allow."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient
from tests.web.conftest import BASE, BOOKMARK, FOREIGN, OWN, Answering

from reportedly.web import create_app
from reportedly.web.guards import BodyLimit, is_host_allowed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import Message, Receive, Scope, Send

    from reportedly.web import Desk, WebSettings

PAGES = (
    "/",
    "/library",
    "/library?q=crane",
    "/library.json",
    "/articles/wire",
    "/articles/wire.json",
    "/stories/wire",
    "/outlets",
    "/outlets/The%20Harbour%20Post",
    "/reports",
    "/bookmarklet",
    "/static/site.css",
    "/nowhere",
)
TOKEN = "a token of eight or more"  # noqa: S105  made up
EVERYWHERE = "0.0.0.0"  # noqa: S104  nothing listens
SCOPE: dict[str, Any] = {"type": "http", "method": "POST", "headers": []}


async def _reads(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that reads all there is."""
    del scope, send
    while (await receive()).get("more_body"):
        pass


async def _nowhere(message: Message) -> None:
    del message


@pytest.mark.parametrize(
    ("asked", "host", "allowed"),
    [
        ("127.0.0.1:8411", "127.0.0.1", True),
        ("localhost", "127.0.0.1", True),
        ("LOCALHOST:9000", "127.0.0.1", True),
        ("[::1]:8411", "127.0.0.1", True),
        ("evil.example", "127.0.0.1", False),
        ("localhost.evil.example", "127.0.0.1", False),
        ("127.0.0.1.evil.example", "127.0.0.1", False),
        ("192.168.0.7:8411", "127.0.0.1", False),
        ("", "127.0.0.1", False),
        ("[::1", "127.0.0.1", False),
        ("[evil.example]", "127.0.0.1", False),
        ("localhost:evil.example", "127.0.0.1", False),
        ("localhost:80@evil.example", "127.0.0.1", False),
        ("192.168.0.7:8411", EVERYWHERE, True),
        ("newsroom.example", "newsroom.example", True),
        ("evil.example", EVERYWHERE, False),
    ],
)
def test_a_server_answers_to_its_own_names(asked: str, host: str, *, allowed: bool) -> None:
    assert is_host_allowed(asked, host) is allowed


def test_a_name_that_was_rebound_gets_nothing(reader: TestClient) -> None:
    answer = reader.get("/library.json", headers={"Host": "evil.example:8411"})

    assert (answer.status_code, "crane" in answer.text) == (421, False)


@pytest.mark.parametrize(
    "headers",
    [
        FOREIGN,
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": BASE, "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "https://127.0.0.1:8411"},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/checks", "/library/add", "/jobs/x/stop", "/reports/x/remove", "/bookmarklet/", "/nowhere"])
def test_other_sites_change_nothing(program: TestClient, shared: Desk, path: str, headers: dict[str, str]) -> None:
    answer = program.post(path, data={"demo": "yes", "token": BOOKMARK}, headers=headers)

    assert answer.status_code == 403
    assert isinstance(shared.worker, Answering)
    assert shared.worker.asked == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 200),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors", "Origin": "https://evil.example"}, 403),
        ({"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 200),
        ({}, 200),
    ],
    ids=str,
)
def test_other_sites_may_link_here_and_read_nothing(program: TestClient, headers: dict[str, str], status: int) -> None:
    answer = program.get("/articles/wire", headers=headers)

    assert answer.status_code == status
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_program_without_a_browser_may_ask(desk: Desk) -> None:
    with TestClient(create_app(desk), base_url=BASE, follow_redirects=False) as program:
        assert program.post("/checks", data={"demo": "yes"}).status_code == 303


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH"])
def test_other_methods_are_not_understood(reader: TestClient, method: str) -> None:
    assert reader.request(method, "/reports").status_code == 405


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_binds_the_browser(reader: TestClient, path: str) -> None:
    headers = reader.get(path).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("path", [path for path in PAGES if "json" not in path and "static" not in path])
def test_no_page_needs_what_the_policy_forbids(reader: TestClient, path: str) -> None:
    page = reader.get(path).text

    assert not re.search(r"<script(?![^>]*\ssrc=)", page)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=[\"']", page)
    assert not re.search(r"(?:src|action)=\"(?:https?:)?//", page)


class TestToken:
    """With a host that others reach."""

    @pytest.fixture
    def stranger(self, shared: Desk) -> Iterator[TestClient]:
        opened = replace(shared, settings=replace(shared.settings, host=EVERYWHERE, token=TOKEN))
        client = TestClient(create_app(opened), base_url="http://192.168.0.7:8411", follow_redirects=False)
        yield client
        client.close()

    @pytest.mark.parametrize("path", [*PAGES, "/enter", "/enter?token=guess", "/checks"])
    def test_nothing_is_shown_without_it(self, stranger: TestClient, path: str) -> None:
        answer = stranger.get(path)

        assert answer.status_code == 401
        assert TOKEN not in answer.text

    def test_a_browser_that_brought_it_is_known_from_then_on(self, stranger: TestClient) -> None:
        entered = stranger.get("/enter", params={"token": TOKEN})

        assert (entered.status_code, entered.headers["location"]) == (303, "/")
        assert "HttpOnly" in entered.headers["set-cookie"]
        assert stranger.get("/").status_code == 200
        assert stranger.post("/checks", data={"demo": "yes"}, headers=FOREIGN).status_code == 403

    @pytest.mark.parametrize(("brought", "status"), [(TOKEN, 200), ("guess", 401), (f"{TOKEN}x", 401), ("", 401), ("ü", 401)])
    def test_a_program_brings_it_as_a_header(self, stranger: TestClient, brought: str, status: int) -> None:
        header = f"Bearer {brought}".encode()

        assert stranger.get("/library.json", headers={b"Authorization": header}).status_code == status


class TestBody:
    """What is sent."""

    def test_what_is_declared_too_large_is_not_read(self, reader: TestClient) -> None:
        answer = reader.post("/checks", data={"what": "x" * 300_000})

        assert answer.status_code == 413
        assert "larger than" in answer.text

    def test_what_turns_out_too_large_is_read_no_further(self, settings: WebSettings) -> None:
        taken = 0

        async def pours() -> Message:
            nonlocal taken
            taken += 1
            return {"type": "http.request", "body": b"x" * 10_000, "more_body": True}

        limited = BodyLimit(_reads, settings)
        with pytest.raises(HTTPException, match="larger than") as raised:
            asyncio.run(limited(SCOPE, pours, _nowhere))

        assert raised.value.status_code == 413
        assert taken == settings.max_body_bytes // 10_000 + 1

    @pytest.mark.parametrize("length", ["-1", "1e9", "9999999999999999999999", "x"])
    def test_a_length_that_is_none_is_refused(self, reader: TestClient, length: str) -> None:
        assert reader.post("/checks", content=b"what=x", headers={"Content-Length": length}).status_code in (400, 413)

    @pytest.mark.parametrize(
        "body",
        [
            b'--x\r\nContent-Disposition: form-data; name="what"\r\n\r\nhalf',
            b"no boundary at all",
            b"--x\r\nContent-Disposition: form-data\r\n\r\nnameless\r\n--x--\r\n",
            b"--x\r\n" + b"A: b\r\n" * 5000,
        ],
    )
    def test_a_broken_form_is_a_wrong_call(self, reader: TestClient, body: bytes) -> None:
        answer = reader.post("/checks", content=body, headers={"Content-Type": "multipart/form-data; boundary=x"})

        assert answer.status_code == 400
        assert "Traceback" not in answer.text

    def test_too_many_parts_are_a_wrong_call(self, reader: TestClient) -> None:
        assert reader.post("/checks", data={f"f{n}": "x" for n in range(50)}).status_code == 400
        files = [("file", (f"{n}.txt", b"x")) for n in range(3)]
        assert reader.post("/checks", files=files).status_code == 400

    def test_a_body_that_drips_ends(self, settings: WebSettings) -> None:
        async def drips() -> Message:
            await asyncio.sleep(0.02)
            return {"type": "http.request", "body": b"x", "more_body": True}

        limited = BodyLimit(_reads, replace(settings, body_seconds=0.05))
        with pytest.raises(HTTPException, match="did not come within") as raised:
            asyncio.run(limited(SCOPE, drips, _nowhere))

        assert raised.value.status_code == 408


def test_the_browsers_own_headers_are_what_the_tests_say(client: TestClient) -> None:
    assert client.post("/checks", data={"demo": "yes"}, headers=OWN).status_code == 303
