"""Which passages have a query's words: BM25 over the index's lists of words, rare words first, common ones not at all.

SQLite's own `bm25()` reads every passage that has any of the words, for every query; the lists are read once here for all queries of a
call, and words too common to tell passages apart are skipped.
"""

from __future__ import annotations

import re
from itertools import accumulate
from math import log
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from reportedly.store.rank import Numbers, Ranking

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

__all__ = ["having_words"]

_WORD = re.compile(r"[^\W_]+")
#: Words in more passages than one of so many, and in more than the least, are not counted further.
_COMMON: Final = 50
_COMMON_LEAST: Final = 1000
#: A query's words are taken rarest first, as long as their lists have no more passages together.
_ENOUGH: Final = 20_000
#: Robertson's constants: how soon a further word of the same kind, and how much the length of a passage, stop counting.
_K, _B = 1.2, 0.75


def having_words(
    db: sqlite3.Connection, texts: Sequence[str], lengths: npt.NDArray[np.uint32], depth: int, hidden: npt.NDArray[np.bool_]
) -> list[Ranking]:
    """Return, for each query, the passages that have its informative words, best first.

    Args:
        db: The index.
        texts: The queries. Nothing in them is read as query language.
        lengths: By number: how many words a passage has; 0 for one whose article has left, which counts for nothing.
        depth: How many of each.
        hidden: By number: whether a passage is to be left out.
    """
    asked = [sorted({word.casefold() for word in _WORD.findall(text)}) for text in texts]
    live = lengths[lengths > 0]
    common = max(_COMMON_LEAST, len(live) // _COMMON)
    counts = {word: _count(db, word, common) for word in {word for each in asked for word in each}}
    wanted = [_rarest({word: counts[word] for word in each if 0 < counts[word] <= common}) for each in asked]
    lists = {word: _numbers(db, word) for word in {word for each in wanted for word in each}}
    weights = {word: log(1 + (len(live) - counts[word] + 0.5) / (counts[word] + 0.5)) for word in lists}
    norm = 1 / (1 + _K * (1 - _B + _B * lengths / max(1.0, float(live.mean()) if len(live) else 1.0)))
    return [_ranked([(lists[word], weights[word]) for word in each], norm, depth, hidden) for each in wanted]


def _count(db: sqlite3.Connection, word: str, common: int) -> int:
    """How many passages have the word; one more than `common` for all that are."""
    query = "SELECT count(*) FROM (SELECT 1 FROM word WHERE word MATCH ? LIMIT ?)"
    return int(db.execute(query, (f'"{word}"', common + 1)).fetchone()[0])


def _rarest(counts: dict[str, int]) -> list[str]:
    """The rarest words that have enough passages together, in alphabetical order; the rarest itself always."""
    ranked = sorted(counts, key=lambda word: (counts[word], word))
    totals = accumulate(counts[word] for word in ranked)
    return sorted(word for n, (word, total) in enumerate(zip(ranked, totals, strict=True)) if not n or total <= _ENOUGH)


def _numbers(db: sqlite3.Connection, word: str) -> Numbers:
    """The passages that have the word, as one text: a row each would take four times as long."""
    found = db.execute("SELECT group_concat(rowid) FROM word WHERE word MATCH ?", (f'"{word}"',)).fetchone()[0]
    return np.fromstring(found or "", dtype=np.int64, sep=",")


def _ranked(lists: Sequence[tuple[Numbers, float]], norm: npt.NDArray[np.float64], depth: int, hidden: npt.NDArray[np.bool_]) -> Ranking:
    numbers = np.concatenate([np.empty(0, np.int64), *(found for found, _ in lists)])
    weights = np.repeat([weight for _, weight in lists], [len(found) for found, _ in lists])
    seen = ~hidden[numbers]
    distinct, owner = np.unique(numbers[seen], return_inverse=True)
    sums = np.bincount(owner, weights=weights[seen], minlength=len(distinct))
    return Ranking.of(distinct, sums * norm[distinct], depth)
