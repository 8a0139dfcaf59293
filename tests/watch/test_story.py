"""A disputed claim over two days of feeds: what is said of it, when, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.ingest.faults import LOOPBACK, FaultServer
from tests.watch.desk import DAY, HOUR, item, rss, story

from reportedly.pipeline import add_with

if TYPE_CHECKING:
    from tests.watch.desk import Desk

pytestmark = [pytest.mark.loopback, pytest.mark.allow_hosts([LOOPBACK])]

POST, RADIO, GAZETTE = "harbourpost.example", "coastradio.example", "rivermouthgazette.example"
CLAIM = "Two trawlers were lost off Rivermouth on Monday."
DENIAL = "“two trawlers were lost off Rivermouth on Monday”"
FIRST = (
    "Two trawlers were lost off Rivermouth on Monday, said Ines Calder, the harbour master, after a night of searching.",
    "The lifeboat came back to the old quay at dawn with nothing but a hatch cover and some nets, Calder said.",
    "The harbour authority has asked all boats to stay in port until the wind drops, which is expected on Thursday.",
)
DENIED = (
    "Tom Reeve, the fisheries minister, denied that two trawlers were lost off Rivermouth on Monday.",
    "Reeve told reporters in the capital that both crews had been reached by radio in the early afternoon.",
    "His ministry keeps the register of fishing boats and runs the radio stations along the northern coast.",
)


def publish(faults: FaultServer, host: str, *stories: tuple[str, ...], day: int = 4) -> str:
    """Let a site have a feed of some stories, and return the feed's address."""
    stamp = f"<meta property='article:published_time' content='2031-03-0{day}T09:00:00Z'>"
    for number, paragraphs in enumerate(stories):
        faults.sites[host][f"/{number}"] = story(*paragraphs, title=f"News from the coast, {number}", head=stamp)
    faults.sites[host]["/feed"] = rss(*[item(faults.url(host, f"/{number}")) for number in range(len(stories))])
    return faults.url(host, "/feed")


def after_day_one(desk: Desk, faults: FaultServer) -> tuple[str, ...]:
    """Watch a first day on which two outlets carry what one person says; return all feeds."""
    desk.follow(CLAIM)
    feeds = publish(faults, POST, FIRST), publish(faults, RADIO, FIRST), publish(faults, GAZETTE)
    desk.watch(*feeds)
    return feeds


def deny(faults: FaultServer) -> None:
    publish(faults, GAZETTE, FIRST, DENIED, day=5)


def test_a_disputed_claim_over_two_days_of_feeds(desk: Desk, faults: FaultServer) -> None:
    feeds = after_day_one(desk, faults)
    assert desk.said[1:] == [f"{desk.follow()[0].id[:8]}  “{CLAIM}”: single origin, 1 origin"]

    desk.now += DAY
    desk.said.clear()
    publish(faults, GAZETTE, FIRST, day=5)
    assert desk.watch(*feeds).added == 1
    assert desk.said[1:] == []  # a copy

    desk.now += HOUR
    deny(faults)
    desk.watch(*feeds)
    assert desk.said[-3].endswith(f"+00:00  “{CLAIM}”")
    assert desk.said[-2:] == [
        f"  It is disputed now, by Tom Reeve  {faults.url(GAZETTE, '/1')}",
        f"  Tom Reeve denies it, in {GAZETTE}, 5 March 2031: {DENIAL}  {faults.url(GAZETTE, '/1')}",
    ]
    assert (desk.follow()[0].standing.disputed, desk.follow()[0].standing.status) == (True, "single origin")  # type: ignore[union-attr]

    desk.now += HOUR
    desk.said.clear()
    desk.watch(*feeds)
    assert desk.said[1:] == []


def test_a_correction_of_a_page_that_bore_on_the_claim(desk: Desk, faults: FaultServer) -> None:
    feeds = after_day_one(desk, faults)
    publish(faults, POST, FIRST[1:])
    desk.now += 2 * HOUR
    desk.watch(*feeds)

    assert desk.said[-1].startswith("  The page in harbourpost.example, 4 March 2031, where Ines Calder supports it, has changed, and")
    assert [line for line in desk.said if line.startswith("changed:")] == [f"changed: {faults.url(POST, '/0')}"]


def test_without_feeds_claims_are_held_against_what_else_is_added(desk: Desk, faults: FaultServer) -> None:
    after_day_one(desk, faults)
    deny(faults)
    page = desk.folder.parent / "denial.html"
    page.write_bytes(faults.sites[GAZETTE]["/1"].body)  # type: ignore[attr-defined]
    add_with(desk.tools, [str(page)])
    desk.watch()
    assert any(line.startswith("  It is disputed now, by Tom Reeve") for line in desk.said)
