"""The articles of the evidence, whole, each word that bears on a finding led back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.report.opened import opened

if TYPE_CHECKING:
    from reportedly.records import Report


def test_every_piece_of_evidence_is_lit_in_its_article(report: Report) -> None:
    held = {each.article.id: each for each in opened(report)}
    assert "coastline" not in held

    for number, finding in enumerate(report.findings, start=1):
        for evidence in finding.evidence:
            if evidence.article.id in held:
                lit = "".join(run.words for runs in held[evidence.article.id].paragraphs for run in runs if number in run.numbers)
                words = evidence.statement.content[0].of(evidence.article.text)
                assert words.strip(" ,.") in lit


def test_the_text_is_whole_and_each_finding_opens_once(report: Report) -> None:
    for each in opened(report):
        text = "\n\n".join("".join(run.words for run in runs) for runs in each.paragraphs)
        opening = [number for runs in each.paragraphs for run in runs for number in run.opens]

        assert text == each.article.text
        assert len(opening) == len(set(opening))
    assert [each.number for each in opened(report)] == list(range(1, len(opened(report)) + 1))
