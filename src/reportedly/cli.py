"""The command line: reads options and the environment, calls the pipeline, writes the answer, and turns errors into exit codes.

Standard output carries the answer and nothing else; progress, warnings and errors go to standard error, an error as one line. Everything
heavy is imported inside the command that needs it.
"""
# ruff: noqa: PLC0415  `reportedly --help` must not wait for what only a command needs

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

import reportedly
from reportedly.console import lines_of, open_streams, read_stdin, say, turn_off_stdout, write
from reportedly.errors import LibraryError, ModelError, ReportedlyError, SourceError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import TracebackType

    from reportedly.pipeline import Given, Settings
    from reportedly.records import Rejected, Report
    from reportedly.report.progress import Quiet

__all__ = ["app", "main", "run"]

DONE: Final = 0
WRONG_CALL: Final = 2
UNREADABLE: Final = 3
NO_LIBRARY: Final = 4
SOME_FAILED: Final = 5
INTERRUPTED: Final = 130
_CODES: Final = ((UsageError, WRONG_CALL), (ModelError, WRONG_CALL), (SourceError, UNREADABLE), (LibraryError, NO_LIBRARY))
#: What Typer raises for a call it cannot read; the class has moved between its versions, so it is found by kinship.
_CALL_ERROR: Final[type[Exception]] = typer.BadParameter.__mro__[1]


def _show_version(wanted: bool) -> None:  # noqa: FBT001  called by Typer
    if wanted:
        _write(f"reportedly {reportedly.__version__}\n")
        raise typer.Exit(DONE)


def _words(given: str | None) -> str | None:
    """Replace bytes of the command line that are no text."""
    return given and given.encode("utf-8", "replace").decode()


_Version = Annotated[bool, typer.Option("--version", metavar="", callback=_show_version, is_eager=True, help="Show the version and leave.")]
_Source = Annotated[str | None, typer.Argument(metavar="ARTICLE", help="A file, a URL, or - for standard input.", show_default=False)]
_LibraryDir = Annotated[
    Path | None,
    typer.Option(
        "--library", metavar="DIR", envvar="REPORTEDLY_LIBRARY", help="The library; else the user's data folder.", show_default=False
    ),
]
_Json = Annotated[bool, typer.Option("--json", metavar="", help="Write JSON to standard output, and nothing else.")]
_Html = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write the report as one HTML file.", show_default=False)]
_Markdown = Annotated[Path | None, typer.Option("--markdown", metavar="FILE", help="Write the report as Markdown.", show_default=False)]
_Published = Annotated[str | None, typer.Option(metavar="DATE", help="When the article was published (ISO 8601).", show_default=False)]
_Outlet = Annotated[str | None, typer.Option(metavar="NAME", callback=_words, help="Who published the article.", show_default=False)]
_Title = Annotated[str | None, typer.Option(metavar="TEXT", callback=_words, help="The article's headline.", show_default=False)]
_Url = Annotated[str | None, typer.Option(metavar="URL", callback=_words, help="The article's address.", show_default=False)]
_Claim = Annotated[str | None, typer.Option(metavar="TEXT", callback=_words, help="A claim in your own words.", show_default=False)]
_Outlets = Annotated[
    Path | None, typer.Option("--outlets", metavar="FILE", help="Your own outlets, added to the known ones.", show_default=False)
]
_Models = Annotated[Path | None, typer.Option("--models", metavar="DIR", help="A folder of models to use instead.", show_default=False)]
_Hush = Annotated[bool, typer.Option("--quiet", "-q", metavar="", help="Show no progress.")]

