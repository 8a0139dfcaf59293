"""Real processes, really killed, in the middle of things: nothing is lost, nothing is there twice."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.ingest.faults import LOOPBACK, FaultServer
from tests.ingest.newsroom import NEWS
from tests.watch.desk import item, rss, story

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ingest.faults import Handler
    from tests.watch.desk import Desk

pytestmark = [pytest.mark.loopback, pytest.mark.allow_hosts([LOOPBACK])]

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
HOST = "harbourpost.example"
COUNT = 8
#: Each run is killed there, and the next goes on from what it left.
KILLS = (
    ("State.keep_feed", 1),  # the feed was read, and nothing of it noted
    ("State.keep_page", 1),  # the article is in the library, and its item not noted
    ("Library.add", 2),  # the page was read, and its article not added
    ("State.keep_page", 2),
)


def run(desk: Desk, feed: str, *where: str) -> tuple[int, str]:
    command = [sys.executable, str(ROOT / "tests" / "watch" / "process.py"), str(desk.folder), str(desk.faults.port), feed, *where]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, cwd=ROOT, env={"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def feed(faults: FaultServer) -> str:
    for number in range(COUNT):
        faults.sites[HOST][f"/{number}"] = story(*NEWS, f"It was the accident with the number {number} in the port of Rivermouth.")
    faults.sites[HOST]["/feed"] = rss(*[item(faults.url(HOST, f"/{number}")) for number in range(COUNT)])
    return faults.url(HOST, "/feed")


def test_killed_again_and_again_a_watch_loses_nothing_and_adds_nothing_twice(desk: Desk, faults: FaultServer, feed: str) -> None:
    for where, nth in KILLS:
        code, said = run(desk, feed, where, str(nth))
        assert code == -signal.SIGKILL, said
    code, said = run(desk, feed)

    assert code == 0, said
    assert [article.url for article in desk.articles()] == [faults.url(HOST, f"/{number}") for number in range(COUNT)]
    code, said = run(desk, feed)
    assert (code, said) == (0, "1 feed: 0 added, 0 known already, 0 changed, 0 waiting, 0 not used\n")


def test_killed_while_a_page_is_on_its_way(desk: Desk, faults: FaultServer, feed: str) -> None:
    """The server kills the process from outside, in the middle of an answer."""
    process: list[subprocess.Popen[str]] = []
    whole = faults.sites[HOST]["/3"]
    faults.sites[HOST]["/3"] = killing(process)
    command = [sys.executable, str(ROOT / "tests" / "watch" / "process.py"), str(desk.folder), str(faults.port), feed]
    process.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=ENVIRONMENT))
    process[0].communicate(timeout=60)
    assert process[0].returncode == -signal.SIGKILL
    faults.sites[HOST]["/3"] = whole
    code, said = run(desk, feed)

    assert (code, len(desk.articles())) == (0, COUNT), said
    assert faults.paths(HOST).count("/3") == 2
    assert faults.paths(HOST).count("/0") == 1


def test_killed_between_deciding_and_saying(desk: Desk, faults: FaultServer, feed: str) -> None:
    """The real check decides; the process is killed before anything of it is said; the next one says it, and the one after that nothing."""
    (claim,) = desk.follow("The harbour authority of Rivermouth closed both piers on Tuesday.")
    assert "uncorroborated, 1 origin" in run(desk, feed)[1]
    faults.sites[HOST]["/9"] = story(
        "Tom Reeve, the fisheries minister, denied that the harbour authority of Rivermouth closed both piers on Tuesday.", *NEWS[2:]
    )
    faults.sites[HOST]["/feed"] = rss(item(faults.url(HOST, "/9")))
    code, said = run(desk, feed, "Ledger.unsaid", "2")
    assert (code, "disputed" in said) == (-signal.SIGKILL, False), said
    said = run(desk, feed)[1]

    assert said.count("It is disputed now, by Tom Reeve") == 1
    assert claim.words in said
    assert "disputed" not in run(desk, feed)[1]
    assert (desk.folder / "changes.xml").read_text("utf-8").count("<entry>") == 1


def killing(process: list[subprocess.Popen[str]]) -> Callable[[Handler], None]:
    def play(line: Handler) -> None:
        line.send_response(200)
        line.send_header("Content-Length", "5000")
        line.end_headers()
        line.wfile.write(b"<html><body><p>The harbour")
        process[0].kill()

    return play
