"""An article out of a library, with what hung on it alone; noted until the index has forgotten it too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

__all__ = ["Left", "drop_unused", "take_out", "withdraw"]

_PAGE: Final = (
    "DELETE FROM page WHERE sha256 = ?1"
    " AND NOT EXISTS (SELECT 1 FROM article WHERE page = ?1) AND NOT EXISTS (SELECT 1 FROM former WHERE page = ?1)"
)
_OUTLET: Final = (
    "DELETE FROM outlet WHERE row = ?1"
    " AND NOT EXISTS (SELECT 1 FROM article WHERE outlet = ?1) AND NOT EXISTS (SELECT 1 FROM former WHERE outlet = ?1)"
)


class Left(NamedTuple):
    """What left the library."""

    article: str
    #: How many lists of statements.
    attributed: int
    #: How many old versions of it.
    versions: int
    #: How many pages: those that it and its old versions were read from, and no other article has.
    pages: int
    #: Whether its outlet left with it, for no other article is of it.
    outlet: bool


def take_out(db: sqlite3.Connection, key: str) -> Left | None:
    """Take an article out with its old versions, within a transaction of the caller's; None when there is none of this id."""
    found = db.execute("SELECT row, outlet, page FROM article WHERE id = ?", (key,)).fetchone()
    if found is None:
        return None
    row, outlet, page = found
    olds = db.execute("SELECT outlet, page FROM former WHERE article = ?", (row,)).fetchall()
    db.execute("DELETE FROM former WHERE article = ?", (row,))
    attributed = withdraw(db, row)
    pages, outlets = drop_unused(db, [(outlet, page), *olds])
    return Left(key, attributed, len(olds), pages, outlet in outlets)


def drop_unused(db: sqlite3.Connection, hung: Iterable[tuple[int, str | None]]) -> tuple[int, frozenset[int]]:
    """Drop what no article has any more, of the outlets and pages of some that left; return how many pages, and which outlets."""
    outlets, pages = zip(*hung, strict=True)
    dropped = sum(db.execute(_PAGE, (each,)).rowcount for each in set(pages))
    return dropped, frozenset(each for each in set(outlets) if db.execute(_OUTLET, (each,)).rowcount)


def withdraw(db: sqlite3.Connection, row: int) -> int:
    """Take the row of an article out with its statements, and note it for the index; return how many lists of statements there were."""
    attributed = db.execute("DELETE FROM statements WHERE article = ?", (row,)).rowcount
    db.execute("INSERT INTO leaving SELECT row, content, text FROM article WHERE row = ?", (row,))
    db.execute("DELETE FROM article WHERE row = ?", (row,))
    return attributed
