"""A library held against itself: a line for each thing that is not as it was added, or that does not fit the rest. Nothing is changed.

Articles and pages are held against their digests, every stored span against its text, rows against those they name, the index against
the texts it was made from, and each file against what SQLite knows of its own pages.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reportedly.store.address import address_of
from reportedly.store.indexed import index_faults
from reportedly.store.reading import Reader, article_of, bytes_of, connect_to_read, statements_of
from reportedly.store.spans import stray_span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reportedly.records import Article
    from reportedly.store.reading import Kept

__all__ = ["Verified", "verify"]

#: The files of a library's folder that are databases, and what it costs to lose each.
_BESIDE: Final = ("watch.sqlite3",)
#: By table: the name that each row has.
_NAMED: Final = {"page": "sha256", "outlet": "row"}
_MISPLACED: Final = (
    "SELECT id FROM article WHERE json_valid(record) AND address IS NOT address_of(json_extract(record, '$.url')) ORDER BY id"
)
_TABLES: Final = ("former", "page", "statements")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was looked at, and how many faults were told."""

    articles: int
    #: Old versions of them.
    versions: int
    pages: int
    #: Articles whose statements are kept, once for each tagger that made them.
    attributed: int
    faults: int


def verify(folder: Path, tell: Callable[[str], None]) -> Verified:
    """Look at everything in a library.

    Args:
        folder: The library.
        tell: Is given a line for each fault: the file, the place in it, what was found there.

    Raises:
        LibraryError: There is no library, its file is none at all, or it is from a newer version.
    """
    faults: list[str] = []

    def told(fault: str) -> None:
        faults.append(fault)
        tell(fault)

    with Reader(folder) as reader:
        _Verifying(reader, told).run()
        with _telling(f"{folder / 'index.sqlite3'}", told):
            for fault in index_faults(folder / "index.sqlite3", reader):
                told(fault)
        for name in _BESIDE:
            if (folder / name).is_file():
                with _telling(f"{folder / name}", told), closing(connect_to_read(folder / name)) as db:
                    _sound(db, f"{folder / name}", told)
        versions, pages, attributed = (_count(reader.db, table) for table in _TABLES)
        return Verified(articles=len(reader.rows()), versions=versions, pages=pages, attributed=attributed, faults=len(faults))


class _Verifying:
    """The look at the database of articles."""

    def __init__(self, reader: Reader, told: Callable[[str], None]) -> None:
        self._reader, self._told, self._file = reader, told, str(reader.file)

    def run(self) -> None:
        with _telling(self._file, self._told):
            _sound(self._reader.db, self._file, self._told)
        with _telling(self._file, self._told):
            self._rows_named()
        for row in self._reader.rows():
            with _telling(f"{self._file}: article in row {row}", self._told):
                self._article(row)
        with _telling(self._file, self._told):
            self._pages()

    def _rows_named(self) -> None:
        """Rows that name rows which are not there, and rows that nothing names."""
        for table, row, parent, _ in self._reader.db.execute("PRAGMA foreign_key_check"):
            where = f"a row of {table}" if row is None else f"row {row} of {table}"
            self._told(f"{self._file}: {where} names a row of {parent} that is not there")
        having = ("article", "former") if self._reader.has_versions else ("article",)
        for table, name in _NAMED.items():
            used = " UNION ".join(f"SELECT {table} FROM {each} WHERE {table} IS NOT NULL" for each in having)  # noqa: S608  names from here
            for (key,) in self._reader.db.execute(f"SELECT {name} FROM {table} WHERE {name} NOT IN ({used}) ORDER BY {name}"):  # noqa: S608  as above
                self._told(f"{self._file}: {table} {str(key)[:12]}: no article has it")
        if self._reader.has_versions:
            self._reader.db.create_function("address_of", 1, address_of, deterministic=True)
            for (key,) in self._reader.db.execute(_MISPLACED):
                self._told(f"{self._file}: article {key!r}: its address in the table is not that of its record")

    def _article(self, row: int) -> None:
        kept = self._reader.kept(row)
        if kept is None:
            return
        where = f"{self._file}: article {kept.id!r}"
        for former in self._reader.former(row):
            self._record(former, f"{where}, old version {former.row}")
        article = self._record(kept, where)
        if article is None:
            return
        for made_by, records in self._reader.statements(row):
            for fault in _statement_faults(records, article):
                self._told(f"{where}, statements by {str(made_by)[:12]}: {fault}")

    def _record(self, kept: Kept, where: str) -> Article | None:
        """Look at what is kept of an article, and return it; None when it is not what was added."""
        try:
            article = article_of(kept)
        except ValueError as error:
            self._told(f"{where}: {error}")
            return None
        if stray := stray_span(article, article.text):
            self._told(f"{where}: a span lies outside its text: {stray}")
        if kept.page is not None and article.sha256 and kept.page != article.sha256:
            self._told(f"{where}: names the bytes {article.sha256[:12]}..., and is kept with {kept.page[:12]}...")
        return article

    def _pages(self) -> None:
        for sha256 in [key for (key,) in self._reader.db.execute("SELECT sha256 FROM page ORDER BY sha256")]:
            with _telling(f"{self._file}: page {str(sha256)[:12]}", self._told):
                found = self._reader.db.execute("SELECT size, packed FROM page WHERE sha256 = ?", (sha256,)).fetchone()
                if found and bytes_of(sha256, *found) is None:
                    self._told(f"{self._file}: page {str(sha256)[:12]}: its bytes are not those of its digest")


def _statement_faults(records: str, article: Article) -> Iterator[str]:
    try:
        statements = statements_of(records)
    except ValueError as error:
        yield str(error)
        return
    for statement in statements:
        if statement.article != article.id:
            yield f"{statement.id} is of another article, {statement.article!r}"
        if stray := stray_span(statement, article.text):
            yield f"a span of {statement.id} lies outside the text: {stray}"


def _sound(db: sqlite3.Connection, file: str, told: Callable[[str], None]) -> None:
    """Tell what SQLite finds wrong with a file."""
    for (line,) in db.execute("PRAGMA integrity_check"):
        if line != "ok":
            told(f"{file}: {' '.join(str(line).split())}")


@contextmanager
def _telling(where: str, told: Callable[[str], None]) -> Iterator[None]:
    """Let damage that ends the block be one of the faults."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        told(f"{where}: cannot be read: {error}")


def _count(db: sqlite3.Connection, table: str) -> int:
    try:
        return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608  a name from above
    except sqlite3.DatabaseError:
        return 0
