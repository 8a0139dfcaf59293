"""Rounds: feeds that are whole and feeds that are broken, the article behind an item, pages that change; nothing is lost, nothing twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.ingest import faults as play
from tests.ingest.faults import LOOPBACK, FaultServer, Reply, packed, redirect
from tests.ingest.newsroom import NEWS
from tests.watch.desk import DAY, HOUR, START, XML, item, rss, story

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.watch.desk import Desk

pytestmark = [pytest.mark.loopback, pytest.mark.allow_hosts([LOOPBACK])]

POST, RADIO = "harbourpost.example", "coastradio.example"
TEXT = "\n\n".join(NEWS)


def sites(faults: FaultServer, count: int = 2) -> str:
    """Let a site have a feed of some articles, and return the feed's address."""
    for number in range(count):
        faults.sites[POST][f"/{number}"] = story(*NEWS, f"It was the accident with the number {number} in the port of Rivermouth.")
    faults.sites[POST]["/feed"] = rss(*[item(faults.url(POST, f"/{number}")) for number in range(count)])
    return faults.url(POST, "/feed")


def test_a_feed_is_read_into_the_library(desk: Desk, faults: FaultServer) -> None:
    tally = desk.watch(sites(faults))

    assert (tally.feeds, tally.added, tally.failed, desk.warned) == (1, 2, 0, [])
    assert [article.url for article in desk.articles()] == [faults.url(POST, "/0"), faults.url(POST, "/1")]
    assert {article.published for article in desk.articles()} == {"2031-03-04T05:06:07+00:00"}
    assert desk.said == ["1 feed: 2 added, 0 known already, 0 changed, 0 waiting, 0 not used"]


def test_what_is_known_is_not_asked_again(desk: Desk, faults: FaultServer) -> None:
    feed = sites(faults)
    desk.watch(feed)
    desk.now += 900
    tally = desk.watch(feed)

    assert (tally.feeds, tally.added, tally.known) == (1, 0, 0)
    assert faults.paths(POST) == ["/robots.txt", "/feed", "/0", "/1", "/feed"]


def test_a_feed_is_asked_for_what_is_new(desk: Desk, faults: FaultServer) -> None:
    feed = sites(faults)
    fresh = faults.sites[POST]["/feed"]
    marks = (("ETag", '"7"'), ("Last-Modified", "Tue, 04 Mar 2031 05:06:07 GMT"))
    faults.sites[POST]["/feed"] = replace(fresh, headers=(*XML, *marks))  # type: ignore[type-var]
    desk.watch(feed)
    faults.sites[POST]["/feed"] = Reply(status=304)
    desk.now += 900
    tally = desk.watch(feed)

    assert (tally.feeds, tally.failed, desk.warned) == (1, 0, [])
    last = faults.asked[-1].headers
    assert (last["if-none-match"], last["if-modified-since"]) == ('"7"', "Tue, 04 Mar 2031 05:06:07 GMT")


FEED_FAULTS: list[tuple[str, Callable[..., None], str]] = [
    ("slow", play.slow, "no complete answer within 0.5 seconds"),
    ("cut", play.cut, "the connection was cut before the answer was complete"),
    ("cut at once", play.cut_before_the_answer, "Server disconnected without sending a response"),
    ("endless", play.endless, "is larger than 5.0 MB, the limit for one feed"),
    ("bomb", packed(b"x" * 30_000_000), "is larger than 5.0 MB, the limit for one feed"),
    (
        "made to be slow",
        Reply(b"<rss version='2.0'><channel>" + b"<a>" * 300_000, headers=XML),
        "the feed cannot be read within 0.5 seconds",
    ),
    ("half a gzip", packed(rss(item("http://h.example/")).body * 50, share=0.5), "the gzip data ends early"),
    ("not there", Reply(status=404), "the server answered 404 Not Found"),
    ("gone", Reply(status=410), "the server answered 410 Gone"),
    ("too many", Reply(status=429, headers=(("Retry-After", "120"),)), "429 Too Many Requests, and asks to wait 120 seconds"),
    ("broken", Reply(status=500), "the server answered 500 Internal Server Error"),
    ("empty", Reply(b""), "expected a feed, found nothing"),
    ("a page", story(*NEWS), "expected a feed, found a page"),
    (
        "a page that names one",
        story(*NEWS, head="<link rel='alternate' type='application/rss+xml' href='/news.xml'>"),
        "found a page; it names a feed: http://coastradio.example",
    ),
    ("a picture", Reply(b"\x89PNG\r\n\x1a\n" + bytes(100), headers=XML), "expected a feed, found binary data"),
    (
        "entities",
        Reply(b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'a'>]><rss><channel/></rss>", headers=XML),
        "declares entities of its own",
    ),
    ("inside", redirect("http://169.254.169.254/"), "leads to 169.254.169.254, which is not a public address"),
    ("inside by name", redirect("http://inside.example/"), "leads to 10.0.0.7, which is not a public address"),
    ("a file", redirect("file:///etc/passwd"), "only http and https addresses are read"),
    ("a circle", redirect("/feed"), "redirects in a circle"),
]


