"""The face of the program in Python: `import reportedly` offers these functions, over records that every stage passes on.

An article is named by a path or an address, or made of a text with `article`. A library is one that was opened, or its folder; without
one it is the library of the command line (`REPORTEDLY_LIBRARY`, else the user's data folder).
"""

from __future__ import annotations

import html
import json
import os
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self, TypeVar

from reportedly import pipeline, records
from reportedly.console import write_file
from reportedly.errors import UsageError
from reportedly.ingest import Ingested, Source, read
from reportedly.match import Passage
from reportedly.match import compare as compare_passages
from reportedly.pipeline import Added
from reportedly.records import Article, Rejected
from reportedly.report import to_html, to_terminal
from reportedly.report.build import tally
from reportedly.report.formats import FORMATS
from reportedly.report.linked import report_title
from reportedly.report.listing import attributed_lines, tracing_lines
from reportedly.report.wording import number_of
from reportedly.tools import Settings, Tools, default_library

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.records import Match

__all__ = ["Added", "Attributed", "Library", "Report", "Tracing", "article", "attribute", "check", "compare", "open_library", "trace"]

#: A longer name is no path and no address: somebody has given a text.
_LONGEST_NAME: Final = 2_000
_WIDTH: Final = 100

_Shown = TypeVar("_Shown")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Report(records.Report):
    """A report that shows itself: in a notebook as the page, printed as in a terminal, else in one line."""

    @classmethod
    def of(cls, report: records.Report) -> Self:
        """Return the same report as one that shows itself."""
        return _shown(cls, report)

    def to(self, name: str) -> str:
        """Return the report in a format of `docs/exports`.

        Args:
            name: "json", "html", "markdown", "csv", "schema-org", "prov", "annotations", "csl", "wikipedia" or "graphml".

        Raises:
            UsageError: There is no such format.
        """
        if name not in FORMATS:
            raise UsageError(f"{name}: there is no such format; there are {', '.join(FORMATS)}")
        return FORMATS[name].render(self)

    def save(self, path: str | os.PathLike[str], *, to: str = "html") -> None:
        """Write the report to a file, in UTF-8.

        Args:
            path: The file; what it held is replaced.
            to: The format, as in `to`.

        Raises:
            UsageError: There is no such format, or the file cannot be written.
        """
        write_file(Path(path), self.to(to))

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {status}" for status, count in tally(self).rows if count)
        return f"<Report on {report_title(self)!r}: {number_of(len(self.findings), 'finding')}{f' ({counts})' if counts else ''}>"

    def __str__(self) -> str:
        return to_terminal(self, width=_WIDTH, colour=False)

    def _repr_html_(self) -> str:
        """Return the page in a frame of its own: nothing in it can run, and its style and the notebook's leave each other alone."""
        page, title = html.escape(to_html(self)), html.escape(repr(self))
        shape = "width: 100%; height: 42em; border: 1px solid #8884; background: #fff"
        return f'<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="{title}" style="{shape}" srcdoc="{page}"></iframe>'


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Attributed(pipeline.Attributed):
    """An article and its statements; printed as by `reportedly attribute`."""

    def __repr__(self) -> str:
        return f"<Attributed {self.article.title or self.article.outlet.name!r}: {number_of(len(self.statements), 'statement')}>"

    def __str__(self) -> str:
        return "".join(attributed_lines(self.article, self.statements))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Tracing(records.Tracing):
    """Who took what from whom; printed as by `reportedly trace`."""

    def __repr__(self) -> str:
        counts = ((self.articles, "article"), (self.derivations, "derivation"), (self.origins, "root"))
        return f"<Tracing of {', '.join(number_of(len(held), noun) for held, noun in counts)}>"

    def __str__(self) -> str:
        return "".join(tracing_lines(self))


class Library:
    """A library that was opened with `open_library`: a folder, and the models that read for it, which are loaded once.

    No file stays open between two calls.
    """

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    @property
    def path(self) -> Path:
        """The folder."""
        return self._tools.settings.library

    @property
    def tools(self) -> Tools:
        """What works on the library."""
        return self._tools

    def add(self, *sources: str | os.PathLike[str] | Article) -> Added:
        """Put articles into the library; those that are there already stay as they are.

        Args:
            sources: Files, folders, addresses, feeds, WARC and JSON Lines, or articles.

        Returns:
            How many were added, how many were known, how many of those added are versions of articles that were there, and what could
            not be used, with the reason.
        """
        named = [_named(source) for source in sources if not isinstance(source, Article)]
        done = pipeline.add_with(self._tools, named)
        with self._tools.library() as library:
            kept = [pipeline.kept(each, library, name=each.id) for each in sources if isinstance(each, Article)]
            versions = library.versions
        return Added(
            added=done.added + kept.count(True),
            known=done.known + kept.count(False),
            versions=done.versions + versions,
            rejected=(*done.rejected, *(each for each in kept if isinstance(each, Rejected))),
        )

    def articles(self) -> Iterator[Article]:
        """Yield every article, in the order of their ids."""
        with self._tools.library() as library:
            yield from map(library.article, library.ids())

    def __len__(self) -> int:
        with self._tools.library() as library:
            return len(library.ids())

    def __repr__(self) -> str:
        return f"<Library {str(self.path)!r}>"


def _shown(kind: type[_Shown], record: records.Report | records.Tracing) -> _Shown:
    """Return a record as one of the same parts that shows itself."""
    return kind(**{field.name: getattr(record, field.name) for field in fields(record)})


