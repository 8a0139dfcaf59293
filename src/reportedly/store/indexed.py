"""An index held against the texts that it was made from: the same passages, the same runs of words, vectors of the length they say."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import numpy as np

from reportedly.store.index import made_by_this_layout
from reportedly.store.sketch import sketch
from reportedly.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reportedly.store.reading import Reader

__all__ = ["index_faults"]

#: What makes it anew, which costs nothing but time.
_REMEDY: Final = "`reportedly library rebuild` makes it anew"
#: By how much a length that was kept may differ from that of its vector: float32 in another order of sums.
_CLOSE: Final = 1e-3


def index_faults(file: Path, reader: Reader) -> Iterator[str]:
    """Yield what is wrong with an index.

    An index that is by other vectors or of another layout is made anew at the next search, and an article that is not in it yet is taken
    in then: these are no faults.

    Args:
        file: The index.
        reader: The library.

    Raises:
        sqlite3.DatabaseError: It cannot be read any further.
    """
    rows = reader.rows()
    if not file.is_file():
        if rows:
            yield f"{file}: is not there; {_REMEDY}"
        return
    with closing(_opened(file)) as db:
        db.execute("BEGIN")
        for (line,) in db.execute("PRAGMA integrity_check").fetchall():
            if line != "ok":
                yield f"{file}: {' '.join(str(line).split())}"
        covers = db.execute("SELECT made_by, article, passages FROM covers").fetchone()
        if covers is None:
            yield f"{file}: does not say what it covers; {_REMEDY}"
        elif made_by_this_layout(covers[0]):
            for fault in _Held(db, reader, covers[1]).faults(rows, covers[2]):
                yield f"{file}: {fault}; {_REMEDY}"
    if (found := _words_fault(file)) is not None:
        yield f"{file}: its lists of words are damaged ({found}); {_REMEDY}"


class _Held:
    """An index and a library, side by side."""

    def __init__(self, db: sqlite3.Connection, reader: Reader, covered: int) -> None:
        self._db, self._reader, self._covered = db, reader, covered

    def faults(self, rows: tuple[int, ...], passages: int) -> Iterator[str]:
        """Yield the faults, article by article."""
        newest = max(rows, default=0)
        every = self._db.execute("SELECT article, first, spans, words FROM passages")
        known = {row: (first, spans, words) for row, first, spans, words in every if row <= newest or not any(words)}
        expected = live = 0
        for row in sorted({*known, *(row for row in rows if row <= self._covered)}):
            if row not in known:
                yield f"the article in row {row} is not in it"
                continue
            first, spans, words = known[row]
            if first != expected:
                yield f"the passages of row {row} are numbered from {first}, not from {expected}"
            expected = first + len(words) // 4
            live += len(words) // 4 if any(words) else 0
            yield from (f"row {row}: {fault}" for fault in self._article(row, spans, words))
        if self._covered <= newest and expected != passages:
            yield f"it says that it has {passages} passages, and has {expected}"
        (listed,) = self._db.execute("SELECT count(*) FROM word_docsize").fetchone()
        if self._covered <= newest and listed != live:
            yield f"words are kept of {listed} passages, not of {live}"

    def _article(self, row: int, spans: bytes, words: bytes) -> Iterator[str]:
        kept = self._reader.kept(row)
        if kept is None:
            if any(words) and row not in self._reader.leaving():
                yield "the library has no such article"
            return
        text: object = kept.text
        if not isinstance(text, str):  # told as a fault of the article
            return
        cut = sentences(text)
        counts = [len(span.of(text).split()) for span in cut]
        if spans != np.array(cut, dtype="<u4").tobytes() or words != np.array(counts, dtype="<u4").tobytes():
            yield "its passages are not the sentences of the text"
        yield from self._vectors(row, len(cut))
        runs = sketch(text)
        query = "SELECT count(*) FROM sketch WHERE run = ? AND article = ?"
        if any(not self._db.execute(query, (run, row)).fetchone()[0] for run in runs):
            yield "runs of its words are missing"

    def _vectors(self, row: int, count: int) -> Iterator[str]:
        found = self._db.execute("SELECT lengths, vectors FROM meaning WHERE article = ?", (row,)).fetchone()
        if found is None:
            yield "its vectors are missing"
            return
        lengths = np.frombuffer(found[0][: len(found[0]) // 4 * 4], dtype="<f4")
        if len(lengths) != count or (count and len(found[1]) % count):
            yield "it has not one vector for each passage"
            return
        wide = np.frombuffer(found[1], dtype=np.int8).astype(np.float32).reshape(count, -1) if count else np.empty((0, 0), np.float32)
        if not np.allclose(np.maximum(np.sqrt((wide * wide).sum(axis=1)), 1.0), lengths, rtol=_CLOSE):
            yield "its vectors are not as long as it says"


def _opened(file: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"file:{quote(str(file.absolute()))}?mode=rw", uri=True, timeout=30, isolation_level=None)
    db.execute("PRAGMA trusted_schema = OFF")
    return db


def _words_fault(file: Path) -> str | None:
    """Return what SQLite finds wrong with its lists of words: it can only be asked by a write, which is taken back."""
    with closing(_opened(file)) as db:
        try:
            db.execute("BEGIN IMMEDIATE")
            db.execute("INSERT INTO word (word) VALUES ('integrity-check')")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname.startswith(("SQLITE_READONLY", "SQLITE_BUSY")):
                return None
            return str(error)
        except sqlite3.DatabaseError as error:
            return str(error)
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")
    return None
