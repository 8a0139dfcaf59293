"""What is said of a claim between two looks: new origins, denials, corrections, and nothing where nothing has changed."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.watch.follow import Root, Said, Standing, changes_of, standing_words, still_known

POST, RADIO = "The Harbour Post", "Coast Radio"
CALDER = Said("a1", "Ines Calder", "supports", POST, "https://harbourpost.example/1", POST, "“lost”")
COPY = CALDER._replace(article="a2", outlet=RADIO, url="https://coastradio.example/1", where=RADIO)
VANE = Said("a3", "Odo Vane", "supports", RADIO, "https://coastradio.example/2", RADIO, "“both lost”")
DENIAL = Said("a4", "Tom Reeve", "denies", POST, "https://harbourpost.example/4", POST, "“lost”")

ONE = Standing(
    status="single origin",
    disputed=False,
    origins="1 origin",
    roots=(Root("Ines Calder", "established"),),
    disputes=(),
    said=(CALDER, COPY),
)
TWO = replace(ONE, status="corroborated", origins="2 origins", roots=(*ONE.roots, Root("Odo Vane", "established")), said=(*ONE.said, VANE))
DISPUTED = replace(ONE, disputed=True, disputes=(Root("Tom Reeve", "established"),), said=(*ONE.said, DENIAL))


def told(before: Standing, now: Standing, changed: dict[str, str | None] | None = None) -> list[tuple[str, str]]:
    return [(change.kind, change.words) for change in changes_of(before, now, changed or {})]


def test_another_copy_is_told_to_nobody() -> None:
    third = COPY._replace(article="a5", outlet="Rivermouth Gazette", url="https://gazette.example/1")
    assert told(ONE, replace(ONE, said=(*ONE.said, third))) == []


def test_a_second_outlet_makes_another_status_and_no_origin() -> None:
    alone = replace(ONE, status="uncorroborated", said=(CALDER,))
    assert told(alone, ONE) == [("status", "It was uncorroborated and is single origin now, from 1 origin; 2 outlets carry it")]


def test_a_second_origin() -> None:
    assert changes_of(ONE, TWO, {})[0] == ("origin", "A new origin: Odo Vane (established)", "https://coastradio.example/2")
    assert told(ONE, TWO)[1:] == [("status", "It was single origin and is corroborated now, from 2 origins")]


def test_an_origin_that_comes_to_be_established() -> None:
    before = replace(ONE, roots=(Root("Ines Calder", "possible"),))
    assert told(before, ONE) == [("origin", "An origin is established now: Ines Calder")]
    assert told(ONE, before) == []


def test_a_denial() -> None:
    assert told(ONE, DISPUTED) == [
        ("disputed", "It is disputed now, by Tom Reeve"),
        ("denial", "Tom Reeve denies it, in The Harbour Post: “lost”"),
    ]
    assert standing_words(DISPUTED) == "single origin, disputed"


def test_a_second_denial_of_what_is_disputed() -> None:
    other = DENIAL._replace(article="a6", speaker="Ida Holm", relation="contradicts", where=RADIO)
    now = replace(DISPUTED, said=(*DISPUTED.said, other))
    assert told(DISPUTED, now) == [("denial", "Ida Holm contradicts it, in Coast Radio: “lost”")]


def test_a_denial_that_is_told_again_is_no_news() -> None:
    again = DENIAL._replace(article="a7", outlet="Coast Radio")
    assert told(DISPUTED, replace(DISPUTED, said=(*DISPUTED.said, again))) == []


@pytest.mark.parametrize(
    ("new", "said", "words"),
    [
        (None, (COPY,), "is gone"),
        ("a9", (COPY,), "has changed, and nothing in its new words was found to bear on it"),
        ("a9", (COPY, CALDER._replace(article="a9")), "has changed, and supports it now"),
        ("a9", (COPY, CALDER._replace(article="a9", relation="contradicts")), "has changed, and contradicts it now"),
    ],
)
def test_a_correction(new: str | None, said: tuple[Said, ...], words: str) -> None:
    changes = told(ONE, replace(ONE, said=said), {"a1": new, "elsewhere": "b"})
    assert changes[-1] == ("correction", f"The page in The Harbour Post, where Ines Calder supports it, {words}")


def test_what_a_search_does_not_bring_up_again_is_not_gone() -> None:
    less = replace(ONE, status="uncorroborated", said=(CALDER,))
    assert still_known(TWO, less, ()) == TWO
    assert still_known(DISPUTED, ONE, ()).disputed
    assert told(TWO, still_known(TWO, less, ())) == []


def test_what_is_gone_is_gone() -> None:
    less = replace(ONE, said=ONE.said)
    assert still_known(TWO, less, {"a3"}) == less
    assert ("origin", "No longer an origin of it: Odo Vane") in told(TWO, less)
    assert told(DISPUTED, ONE) == [("no longer disputed", "No origin of its own speaks against it any more")]


SAID = st.builds(
    Said,
    st.sampled_from("abcd"),
    st.sampled_from(("Ines Calder", "Odo Vane")),
    st.sampled_from(("supports", "denies", "contradicts")),
    st.sampled_from(("The Harbour Post", "Coast Radio")),
    st.none() | st.just("https://coastradio.example/2"),
    st.text(max_size=5),
    st.text(max_size=5),
)
WHO = st.sampled_from(("Ines Calder", "Odo Vane", "unnamed, via Coast Radio"))
ROOTS = st.dictionaries(WHO, st.sampled_from(("established", "possible"))).map(
    lambda roots: tuple(Root(*each) for each in sorted(roots.items()))
)
STANDINGS = st.builds(
    Standing,
    status=st.sampled_from(("uncorroborated", "single origin", "possibly corroborated", "corroborated")),
    disputed=st.booleans(),
    origins=st.just("1 origin"),
    roots=ROOTS,
    disputes=ROOTS,
    said=st.lists(SAID, max_size=4).map(lambda said: tuple(sorted(said, key=repr))),
)


@given(STANDINGS)
def test_a_standing_is_kept_as_it_is_and_nothing_has_changed(standing: Standing) -> None:
    assert Standing.of(json.loads(json.dumps(asdict(standing)))) == standing
    assert changes_of(standing, standing, {}) == ()
    assert still_known(standing, standing, ()) == standing


@given(STANDINGS, STANDINGS)
def test_a_search_that_brings_less_takes_nothing_away(before: Standing, now: Standing) -> None:
    known = still_known(before, replace(now, said=()), ())
    if before.said:
        assert {root.who for root in before.roots} <= {root.who for root in known.roots}
        assert known.disputed >= before.disputed
