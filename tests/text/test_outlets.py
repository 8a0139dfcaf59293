"""Outlets by name, by address, and as running text names them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import Outlet
from reportedly.text.outlets import Outlets

OUTLETS = Outlets(
    (
        Outlet(name="Harbour Post", family="Harbour Group", names=("HPost",), domains=("harbourpost.example", "hp.example")),
        Outlet(name="Harbour Post Weekend", family="Harbour Group"),
        Outlet(name="The Herald", family="The Herald", domains=("herald.example",)),
        Outlet(name="Dawn", family="Dawn", domains=("dawn.example",)),
        Outlet(name="Meridian Wire", family="Meridian Wire", names=("MW",), agency=True),
        Outlet(name="Café Radio", family="Café Radio"),
    )
)


@pytest.mark.parametrize(
    "name", ["Harbour Post", "the harbour post", "HARBOUR POST", "The Harbour Post newspaper", "hpost", " Harbour  Post. "]
)
def test_by_name(name: str) -> None:
    outlet = OUTLETS.named(name)
    assert outlet is not None
    assert outlet.name == "Harbour Post"


@pytest.mark.parametrize("name", ["", "the", "Harbour", "Post", "Harbour Post Daily"])
def test_names_of_nobody(name: str) -> None:
    assert OUTLETS.named(name) is None


@pytest.mark.parametrize(
    "where", ["https://www.harbourpost.example/a?b#c", "harbourpost.example", "m.hp.example:443", "HTTPS://u@News.HP.example./"]
)
def test_by_address(where: str) -> None:
    outlet = OUTLETS.at(where)
    assert outlet is not None
    assert outlet.name == "Harbour Post"


@pytest.mark.parametrize("where", ["https://myharbourpost.example/", "example", "", "https://", "harbourpost.example.evil.test"])
def test_addresses_of_nobody(where: str) -> None:
    assert OUTLETS.at(where) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The piers are closed, the Harbour Post said.", ["Harbour Post"]),
        ("A piece in Harbour Post Weekend, not the Harbour Post.", ["Harbour Post Weekend", "Harbour Post"]),
        ("A report in the Herald, published on Sunday", ["The Herald"]),
        ("The herald of spring", []),
        ("The Herald Square shops are shut.", []),
        ("Dawn came late.", []),
        ("A report published in Pakistan's Dawn newspaper said so.", ["Dawn"]),
        ("She told Dawn that the piers were closed.", ["Dawn"]),
        ("according to Dawn", ["Dawn"]),
        ("MW reported the fall first.", ["Meridian Wire"]),
        ("The MW 40 engine", []),
        ("Harbour Posting is forbidden.", []),
        ("the Harbour Post's editor", ["Harbour Post"]),
        ("Café Radio reported it.", ["Café Radio"]),
    ],
)
def test_in_running_text(text: str, names: list[str]) -> None:
    assert [outlet.name for _, outlet in OUTLETS.mentions(text)] == names


@given(
    st.lists(st.sampled_from(["Harbour Post", "Dawn said", "the Herald,", " ", "Harbour", "MW", "x", "Weekend"]), max_size=12).map(" ".join)
)
def test_mentions_are_apart_and_in_order(text: str) -> None:
    spans = [span for span, _ in OUTLETS.mentions(text)]
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(span.of(text) in {"Harbour Post", "Dawn", "Herald", "MW", "Harbour Post Weekend"} for span in spans)


def test_facts_go_to_the_name_that_was_used() -> None:
    outlet = OUTLETS.known_as("HPost")
    assert (outlet.name, outlet.family, outlet.names) == ("HPost", "Harbour Group", ("Harbour Post", "HPost"))


def test_facts_by_domain_for_a_name_that_is_not_listed() -> None:
    outlet = OUTLETS.known_as("Harbour Post - News", domain="https://harbourpost.example/1")
    assert (outlet.name, outlet.family) == ("Harbour Post - News", "Harbour Group")


def test_an_ordinary_name_at_another_domain_is_another_outlet() -> None:
    outlet = OUTLETS.known_as("The Herald", domain="https://elsewhere.example/1")
    assert (outlet.name, outlet.source, outlet.domains) == ("The Herald", None, ("elsewhere.example",))
    assert OUTLETS.known_as("The Herald", domain="https://herald.example/1").domains == ("herald.example",)


def test_later_entries_go_first() -> None:
    more = OUTLETS.with_more([Outlet(name="Dawn", family="Somebody else's", domains=("dawn.example",))])
    outlet = more.named("dawn")
    assert outlet is not None
    assert (outlet.family, more.at("dawn.example"), len(more)) == ("Somebody else's", outlet, len(OUTLETS) + 1)
    assert OUTLETS.named("dawn") != outlet