@pytest.mark.parametrize(("name", "fault", "line"), FEED_FAULTS, ids=[name for name, _, _ in FEED_FAULTS])
def test_a_broken_feed_has_its_line_and_the_others_go_on(
    desk: Desk, faults: FaultServer, name: str, fault: Callable[..., None], line: str
) -> None:
    faults.names["inside.example"] = [("93.184.215.14", "10.0.0.7")] * 3
    faults.sites[RADIO]["/feed"] = fault
    broken = faults.url(RADIO, "/feed")
    tally = desk.watch(broken, sites(faults, 1))

    assert (tally.feeds, tally.added, tally.failed) == (1, 1, 1), name
    (warned,) = desk.warned
    assert warned.startswith(broken)
    assert line in warned


def test_a_feed_that_failed_is_left_alone_for_longer_each_time(desk: Desk, faults: FaultServer) -> None:
    faults.sites[RADIO]["/feed"] = Reply(status=404)
    feed = faults.url(RADIO, "/feed")
    waits = []
    for _ in range(4):
        asked = len(faults.asked)
        start = desk.now
        while len(faults.asked) == asked:
            desk.watch(feed)
            desk.now += 30
        waits.append(desk.now - start)

    assert waits == sorted(waits)
    assert waits[-1] > 200


def test_a_feed_that_comes_back_has_lost_nothing(desk: Desk, faults: FaultServer) -> None:
    feed = sites(faults)
    whole, faults.sites[POST]["/feed"] = faults.sites[POST]["/feed"], play.cut
    desk.watch(feed)
    faults.sites[POST]["/feed"] = whole
    desk.now += 900

    assert desk.watch(feed).added == 2


def test_a_host_that_asks_to_wait_is_left_alone(desk: Desk, faults: FaultServer) -> None:
    feed = sites(faults, 3)
    whole, faults.sites[POST]["/0"] = faults.sites[POST]["/0"], Reply(status=429, headers=(("Retry-After", "600"),))
    tally = desk.watch(feed)

    assert (tally.added, tally.waiting, tally.failed) == (0, 3, 0)
    assert faults.paths(POST)[-1] == "/0"
    assert "429 Too Many Requests, and asks to wait 600 seconds" in desk.warned[0]
    assert "2 requests will wait" in desk.warned[1]
    faults.sites[POST]["/0"] = whole
    desk.now += 300
    assert desk.watch(feed).added == 0
    desk.now += 400
    assert desk.watch(feed).added == 3


def test_a_page_that_never_answers_is_given_up_and_told(desk: Desk, faults: FaultServer) -> None:
    feed = sites(faults, 1)
    faults.sites[POST]["/0"] = Reply(status=500)
    for _ in range(12):
        desk.watch(feed)
        desk.now += HOUR
    asked = faults.paths(POST).count("/0")

    assert asked == desk.manners.tries
    assert desk.warned[-1] == f"{faults.url(POST, '/0')}: the server answered 500 Internal Server Error"


