"""Quotation marks to quotations."""

from __future__ import annotations

import pytest

from reportedly.records import Span
from reportedly.text.quotes import inside, quotations


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“We waited,” she said. “Nobody came.”", ["We waited,", "Nobody came."]),
        ('"We waited," she said.', ["We waited,"]),
        ("''We waited,'' she said. ''Nobody came.''", ["We waited,", "Nobody came."]),
        ("''We waited and", ["We waited and"]),
        ("She called it ‘a bad joke’ and left.", ["a bad joke"]),
        ("The drivers' union and the '90s came to nothing.", []),
        ("It stands at 6'' above the line.", []),
    ],
)
def test_quotations(text: str, said: list[str]) -> None:
    found = quotations(text)
    assert said == [q.inner.of(text) for q in found]
    assert all(q.outer.contains(q.inner) for q in found)


def test_a_mark_that_is_not_closed_is_told() -> None:
    first, second = quotations("“We waited.\n\n“Nobody came.”")
    assert (first.closed, second.closed) == (False, True)


def test_what_lies_between_the_marks() -> None:
    text = "She said ''nobody came'' twice."
    found = quotations(text)
    assert inside(Span(text.index("nobody"), text.index("came")), found)
    assert not inside(Span(0, text.index("came")), found)
