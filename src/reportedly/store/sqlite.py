"""Connections to the database files of a library, and their errors as one line each.

Every file is in WAL mode: readers never wait for a writer, and a writer that is killed leaves the last commit.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Literal

from reportedly.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["DamagedError", "connect", "is_damaged", "said", "snapshot", "statements", "transaction", "turn"]

#: Milliseconds to wait for another process's transaction.
_PATIENCE = 30_000
#: Seconds between two tries to switch a file's mode.
_PAUSE = 0.01
#: The part of an error code that says what kind of error it is.
_KIND = 0xFF

_NO_ROOM = "no room left on the disk; make room and run the same command again, what was added so far is kept"
#: What to say about an error, by how SQLite's name for it begins; the first that fits is said.
_SAYINGS = {
    "SQLITE_BUSY": "another program has been writing to it for half a minute; try again later",
    "SQLITE_LOCKED": "another program has been writing to it for half a minute; try again later",
    "SQLITE_FULL": _NO_ROOM,
    "SQLITE_IOERR_SHMSIZE": _NO_ROOM,
    "SQLITE_IOERR_WRITE": "no room left on the disk, or a quota is used up, or the disk is broken; what was added so far is kept",
    "SQLITE_IOERR": "the disk could not be read or written; check the disk and run the same command again",
    "SQLITE_READONLY": "may not be written; change its permissions or choose another library",
    "SQLITE_PERM": "may not be opened; change its permissions or choose another library",
    "SQLITE_CANTOPEN": "cannot be opened; check that the folder exists and may be written",
    "SQLITE_CORRUPT": "damaged; put back a copy of it, or add the articles to a new library",
    "SQLITE_NOTADB": "not a library file, or damaged; put back a copy of it, or choose another library",
    "SQLITE_TOOBIG": "the article is too large to be kept",
}


class DamagedError(sqlite3.DatabaseError):
    """The file is a sound database whose rows do not fit each other."""


def connect(path: Path, *, synchronous: Literal["FULL", "NORMAL"]) -> sqlite3.Connection:
    """Open a database file in autocommit mode, with WAL and foreign keys; it is made when it is not there.

    Args:
        path: The file.
        synchronous: With either, what was committed survives the end of the process, by whatever signal, and a power cut leaves a sound
            file, on a disk that keeps what it says it has kept. With FULL what was committed survives the power cut too (0.25 ms an
            article measured, against 0.11 with NORMAL); with NORMAL it undoes the last few commits: for what can be made again.

    Raises:
        sqlite3.Error: The file cannot be opened or is no database.
    """
    db = sqlite3.connect(path, timeout=_PATIENCE / 1000, isolation_level=None)
    try:
        db.execute("PRAGMA trusted_schema = OFF")  # a library from elsewhere must not run functions from its schema
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA page_size = 8192")  # of a new file; halves the time to read vectors
        _write_ahead(db)
        db.execute(f"PRAGMA synchronous = {synchronous}")
    except BaseException:
        db.close()
        raise
    return db


def _write_ahead(db: sqlite3.Connection) -> None:
    """Switch to WAL, again and again for as long as another process switches a new file too: SQLite itself does not wait for that."""
    until = time.monotonic() + _PATIENCE / 1000
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & _KIND != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
        else:
            return


@contextmanager
def said(path: Path, *, damaged: str | None = None) -> Iterator[None]:
    """Turn database errors of the block into a LibraryError that names the file and says what to do.

    Args:
        path: The file.
        damaged: What to do where it is damaged; else what helps with a library.

    Raises:
        LibraryError: The block ended with an error of a database.
    """
    try:
        yield
    except sqlite3.Error as error:
        saying = f"damaged; {damaged}" if damaged and is_damaged(error) else _saying(error)
        raise LibraryError(f"{path}: {saying}") from error


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Run the block in one transaction that holds the right to write from its beginning; an error undoes all of it."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # SQLite itself rolls back on some errors (a full disk)
            db.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(db: sqlite3.Connection) -> Iterator[None]:
    """Let the block read one state of the file, whatever others write meanwhile."""
    db.execute("BEGIN")
    try:
        yield
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


@contextmanager
def turn(path: Path, *, alone: bool) -> Iterator[None]:
    """Take turns at something: any number of processes at once that are not alone, or one that is. One that was killed holds nobody up.

    Args:
        path: An empty file that stands for it; it is made when it is not there. SQLite's locks do the rest, wherever SQLite runs.
        alone: Whether nobody else may be in such a block meanwhile.

    Raises:
        sqlite3.Error: The file cannot be opened, or somebody else does not come to an end.
    """
    with closing(sqlite3.connect(path, timeout=_PATIENCE / 1000, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE" if alone else "BEGIN")
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # takes the lock that `BEGIN` alone does not
        yield


def statements(script: str) -> Iterator[str]:
    """Cut an SQL script into its statements."""
    rest = ""
    for line in script.splitlines(keepends=True):
        rest += line
        if sqlite3.complete_statement(rest):
            yield rest
            rest = ""


def is_damaged(error: sqlite3.Error) -> bool:
    """Whether the error says that the file does not hold what was written."""
    return isinstance(error, DamagedError) or _name(error).startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


def _saying(error: sqlite3.Error) -> str:
    name = "SQLITE_CORRUPT" if isinstance(error, DamagedError) else _name(error)
    fitting = [key for key in _SAYINGS if name.startswith(key)]
    return _SAYINGS[fitting[0]] if fitting else f"the database says: {error}"


def _name(error: sqlite3.Error) -> str:
    return str(getattr(error, "sqlite_errorname", ""))  # absent on errors of Python's own module
