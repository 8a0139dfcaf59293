"""When support is sure enough for its voice to count as an origin of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.match.test_bearing import article, statement

from reportedly.match import relate
from reportedly.match.claims import is_sure
from reportedly.records import DOUBTFUL, Match, Reason, Scores, Statement, Voice
from reportedly.text.passages import Passage

VIK, AUNE = Voice(name="Jorunn Vik", kind="person"), Voice(name="Peder Aune", kind="person")


class _Says:
    """A relation model that always gives the same answer."""

    def __init__(self, supports: float, contradicts: float = 0.02) -> None:
        self._scores = Scores(supports=supports, contradicts=contradicts, unrelated=round(1 - supports - contradicts, 6))

    def scores(self, left: str, right: str) -> Scores:  # noqa: ARG002  as a judge is asked
        return self._scores


def match(supports: float) -> Match:
    scores = Scores(supports=supports, contradicts=0.0, unrelated=1 - supports)
    return Match(left="l", right="r", relation="supports", scores=scores, reasons=())


@pytest.mark.parametrize(
    ("left", "right", "supports", "sure"),
    [
        ("Barrels of oil were washed ashore at Kelderhaven", "Barrels of oil were washed ashore near Kelderhaven", 0.85, True),
        ("Barrels of oil were washed ashore at Kelderhaven", "Barrels of oil were washed ashore near Kelderhaven", 0.7, False),
        ("Barrels of oil were washed ashore at Kelderhaven", "Barrels of oil lay in the harbour at Kelderhaven", 0.85, False),
        ("About 900 barrels were washed ashore", "The harbour was closed after a ship lost its load in the storm", 0.9, False),
        ("The barrels were not brought ashore", "Without the barrels being brought ashore the beach was not clean", 0.9, False),
        ("the council's answer to the loss of 900 barrels", "The council answered the loss of 900 barrels", 0.9, False),
    ],
    ids=["most of it and sure", "most of it and unsure", "half of it", "other words", "supposed", "no claim"],
)
def test_most_of_what_is_claimed_must_be_said_surely(left: str, right: str, supports: float, sure: bool) -> None:  # noqa: FBT001  expected
    assert is_sure(match(supports), Passage(left), Passage(right)) is sure


def test_less_will_do_where_both_give_one_figure_or_date() -> None:
    reason = Reason(feature="same_quantity", text="900 and 900: the same figure", left=None, right=None, weight=0.5)
    left, right = Passage("About 900 barrels of oil came ashore, it was found"), Passage("Some 900 barrels were found on the beach")
    dated = replace(reason, feature="same_date")
    assert is_sure(replace(match(0.65), reasons=(reason,)), left, right)
    assert is_sure(replace(match(0.77), reasons=(dated,)), left, right)
    assert not is_sure(replace(match(0.65), reasons=(dated,)), left, right)
    assert not is_sure(match(0.77), left, right)


def doubts(left: str, right: str, *, ours: Voice, theirs: Voice) -> list[str]:
    one, two = article("a", left), article("b", right)
    said: list[Statement] = [statement(one, left, speaker=ours), statement(two, right, speaker=theirs)]
    return [r.text for r in relate(said[0], one, said[1], two, _Says(0.9))[1].reasons if r.feature == DOUBTFUL]


def test_the_same_words_under_two_names_may_be_one_voice() -> None:
    words = "The bow doors of the ferry were cracked in two places and nobody had seen it"
    assert doubts(words, words, ours=VIK, theirs=AUNE) == ["the same words under two names, which may be one voice"]
    assert doubts(words, words, ours=VIK, theirs=Voice(name="Vik", kind="person")) == []


def test_what_is_said_in_other_words_counts_and_what_is_hardly_said_does_not() -> None:
    claim = "The bow doors of the ferry had cracks"
    assert doubts(claim, "There were cracks in both of the ferry's bow doors, and the yard knew", ours=VIK, theirs=AUNE) == []
    assert doubts(claim, "The ferry will stay in dock until the middle of May", ours=VIK, theirs=AUNE) != []
