"""Every fault that a page can play on a real connection: each has its one clear line, and ends in its time and size."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from tests.ingest import faults as play
from tests.ingest.faults import LOOPBACK, FaultServer, Reply, packed, redirect
from tests.ingest.newsroom import NEWS, page

from reportedly.errors import RefusedError, SourceError
from reportedly.ingest import Ingested, read
from reportedly.ingest.guard import GuardedTransport
from reportedly.ingest.web import Asking, ask, fetch
from reportedly.text.outlets import Outlets

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.ingest.web import Answer

pytestmark = [pytest.mark.loopback, pytest.mark.allow_hosts([LOOPBACK])]

HOST = "harbourpost.example"
ARTICLE = page(*NEWS)


def fetched(faults: FaultServer, url: str | None = None, **changes: object) -> Answer:
    settings = faults.settings(**changes)
    return fetch(url or faults.url(HOST), settings=settings, transport=faults.transport(settings))


SLOW: list[Callable[..., None]] = [play.slow, play.slow_to_begin, play.silent]


@pytest.mark.parametrize("fault", SLOW)
def test_a_page_made_to_be_slow_ends_in_its_time_and_says_so(faults: FaultServer, fault: Callable[..., None]) -> None:
    faults.sites[HOST]["/"] = fault
    start = time.monotonic()
    with pytest.raises(RefusedError, match=r"^http://harbourpost.example:\d+/: no complete answer within 0.4 seconds$"):
        fetched(faults, timeout=0.4)
    assert time.monotonic() - start < 2


def test_a_name_made_to_be_slow_ends_in_its_time_too(faults: FaultServer) -> None:
    def stall(_host: str, _port: int) -> tuple[str, ...]:
        faults.closing.wait(10)
        return (LOOPBACK,)

    settings = faults.settings(timeout=0.3)
    transport = GuardedTransport(settings, until=time.monotonic() + 0.3, resolve=stall)
    with pytest.raises(RefusedError, match=r"no complete answer within 0\.3 seconds"):
        fetch(faults.url(HOST), settings=settings, transport=transport)


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        (Reply(b"x" * 200_000), "is larger than 0.1 MB, the limit for one page"),
        (play.endless, "is larger than 0.1 MB, the limit for one page"),
        (packed(b"x" * 40_000_000), "is larger than 0.1 MB, the limit for one page"),
        (packed(b"x" * 40_000_000, times=40), "is larger than 0.1 MB, the limit for one page"),
        (packed(ARTICLE, share=0.5), "the gzip data ends early"),
        (Reply(ARTICLE, headers=(("Content-Encoding", "gzip"),)), "expected gzip data, found bytes that do not decompress"),
        (play.cut, "the connection was cut before the answer was complete"),
        (play.cut_before_the_answer, "could not be reached: Server disconnected without sending a response."),
        (play.no_http, "could not be reached: illegal status line"),
        (Reply(status=304), "the server answered 304 Not Modified"),
        (Reply(status=404), "the server answered 404 Not Found"),
        (
            Reply(status=429, headers=(("Retry-After", "120"),)),
            "the server answered 429 Too Many Requests, and asks to wait 120 seconds",
        ),
        (
            Reply(status=503, headers=(("Retry-After", "Tue, 04 Mar 2031 05:06:07 GMT"),)),
            "the server answered 503 Service Unavailable, and asks to wait until Tue, 04 Mar 2031 05:06:07 GMT",
        ),
        (redirect("http://127.0.0.1/"), "leads to 127.0.0.1, which is not a public address"),
        (redirect("http://[::ffff:7f00:1]/"), "which is not a public address"),
        (redirect("http://2130706433/"), "2130706433: leads to 127.0.0.1, which is not a public address"),
        (redirect("http://0x7f.1/"), "0x7f.1: leads to 127.0.0.1, which is not a public address"),
        (redirect("http://0177.0.0.01/"), "Invalid IPv4 address"),
        (redirect("http://127.1/"), "127.1: leads to 127.0.0.1, which is not a public address"),
        (redirect("http://inside.example/"), "inside.example: leads to 10.0.0.7, which is not a public address"),
        (redirect("http://metadata.example/"), "metadata.example: leads to 169.254.169.254, which is not a public address"),
        (redirect("http://harbourpost.example:22/"), "port 22 is not among those allowed"),
        (redirect("file:///etc/passwd"), "only http and https addresses are read"),
        (redirect("data:text/html,news"), "only http and https addresses are read"),
        (redirect("//[::1/"), "redirects to what is no address"),
        (redirect("/"), "redirects in a circle"),
    ],
)
def test_each_fault_has_its_line(faults: FaultServer, fault: Callable[..., None], line: str) -> None:
    faults.sites[HOST]["/"] = fault
    faults.names = {"inside.example": [("93.184.215.14", "10.0.0.7")], "metadata.example": [("169.254.169.254",)]}
    with pytest.raises(SourceError) as caught:
        fetched(faults, max_page_bytes=100_000)
    message = str(caught.value)
    assert line in message
    assert "\n" not in message


def test_a_chain_of_redirects_has_an_end(faults: FaultServer) -> None:
    faults.sites[HOST] = {f"/{number}": redirect(f"/{number + 1}") for number in range(20)}
    with pytest.raises(RefusedError, match="/0: more than 3 redirects"):
        fetched(faults, faults.url(HOST, "/0"), max_redirects=3)
    assert faults.paths(HOST) == ["/0", "/1", "/2", "/3"]


def test_a_name_that_changes_its_answer_is_checked_each_time(faults: FaultServer) -> None:
    faults.names[HOST] = [(LOOPBACK,), ("127.0.0.2",)]
    faults.sites[HOST]["/"] = redirect(faults.url(HOST, "/inside"), closes=True)
    with pytest.raises(RefusedError, match=r"harbourpost.example: leads to 127.0.0.2"):
        fetched(faults)
    assert faults.paths(HOST) == ["/"]
    assert faults.names[HOST] == []


def test_a_name_is_asked_once_and_its_answer_connected_to(faults: FaultServer) -> None:
    faults.names[HOST] = [(LOOPBACK,), ("127.0.0.2",)]
    faults.sites[HOST]["/"] = Reply(ARTICLE)
    assert fetched(faults).raw == ARTICLE
    assert faults.names[HOST] == [("127.0.0.2",)]


def test_the_guard_is_closed_without_the_tests_own_way_in(faults: FaultServer) -> None:
    faults.sites[HOST]["/"] = Reply(ARTICLE)
    settings = faults.settings()
    transport = GuardedTransport(settings, until=time.monotonic() + 5, resolve=faults.resolve)
    for url in (faults.url(HOST), faults.url(LOOPBACK)):
        with pytest.raises(RefusedError, match=r"127.0.0.1, which is not a public address"):
            fetch(url, settings=settings, transport=transport)
    assert faults.asked == []


def test_the_way_in_leads_to_one_port_alone(faults: FaultServer) -> None:
    settings = faults.settings()
    with pytest.raises(RefusedError, match="not a public address"):
        fetch(f"http://{HOST}/", settings=settings, transport=faults.transport(settings))


NOTHING_LOST: list[tuple[str, Reply]] = [
    ("gzip", packed(ARTICLE)),
    ("gzip of several members", packed(ARTICLE, times=3)),
    ("wrong type", Reply(ARTICLE, headers=(("Content-Type", "application/octet-stream"),))),
    ("type of a picture", Reply(ARTICLE, headers=(("Content-Type", "image/png"),))),
    ("no type", Reply(ARTICLE, headers=())),
    ("another encoding than it says", Reply(ARTICLE.decode().encode("cp1252"), headers=(("Content-Type", "text/html; charset=utf-8"),))),
    ("an encoding that there is not", Reply(ARTICLE, headers=(("Content-Type", "text/html; charset=x-harbour"),))),
]


@pytest.mark.parametrize(("name", "reply"), NOTHING_LOST, ids=[name for name, _ in NOTHING_LOST])
def test_nothing_of_an_article_is_lost(faults: FaultServer, name: str, reply: Reply) -> None:
    faults.sites[HOST]["/"] = reply
    settings = faults.settings()
    (result,) = read(faults.url(HOST), settings=settings, outlets=Outlets(), transport=faults.transport(settings))
    assert isinstance(result, Ingested), name
    assert result.article.text == "\n\n".join(NEWS)


def test_broken_bytes_in_a_page_cost_only_themselves(faults: FaultServer) -> None:
    faults.sites[HOST]["/"] = Reply(ARTICLE.replace(b"dredged", b"dred\xff\xfeged"))
    settings = faults.settings()
    (result,) = read(faults.url(HOST), settings=settings, outlets=Outlets(), transport=faults.transport(settings))
    assert isinstance(result, Ingested)
    assert result.article.text.startswith("The harbour authority of Rivermouth closed both piers")
    assert result.article.text.endswith("according to the authority's own plan.")


def test_a_picture_is_no_article(faults: FaultServer) -> None:
    faults.sites[HOST]["/"] = Reply(b"\x89PNG\r\n\x1a\n" + bytes(100), headers=(("Content-Type", "text/html"),))
    settings = faults.settings()
    with pytest.raises(SourceError, match="expected an article, found a PNG picture"):
        list(read(faults.url(HOST), settings=settings, outlets=Outlets(), transport=faults.transport(settings)))


def test_what_is_known_is_told_to_the_server(faults: FaultServer) -> None:
    faults.sites[HOST]["/"] = Reply(status=304, headers=(("ETag", '"2"'),))
    settings = faults.settings()
    asking = Asking(url=faults.url(HOST), headers=(("If-None-Match", '"1"'),))
    answer = ask(asking, settings=settings, transport=faults.transport(settings))
    assert (answer.status, answer.etag, answer.raw) == (304, '"2"', b"")
    assert faults.asked[0].headers["if-none-match"] == '"1"'


@pytest.mark.parametrize("mark", ["\xe9", "x" * 5_000])
def test_what_cannot_be_sent_back_is_not_kept(faults: FaultServer, mark: str) -> None:
    faults.sites[HOST]["/"] = Reply(ARTICLE, headers=(("ETag", mark),))
    assert fetched(faults).etag is None


def test_what_is_posted_arrives(faults: FaultServer) -> None:
    faults.sites[HOST]["/"] = Reply(b"thanks")
    settings = faults.settings()
    asking = Asking(url=faults.url(HOST), method="POST", body=b"a change", follow=False)
    answer = ask(asking, settings=settings, transport=faults.transport(settings))
    assert (answer.status, answer.raw, faults.asked[0].body) == (200, b"", b"a change")


def test_where_an_answer_leads_is_told_to_those_who_follow_by_themselves(faults: FaultServer) -> None:
    faults.sites[HOST]["/"] = redirect("/2", 301)
    settings = faults.settings()
    answer = ask(Asking(url=faults.url(HOST), follow=False), settings=settings, transport=faults.transport(settings))
    assert (answer.status, answer.location) == (301, faults.url(HOST, "/2"))
    faults.sites[HOST]["/"] = redirect("http://169.254.169.254/")
    with pytest.raises(RefusedError, match="not a public address"):
        ask(Asking(url=faults.url(HOST), follow=False), settings=settings, transport=faults.transport(settings))


@pytest.mark.parametrize(
    ("words", "seconds"),
    [("120", 120.0), ("Tue, 04 Mar 2031 05:06:07 GMT", 7.0), ("soon", None), ("", None), ("9" * 400, None), ("-5", None)],
)
def test_how_long_a_server_asks_to_wait(faults: FaultServer, words: str, seconds: float | None) -> None:
    faults.sites[HOST]["/"] = Reply(status=429, headers=(("Retry-After", words),))
    settings = faults.settings()
    answer = ask(Asking(url=faults.url(HOST)), settings=settings, transport=faults.transport(settings))
    assert answer.wait(1930367160.0) == seconds
