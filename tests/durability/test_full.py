"""No room for more: one line says so, what was acknowledged stays, and the same command goes on once there is room."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.durability.library import KEYS, said, verified, write_articles
from tests.durability.processes import begun, run

if TYPE_CHECKING:
    from tests.durability.library import Shelf


@pytest.mark.parametrize("largest", [4_000, 40_000, 130_000])
def test_while_articles_are_added(shelf: Shelf, largest: int) -> None:
    source = write_articles(shelf.folder / "articles.jsonl", KEYS)

    code, _, err = run(shelf.said, *shelf.adding(source), largest=largest)

    assert code == 4
    assert len(said(err)) == 1, err
    kept = shelf.receipted
    assert len(kept) < len(KEYS)
    if kept:
        assert set(kept) <= set(verified(shelf.library, kept))
    code, _, err = run(shelf.said, *shelf.adding(source))
    assert (code, err) == (0, "")
    assert verified(shelf.library, shelf.receipted) == tuple(KEYS)


def test_while_the_index_is_made_anew(full: Shelf) -> None:
    full.index.unlink()

    code, _, err = run(full.said, "library", "rebuild", "--library", str(full.library), "--quiet", largest=60_000)

    assert code == 4
    assert len(said(err)) == 1, err
    assert verified(full.library) == tuple(KEYS)


def test_while_the_library_is_brought_to_a_later_layout(full: Shelf) -> None:
    code, _, err = begun(full.said, "migrate", str(full.library), largest=100_000).end()

    assert code != 0
    assert "LibraryError" in err
    assert verified(full.library) == tuple(KEYS)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_receipt_that_cannot_be_written_ends_the_adding(shelf: Shelf) -> None:
    source = write_articles(shelf.folder / "articles.jsonl", KEYS)

    code, _, err = run(shelf.said, "add", str(source), "--library", str(shelf.library), "--receipt", "/dev/full", "--quiet")

    assert code != 0
    assert len(said(err)) == 1, err
    assert "/dev/full" in err
    verified(shelf.library)
