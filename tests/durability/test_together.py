"""Many processes at one library at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.durability.library import KEYS, verified, write_articles
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
