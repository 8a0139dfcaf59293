"""When a contradiction is about the same thing: what either text holds of the other, and what one of them negates."""

from __future__ import annotations

import pytest

from reportedly.match import Passage, is_grounded
from reportedly.match.relation import compare
from reportedly.records import Scores


class Opposer:
    """Calls everything contradicted, as surely as it is told to."""

    def __init__(self, sure: float) -> None:
        self._sure = sure

    def scores(self, left: str, right: str) -> Scores:
        del left, right
        return Scores(supports=(1 - self._sure) / 2, contradicts=self._sure, unrelated=(1 - self._sure) / 2)


def grounded(left: str, right: str, sure: float) -> bool:
    ours, theirs = Passage(left), Passage(right)
    return is_grounded(compare(ours, theirs, Opposer(sure)), ours, theirs)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The yard sent the harbour office a telegram on Friday evening", "No telegram had arrived"),
        ("The surveyor Irma Stoll was seized by bandits while walking in the upper Veld", "Irma Stoll was not seized"),
        ("Casper Lund will sing in the chapel at Easter", "Casper Lund was not singing in it himself"),
        ("The deed is a forgery", "The deed was authentic"),
        ("The lock was opened by hand at noon", "The lock opened automatically"),
    ],
)
def test_what_one_text_negates_of_the_other_is_on_the_same_matter(left: str, right: str) -> None:
    assert grounded(left, right, 0.7)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The town's bells had never rung", "The town's mayor has other worries"),
        ("Nobody has gone home", "The old pier is gone"),
        ("Nobody has gone off shift", "An engineer who was on shift that night raised the sluice"),
        ("Paper is what we use", "She keeps her list on paper"),
        ("It has never been tested in a court", "They were tested in the spring and made a noise"),
        ("The sluices of Ostel were open that night", "Six died at night while the sluices of Brenna were open"),
        ("Orrin Vale of the Tarn Players is dead", "Orrin Vale joined the Tarn Players as a boy"),
        ("Six people died in Ostel", "Nobody in Ostel had died in a storm since 1953"),
        ("Nobody told us what the river had done to the lower town", "They went to bed beside a river"),
        ("The sluices of the Ostel weir were open by then", "No warning had come before the sluices of the Ostel weir were opened"),
        ("Seven girls of the Vantry school fell ill on a trip", "The school took 28 girls to the coast last spring"),
    ],
)
def test_one_word_in_common_is_no_matter_in_common(left: str, right: str) -> None:
    assert not grounded(left, right, 0.9)


def test_without_a_difference_that_can_be_named_the_model_must_be_surer() -> None:
    left, right = "Paper bags are made in the old mill at Dorrin", "The mill at Dorrin is for nails"
    assert grounded(left, right, 0.8)
    assert not grounded(left, right, 0.5)
