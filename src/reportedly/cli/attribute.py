"""`reportedly attribute` and `reportedly compare`: one stage alone, on many articles or pairs."""
# ruff: noqa: PLC0415  `reportedly --help` must not wait for what only a command needs

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.cli.answers import finish, write_out
from reportedly.cli.options import Json, Models, Outlet, Outlets, Published, Title, Url, given_of, settings_of
from reportedly.console import lines_of, read_stdin


def attribute(  # noqa: PLR0913  a command has as many parameters as options
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="A file (JSON Lines for many), a URL, or -.")],
    *,
    json: Json = False,
    min_confidence: Annotated[float, typer.Option(min=0.0, max=1.0, metavar="X", help="Leave out what is less sure, 0 to 1.")] = 0.0,
    published: Published = None,
    outlet: Outlet = None,
    title: Title = None,
    url: Url = None,
    outlets: Outlets = None,
    models: Models = None,
) -> None:
    """Show every statement of an article: the words, the cue, and the chain of voices they came through."""
    from reportedly import pipeline
    from reportedly.records import Rejected
    from reportedly.report.json import attributed_to_json
    from reportedly.report.listing import attributed_lines

    given = given_of(outlet=outlet, published=published, title=title, url=url)
    settings = settings_of(None, outlets, models)
    rejected: list[Rejected] = []
    found = 0
    for each in pipeline.attribute_source(article, settings=settings, stdin=read_stdin(article), given=given):
        if isinstance(each, Rejected):
            rejected.append(each)
            continue
        found += 1
        statements = tuple(s for s in each.statements if s.confidence >= min_confidence)
        render = attributed_to_json if json else attributed_lines
        write_out("".join(render(each.article, statements)), json=json)
    finish(rejected, nothing_in=None if found else article)


def compare(
    pairs: Annotated[str, typer.Argument(metavar="PAIRS.jsonl", help="Lines of {id, left, right, left_date?, right_date?}; or -.")],
    *,
    json: Json = False,
    models: Models = None,
) -> None:
    """Show how each right-hand text bears on the left-hand one: supports, contradicts, unrelated, unsure."""
    from dataclasses import replace

    from reportedly import pipeline
    from reportedly.records import Rejected
    from reportedly.report.json import match_to_json
    from reportedly.report.listing import match_lines

    rejected: list[Rejected] = []
    found = 0
    for each in pipeline.compare_pairs(lines_of(pairs), settings=settings_of(None, None, models)):
        if isinstance(each, Rejected):
            rejected.append(replace(each, id=f"{pairs}: {each.id}"))
            continue
        found += 1
        write_out(match_to_json(each) if json else "".join(match_lines(each)), json=json)
    finish(rejected, nothing_in=None if found else pairs)