app = typer.Typer(
    name="reportedly",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    open_streams()
    sys.excepthook = _fault
    sys.exit(run(sys.argv[1:]))


def run(args: Sequence[str]) -> int:
    """Run one command.

    Args:
        args: The words after the program's name.

    Returns:
        The exit code: 0 done, 2 wrong call, 3 unreadable input, 4 no library, 5 done in part, 130 interrupted.
    """
    try:
        code = typer.main.get_command(app)(args=list(args), prog_name="reportedly", standalone_mode=False)
    except _CALL_ERROR as error:
        return _wrong_call(error)
    except ReportedlyError as error:
        say(str(error))
        return next((code for kind, code in _CODES if isinstance(error, kind)), WRONG_CALL)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except OSError as error:
        turn_off_stdout()
        say(f"{error.filename or 'standard output'}: {error.strerror or error}")
        return WRONG_CALL
    except SystemExit:  # how Typer ends when the reader of its help has gone
        return DONE
    return code if isinstance(code, int) else DONE


@app.callback()
def _root(*, version: _Version = False) -> None:
    """For everything a news article puts forward: who says so, through whom, who else says so or denies it."""


@app.command(epilog="Example: reportedly check story.html --library news --html report.html")
def check(  # noqa: PLR0913  a command has as many parameters as options
    article: _Source = None,
    *,
    claim: _Claim = None,
    library: _LibraryDir = None,
    json: _Json = False,
    html: _Html = None,
    markdown: _Markdown = None,
    published: _Published = None,
    outlet: _Outlet = None,
    title: _Title = None,
    url: _Url = None,
    outlets: _Outlets = None,
    models: _Models = None,
    quiet: _Hush = False,
) -> None:
    """Report on an article, or on one claim, against the library."""
    _check_question(article, claim, described=any((outlet, published, title, url)))
    for target in (html, markdown):
        _check_target(target)
    from reportedly import pipeline

    given = _given(outlet=outlet, published=published, title=title, url=url)
    settings = _settings(library, outlets, models)
    with _meter(quiet=quiet) as progress:
        report = pipeline.check(article, claim=claim, settings=settings, stdin=read_stdin(article), given=given, progress=progress)
    if json:
        from reportedly.report import to_json

        _write(to_json(report), json=True)
    _save(report, html, markdown)
    if not (json or html or markdown):
        _show(report)
    _finish(report.rejected)


@app.command(epilog="Example: reportedly add ~/news-archive https://example.com/feed.xml --library news")
def add(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE...", help="Files, folders, URLs, feeds; or - for standard input.")],
    *,
    library: _LibraryDir = None,
    outlets: _Outlets = None,
    models: _Models = None,
    quiet: _Hush = False,
) -> None:
    """Put articles into the library; what is in it already stays as it is."""
    from reportedly import pipeline

    settings = _settings(library, outlets, models)
    piped = next((source for source in sources if source == "-"), None)
    with _meter(quiet=quiet) as progress:
        added = pipeline.add(tuple(sources), settings=settings, stdin=read_stdin(piped), progress=progress)
    told = f"{added.added:,} added, {added.known:,} known already, {len(added.rejected):,} not used"
    _write(f"{settings.library}: {told}\n")
    _finish(added.rejected, nothing_in=None if added.added or added.known else ", ".join(sources))


@app.command(epilog="Example: reportedly attribute story.txt --outlet 'The Harbour Post' --json")
def attribute(  # noqa: PLR0913  a command has as many parameters as options
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="A file (JSON Lines for many), a URL, or -.")],
    *,
    json: _Json = False,
    min_confidence: Annotated[float, typer.Option(min=0.0, max=1.0, metavar="X", help="Leave out what is less sure, 0 to 1.")] = 0.0,
    published: _Published = None,
    outlet: _Outlet = None,
    title: _Title = None,
    url: _Url = None,
    outlets: _Outlets = None,
    models: _Models = None,
) -> None:
    """Show every statement of an article: the words, the cue, and the chain of voices they came through."""
    from reportedly import pipeline
    from reportedly.records import Rejected
    from reportedly.report.json import attributed_to_json
    from reportedly.report.listing import attributed_lines

    given = _given(outlet=outlet, published=published, title=title, url=url)
    settings = _settings(None, outlets, models)
    rejected: list[Rejected] = []
    found = 0
    for each in pipeline.attribute_source(article, settings=settings, stdin=read_stdin(article), given=given):
        if isinstance(each, Rejected):
            rejected.append(each)
            continue
        found += 1
        statements = tuple(s for s in each.statements if s.confidence >= min_confidence)
        render = attributed_to_json if json else attributed_lines
        _write("".join(render(each.article, statements)), json=json)
    _finish(rejected, nothing_in=None if found else article)


@app.command(epilog="Example: reportedly compare pairs.jsonl --json")
def compare(
    pairs: Annotated[str, typer.Argument(metavar="PAIRS.jsonl", help="Lines of {id, left, right, left_date?, right_date?}; or -.")],
    *,
    json: _Json = False,
    models: _Models = None,
) -> None:
    """Show how each right-hand text bears on the left-hand one: supports, contradicts, unrelated, unsure."""
    from dataclasses import replace

    from reportedly import pipeline
    from reportedly.records import Rejected
    from reportedly.report.json import match_to_json
    from reportedly.report.listing import match_lines

    rejected: list[Rejected] = []
    found = 0
    for each in pipeline.compare_pairs(lines_of(pairs), settings=_settings(None, None, models)):
        if isinstance(each, Rejected):
            rejected.append(replace(each, id=f"{pairs}: {each.id}"))
            continue
        found += 1
        _write(match_to_json(each) if json else "".join(match_lines(each)), json=json)
    _finish(rejected, nothing_in=None if found else pairs)


@app.command(epilog="Example: reportedly trace --library news --json")
def trace(
    *,
    library: _LibraryDir = None,
    json: _Json = False,
    outlets: _Outlets = None,
    models: _Models = None,
    quiet: _Hush = False,
) -> None:
    """Show who took what from whom, over the whole library."""
    from reportedly import pipeline
    from reportedly.report.json import tracing_to_json
    from reportedly.report.listing import tracing_lines

    settings = _settings(library, outlets, models)
    with _meter(quiet=quiet) as progress:
        tracing = pipeline.trace_library(settings, progress)
    _write(tracing_to_json(tracing) if json else "".join(tracing_lines(tracing)), json=json)


