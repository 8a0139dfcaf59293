"""The bookmarklet: another site's page comes in with the token, is asked about, and only then checked."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from tests.web.conftest import BASE, BOOKMARK, FOREIGN, HOSTILE, finished

from reportedly.web import bookmark_token
from reportedly.web.held import Held, Sent

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient
    from tests.web.conftest import Answering

PAGE = {"token": BOOKMARK, "url": "https://harbourpost.example/crane", "title": "Crane falls", "html": "<p>It fell.</p>"}
FILES = {"x": ("", b"")}  # makes the form multipart, as the bookmarklet does


def key_of(page: str) -> str:
    found = re.search(r'name="sent" value="([^"]+)"', page)
    assert found
    return found[1]


def test_a_page_is_asked_about_and_then_checked(client: TestClient, worker: Answering) -> None:
    asking = client.post("/bookmarklet", data=PAGE, headers=FOREIGN)

    assert asking.status_code == 200
    assert "Crane falls" in asking.text
    assert worker.asked == []
    job = client.post("/checks", data={"sent": key_of(asking.text)}).headers["location"]
    finished(client, job)
    assert worker.asked[0].raw == b"<p>It fell.</p>"
    assert worker.asked[0].given.url == "https://harbourpost.example/crane"
    assert client.post("/checks", data={"sent": key_of(asking.text)}).status_code == 400


@pytest.mark.parametrize("token", ["", "guess", BOOKMARK + "x", "ü"])
def test_without_the_token_nothing_is_taken(client: TestClient, token: str) -> None:
    answer = client.post("/bookmarklet", data={**PAGE, "token": token}, headers=FOREIGN)

    assert answer.status_code == 403
    assert "Crane falls" not in answer.text


def test_what_is_sent_is_shown_as_text(client: TestClient) -> None:
    page = client.post("/bookmarklet", data={**PAGE, "title": HOSTILE, "url": "javascript:alert(1)"}, headers=FOREIGN).text

    assert "<script>alert" not in page
    assert "javascript:" not in page
    assert "address not known" in page


def test_an_empty_page_is_told(client: TestClient) -> None:
    assert client.post("/bookmarklet", data={**PAGE, "html": " "}, headers=FOREIGN).status_code == 400


def test_too_large_a_page_is_told(client: TestClient) -> None:
    assert client.post("/bookmarklet", data={**PAGE, "html": "x" * 300_000}, headers=FOREIGN).status_code == 413


def test_the_link_holds_this_servers_address_and_token(client: TestClient) -> None:
    found = re.search(r'href="(javascript:[^"]+)"', client.get("/bookmarklet").text)

    assert found
    script = unescape(found[1])
    assert f"{BASE}/bookmarklet" in script
    assert BOOKMARK in script
    assert "{{" not in script


def test_the_token_outlives_the_server_and_is_the_readers_alone(tmp_path: Path) -> None:
    token = bookmark_token(tmp_path / "library")

    assert token == bookmark_token(tmp_path / "library")
    assert token != bookmark_token(tmp_path / "other")
    assert (tmp_path / "library" / "bookmarklet-token").stat().st_mode & 0o077 == 0


def test_few_pages_are_held_and_each_is_taken_once() -> None:
    held = Held()
    keys = [held.hold(Sent(url=None, title=str(n), raw=b"x")) for n in range(6)]

    assert [held.take(key) is not None for key in keys] == [False, False, True, True, True, True]
    assert held.take(keys[-1]) is None


def test_a_page_is_not_held_for_long() -> None:
    held = Held()

    assert held.take(held.hold(Sent(url=None, title="", raw=b"x", at=-10_000.0))) is None
