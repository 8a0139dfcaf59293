"""An article out of a library, with what hung on it alone; noted until the index has forgotten it too."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3

__all__ = ["Left", "take_out"]


class Left(NamedTuple):
    """What left the library."""

    article: str
    #: How many lists of statements.
    attributed: int
    #: Whether bytes that it was read from left with it: some were kept, and no other article has them.
    page: bool
    #: Whether its outlet left with it, for no other article is of it.
    outlet: bool


def take_out(db: sqlite3.Connection, key: str) -> Left | None:
    """Take an article out, within a transaction of the caller's; None when there is none of this id."""
    found = db.execute("SELECT row, outlet, page FROM article WHERE id = ?", (key,)).fetchone()
    if found is None:
        return None
    row, outlet, page = found
    attributed = db.execute("DELETE FROM statements WHERE article = ?", (row,)).rowcount
    db.execute("INSERT INTO leaving SELECT row, content, text FROM article WHERE row = ?", (row,))
    db.execute("DELETE FROM article WHERE row = ?", (row,))
    pages = db.execute(
        "DELETE FROM page WHERE sha256 = ? AND sha256 NOT IN (SELECT page FROM article WHERE page = ?)", (page, page)
    ).rowcount
    outlets = db.execute(
        "DELETE FROM outlet WHERE row = ? AND NOT EXISTS (SELECT 1 FROM article WHERE outlet = ?)", (outlet, outlet)
    ).rowcount
    return Left(key, attributed, bool(pages), bool(outlets))
