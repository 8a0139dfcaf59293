"""What a command leaves behind: its answer on standard output, its files, its complaints, and its exit code."""
# ruff: noqa: PLC0415  `reportedly --help` must not wait for what only a command needs

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

import typer

from reportedly.console import say, write, write_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reportedly.records import Rejected, Report
    from reportedly.report.progress import Quiet

DONE: Final = 0
WRONG_CALL: Final = 2
UNREADABLE: Final = 3
NO_LIBRARY: Final = 4
SOME_FAILED: Final = 5
INTERRUPTED: Final = 130


def meter_of(*, quiet: bool) -> Quiet:
    """Return the progress display of a command, on standard error."""
    from reportedly.report.progress import meter

    return meter(sys.stderr, quiet=quiet)


def show(report: Report) -> None:
    """Write the report to the terminal, in colour where it has any."""
    from shutil import get_terminal_size

    from reportedly.report import to_terminal

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    write_out(to_terminal(report, width=get_terminal_size((100, 24)).columns, colour=colour))


def save(report: Report, html: Path | None, markdown: Path | None) -> None:
    """Write the files that were asked for, and say where they are."""
    from reportedly.report import to_html, to_markdown

    for path, render in ((html, to_html), (markdown, to_markdown)):
        if path is not None:
            keep(path, render(report))


def keep(path: Path, text: str) -> None:
    """Write a file, and say where it is."""
    write_file(path, text)
    say(f"written: {path.absolute()}")


def finish(rejected: Iterable[Rejected], *, nothing_in: str | None = None) -> None:
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


def write_out(text: str, *, json: bool = False) -> None:
    """Write to standard output; leave quietly when its reader has gone."""
    if not write(text, json=json):
        raise typer.Exit(DONE)