@app.command(epilog="Example: reportedly demo --html demo.html")
def demo(
    *,
    html: Annotated[Path, typer.Option("--html", metavar="FILE", help="Where to put the HTML copy.")] = Path("reportedly-demo.html"),
    models: _Models = None,
    quiet: _Hush = False,
) -> None:
    """Report on the story that ships with the program: in the terminal, and as HTML."""
    from reportedly import pipeline

    _check_target(html)
    with _meter(quiet=quiet) as progress:
        report = pipeline.demo(_settings(None, None, models), progress)
    _show(report)
    _save(report, html, None)
    _finish(report.rejected)


def _settings(library: Path | None, outlets: Path | None, models: Path | None) -> Settings:
    from platformdirs import user_data_path

    from reportedly.pipeline import Settings

    for name, path in (("--outlets", outlets), ("--models", models)):
        if path is not None and not os.path.exists(path):  # noqa: PTH110  Path.exists raises when the name is too long
            raise UsageError(f"{name} {path}: there is no such file or folder")
    return Settings(library=library or user_data_path("reportedly", appauthor=False) / "library", outlets_file=outlets, models=models)


def _given(*, outlet: str | None, published: str | None, title: str | None, url: str | None) -> Given:
    from datetime import datetime

    from reportedly.pipeline import Given

    if published is not None:
        try:
            if not 1000 < datetime.fromisoformat(published).year < 9000:  # noqa: PLR2004  room to count from it on both sides
                raise ValueError  # noqa: TRY301  as any other date that is none
        except ValueError:
            raise UsageError(f"--published: expected an ISO 8601 date such as 2031-03-13, found {published!r}") from None
    return Given(outlet=outlet, published=published, title=title, url=url)


def _check_question(article: str | None, claim: str | None, *, described: bool) -> None:
    if (article is None) == (claim is None):
        raise UsageError("check: expected an ARTICLE or --claim TEXT, one of the two (see reportedly check --help)")
    if claim is not None and not claim.strip():
        raise UsageError("--claim: expected a sentence, found none")
    if claim is not None and described:
        raise UsageError("--outlet, --published, --title and --url describe an article, and go with no --claim")


def _check_target(path: Path | None) -> None:
    """Refuse a file that cannot be written before the work is done, not after it."""
    if path is not None and (os.path.isdir(path) or not os.path.isdir(path.absolute().parent)):  # noqa: PTH112  as in _settings
        raise UsageError(f"{path}: expected a file in a folder that exists")


def _meter(*, quiet: bool) -> Quiet:
    from reportedly.report.progress import meter

    return meter(sys.stderr, quiet=quiet)


def _show(report: Report) -> None:
    """Write the report to the terminal, in colour where it has any."""
    from shutil import get_terminal_size

    from reportedly.report import to_terminal

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    _write(to_terminal(report, width=get_terminal_size((100, 24)).columns, colour=colour))


def _save(report: Report, html: Path | None, markdown: Path | None) -> None:
    from reportedly.report import to_html, to_markdown

    for path, render in ((html, to_html), (markdown, to_markdown)):
        if path is None:
            continue
        try:
            path.write_text(render(report), "utf-8", errors="replace", newline="\n")
        except OSError as error:
            raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from error
        say(f"written: {path.absolute()}")


def _finish(rejected: Iterable[Rejected], *, nothing_in: str | None = None) -> None:
    """Name what could not be used; leave with 3 when nothing could be used at all, with 5 when only a part could."""
    failed = tuple(rejected)
    for each in failed:
        say(f"{each.id}: {each.reason}")
    if nothing_in is not None:
        if not failed:
            say(f"{nothing_in}: expected something to work on, found nothing")
        raise typer.Exit(UNREADABLE)
    if failed:
        raise typer.Exit(SOME_FAILED)


def _write(text: str, *, json: bool = False) -> None:
    if not write(text, json=json):
        raise typer.Exit(DONE)


def _wrong_call(error: Exception) -> int:
    message = error.format_message() if hasattr(error, "format_message") else str(error)
    if message:  # a call without any words has shown the help already
        context = getattr(error, "ctx", None)
        say(f"{message} (see {context.command_path if context else 'reportedly'} --help)")
    return WRONG_CALL


def _fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tell of a fault of the program itself in one line, and where it is to whoever asks."""
    say(f"a fault of the program, not of the call: {kind.__name__}: {error} (REPORTEDLY_TRACEBACK=1 shows where)")
    if os.environ.get("REPORTEDLY_TRACEBACK"):
        sys.__excepthook__(kind, error, trace)
