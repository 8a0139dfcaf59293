"""Which passages the relation model gets to read."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.match import Bounds, Passage, choose, narrow

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


MANY = Bounds(all=9, each=9)


def test_what_a_search_found_is_chosen_though_it_shares_no_words() -> None:
    other_words = Passage("The pit fell in.")
    passages = [*NOISE, RIGHT, other_words]
    at = len(passages) - 1
    assert at not in narrow(CLAIM, passages)
    assert set(choose(CLAIM, passages, found=[at], groups=["a"] * len(passages), bounds=MANY)) == {at, at - 1}


def test_what_both_rankings_have_is_chosen_first() -> None:
    passages = [FIGURE, RIGHT, FIGURE]
    assert choose(CLAIM, passages, found=[2], groups=["a", "b", "c"], bounds=Bounds(all=1, each=1)) == (2,)
    assert choose(CLAIM, passages, found=[2], groups=["a", "b", "c"], bounds=MANY) == (1, 0, 2)


def test_no_article_takes_all_places() -> None:
    passages = [RIGHT] * 5 + [FIGURE]
    chosen = choose(CLAIM, passages, found=[], groups=["long"] * 5 + ["short"], bounds=Bounds(all=4, each=2))
    assert chosen == (0, 1, 5)
    assert len(choose(CLAIM, passages, found=[], groups=list("abcdef"), bounds=Bounds(all=4, each=2))) == 4
