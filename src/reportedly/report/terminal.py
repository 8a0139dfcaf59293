"""A `Report` for the terminal: what an editor must grasp in half a minute stands first, the article's own words last and folded.

Colour is only ever added to a word and a sign. Text from articles is never read as markup, and what would act on a terminal is taken out.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from reportedly.report import build, wording
from reportedly.report.pieces import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

    from reportedly.records import Article, Bearing, Evidence, Finding, Report, Statement, Status

__all__ = ["to_terminal"]

NARROWEST: Final = 60
#: Longer lines are hard to read, however wide the window.
WIDEST: Final = 110
#: How many places are listed one by one; of more, the number is told.
_SHOWN: Final = 6
_OWN_SHOWN: Final = 8
_SIGNS: Final[dict[str, tuple[str, str]]] = {
    "disputed": ("◆", "bold red"),
    "corroborated": ("●", "bold green"),
    "possibly corroborated": ("◐", "bold blue"),
    "single origin": ("◉", "bold yellow"),
    "uncorroborated": ("–", "dim"),
}
_MEANINGS: Final[dict[str, str]] = {
    "disputed": "an origin of its own is against it (beside its status)",
    "corroborated": "two origins or more are established",
    "possibly corroborated": "two origins or more, not shown to stand apart",
    "single origin": "several outlets, one root",
    "uncorroborated": "no second outlet in the library carries it",
}
_LABELS: Final[dict[Bearing, str]] = {"supports": "also said", "contradicts": "contradicts", "denies": "denies"}


def to_terminal(report: Report, *, width: int = 100, colour: bool = False) -> str:
    """Return the report as lines for a terminal.

    Args:
        report: What to show.
        width: Columns of the window; lines are 60 to 110 columns long.
        colour: Whether to add colour and weight as ANSI codes; no word depends on it.
    """
    console = _console(width, colour=colour)
    known = build.articles(report)
    for part in _parts(report):
        console.print(part)
    for section in build.sections(report):
        console.print(_rule(section))
        for renderable in _section(section, known):
            console.print(renderable)
    for part in _back(report, known):
        console.print(part)
    return _text_of(console)


def _console(width: int, *, colour: bool) -> Console:
    # Rich takes 60 ms to import, which `--json` need not wait for.
    from rich.console import Console  # noqa: PLC0415  see above

    return Console(
        file=io.StringIO(),
        width=min(max(width, NARROWEST), WIDEST),
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def _text_of(console: Console) -> str:
    """Return what was printed, without blanks at the ends of lines."""
    printed = console.file
    written = printed.getvalue() if isinstance(printed, io.StringIO) else ""
    return "\n".join(line.rstrip() for line in written.split("\n"))


def _plain(words: str, style: str = "") -> Text:
    from rich.text import Text  # noqa: PLC0415  see _console

    return Text(visible(words), style=style)


def _grid(*widths: int | None) -> Table:
    """Return a grid of columns; a width of None takes the rest and wraps."""
    from rich.table import Table  # noqa: PLC0415  see _console

    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for width in widths:
        grid.add_column(width=width, ratio=None if width else 1, overflow="fold")
    return grid


def _parts(report: Report) -> Iterator[RenderableType]:
    """Yield the head: what was asked, what was searched, how many findings of each status."""
    article = report.article
    if article is not None:
        yield _plain(article.title or "(no title)", "bold")
        yield _plain(f"{wording.byline(article)}{f' · {article.url}' if article.url else ''}", "dim")
    elif report.findings:
        yield _plain(wording.claim_words(report.findings[0], {}), "bold")
    yield _plain(wording.coverage_words(report))
    for search in report.coverage.searches:
        if search.state not in {"ok", "empty"}:
            yield _plain(f"! {wording.search_words(search)}", "yellow")
    yield ""
    if article is not None:
        yield _tally(report)


def _tally(report: Report) -> Table:
    grid = _grid(2, 4, 23, None)
    for status, count in build.tally(report).rows:
        sign, style = _SIGNS[status]
        weight = style if count else "dim"
        grid.add_row("", _plain(f"{count:>4}", weight), _plain(f"{sign} {status}", weight), _plain(_MEANINGS[status], "dim"))
    return grid


def _rule(section: build.Section) -> RenderableType:
    from rich.console import Group  # noqa: PLC0415  see _console
    from rich.rule import Rule  # noqa: PLC0415  see _console

    head = _plain(f"{section.title} ({len(section.findings)})", "bold")
    return Group("", Rule(head, align="left", style="dim", characters="─"), "")


def _section(section: build.Section, known: dict[str, Article]) -> Iterator[RenderableType]:
    if section.key == "own":
        yield from _own(section, known)
        return
    for one in section.findings:
        if section.key == "attributed" and one.finding.statement and not one.finding.evidence and not one.finding.marks:
            yield _brief(one, known)
        else:
            yield _full(one, known)
            yield ""


def _own(section: build.Section, known: dict[str, Article]) -> Iterator[RenderableType]:
    """Yield the folded list of what the article says itself: its beginning, and how many more there are."""
    grid = _grid(4, None)
    for one in section.findings[:_OWN_SHOWN]:
        words = _plain(wording.claim_words(one.finding, known), "dim")
        words.no_wrap = True
        words.overflow = "ellipsis"
        grid.add_row(_number(one), words)
    yield grid
    more = len(section.findings) - _OWN_SHOWN
    if more > 0:
        yield _plain(f"      and {more} more (--html, --markdown and --json list them all)", "dim")


def _number(one: build.Numbered) -> Text:
    return _plain(f"{one.number:>3}", "dim")


def _brief(one: build.Numbered, known: dict[str, Article]) -> Table:
    grid = _grid(4, None)
    finding = one.finding
    grid.add_row(_number(one), _headline(finding, known))
    if finding.statement is not None:
        grid.add_row("", _plain(f"{wording.chain_line(finding.statement.chain)} · {wording.interval(finding)}", "dim"))
    return grid


def _headline(finding: Finding, known: dict[str, Article]) -> Text:
    denied = finding.statement is not None and finding.statement.stance == "denies"
    told = _plain("denied: ", "bold red") if denied else _plain("")
    return told.append_text(_plain(wording.claim_words(finding, known), "bold"))


def _full(one: build.Numbered, known: dict[str, Article]) -> RenderableType:
    from rich.console import Group  # noqa: PLC0415  see _console

    finding = one.finding
    head = _grid(4, None)
    head.add_row(_number(one), _headline(finding, known))
    head.add_row("", _badges(finding))
    if finding.statement is not None:
        head.add_row("", _plain(wording.chain_line(finding.statement.chain)))
        if told := _told(finding.statement):
            head.add_row("", _plain(told, "dim"))
    rows = _grid(4, 11, None)
    for label, words in _rows(finding, known):
        rows.add_row("", _plain(label, "dim"), words)
    return Group(head, rows)


def _told(statement: Statement) -> str:
    """Tell in words a chain of three voices or more, and how and when it was said where that is worth telling."""
    nested = len(statement.chain) > 2  # noqa: PLR2004  outlet and speaker need no words
    return " · ".join(part for part in (wording.chain_words(statement.chain) if nested else "", wording.manner(statement)) if part)


def _badges(finding: Finding) -> Text:
    shown: tuple[Status | str, ...] = ("disputed", finding.status) if finding.disputed else (finding.status,)
    line = _plain("")
    for status in shown:
        sign, style = _SIGNS[status]
        line.append_text(_plain(f"{sign} {status}   ", style))
    return line.append_text(_plain(wording.interval(finding)))


def _rows(finding: Finding, known: dict[str, Article]) -> Iterator[tuple[str, Text]]:
    for origin in finding.origins[:_SHOWN]:
        yield "origin", _plain(wording.origin_words(origin))
    yield from _more(len(finding.origins), "origin")
    for origin in finding.disputes[:_SHOWN]:
        yield "disputed by", _plain(wording.origin_words(origin), "red")
    for bearing, held in build.by_bearing(finding):
        for evidence in held[:_SHOWN]:
            yield _LABELS[bearing], _evidence(evidence, known)
        yield from _more(len(held), "place")
    yield "counted", _plain(" ".join(wording.counted_briefly(finding, known)), "dim")


def _more(count: int, noun: str) -> Iterable[tuple[str, Text]]:
    return [("", _plain(f"and {wording.number_of(count - _SHOWN, f'more {noun}')}"))] if count > _SHOWN else []


def _evidence(evidence: Evidence, known: dict[str, Article]) -> Text:
    words = " ".join(" ".join(span.of(evidence.article.text).split()) for span in evidence.statement.content)
    told = _plain(f"{wording.evidence_words(evidence)}: ").append_text(_plain(wording.quoted(words), "italic"))
    if evidence.derived_from is not None:
        told.append_text(_plain(f" (taken from {build.source_name(evidence.derived_from, known)})", "dim"))
    for reason in evidence.reasons:
        told.append_text(_plain(f" [{reason.text}]", "dim"))
    return told


def _back(report: Report, known: dict[str, Article]) -> Iterator[RenderableType]:
    """Yield the end: derivations, what could not be used, what made the report."""
    from rich.rule import Rule  # noqa: PLC0415  see _console

    if report.derivations:
        yield ""
        yield Rule(_plain(f"Who took it from whom ({len(report.derivations)})", "bold"), align="left", style="dim", characters="─")
        yield ""
        grid = _grid(4, None)
        for derivation in report.derivations:
            grid.add_row("", _plain(wording.derivation_words(derivation, known)))
        yield grid
    if report.rejected:
        yield ""
        yield _plain(f"Not used: {wording.number_of(len(report.rejected), 'source')}", "yellow")
        for rejected in report.rejected:
            yield _plain(f"    {rejected.id}: {rejected.reason}")
    yield ""
    yield _plain(wording.made_by_words(report), "dim")
