"""Words, stems and senses; names in a reading."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.match.reading import Reading
from reportedly.match.words import same_sense, stem, words_of

FORMS = ["rally rallies rallied", "stop stopped stopping stops", "rise rose risen rising", "recall recalled recalls", "die died dead death"]
SENSES = [("factory", "plants", True), ("killed", "died", True), ("rose", "fell", False), ("bought", "acquired", True)]


@pytest.mark.parametrize("forms", FORMS)
def test_forms_of_one_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(("left", "right", "same"), SENSES)
def test_senses(left: str, right: str, *, same: bool) -> None:
    assert same_sense(stem(left), stem(right)) is same


def test_not_is_a_word_of_its_own() -> None:
    assert [w.form for w in words_of("It wasn’t the board’s.")] == ["it", "was", "n't", "the", "board"]


@given(st.text(max_size=80))
def test_words_stand_in_the_text_in_order(text: str) -> None:
    spans = [w.span for w in words_of(text)]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dr Leo Ruiz told the Harbour Post on Monday.", ["Leo Ruiz", "Harbour Post"]),
        ("The University of Sallow closed in New Bray.", ["University of Sallow", "New Bray"]),
        ("J. K. Marsh left the U.S. Senate.", ["J. K. Marsh", "U.S. Senate"]),
        ("The vote was on Tuesday in March.", []),
        ("Patients died.", []),
        ("Quillon bought it.", ["Quillon"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [n.words for n in Reading(text).names if not n.doubtful] == names


def test_a_place_stands_behind_in() -> None:
    assert [n.as_place for n in Reading("Ann Oaks lives in the Bray Hills.").names] == [False, True]


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [("Ardania", "Ardanians", True), ("Harbour Safety Board", "HSB", True), ("Niger", "Nigeria", False), ("Ann Oaks", "Leo Oaks", False)],
)
def test_one_name_in_two_forms(one: str, two: str, *, same: bool) -> None:
    (mine,), (theirs,) = (Reading(f"It was {name} again.").names for name in (one, two))
    assert mine.is_same(theirs) is same
