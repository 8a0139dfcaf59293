"""Whom a description means: of the bodies that an article names, the one it can be."""

from __future__ import annotations

import pytest

from reportedly.attribute.relate import Layout
from reportedly.attribute.who import Memory, Who
from reportedly.ingest import load_outlets
from reportedly.records import Span


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ostler Pharma is taking back its sleeping pill Dormel, the company said.", "Ostler Pharma"),
        ("Ostler Pharma will sell the pill in Brenna. Ostler's new tablet Dormel is safe, the company said.", "Ostler Pharma"),
        ("Brenna Rail had offered more, but Ostler Bank runs the harbour now, the company said.", "Ostler Bank"),
    ],
)
def test_the_company_is_no_product_of_it(text: str, named: str) -> None:
    at = text.index("the company")
    found = Who(Layout.of(text), load_outlets()).voice(Span(at, at + len("the company")), at=at, memory=Memory())
    assert (found.name, found.kind) == (named, "organisation")


@pytest.mark.parametrize(
    ("text", "words", "named"),
    [
        (
            "Six boats sank, Norland's fisheries minister said.\n\n“They had no lights,” the minister, Inga Roll, told reporters.",
            "Norland's fisheries minister",
            ("Inga Roll", "person"),
        ),
        (
            "Six boats sank, a pilot said. The boats had no lights, said the minister, Inga Roll.",
            "a pilot",
            ("a pilot", "unnamed"),
        ),
    ],
)
def test_who_is_described_first_and_named_after(text: str, words: str, named: tuple[str, str]) -> None:
    at = text.index(words)
    found = Who(Layout.of(text), load_outlets()).voice(Span(at, at + len(words)), at=at, memory=Memory())
    assert (found.name, found.kind) == named
