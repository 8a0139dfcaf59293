"""The findings of a `Report` as CSV, one a row, for spreadsheets: no cell can become a formula."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from reportedly.report import build, wording
from reportedly.report.linked import claim_text
from reportedly.report.pieces import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.records import Origin, Report

__all__ = ["COLUMNS", "guarded", "to_csv"]

COLUMNS: Final = (
    "number",
    "claim",
    "status",
    "disputed",
    "origins_min",
    "origins_max",
    "outlets",
    "observers",
    "sides",
    "speaker",
    "speaker_kind",
    "chain",
    "stance",
    "directness",
    "said_from",
    "said_to",
    "confidence",
    "origins",
    "disputed_by",
    "marks",
    "supports",
    "contradicts",
    "denies",
    "counted",
    "article",
    "start",
    "end",
    "claim_id",
)
#: What a spreadsheet takes for the start of a formula, also behind blanks or as a wide form of the same sign.
_FORMULA: Final = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")


def to_csv(report: Report) -> str:
    """Return the findings as CSV (RFC 4180, UTF-8, a line of names first), in the order of the text.

    `start` and `end` are code points into the article's text, from the first span of a content to the last. A cell that a spreadsheet would
    take for a formula begins with an apostrophe. An empty cell is what is not known.
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for one in build.numbered(report):
        table.writerow([_cell(value) for value in _row(one, report)])
    return out.getvalue()


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded("1 = 1")
    ("'=1+1", '1 = 1')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(" ".join(visible(value).split())) if isinstance(value, str) else "" if value is None else str(value)


def _row(one: build.Numbered, report: Report) -> tuple[object, ...]:
    finding = one.finding
    known = build.articles(report)
    bearings = [evidence.relation for evidence in finding.evidence]
    return (
        one.number,
        claim_text(finding, report),
        finding.status,
        finding.disputed,
        finding.origins_min,
        finding.origins_max,
        finding.outlets,
        finding.observers,
        finding.sides,
        *_said(one),
        _origins(finding.origins),
        _origins(finding.disputes),
        "; ".join(finding.marks),
        bearings.count("supports"),
        bearings.count("contradicts"),
        bearings.count("denies"),
        " ".join(wording.counted(finding, known)),
        report.article.id if report.article else None,
        finding.claim.content[0].start if finding.claim.content else None,
        finding.claim.content[-1].end if finding.claim.content else None,
        finding.claim.id,
    )


def _said(one: build.Numbered) -> tuple[object, ...]:
    """Return speaker, its kind, chain, stance, directness, when it was said, and confidence; all empty for a claim that was asked."""
    statement = one.finding.statement
    if statement is None:
        return (None,) * 8
    when = statement.time
    return (
        statement.speaker.name,
        "own" if statement.is_own else statement.speaker.kind,
        wording.chain_line(statement.chain),
        statement.stance,
        statement.directness,
        when.start if when else None,
        when.end if when else None,
        round(statement.confidence, 4),
    )


def _origins(origins: Iterable[Origin]) -> str:
    return "; ".join(wording.origin_words(origin) for origin in origins)
