"""Articles to add, processes that add them, and what must hold of every library whatever happened to it."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from tests.store.harbour import WordVectors

from reportedly.store import Library

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

__all__ = ["KEYS", "Shelf", "receipts", "said", "text_of", "verified", "write_articles"]


#: The ids of the articles of the library that most tests begin with.
KEYS = [f"k{number:03}" for number in range(140)]


@dataclass(frozen=True)
class Shelf:
    """A folder with a library under test, the receipts for what was added to it, and what was said."""

    folder: Path

    @property
    def library(self) -> Path:
        """The library."""
        return self.folder / "library"

    @property
    def articles(self) -> Path:
        """The database of articles."""
        return self.library / "library.sqlite3"

    @property
    def index(self) -> Path:
        """The index."""
        return self.library / "index.sqlite3"

    @property
    def said(self) -> Path:
        """What the processes wrote to their streams."""
        return self.folder / "said"

    @property
    def receipted(self) -> list[str]:
        """The ids of all receipts."""
        return [key for file in sorted(self.folder.glob("*.receipt")) for key in receipts(file)]

    def adding(self, source: Path) -> tuple[str, ...]:
        """The words of the command that adds a source, with a receipt for each article."""
        receipt = str(self.folder / f"{source.stem}.receipt")
        return "add", str(source), "--library", str(self.library), "--receipt", receipt, "--quiet"

    def copied(self, folder: Path) -> Shelf:
        """A copy of the library as it is on the disk at this moment, in a folder that is made."""
        shutil.copytree(self.library, folder / "library")
        return Shelf(folder)


def text_of(key: str) -> str:
    """The text of an article, which says its id; about forty words."""
    return (
        f"The ship {key} came in to Selmouth at noon on Tuesday, said Ilse Korhonen, the harbour master.\n\n"
        f'"Nobody on {key} was hurt," she told The Harbour Post. The pilot of {key} had asked for a tug, and the quay of the north was'
        " closed until the evening."
    )


def write_articles(file: Path, keys: Iterable[str]) -> Path:
    """Write articles as JSON Lines."""
    lines = [json.dumps({"id": key, "outlet": "The Harbour Post", "text": text_of(key), "published": "2031-03-04"}) for key in keys]
    file.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return file


def said(err: str) -> list[str]:
    """The lines that a command said on standard error."""
    return [line.removeprefix("reportedly: ") for line in err.splitlines() if line.startswith("reportedly: ")]


def receipts(file: Path) -> list[str]:
    """The ids that receipts were given for; a last line without its end is none."""
    if not file.is_file():
        return []
    whole = file.read_text("utf-8").rpartition("\n")[0]
    return [json.loads(line)["id"] for line in whole.splitlines() if line.endswith("}")]


def verified(folder: Path, acknowledged: Collection[str] = ()) -> tuple[str, ...]:
    """Check that a library is whole, and return the ids of its articles.

    It opens; SQLite finds both files sound; every article and page is what was added; none that was acknowledged is missing and none is
    there twice; the index covers the library, its passages lie in the texts, and some articles are found by what they say.
    """
    with Library.open(folder, vectors=WordVectors(), create=False) as library:
        library.index()
        ids = library.ids()
        assert set(acknowledged) <= set(ids), f"lost: {sorted(set(acknowledged) - set(ids))[:5]}"
        articles = list(library.articles())  # each is compared with its digest
        assert len({article.text for article in articles}) == len(articles), "an article is there twice"
        for sha256 in {article.sha256 for article in articles if article.sha256}:
            assert hashlib.sha256(library.page(sha256)).hexdigest() == sha256
        for article in articles[:: max(1, len(articles) // 5)]:
            opening = article.text.splitlines()[0]
            assert library.search([opening], limit=1)[0][0].article == article.id
    with closing(sqlite3.connect(folder / "library.sqlite3")) as db:
        sound(db)
        texts = dict(db.execute("SELECT row, text FROM article"))
    with closing(sqlite3.connect(folder / "index.sqlite3")) as db:
        sound(db)
        covers(db, texts)
    return ids


def sound(db: sqlite3.Connection) -> None:
    """Check that SQLite finds nothing wrong with a file."""
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert not db.execute("PRAGMA foreign_key_check").fetchall()


def covers(db: sqlite3.Connection, texts: dict[int, str]) -> None:
    """Check that an index holds what the texts of a library have, each passage once, and of what has left the numbers alone."""
    numbered = held = 0
    for row, first, spans, words in db.execute("SELECT article, first, spans, words FROM passages ORDER BY article"):
        places = np.frombuffer(spans, dtype="<u4").reshape(-1, 2)
        assert first == numbered
        assert len(places) == len(words) // 4
        numbered += len(places)
        if row in texts:
            assert all(0 <= start < end <= len(texts[row]) for start, end in places.tolist())
            held += len(places)
        else:
            assert not any(spans)
    for table in ("passages", "meaning"):
        assert set(texts) <= {row for (row,) in db.execute(f"SELECT article FROM {table}")}  # noqa: S608  names from above
    assert db.execute("SELECT passages FROM covers").fetchone()[0] == numbered
    assert db.execute("SELECT count(*) FROM word_docsize").fetchone()[0] == held
