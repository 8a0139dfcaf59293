"""What was decided is said: in the terminal, in an Atom feed, to a webhook; also when the watch was killed between the two."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import feedparser
import pytest
from tests.ingest.faults import LOOPBACK, FaultServer, Reply, redirect
from tests.watch.desk import DAY, HOUR
from tests.watch.test_follow import DISPUTED, ONE

from reportedly.errors import RefusedError, UsageError
from reportedly.ingest import IngestSettings
from reportedly.watch import Ears, Webhook, allowing
from reportedly.watch.follow import changes_of
from reportedly.watch.ledger import Ledger
from reportedly.watch.state import State

if TYPE_CHECKING:
    from pathlib import Path

    from tests.watch.desk import Desk

    from reportedly.watch.follow import Standing

pytestmark = [pytest.mark.loopback, pytest.mark.allow_hosts([LOOPBACK])]

CLAIM = "Two trawlers were lost off Rivermouth on Monday."


def decide(desk: Desk, ears: Ears, now: Standing = DISPUTED) -> None:
    """Decide that the claim stands otherwise now, and say nothing of it yet."""
    desk.follow(CLAIM)
    with desk.tools.library() as library:
        digest = library.digest()
    with State(desk.folder, desk.now) as state:
        (claim,) = Ledger(state).claims()
        seen = claim._replace(standing=now, library=digest)
        targets = [ears.webhook.target] if ears.webhook else []
        Ledger(state).looked(seen, desk.now, changes=changes_of(ONE, now, {}), before=ONE, targets=targets)


def test_claims_are_followed_and_no_longer(desk: Desk) -> None:
    first, second = desk.follow(CLAIM, f"  {CLAIM} ", "Both crews were reached by radio.")
    assert (first.words, first.standing) == (CLAIM, None)
    assert [claim.words for claim in desk.follow(unfollow=(second.id[:8],))] == [CLAIM]
    assert desk.follow(unfollow=(CLAIM,)) == ()
    for wrong in ("", "x" * 3_000):
        with pytest.raises(UsageError, match="--follow: expected a claim of at most 2000 characters"):
            desk.follow(wrong)
    with pytest.raises(UsageError, match="0 claims are followed by this name"):
        desk.follow(unfollow=("The sea is calm.",))


def test_the_terminal_is_told_once(desk: Desk) -> None:
    decide(desk, Ears())
    desk.watch()
    desk.watch()
    assert desk.said == [
        f"2031-03-04T14:13:20+00:00  “{CLAIM}”",
        "  It is disputed now, by Tom Reeve  https://harbourpost.example/4",
        "  Tom Reeve denies it, in The Harbour Post: “lost”  https://harbourpost.example/4",
    ]


def test_a_claim_that_is_no_longer_followed_is_not_announced(desk: Desk) -> None:
    desk.follow(CLAIM)
    with State(desk.folder, desk.now) as state:
        (claim,) = Ledger(state).claims()
        desk.follow(unfollow=(CLAIM,))
        Ledger(state).looked(claim._replace(standing=DISPUTED), desk.now, changes=changes_of(ONE, DISPUTED, {}), before=ONE, targets=[])
        assert Ledger(state).unsaid() == []


# The Atom feed


def test_the_atom_feed_is_valid_and_its_ids_stay(desk: Desk, tmp_path: Path) -> None:
    ears = Ears(atom=tmp_path / "changes.xml")
    desk.watch(ears=ears)
    empty = feedparser.parse((tmp_path / "changes.xml").read_bytes())
    assert (empty.bozo, empty.version, empty.entries) == (False, "atom10", [])
    decide(desk, ears)
    desk.watch(ears=ears)
    raw = (tmp_path / "changes.xml").read_bytes()
    feed = feedparser.parse(raw)

    assert (feed.bozo, feed.version, feed.feed.id) == (False, "atom10", empty.feed.id)
    assert {"title", "updated", "author"} <= feed.feed.keys()
    (entry,) = feed.entries
    assert (entry.title, entry.updated) == (f"disputed, denial: “{CLAIM}”", feed.feed.updated)
    assert entry.id.startswith("urn:uuid:")
    assert [link.href for link in entry.links] == ["https://harbourpost.example/4"]
    assert "Tom Reeve denies it" in entry.content[0].value
    desk.now += DAY
    desk.watch(ears=ears)
    assert (tmp_path / "changes.xml").read_bytes() == raw
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["changes.xml"]


def test_what_a_page_says_cannot_leave_its_place_in_the_feed(desk: Desk, tmp_path: Path) -> None:
    hostile = replace(DISPUTED, said=tuple(each._replace(words="</content>\x00\x1b[2J<script>") for each in DISPUTED.said))
    decide(desk, Ears(), hostile)
    desk.watch(ears=Ears(atom=tmp_path / "changes.xml"))
    feed = feedparser.parse((tmp_path / "changes.xml").read_bytes())
    assert (feed.bozo, len(feed.entries)) == (False, 1)
    assert "</content>\ufffd\ufffd[2J<script>" in feed.entries[0].content[0].value


# The webhook

HOOK = "desk.example"


def hook(faults: FaultServer, path: str = "/hook") -> Ears:
    url = faults.url(HOOK, path)
    return Ears(webhook=Webhook(url, faults.settings(timeout=1.0)))


def posted(faults: FaultServer) -> list[dict[str, Any]]:
    return [json.loads(request.body) for request in faults.asked if request.method == "POST"]


def test_a_change_is_posted_once(desk: Desk, faults: FaultServer) -> None:
    faults.sites[HOOK]["/hook"] = Reply(status=204)
    decide(desk, hook(faults))
    desk.watch(ears=hook(faults))
    desk.watch(ears=hook(faults))

    (sent,) = posted(faults)
    assert sent["claim"]["words"] == CLAIM
    assert (sent["before"], sent["now"]) == (
        {"status": "single origin", "disputed": False, "origins": "1 origin"},
        {"status": "single origin", "disputed": True, "origins": "1 origin"},
    )
    assert [change["kind"] for change in sent["changes"]] == ["disputed", "denial"]
    assert next(r for r in faults.asked if r.method == "POST").headers["content-type"] == "application/json"


@pytest.mark.parametrize("fault", [Reply(status=500), Reply(status=404), redirect("/elsewhere")])
def test_a_change_is_posted_until_it_has_arrived(desk: Desk, faults: FaultServer, fault: Reply) -> None:
    faults.sites[HOOK]["/hook?key=secret"] = fault
    ears = hook(faults, "/hook?key=secret")
    decide(desk, ears)
    desk.watch(ears=ears)
    tried = len(posted(faults))
    assert tried == 3
    assert any(line.startswith(f"--webhook http://{HOOK}:{faults.port}: the server answered") for line in desk.warned)
    assert "secret" not in "".join(desk.warned)

    faults.sites[HOOK]["/hook?key=secret"] = Reply(status=200)
    desk.now += HOUR
    desk.watch(ears=ears)
    desk.watch(ears=ears)
    assert len(posted(faults)) == tried + 1
    assert len({sent["id"] for sent in posted(faults)}) == 1


def test_a_webhook_is_guarded_like_other_fetches() -> None:
    for url in ("http://127.0.0.1/hook", "http://10.0.0.7/", "file:///tmp/hook", "http://desk.example:8080/"):
        with pytest.raises(RefusedError):
            Webhook(url, IngestSettings())
    assert Webhook("http://127.0.0.1:8080/hook", allowing("http://127.0.0.1:8080/hook", IngestSettings())).url


def test_a_webhook_on_this_machine_when_it_is_allowed(desk: Desk, faults: FaultServer) -> None:
    faults.sites[LOOPBACK]["/hook"] = Reply(status=204)
    url = f"http://{LOOPBACK}:{faults.port}/hook"
    ears = Ears(webhook=Webhook(url, allowing(url, IngestSettings())))
    faults.names[LOOPBACK] = [(LOOPBACK,)]
    decide(desk, ears)
    desk.watch(ears=ears)
    assert len(posted(faults)) == 1


# Killed between deciding and saying


class Killed(BaseException):
    """Ends the program wherever it is."""


def die(*_: object, **__: object) -> None:
    raise Killed


@pytest.mark.parametrize(("moment", "times"), [("unsaid", 1), ("said", 2)])
def test_what_was_decided_is_said_by_the_next_watch(
    desk: Desk, faults: FaultServer, monkeypatch: pytest.MonkeyPatch, moment: str, times: int
) -> None:
    """Killed before it is said, it is said once; killed after that and before it is noted, it is said again, with the same id."""
    faults.sites[HOOK]["/hook"] = Reply(status=204)
    decide(desk, hook(faults))
    real = getattr(Ledger, moment)
    monkeypatch.setattr(Ledger, moment, die)
    with pytest.raises(Killed):
        desk.watch(ears=hook(faults))
    monkeypatch.setattr(Ledger, moment, real)
    desk.watch(ears=hook(faults))
    desk.watch(ears=hook(faults))

    assert sum(line.startswith("  It is disputed now") for line in desk.said) == times
    assert len(posted(faults)) == 1


def test_killed_between_the_post_and_the_note_of_it_the_same_is_sent_again(
    desk: Desk, faults: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults.sites[HOOK]["/hook"] = Reply(status=204)
    decide(desk, hook(faults))
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "delivered", die)
        with pytest.raises(Killed):
            desk.watch(ears=hook(faults))
    desk.watch(ears=hook(faults))

    first, second = posted(faults)
    assert first == second
