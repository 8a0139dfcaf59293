"""The index of a library: its passages by their words and their meaning, and its articles by the runs of words they share.

All of it is made from the library and can be made again. It keeps note of what it covers; what was added since is taken in before a
search, and an index that is damaged, of another layout, by other vectors or of another library is made anew.
"""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import dataclass
from importlib.resources import files
from itertools import accumulate
from math import log2
from typing import TYPE_CHECKING, Final, NamedTuple, Self, TypeVar

import numpy as np
import numpy.typing as npt

from reportedly.records import Span
from reportedly.store.forget import forget
from reportedly.store.lookup import having_words
from reportedly.store.meaning import nearest, packed_vectors
from reportedly.store.rank import Ranking, fused
from reportedly.store.sketch import sketch
from reportedly.store.sqlite import DamagedError, connect, is_damaged, said, snapshot, statements, transaction, turn
from reportedly.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from reportedly.store.articles import Articles, Source
    from reportedly.store.meaning import Embedder

__all__ = ["Index", "Located", "made_by_this_layout"]

#: Raise it when passages are cut, words counted, vectors packed or runs chosen in another way.
_LAYOUT: Final = 2
_THIS_LAYOUT: Final = f"layout {_LAYOUT}, vectors "
#: Articles taken in by one transaction.
_BATCH: Final = 64
#: Ranked passages of either kind that are joined: so many times as are asked for, and at least so many.
_DEEPER, _DEPTH_LEAST = 2, 50
_TABLES = ("covers", "passages", "meaning", "word", "sketch")

_A = TypeVar("_A")
#: Says what was mended without being asked; where nobody listens, Python writes it to standard error.
_LOG = logging.getLogger(__name__)


class Located(NamedTuple):
    """A passage that was found: the row of its article, where it stands there, and its score (1 is first by words and by meaning)."""

    article: int
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class _Passages:
    """All passages by number."""

    #: `[articles]`: rows of the library, ascending, and the number of the first passage of each.
    articles: npt.NDArray[np.int64]
    firsts: npt.NDArray[np.int64]
    #: `[passages, 2]` and `[passages]`.
    spans: npt.NDArray[np.uint32]
    words: npt.NDArray[np.uint32]

    @classmethod
    def of(cls, db: sqlite3.Connection) -> Self:
        rows = db.execute("SELECT article, first, spans, words FROM passages ORDER BY article").fetchall()
        keys, begins, places, lengths = zip(*rows, strict=True) if rows else ((), (), (), ())
        articles, firsts = np.array(keys, dtype=np.int64), np.array(begins, dtype=np.int64)
        counts = np.fromiter(map(len, lengths), dtype=np.int64, count=len(rows)) // 4
        sizes = np.fromiter(map(len, places), dtype=np.int64, count=len(rows))
        if not np.array_equal(sizes, 8 * counts) or not np.array_equal(firsts, np.cumsum(counts) - counts):
            raise DamagedError("passages are not numbered one after the other")
        spans = np.frombuffer(b"".join(places), dtype="<u4").reshape(-1, 2)
        return cls(articles, firsts, spans, np.frombuffer(b"".join(lengths), dtype="<u4"))

    def hidden(self, articles: Collection[int]) -> npt.NDArray[np.bool_]:
        """Return, by number, whether a passage is of one of the articles."""
        ends = np.append(self.firsts[1:], len(self.spans))
        out = np.isin(self.articles, np.array(sorted(articles), dtype=np.int64))
        return np.repeat(out, ends - self.firsts)

    def located(self, ranking: Ranking) -> tuple[Located, ...]:
        """Return where the passages of a ranking stand."""
        owners = self.articles[np.searchsorted(self.firsts, ranking.numbers, side="right") - 1].tolist()
        spans = self.spans[ranking.numbers].tolist()
        return tuple(Located(a, Span(*s), score) for a, s, score in zip(owners, spans, ranking.scores.tolist(), strict=True))


