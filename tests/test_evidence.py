"""What bears on a claim: a model's word alone turns no denial into support."""

from __future__ import annotations

import pytest
from tests.trace.byhand import COURIER, OUTLETS, POST, article, statement, voice

from reportedly.evidence import Nearby, Said, findings_of, question_of, questions_of
from reportedly.records import Coverage, Scores
from reportedly.store import Hit


class Judge:
    """Finds everything contradicted that does not share its second word."""

    def scores(self, left: str, right: str) -> Scores:
        same = left.split()[1] == right.split()[1]
        return Scores(supports=0.9, contradicts=0.04, unrelated=0.06) if same else Scores(supports=0.05, contradicts=0.9, unrelated=0.05)


@pytest.mark.parametrize(
    ("other", "bearings"),
    [
        ("Fourteen vessels were waiting at the lock.", []),
        ("The sluice of Ostel is broken and leaks.", ["contradicts"]),
        ("The sluice of Ostel is not broken.", ["supports"]),
    ],
)
def test_what_bears_on_a_denial(other: str, bearings: list[str]) -> None:
    office, harbour = voice("Ines Calder"), article("a", POST, "Ines Calder denied that the sluice of Ostel is broken.")
    denied = statement(harbour, "the sluice of Ostel is broken", office, stance="denies")
    there = article("b", COURIER, other)
    said = statement(there, other.rstrip("."))
    (question,) = questions_of(harbour, [denied])
    near = Nearby((there,), (Said(said, there),), ((Hit("b", said.content[0], 1.0),),), Coverage(articles=1, searches=()))
    (finding,), _ = findings_of((question,), near, judge=Judge(), outlets=OUTLETS, tell=lambda _done, _total: None)

    assert [each.relation for each in finding.evidence] == bearings


@pytest.mark.parametrize(
    ("words", "other", "bearings"),
    [
        ("A bridge collapsed in Tarn.", "the bridge collapse in Tarn on Sunday", ["supports"]),
        ("A bridge collapsed in Tarn.", "the mayor of the old bridge", []),
    ],
)
def test_what_is_named_in_full_can_bear_out_a_readers_claim(words: str, other: str, bearings: list[str]) -> None:
    there = article("b", COURIER, f"The office published a report on {other}.")
    said = statement(there, other, voice("Ines Calder"))
    near = Nearby((there,), (Said(said, there),), ((Hit("b", said.content[0], 1.0),),), Coverage(articles=1, searches=()))
    (finding,), _ = findings_of((question_of(words),), near, judge=Judge(), outlets=OUTLETS, tell=lambda _done, _total: None)

    assert [each.relation for each in finding.evidence] == bearings
