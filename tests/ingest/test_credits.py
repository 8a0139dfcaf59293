"""Credits: who they name, where they stand, and what is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.ingest.article import paragraph_spans
from reportedly.ingest.credits import credits_of
from reportedly.records import Outlet

if TYPE_CHECKING:
    from reportedly.text.outlets import Outlets

NEWS = "The harbour authority closed both piers on Tuesday after a crane fell into the channel."


def found(text: str, outlets: Outlets, byline: str | None = None, own: str = "Town Crier") -> list[tuple[str, str, str | None]]:
    outlet = outlets.named(own) or Outlet.unlisted(own)
    credits_ = credits_of(text, paragraph_spans(text), byline, outlets=outlets, own=outlet)
    return [(credit.agency, credit.place, credit.words.of(text) if credit.words else None) for credit in credits_]


@pytest.mark.parametrize(
    ("byline", "agencies"),
    [
        ("Meridian Wire", ["Meridian Wire"]),
        ("By Una Holt, MW", ["Meridian Wire"]),
        ("Una Holt in Rivermouth and agencies", ["agencies"]),
        ("Una Holt | Tideland News Agency", ["Tideland News Agency"]),
        ("Una Holt", []),
        ("Una Holt for Coast Radio", []),
    ],
)
def test_bylines(byline: str, agencies: list[str], outlets: Outlets) -> None:
    assert found(NEWS, outlets, byline) == [(agency, "byline", None) for agency in agencies]


@pytest.mark.parametrize(
    ("opening", "agency", "words"),
    [
        ("RIVERMOUTH (Meridian Wire) — ", "Meridian Wire", "Meridian Wire"),
        ("RIVERMOUTH, March 4 (MW) - ", "Meridian Wire", "MW"),
        ("Port Ellery, Westmark — (MW) – ", "Meridian Wire", "MW"),
        ("(MW) — ", "Meridian Wire", "MW"),
        ("RIVERMOUTH (Tidewire) — ", "Tidewire", "Tidewire"),
    ],
)
def test_datelines(opening: str, agency: str, words: str, outlets: Outlets) -> None:
    assert found(opening + NEWS, outlets) == [(agency, "dateline", words)]


@pytest.mark.parametrize("opening", ["The council (which met on Monday) — ", "Ines Calder (1974-2031) - ", "RIVERMOUTH (March 4) — "])
def test_brackets_that_are_no_dateline(opening: str, outlets: Outlets) -> None:
    assert found(opening + NEWS, outlets) == []


@pytest.mark.parametrize(
    ("line", "agency", "place", "words"),
    [
        ("— Meridian Wire", "Meridian Wire", "line", "Meridian Wire"),
        ("(With inputs from agencies)", "agencies", "line", "agencies"),
        ("With additional reporting by Meridian Wire.", "Meridian Wire", "line", "Meridian Wire"),
        ("Meridian Wire contributed to this report.", "Meridian Wire", "line", "Meridian Wire"),
        ("The Meridian Wire's Una Holt and Odo Pell contributed to this report.", "Meridian Wire", "line", "The Meridian Wire"),
        ("Meridian Wire writer Una Holt in Port Ellery contributed to this report.", "Meridian Wire", "line", "Meridian Wire"),
        ("This article was first published by The Harbour Post.", "The Harbour Post", "line", "The Harbour Post"),
        ("Source: MW", "Meridian Wire", "line", "MW"),
        ("© 2031 Meridian Wire", "Meridian Wire", "copyright", "Meridian Wire"),
        ("Copyright 2031 The Meridian Wire. All rights reserved.", "Meridian Wire", "copyright", "The Meridian Wire"),
    ],
)
def test_closing_lines(line: str, agency: str, place: str, words: str, outlets: Outlets) -> None:
    assert found(f"{NEWS}\n\n{NEWS}\n\n{line}", outlets) == [(agency, place, words)]


@pytest.mark.parametrize(
    "line",
    [
        "— Una Holt",
        "© 2031 Town Crier",
        "With reporting by Una Holt and Sam Reyes",
        "Source: the harbour's plan",
        "The Harbour Post reporter who first read the minutes did not expect to find a thing in them.",
    ],
)
def test_closing_lines_that_credit_nobody(line: str, outlets: Outlets) -> None:
    assert found(f"{NEWS}\n\n{line}", outlets) == []


@pytest.mark.parametrize("tail", [" (MW)", " – MW", " (Meridian Wire)"])
def test_the_end_of_the_last_paragraph(tail: str, outlets: Outlets) -> None:
    assert [(agency, place) for agency, place, _ in found(NEWS + tail, outlets)] == [("Meridian Wire", "line")]


def test_an_opening_label_names_the_outlet_a_piece_was_taken_from(outlets: Outlets) -> None:
    assert found(f"{NEWS}\n\nCoast Radio: {NEWS}", outlets) == [("Coast Radio", "line", "Coast Radio")]


def test_a_label_that_may_be_a_person_is_no_credit(outlets: Outlets) -> None:
    more = outlets.with_more([Outlet(name="Stern", family="Stern")])
    assert found(f"Stern: {NEWS}", more) == []


def test_a_label_that_is_no_outlet_is_no_credit(outlets: Outlets) -> None:
    assert found(f"Ines Calder: {NEWS}", outlets) == []


def test_an_outlet_does_not_credit_itself(outlets: Outlets) -> None:
    assert found(f"RIVERMOUTH (MW) — {NEWS}\n\n© 2031 Meridian Wire", outlets, "Meridian Wire", own="Meridian Wire") == []


def test_a_short_form_is_the_longer_name_beside_it(outlets: Outlets) -> None:
    assert [agency for agency, _, _ in found(f"RIVERMOUTH (Tideland) — {NEWS}", outlets, "Tideland News Agency")] == [
        "Tideland News Agency"
    ] * 2


def test_hostile_lines_end_soon(outlets: Outlets) -> None:
    lines = ["A b " * 70, "A, " * 90, "— " + "Aa Bb & " * 35, "A" * 299, "(" + "A " * 140 + ")"]
    assert isinstance(found("\n\n".join(lines), outlets), list)
