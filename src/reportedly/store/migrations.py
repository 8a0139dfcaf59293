"""The layouts a library can have, oldest first, and the way from each to the next.

A library says its layout in `user_version`. A step is one SQL script, run in one transaction; steps are added, never changed. A script
can ask for `address_of`.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Final

from reportedly.errors import LibraryError
from reportedly.store.address import address_of
from reportedly.store.sqlite import statements

if TYPE_CHECKING:
    import sqlite3

__all__ = ["APPLICATION", "NEWEST", "check_version", "migrate"]

#: Marks a database file as a library of this program: "Rptd".
APPLICATION: Final = 0x52707464
#: One script a version; the first makes a library from nothing.
_STEPS: Final = ("schema.sql", "leaving.sql", "versions.sql")
#: The layout this version of the program reads and writes.
NEWEST: Final = len(_STEPS)


def migrate(db: sqlite3.Connection, where: str) -> None:
    """Bring a library to the newest layout; an empty database becomes an empty library.

    Args:
        db: In autocommit mode.
        where: The file, for messages.

    Raises:
        LibraryError: The database is another program's, or a newer version of this one made it.
    """
    found = check_version(db, where)
    if found == NEWEST:
        return
    db.create_function("address_of", 1, address_of, deterministic=True)
    db.execute("BEGIN EXCLUSIVE")  # a second process that opens the same new library waits here
    try:
        for step in range(check_version(db, where), NEWEST):
            script = files("reportedly.store").joinpath(_STEPS[step]).read_text(encoding="utf-8")
            for statement in statements(script):
                db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        db.execute(f"PRAGMA user_version = {NEWEST}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # SQLite itself rolls back on some errors (a full disk)
            db.execute("ROLLBACK")
        raise


def check_version(db: sqlite3.Connection, where: str) -> int:
    """Return the layout of a library; 0 for an empty database.

    Raises:
        LibraryError: The database is another program's, or a newer version of this one made it.
    """
    application = _number(db, "PRAGMA application_id")
    version = _number(db, "PRAGMA user_version")
    tables = _number(db, "SELECT count(*) FROM sqlite_schema")
    if application == APPLICATION and version > NEWEST:
        raise LibraryError(
            f"{where}: made by a newer version (layout {version}, this one reads {NEWEST}); use that version or another library"
        )
    if application != APPLICATION and (application or version or tables):
        raise LibraryError(f"{where}: a database of another program; choose another folder")
    return version


def _number(db: sqlite3.Connection, query: str) -> int:
    return int(db.execute(query).fetchone()[0])
