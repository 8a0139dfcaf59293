"""Quantities in news text."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.text.numbers import Quantity, quantities

CASES = [
    ("About 2.1 million boxes", [(2.1e6, 2.1e6, "count", "about")]),
    ("212,000 boxes", [(212_000, 212_000, "count", "exact")]),
    ("more than 30 boats", [(30, 30, "count", "at least")]),
    ("no fewer than 30 boats", [(30, 30, "count", "at least")]),
    ("30 boats or more, 30 or more boats", [(30, 30, "count", "exact"), (30, 30, "count", "at least")]),
    ("up to 40 people", [(40, 40, "count", "at most")]),
    ("between 10 and 12 people", [(10, 12, "count", "exact")]),
    ("10-12 people", [(10, 12, "count", "exact")]),
    ("2 to 3 million", [(2e6, 3e6, "count", "exact")]),
    ("two hundred and forty-one miners", [(241, 241, "count", "exact")]),
    ("half a million homes", [(5e5, 5e5, "count", "exact")]),
    ("two dozen cows", [(24, 24, "count", "exact")]),
    ("tens of thousands marched", [(2e4, 9.9e4, "count", "about")]),
    ("no death was linked", [(0, 0, "count", "exact")]),
    ("17 per cent, 17%, seventeen percent", [(17, 17, "percent", "exact")] * 3),
    ("two-thirds of members", [(200 / 3, 200 / 3, "percent", "exact")]),
    ("$1.2bn", [(1.2e9, 1.2e9, "money", "exact")]),
    ("40 million crowns", [(4e7, 4e7, "money", "exact")]),
    ("£3m to £4m", [(3e6, 4e6, "money", "exact")]),
    ("a 20-milligram tablet", [(20, 20, "measure", "exact")]),
    ("a 17-year-old boy, aged 17; Orla Quist, 17, said", [(17, 17, "age", "exact")] * 3),
    ("four times the limit", [(4, 4, "times", "exact")]),
    ("less than twice the limit", [(2, 2, "times", "at most")]),
    ("one death", [(1, 1, "count", "exact")]),
]
NONE = [
    "on 3 March 2021 and March 3",
    "in 1998",
    "at 10:30, at 5 p.m.",
    "one of the men",
    "batch QT44 of No. 10",
    "a Falk 737-800",
    "Monday the third",
    "no longer, no doubt",
    "the 1990s",
    "the 14th floor",
    "",
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quantities(text: str, expected: list[tuple[float, float, str, str]]) -> None:
    found: list[object] = [(q.low, q.high, q.kind, q.exactness) for q in quantities(text)]
    assert found == [(pytest.approx(low), pytest.approx(high), kind, exactness) for low, high, kind, exactness in expected]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_quantity(text: str) -> None:
    assert quantities(text) == ()


@pytest.mark.parametrize(
    ("left", "right", "equal", "implied"),
    [
        ("212,000 boxes", "about 212,000 boxes", True, True),
        ("about 212,000 boxes", "211,860 boxes", True, True),
        ("14 dead", "40 dead", False, False),
        ("at least 14 dead", "40 dead", True, True),
        ("40 dead", "at least 14 dead", True, False),
        ("dozens of boats", "45 boats", True, True),
        ("45 boats", "dozens of boats", True, False),
        ("5 per cent", "5 cents", False, False),
        ("10 to 12 people", "11 people", True, True),
        ("fewer than 10 people", "7 people", True, True),
        ("$5m", "5 million dollars", True, True),
        ("£5m", "$5m", False, False),
    ],
)
def test_agreement(left: str, right: str, *, equal: bool, implied: bool) -> None:
    (mine,), (theirs,) = quantities(left), quantities(right)
    assert mine.can_equal(theirs) is equal
    assert theirs.can_equal(mine) is equal
    assert mine.implied_by(theirs) is implied


@given(st.text(alphabet="0123456789 ,.$%-abonemilthdsxiy", max_size=60))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    found = quantities(text)
    ends = [0, *(q.span.end for q in found)]
    assert all(q.span.start >= end and q.span.start < q.span.end <= len(text) for q, end in zip(found, ends, strict=False))
    assert all(q.low <= q.high or math.isnan(q.low) for q in found)


@given(st.integers(min_value=2, max_value=10**12))
def test_a_number_is_read_as_written(number: int) -> None:
    (found,) = quantities(f"They counted {number:,} sheep.")
    assert found.low == found.high == number


@given(st.integers(min_value=3, max_value=9_000), st.integers(min_value=3, max_value=9_000))
def test_agreement_is_symmetric_and_a_number_equals_itself(one: int, two: int) -> None:
    def quantity(number: int) -> Quantity:
        return quantities(f"{number:,} sheep")[0]

    assert quantity(one).can_equal(quantity(one))
    assert quantity(one).can_equal(quantity(two)) == quantity(two).can_equal(quantity(one))
