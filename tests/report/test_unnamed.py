"""Voices without a name, in words: several of them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.records import Unnamed
from reportedly.report.unnamed import nearness

if TYPE_CHECKING:
    from reportedly.records import Proximity


@pytest.mark.parametrize(
    ("places", "words"),
    [(("official", "official"), "officials"), (("witness",), "witnesses"), (("official", "insider"), ""), (("other",), ""), ((), "")],
)
def test_several_are_told_by_one_word_where_they_stand_in_one_place(places: tuple[Proximity, ...], words: str) -> None:
    assert nearness(Unnamed(number="unknown", proximity=each) for each in places) == words
