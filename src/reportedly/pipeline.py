"""The order of things, and the only place that knows it: ingest, attribute, store, match, trace, report.

Every function takes records and gives records; the doors (the command line) choose settings, show progress and print.
"""

from __future__ import annotations

import importlib.resources
import json
import os
import tempfile
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import reportedly
from reportedly.errors import SourceError, UsageError
from reportedly.evidence import findings_of, nearby, question_of, questions_of
from reportedly.ingest import Given, Ingested, Source, is_date, read
from reportedly.match import Passage, compare
from reportedly.records import Rejected, Report, Tracing
from reportedly.tools import Settings, Tools, side_by_side, with_library_outlets
from reportedly.trace import derive, origin_groups

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reportedly.evidence import Question
    from reportedly.records import Article, Match, Scores, Statement
    from reportedly.store import Library
    from reportedly.text.outlets import Outlets

__all__ = [
    "Added",
    "Attributed",
    "Given",
    "Ingested",
    "Progress",
    "Settings",
    "add",
    "add_with",
    "attribute_library",
    "attribute_source",
    "check",
    "compare_pairs",
    "demo",
    "demo_story",
    "first_article",
    "kept",
    "read_articles",
    "report_on",
    "trace_library",
    "traced",
]


#: Pieces without an article that are passed over in a source for one article.
_MOST_REJECTED = 1000


class Progress(Protocol):
    """Is told how far a step has come; the total is None when it is not known."""

    def __call__(self, step: str, done: int, total: int | None) -> None:
        """Take note."""


def silent(step: str, done: int, total: int | None) -> None:
    """Tell nobody."""


def unreceipted(key: str) -> None:
    """Give no receipt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What `add` did."""

    added: int
    #: Articles that were in the library before.
    known: int
    #: How many of those added are another version of an article that was there.
    versions: int = 0
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """An article and its statements."""

    article: Article
    statements: tuple[Statement, ...]


def read_articles(source: str, *, tools: Tools, stdin: bytes | None = None, given: Given | None = None) -> Iterator[Ingested | Rejected]:
    """Yield the articles of a source; "-" takes the bytes of `stdin`.

    Raises:
        SourceError: The source cannot be opened, or is a single article that cannot be used.
    """
    settings = replace(tools.settings.ingest, given=given) if given else tools.settings.ingest
    yield from read(Source(name="-", stdin=stdin or b"") if source == "-" else source, settings=settings, outlets=tools.outlets)


def add(
    sources: Iterable[str],
    *,
    settings: Settings,
    stdin: bytes | None = None,
    progress: Progress = silent,
    receipt: Callable[[str], None] = unreceipted,
) -> Added:
    """Put the articles of the sources into the library; a source that fails is named, and the others go on.

    Args:
        sources: Paths, addresses, or "-" for `stdin`.
        settings: Which library, and the limits.
        stdin: The bytes of standard input.
        progress: Is told how far it has come.
        receipt: Is called with the id of each article once the library keeps it for good, whether or not it was there before.
    """
    return add_with(Tools(settings), sources, stdin=stdin, progress=progress, receipt=receipt)


def add_with(
    tools: Tools,
    sources: Iterable[str],
    *,
    stdin: bytes | None = None,
    progress: Progress = silent,
    receipt: Callable[[str], None] = unreceipted,
) -> Added:
    """Do what `add` does, into the library of tools that are open already."""
    added = known = 0
    rejected: list[Rejected] = []
    with tools.library() as library:
        for each in _read_all(sources, tools, stdin):
            outcome = each if isinstance(each, Rejected) else _taken(each, library, receipt)
            if isinstance(outcome, Rejected):
                rejected.append(outcome)
            elif outcome:
                added += 1
            else:
                known += 1
            progress("adding articles", added + known, None)
        versions = library.versions
    return Added(added=added, known=known, versions=versions, rejected=tuple(rejected))


def attribute_library(settings: Settings, progress: Progress = silent) -> int:
    """Make the statements of all articles of the library that has none yet, and keep them there; return of how many.

    What was made before it is interrupted is kept. Statements hang on who is known as an outlet: an article of an outlet that is new to
    the library lets all of them be made again.
    """
    tools = Tools(settings)
    with tools.library() as library:
        attributor = tools.attributor(with_library_outlets(tools.outlets, library))
        waiting = library.unattributed(attributor.made_by)
        for done, _ in enumerate(attributor.statements_of(map(library.article, waiting), library), start=1):
            progress("finding statements", done, len(waiting))
    return len(waiting)


