"""The commands together: which there are, and how errors become one line and an exit code."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

import reportedly
from reportedly.cli.add import add, trace
from reportedly.cli.answers import DONE, INTERRUPTED, NO_LIBRARY, UNREADABLE, WRONG_CALL, write_out
from reportedly.cli.attribute import attribute, compare
from reportedly.cli.batch import batch
from reportedly.cli.check import check, demo
from reportedly.cli.library import library
from reportedly.cli.mcp import mcp
from reportedly.cli.serve import serve
from reportedly.cli.watch import watch
from reportedly.console import open_streams, say, say_warnings, turn_off_stdout
from reportedly.errors import LibraryError, ModelError, ReportedlyError, SourceError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

_CODES: Final = ((UsageError, WRONG_CALL), (ModelError, WRONG_CALL), (SourceError, UNREADABLE), (LibraryError, NO_LIBRARY))
#: What Typer raises for a call it cannot read; the class has moved between its versions, so it is found by kinship.
_CALL_ERROR: Final[type[Exception]] = typer.BadParameter.__mro__[1]


app = typer.Typer(
    name="reportedly",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:  # noqa: FBT001  called by Typer
    if wanted:
        write_out(f"reportedly {reportedly.__version__}\n")
        raise typer.Exit(DONE)


_Version = Annotated[bool, typer.Option("--version", metavar="", callback=_show_version, is_eager=True, help="Show the version and leave.")]


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    open_streams()
    say_warnings()
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


app.command(epilog="Example: reportedly check story.html --library news --html report.html")(check)
app.command(epilog="Example: reportedly add ~/news-archive https://example.com/feed.xml --library news")(add)
app.command(epilog="Example: reportedly attribute story.txt --outlet 'The Harbour Post' --json")(attribute)
app.command(epilog="Example: reportedly compare pairs.jsonl --json")(compare)
app.command(epilog="Example: reportedly trace --library news --json")(trace)
app.command(epilog="Example: reportedly batch s3://bucket/news/*.warc.gz --out tables")(batch)
app.command(epilog="Example: reportedly serve --library news --open")(serve)
app.command(epilog="Example: reportedly watch feeds.opml --library news --follow 'The dam is 94 metres high.' --atom changes.xml")(watch)
app.command(epilog="Example: reportedly mcp --library news")(mcp)
app.add_typer(library)
app.command(epilog="Example: reportedly demo --html demo.html")(demo)


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
