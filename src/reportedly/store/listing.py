"""What is in a library: its articles one after the other, those that are asked for, and all that hangs on one. Nothing is written."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from reportedly.errors import LibraryError
from reportedly.records import Outlet, Rejected
from reportedly.store.fields import unpacked
from reportedly.store.reading import article_of, statements_of
from reportedly.store.versions import is_older
from reportedly.text.outlets import Outlets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.records import Article
    from reportedly.store.reading import Kept, Reader

__all__ = ["Shown", "Wanted", "listed", "shown"]

_WORD: Final = re.compile(r"\w+")
#: Stands after every date.
_NO_DATE: Final = "~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which articles are asked for; None asks for all."""

    #: A name of the outlet: its own, or another in use.
    outlet: str | None = None
    #: What the date of publication begins with: a year, a month or a day.
    day: str | None = None
    #: Words that stand in title or text, all of them, in any order and case.
    words: str | None = None


class Shown(NamedTuple):
    """An article, and what hangs on it."""

    article: Article
    #: Bytes of the page that was kept; None when none was.
    page: int | None
    #: How many statements were found, by what found them.
    statements: tuple[tuple[str, int], ...]
    #: What it was before, oldest first.
    versions: tuple[Article, ...]
    #: Old versions that are damaged.
    rejected: tuple[Rejected, ...]


class _Row(NamedTuple):
    published: str
    id: str
    row: int


def listed(reader: Reader, wanted: Wanted) -> Iterator[Article | Rejected]:
    """Yield the articles that are asked for, earliest first, those without a date last; a `Rejected` for each that is damaged.

    Raises:
        LibraryError: The database is damaged so that its rows cannot be told.
    """
    words = frozenset(_WORD.findall((wanted.words or "").casefold()))
    for _, key, row in _rows(reader, wanted):
        try:
            kept = reader.kept(row)
            if kept is not None and (not words or words <= _words_of(kept.record, kept.text)):
                yield article_of(kept)
        except (ValueError, TypeError, sqlite3.DatabaseError) as error:
            yield Rejected(id=key, stage="store", reason=f"is damaged: {error}")


def shown(reader: Reader, key: str) -> Shown:
    """Return an article with what hangs on it.

    Raises:
        LibraryError: There is none of this id, or it is damaged.
    """
    try:
        row = reader.row_of(key)
        kept = None if row is None else reader.kept(row)
        if kept is None:
            newest = reader.newest_of(key)
            hint = f"it is an old version of {newest!r}" if newest else "`reportedly library list` says what there is"
            raise LibraryError(f"{reader.file}: no article {key!r}; {hint}")
        size = reader.page_size(kept.page) if kept.page else None
        found = [(made_by, len(statements_of(records))) for made_by, records in reader.statements(kept.row)]
        return Shown(article_of(kept), size, tuple(found), *_versions(reader.former(kept.row)))
    except (ValueError, sqlite3.DatabaseError) as error:
        raise LibraryError(f"{reader.file}: the article {key!r} is damaged: {error}; put back a copy of the library") from error


def _versions(formers: Iterable[Kept]) -> tuple[tuple[Article, ...], tuple[Rejected, ...]]:
    """The old versions, oldest first as far as their dates tell, else in the order in which they became old."""
    found: list[Article] = []
    rejected = []
    for kept in formers:
        try:
            article = article_of(kept)
        except (ValueError, TypeError) as error:
            rejected.append(Rejected(id=str(kept.id), stage="store", reason=f"an old version is damaged: {error}"))
            continue
        at = next((n for n, other in enumerate(found) if is_older(article.published, other.published)), len(found))
        found.insert(at, article)
    return tuple(found), tuple(rejected)


def _rows(reader: Reader, wanted: Wanted) -> list[_Row]:
    query = "SELECT coalesce(json_extract(record, '$.published'), ?), id, row, outlet FROM article"
    try:
        rows = reader.db.execute(query, (_NO_DATE,)).fetchall()
        outlets = None if wanted.outlet is None else _outlets_named(wanted.outlet, reader)
    except sqlite3.DatabaseError as error:
        raise LibraryError(f"{reader.file}: damaged ({error}); `reportedly library export` gets out what can be read") from error
    found = [_Row(str(published), str(key), row) for published, key, row, outlet in rows if outlets is None or outlet in outlets]
    return sorted(each for each in found if each.published.startswith(wanted.day or ""))


def _outlets_named(name: str, reader: Reader) -> frozenset[int]:
    rows = reader.db.execute("SELECT row, record FROM outlet").fetchall()
    return frozenset(row for row, record in rows if Outlets((unpacked(Outlet, json.loads(record)),)).named(name) is not None)


def _words_of(record: str, text: str) -> frozenset[str]:
    title = json.loads(record).get("title") or ""
    return frozenset(_WORD.findall(f"{title}\n{text}".casefold()))
