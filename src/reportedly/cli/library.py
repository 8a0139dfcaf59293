"""`reportedly library`: what is in a library, whether it is whole, and the way out of it and back."""
# ruff: noqa: PLC0415  `reportedly --help` must not wait for what only a command needs

from __future__ import annotations

import re
from pathlib import Path  # noqa: TC003  Typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Final

import typer

from reportedly.cli.answers import SOME_FAILED, UNREADABLE, finish, meter_of, write_out
from reportedly.cli.options import Hush, Json, LibraryDir, Models, folder_of, settings_of, words
from reportedly.console import say
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.records import Rejected

__all__ = ["library"]

library: Final = typer.Typer(
    name="library",
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="Look after a library: is it whole, what is in it, take things out, carry it elsewhere.",
)

_DAY: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
Key = Annotated[str, typer.Argument(metavar="ARTICLE", callback=words, help="The id of an article.", show_default=False)]


@library.command(epilog="Example: reportedly library verify --library news")
def verify(*, library: LibraryDir = None) -> None:
    """Hold everything in the library against its digests, its texts and the index; a line for each fault."""
    from reportedly.report.pieces import visible
    from reportedly.report.wording import number_of
    from reportedly.store.verify import verify as look

    folder = folder_of(library)
    seen = look(folder, lambda fault: write_out(f"{visible(fault)}\n"))
    counted = ((seen.articles, "article"), (seen.versions, "old version"), (seen.pages, "page"))
    counts = ", ".join(number_of(count, noun) for count, noun in counted)
    write_out(f"{folder}: {counts}, statements of {number_of(seen.attributed, 'article')}: {number_of(seen.faults, 'fault')}\n")
    if seen.faults:
        raise typer.Exit(SOME_FAILED)


@library.command("list", epilog="Example: reportedly library list --outlet 'The Harbour Post' --day 2031-03 --words 'crane dockers'")
def list_(
    *,
    library: LibraryDir = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", callback=words, help="Of this outlet.", show_default=False)] = None,
    day: Annotated[str | None, typer.Option(metavar="DAY", help="Of this year, month or day (2031-03-04).", show_default=False)] = None,
    having: Annotated[
        str | None,
        typer.Option("--words", metavar="WORDS", callback=words, help="With all these words in title or text.", show_default=False),
    ] = None,
    json: Json = False,
) -> None:
    """List the articles of the library, earliest first."""
    from reportedly.records import Rejected
    from reportedly.report.json import listed_to_json
    from reportedly.report.listing import listed_line
    from reportedly.store.listing import Wanted, listed
    from reportedly.store.reading import Reader

    if day is not None and not _DAY.fullmatch(day):
        raise UsageError(f"--day: expected a year, a month or a day such as 2031-03-04, found {day!r}")
    rejected: list[Rejected] = []
    with Reader(folder_of(library)) as reader:
        for each in listed(reader, Wanted(outlet=outlet, day=day, words=having)):
            if isinstance(each, Rejected):
                rejected.append(each)
            else:
                write_out(listed_to_json(each) if json else listed_line(each), json=json)
    finish(rejected)


@library.command(epilog="Example: reportedly library show a17 --library news")
def show(key: Key, *, library: LibraryDir = None, json: Json = False) -> None:
    """Show an article of the library, what is kept with it, and what has changed in it."""
    from reportedly.report.json import shown_to_json
    from reportedly.report.listing import shown_lines
    from reportedly.store.listing import shown
    from reportedly.store.reading import Reader

    with Reader(folder_of(library)) as reader:
        found = shown(reader, key)
    if json:
        write_out(shown_to_json(found.article, page=found.page, statements=found.statements, versions=found.versions), json=True)
    else:
        write_out("".join(shown_lines(found.article, page=found.page, statements=found.statements, versions=found.versions)))
    finish(found.rejected)


@library.command(epilog="Example: reportedly library remove a17 a18 --library news")
def remove(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="The ids of articles.", show_default=False)],
    *,
    library: LibraryDir = None,
    models: Models = None,
) -> None:
    """Take articles out of the library, with all that hung on them alone."""
    from reportedly.records import Rejected
    from reportedly.report.listing import removed_line
    from reportedly.tools import Tools

    rejected: list[Rejected] = []
    with Tools(settings_of(library, None, models)).library(create=False) as opened:
        for key in dict.fromkeys(words(each) or "" for each in articles):
            left = opened.remove(key)
            if left is None:
                rejected.append(Rejected(id=key, stage="store", reason="the library holds no such article"))
            else:
                write_out(removed_line(left.article, lists=left.attributed, versions=left.versions, pages=left.pages, outlet=left.outlet))
    finish(rejected, nothing_in=", ".join(articles) if len(rejected) == len(set(articles)) else None)


@library.command(epilog="Example: reportedly library rebuild --library news")
def rebuild(*, library: LibraryDir = None, models: Models = None, quiet: Hush = False) -> None:
    """Make the index anew from the articles."""
    from reportedly.report.wording import number_of
    from reportedly.tools import Tools

    settings = settings_of(library, None, models)
    with meter_of(quiet=quiet) as progress, Tools(settings).library(create=False) as opened:
        opened.rebuild(lambda done, total: progress("indexing articles", done, total))
        count = len(opened)
    write_out(f"{settings.library}: the index is made anew of {number_of(count, 'article')}\n")


@library.command(epilog="Example: reportedly library export backup --library news")
def export(
    target: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is empty or not there.", show_default=False)],
    *,
    library: LibraryDir = None,
) -> None:
    """Write all of the library to files that other programs read: JSON Lines, WARC."""
    from reportedly.ingest.kinds import media_type_of
    from reportedly.report.wording import number_of
    from reportedly.store.exporting import export as write

    done = write(folder_of(library), target, media_type=media_type_of, tell=say)
    counted = ((done.articles, "article"), (done.versions, "old version"), (done.pages, "page"))
    counts = ", ".join(number_of(count, noun) for count, noun in counted)
    write_out(f"{target}: {counts}, {done.lost:,} not readable; digest {done.digest}\n")
    if done.lost:
        raise typer.Exit(SOME_FAILED if done.articles else UNREADABLE)


@library.command("import", epilog="Example: reportedly library import backup --library news")
def import_(
    source: Annotated[Path, typer.Argument(metavar="DIR", help="What `library export` has written.", show_default=False)],
    *,
    library: LibraryDir = None,
    models: Models = None,
) -> None:
    """Put an exported library into this one."""
    from reportedly.report.wording import added_words
    from reportedly.store.importing import bring
    from reportedly.tools import Tools

    settings = settings_of(library, None, models)
    with Tools(settings).library() as opened:
        done = bring(source, opened, largest=settings.ingest.max_page_bytes)
        digest = opened.digest()
    same = ", as exported" if digest == done.exported else ""
    words_ = added_words(done.added, done.known, len(done.rejected), versions=done.versions)
    write_out(f"{settings.library}: {words_}; digest {digest}{same}\n")
    finish(done.rejected, nothing_in=None if done.added or done.known or not done.rejected else str(source))
