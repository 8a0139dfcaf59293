"""Words as the catalogue knows them: those of a search, those of a text, and where in a text a search is met.

All of it is done by the tokenizer of SQLite that the catalogue is made with, so that what is lit is what was found.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from reportedly.report.pieces import Piece, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["TOKENS", "snippets", "stems", "terms_of"]

#: What a word is: without case, accents and English endings.
TOKENS: Final = "tokenize = 'porter unicode61 remove_diacritics 2'"
_WORD: Final = re.compile(r'"([^"]*)"|([^\W_]+)')
#: Words of a search that count; the rest is not looked for.
_MOST_WORDS: Final = 24
#: Between these stand the words that were found; `visible` has taken both out of the texts.
_ON, _OFF = "\x02", "\x03"
_SNIPPET_WORDS: Final = 32


def snippets(terms: Sequence[str], texts: Iterable[str]) -> list[tuple[Piece, ...]]:
    """Return from each text the place that has most of the terms of a search, with these lit; its beginning where it has none.

    The texts are searched as the catalogue searches them, so that what is lit is what was found.
    """
    held = [visible(text) for text in texts]
    if not terms:
        return [_pieces(_beginning(text)) for text in held]
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(f"CREATE VIRTUAL TABLE t USING fts5 (text, {TOKENS})")
        db.executemany("INSERT INTO t (rowid, text) VALUES (?, ?)", enumerate(held))
        query = "SELECT rowid, snippet(t, 0, ?, ?, ' … ', ?) FROM t WHERE t MATCH ?"
        found = dict(db.execute(query, (_ON, _OFF, _SNIPPET_WORDS, " OR ".join(terms))).fetchall())
    return [_pieces(found.get(n) or _beginning(text)) for n, text in enumerate(held)]


def stems(texts: Sequence[str]) -> list[frozenset[str]]:
    """Return the words of each text as the catalogue counts them: without case, accents and endings."""
    found: list[set[str]] = [set() for _ in texts]
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(f"CREATE VIRTUAL TABLE t USING fts5 (text, {TOKENS})")
        db.execute("CREATE VIRTUAL TABLE v USING fts5vocab (t, instance)")
        db.executemany("INSERT INTO t (rowid, text) VALUES (?, ?)", enumerate(texts))
        for term, number in db.execute("SELECT term, doc FROM v"):
            found[number].add(term)
    return [frozenset(each) for each in found]


def _beginning(text: str) -> str:
    words = text[:400].split()[:_SNIPPET_WORDS]
    return " ".join(words) + (" …" if len(text) > len(" ".join(words)) else "")


def _pieces(marked: str) -> tuple[Piece, ...]:
    parts = re.split(f"([{_ON}{_OFF}])", marked)
    pieces, lit = [], False
    for part in parts:
        if part in (_ON, _OFF):
            lit = part == _ON
        elif part:
            pieces.append(Piece(re.sub(r"\s+", " ", part), lit))
    return tuple(pieces)


def terms_of(words: str) -> list[str]:
    """Return the words of a search as FTS5 takes them, each between quotation marks; several that belong together are one term."""
    terms = []
    for phrase, word in _WORD.findall(words)[:_MOST_WORDS]:
        plain = " ".join(re.findall(r"[^\W_]+", phrase or word))
        if plain:
            terms.append(f'"{plain}"')
    return list(dict.fromkeys(terms))
