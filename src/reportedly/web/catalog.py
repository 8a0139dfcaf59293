"""The catalogue of a library: finds articles by the words of their titles, outlets and texts, for a person who browses.

It is a file beside the library that is made from it and can be made again. Listing goes on in the background; how far it is, is told.
"""

from __future__ import annotations

import math
import sqlite3
import threading
import time
from contextlib import contextmanager, suppress
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

from reportedly.errors import LibraryError
from reportedly.store.sqlite import said, transaction
from reportedly.web.words import stems, terms_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from reportedly.records import Article
    from reportedly.store import Library

__all__ = ["Catalog", "Listed", "Results"]

#: Raise it when the tables change, or what is written into them.
_LAYOUT: Final = 2
#: Articles that are listed at a time; nobody can search while they are written.
_BATCH: Final = 100
#: What is gone may take room until it is so many articles, and such a share of those listed.
_GONE_LEAST, _GONE = 100, 0.1
#: Seconds that nobody notices.
_NOTICED: Final = 0.15
#: A word that a greater share of the articles has, and more than so many, is looked for only where there is no other.
_COMMON, _COMMON_LEAST = 0.8, 50
_COLUMNS: Final = "l.id, l.outlet, l.title, l.published, l.url"
_ORDER: Final = "bm25(f.found, 6.0, 3.0, 1.0), l.id"
_OF_DAYS: Final = "(l.published IS NULL OR substr(l.published, 1, 10) BETWEEN ? AND ?)"


class Listed(NamedTuple):
    """An article as a list shows it."""

    id: str
    outlet: str
    title: str | None
    published: str | None
    url: str | None


class Results(NamedTuple):
    """A page of a search."""

    total: int
    articles: tuple[Listed, ...]
    #: False when no article has all of the words, and those that have some are given.
    is_exact: bool = True
    #: What was looked for, as FTS5 takes it; words that most articles have are left out.
    terms: tuple[str, ...] = ()


