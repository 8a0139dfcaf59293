"""A `Report` for the terminal: what an editor must grasp in half a minute stands first, the article's own words last and folded.

Colour is only ever added to a word and a sign. Text from articles is never read as markup, and what would act on a terminal is taken out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reportedly.report import build, wording
from reportedly.report.console import SIGNS, grid, page, plain, printed, rule
from reportedly.report.entries import brief, full, number
from reportedly.report.followup import follow_up
from reportedly.report.pieces import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType
    from rich.table import Table

    from reportedly.records import Article, Report

__all__ = ["to_terminal"]

_OWN_SHOWN: Final = 5
_FOLLOWED: Final = 10
#: Of what is to be followed up, so many lines of words are shown; so many columns of each are taken by number and sign.
_LINES: Final = 2
_MARGIN: Final = 12
_MEANINGS: Final[dict[str, str]] = {
    "disputed": "beside the status: an origin is against it",
    "corroborated": "two origins or more are established",
    "possibly corroborated": "two origins or more, not shown to stand apart",
    "single origin": "several outlets, one root",
    "uncorroborated": "no second outlet in the library carries it",
}


def to_terminal(report: Report, *, width: int = 100, colour: bool = False) -> str:
    """Return the report as lines for a terminal.

    Args:
        report: What to show.
        width: Columns of the window; lines are 60 to 110 columns long.
        colour: Whether to add colour and weight as ANSI codes; no word depends on it.
    """
    console = page(width, colour=colour)
    known = build.articles(report)
    for part in (*_head(report), *_followed(report, known, console.width)):
        console.print(part)
    for section in build.sections(report):
        console.print(rule(f"{section.title} ({len(section.findings)})"))
        for part in _section(section, report, known):
            console.print(part)
    for part in _back(report, known):
        console.print(part)
    return printed(console)


def _head(report: Report) -> Iterator[RenderableType]:
    """Yield what was asked, what was searched, how many findings of each status."""
    article = report.article
    if article is not None:
        yield plain(article.title or "(no title)", "bold")
        yield plain(wording.byline(article), "dim")
        if article.url:
            yield plain(article.url, "dim")
    elif report.findings:
        yield plain(wording.claim_words(report.findings[0], {}), "bold")
    asked = "" if article is None else f"{wording.number_of(len(report.findings), 'statement')}. "
    yield plain(f"{asked}{wording.coverage_words(report)}")
    for search in report.coverage.searches:
        if search.state not in {"ok", "empty"}:
            yield plain(f"! {wording.search_words(search)}", "yellow")
    yield ""
    if article is not None:
        yield _tally(report)


def _tally(report: Report) -> Table:
    lines = grid(2, 4, 23, None)
    for status, count in build.tally(report).rows:
        sign, style = SIGNS[status]
        weight = style if count else "dim"
        lines.add_row("", plain(f"{count:>4}", weight), plain(f"{sign} {status}", weight), plain(_MEANINGS[status], "dim"))
    return lines


def _followed(report: Report, known: dict[str, Article], width: int) -> Iterator[RenderableType]:
    """Yield what to follow up, each with its reason on a line of its own; a single claim is followed up by itself."""
    held = follow_up(report, known) if report.article is not None else ()
    if not held:
        return
    yield ""
    yield plain("To follow up", "bold")
    lines = grid(4, 1, None)
    for one, status, said, why in held[:_FOLLOWED]:
        sign, style = SIGNS[status]
        lines.add_row(number(one), plain(sign, style), plain(cut(said, _LINES * (width - _MARGIN))))
        lines.add_row("", "", plain(why, "dim"))
    yield lines
    if len(held) > _FOLLOWED:
        yield plain(f"      and {len(held) - _FOLLOWED} more, below", "dim")


def _section(section: build.Section, report: Report, known: dict[str, Article]) -> Iterator[RenderableType]:
    if section.key == "own":
        yield from _own(section, known)
        return
    for one in section.findings:
        if section.key == "attributed" and one.finding.statement and not one.finding.evidence and not one.finding.marks:
            yield brief(one, known)
        else:
            yield full(one, report, known)
            yield ""


def _own(section: build.Section, known: dict[str, Article]) -> Iterator[RenderableType]:
    """Yield the folded list of what the article says itself: its beginning, and how many more there are."""
    lines = grid(4, None)
    for one in section.findings[:_OWN_SHOWN]:
        words = plain(wording.claim_words(one.finding, known), "dim")
        words.no_wrap = True
        words.overflow = "ellipsis"
        lines.add_row(number(one), words)
    yield lines
    more = len(section.findings) - _OWN_SHOWN
    if more > 0:
        yield plain(f"      and {more} more (--html, --markdown and --json list them all)", "dim")


def _back(report: Report, known: dict[str, Article]) -> Iterator[RenderableType]:
    """Yield the end: derivations, what could not be used, what made the report."""
    if report.derivations:
        yield rule(f"Who took it from whom ({len(report.derivations)})")
        lines = grid(4, None)
        for derivation in report.derivations:
            lines.add_row("", plain(wording.derivation_words(derivation, known)))
        yield lines
    if report.rejected:
        yield ""
        yield plain(f"Not used: {wording.number_of(len(report.rejected), 'source')}", "yellow")
        for rejected in report.rejected:
            yield plain(f"    {rejected.id}: {rejected.reason}")
    yield ""
    yield plain(wording.made_by_words(report), "dim")
