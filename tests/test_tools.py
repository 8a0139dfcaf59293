"""Working side by side: the order of what comes out, how far ahead is read, and where an error comes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from reportedly.tools import side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterator


def slow_first(number: int) -> int:
    """The first takes longest."""
    time.sleep(0.05 if number == 0 else 0)
    return number * 10


def test_what_comes_out_stands_in_the_order_of_what_went_in() -> None:
    assert list(side_by_side(slow_first, range(30))) == [number * 10 for number in range(30)]


def test_only_a_few_are_read_ahead() -> None:
    read: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(1000):
            read.append(number)
            yield number

    next(side_by_side(slow_first, numbers()))

    assert len(read) < 20


def test_an_error_in_reading_comes_behind_what_was_read_before() -> None:
    def numbers() -> Iterator[int]:
        yield from (0, 1)
        raise ValueError("the source has ended early")

    made = side_by_side(slow_first, numbers())

    assert [next(made), next(made)] == [0, 10]
    with pytest.raises(ValueError, match="ended early"):
        next(made)


def test_an_error_in_the_work_comes_in_its_place() -> None:
    made = side_by_side(lambda number: 60 // number, (3, 0, *range(1, 40)))

    assert next(made) == 20
    with pytest.raises(ZeroDivisionError):
        next(made)


def test_no_more_are_worked_on_at_once_than_asked_for() -> None:
    busy: list[int] = []

    def watched(number: int) -> int:
        busy.append(number)
        time.sleep(0.001)
        held = len(busy)
        busy.remove(number)
        return held

    assert set(side_by_side(watched, range(20), at_once=1)) == {1}
