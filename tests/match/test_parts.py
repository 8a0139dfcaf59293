"""What a content claims in parts, and what may be held against what."""

from __future__ import annotations

import pytest

from reportedly.match import is_claim, is_of_another_year, parts_of
from reportedly.records import Span
from reportedly.text.passages import Passage


def parts(text: str, *contents: str) -> list[str]:
    spans = tuple(Span(text.index(c), text.index(c) + len(c)) for c in contents or (text,))
    return [part.of(text) for part in parts_of(text, spans)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The crack is a metre long, and it will be filled by April", ["The crack is a metre long", "it will be filled by April"]),
        ("We sent them photographs. A man came and went away.", ["We sent them photographs.", "A man came and went away."]),
        ("the lock failed; two barges sank", ["the lock failed", "two barges sank"]),
        ("the mayor, the vicar, and the baker were asked", []),
        ('the harbour was "closed, and the crews were sent home"', []),
        ("the lock failed", []),
        ("The lock failed. Not again!", ["The lock failed."]),
    ],
    ids=["two clauses", "two sentences", "semicolon", "a list", "inside a quotation", "one", "a cry claims nothing"],
)
def test_a_content_claims_what_its_sentences_and_clauses_claim(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


def test_what_stands_before_and_after_the_cue_are_parts() -> None:
    text = "The yard had been warned in May, she said, and had since hired a diver."
    assert parts(text, "The yard had been warned in May", "and had since hired a diver") == [
        "The yard had been warned in May",
        "and had since hired a diver",
    ]


@pytest.mark.parametrize(
    ("words", "claims"),
    [
        ("About 900 lorries cross the border each day", True),
        ("The ferry carries 40 cars", True),
        ("As many as 40 people were hurt", True),
        ("the bell rang at four", True),
        ("about the plan for the harbour", False),
        ("for the attack on the convoy", False),
        ("copies of the letter", False),
        ("the mayor's answer to the flood", False),
        ("his continued defence of the harbour master", False),
        ("relief for an island battered by the storm", False),
        ('the use of such nets a "last resort"', False),
        ("It's a matter of weeks for the yard", True),
        ("the harbour's been a ruin for years", True),
        ("the island was battered by the storm", True),
        ("Norrelund's offer still stands at three per cent", True),
    ],
)
def test_what_claims_something(words: str, claims: bool) -> None:  # noqa: FBT001  a case's expected value
    assert is_claim(Passage(words)) is claims


@pytest.mark.parametrize(
    ("words", "other", "another"),
    [
        ("In 2019 the ferry hit a pier.", "The ferry hit a pier.", True),
        ("The line, founded in 1931, has sold the ferry.", "The line has sold the ferry.", False),
        ("The dam was finished in 1968.", "Finished in 1968, the dam is high.", False),
        ("The ferry hit a pier in February 2032.", "The ferry hit a pier.", False),
        ("The ferry hit a pier in December 2031.", "The ferry hit a pier.", False),
        ("Some 2019 people were aboard.", "People were aboard.", False),
    ],
    ids=["another year", "by the way", "named by both", "this year", "just past", "a number"],
)
def test_a_sentence_set_in_another_year(words: str, other: str, another: bool) -> None:  # noqa: FBT001  a case's expected value
    assert is_of_another_year(words, other, "2032-02-03", "2032-02-04") is another
    assert is_of_another_year(words, other, None, "2032-02-04") is False
