"""An exported library back into a library: each article as it was kept, with its page and its statements; what does not fit is told.

An export may come from anywhere. Whatever it says is checked before it is kept: shapes, digests, spans.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from reportedly.errors import SourceError
from reportedly.records import Rejected, Statement
from reportedly.store.archive import Archive
from reportedly.store.exporting import ABOUT, ARTICLES, PAGES, VERSIONS
from reportedly.store.fields import misfit, unpacked
from reportedly.store.spans import stray_span
from reportedly.store.stored import Stored, article_stored

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from reportedly.records import Article
    from reportedly.store.library import Library

__all__ = ["Imported", "bring"]

#: The most bytes of a line: an article with all its statements is far shorter.
_LONGEST: Final = 200_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of an import."""

    added: int
    #: Articles that were in the library before.
    known: int
    #: How many of those added are another version of an article that was there.
    versions: int
    rejected: tuple[Rejected, ...]
    #: The digest of what was exported; None where the export does not say it.
    exported: str | None


class _Line(NamedTuple):
    """An article of an export, checked."""

    stored: Stored
    page: str | None
    #: The article of which it is an old version; None for an article.
    version_of: str | None
    #: By what they were made.
    statements: tuple[tuple[str, tuple[Statement, ...]], ...]


def bring(source: Path, library: Library, *, largest: int) -> Imported:
    """Put what was exported into a library.

    Args:
        source: The folder of the export.
        library: It may hold articles already; those stay as they are.
        largest: More bytes than these has no page.

    Raises:
        SourceError: The folder holds no export.
        LibraryError: The library cannot be written.
    """
    rejected: list[Rejected] = []
    counts = {True: 0, False: 0}
    taken: set[str] = set()
    versions = library.versions
    with _opened(source / ARTICLES, source), _opened(source / PAGES, source) as stream:
        archive = Archive(stream, largest)
        if archive.damage is not None:
            rejected.append(Rejected(id=str(source / PAGES), stage="read", reason=f"damaged, or ends early: {archive.damage}"))
        for name in (ARTICLES, VERSIONS):
            with _opened(source / name, source) as lines:
                for number, raw in _lines(lines):
                    outcome = _taken(raw, archive, library, taken)
                    if outcome.fresh is not None and name == ARTICLES:
                        counts[outcome.fresh] += 1
                    if outcome.reason is not None:
                        rejected.append(Rejected(id=f"{source / name}:{number}", stage="store", reason=outcome.reason))
    return Imported(
        added=counts[True],
        known=counts[False],
        versions=library.versions - versions,
        rejected=tuple(rejected),
        exported=_told_digest(source / ABOUT),
    )


class _Outcome(NamedTuple):
    """What came of a line."""

    #: Whether it was new to the library; None when it was not taken.
    fresh: bool | None
    #: What of it could not be used.
    reason: str | None


def _taken(raw: bytes, archive: Archive, library: Library, taken: set[str]) -> _Outcome:
    """Keep what a line says, beside the articles of this export that were taken before."""
    try:
        line = _line_of(raw)
        fresh = _kept(line, archive, library, taken)
    except (ValueError, SourceError) as error:
        return _Outcome(None, str(error))
    missing = line.page is not None and not library.has_page(line.page)
    return _Outcome(fresh, f"kept without its page, which is not in {PAGES}" if missing else None)


def _kept(line: _Line, archive: Archive, library: Library, taken: set[str]) -> bool:
    raw = None if line.page is None else archive.page(line.page)
    if line.version_of is not None:
        if line.version_of not in taken:
            raise SourceError(f"the article {line.version_of!r}, of which it is an old version, was not taken")
        return library.restore_former(line.version_of, line.stored, raw)
    fresh = library.restore(line.stored, raw, taken)
    taken.add(line.stored.id)
    of_this = line.statements if line.statements and library.has(line.stored) else ()  # none of another version
    for made_by, statements in of_this:
        if library.statements(line.stored.id, made_by) is None:
            library.keep_statements(line.stored.id, statements, made_by)
    return fresh


def _line_of(raw: bytes) -> _Line:
    """Return what a line says; a ValueError says why it cannot be used."""
    try:
        told: Any = json.loads(raw)
        kept = told["kept"]
        stored = Stored.of(told["id"], kept["outlet"], kept["record"], told["text"])
        article = article_stored(stored)
        found = tuple((each["made_by"], tuple(unpacked(Statement, one) for one in each["records"])) for each in told["statements"])
        page, version_of = told["page"], told.get("version_of")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError("expected an article as `reportedly library export` writes it; others are taken by `reportedly add`") from error
    records: tuple[Article | Statement, ...] = (article, *(each for _, statements in found for each in statements))
    for record in records:
        if (wrong := misfit(record)) or (wrong := stray_span(record, article.text)):
            raise ValueError(f"expected the record of an article and its statements, found a field that does not fit: {wrong}")
    others = [each.article for made_by, statements in found for each in statements if each.article != article.id or not made_by]
    if others or not all(isinstance(each, str) for each in (*(made_by for made_by, _ in found), page or "", version_of or "")):
        raise ValueError("expected the statements and the page of this article, found others")
    return _Line(stored, page, version_of, found)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while raw := stream.readline(_LONGEST):
        number += 1
        if raw.strip():
            yield number, raw


@contextmanager
def _opened(file: Path, folder: Path) -> Iterator[BinaryIO]:
    try:
        stream = file.open("rb")
    except OSError as error:
        raise SourceError(f"{folder}: expected an export of a library, with {file.name} in it: {error.strerror or error}") from error
    with stream:
        yield stream


def _told_digest(file: Path) -> str | None:
    try:
        digest = json.loads(file.read_text("utf-8"))["digest"]
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return digest if isinstance(digest, str) else None
