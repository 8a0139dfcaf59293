"""`reportedly check` and `reportedly demo`: the main job, on an article of the caller's or on the story that ships."""
# ruff: noqa: PLC0415  `reportedly --help` must not wait for what only a command needs

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.answers import finish, keep, meter_of, save, show, write_out
from reportedly.cli.options import (
    Claim,
    Html,
    Hush,
    Json,
    LibraryDir,
    Markdown,
    Models,
    Outlet,
    Outlets,
    Published,
    Source,
    Title,
    Url,
    check_target,
    given_of,
    settings_of,
)
from reportedly.console import read_stdin
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.records import Report
    from reportedly.report.formats import Format

As = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="FORMAT",
        help="Write it as csv, schema-org, prov, annotations, csl, wikipedia or graphml.",
        show_default=False,
    ),
]
Out = Annotated[Path | None, typer.Option(metavar="FILE", help="Where --as writes; else standard output.", show_default=False)]


def check(  # noqa: PLR0913  a command has as many parameters as options
    article: Source = None,
    *,
    claim: Claim = None,
    library: LibraryDir = None,
    json: Json = False,
    html: Html = None,
    markdown: Markdown = None,
    as_: As = None,
    out: Out = None,
    published: Published = None,
    outlet: Outlet = None,
    title: Title = None,
    url: Url = None,
    outlets: Outlets = None,
    models: Models = None,
    quiet: Hush = False,
) -> None:
    """Report on an article, or on one claim, against the library."""
    _check_question(article, claim, described=any((outlet, published, title, url)))
    chosen = _format_of(as_, out, json=json)
    for target in (html, markdown, out):
        check_target(target)
    from reportedly import pipeline

    given = given_of(outlet=outlet, published=published, title=title, url=url)
    settings = settings_of(library, outlets, models)
    with meter_of(quiet=quiet) as progress:
        report = pipeline.check(article, claim=claim, settings=settings, stdin=read_stdin(article), given=given, progress=progress)
    if json:
        from reportedly.report import to_json

        write_out(to_json(report), json=True)
    if chosen is not None:
        _write_as(chosen, report, out)
    save(report, html, markdown)
    if not (json or html or markdown or chosen):
        show(report)
    finish(report.rejected)


def demo(
    *,
    html: Annotated[Path, typer.Option("--html", metavar="FILE", help="Where to put the HTML copy.")] = Path("reportedly-demo.html"),
    models: Models = None,
    quiet: Hush = False,
) -> None:
    """Report on the story that ships with the program: in the terminal, and as HTML."""
    from reportedly import pipeline

    check_target(html)
    with meter_of(quiet=quiet) as progress:
        report = pipeline.demo(settings_of(None, None, models), progress)
    show(report)
    save(report, html, None)
    finish(report.rejected)


def _check_question(article: str | None, claim: str | None, *, described: bool) -> None:
    if (article is None) == (claim is None):
        raise UsageError("check: expected an ARTICLE or --claim TEXT, one of the two (see reportedly check --help)")
    if claim is not None and not claim.strip():
        raise UsageError("--claim: expected a sentence, found none")
    if claim is not None and described:
        raise UsageError("--outlet, --published, --title and --url describe an article, and go with no --claim")


def _format_of(name: str | None, out: Path | None, *, json: bool) -> Format | None:
    if name is None:
        if out is not None:
            raise UsageError("--out: expected --as FORMAT beside it")
        return None
    from reportedly.report.formats import FORMATS

    if name not in FORMATS:
        raise UsageError(f"--as {name}: there is no such format; there are {', '.join(FORMATS)}")
    if json and out is None:
        raise UsageError("--json and --as write both to standard output; give --as a file with --out")
    return FORMATS[name]


def _write_as(chosen: Format, report: Report, out: Path | None) -> None:
    text = chosen.render(report)
    if out is None:
        write_out(text, json=True)  # all of them are UTF-8
    else:
        keep(out, text)
