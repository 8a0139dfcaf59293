"""The articles of a library, with the bytes they were read from and the statements found in them: what cannot be made again quickly.

Every article is one transaction, written before `add` returns. What is read is compared with its digest.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from reportedly.errors import LibraryError, SourceError
from reportedly.records import Outlet, Statement
from reportedly.store.fields import packed, unpacked
from reportedly.store.leaving import take_out
from reportedly.store.migrations import migrate
from reportedly.store.placing import Coming, is_there, place, place_former
from reportedly.store.sqlite import connect, said, transaction
from reportedly.store.stored import Stored, article_stored, digest_of, line_of
from reportedly.store.versions import currents

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from reportedly.records import Article
    from reportedly.store.leaving import Left

__all__ = ["Articles", "Source"]

_READ: Final = "SELECT a.id, a.content, o.record, a.record, a.text FROM article a JOIN outlet o ON o.row = a.outlet"
#: An id and a content, each behind its length in bytes, as `records.identity` takes them.
_TOLD: Final = (
    "SELECT CAST(length(CAST(id AS BLOB)) || ':' || id || length(CAST(content AS BLOB)) || ':' || content AS BLOB) FROM article ORDER BY id"
)


class Source(NamedTuple):
    """What an index is made from: one article."""

    row: int
    content: str
    text: str


class Articles:
    """The database file of a library.

    Args:
        path: The file; it is made, and brought to the newest layout, as needed.

    Raises:
        LibraryError: The file cannot be opened, is no library, or is from a newer version.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        #: How many of the articles that came by this object were versions of others.
        self.versions = 0
        with said(path):
            self._db = connect(path, synchronous="FULL")
            try:
                migrate(self._db, str(path))
            except BaseException:
                self._db.close()
                raise

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def add(self, article: Article, raw: bytes | None) -> bool:
        """Keep an article and the bytes it was read from; False when it was there, as an article or as an old version of one.

        A text that is a version of an article of the library takes its place, unless its date says that it is the older.

        Raises:
            SourceError: The article cannot be kept, or a text of another newsroom is kept under its id.
            LibraryError: The file cannot be written.
        """
        return self._put(Coming.new(article, raw))

    def restore(self, stored: Stored, raw: bytes | None, beside: Collection[str]) -> bool:
        """Keep an article as it was stored in another library, beside some that were articles of their own there; else as `add`.

        Raises:
            ValueError: What is stored is no article.
        """
        return self._put(Coming.again(stored, raw, beside))

    def restore_former(self, key: str, stored: Stored, raw: bytes | None) -> bool:
        """Keep an old version of an article as it was stored in another library; False when it was there.

        Raises:
            ValueError: What is stored is no article.
            SourceError: There is no such article.
            LibraryError: The file cannot be written.
        """
        coming = Coming.again(stored, raw)
        with said(self._path), transaction(self._db):
            if is_there(self._db, coming):
                return False
            place_former(self._db, coming, key)
        return True

    def revise(self, key: str, article: Article, raw: bytes | None) -> bool:
        """Keep an article as the newest version of another, whatever their addresses and dates; else as `add`.

        A version that was the newest before and is so again, is.
        """
        return self._put(Coming.new(article, raw, of=key))

    def _put(self, coming: Coming) -> bool:
        with said(self._path):
            if is_there(self._db, coming):
                return False
            with transaction(self._db):
                if is_there(self._db, coming):  # another process came between
                    return False
                is_version = place(self._db, coming)
        self.versions += is_version
        return True

    def versions_of(self, article: Article) -> tuple[str, ...]:
        """Return the ids of the articles of which this is a version, its own among them where it is there; sorted."""
        with said(self._path):
            try:
                return tuple(sorted(each.id for each in currents(self._db, article)))
            except SourceError:  # another newsroom's text under the id
                return (article.id,)

    def remove(self, key: str) -> Left | None:
        """Take an article out with what hung on it alone; None when there is none of this id.

        Raises:
            LibraryError: The file cannot be written.
        """
        with said(self._path), transaction(self._db):
            return take_out(self._db, key)

    def __len__(self) -> int:
        return int(self._rows("SELECT count(*) FROM article")[0][0])

    def ids(self) -> tuple[str, ...]:
        """Return the ids, sorted."""
        return tuple(key for (key,) in self._rows("SELECT id FROM article ORDER BY id"))

    def contents(self) -> dict[str, str]:
        """Return the digest of the whole record of each article by its id, sorted."""
        return dict(self._rows("SELECT id, content FROM article ORDER BY id"))

    def digest(self) -> str:
        """Return `records.identity` of the ids, each with the digest of its whole record, sorted by id; a million take half a second."""
        digest = hashlib.sha256()
        with said(self._path):
            for (told,) in self._db.execute(_TOLD):
                digest.update(told)
        return digest.hexdigest()[:20]

    def article(self, key: str) -> Article:
        """Return the article of an id.

        Raises:
            LibraryError: There is none, or it is not what was added.
        """
        rows = self._rows(f"{_READ} WHERE a.id = ?", key)
        if not rows:
            raise LibraryError(f"{self._path}: no article {key!r}; add it first")
        return self._made(rows[0])

    def all(self) -> Iterator[Article]:
        """Yield the articles, sorted by id."""
        for key in self.ids():
            yield self.article(key)

    def outlets(self) -> tuple[Outlet, ...]:
        """Return the outlets of the articles, sorted by name and facts."""
        query = "SELECT record FROM outlet o WHERE EXISTS (SELECT 1 FROM article WHERE outlet = o.row) ORDER BY record"
        found = [unpacked(Outlet, json.loads(record)) for (record,) in self._rows(query)]
        return tuple(sorted(found, key=lambda outlet: outlet.name))

    def page(self, sha256: str) -> bytes:
        """Return the bytes of a digest, as they were read.

        Raises:
            LibraryError: They were not kept, or are not what was added.
        """
        rows = self._rows("SELECT size, packed FROM page WHERE sha256 = ?", sha256)
        if not rows:
            raise LibraryError(f"{self._path}: the bytes {sha256[:12]}... were not kept; add the article from its source again")
        try:
            raw = zlib.decompressobj().decompress(rows[0][1], max(1, rows[0][0]))
        except zlib.error:
            raw = b""
        if hashlib.sha256(raw).hexdigest() != sha256:
            raise LibraryError(f"{self._path}: the bytes {sha256[:12]}... are damaged; put back a copy of the library")
        return raw

    def has(self, stored: Stored) -> bool:
        """Whether an article is stored so."""
        return bool(self._rows("SELECT 1 FROM article WHERE id = ? AND content = ?", stored.id, digest_of(*stored)))

    def has_page(self, sha256: str) -> bool:
        """Whether bytes of this digest are kept."""
        return bool(self._rows("SELECT 1 FROM page WHERE sha256 = ?", sha256))

    def statements(self, key: str, made_by: str) -> tuple[Statement, ...] | None:
        """Return the statements that were kept for an article; None when none were ever made by this."""
        query = "SELECT s.records FROM statements s JOIN article a ON a.row = s.article WHERE a.id = ? AND s.made_by = ?"
        rows = self._rows(query, key, made_by)
        return tuple(unpacked(Statement, each) for each in json.loads(rows[0][0])) if rows else None

    def keep_statements(self, key: str, statements: Iterable[Statement], made_by: str) -> None:
        """Keep the statements of an article, in place of those made by the same before.

        Raises:
            LibraryError: There is no such article, or the file cannot be written.
        """
        records = line_of([packed(statement) for statement in statements])
        query = "INSERT OR REPLACE INTO statements SELECT row, ?, ? FROM article WHERE id = ?"
        with said(self._path):
            kept = self._db.execute(query, (made_by, records, key)).rowcount
        if not kept:
            raise LibraryError(f"{self._path}: no article {key!r} to keep statements of; add it first")

    def unattributed(self, made_by: str) -> tuple[str, ...]:
        """Return the ids of the articles that this never made statements of, sorted."""
        query = "SELECT id FROM article WHERE row NOT IN (SELECT article FROM statements WHERE made_by = ?) ORDER BY id"
        return tuple(key for (key,) in self._rows(query, made_by))

    def newest(self) -> int:
        """Return the row of the article added last, 0 without one."""
        return self._rows("SELECT max(row) FROM article")[0][0] or 0

    def content_at(self, row: int) -> str:
        """Return the digest of the record that is, or until now was, in a row; empty when there is none."""
        rows = self._rows("SELECT content FROM article WHERE row = ?1 UNION SELECT content FROM leaving WHERE row = ?1", row)
        return str(rows[0][0]) if rows else ""

    def before(self, row: int) -> Source:
        """Return the last article up to a row; one of row 0, without content or text, when there is none."""
        rows = self._rows("SELECT row, content, text FROM article WHERE row <= ? ORDER BY row DESC LIMIT 1", row)
        return Source(*rows[0]) if rows else Source(0, "", "")

    def leaving(self) -> list[Source]:
        """Return what has left and the index may still have."""
        return [Source(*each) for each in self._rows("SELECT row, content, text FROM leaving ORDER BY row")]

    def forget(self, left: Iterable[Source]) -> None:
        """Drop the notes of what has left, once the index does not have it any more.

        Raises:
            LibraryError: The file cannot be written.
        """
        with said(self._path), transaction(self._db):
            self._db.executemany("DELETE FROM leaving WHERE row = ?", [(each.row,) for each in left])

    def after(self, row: int, limit: int) -> list[Source]:
        """Return the texts that were added after a row, in order."""
        query = "SELECT row, content, text FROM article WHERE row > ? ORDER BY row LIMIT ?"
        return [Source(*each) for each in self._rows(query, row, limit)]

    def named(self, rows: Collection[int]) -> dict[int, str]:
        """Return the ids of the articles in some rows; a row whose article has left since is left out."""
        found = {row: self._rows("SELECT id FROM article WHERE row = ?", row) for row in rows}
        return {row: ids[0][0] for row, ids in found.items() if ids}

    def places(self, keys: Collection[str]) -> frozenset[int]:
        """Return the rows of those ids that there are."""
        found = (self._rows("SELECT row FROM article WHERE id = ?", key) for key in keys)
        return frozenset(rows[0][0] for rows in found if rows)

    def _made(self, row: tuple[str, str, str, str, str]) -> Article:
        key, content, outlet, record, text = row
        if digest_of(key, outlet, record, text) != content:
            raise LibraryError(f"{self._path}: the article {key!r} is damaged; put back a copy of the library")
        return article_stored(Stored(key, outlet, record, text))

    def _rows(self, query: str, *values: str | int) -> list[tuple[Any, ...]]:
        with said(self._path):
            return self._db.execute(query, values).fetchall()
