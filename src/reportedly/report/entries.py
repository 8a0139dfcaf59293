"""One finding as terminal lines: the words, the status, who stands behind it and who against, each with their best words once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reportedly.report import wording
from reportedly.report.branches import also_words, branches, telling, telling_sign, telling_words, where_words
from reportedly.report.console import SIGNS, grid, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    from reportedly.records import Article, Bearing, Evidence, Finding, Report, Status
    from reportedly.report.branches import Branch
    from reportedly.report.build import Numbered

__all__ = ["brief", "full", "number"]

#: How many roots are told one by one, for and against; of more, the number is told.
_SHOWN: Final = 4
_LABELS: Final[dict[Bearing, str]] = {"supports": "also said", "contradicts": "contradicts", "denies": "denies"}


def number(one: Numbered) -> Text:
    """Return the finding's number in its column."""
    return plain(f"{one.number:>3}", "dim")


def brief(one: Numbered, known: dict[str, Article]) -> Table:
    """Return a finding of which there is nothing to show but who says it."""
    lines = grid(4, None)
    finding = one.finding
    lines.add_row(number(one), _headline(finding, known))
    if finding.statement is not None:
        lines.add_row("", plain(f"{wording.chain_line(finding.statement.chain)} · {wording.interval(finding)}", "dim"))
    return lines


def full(one: Numbered, report: Report, known: dict[str, Article]) -> RenderableType:
    """Return a finding with all that bears on it."""
    from rich.console import Group  # noqa: PLC0415  see console.page

    finding = one.finding
    head = grid(4, None)
    head.add_row(number(one), _headline(finding, known))
    head.add_row("", _badges(finding))
    if finding.statement is not None:
        head.add_row("", plain(wording.chain_line(finding.statement.chain)))
        unnamed = wording.unnamed_sentence(finding.statement.speaker, report.article.text) if report.article else ""
        if told := " ".join(words for words in (unnamed, wording.manner(finding.statement)) if words):
            head.add_row("", plain(told, "dim"))
    rows = grid(4, 11, None)
    for label, words in _rows(finding, report, known):
        rows.add_row("", plain(label, "dim"), words)
    return Group(head, rows)


def _headline(finding: Finding, known: dict[str, Article]) -> Text:
    denied = finding.statement is not None and finding.statement.stance == "denies"
    told = plain(f"{wording.denial(finding.statement)} ", "bold red") if denied and finding.statement else plain("")
    return told.append_text(plain(wording.claim_words(finding, known), "bold"))


def _badges(finding: Finding) -> Text:
    shown: tuple[Status | str, ...] = ("disputed", finding.status) if finding.disputed else (finding.status,)
    line = plain("")
    for status in shown:
        sign, style = SIGNS[status]
        line.append_text(plain(f"{sign} {status}   ", style))
    return line.append_text(plain(wording.interval(finding)))


def _rows(finding: Finding, report: Report, known: dict[str, Article]) -> Iterator[tuple[str, Text]]:
    found = branches(finding)
    against = [b for b in found if b.origin is not None and b.bearing != "supports"]
    behind = [b for b in found if b.origin is not None and b.bearing == "supports"]
    yield from _branches("disputed by", against, report, known)
    yield from _branches("origin", behind, report, known)
    for branch in [b for b in found if b.origin is None][:_SHOWN]:
        yield from _branches(_LABELS[branch.bearing], [branch], report, known)
    yield "counted", plain(" ".join(wording.counted_briefly(finding)), "dim")


def _branches(label: str, held: Sequence[Branch], report: Report, known: dict[str, Article]) -> Iterator[tuple[str, Text]]:
    for branch in held[:_SHOWN]:
        origin = branch.origin
        if origin is not None:
            here = "" if branch.evidence else ", in this article" if report.article else ""
            yield label, plain(f"{wording.origin_words(origin)}{here}", "red" if branch.bearing != "supports" else "")
        yield from _lines("" if origin else label, branch, report, known)
    if len(held) > _SHOWN:
        yield "", plain(f"and {wording.number_of(len(held) - _SHOWN, 'more origin')}: {', '.join(_names(held[_SHOWN:]))}")


def _names(held: Sequence[Branch]) -> list[str]:
    return [branch.origin.who for branch in held if branch.origin is not None]


def _lines(label: str, branch: Branch, report: Report, known: dict[str, Article]) -> Iterator[tuple[str, Text]]:
    """Yield the best words of a branch, what settles them or tells them apart, and where else they stand."""
    if not branch.evidence:
        return
    best = branch.evidence[0]
    told = plain(f"{where_words(branch, report.article)}: ").append_text(plain(wording.quoted(wording.said_words(best)), "italic"))
    if best.derived_from is not None:
        told.append_text(plain(f" (taken from {wording.source_name(best.derived_from, known)})", "dim"))
    yield label, told
    if words := _reasons(best):
        yield "", plain(words, "dim")
    if also := also_words(branch, known):
        yield "", plain(also, "dim")


def _reasons(evidence: Evidence) -> str:
    told: dict[str, list[str]] = {}
    for reason in telling(evidence):
        told.setdefault(telling_sign(reason, evidence), []).append(telling_words(reason))
    return "  ".join(f"{sign} {'; '.join(words)}" for sign, words in told.items())