def test_one_host_is_asked_with_a_pause_and_others_meanwhile(desk: Desk, faults: FaultServer) -> None:
    feed = sites(faults, 3)
    faults.sites[RADIO]["/7"] = story(*NEWS)
    faults.sites[RADIO]["/feed"] = rss(item(faults.url(RADIO, "/7")))
    desk.watch(feed, faults.url(RADIO, "/feed"))

    assert [request.host for request in faults.asked[:5]] == [POST, POST, RADIO, RADIO, POST]
    assert sum(desk.slept) == pytest.approx(2.0 * (len(faults.paths(POST)) - 1), abs=1)


def test_robots_are_obeyed(desk: Desk, faults: FaultServer) -> None:
    feed = sites(faults, 3)
    faults.sites[POST]["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /1\nCrawl-delay: 7\n")
    tally = desk.watch(feed)

    assert (tally.added, tally.failed) == (2, 1)
    assert "/1" not in faults.paths(POST)
    assert desk.warned == [f"{faults.url(POST, '/1')}: the robots.txt of {POST}:{faults.port} does not allow it"]
    assert max(desk.slept) == pytest.approx(7.0, abs=0.1)


ROBOTS: list[tuple[str, Callable[..., None], int, str]] = [
    ("not there", Reply(status=404), 2, ""),
    ("forbidden", Reply(status=403), 2, ""),
    ("broken", Reply(status=500), 0, "robots.txt: the server answered 500"),
    ("endless", play.endless, 0, "cannot be read"),
    ("inside", redirect("http://10.0.0.7/"), 0, "cannot be read"),
    ("nonsense", Reply(b"\xff\x00<html>" * 100), 2, ""),
    ("for others", Reply(b"User-agent: Trawler\nDisallow: /\n"), 2, ""),
    ("for us", Reply(b"User-agent: reportedly\nDisallow: /\n"), 0, "does not allow it"),
]


@pytest.mark.parametrize(("robots", "added", "line"), [pytest.param(*rest, id=name) for name, *rest in ROBOTS])
def test_a_robots_file_of_any_kind(desk: Desk, faults: FaultServer, robots: Callable[..., None], added: int, line: str) -> None:
    feed = sites(faults)
    faults.sites[POST]["/robots.txt"] = robots

    assert desk.watch(feed).added == added
    assert line in "".join(desk.warned)
    assert faults.paths(POST).count("/robots.txt") == 1


def test_the_robots_of_the_host_that_a_redirect_leads_to(desk: Desk, faults: FaultServer) -> None:
    faults.sites[POST]["/0"] = redirect(faults.url(RADIO, "/7"))
    faults.sites[POST]["/feed"] = rss(item(faults.url(POST, "/0")))
    faults.sites[RADIO]["/7"] = story(*NEWS)
    faults.sites[RADIO]["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /\n")

    assert desk.watch(faults.url(POST, "/feed")).added == 0
    assert faults.paths(RADIO) == ["/robots.txt"]


def behind_canonical(faults: FaultServer) -> Reply:
    return story("Piers closed at Rivermouth, and more news in brief.", head=f"<link rel='canonical' href='{faults.url(RADIO, '/7')}'>")


def behind_refresh(faults: FaultServer) -> Reply:
    return Reply(f'<html><meta http-equiv="refresh" content="0; url={faults.url(RADIO, "/7")}"></html>'.encode())


def behind_redirect(faults: FaultServer) -> Reply:
    return redirect(faults.url(RADIO, "/7"))


@pytest.mark.parametrize("way", [behind_canonical, behind_refresh, behind_redirect])
def test_the_article_behind_an_item(desk: Desk, faults: FaultServer, way: Callable[[FaultServer], Reply]) -> None:
    faults.sites[POST]["/go"] = way(faults)
    faults.sites[POST]["/feed"] = rss(item(faults.url(POST, "/go?utm_source=rss")))
    faults.sites[RADIO]["/7"] = story(*NEWS)
    faults.sites[POST]["/go?utm_source=rss"] = faults.sites[POST]["/go"]
    desk.watch(faults.url(POST, "/feed"))

    (article,) = desk.articles()
    assert (article.outlet.name, article.text) == (RADIO, TEXT)


