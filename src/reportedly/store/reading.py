"""A library's database that is read and never written, row by row: what is damaged costs no more than itself.

`Articles` opens a library to work with it and brings it to the newest layout. This opens one to see what is there, of any layout.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self
from urllib.parse import quote

from reportedly.errors import LibraryError
from reportedly.records import Statement
from reportedly.store.fields import unpacked
from reportedly.store.migrations import check_version
from reportedly.store.sqlite import said
from reportedly.store.stored import Stored, article_stored, digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from reportedly.records import Article

__all__ = ["Kept", "Reader", "article_of", "bytes_of", "connect_to_read", "statements_of"]

#: The first layouts that articles can leave, and that they have old versions.
_LEAVING, _VERSIONS = 2, 3
_ARTICLE: Final = (
    "SELECT a.row, a.id, a.content, o.record, a.page, a.record, a.text FROM article a LEFT JOIN outlet o ON o.row = a.outlet"
    " WHERE a.row = ?"
)

_FORMER: Final = "SELECT f.row, f.id, f.content, o.record, f.page, f.record, f.text FROM former f LEFT JOIN outlet o ON o.row = f.outlet"


class Kept(NamedTuple):
    """A row of articles as it is stored."""

    row: int
    id: str
    content: str
    #: JSON; None when the outlet's row is not there.
    outlet: str | None
    page: str | None
    record: str
    text: str


class Reader:
    """An open database; close it by leaving its `with` block. It shows one state of the file, whatever others write meanwhile.

    Args:
        folder: The folder of the library.

    Raises:
        LibraryError: There is no library, its file is none, or it is from a newer version.
    """

    def __init__(self, folder: Path) -> None:
        self.file = folder / "library.sqlite3"
        if not self.file.is_file():
            raise LibraryError(f"{folder}: no library there; make one with `reportedly add`")
        with said(self.file):
            self.db = connect_to_read(self.file)
            try:
                #: The layout of the file.
                self.version = check_version(self.db, str(self.file))
                self.db.execute("BEGIN")
            except BaseException:
                self.db.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.db.close()

    def rows(self) -> tuple[int, ...]:
        """Return the numbers of the rows of articles, ascending: by the table, or where it is damaged by whatever still tells."""
        try:
            return tuple(row for (row,) in self.db.execute("SELECT row FROM article NOT INDEXED ORDER BY row"))
        except sqlite3.DatabaseError:
            return self._told_rows()

    def leaving(self) -> frozenset[int]:
        """Return the rows of articles that have left and that the index may still have."""
        return frozenset(row for (row,) in self.db.execute("SELECT row FROM leaving")) if self.version >= _LEAVING else frozenset()

    def _told_rows(self) -> tuple[int, ...]:
        """The rows that the index of the digest names; where that is damaged too, all up to the last that there ever was."""
        try:
            return tuple(sorted(row for (row,) in self.db.execute("SELECT row FROM article INDEXED BY article_content")))
        except sqlite3.DatabaseError:
            seen = [*self._seen("SELECT row FROM article NOT INDEXED ORDER BY row"), *self._seen("SELECT seq FROM sqlite_sequence")]
            seen += self._seen("SELECT row FROM article NOT INDEXED ORDER BY row DESC LIMIT 1")
            return tuple(range(1, max(seen, default=0) + 1))

    def _seen(self, query: str) -> Iterator[int]:
        try:
            for (number,) in self.db.execute(query):
                yield number
        except sqlite3.DatabaseError:
            return

    def kept(self, row: int) -> Kept | None:
        """Return a row of articles; None when there is none of this number.

        Raises:
            sqlite3.DatabaseError: It cannot be read.
        """
        found = self.db.execute(_ARTICLE, (row,)).fetchone()
        return Kept(*found) if found else None

    def former(self, row: int) -> list[Kept]:
        """Return the old versions of an article, in the order in which they became old; their rows are those of their own table.

        Raises:
            sqlite3.DatabaseError: They cannot be read.
        """
        return (
            [Kept(*each) for each in self.db.execute(f"{_FORMER} WHERE f.article = ? ORDER BY f.row", (row,))] if self.has_versions else []
        )

    def newest_of(self, key: str) -> str | None:
        """Return the id of the article of which an id is an old version; None when it is of none.

        Raises:
            sqlite3.DatabaseError: It cannot be read.
        """
        query = "SELECT a.id FROM former f JOIN article a ON a.row = f.article WHERE f.id = ? ORDER BY f.row DESC"
        found = self.db.execute(query, (key,)).fetchone() if self.has_versions else None
        return str(found[0]) if found else None

    @property
    def has_versions(self) -> bool:
        """Whether the layout has old versions of articles."""
        return self.version >= _VERSIONS

    def id_at(self, row: int) -> str | None:
        """Return the id of a row; None when there is no such row.

        Raises:
            sqlite3.DatabaseError: It cannot be read.
        """
        found = self.db.execute("SELECT id FROM article WHERE row = ?", (row,)).fetchone()
        return str(found[0]) if found else None

    def row_of(self, key: str) -> int | None:
        """Return the row of an id; None when there is none.

        Raises:
            sqlite3.DatabaseError: It cannot be read.
        """
        found = self.db.execute("SELECT row FROM article WHERE id = ?", (key,)).fetchone()
        return int(found[0]) if found else None

    def page_size(self, sha256: str) -> int | None:
        """Return how many bytes are kept of a digest; None when none are.

        Raises:
            sqlite3.DatabaseError: It cannot be read.
        """
        found = self.db.execute("SELECT size FROM page WHERE sha256 = ?", (sha256,)).fetchone()
        return int(found[0]) if found else None

    def statements(self, row: int) -> list[tuple[str, str]]:
        """Return by what the statements of an article were made, and their JSON.

        Raises:
            sqlite3.DatabaseError: They cannot be read.
        """
        return self.db.execute("SELECT made_by, records FROM statements WHERE article = ? ORDER BY made_by", (row,)).fetchall()

    def page(self, sha256: str) -> bytes | None:
        """Return the bytes of a digest; None when they are not kept, or are not those.

        Raises:
            sqlite3.DatabaseError: They cannot be read.
        """
        found = self.db.execute("SELECT size, packed FROM page WHERE sha256 = ?", (sha256,)).fetchone()
        return bytes_of(sha256, *found) if found else None


def connect_to_read(file: Path) -> sqlite3.Connection:
    """Open a database file that is there, and never write to it.

    Raises:
        sqlite3.Error: It cannot be opened.
    """
    db = sqlite3.connect(f"file:{quote(str(file.absolute()))}?mode=ro", uri=True, timeout=30, isolation_level=None)
    db.execute("PRAGMA trusted_schema = OFF")  # as in `sqlite.connect`
    db.execute("PRAGMA writable_schema = ON")  # else nothing is read of a file that was cut short; nothing is written by this either
    return db


def article_of(kept: Kept) -> Article:
    """Return the article of a row.

    Raises:
        ValueError: It is not what was added; the message is a clause.
    """
    if not all(isinstance(each, str) for each in (kept.id, kept.content, kept.record, kept.text)):
        raise ValueError("holds what is no text")
    if kept.outlet is None:
        raise ValueError("names an outlet that is not there")
    if digest_of(kept.id, kept.outlet, kept.record, kept.text) != kept.content:
        raise ValueError("is not what was added: its digest is another")
    return article_stored(Stored(kept.id, kept.outlet, kept.record, kept.text))


def statements_of(records: str) -> tuple[Statement, ...]:
    """Return the statements of their JSON.

    Raises:
        ValueError: They are none; the message is a clause.
    """
    try:
        listed: Any = json.loads(records)
        return tuple(unpacked(Statement, each) for each in listed)
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise ValueError("are no statements") from error


def bytes_of(sha256: str, size: int, packed: bytes) -> bytes | None:
    """Return packed bytes unpacked; None when they are not those of the digest."""
    try:
        raw = zlib.decompressobj().decompress(packed, max(1, size))
    except (zlib.error, TypeError, ValueError):
        return None
    return raw if hashlib.sha256(raw).hexdigest() == sha256 else None
