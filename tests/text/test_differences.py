from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.text.differences import differences

WORDS = st.lists(st.sampled_from(["the", "pier", "quay", "was", "shut", "3,000", ".", "\n\n", "“", "café"]), max_size=40).map(" ".join)
OLD = "The pier was shut on Monday at noon, the port said.\n\nNobody was hurt.\n\nIt will open in May."


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [(each.old.of(old), each.new.of(new)) for each in differences(old, new)]


@pytest.mark.parametrize(
    ("new", "changes"),
    [
        (OLD, []),
        (OLD.replace("\n\n", "\n \n").replace("shut on", "shut  on"), []),
        (OLD.replace("Monday", "Tuesday"), [("Monday", "Tuesday")]),
        (OLD.replace("Monday", "Tuesday").replace("May", "June"), [("Monday", "Tuesday"), ("May", "June")]),
        (OLD.replace("Monday at noon", "Tuesday at night"), [("Monday at noon", "Tuesday at night")]),
        (OLD.replace("at noon, ", ""), [("at noon,", "")]),
        (OLD.replace("\n\nNobody was hurt.", ""), [("Nobody was hurt.", "")]),
        (OLD.replace("Monday", "Tuesday") + "\n\nA barge sank.", [("Monday", "Tuesday"), ("", "A barge sank.")]),
        (f"A barge sank.\n\n{OLD}", [("", "A barge sank.")]),
        ("", [(OLD, "")]),
    ],
)
def test_what_differs_and_nothing_else(new: str, changes: list[tuple[str, str]]) -> None:
    assert told(OLD, new) == changes


@given(old=WORDS, new=WORDS)
def test_what_differs_put_in_place_gives_the_other_text(old: str, new: str) -> None:
    built, place = [], 0
    for each in differences(old, new):
        built += [old[place : each.old.start], " ", each.new.of(new), " "]
        place = each.old.end
    assert re.findall(r"\S", "".join([*built, old[place:]])) == re.findall(r"\S", new)


@given(old=WORDS, new=WORDS)
def test_they_stand_in_order_and_lie_in_their_texts(old: str, new: str) -> None:
    found = differences(old, new)
    for side, text in enumerate((old, new)):
        ends = [end for each in found for end in each[side]]
        assert ends == sorted(ends)
        assert all(0 <= end <= len(text) for end in ends)
    assert all(each.old.of(old) != each.new.of(new) for each in found)


def test_texts_too_long_to_compare_word_by_word_are_cut_where_they_are_alike() -> None:
    same = " ".join(f"word{n}" for n in range(2_000))
    assert told(f"{same} Monday {same}", f"{same} Tuesday {same}") == [("Monday", "Tuesday")]
    others = [" ".join(f"{word}{n % 50}" for n in range(2_000)) for word in ("quay", "pier")]
    assert told(f"{same} {others[0]} {same}", f"{same} {others[1]} {same}") == [(others[0], others[1])]
