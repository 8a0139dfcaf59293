"""The registry: the lists that ship with the package, and a user's own file over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.errors import UsageError
from reportedly.ingest import load_outlets

if TYPE_CHECKING:
    from pathlib import Path


def test_every_shipped_name_and_domain_answers() -> None:
    outlets = load_outlets()
    assert len(outlets) > 1_000
    assert len(outlets.agencies) > 80
    for outlet in outlets:
        assert outlet.family
        assert outlet.source
        assert outlets.named(outlet.name) is not None
        assert all(outlets.at(domain) is not None for domain in outlet.domains)


def test_no_two_entries_of_the_general_list_share_a_name_or_domain() -> None:
    general = [outlet for outlet in load_outlets() if (outlet.source or "").startswith("Reportedly")]
    domains = [domain for outlet in general for domain in outlet.domains]
    names = [outlet.name for outlet in general]
    assert len(set(domains)) == len(domains)
    assert len(set(names)) == len(names)


def test_state_media_are_told() -> None:
    outlets = load_outlets()
    told = [outlet for outlet in outlets if outlet.state_media]
    assert len(told) > 900
    assert {outlet.state_media for outlet in told} <= {"SC", "CaPu", "CaPr", "ISFM", "ISF", "ISM", "IP"}


TOML = """
[[outlet]]
name = "The Harbour Post"
names = ["HP"]
domains = ["https://www.harbourpost.example/"]
family = "Harbour Group"

[[outlet]]
name = "Reuters"
owner = "somebody else"
agency = false
"""
CSV = """# a comment
name,names,domains,family,owner,agency
The Harbour Post,HP,https://www.harbourpost.example/,Harbour Group,,
Reuters,,,,somebody else,no
"""


@pytest.mark.parametrize(("name", "content"), [("mine.toml", TOML), ("mine.csv", CSV)])
def test_a_users_file_adds_and_overrides(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    outlets = load_outlets(path)
    ours, known = outlets.named("hp"), outlets.named("Reuters")
    assert ours is not None
    assert known is not None
    assert (ours.family, ours.domains, outlets.at("news.harbourpost.example")) == ("Harbour Group", ("harbourpost.example",), ours)
    assert (known.owner, known.agency, known.country, outlets.at("reuters.com")) == ("somebody else", False, "United Kingdom", known)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("mine.toml", "name = ", "expected TOML"),
        ("mine.toml", "[other]\na = 1", r"expected \[\[outlet\]\] tables, found none"),
        ("mine.toml", '[[outlet]]\nowner = "x"', "outlet 1: expected a name"),
        ("mine.toml", '[[outlet]]\nname = "HP"\ncolour = "red"', "unknown column 'colour'"),
        ("mine.toml", '[[outlet]]\nname = "HP"\ndomains = 7', "expected a list of words as domains, found 7"),
        ("mine.csv", "name,agency\nHP,perhaps\n", "expected yes or no as agency, found 'perhaps'"),
    ],
)
def test_a_users_file_that_is_wrong(tmp_path: Path, name: str, content: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        load_outlets(path)


def test_a_users_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="expected a readable file of outlets"):
        load_outlets(tmp_path / "none.toml")
