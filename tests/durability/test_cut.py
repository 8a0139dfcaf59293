"""Files whose end the disk did not keep: the library is what it was some articles earlier, or it says that it is damaged."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from tests.durability.library import KEYS, said, text_of, verified, write_articles
from tests.durability.processes import begun, killed, run
from tests.store.harbour import WordVectors

from reportedly.errors import LibraryError
from reportedly.store import Library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.durability.library import Shelf


def added_in_order(shelf: Shelf) -> list[str]:
    """The ids of a library in the order in which they were added."""
    with closing(sqlite3.connect(shelf.articles)) as db:
        return [key for (key,) in db.execute("SELECT id FROM article ORDER BY row")]


@pytest.fixture
def fallen(shelf: Shelf) -> Shelf:
    """A library as a kill has left it, its last articles in its log alone."""
    source = write_articles(shelf.folder / "articles.jsonl", KEYS)
    work = begun(shelf.said, "run", *shelf.adding(source))
    while len(shelf.receipted) < 80:
        assert work.process.is_alive(), work.end()
    assert killed(work)
    return shelf


def test_a_log_that_ends_early(fallen: Shelf) -> None:
    """Whatever its last bytes are, what is left is the first articles without a gap, and adding goes on from there."""
    chance = random.Random(3)  # noqa: S311  no secret
    log = fallen.articles.with_name("library.sqlite3-wal")
    whole = log.read_bytes()
    counts = set()
    for attempt in range(25):
        shelf = fallen.copied(fallen.folder / f"cut-{attempt}")
        at = chance.choice((0, 31, 32, chance.randrange(len(whole)), len(whole) - chance.randrange(1, 20_000)))
        rest = b"" if attempt % 2 else chance.randbytes(min(8_192, len(whole) - at))  # a last write that is none, or another
        (shelf.library / log.name).write_bytes(whole[:at] + rest)
        (shelf.library / "library.sqlite3-shm").unlink(missing_ok=True)  # a machine that starts again has none
        try:
            ids = verified(shelf.library)
        except LibraryError:
            raise AssertionError(f"cut at {at} of {len(whole)}") from None
        assert sorted(KEYS[: len(ids)]) == list(ids)
        assert added_in_order(shelf) == KEYS[: len(ids)]
        counts.add(len(ids))
    assert len(counts) > 3, "the log is cut in many places"
    shelf = fallen.copied(fallen.folder / "halved")
    (shelf.library / log.name).write_bytes(whole[: len(whole) // 2])
    code, _, err = run(shelf.said, *shelf.adding(fallen.folder / "articles.jsonl"))
    assert (code, err) == (0, "")
    assert verified(shelf.library, shelf.receipted) == tuple(KEYS)


def _shorter(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size * 2 // 3])


def _overwritten(file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] + b"\x5a" * (len(whole) - len(whole) // 2))


HARMS = pytest.mark.parametrize("harm", [_shorter, _overwritten])


@HARMS
def test_a_damaged_index_is_made_anew_and_that_is_said(full: Shelf, harm: Callable[[Path], None]) -> None:
    harm(full.index)
    more = write_articles(full.folder / "more.jsonl", ["m1"])

    code, out, err = run(full.said, *full.adding(more))

    assert (code, out) == (0, f"{full.library}: 1 added, 0 known already, 0 not used\n")
    assert said(err) == [f"{full.index}: the index was damaged and is made anew from the library; nothing is lost"]
    assert verified(full.library) == (*KEYS, "m1")


@HARMS
def test_a_damaged_library_is_said_and_what_can_be_read_gets_out(full: Shelf, harm: Callable[[Path], None]) -> None:
    harm(full.articles)
    damaged = "--library", str(full.library)

    code, out, err = run(full.said, *full.adding(write_articles(full.folder / "more.jsonl", [f"m{n}" for n in range(30)])))
    assert (code, out) == (4, "")
    assert len(said(err)) == 1
    assert f"{full.articles}: damaged" in err

    code, out, err = run(full.said, "library", "verify", *damaged)
    assert code == 5, err
    assert str(full.articles) in out

    code, out, err = run(full.said, "library", "export", str(full.folder / "saved"), *damaged)
    assert code == 5, (out, err)
    again = "--library", str(full.folder / "again")
    code, out, err = run(full.said, "library", "import", str(full.folder / "saved"), *again)
    assert code == 0, err
    code, out, err = run(full.said, "library", "verify", *again)
    assert (code, err) == (0, ""), out
    with Library.open(full.folder / "again", vectors=WordVectors(), create=False) as library:
        texts = {article.id: article.text for article in library.articles()}
    left = full.articles.read_bytes()
    assert texts == {key: text_of(key) for key in KEYS if text_of(key).encode() in left}
    assert 10 < len(texts) < len(KEYS)


@HARMS
def test_a_damaged_memory_of_a_watch_is_said(full: Shelf, harm: Callable[[Path], None]) -> None:
    """Nothing hangs on it but what is done again: without it, a watch begins anew."""
    call = "watch", "--following", "--library", str(full.library)
    assert run(full.said, *call) == (0, "", "")
    memory = full.library / "watch.sqlite3"
    harm(memory)

    code, out, err = run(full.said, *call)

    assert (code, out) == (4, "")
    assert [line.partition("; ")[0] for line in said(err)] == [f"{memory}: damaged"]
    assert "remove it and watch again" in err
    memory.unlink()
    assert run(full.said, *call) == (0, "", "")
    assert verified(full.library) == tuple(KEYS)
