"""Days, dates and hours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.match.moments import moments

CASES: list[tuple[str, list[dict[str, int | str]]]] = [
    ("on Sunday", [{"weekday": 6}]),
    ("on 3 March", [{"month": 3, "day": 3}]),
    ("on March 3rd, 2021", [{"year": 2021, "month": 3, "day": 3, "weekday": 2}]),
    ("the 14th of May", [{"month": 5, "day": 14}]),
    ("Monday the third", [{"weekday": 0, "day": 3}]),
    ("in 1998 and in May 2014", [{"year": 1998}, {"year": 2014, "month": 5}]),
    ("2021-03-04", [{"year": 2021, "month": 3, "day": 4, "weekday": 3}]),
    ("at 5 p.m., at 10:30, at noon", [{"minute": 1020}, {"minute": 630}, {"minute": 720}]),
    ("last week", [{"relative": "last week"}]),
    ("They may march.", []),
    ("31 February 2021", [{"year": 2021, "month": 2, "day": 31}]),
    ("1,998 sheep", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_moments(text: str, expected: list[dict[str, int | str]]) -> None:
    assert [m.parts() for m in moments(text)] == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [("on Thursday", 6), ("yesterday", 11), ("today", 12), ("Wednesday", 12), ("last night", 11), ("tomorrow", 13)],
)
def test_a_known_date_makes_days_of_words(text: str, day: int) -> None:
    (found,) = moments(text, anchor="2025-03-12T20:00:00+00:00")
    assert (found.year, found.month, found.day) == (2025, 3, day)


def test_a_coming_weekday_is_left_open() -> None:
    (found,) = moments("They will vote on Thursday.", anchor="2025-03-12")
    assert found.parts() == {"weekday": 3}


def test_an_anchor_that_is_no_date_is_none() -> None:
    assert moments("on Sunday", anchor="soon") == moments("on Sunday")


@given(st.dates())
def test_a_date_agrees_with_itself_however_it_is_written(day: object) -> None:
    (iso,) = moments(f"{day:%Y-%m-%d}") or (None,)
    written = moments(f"{day:%d %B %Y}")
    if iso is not None and written:
        assert iso.agrees(written[0])
