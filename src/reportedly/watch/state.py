"""What a watch remembers between two moments, in `watch.sqlite3` of the library's folder: feeds, items, pages, hosts.

Whatever is decided is written in one transaction before anything follows from it, so that a watch can be killed at any moment.
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from reportedly.errors import LibraryError, UsageError
from reportedly.ingest.feed import Item
from reportedly.store.sqlite import connect, said, statements, transaction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

__all__ = ["Feed", "Host", "Page", "State", "only_watch"]

#: Marks the file as the state of a watch, and its layout: "Rptw".
_APPLICATION: Final = 0x52707477
_LAYOUT: Final = 1
#: What to do where it is damaged.
_REMEDY: Final = "remove it and watch again: feeds are looked at anew, no article is kept twice, and claims to be followed are named again"


class Feed(NamedTuple):
    """What is remembered of a feed."""

    etag: str | None = None
    modified: str | None = None
    due: float = 0.0
    failures: int = 0


class Host(NamedTuple):
    """What is remembered of a host."""

    due: float = 0.0
    failures: int = 0
    robots: str | None = None
    robots_at: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is remembered of a page that was read."""

    place: str
    article: str
    content: str
    published: str | None
    etag: str | None
    modified: str | None
    first: float
    visits: int = 0


class State:
    """The open state; close it by leaving its `with` block.

    Args:
        folder: The library's folder, which is made when it is not there.
        now: The moment, for a state that is new.

    Raises:
        LibraryError: It cannot be opened, or is from a newer version.
    """

    def __init__(self, folder: Path, now: float) -> None:
        self._file = folder / "watch.sqlite3"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(f"{folder}: cannot be made ({error.strerror}); choose another folder for the library") from error
        with said(self._file, damaged=_REMEDY):
            self._db = connect(self._file, synchronous="FULL")
            try:
                _lay_out(self._db, self._file, now)
            except BaseException:
                self._db.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._db.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Run the block in one transaction."""
        with said(self._file, damaged=_REMEDY), transaction(self._db):
            yield self._db

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Return all rows of a query."""
        with said(self._file, damaged=_REMEDY):
            return self._db.execute(query, values).fetchall()

    # Feeds and their items

    def feed(self, url: str) -> Feed:
        """Return what is remembered of a feed."""
        found = self.rows("SELECT etag, modified, due, failures FROM feed WHERE url = ?", url)
        return Feed(*found[0]) if found else Feed()  # type: ignore[arg-type]  # as the schema has them

    def keep_feed(self, url: str, feed: Feed, items: Iterable[tuple[str, Item]] = ()) -> tuple[str, ...]:
        """Remember a feed with the items it brought, all at once.

        Returns:
            The links of the items that are new.
        """
        fresh = []
        with self.writing() as db:
            db.execute("INSERT OR REPLACE INTO feed VALUES (?, ?, ?, ?, ?)", (url, *feed))
            for link, item in items:
                row = (link, json.dumps(asdict(item)))
                if db.execute("INSERT OR IGNORE INTO item VALUES (?, ?, 1, 0, 0, NULL, NULL)", row).rowcount:
                    fresh.append(link)
        return tuple(fresh)

    def waiting(self, now: float) -> tuple[str, ...]:
        """Return the links of the items that are to be dealt with by now."""
        return tuple(str(link) for (link,) in self.rows("SELECT link FROM item WHERE waits AND due <= ? ORDER BY due, link", now))

    def item(self, link: str) -> tuple[Item, int]:
        """Return an item that waits, and how often it has failed."""
        ((record, failures),) = self.rows("SELECT record, failures FROM item WHERE link = ?", link)
        return Item(**json.loads(str(record))), int(str(failures))

    def put_off(self, link: str, due: float, failures: int) -> None:
        """Deal with an item later."""
        with self.writing() as db:
            db.execute("UPDATE item SET due = ?, failures = ? WHERE link = ?", (due, failures, link))

    def give_up(self, link: str, reason: str) -> None:
        """Remember that an item cannot be used."""
        with self.writing() as db:
            db.execute("UPDATE item SET waits = 0, record = '', reason = ? WHERE link = ?", (reason, link))

    # Pages

    def page(self, place: str) -> Page | None:
        """Return what is remembered of a page."""
        found = self.rows("SELECT place, article, content, published, etag, modified, first, visits FROM page WHERE place = ?", place)
        return Page(**dict(zip(Page.__dataclass_fields__, found[0], strict=True))) if found else None  # type: ignore[arg-type]  # as above

    def pages_due(self, now: float) -> tuple[str, ...]:
        """Return the pages that are to be looked at again by now."""
        return tuple(str(place) for (place,) in self.rows("SELECT place FROM page WHERE due <= ? ORDER BY due, place", now))

    def keep_page(self, page: Page, due: float | None, *, link: str | None = None, change: tuple[Page, float] | None = None) -> None:
        """Remember a page as it was read now.

        Args:
            page: The page.
            due: When it is looked at again; None for never.
            link: The item that led to it, which is dealt with.
            change: What the page was before, when it has changed, and the moment.
        """
        with self.writing() as db:
            row = (page.place, page.article, page.content, page.published, page.etag, page.modified, page.first, page.visits, due)
            db.execute("INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            if link is not None:
                db.execute("UPDATE item SET waits = 0, record = '', place = ? WHERE link = ?", (page.place, link))
            if change:
                old, at = change
                values = (page.place, at, old.content, page.content, old.article, page.article)
                db.execute("INSERT INTO change (place, at, before, after, old, new) VALUES (?, ?, ?, ?, ?, ?)", values)

    def page_gone(self, page: Page, at: float) -> None:
        """Remember that a page is no longer there."""
        with self.writing() as db:
            db.execute("UPDATE page SET due = NULL WHERE place = ?", (page.place,))
            row = (page.place, at, page.content, page.article)
            db.execute("INSERT INTO change (place, at, before, old) VALUES (?, ?, ?, ?)", row)

    def look_later(self, place: str, due: float | None) -> None:
        """Look at a page at another time; None for never again."""
        with self.writing() as db:
            db.execute("UPDATE page SET due = ? WHERE place = ?", (due, place))

    # Hosts

    def host(self, name: str) -> Host:
        """Return what is remembered of a host."""
        found = self.rows("SELECT due, failures, robots, robots_at FROM host WHERE name = ?", name)
        return Host(*found[0]) if found else Host()  # type: ignore[arg-type]  # as the schema has them

    def keep_host(self, name: str, host: Host) -> None:
        """Remember a host."""
        with self.writing() as db:
            db.execute("INSERT OR REPLACE INTO host VALUES (?, ?, ?, ?, ?)", (name, *host))


def _lay_out(db: sqlite3.Connection, file: Path, now: float) -> None:
    with transaction(db):  # a second process that opens the same new state waits here
        (application,), (layout,) = (db.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version"))
        tables = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if (application != _APPLICATION and tables) or layout > _LAYOUT:
            raise LibraryError(f"{file}: made by another program or a newer version; use that, or move the file away")
        if tables:
            return
        for statement in statements(files("reportedly.watch").joinpath("schema.sql").read_text(encoding="utf-8")):
            db.execute(statement)
        db.execute("INSERT INTO self VALUES (?, ?)", (str(uuid.uuid4()), now))
        db.execute(f"PRAGMA application_id = {_APPLICATION}")
        db.execute(f"PRAGMA user_version = {_LAYOUT}")


@contextmanager
def only_watch(folder: Path) -> Iterator[None]:
    """Hold the right to watch into a library while the block runs; the end of the process, by whatever signal, gives it back.

    Raises:
        UsageError: Another process has it.
        LibraryError: The folder cannot be written.
    """
    file = folder / "watch.lock"
    with said(file):
        db = sqlite3.connect(file, timeout=0, isolation_level=None)
    try:
        try:
            db.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise UsageError(f"{folder}: another `reportedly watch` is at work on this library; end it first") from error
            raise LibraryError(f"{file}: cannot be written ({error}); choose another library") from error
        yield
    finally:
        db.close()