def _taken(read: Ingested, library: Library, receipt: Callable[[str], None]) -> bool | Rejected:
    outcome = kept(read.article, library, raw=read.page.raw, name=read.page.source)
    if not isinstance(outcome, Rejected):
        receipt(read.article.id)
    return outcome


def kept(article: Article, library: Library, *, raw: bytes | None = None, name: str, of: str | None = None) -> bool | Rejected:
    """Put an article into the library.

    Args:
        article: The article.
        library: Takes it.
        raw: The bytes it was read from.
        name: What the reader knows it by, where it cannot be taken.
        of: The id of the article of which it is known to be the newest version.

    Returns:
        Whether it was new to the library; a reason where the library cannot take it.
    """
    try:
        return library.add(article, raw=raw) if of is None else library.revise(of, article, raw=raw)
    except SourceError as error:
        return Rejected(id=name, stage="store", reason=str(error).removeprefix(f"{name}: "))


def _read_all(sources: Iterable[str], tools: Tools, stdin: bytes | None) -> Iterator[Ingested | Rejected]:
    for source in sources:
        try:
            yield from read_articles(source, tools=tools, stdin=stdin)
        except SourceError as error:
            yield Rejected(id=source, stage="read", reason=str(error).removeprefix(f"{source}: "))


def attribute_source(
    source: str, *, settings: Settings, stdin: bytes | None = None, given: Given | None = None
) -> Iterator[Attributed | Rejected]:
    """Yield each article of a source with its statements."""
    tools = Tools(settings)
    attributor = tools.attributor(tools.outlets)

    def attributed(each: Ingested | Rejected) -> Attributed | Rejected:
        if isinstance(each, Rejected):
            return each
        return Attributed(article=each.article, statements=attributor.statements(each.article))

    yield from side_by_side(attributed, read_articles(source, tools=tools, stdin=stdin, given=given))


def check(  # noqa: PLR0913  what can be asked, beside what it is asked with
    source: str | None,
    *,
    claim: str | None = None,
    settings: Settings,
    stdin: bytes | None = None,
    given: Given | None = None,
    progress: Progress = silent,
) -> Report:
    """Report on an article, or on one claim in the reader's words, against the library.

    Raises:
        SourceError: There is no article in the source.
        LibraryError: The library cannot be opened.
    """
    tools = Tools(settings)
    if source is None:
        return report_on(None, claim, tools=tools, progress=progress)
    first, rejected = first_article(source, tools=tools, stdin=stdin, given=given)
    return report_on(first.article, claim, rejected, tools=tools, progress=progress)


def report_on(
    article: Article | None,
    claim: str | None = None,
    rejected: tuple[Rejected, ...] = (),
    *,
    tools: Tools,
    progress: Progress = silent,
) -> Report:
    """Report on an article that was read, or on a claim: question, search, compare, trace and weigh."""
    with tools.library() as library:
        outlets = with_library_outlets(tools.outlets, library)
        attributor = tools.attributor(outlets)
        questions: tuple[Question, ...] = (question_of(claim),) if claim else ()
        if article:
            progress("reading the article", 0, 1)
            questions = questions_of(article, attributor.statements(article))
        near = nearby(questions, library, attributor, lambda done, total: progress("reading what is near", done, total))
        findings, derivations = findings_of(
            questions, near, judge=_Remembering(tools), outlets=outlets, tell=lambda done, total: progress("comparing", done, total)
        )
        shown = {e.article.id for f in findings for e in f.evidence} | ({article.id} if article else set())
        touching = tuple(d for d in derivations if d.to in shown)
        return Report(
            article=article,
            findings=findings,
            derivations=touching,
            articles=tuple(a for a in near.articles if a.id in {d.source for d in touching} - shown),
            coverage=near.coverage,
            made_by=tools.made_by(library.digest(), reportedly.__version__),
            rejected=rejected,
        )


class _Remembering:
    """A judge that judges no pair of texts twice in one run."""

    def __init__(self, tools: Tools) -> None:
        self._judged = lru_cache(maxsize=None)(tools.pairs.scores)

    def scores(self, left: str, right: str) -> Scores:
        """The model's scores of a pair."""
        return self._judged(left, right)


