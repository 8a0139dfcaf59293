"""The versions of one article: which article of a library a new one is a version of, and which of the two is the newer.

Two texts are versions of one article when they stand at one address, or when whoever gave them gave them one id. Two that were given
different ids are two articles wherever they stand; of which of them a third is a version that has no id given, nobody can tell.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from reportedly.errors import SourceError
from reportedly.records import UNKNOWN_OUTLET, identity
from reportedly.store.address import address_of
from reportedly.store.leaving import withdraw

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from reportedly.records import Article

__all__ = ["Current", "currents", "is_known", "is_newest", "is_older", "make_former", "newest_of", "recall"]

_QUERY: Final = "SELECT a.row, a.id, a.record, a.text, o.record FROM article a JOIN outlet o ON o.row = a.outlet WHERE"
_KEEP: Final = (
    "INSERT INTO former (article, id, content, outlet, page, record, text)"
    " SELECT 0, id, content, outlet, page, record, text FROM article WHERE row = ?"
)
_NEWEST: Final = "SELECT row FROM article WHERE id = ?1 UNION ALL SELECT article FROM former WHERE id = ?1 LIMIT 1"
#: How many characters of an ISO 8601 date-time are the date.
_DATE: Final = 10


class Current(NamedTuple):
    """An article of a library that another is a version of."""

    row: int
    id: str
    published: str | None
    text: str


def currents(db: sqlite3.Connection, article: Article) -> tuple[Current, ...]:
    """Return the articles of a library that this is a version of, itself among them where it is there.

    Raises:
        SourceError: The library holds another text under its id, by another newsroom.
    """
    found = []
    for row, key, record, text, outlet in db.execute(f"{_QUERY} a.id = ?", (article.id,)).fetchall():
        is_this = text == article.text and _is_headline(article, record)
        if not is_this and not _is_one_newsroom(article, _fields(outlet)):
            raise SourceError(f"{article.id}: the library holds another text under this id, by another outlet; give this one another")
        found.append(Current(row, key, _fields(record).get("published"), text))
    return (*found, *_at_its_address(db, article))


def _at_its_address(db: sqlite3.Connection, article: Article) -> Iterator[Current]:
    """Yield the articles of other ids that stand where this does, but for those that cannot be the same."""
    address = address_of(article.url)
    if address is None:
        return
    made: list[Current] = []
    given: list[Current] = []
    for row, key, record, text, outlet in db.execute(f"{_QUERY} a.address = ? AND a.id != ?", (address, article.id)).fetchall():
        fields = _fields(record)
        kind = given if _is_given(key, _fields(outlet).get("name", ""), fields.get("url"), text) else made
        kind.append(Current(row, key, fields.get("published"), text))
    yield from made
    if len(given) == 1 and not _is_given(article.id, article.outlet.name, article.url, article.text):
        yield from given


def _fields(record: str) -> dict[str, Any]:
    """What a record says; nothing where it is damaged, which whoever reads its article will tell."""
    try:
        found = json.loads(record)
    except (ValueError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_given(key: str, outlet: str, url: str | None, text: str) -> bool:
    """Whether somebody gave the id, and it was not made of what the article is (`ingest`)."""
    return key != identity("" if outlet == UNKNOWN_OUTLET else outlet, url or "", text)


def _is_one_newsroom(article: Article, other: dict[str, object]) -> bool:
    ours, theirs = {article.outlet.name, article.outlet.family}, {other.get("name"), other.get("family")}
    return bool(ours & theirs) or UNKNOWN_OUTLET in ours | theirs


def is_newest(db: sqlite3.Connection, article: Article) -> bool:
    """Whether a library has this text, with this headline, as the article of this id."""
    found = db.execute("SELECT record, text FROM article WHERE id = ?", (article.id,)).fetchone()
    return found is not None and found[1] == article.text and _is_headline(article, found[0])


def is_known(db: sqlite3.Connection, article: Article) -> bool:
    """Whether a library has this text, with this headline, as an old version of the article of this id."""
    return bool(_same(db, article))


def _same(db: sqlite3.Connection, article: Article) -> list[tuple[int, int, str | None]]:
    """Row, outlet and page of the old versions that are this one."""
    query = "SELECT record, row, outlet, page FROM former WHERE id = ? AND text = ?"
    rows = db.execute(query, (article.id, article.text)).fetchall()
    return [(row, outlet, page) for record, row, outlet, page in rows if _is_headline(article, record)]


def _is_headline(article: Article, record: str) -> bool:
    """Whether an article has the headline of another, as far as both have one."""
    ours, theirs = article.title or "", _fields(record).get("title") or ""
    return not ours or not theirs or ours.split() == theirs.split()


def is_older(published: str | None, than: str | None) -> bool:
    """Whether dates say that one version is older than another; where they do not tell, it is not.

    >>> is_older("2031-03-04", "2031-03-05T08:00:00+00:00"), is_older("2031-03-04", "2031-03-04T08:00:00+00:00"), is_older(None, "2031")
    (True, False, False)
    """
    if not published or not than:
        return False
    try:
        ours, theirs = datetime.fromisoformat(published), datetime.fromisoformat(than)
    except ValueError:
        return False
    if ours.tzinfo and theirs.tzinfo and len(published) > _DATE < len(than):
        return ours < theirs
    return ours.date() < theirs.date()


def newest_of(db: sqlite3.Connection, key: str) -> int | None:
    """Return the row of the article of an id, or of the newest version of it; None when there is neither."""
    found = db.execute(_NEWEST, (key,)).fetchone()
    return int(found[0]) if found else None


def make_former(db: sqlite3.Connection, olds: Iterable[Current]) -> None:
    """Make articles old versions of the one whose row is 0, within a transaction of the caller's that gives it its number at last."""
    db.execute("PRAGMA defer_foreign_keys = ON")
    for old in olds:
        db.execute("UPDATE former SET article = 0 WHERE article = ?", (old.row,))
        db.execute(_KEEP, (old.row,))
        withdraw(db, old.row)


def recall(db: sqlite3.Connection, article: Article) -> list[tuple[int, str | None]]:
    """Forget an old version, which is about to be the newest again, within a transaction of the caller's; return its outlet and page."""
    same = _same(db, article)
    db.executemany("DELETE FROM former WHERE row = ?", [(row,) for row, _, _ in same])
    return [(outlet, page) for _, outlet, page in same]
