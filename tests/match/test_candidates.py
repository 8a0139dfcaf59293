"""Which passages the relation model gets to read."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.match import Passage, narrow

CLAIM = Passage("Fourteen miners died when a shaft collapsed near Ostel on Tuesday.")
RIGHT = Passage("A collapsed shaft near Ostel killed 14.")
FIGURE = Passage("Forty miners died in the collapse.")
NOISE = [Passage(f"The council of Vantry approved budget item {n} without debate.") for n in range(100, 130)]


def test_what_shares_names_figures_and_rare_words_comes_first() -> None:
    passages = [*NOISE[:15], FIGURE, *NOISE[15:], RIGHT]
    chosen = narrow(CLAIM, passages)
    assert [passages[i] for i in chosen[:2]] == [RIGHT, FIGURE]


def test_what_shares_nothing_is_left_out() -> None:
    assert narrow(CLAIM, NOISE) == ()
    assert narrow(Passage(""), [RIGHT]) == ()
    assert narrow(CLAIM, []) == ()


def test_most_is_kept() -> None:
    assert len(narrow(CLAIM, [RIGHT] * 9, most=4)) == 4


@settings(deadline=None, max_examples=40)
@given(st.permutations([RIGHT, FIGURE, *NOISE[:5]]))
def test_the_order_given_does_not_choose(passages: list[Passage]) -> None:
    assert {passages[i].text for i in narrow(CLAIM, passages)} == {RIGHT.text, FIGURE.text}
