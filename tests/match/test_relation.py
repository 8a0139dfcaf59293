"""The decision: what the features rule out stays ruled out, whatever a model says."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.match import Judge, Passage, compare
from reportedly.match.relation import RULES, decide
from reportedly.records import Scores

if TYPE_CHECKING:
    from collections.abc import Iterator

DISTORTIONS = Path(__file__).parents[2] / "evals" / "distortions.jsonl"


class Believer:
    """Calls everything supported."""

    def scores(self, left: str, right: str) -> Scores:
        del left, right
        return Scores(supports=0.98, contradicts=0.01, unrelated=0.01)


def rows() -> Iterator[dict[str, str]]:
    yield from (json.loads(line) for line in DISTORTIONS.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Fourteen miners died near Ostel.", "Forty miners died near Ostel."),
        ("The bridge was closed.", "The bridge was not closed."),
        ("Orrin Vale sued the Tribune.", "The Tribune sued Orrin Vale."),
        ("A jury convicted Felix Arden.", "A jury convicted Casper Lund."),
        ("A shaft collapsed in Ostel.", "A shaft collapsed in Brenna."),
        ("The quay opened on Tuesday.", "The quay opened on Friday."),
        ("Unemployment fell in Westmark.", "Unemployment rose in Westmark."),
        ("He stole from the harbour fund.", "He is alleged to have stolen from the harbour fund."),
    ],
)
def test_no_model_can_call_a_changed_fact_supported(left: str, right: str) -> None:
    match = compare(Passage(left), Passage(right), Believer())
    assert match.relation != "supports"
    assert match.scores.supports < 0.1
    assert any(reason.weight < 0 for reason in match.reasons)


class Inclined:
    """Would sooner call everything supported than not."""

    def scores(self, left: str, right: str) -> Scores:
        del left, right
        return Scores(supports=0.55, contradicts=0.1, unrelated=0.35)


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("The bakery was open.", "Before the storm she had bought bread at a bakery in the next street.", "unsure"),
        ("The bakery was open.", "The bakery was open all night.", "supports"),
        (
            "The bakery on the quay sold bread all night.",
            "Before the storm she had bought bread at a bakery near the quay at night.",
            "supports",
        ),
    ],
)
def test_one_shared_word_of_two_needs_more_than_an_inclination(left: str, right: str, relation: str) -> None:
    assert compare(Passage(left), Passage(right), Inclined()).relation == relation


def test_a_believer_is_stopped_at_three_in_four_distortions_and_heard_on_paraphrases() -> None:
    called = {True: 0, False: 0}
    total = {True: 0, False: 0}
    for row in rows():
        faithful = row["relation"] == "supports"
        total[faithful] += 1
        called[faithful] += compare(Passage(row["left"]), Passage(row["right"]), Believer()).relation == "supports"
    assert called[False] <= 0.25 * total[False]
    assert called[True] >= 0.9 * total[True]


def test_reasons_open_to_the_words(judge: Judge) -> None:
    left, right = Passage("A fire in Ostel left 40 dead."), Passage("A fire in Ostel left 14 dead.")
    reason = next(r for r in compare(left, right, judge).reasons if r.feature == "other_quantity")
    assert reason.left is not None
    assert reason.right is not None
    assert (reason.left.of(left.text), reason.right.of(right.text)) == ("40 dead", "14 dead")
    assert reason.text == "40 dead against 14 dead: another figure for the same thing"


def test_the_model_reads_the_gloss(judge: Judge) -> None:
    compare(Passage("The mayor left"), Passage("I left", gloss="Tilda Brask left"), judge)
    assert judge.read == [("The mayor left", "Tilda Brask left")]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("scores", "relation"),
    [
        ((0.9, 0.05, 0.05), "supports"),
        ((0.5, 0.3, 0.2), "unsure"),
        ((0.2, 0.7, 0.1), "contradicts"),
        ((0.1, 0.2, 0.7), "unrelated"),
        ((0.34, 0.33, 0.33), "unsure"),
    ],
)
def test_unsure_when_it_is(scores: tuple[float, float, float], relation: str) -> None:
    supports, contradicts, unrelated = scores
    assert decide(Scores(supports=supports, contradicts=contradicts, unrelated=unrelated)) == relation


def test_a_forbidden_support_is_unsure_at_best() -> None:
    assert decide(Scores(supports=0.9, contradicts=0.05, unrelated=0.05), to_support=math.inf) == "unsure"


def test_what_tells_apart_comes_first() -> None:
    firsts = [rule.feature.__name__ for rule in RULES if rule.forbids_support]
    assert {"negation", "swapped_roles", "other_quantity", "other_name", "other_place", "other_date", "opposite_outcome"} <= set(firsts)
    assert [rule.feature.__name__ for rule in RULES][: len(firsts)] == firsts


PIECES = "the a Ostel Brenna Felix Arden not sued was by 40 14 dead fell rose on Tuesday March 3 if said “ ” . , may all of"
WORDS = st.lists(st.sampled_from(PIECES.split()), max_size=14).map(" ".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(left=WORDS | st.text(max_size=40), right=WORDS | st.text(max_size=40))
def test_any_two_texts_have_a_match(judge: Judge, left: str, right: str) -> None:
    ours, theirs = Passage(left), Passage(right)
    match = compare(ours, theirs, judge)
    assert match.scores.supports + match.scores.contradicts + match.scores.unrelated == pytest.approx(1.0)
    assert min(match.scores.supports, match.scores.contradicts, match.scores.unrelated) >= 0.0
    for reason in match.reasons:
        assert reason.left is None or reason.left.of(left)
        assert reason.right is None or reason.right.of(right)
    assert compare(ours, theirs, judge) == match


@pytest.mark.parametrize("text", ["", " ", "\x00", "x" * 100_000, "not " * 20_000, "“" * 5_000, "1-" * 20_000])
def test_hostile_texts_are_compared(judge: Judge, text: str) -> None:
    assert compare(Passage(text), Passage("The quay was shut."), judge).relation != "supports"
    compare(Passage("The quay was shut."), Passage(text), judge)