class Catalog:
    """The catalogue of one library; methods may be called from any thread.

    Args:
        path: Its file; where it cannot be written, the catalogue is held in memory.
        library: Opens the library.
    """

    def __init__(self, path: Path, library: Callable[[], Library]) -> None:
        self._library = library
        self._path = path
        self._lock = threading.Lock()
        self._listing = threading.Lock()
        self._begun = -math.inf
        self._db = _opened(path)
        self.closed = threading.Event()
        #: How many articles the library had when it was last looked at.
        self.known = 0

    def close(self) -> None:
        """Close the file; listing that goes on ends first."""
        self.closed.set()
        with self._listing, self._lock:
            self._db.close()

    def __len__(self) -> int:
        with self._reading():
            return int(self._db.execute("SELECT count(*) FROM listed").fetchone()[0])

    def listed(self, keys: Sequence[str]) -> tuple[Listed, ...]:
        """Return those of some articles that are listed, in this order."""
        query = f"SELECT {_COLUMNS} FROM listed l WHERE l.id = ?"  # noqa: S608  no words of anybody's
        with self._reading():
            return tuple(Listed(*row) for key in keys for row in self._db.execute(query, (key,)))

    def refresh(self, *, after: float = 0.0) -> None:
        """Bring it up to date in the background, waiting no longer than a reader notices.

        Args:
            after: Do nothing when that was begun less than so many seconds ago.
        """
        now = time.monotonic()
        if self.closed.is_set() or now - self._begun < after:
            return
        self._begun = now
        listing = threading.Thread(target=self._try_update, name="catalogue", daemon=True)
        listing.start()
        listing.join(_NOTICED)

    def _try_update(self) -> None:
        with suppress(LibraryError):  # whoever opens an article of a damaged library is told so
            self.update()

    def update(self) -> None:
        """List what the library has and the catalogue has not, and no longer what is gone or another now; many of those make it start anew.

        Raises:
            LibraryError: The library cannot be read.
        """
        with self._listing:
            if self.closed.is_set():
                return
            with self._library() as library:
                self._update(library)

    def search(self, words: str, *, outlet: str | None = None, most: int = 30, after: int = 0) -> Results:
        """Find articles that have all of the words, or else some of them; without words, list all, the newest first.

        Args:
            words: Whatever somebody typed; words in double quotes belong together. Nothing in it is read as query language otherwise.
            outlet: Of this outlet only.
            most: How many to return.
            after: How many to pass over.
        """
        asked = terms_of(words)
        with self._reading():
            if not asked:
                return self._browse(outlet, most, after)
            terms = self._telling(asked)
            found = self._find(" AND ".join(terms), outlet, most, after)
            if not found.total and len(terms) > 1:
                found = self._find(" OR ".join(terms), outlet, most, after)._replace(is_exact=False)
        return found._replace(terms=terms)

    def having(self, words: Sequence[str], *, since: str, until: str, most: int) -> tuple[Listed, ...]:
        """Return the articles of some days, or of an unknown day, that have most of some stems, by their rarity."""
        if not words:
            return ()
        match = " OR ".join(f'"{word}"' for word in words)
        where = f"FROM found f JOIN listed l ON l.row = f.rowid WHERE f.found MATCH ? AND {_OF_DAYS}"
        query = f"SELECT {_COLUMNS} {where} ORDER BY {_ORDER} LIMIT ?"
        with self._reading():
            return tuple(Listed(*row) for row in self._db.execute(query, (match, since, until, most)))

    def is_of_days(self, key: str, *, since: str, until: str) -> bool:
        """Whether an article was published on one of some days, as far as is known."""
        query = f"SELECT 1 FROM listed l WHERE l.id = ? AND {_OF_DAYS}"  # noqa: S608  no words of anybody's
        with self._reading():
            return self._db.execute(query, (key, since, until)).fetchone() is not None

    def counts(self, words: Iterable[str]) -> dict[str, int]:
        """Return how many articles have each stem."""
        with self._reading():
            found = {word: self._db.execute("SELECT doc FROM vocabulary WHERE term = ?", (word,)).fetchone() for word in words}
        return {word: row[0] if row else 0 for word, row in found.items()}

    def outlets(self) -> tuple[tuple[str, int], ...]:
        """Return the outlets with the number of their articles, most first."""
        with self._reading():
            rows = self._db.execute("SELECT outlet, count(*) FROM listed GROUP BY outlet ORDER BY count(*) DESC, outlet").fetchall()
        return tuple((name, count) for name, count in rows)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Have the connection for oneself; what goes wrong is a LibraryError."""
        with self._lock, said(self._path):
            yield

    def _telling(self, terms: Sequence[str]) -> tuple[str, ...]:
        """Those of the terms that are not in most articles anyhow, or else the rarest."""
        counts = {term: self._most_of(term) for term in terms}
        common = max(_COMMON_LEAST, self._db.execute("SELECT count(*) FROM listed").fetchone()[0] * _COMMON)
        return tuple(term for term in terms if counts[term] <= common) or (min(terms, key=lambda term: counts[term]),)

    def _most_of(self, term: str) -> int:
        """In how many articles the rarest word of a term is."""
        query = "SELECT doc FROM vocabulary WHERE term = ?"
        found = [self._db.execute(query, (stem,)).fetchone() for stem in sorted(stems([term])[0])]
        return min((row[0] if row else 0 for row in found), default=0)

    def _browse(self, outlet: str | None, most: int, after: int) -> Results:
        where, values = ("WHERE l.outlet = ?", (outlet,)) if outlet is not None else ("", ())
        total = self._db.execute(f"SELECT count(*) FROM listed l {where}", values).fetchone()[0]  # noqa: S608  no words of anybody's
        query = f"SELECT {_COLUMNS} FROM listed l {where} ORDER BY l.published DESC NULLS LAST, l.id LIMIT ? OFFSET ?"  # noqa: S608  as above
        return Results(total, tuple(Listed(*row) for row in self._db.execute(query, (*values, most, after))))

    def _find(self, match: str, outlet: str | None, most: int, after: int) -> Results:
        where, values = ("AND l.outlet = ?", (outlet,)) if outlet is not None else ("", ())
        joined = f"FROM found f JOIN listed l ON l.row = f.rowid WHERE f.found MATCH ? {where}"
        total = self._db.execute(f"SELECT count(*) {joined}", (match, *values)).fetchone()[0]
        query = f"SELECT {_COLUMNS} {joined} ORDER BY {_ORDER} LIMIT ? OFFSET ?"
        return Results(total, tuple(Listed(*row) for row in self._db.execute(query, (match, *values, most, after))))

    def _update(self, library: Library) -> None:
        digest, contents = library.digest(), library.contents()
        self.known = len(contents)
        with self._reading():
            if self._db.execute("SELECT digest FROM covers").fetchone()[0] == digest:
                return
            self._drop(contents)
            listed = {key for (key,) in self._db.execute("SELECT id FROM listed")}
        missing = [key for key in contents if key not in listed]
        for start in range(0, len(missing), _BATCH):
            if self.closed.is_set():
                return
            self._take([(library.article(key), contents[key]) for key in missing[start : start + _BATCH]])
        with self._reading():
            self._db.execute("UPDATE covers SET digest = ?", (digest,))

    def _drop(self, contents: Mapping[str, str]) -> None:
        """Take out of the list what the library has not, or not so."""
        listed = self._db.execute("SELECT row, id, content FROM listed").fetchall()
        gone = [(row,) for row, key, content in listed if contents.get(key) != content]
        (written,) = self._db.execute("SELECT count(*) FROM found_docsize").fetchone()
        if written - len(listed) + len(gone) > max(_GONE_LEAST, _GONE * len(listed)):
            _empty(self._db)
        elif gone:
            with transaction(self._db):
                self._db.executemany("DELETE FROM listed WHERE row = ?", gone)

    def _take(self, articles: Iterable[tuple[Article, str]]) -> None:
        with self._reading(), transaction(self._db):
            for a, content in articles:
                values = (a.id, content, a.outlet.name, a.title, a.published, a.url)
                query = "INSERT OR IGNORE INTO listed (id, content, outlet, title, published, url) VALUES (?, ?, ?, ?, ?, ?)"
                made = self._db.execute(query, values)
                if made.rowcount:  # else another server of the same library has listed it meanwhile
                    words = (made.lastrowid, a.title or "", " ".join((a.outlet.name, *a.outlet.names)), a.text)
                    self._db.execute("INSERT INTO found (rowid, title, outlet, text) VALUES (?, ?, ?, ?)", words)


def _opened(path: Path) -> sqlite3.Connection:
    """Open the catalogue; what is no catalogue of this layout is thrown away."""
    for _ in range(2):
        try:
            return _fitting(sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False))
        except sqlite3.Error:
            for suffix in ("", "-wal", "-shm"):
                with suppress(OSError):
                    path.with_name(path.name + suffix).unlink(missing_ok=True)
    return _fitting(sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False))


def _fitting(db: sqlite3.Connection) -> sqlite3.Connection:
    try:
        db.execute("PRAGMA trusted_schema = OFF")
        db.execute("PRAGMA journal_mode = WAL").fetchone()
        db.execute("PRAGMA synchronous = NORMAL")  # without, a power cut could damage it unseen
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
        if not tables.issuperset(("covers", "listed", "found")) or db.execute("SELECT layout FROM covers").fetchone() != (_LAYOUT,):
            _empty(db)
        db.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, found, row)")
    except BaseException:
        db.close()
        raise
    return db


def _empty(db: sqlite3.Connection) -> None:
    db.execute("BEGIN IMMEDIATE")
    for table in ("covers", "listed", "found"):
        db.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in files("reportedly.web").joinpath("catalog.sql").read_text("utf-8").split(";\n"):
        db.execute(statement)
    db.execute("INSERT INTO covers VALUES (?, '')", (_LAYOUT,))
    db.execute("COMMIT")
