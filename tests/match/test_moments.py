"""Days, dates and hours: which are one time, which are not, and which cannot be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.match.moments import moments

SAME = [
    ("on Sunday", "Sunday", None),
    ("on 3 March", "on March 3, 2021", None),
    ("Monday", "on Monday", None),
    ("in 2021", "in March 2021", None),
    ("since last Thursday", "since Thursday", "2025-03-12"),
    ("yesterday", "on 11 March", "2025-03-12"),
    ("last week", "on Wednesday", "2025-03-16"),
    ("at 5 p.m.", "at 17:00", None),
    ("at noon", "12:00", None),
]
OTHER = [
    ("on Tuesday", "on Friday", None),
    ("on 3 March", "on March 13", None),
    ("in October", "on 24 February", None),
    ("yesterday", "on 10 March", "2025-03-12"),
    ("by October 2024", "on 24 February 2025", None),
    ("last week", "on 20 February", "2025-03-16"),
    ("at 1.40 a.m.", "at 3.40 a.m.", None),
    ("in 2019", "in May 2021", None),
]
UNTOLD = [("on Tuesday", "on 3 March", None), ("at noon", "on Tuesday", None), ("last week", "on Sunday", None)]


@pytest.mark.parametrize(
    ("one", "two", "anchor", "same"),
    [(*c, True) for c in SAME] + [(*c, False) for c in OTHER] + [(*c, None) for c in UNTOLD],
)
def test_two_moments(one: str, two: str, anchor: str | None, *, same: bool | None) -> None:
    (mine,), (theirs,) = moments(one, anchor=anchor), moments(two, anchor=anchor)
    assert (mine.agrees(theirs), mine.differs(theirs)) == (same is True, same is False)
    assert (theirs.agrees(mine), theirs.differs(mine)) == (same is True, same is False)


@pytest.mark.parametrize("text", ["They may march.", "1,998 sheep", "three days of rain"])
def test_no_moments(text: str) -> None:
    assert moments(text) == ()


def test_an_anchor_that_is_no_date_is_none() -> None:
    assert moments("on Sunday", anchor="soon") == moments("on Sunday")


@given(st.dates())
def test_a_date_agrees_with_itself_however_it_is_written(day: object) -> None:
    for iso in moments(f"{day:%Y-%m-%d}"):
        assert all(iso.agrees(written) for written in moments(f"{day:%d %B %Y}"))
