"""Processes that are killed at their work: nothing that was acknowledged is lost, nothing is there twice, every library is whole."""

from __future__ import annotations

import random
import shutil
import sqlite3
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from tests.durability.library import KEYS, Shelf, text_of, verified, write_articles
from tests.durability.processes import begun, killed, run
from tests.ingest.faults import LOOPBACK, FaultServer
from tests.store.harbour import WordVectors
from tests.watch.desk import item, rss, story

from reportedly.store import Library, migrations

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.durability.processes import Begun
    from tests.ingest.faults import Handler

HOST = "harbourpost.example"
PAGES = 6


#: Draws the moments.
CHANCE = random.Random(1)  # noqa: S311  no secret


def await_true(happened: Callable[[], bool]) -> None:
    """Wait until something has happened."""
    until = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < until, "it does not happen"
        time.sleep(0.002)


def test_killed_while_articles_are_added(shelf: Shelf) -> None:
    source = write_articles(shelf.folder / "articles.jsonl", KEYS)
    for least in (1, 40, 63):  # the index takes in 64 at a time
        work, before = begun(shelf.said, "run", *shelf.adding(source)), len(shelf.receipted)
        await_true(lambda least=least, before=before: len(shelf.receipted) >= before + least)  # type: ignore[misc]  # a lambda with defaults
        killed(work)
        assert len(verified(shelf.library, shelf.receipted)) >= least

    code, out, err = run(shelf.said, *shelf.adding(source))

    assert (code, err) == (0, "")
    assert "0 not used" in out
    assert verified(shelf.library, shelf.receipted) == tuple(KEYS)


def await_write(file: Path, work: Begun) -> None:
    """Wait until a process has written to a database, and a little more."""
    log, begins = file.with_name(f"{file.name}-wal"), time.time_ns()
    await_true(lambda: not work.process.is_alive() or (log.is_file() and log.stat().st_size > 0 and log.stat().st_mtime_ns >= begins))
    time.sleep(CHANCE.uniform(0, 0.1))


def await_moment(attempt: int, file: Path, work: Begun) -> None:
    """Wait for a write, or at every other attempt for next to nothing: what is soon done on a fast machine is killed there too."""
    if attempt % 2:
        time.sleep(CHANCE.uniform(0, 0.01))
    else:
        await_write(file, work)


def test_killed_while_an_export_is_brought_back(full: Shelf) -> None:
    assert run(full.said, "library", "export", str(full.folder / "export"), "--library", str(full.library))[0] == 0
    again = Shelf(full.folder / "again")
    call = "run", "library", "import", str(full.folder / "export"), "--library", str(again.library)
    killings = 0
    for attempt in range(4):
        work = begun(full.said, *call)
        await_moment(attempt, again.articles, work)
        killings += killed(work)
        assert set(verified(again.library)) <= set(KEYS)

    code, _, err = begun(full.said, *call).end()

    assert (code, err) == (0, "")
    assert killings
    assert verified(again.library) == tuple(KEYS)
    with Library.open(full.library, vectors=WordVectors()) as one, Library.open(again.library, vectors=WordVectors()) as other:
        assert one.digest() == other.digest()


def test_killed_while_the_index_is_made_anew(full: Shelf) -> None:
    killings = 0
    for attempt in range(4):
        work = begun(full.said, "rebuild", str(full.library))
        await_moment(attempt, full.index, work)
        killings += killed(work)
        assert verified(full.library) == tuple(KEYS)
    assert killings


def test_killed_while_the_library_is_brought_to_a_later_layout(full: Shelf) -> None:
    newest, killings = migrations.NEWEST, 0
    for attempt in range(4):
        shelf = full.copied(full.folder / str(attempt))
        work = begun(full.said, "migrate", str(shelf.library))
        await_moment(attempt, shelf.articles, work)
        killings += killed(work)
        with closing(sqlite3.connect(shelf.articles)) as db:
            found = db.execute("PRAGMA user_version").fetchone()[0]
        assert found in {newest, newest + 1}
        if found == newest:
            assert verified(shelf.library) == tuple(KEYS)
        code, _, err = begun(full.said, "migrate", str(shelf.library)).end()
        assert code == 0, err
        with closing(sqlite3.connect(shelf.articles)) as db:
            noted = "SELECT id FROM article JOIN note ON note.article = row AND note.words = noted ORDER BY id"
            assert [key for (key,) in db.execute(noted)] == KEYS
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        shutil.rmtree(shelf.folder)
    assert killings


@pytest.mark.loopback
@pytest.mark.allow_hosts([LOOPBACK])
def test_killed_in_a_round_of_a_watch(shelf: Shelf, faults: FaultServer) -> None:
    go_on = threading.Event()
    for number in range(PAGES):
        faults.sites[HOST][f"/{number}"] = story(*text_of(f"w{number}").split("\n\n"), title=f"Ship {number}")
    faults.sites[HOST]["/feed"] = rss(*[item(faults.url(HOST, f"/{number}")) for number in range(PAGES)])
    whole = faults.sites[HOST][f"/{PAGES - 1}"]

    def last(line: Handler) -> None:
        go_on.wait(60)  # so that no round comes to its end before it is killed
        whole(line)

    faults.sites[HOST][f"/{PAGES - 1}"] = last
    call = "watch", str(shelf.library), str(faults.port), faults.url(HOST, "/feed")
    for page in (0, 1, 3):
        work = begun(shelf.said, *call)
        await_true(lambda page=page: f"/{page}" in faults.paths(HOST))  # type: ignore[misc]  # a lambda with defaults
        time.sleep(CHANCE.uniform(0, 0.1))
        assert killed(work)
        if shelf.articles.is_file():
            verified(shelf.library)
    go_on.set()

    code, _, err = begun(shelf.said, *call).end()

    assert code == 0, err
    assert len(verified(shelf.library)) == PAGES
