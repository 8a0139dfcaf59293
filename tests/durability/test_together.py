"""Many processes at one library at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.durability.library import KEYS, said, verified, write_articles
from tests.durability.processes import begun, run

if TYPE_CHECKING:
    from tests.durability.library import Shelf


def test_two_add_and_ten_read(shelf: Shelf) -> None:
    """Half of what either adds the other adds too."""
    first = write_articles(shelf.folder / "first.jsonl", ["begin"])
    assert run(shelf.said, *shelf.adding(first))[0] == 0
    halves = [write_articles(shelf.folder / f"half-{n}.jsonl", KEYS[begin : begin + 90]) for n, begin in enumerate((0, 50))]
    readers = [begun(shelf.said / f"reader-{n}", "read", str(shelf.library), str(len(KEYS) + 1)) for n in range(10)]
    adders = [begun(shelf.said / f"adder-{n}", "run", *shelf.adding(half)) for n, half in enumerate(halves)]

    for each in (*adders, *readers):
        code, _, err = each.end()
        assert (code, err) == (0, ""), err

    assert verified(shelf.library, shelf.receipted) == ("begin", *KEYS)
    assert set(shelf.receipted) == {"begin", *KEYS}


def test_an_index_that_is_damaged_while_many_use_it(full: Shelf) -> None:
    """However many find the damage at once, one throws it away, and all go on with the index that is made."""
    whole = full.index.read_bytes()
    full.index.write_bytes(whole[:20_000])

    readers = [begun(full.said / f"reader-{n}", "read", str(full.library), str(len(KEYS))) for n in range(6)]

    ends = [each.end() for each in readers]

    assert [code for code, _, _ in ends] == [0] * len(readers), ends
    lines = [line for _, _, err in ends for line in said(err)]
    assert lines == [f"{full.index}: the index was damaged and is made anew from the library; nothing is lost"]
    assert verified(full.library) == tuple(KEYS)
