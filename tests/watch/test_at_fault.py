"""Faults of the program itself in the middle of a watch: each has its line, and the watch goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.ingest.faults import LOOPBACK, FaultServer
from tests.ingest.newsroom import NEWS
from tests.watch.desk import DAY, HOUR, item, rss, story

from reportedly.errors import LibraryError
from reportedly.ingest.feed import items_in
from reportedly.pipeline import report_on
from reportedly.watch import rounds, watching
from reportedly.watch.behind import Finder

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.watch.desk import Desk

pytestmark = [pytest.mark.loopback, pytest.mark.allow_hosts([LOOPBACK])]

POST, RADIO = "harbourpost.example", "coastradio.example"
CLAIM, OTHER = "Both piers of Rivermouth were closed on Tuesday.", "The crane of Rivermouth was built in 1931."
FAULT = "a fault of the program: ZeroDivisionError: the tide, twice"


def failing(real: Callable[..., Any], name: str, error: Exception) -> Callable[..., Any]:
    """Return a function that fails where one of its values names something."""

    def do(*values: Any, **options: Any) -> Any:
        if any(name in str(value) for value in values):
            raise error
        return real(*values, **options)

    return do


def tide() -> Exception:
    return ZeroDivisionError("the tide,\n  twice")


def feeds(faults: FaultServer) -> tuple[str, str]:
    """Let two sites have a feed of one article each."""
    for host in (POST, RADIO):
        faults.sites[host]["/7"] = story(*NEWS, f"{host} has asked the harbour master of Rivermouth for the papers of the crane.")
        faults.sites[host]["/feed"] = rss(item(faults.url(host, "/7")))
    return faults.url(POST, "/feed"), faults.url(RADIO, "/feed")


def test_a_feed_is_asked_again_later(desk: Desk, faults: FaultServer, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, other = feeds(faults)
    with monkeypatch.context() as patched:
        patched.setattr(rounds, "items_in", failing(items_in, broken, tide()))
        tally = desk.watch(broken, other)

    assert (tally.feeds, tally.added, tally.failed, desk.warned) == (1, 1, 1, [f"{broken}: {FAULT}"])
    desk.now += DAY
    assert desk.watch(broken, other).added == 1


def test_an_item_is_given_up(desk: Desk, faults: FaultServer, monkeypatch: pytest.MonkeyPatch) -> None:
    named, broken = feeds(faults), faults.url(POST, "/7")
    monkeypatch.setattr(Finder, "understood", failing(Finder.understood, broken, tide()))
    tally = desk.watch(*named)

    assert (tally.feeds, tally.added, tally.failed, desk.warned) == (2, 1, 1, [f"{broken}: {FAULT}"])
    desk.now += HOUR / 2
    assert desk.watch(*named).failed == 0


def test_a_page_is_looked_at_again_at_its_next_time(desk: Desk, faults: FaultServer, monkeypatch: pytest.MonkeyPatch) -> None:
    named, broken = feeds(faults), faults.url(POST, "/7")
    desk.watch(*named)
    faults.sites[POST]["/7"] = story(*NEWS, "Correction: an earlier version gave the wrong year for the crane of Rivermouth.")
    with monkeypatch.context() as patched:
        patched.setattr(Finder, "understood", failing(Finder.understood, broken, tide()))
        desk.now += HOUR + 60
        desk.watch(*named)
    assert desk.warned == [f"{broken}: looked at again: {FAULT}"]

    desk.now += HOUR
    assert desk.watch(*named).changed == 0, "it is not due yet"
    desk.now += 6 * HOUR
    assert desk.watch(*named).changed == 1


def test_a_claim_is_looked_at_again_after_the_next_round(desk: Desk, faults: FaultServer, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.follow(CLAIM, OTHER)
    with monkeypatch.context() as patched:
        patched.setattr(watching, "report_on", failing(report_on, CLAIM, tide()))
        desk.watch(*feeds(faults))
    assert desk.warned == [f"“{CLAIM}”: not looked at: {FAULT}"]
    assert [claim.standing is None for claim in desk.follow()] == [True, False]

    desk.watch()
    assert all(claim.standing for claim in desk.follow())


def test_what_no_other_job_would_escape_ends_the_watch(desk: Desk, faults: FaultServer, monkeypatch: pytest.MonkeyPatch) -> None:
    named, broken = feeds(faults), faults.url(POST, "/7")
    with monkeypatch.context() as patched:
        patched.setattr(Finder, "understood", failing(Finder.understood, broken, LibraryError("the disk is full")))
        with pytest.raises(LibraryError, match="the disk is full"):
            desk.watch(*named)

    desk.now += HOUR / 2
    desk.watch(*named)
    assert len(desk.articles()) == 2, "nothing is lost by it"
