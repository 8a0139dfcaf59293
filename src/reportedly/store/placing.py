"""An article into the tables of a library: as one of its own, as the newest version of another, or as an old one.

Nothing is asked but the database, within a transaction of the caller's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from reportedly.errors import SourceError
from reportedly.store.address import address_of
from reportedly.store.leaving import drop_unused
from reportedly.store.stored import Packed, Stored, article_stored, digest_of
from reportedly.store.versions import Current, currents, is_known, is_newest, is_older, make_former, newest_of, recall

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

    from reportedly.records import Article

__all__ = ["Coming", "is_there", "place", "place_former"]


class Coming(NamedTuple):
    """An article that is to be kept."""

    article: Article
    stored: Stored
    #: What it was read from.
    page: Packed | None
    #: The article that it is the newest version of; None where that has to be found out.
    of: str | None = None
    #: Ids of articles that it is no version of; None where it comes from no other library.
    beside: Collection[str] | None = None

    @classmethod
    def new(cls, article: Article, raw: bytes | None, *, of: str | None = None) -> Coming:
        """Return an article that comes with the bytes it was read from.

        Raises:
            SourceError: It holds what is no Unicode, or the bytes are not those it names.
        """
        return cls(article, Stored.of_article(article), None if raw is None else Packed.of(article, raw), of=of)

    @classmethod
    def again(cls, stored: Stored, raw: bytes | None, beside: Collection[str] = ()) -> Coming:
        """Return an article that comes from another library.

        Raises:
            SourceError: As `new`.
            ValueError: What is stored is no article.
        """
        article = article_stored(stored)
        return cls(article, stored, None if raw is None else Packed.of(article, raw), beside=beside)

    def is_older(self, old: Current) -> bool:
        """Whether it comes as a version from before one that is there. What another library had is, where dates do not tell."""
        if self.of is not None:
            return False
        published = self.article.published
        return is_older(published, old.published) if self.beside is None else not is_older(old.published, published)


def is_there(db: sqlite3.Connection, coming: Coming) -> bool:
    """Whether a library has this version; as an old one too, where it does not come as the newest."""
    return is_newest(db, coming.article) or (coming.of is None and is_known(db, coming.article))


def place(db: sqlite3.Connection, coming: Coming) -> bool:
    """Write an article that is not there; return whether it is a version of one that is.

    Raises:
        SourceError: A text of another newsroom is kept under its id.
    """
    olds = _olds(db, coming)
    newer = [old for old in olds if coming.is_older(old)]
    if newer:
        _insert(db, coming, "former", article=max(newer, key=lambda old: (old.published or "", old.row)).row)
        return True
    recalled = recall(db, coming.article)
    make_former(db, olds)
    row = _insert(db, coming, "article", address=address_of(coming.article.url))
    db.execute("UPDATE former SET article = ? WHERE article = 0", (row,))
    if recalled:
        drop_unused(db, recalled)
    return bool(olds)


def place_former(db: sqlite3.Connection, coming: Coming, key: str) -> None:
    """Write an old version of an article, or of the article that this is an old version of.

    Raises:
        SourceError: There is no such article.
    """
    newest = newest_of(db, key)
    if newest is None:
        raise SourceError(f"{coming.stored.id}: the library does not hold {key!r}, of which it is an old version")
    _insert(db, coming, "former", article=newest)


def _olds(db: sqlite3.Connection, coming: Coming) -> list[Current]:
    """The articles that it is a version of."""
    beside = coming.beside or ()
    olds = [old for old in currents(db, coming.article) if old.id == coming.article.id or old.id not in beside]
    if coming.of is not None and coming.of not in {old.id for old in olds}:
        rows = db.execute("SELECT row, id, text FROM article WHERE id = ?", (coming.of,)).fetchall()
        olds += [Current(row, key, None, text) for row, key, text in rows]
    return olds


def _insert(db: sqlite3.Connection, coming: Coming, table: Literal["article", "former"], **more: str | int | None) -> int:
    (key, outlet, record, text), page = coming.stored, coming.page
    db.execute("INSERT OR IGNORE INTO outlet (record) VALUES (?)", (outlet,))
    if page:
        db.execute("INSERT OR IGNORE INTO page VALUES (?, ?, ?)", page)
    (outlet_row,) = db.execute("SELECT row FROM outlet WHERE record = ?", (outlet,)).fetchone()
    values = {
        "id": key,
        "content": digest_of(key, outlet, record, text),
        "outlet": outlet_row,
        "page": page.sha256 if page else None,
        "record": record,
        "text": text,
        **more,
    }
    marks = ", ".join("?" * len(values))
    query = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"  # noqa: S608  names of columns from here
    return db.execute(query, tuple(values.values())).lastrowid or 0
