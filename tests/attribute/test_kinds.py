"""Kinds of voices from their own words."""

from __future__ import annotations

import pytest

from reportedly.attribute.kinds import head_noun, is_organisation_name, kind_of, outlet_of, proper_name
from reportedly.records import Outlet
from reportedly.text.outlets import Outlets

OUTLETS = Outlets([Outlet(name="Dagspost", family="Dagspost"), Outlet(name="The Harbour Post", family="The Harbour Post")])


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Senator Thea Prowse", "person"),
        ("the union's leader, Una Thirsk, 44,", "person"),
        ("Mr Greig", "person"),
        ("the interior ministry", "organisation"),
        ("Ostler Bank", "organisation"),
        ("Port Ember", "organisation"),
        ("The Harbour Post", "outlet"),
        ("a report in the Calder Tribune", "outlet"),
        ("the newspaper Dagspost", "outlet"),
        ("an internal memo", "document"),
        ("The ministry's letter", "document"),
        ("two senior officials at the ministry", "unnamed"),
        ("Prosecutors", "unnamed"),
        ("Reporters", "unnamed"),
        ("Figures from the water board", "document"),
        ("Data released on Friday", "document"),
        ("Detectives in Calder", "unnamed"),
        ("the judge", "unnamed"),
    ],
)
def test_kind(words: str, kind: str) -> None:
    assert kind == kind_of(words, OUTLETS)


@pytest.mark.parametrize(
    ("words", "head"),
    [("officials familiar with the talks", "officials"), ("the airline's", "airline"), ("Two people who work at the plant", "people")],
)
def test_head_noun(words: str, head: str) -> None:
    assert head == head_noun(words)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Deputy Foreign Minister Ilse Brandt", "Ilse Brandt"),
        ("its spokesman, Jude Ferrant", "Jude Ferrant"),
        ("two officials", None),
        ("Sen. Rudd Dalby of Northmark, the No. 2 senator of the Union Party", "Rudd Dalby"),
        ("Ruth Jessen of the Calder Trust", "Ruth Jessen"),
        ("Queen Ada of Lowmark", "Ada of Lowmark"),
        ("the Bank of Orrin", "Bank of Orrin"),
        ("Fennick Transport spokeswoman Ana Lind", "Ana Lind"),
        ("Ruth Jessen, vice president for Public and Governmental Affairs", "Ruth Jessen"),
    ],
)
def test_proper_name(words: str, name: str | None) -> None:
    assert name == proper_name(words)


def test_a_person_of_an_outlet_is_no_outlet() -> None:
    assert outlet_of("a reporter of the Calder Tribune", OUTLETS) is None


@pytest.mark.parametrize("name", ["Ministry of Works", "Pyle & Webb", "New Skarn", "UN"])
def test_organisation_names(name: str) -> None:
    assert is_organisation_name(name)
