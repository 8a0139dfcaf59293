"""What `attribute`, `compare` and `trace` show without --json."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.records import Match, OriginGroup, Reason, Scores, Tracing
from reportedly.report import build
from reportedly.report.listing import attributed_lines, match_lines, tracing_lines

if TYPE_CHECKING:
    from tests.report.conftest import Snapshot

    from reportedly.records import Report


def test_the_statements_of_an_article(report: Report, snapshot: Snapshot) -> None:
    assert report.article is not None
    snapshot("".join(attributed_lines(report.article, [f.statement for f in report.findings if f.statement])), "attribute.txt")


def test_a_match_with_its_reasons() -> None:
    reasons = (
        Reason(feature="same_place", text="Orrinport in both", left=None, right=None, weight=0.5),
        Reason(feature="other_quantity", text="nine against ten", left=None, right=None, weight=-0.5),
    )
    match = Match(left="p1", right="p1", relation="unsure", scores=Scores(supports=0.3, contradicts=0.4, unrelated=0.3), reasons=reasons)
    assert list(match_lines(match)) == [
        "p1: unsure (supports 0.30, contradicts 0.40, unrelated 0.30)\n",
        "    + Orrinport in both\n",
        "    - nine against ten\n",
    ]


def test_a_tracing(report: Report, snapshot: Snapshot) -> None:
    groups = (OriginGroup(root="meridian", articles=("meridian", "valley")), OriginGroup(root="north", articles=("north",)))
    tracing = Tracing(articles=tuple(build.articles(report).values()), derivations=report.derivations, origins=groups)
    snapshot("".join(tracing_lines(tracing)), "trace.txt")