def open_library(
    path: str | os.PathLike[str] | None = None,
    *,
    create: bool = True,
    outlets: str | os.PathLike[str] | None = None,
    models: str | os.PathLike[str] | None = None,
) -> Library:
    """Open a library.

    Args:
        path: Its folder; None for the library of the command line.
        create: Whether to make it where there is none.
        outlets: A file of your own outlets, added to the known ones.
        models: A folder of models to use instead of those that ship.

    Raises:
        LibraryError: It cannot be opened, or there is none and it is not to be made.
        ModelError: The models are not what they should be.
    """
    folder = _default_library() if path is None else Path(path)
    if outlets is None and models is None:
        tools = _shipped().over(folder)
    else:
        registry, chosen = (None if each is None else Path(each) for each in (outlets, models))
        tools = Tools(Settings(library=folder, outlets_file=registry, models=chosen))
    with tools.library(create=create):
        return Library(tools)


def article(
    text: str, *, outlet: str | None = None, published: str | None = None, title: str | None = None, url: str | None = None
) -> Article:
    """Make an article of a text.

    Args:
        text: Paragraphs separated by a blank line, kept to the letter; offsets count its code points.
        outlet: Who published it; without one it counts for itself alone.
        published: ISO 8601; days such as "on Tuesday" are counted from it.
        title: The headline.
        url: Its address.

    Raises:
        SourceError: There is no article in it, it is in a language that is not understood, or the date is none.
    """
    given = {"text": text, "outlet": outlet, "published": published, "title": title, "url": url}
    source = Source(name="text", stdin=json.dumps(given).encode())
    tools = _shipped()
    (found,) = read(source, settings=tools.settings.ingest, outlets=tools.outlets)
    if isinstance(found, Ingested):
        return found.article
    raise UsageError(f"text: {found.reason}")


def check(
    source: str | os.PathLike[str] | Article | None = None,
    *,
    claim: str | None = None,
    library: Library | str | os.PathLike[str] | None = None,
) -> Report:
    """Report on an article, or on one claim in your own words, against a library.

    Args:
        source: The article.
        claim: The claim, in place of an article.
        library: What to search.

    Raises:
        UsageError: Not one of the two was given, or a text in place of a path.
        SourceError: There is no article in the source.
        LibraryError: The library cannot be opened.
    """
    if (source is None) == (claim is None or not claim.strip()):
        raise UsageError("check: expected an article or a claim, one of the two")
    tools = _opened(library).tools
    if isinstance(source, Article) or source is None:
        return Report.of(pipeline.report_on(source, claim, tools=tools))
    found, rejected = pipeline.first_article(_named(source), tools=tools)
    return Report.of(pipeline.report_on(found.article, None, rejected, tools=tools))


def attribute(source: str | os.PathLike[str] | Article) -> Attributed:
    """Return the statements of an article: the words, the cue, and the chain of voices they came through.

    Args:
        source: The article; of a source of many, the first is taken.

    Raises:
        SourceError: There is no article in the source.
    """
    tools = _shipped()
    found = source if isinstance(source, Article) else pipeline.first_article(_named(source), tools=tools)[0].article
    return Attributed(article=found, statements=tools.attributor(tools.outlets).statements(found))


def compare(left: str, right: str, *, left_date: str | None = None, right_date: str | None = None) -> Match:
    """Say how the right-hand text bears on the left-hand one.

    Args:
        left: A sentence that somebody puts forward.
        right: Another.
        left_date: ISO 8601 day that "yesterday" or "on Tuesday" in the left-hand text counts from.
        right_date: The same for the right-hand text.

    Returns:
        The relation ("supports", "contradicts", "unrelated", "unsure"), its scores, and the reasons with their spans in both texts.

    Raises:
        UsageError: A text is empty, or a date is none.
    """
    return compare_passages(_passage(left, left_date), _passage(right, right_date), _shipped().pairs)


def trace(source: Library | str | os.PathLike[str] | Iterable[Article] | None = None) -> Tracing:
    """Say who took what from whom.

    Args:
        source: A library (without one, that of the command line), or articles; their order does not matter.

    Raises:
        LibraryError: There is no library there, or it cannot be opened.
    """
    if source is None or isinstance(source, Library | str | os.PathLike):
        return _shown(Tracing, pipeline.trace_library(_opened(source, create=False).tools.settings))
    return _shown(Tracing, pipeline.traced(sorted(source, key=lambda each: each.id), outlets=_shipped().outlets))


@cache
def _shipped() -> Tools:
    """Return the models and outlets that ship; each is loaded when it is first needed, and once."""
    return Tools(Settings(library=Path()))


def _default_library() -> Path:
    named = os.environ.get("REPORTEDLY_LIBRARY")
    return Path(named) if named else default_library()


def _opened(library: Library | str | os.PathLike[str] | None, *, create: bool = True) -> Library:
    return library if isinstance(library, Library) else open_library(library, create=create)


def _named(source: str | os.PathLike[str]) -> str:
    name = os.fspath(source)
    if "\n" in name or len(name) > _LONGEST_NAME:
        raise UsageError("expected a path or an address, found a text; make an article of it with reportedly.article(text)")
    return name


def _passage(text: str, date: str | None) -> Passage:
    if not text.strip():
        raise UsageError("compare: expected two sentences, found none in one of them")
    try:
        return Passage(text, date=datetime.fromisoformat(date).date().isoformat() if date else None)
    except ValueError:
        raise UsageError(f"compare: expected an ISO 8601 date such as 2031-03-13, found {date!r}") from None