def test_two_feeds_that_lead_to_one_article(desk: Desk, faults: FaultServer) -> None:
    faults.sites[RADIO]["/7"] = story(*NEWS)
    faults.sites[RADIO]["/7?utm_medium=feed"] = faults.sites[RADIO]["/7"]
    faults.sites[POST]["/feed"] = rss(item(faults.url(RADIO, "/7?utm_medium=feed")), item(faults.url(RADIO, "/7#top")))

    assert (desk.watch(faults.url(POST, "/feed")).added, len(desk.articles())) == (1, 1)


def test_a_feed_with_the_whole_article_when_its_page_cannot_be_had(desk: Desk, faults: FaultServer) -> None:
    whole = "".join(f"<p>{paragraph}</p>" for paragraph in NEWS * 3)
    faults.sites[POST]["/feed"] = rss(item(faults.url(POST, "/gone"), words=whole))
    desk.watch(faults.url(POST, "/feed"))

    (article,) = desk.articles()
    assert article.title == "Piers closed"


def test_an_item_that_leads_to_its_own_feed_ends(desk: Desk, faults: FaultServer) -> None:
    feed = faults.url(POST, "/feed")
    faults.sites[POST]["/feed"] = rss(item(feed), item("data:text/html,news"), item("file:///etc/passwd"))
    tally = desk.watch(feed)

    assert (tally.added, tally.failed, len(faults.asked)) == (0, 3, 3)


def test_a_page_that_changed_is_told_and_recorded(desk: Desk, faults: FaultServer) -> None:
    feed = sites(faults, 1)
    desk.watch(feed)
    desk.said.clear()
    faults.sites[POST]["/0"] = story(*NEWS, "Correction: an earlier version gave the wrong year for the crane of Rivermouth.")
    desk.now += HOUR + 60
    tally = desk.watch(feed)

    assert (tally.changed, tally.added) == (1, 0)
    assert desk.said[0] == f"changed: {faults.url(POST, '/0')}"
    (article,) = desk.articles()
    assert "Correction:" in article.text
    desk.now += 6 * HOUR
    assert desk.watch(feed).changed == 0


def test_a_page_that_changes_back_is_again_what_it_was(desk: Desk, faults: FaultServer) -> None:
    feed = sites(faults, 1)
    desk.watch(feed)
    (before,) = desk.articles()
    first = faults.sites[POST]["/0"]
    corrected = story(*NEWS, "Correction: an earlier version gave the wrong year for the crane of Rivermouth.")
    for page, wait in ((corrected, 6 * HOUR), (first, DAY)):
        faults.sites[POST]["/0"] = page
        desk.now += wait + 60
        assert desk.watch(feed).changed == 1
    assert desk.articles() == [before]


def test_a_page_is_looked_at_again_now_and_then(desk: Desk, faults: FaultServer) -> None:
    feed = sites(faults, 1)
    faults.sites[POST]["/0"] = replace(faults.sites[POST]["/0"], headers=(("ETag", '"1"'),))  # type: ignore[type-var]
    for day in (0, 0.05, 0.1, 0.3, 0.5, 1.1, 2, 4, 5, 8, 9, 12):
        desk.now = START + day * DAY
        desk.watch(feed)

    assert faults.paths(POST).count("/0") == 1 + len(desk.manners.visits)
    assert [request for request in faults.asked if request.path == "/0"][-1].headers["if-none-match"] == '"1"'


def test_a_page_that_is_gone_is_told_once(desk: Desk, faults: FaultServer) -> None:
    feed = sites(faults, 1)
    desk.watch(feed)
    del faults.sites[POST]["/0"]
    for _ in range(4):
        desk.now += DAY
        desk.watch(feed)

    assert desk.said.count(f"gone: {faults.url(POST, '/0')}") == 1
    assert len(desk.articles()) == 1


def test_a_second_watch_on_the_library_is_refused(desk: Desk, faults: FaultServer) -> None:
    from reportedly.errors import UsageError  # noqa: PLC0415
    from reportedly.watch.state import only_watch  # noqa: PLC0415

    feed = sites(faults)
    desk.folder.mkdir()
    with only_watch(desk.folder), pytest.raises(UsageError, match="another `reportedly watch` is at work"):
        desk.watch(feed)
    assert desk.watch(feed).added == 2
