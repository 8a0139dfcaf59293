"""Words and runs of words as numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.text.shingles import digests, folded, shingles, words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Don’t pay 1,200.", ("dont", "pay", "1200")),
        ("The Maroe's bow-door, 1.2 metres", ("the", "maroes", "bow", "door", "1.2", "metres")),
        ("", ()),
        ("— … —", ()),
        ("ÅRE Straße", ("åre", "strasse")),
    ],
)
def test_words_are_folded(text: str, said: tuple[str, ...]) -> None:
    assert words(text).folded == said


@given(st.text(max_size=80))
def test_both_ways_of_folding_agree_and_spans_hold_the_words(text: str) -> None:
    found = words(text)
    assert folded(text) == found.folded
    assert all(span.of(text) for span in found.spans)
    assert list(found.spans) == sorted(found.spans)
    assert len(found) == len(found.spans)


def test_a_span_of_words_runs_from_the_first_to_the_last() -> None:
    text = "No boat, no bread."
    assert words(text).span(1, 3).of(text) == "boat, no"


@given(st.lists(st.sampled_from("abcdef"), max_size=30), st.integers(1, 6))
def test_runs_are_equal_exactly_where_their_words_are(letters: list[str], size: int) -> None:
    keys = shingles(digests(letters), size).tolist()
    runs = [tuple(letters[n : n + size]) for n in range(len(letters) - size + 1)]
    assert len(keys) == len(runs)
    assert all((keys[a] == keys[b]) == (runs[a] == runs[b]) for a in range(len(runs)) for b in range(len(runs)))


def test_numbers_are_the_same_on_every_machine() -> None:
    assert digests(["ferry", "bow"]).tolist() == [5658020428148728042, 13726906784057365925]
    assert shingles(digests(["ferry", "bow"]), 2).tolist() == [226745957963943272]
    assert shingles(digests(["ferry", "bow"]), 3).tolist() == []
