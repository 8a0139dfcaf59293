"""The options that commands share, and what is made of them: the settings of a run, what the caller says of an article."""
# ruff: noqa: PLC0415  `reportedly --help` must not wait for what only a command needs

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.pipeline import Given, Settings


def words(given: str | None) -> str | None:
    """Replace bytes of the command line that are no text."""
    return given and given.encode("utf-8", "replace").decode()


Source = Annotated[str | None, typer.Argument(metavar="ARTICLE", help="A file, a URL, or - for standard input.", show_default=False)]
LibraryDir = Annotated[
    Path | None,
    typer.Option(
        "--library", metavar="DIR", envvar="REPORTEDLY_LIBRARY", help="The library; else the user's data folder.", show_default=False
    ),
]
Json = Annotated[bool, typer.Option("--json", metavar="", help="Write JSON to standard output, and nothing else.")]
Html = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write the report as one HTML file.", show_default=False)]
Markdown = Annotated[Path | None, typer.Option("--markdown", metavar="FILE", help="Write the report as Markdown.", show_default=False)]
Published = Annotated[str | None, typer.Option(metavar="DATE", help="When the article was published (ISO 8601).", show_default=False)]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", callback=words, help="Who published the article.", show_default=False)]
Title = Annotated[str | None, typer.Option(metavar="TEXT", callback=words, help="The article's headline.", show_default=False)]
Url = Annotated[str | None, typer.Option(metavar="URL", callback=words, help="The article's address.", show_default=False)]
Claim = Annotated[str | None, typer.Option(metavar="TEXT", callback=words, help="A claim in your own words.", show_default=False)]
Outlets = Annotated[
    Path | None, typer.Option("--outlets", metavar="FILE", help="Your own outlets, added to the known ones.", show_default=False)
]
Models = Annotated[Path | None, typer.Option("--models", metavar="DIR", help="A folder of models to use instead.", show_default=False)]
Hush = Annotated[bool, typer.Option("--quiet", "-q", metavar="", help="Show no progress.")]


def folder_of(library: Path | None) -> Path:
    """Return the folder of the library of a run that needs nothing but the library."""
    from reportedly.tools import default_library

    return library or default_library()


def settings_of(library: Path | None, outlets: Path | None, models: Path | None) -> Settings:
    """Return the settings of a run.

    Raises:
        UsageError: A file or folder that was named is not there.
    """
    from reportedly.pipeline import Settings
    from reportedly.tools import default_library

    for name, path in (("--outlets", outlets), ("--models", models)):
        if path is not None and not os.path.exists(path):  # noqa: PTH110  Path.exists raises when the name is too long
            raise UsageError(f"{name} {path}: there is no such file or folder")
    return Settings(library=library or default_library(), outlets_file=outlets, models=models)


def given_of(*, outlet: str | None, published: str | None, title: str | None, url: str | None) -> Given:
    """Return what the caller says of the article.

    Raises:
        UsageError: The date is none.
    """
    from reportedly.ingest import is_date
    from reportedly.pipeline import Given

    if published is not None and not is_date(published):
        raise UsageError(f"--published: expected an ISO 8601 date such as 2031-03-13, found {published!r}")
    return Given(outlet=outlet, published=published, title=title, url=url)


def check_target(path: Path | None) -> None:
    """Refuse a file that cannot be written before the work is done, not after it."""
    if path is not None and (os.path.isdir(path) or not os.path.isdir(path.absolute().parent)):  # noqa: PTH112  as in settings_of
        raise UsageError(f"{path}: expected a file in a folder that exists")