class Index:
    """The index of one library.

    Args:
        path: Its file.
        library: What it is made from.
        vectors: Make vectors of passages and queries.

    Raises:
        LibraryError: The file cannot be opened, or is damaged and cannot be made anew.
    """

    def __init__(self, path: Path, library: Articles, vectors: Embedder) -> None:
        self._path = path
        self._lock = path.with_suffix(".lock")
        #: What the system calls the file that is open.
        self._number = 0
        self._library = library
        self._vectors = vectors
        self._made_by = f"{_THIS_LAYOUT}{vectors.sha256}"
        self._known: _Passages | None = None
        self._known_at = (0, 0)
        with said(path):
            self._db = self._opened()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def cover(self) -> None:
        """Take in whatever the library has and the index does not.

        Raises:
            LibraryError: The file cannot be written or made anew.
        """
        self._repaired(self._cover)

    def search(self, texts: Sequence[str], *, limit: int, excluding: Collection[int]) -> list[tuple[Located, ...]]:
        """Return the passages that bear most likeness to each text, in words or in meaning, best first.

        Args:
            texts: The queries.
            limit: How many for each; those that tie with the last stay in.
            excluding: Rows of articles to leave out.
        """
        return self._repaired(lambda: self._search(texts, limit, excluding))

    def alike(self, text: str) -> dict[int, float]:
        """Return the rows of articles that share sampled runs of words with the text, with how much; runs that few share count more."""
        return self._repaired(lambda: self._alike(text))

    def _search(self, texts: Sequence[str], limit: int, excluding: Collection[int]) -> list[tuple[Located, ...]]:
        self._cover()
        depth = max(_DEEPER * limit, _DEPTH_LEAST)
        with snapshot(self._db):
            known = self._passages()
            if not len(known.spans) or not texts:
                return [() for _ in texts]
            hidden = known.hidden(excluding)
            meant = nearest(self._db, self._vectors.of(texts), depth, hidden)
            worded = having_words(self._db, texts, known.words, depth, hidden)
        return [known.located(fused(pair, limit)) for pair in zip(meant, worded, strict=True)]

    def _passages(self) -> _Passages:
        """All passages of the index; read again when another process has written to it."""
        (count,), (version,) = (self._db.execute(query).fetchone() for query in ("SELECT passages FROM covers", "PRAGMA data_version"))
        if self._known is None or self._known_at != (count, version):
            self._known, self._known_at = _Passages.of(self._db), (count, version)
        return self._known

    def _alike(self, text: str) -> dict[int, float]:
        self._cover()
        found: dict[int, float] = {}
        for run in sketch(text):
            articles = [row for (row,) in self._db.execute("SELECT article FROM sketch WHERE run = ?", (run,))]
            for article in articles:
                found[article] = found.get(article, 0.0) + 1 / log2(1 + len(articles))
        return found

    def rebuild(self, tell: Callable[[int, int], None]) -> None:
        """Make the index anew.

        Args:
            tell: Is told how many articles of how many are in it.

        Raises:
            LibraryError: The file cannot be written.
        """
        self._repaired(lambda: self._anew(tell))

    def _anew(self, tell: Callable[[int, int], None]) -> None:
        with transaction(self._db):
            self._empty(self._db)
        self._known = None
        total = len(self._library)
        while self._take_some():
            tell(int(self._db.execute("SELECT count(*) FROM passages").fetchone()[0]), total)

    def _cover(self) -> None:
        self._take_out()
        newest = self._library.newest()
        while self._covered() < newest and self._take_some():
            continue

    def _take_some(self) -> int:
        """Take in the next few articles; return how many."""
        with transaction(self._db):
            articles = self._library.after(self._covered(), _BATCH)  # from where another process may have come to
            self._take(articles)
        self._known = None
        return len(articles)

    def _take_out(self) -> None:
        """Forget what has left the library; how many passages there are, and their numbers, stay as they are."""
        if not self._library.leaving():
            return
        with transaction(self._db):
            gone = self._library.leaving()  # as it is now that no other process takes anything in
            for article in gone:
                forget(self._db, article)
            if self._covered() in {article.row for article in gone}:
                last = self._library.before(self._covered())
                self._db.execute("UPDATE covers SET article = ?, content = ?", (last.row, last.content))
        self._db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()  # on the disk, before the library forgets what has left
        self._library.forget(gone)
        self._known = None

    def _covered(self) -> int:
        return int(self._db.execute("SELECT article FROM covers").fetchone()[0])

    def _take(self, articles: Sequence[Source]) -> None:
        """Write the rows of some articles, and that they are covered."""
        if not articles:
            return
        spans = [sentences(article.text) for article in articles]
        texts = [span.of(article.text) for article, each in zip(articles, spans, strict=True) for span in each]
        first = int(self._db.execute("SELECT passages FROM covers").fetchone()[0])
        self._db.executemany("INSERT INTO word (rowid, text) VALUES (?, ?)", enumerate(texts, first))
        bounds = list(accumulate((len(each) for each in spans), initial=0))
        whole, lengths = packed_vectors(self._vectors.of(texts))
        counts = np.fromiter((len(text.split()) for text in texts), dtype="<u4", count=len(texts))
        for n, article in enumerate(articles):
            own = slice(bounds[n], bounds[n + 1])
            places = np.array(spans[n], dtype="<u4").tobytes()
            self._db.execute("INSERT INTO passages VALUES (?, ?, ?, ?)", (article.row, first + own.start, places, counts[own].tobytes()))
            vectors = (article.row, lengths[own].astype("<f4").tobytes(), whole[own].tobytes())
            self._db.execute("INSERT INTO meaning VALUES (?, ?, ?)", vectors)
            self._db.executemany("INSERT INTO sketch VALUES (?, ?)", ((run, article.row) for run in sketch(article.text)))
        last = articles[-1]
        self._db.execute("UPDATE covers SET article = ?, content = ?, passages = ?", (last.row, last.content, first + len(texts)))

    def _opened(self) -> sqlite3.Connection:
        """Open the file; what is no index of this library is emptied, what is damaged is thrown away."""
        try:
            with turn(self._lock, alone=False):
                return self._fitting()
        except sqlite3.Error as error:
            if not is_damaged(error):
                raise
        with turn(self._lock, alone=True):
            return self._mended()

    def _mended(self) -> sqlite3.Connection:
        """Open the file while nobody else does; thrown away if it is damaged still, and not another's by now."""
        try:
            return self._fitting()
        except sqlite3.Error as error:
            if not is_damaged(error):
                raise
        self._thrown_away()
        return self._fitting()

    def _thrown_away(self) -> None:
        """Remove the files; who has them open goes on with what is removed, and no name leads to both."""
        _LOG.warning("%s: the index was damaged and is made anew from the library; nothing is lost", self._path)
        for suffix in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)

    def _fitting(self) -> sqlite3.Connection:
        db = connect(self._path, synchronous="NORMAL")
        try:
            if not self._fits(db):
                with transaction(db):
                    self._empty(db)
            self._number = self._path.stat().st_ino
        except BaseException:
            db.close()
            raise
        return db

    def _fits(self, db: sqlite3.Connection) -> bool:
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
        if not tables.issuperset(_TABLES):
            return False
        made_by, article, content = db.execute("SELECT made_by, article, content FROM covers").fetchone() or ("", 0, "")
        return bool(made_by == self._made_by and content == self._library.content_at(article))

    def _empty(self, db: sqlite3.Connection) -> None:
        for table in _TABLES:
            db.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in statements(files("reportedly.store").joinpath("index.sql").read_text(encoding="utf-8")):
            db.execute(statement)
        db.execute("INSERT INTO covers VALUES (?, 0, '', 0)", (self._made_by,))

    def _repaired(self, action: Callable[[], _A]) -> _A:
        """Run the action; once more, on an index made anew, when it finds the index damaged."""
        with said(self._path):
            try:
                return action()
            except sqlite3.Error as error:
                if not is_damaged(error):
                    raise
            with turn(self._lock, alone=True):
                is_there = self._is_there()
                self._db.close()
                if is_there:
                    self._thrown_away()
                self._known = None
                self._db = self._mended()
            return action()

    def _is_there(self) -> bool:
        """Whether the file that is open is the one of this name still; no other can have its number for as long as it is open."""
        return self._path.is_file() and self._path.stat().st_ino == self._number


def made_by_this_layout(made_by: str) -> bool:
    """Return whether an index that says so of itself is of the layout that this version of the program makes, by whatever vectors."""
    return made_by.startswith(_THIS_LAYOUT)