def first_article(
    source: str, *, tools: Tools, stdin: bytes | None = None, given: Given | None = None
) -> tuple[Ingested, tuple[Rejected, ...]]:
    """Return the first article of a source that should hold one, and what else there was in it.

    Raises:
        UsageError: The source is a folder.
        SourceError: There is no article in it.
    """
    if source != "-" and os.path.isdir(source):  # noqa: PTH112  Path.is_dir raises when the name is too long
        raise UsageError(
            f"{source}: expected one article, found a folder; put it into the library with `reportedly add`, check one of its files"
        )
    rejected: list[Rejected] = []
    found: Ingested | None = None
    for each in read_articles(source, tools=tools, stdin=stdin, given=given):
        if isinstance(each, Rejected):
            rejected.append(each)
            if len(rejected) == _MOST_REJECTED:  # a flood of lines that are none; each would be remembered
                break
        elif found is None:
            found = each
        else:
            more = f"holds more than one article; only the first, {found.article.id[:80]}, was checked"
            return found, (*rejected, Rejected(id=source, stage="read", reason=more))
    if found:
        return found, tuple(rejected)
    reason = f": {rejected[0].reason}" if rejected else ""
    raise SourceError(f"{source}: holds no article{reason}")


def compare_pairs(lines: Iterable[str], *, settings: Settings) -> Iterator[Match | Rejected]:
    """Yield how the right-hand text of each line bears on the left-hand one (see `docs/contracts`)."""
    judge = _Remembering(Tools(settings))
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            key, left, right = _pair(line)
        except (ValueError, RecursionError) as error:
            yield Rejected(id=f"line {number}", stage="read", reason=_why(error))
            continue
        yield replace(compare(left, right, judge), left=key, right=key)


def _pair(line: str) -> tuple[str, Passage, Passage]:
    """Read one pair: its id and its two sides; a ValueError says what is wrong with it."""
    pair = json.loads(line)
    if not isinstance(pair, dict):
        raise ValueError("expected an object with id, left and right")  # noqa: TRY004  one error for all that a line can have wrong
    key = pair.get("id")
    if isinstance(key, bool) or not isinstance(key, str | int):
        raise ValueError('expected "id" to be words or a whole number')  # noqa: TRY004  as above
    left, right = (Passage(_text(pair, side), date=_date(pair, f"{side}_date")) for side in ("left", "right"))
    return str(key).encode("utf-8", "replace").decode(), left, right


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"expected JSON, found a fault at column {error.colno}: {error.msg}"
    return "expected JSON, found nesting beyond all limits" if isinstance(error, RecursionError) else str(error)


def _text(pair: dict[str, object], name: str) -> str:
    value = pair.get(name)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f'expected "{name}" to be words')
    return value.encode("utf-8", "replace").decode()


def _date(pair: dict[str, object], name: str) -> str | None:
    value = pair.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str) or not is_date(value):
        raise ValueError(f'expected "{name}" to be an ISO 8601 date such as 2031-03-13')
    return value


def trace_library(settings: Settings, progress: Progress = silent) -> Tracing:
    """Say who took what from whom over the whole library."""
    tools = Tools(settings)
    with tools.library(create=False) as library:
        ids = library.ids()
        articles = []
        for done, key in enumerate(ids):
            progress("reading the library", done, len(ids))
            articles.append(library.article(key))
        progress("comparing articles", 0, None)
        return traced(articles, outlets=with_library_outlets(tools.outlets, library))


def traced(articles: Iterable[Article], *, outlets: Outlets) -> Tracing:
    """Say who took what from whom among some articles, which are listed in the order that they come in."""
    held = tuple(articles)
    derivations = derive(held, outlets=outlets)
    return Tracing(articles=held, derivations=derivations, origins=origin_groups(held, derivations))


def demo(settings: Settings, progress: Progress = silent) -> Report:
    """Check one article of the story that ships with the package against the others, in a library of its own."""
    with tempfile.TemporaryDirectory(prefix="reportedly-demo-") as folder:
        tools = Tools(settings).over(Path(folder))
        return report_on(demo_story(tools), tools=tools, progress=progress)


def demo_story(tools: Tools) -> Article:
    """Put the story that ships with the package into the library of the tools, and return the article of it that is to be checked."""
    story = importlib.resources.files("reportedly") / "demo"
    with importlib.resources.as_file(story) as folder:
        about = json.loads((folder / "story.json").read_text("utf-8"))
        articles = [each.article for each in read_articles(str(folder / about["articles"]), tools=tools) if isinstance(each, Ingested)]
    with tools.library() as library:
        for article in articles:
            library.add(article, raw=None)
    return next(article for article in articles if article.id == about["check"])
