"""`reportedly add` and `reportedly trace`: filling the library, and looking at all of it."""
# ruff: noqa: PLC0415  `reportedly --help` must not wait for what only a command needs

from __future__ import annotations

from pathlib import Path  # noqa: TC003  typer reads it when the program runs
from typing import Annotated

import typer

from reportedly.cli.answers import finish, meter_of, write_out
from reportedly.cli.options import Hush, Json, LibraryDir, Models, Outlets, settings_of
from reportedly.console import read_stdin, receipts_to


def add(  # noqa: PLR0913  an option each
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE...", help="Files, folders, URLs, feeds; or - for standard input.")],
    *,
    library: LibraryDir = None,
    outlets: Outlets = None,
    models: Models = None,
    attribute: Annotated[
        bool, typer.Option("--attribute", help="Find the statements of all articles of the library too, so that checks find them made.")
    ] = False,
    receipt: Annotated[
        Path | None, typer.Option("--receipt", metavar="FILE", help="Append the id of each article to FILE once it is kept for good.")
    ] = None,
    quiet: Hush = False,
) -> None:
    """Put articles into the library; what is in it already stays as it is."""
    from reportedly import pipeline
    from reportedly.report.wording import added_words, number_of

    settings = settings_of(library, outlets, models)
    piped = next((source for source in sources if source == "-"), None)
    with meter_of(quiet=quiet) as progress, receipts_to(receipt) as given:
        added = pipeline.add(tuple(sources), settings=settings, stdin=read_stdin(piped), progress=progress, receipt=given)
        attributed = pipeline.attribute_library(settings, progress) if attribute else None
    more = "" if attributed is None else f"; statements of {number_of(attributed, 'article')} made"
    write_out(f"{settings.library}: {added_words(added.added, added.known, len(added.rejected), versions=added.versions)}{more}\n")
    finish(added.rejected, nothing_in=None if added.added or added.known else ", ".join(sources))


def trace(
    *,
    library: LibraryDir = None,
    json: Json = False,
    outlets: Outlets = None,
    models: Models = None,
    quiet: Hush = False,
) -> None:
    """Show who took what from whom, over the whole library."""
    from reportedly import pipeline
    from reportedly.report.json import tracing_to_json
    from reportedly.report.listing import tracing_lines

    settings = settings_of(library, outlets, models)
    with meter_of(quiet=quiet) as progress:
        tracing = pipeline.trace_library(settings, progress)
    write_out(tracing_to_json(tracing) if json else "".join(tracing_lines(tracing)), json=json)
