"""What stands in the tables is what the library says of the same articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.batch.conftest import WORKERS, batched, rows_of
from tests.batch.newsroom import CORPUS, written

from reportedly.batch.schema import derivation_row, finding_row, match_row
from reportedly.pipeline import add_with, report_on, trace_library, traced
from reportedly.tools import Settings, Tools, with_library_outlets

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = WORKERS
Row = dict[str, Any]


@pytest.fixture(scope="module")
def tools(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Tools:
    """A library of the corpus, with what searches it."""
    tools = Tools(Settings(library=tmp_path_factory.mktemp("library")))
    assert add_with(tools, [str(corpus)]).added == len(CORPUS) - 1
    return tools


def test_derivations_and_origins_are_those_of_trace(finished: Path, tools: Tools) -> None:
    tracing = trace_library(tools.settings)

    assert tracing.derivations, "else nothing is compared"
    assert sorted(rows_of(finished, "derivations"), key=_pair) == sorted(map(derivation_row, tracing.derivations), key=_pair)
    groups = {(article, group.root, group.articles[0]) for group in tracing.origins for article in group.articles}
    assert {(row["article"], row["root"], row["group"]) for row in rows_of(finished, "origins")} == groups


def test_every_claim_has_the_origins_and_the_status_of_a_check(finished: Path, tools: Tools) -> None:
    findings, matches = list[Row](), list[Row]()
    with tools.library() as library:
        articles = list(library.articles())
    for article in articles:
        report = report_on(article, tools=tools)
        for finding in report.findings:
            findings.append(finding_row(finding, article.id, report.coverage.articles))
            matches += [match_row(finding, article.id, evidence) for evidence in finding.evidence]

    assert {row["status"] for row in findings} > {"uncorroborated"}, "else nothing is compared"
    assert sorted(rows_of(finished, "findings"), key=_claim) == sorted(findings, key=_claim)
    assert sorted(rows_of(finished, "matches"), key=_match) == sorted(matches, key=_match)


def test_a_day_beyond_the_window_is_as_if_it_were_in_no_library(tools: Tools, tmp_path: Path) -> None:
    """With a reach of one day: each day's derivations are those of a library of that day, its neighbours, and what is undated."""
    batched([written(tmp_path / "news.jsonl", CORPUS)], tmp_path / "tables", window=1)
    with tools.over(tmp_path / "library").library() as library:
        add_with(tools.over(tmp_path / "library"), [str(tmp_path / "news.jsonl")])
        outlets, articles = with_library_outlets(tools.outlets, library), {a.id: a for a in library.articles()}

    windows = {"2031-11-07": "post quay pell star snow-a yard", "2031-11-09": "star snow-a snow-b yard", "2032-01-02": "year yard"}
    for day, names in windows.items():
        tracing = traced([articles[key] for key in names.split()], outlets=outlets)
        own = {a.id for a in articles.values() if a.published and a.published.startswith(day)}
        expected = [derivation_row(d) for d in tracing.derivations if d.to in own]
        assert [row for row in rows_of(tmp_path / "tables", "derivations") if row["to"] in own] == expected, day
    taken = {(row["from"], row["to"]) for row in rows_of(tmp_path / "tables", "derivations")}
    assert ("post", "quay") in taken, "a copy is found across midnight"
    assert not any("year" in pair for pair in taken)


def _pair(row: Row) -> tuple[str, str]:
    return row["from"], row["to"]


def _claim(row: Row) -> tuple[str, str]:
    return row["article"], row["claim"]


def _match(row: Row) -> tuple[str, str, str, str]:
    return row["article"], row["claim"], row["other_article"], row["other_statement"]
