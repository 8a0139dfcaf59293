"""`reportedly library`: what is in a library, whether it is whole, and the way out of it and back."""
# ruff: noqa: PLC0415  `reportedly --help` must not wait for what only a command needs

from __future__ import annotations

from typing import Final

import typer

from reportedly.cli.answers import SOME_FAILED, write_out
from reportedly.cli.options import LibraryDir, folder_of

__all__ = ["library"]

library: Final = typer.Typer(
    name="library",
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="Look after a library: is it whole, what is in it, take things out, carry it elsewhere.",
)


@library.command(epilog="Example: reportedly library verify --library news")
def verify(*, library: LibraryDir = None) -> None:
    """Hold everything in the library against its digests, its texts and the index; a line for each fault."""
    from reportedly.report.pieces import visible
    from reportedly.report.wording import number_of
    from reportedly.store.verify import verify as look

    folder = folder_of(library)
    seen = look(folder, lambda fault: write_out(f"{visible(fault)}\n"))
    counts = (
        f"{number_of(seen.articles, 'article')}, {number_of(seen.pages, 'page')}, statements of {number_of(seen.attributed, 'article')}"
    )
    write_out(f"{folder}: {counts}: {number_of(seen.faults, 'fault')}\n")
    if seen.faults:
        raise typer.Exit(SOME_FAILED)
