"""An article out of an index: its words, its vectors and its runs of words go; its passages keep their numbers, with nothing behind them.

A search of what is left finds what it would find in an index that never had the article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reportedly.records import Span
from reportedly.store.sketch import sketch

if TYPE_CHECKING:
    import sqlite3

    from reportedly.store.articles import Source

__all__ = ["forget"]


def forget(db: sqlite3.Connection, article: Source) -> None:
    """Take an article out, within a transaction of the caller's; one that is not in it, or no longer, changes nothing.

    Args:
        db: The index.
        article: The text that was taken in.
    """
    found = db.execute("SELECT first, spans, words FROM passages WHERE article = ?", (article.row,)).fetchone()
    if found is None or not any(found[2]):
        return
    first, spans, words = found
    cut = [Span(*span).of(article.text) for span in np.frombuffer(spans, dtype="<u4").reshape(-1, 2).tolist()]
    db.executemany("INSERT INTO word (word, rowid, text) VALUES ('delete', ?, ?)", enumerate(cut, first))
    db.executemany("DELETE FROM sketch WHERE run = ? AND article = ?", [(run, article.row) for run in sketch(article.text)])
    db.execute("UPDATE passages SET spans = ?, words = ? WHERE article = ?", (bytes(len(spans)), bytes(len(words)), article.row))
    lengths = np.ones(len(cut), dtype="<f4").tobytes()  # of vectors of zeros, as `packed_vectors` gives it
    db.execute("UPDATE meaning SET lengths = ?, vectors = zeroblob(length(vectors)) WHERE article = ?", (lengths, article.row))
