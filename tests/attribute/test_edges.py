"""Where contents begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.attribute.edges import opened, trimmed, whole_quotations, within_paragraphs
from reportedly.attribute.relate import Layout
from reportedly.records import Span


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("The bank said that the vault was dry.", "the vault was dry", "that the vault was dry"),
        ('The bank said that "the vault was dry".', "the vault was dry", 'that "the vault was dry'),
        ("The bank said the vault was dry.", "the vault was dry", "the vault was dry"),
        ("The bank that burned said the vault was dry.", "the vault was dry", "the vault was dry"),
    ],
)
def test_the_word_that_opens_a_clause_belongs_to_the_link(text: str, content: str, expected: str) -> None:
    (found,) = opened((span(text, content),), None, text)

    assert expected == found.of(text)


def test_a_that_of_the_cue_is_not_taken_from_it() -> None:
    text = "It is said that the vault was dry."

    assert "the vault was dry" == opened((span(text, "the vault was dry"),), span(text, "said that"), text)[0].of(text)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("She said the pump had failed.", "the pump had failed.", "the pump had failed"),
        ('"The pump failed."', '"The pump failed."', "The pump failed."),
        ("It was all that he had.", "all that he had.", "all that he had"),
        ("the mill was sold and the", "the mill was sold and", "the mill was sold"),
    ],
)
def test_trimming_at_the_end(text: str, words: str, expected: str) -> None:
    assert expected == trimmed(span(text, words), text).of(text)


@given(st.text(alphabet="ab \"“”'.,;:-—that", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_trimming_stays_within_the_span(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = trimmed(Span(start, end), text)

    assert start <= found.start <= found.end <= max(start, end)


def test_a_good_part_of_a_quotation_is_all_of_it() -> None:
    text = '"I think the ice was thin, and so did everybody," said Piet Larsk.'
    (found,) = whole_quotations((span(text, "the ice was thin, and so did everybody"),), span(text, "said"), Layout.of(text))

    assert "I think the ice was thin, and so did everybody" == found.of(text)


def test_what_follows_a_quotation_that_ends_its_sentence_is_not_content() -> None:
    text = 'Piet Larsk snapped: "Ask the lake." He walked off.'
    (found,) = whole_quotations((span(text, 'Ask the lake." He walked off'),), span(text, "snapped"), Layout.of(text))

    assert "Ask the lake." == found.of(text)


def test_a_content_is_cut_where_a_paragraph_ends() -> None:
    text = "The roof was sound.\n\nThe floor was not."

    assert ["The roof was sound", "The floor was not"] == [s.of(text) for s in within_paragraphs(Span(0, len(text)), Layout.of(text))]
