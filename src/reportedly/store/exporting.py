"""A library into a folder that other programs can read: articles and their old versions as JSON Lines, pages as a web archive.

Nothing is asked of the database but its rows, one by one: of a damaged one, what can be read comes out, and what cannot is told.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from reportedly.errors import UsageError
from reportedly.records import identity
from reportedly.store.archive import record_of
from reportedly.store.reading import Reader, article_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reportedly.records import Article
    from reportedly.store.reading import Kept

__all__ = ["ABOUT", "ARTICLES", "PAGES", "VERSIONS", "Exported", "export"]

ARTICLES, VERSIONS, PAGES, ABOUT = "articles.jsonl", "versions.jsonl", "pages.warc.gz", "library.json"
#: Ends the name of a file that is being written.
_PART: Final = ".part"
_JSON: Final = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export holds, as its `library.json` says it."""

    articles: int
    #: Old versions of them.
    versions: int
    pages: int
    #: What could not be read: articles, versions, pages and lists of statements.
    lost: int
    #: The digest of the articles that it holds; of a whole library, the library's.
    digest: str


def export(folder: Path, target: Path, *, media_type: Callable[[bytes], str], tell: Callable[[str], None]) -> Exported:
    """Write all of a library to a folder.

    Args:
        folder: The library.
        target: The folder, which is empty or not there.
        media_type: Says what some bytes are ("text/html").
        tell: Is given a line for each thing that could not be read.

    Raises:
        UsageError: The folder holds something, or cannot be written.
        LibraryError: There is no library, or its file is none at all.
    """
    with Reader(folder) as reader:
        try:
            target.mkdir(parents=True, exist_ok=True)
            if any(target.iterdir()):
                raise UsageError(f"{target}: expected an empty folder, or none; choose another for the export")
            with ExitStack() as stack:
                files = _Files(*(stack.enter_context((target / f"{name}{_PART}").open("wb")) for name in (ARTICLES, VERSIONS, PAGES)))
                exported = _Export(reader, files, media_type, tell).run()
            (target / f"{ABOUT}{_PART}").write_text(json.dumps(asdict(exported), indent=2) + "\n", "utf-8")
            for name in (ARTICLES, VERSIONS, PAGES, ABOUT):  # the last of them says that the export is whole
                os.replace(target / f"{name}{_PART}", target / name)  # noqa: PTH105  `Path.replace` would read as a change of the name
        except OSError as error:
            raise UsageError(f"{error.filename or target}: cannot be written: {error.strerror or error}") from error
    return exported


class _Files(NamedTuple):
    """The files that are being written."""

    articles: BinaryIO
    versions: BinaryIO
    pages: BinaryIO


class _Export:
    """An export that is being written."""

    def __init__(self, reader: Reader, files: _Files, media_type: Callable[[bytes], str], tell: Callable[[str], None]) -> None:
        self._reader, self._files, self._media_type, self._tell = reader, files, media_type, tell
        self._lost = self._versions = 0
        self._written: set[str] = set()

    def run(self) -> Exported:
        """Write all files, the articles in the order of their ids."""
        told: list[str] = []
        for key, row in sorted(self._keys()):
            kept = self._kept(key, row)
            if kept is not None:
                told += (kept.id, kept.content)
        counts = {"articles": len(told) // 2, "versions": self._versions, "pages": len(self._written), "lost": self._lost}
        return Exported(**counts, digest=identity(*told))

    def _keys(self) -> list[tuple[str, int]]:
        found = []
        for row in self._reader.rows():
            try:
                key = self._reader.id_at(row)
            except sqlite3.DatabaseError as error:
                self._lose(f"the article in row {row}", error)
            else:
                found += [(key, row)] if key is not None else []
        return found

    def _kept(self, key: str, row: int) -> Kept | None:
        """Write an article with its page and its old versions; return its row, or None when it is lost."""
        try:
            kept = self._reader.kept(row)
        except sqlite3.DatabaseError as error:
            self._lose(f"the article {key!r}", error)
            return None
        line = None if kept is None else self._line(kept, f"the article {key!r}")
        if kept is None or line is None:
            return None
        _write(self._files.articles, line | {"statements": self._statements(kept)})
        self._former(kept)
        return kept

    def _former(self, kept: Kept) -> None:
        try:
            formers = self._reader.former(kept.row)
        except sqlite3.DatabaseError as error:
            self._lose(f"the old versions of {kept.id!r}", error)
            return
        for former in formers:
            line = self._line(former, f"an old version of {kept.id!r}")
            if line is not None:
                _write(self._files.versions, line | {"version_of": kept.id, "statements": []})
                self._versions += 1

    def _line(self, kept: Kept, what: str) -> dict[str, object] | None:
        """Return what is written of an article, once its page is; None when it is lost."""
        try:
            article = article_of(kept)
        except (ValueError, TypeError) as error:
            self._lose(what, error)
            return None
        return _line_of(kept, article) | {"page": kept.page if kept.page and self._has_page(kept.page, article) else None}

    def _statements(self, kept: Kept) -> list[dict[str, object]]:
        try:
            return [{"made_by": made_by, "records": json.loads(records)} for made_by, records in self._reader.statements(kept.row)]
        except (ValueError, TypeError, sqlite3.DatabaseError) as error:
            self._lose(f"the statements of {kept.id!r}", error)
            return []

    def _has_page(self, sha256: str, article: Article) -> bool:
        """Write a page unless it is written already; whether it is."""
        if sha256 in self._written:
            return True
        try:
            raw = self._reader.page(sha256)
        except sqlite3.DatabaseError as error:
            self._lose(f"the page of {article.id!r}", error)
            return False
        if raw is None:
            self._lose(f"the page of {article.id!r}", "its bytes are not those of its digest")
            return False
        kind = self._media_type(raw)
        self._files.pages.write(record_of(raw, kind, None if kind == _JSON else article.url))
        self._written.add(sha256)
        return True

    def _lose(self, what: str, why: object) -> None:
        self._lost += 1
        self._tell(f"{self._reader.file}: {what} could not be read: {why}")


def _write(file: BinaryIO, line: dict[str, object]) -> None:
    file.write(json.dumps(line).encode() + b"\n")  # in ASCII, which holds halves of surrogate pairs too


def _line_of(kept: Kept, article: Article) -> dict[str, object]:
    """An article in the shape of the contract, with what else is kept of it."""
    outlet = article.outlet
    return {
        "id": article.id,
        "outlet": outlet.name if article.outlet_known else None,
        "outlet_domain": outlet.domains[0] if outlet.domains else None,
        "url": article.url,
        "title": article.title,
        "published": article.published,
        "byline": article.byline,
        "text": article.text,
        "kept": {"outlet": json.loads(kept.outlet or "null"), "record": json.loads(kept.record)},
    }
