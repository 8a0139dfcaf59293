"""What a claim and its evidence come to: origins, outlets, observers, sides, status, disputes, marks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.trace.byhand import COURIER, HERALD, POST, SUNDAY, TRIBUNE, article, evidence, finding, statement, voice

from reportedly.records import DOUBTFUL, Bearing, Derivation, Evidence, Outlet, Reason, Span, SpanPair, Stance

if TYPE_CHECKING:
    from reportedly.records import Article, DerivationKind, Finding, Voice

VIK = voice("Jorunn Vik", side="harbour authority")
LINE = voice("Norrelund Line", "organisation")
OFFICIALS = voice("two officials", "unnamed")
LETTER = voice("a letter from the yard", "document")
WORDS = "the Maroe will sail on Monday"

SENTENCE = "People in Ostwick say that the Maroe will sail on Monday, as told the Post."
POST_ARTICLE = article("p", POST, SENTENCE)
COURIER_ARTICLE = article("c", COURIER, SENTENCE)
TRIBUNE_ARTICLE = article("t", TRIBUNE, SENTENCE)
HERALD_ARTICLE = article("h", HERALD, SENTENCE)


def said(of: Article, *voices: Voice, relation: Bearing = "supports", first_hand: str | None = None) -> Evidence:
    stance: Stance = "denies" if relation == "denies" else "asserts"
    return evidence(of, statement(of, WORDS, *voices, stance=stance, first_hand=first_hand), relation)


def taken(source: str, to: str, kind: DerivationKind = "copy", *, certain: bool = True, whole: bool = True) -> Derivation:
    pair = SpanPair(None if source.startswith("wire:") else Span(0, len(SENTENCE)), Span(0, len(SENTENCE)))
    return Derivation(source=source, to=to, kind=kind, certain=certain, whole=whole, evidence=(pair,))


def weighed(*items: Evidence, derivations: tuple[Derivation, ...] = ()) -> Finding:
    """The finding about the first one's claim."""
    first, *others = items
    return finding(first.article, first.statement, *others, derivations=derivations)


def who(found: Finding) -> list[tuple[str, str]]:
    return [(o.who, o.level) for o in found.origins]


def test_a_person_is_one_origin_however_many_outlets_heard_them() -> None:
    found = weighed(said(POST_ARTICLE, VIK), said(COURIER_ARTICLE, voice("Vik")), said(TRIBUNE_ARTICLE, voice("harbour master Jorunn Vik")))
    assert who(found) == [("Jorunn Vik", "established")]
    assert (found.origins_min, found.origins_max, found.outlets, found.observers, found.sides) == (1, 1, 3, 3, 1)
    assert found.status == "single origin"


def test_where_a_person_is_from_makes_no_other_person() -> None:
    found = weighed(said(POST_ARTICLE, VIK), said(COURIER_ARTICLE, voice("Jorunn Vik of Ostwick")))
    assert [o.level for o in found.origins] == ["established"]
    bishops = weighed(said(POST_ARTICLE, voice("Bishop of Ostwick")), said(COURIER_ARTICLE, voice("Bishop of Tarn")))
    assert (bishops.origins_min, bishops.status) == (2, "corroborated")


def test_data_without_a_name_of_their_own_are_one_document() -> None:
    found = weighed(
        said(POST_ARTICLE, voice("recent government data", "document")), said(COURIER_ARTICLE, voice("More recent figures", "document"))
    )
    assert len(found.origins) == 1


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Norrelund Line", "established"),
        ("the Ostwick police", "established"),
        ("The operator", "possible"),
        ("the union at Tarn", "possible"),
    ],
)
def test_a_body_that_is_only_described_may_be_one_that_is_named(name: str, level: str) -> None:
    found = weighed(said(POST_ARTICLE, VIK), said(COURIER_ARTICLE, voice(name, "organisation")))
    assert [o.level for o in found.origins if o.kind == "organisation"] == [level]
    assert found.status == ("corroborated" if level == "established" else "possibly corroborated")


def test_who_hardly_says_it_is_no_second_origin_for_sure() -> None:
    sure = said(COURIER_ARTICLE, voice("Peder Aune"))
    reason = Reason(feature=DOUBTFUL, text="too little of it", left=None, right=None, weight=0.0)
    hardly = replace(sure, reasons=(reason,))

    assert weighed(said(POST_ARTICLE, VIK), sure).status == "corroborated"
    found = weighed(said(POST_ARTICLE, VIK), hardly)

    assert (found.status, found.origins_min, found.origins_max) == ("possibly corroborated", 1, 2)
    assert who(weighed(said(POST_ARTICLE, VIK), hardly, replace(hardly, reasons=())))[1] == ("Peder Aune", "established")


def test_a_surname_that_fits_two_stays_apart_and_is_only_possible() -> None:
    found = weighed(said(POST_ARTICLE, VIK), said(COURIER_ARTICLE, voice("Tor Vik")), said(TRIBUNE_ARTICLE, voice("Vik")))
    assert who(found) == [("Jorunn Vik", "established"), ("Tor Vik", "established"), ("Vik", "possible")]
    assert (found.origins_min, found.origins_max) == (2, 3)


@pytest.mark.parametrize(
    ("voices", "origin", "status"),
    [
        ((VIK, LINE), (2, 2), "corroborated"),
        ((VIK, OFFICIALS), (1, 2), "possibly corroborated"),
        ((OFFICIALS, OFFICIALS), (1, 2), "possibly corroborated"),
        ((LETTER, voice("the letter", "document")), (1, 1), "single origin"),
        ((LETTER, voice("a study by Aune", "document")), (2, 2), "corroborated"),
        ((LINE, voice("Norrelund", "organisation")), (1, 1), "single origin"),
    ],
    ids=["two named", "named and unnamed", "unnamed at two papers", "one letter", "letter and study", "short name"],
)
def test_two_outlets_have_one_origin_or_two(voices: tuple[Voice, Voice], origin: tuple[int, int], status: str) -> None:
    found = weighed(said(POST_ARTICLE, voices[0]), said(COURIER_ARTICLE, voices[1]))
    assert ((found.origins_min, found.origins_max), found.status) == (origin, status)


def test_two_papers_of_one_family_are_one_outlet_and_one_newsroom() -> None:
    sunday = article("s", SUNDAY, SENTENCE)
    found = weighed(said(COURIER_ARTICLE, OFFICIALS), said(sunday, voice("sources", "unnamed")))
    assert (found.outlets, found.origins_max, found.status) == (1, 1, "uncorroborated")


def test_an_unknown_outlet_is_never_merged_with_another() -> None:
    nobody = Outlet(name="unknown outlet", family="unknown outlet")
    found = weighed(said(article("x", nobody, SENTENCE)), said(article("y", nobody, SENTENCE)))
    assert (found.outlets, found.origins_max) == (2, 2)


@pytest.mark.parametrize(("first_hand", "level"), [(None, "possible"), ("told the Post", "established")], ids=["no sign", "own reporting"])
def test_own_voice_is_established_by_signs_of_own_reporting_alone(first_hand: str | None, level: str) -> None:
    assert who(weighed(said(POST_ARTICLE, first_hand=first_hand))) == [("The Harbour Post", level)]


def test_an_unnamed_voice_is_possible_also_where_it_told_the_newsroom() -> None:
    assert who(weighed(said(POST_ARTICLE, OFFICIALS, first_hand="told the Post"))) == [("unnamed, via The Harbour Post", "possible")]


def test_copies_of_the_wire_have_the_wire_s_newsroom_for_origin() -> None:
    derivations = (taken("wire:Meridian Wire", "p", "credit"), taken("wire:Meridian Wire", "c", "rewrite"))
    own = weighed(said(POST_ARTICLE), said(COURIER_ARTICLE), said(TRIBUNE_ARTICLE), derivations=derivations)
    unnamed = weighed(said(POST_ARTICLE, OFFICIALS), said(COURIER_ARTICLE, voice("officials", "unnamed")), derivations=derivations)

    assert who(own) == [("Meridian Wire", "possible"), ("Sundry Tribune", "possible")]
    assert (who(unnamed), unnamed.observers, unnamed.outlets) == ([("unnamed, via Meridian Wire", "possible")], 1, 2)
    assert [e.derived_from for e in own.evidence] == ["wire:Meridian Wire", None]


def test_a_chain_is_followed_outlet_by_outlet() -> None:
    derivations = (taken("wire:Meridian Wire", "p", "credit"), taken("p", "c", "citation", whole=False), taken("c", "t", "copy"))
    through = voice("The Harbour Post", "outlet")
    found = weighed(
        said(TRIBUNE_ARTICLE, through, OFFICIALS),
        said(COURIER_ARTICLE, through, OFFICIALS),
        said(POST_ARTICLE, OFFICIALS),
        derivations=derivations,
    )
    assert who(found) == [("unnamed, via Meridian Wire", "possible")]
    assert (found.observers, found.outlets) == (1, 3)


def test_an_outlet_that_is_not_in_the_library_is_the_newsroom_that_heard_it() -> None:
    found = weighed(said(POST_ARTICLE, voice("Kelder Bladet", "outlet"), OFFICIALS))
    assert who(found) == [("unnamed, via Kelder Bladet", "possible")]


def test_own_voice_taken_from_a_speaker_s_words_ends_at_the_speaker() -> None:
    found = weighed(said(COURIER_ARTICLE), said(POST_ARTICLE, VIK), derivations=(taken("p", "c", "rewrite"),))
    assert who(found) == [("Jorunn Vik", "established")]


def test_what_hangs_on_a_possible_derivation_is_possible_and_counted_apart() -> None:
    found = weighed(
        said(COURIER_ARTICLE, first_hand="told the Post"), said(POST_ARTICLE), derivations=(taken("p", "c", "rewrite", certain=False),)
    )
    assert who(found) == [("The Harbour Post", "possible"), ("Vale Courier", "possible")]
    assert found.evidence[0].derived_from is None


def test_derivations_that_run_in_a_circle_end() -> None:
    found = weighed(said(COURIER_ARTICLE), said(POST_ARTICLE), derivations=(taken("p", "c"), taken("c", "p")))
    assert found.origins_max <= 2


@pytest.mark.parametrize("relation", ["contradicts", "denies"])
def test_an_origin_of_its_own_disputes(relation: Bearing) -> None:
    found = weighed(said(POST_ARTICLE, VIK), said(COURIER_ARTICLE, LINE, relation=relation))
    assert (found.disputed, [o.who for o in found.disputes], found.origins_max, found.outlets) == (True, ["Norrelund Line"], 1, 1)


def test_one_speaker_heard_two_ways_is_not_disputed_but_marked() -> None:
    found = weighed(said(POST_ARTICLE, VIK), said(COURIER_ARTICLE, VIK, relation="contradicts"))
    assert (found.disputed, found.marks) == (False, ("reported two ways",))


def test_one_newsroom_s_voices_without_names_that_say_opposite_things_dispute() -> None:
    found = weighed(said(POST_ARTICLE, OFFICIALS), said(POST_ARTICLE, voice("sources", "unnamed"), relation="denies"))
    assert ([o.who for o in found.disputes], found.origins_max) == (["unnamed, via The Harbour Post"], 1)


def test_what_stands_beside_a_citation_was_not_taken_by_it() -> None:
    items = said(TRIBUNE_ARTICLE, LETTER), said(COURIER_ARTICLE, VIK), said(POST_ARTICLE, OFFICIALS, relation="contradicts")
    found = weighed(*items, derivations=(taken("p", "c", "citation", whole=False),))
    assert ([o.who for o in found.disputes], found.marks) == (["unnamed, via The Harbour Post"], ())
    assert [e.derived_from for e in found.evidence] == [None, None]


@pytest.mark.parametrize("source", ["p", "wire:Meridian Wire"])
def test_an_article_that_says_otherwise_than_its_source_is_marked(source: str) -> None:
    derivations = (taken(source, "c", "rewrite"), *([taken(source, "p", "credit")] if source != "p" else []))
    found = weighed(said(POST_ARTICLE, VIK), said(COURIER_ARTICLE, VIK, relation="contradicts"), derivations=derivations)
    assert (found.disputed, found.marks) == (False, ("altered",))


@pytest.mark.parametrize(
    ("printed", "source", "disputed"),
    [((), (VIK,), False), ((VIK,), (OFFICIALS,), False), ((LINE,), (VIK,), True)],
    ids=["own voice for a speaker's", "a name for nobody's", "another name"],
)
def test_a_slip_in_a_rewrite_is_no_origin_of_its_own(printed: tuple[Voice, ...], source: tuple[Voice, ...], *, disputed: bool) -> None:
    items = said(POST_ARTICLE, *source), said(COURIER_ARTICLE, *printed, relation="contradicts"), said(TRIBUNE_ARTICLE, LETTER)
    found = weighed(*items, derivations=(taken("p", "c", "rewrite"),))
    assert (found.disputed, found.marks) == (disputed, () if disputed else ("altered",))
    turned = weighed(
        said(COURIER_ARTICLE, *printed),
        said(POST_ARTICLE, *source, relation="contradicts"),
        said(TRIBUNE_ARTICLE, LETTER, relation="contradicts"),
        derivations=(taken("p", "c", "rewrite"),),
    )
    assert [o.who for o in turned.disputes] == (["Jorunn Vik", "a letter from the yard"] if disputed else ["a letter from the yard"])


def test_a_copy_of_a_slip_is_no_origin_either() -> None:
    items = said(POST_ARTICLE, VIK), said(COURIER_ARTICLE, relation="contradicts"), said(TRIBUNE_ARTICLE, relation="contradicts")
    assert not weighed(*items, derivations=(taken("p", "c", "rewrite"), taken("c", "t"))).disputed


@pytest.mark.parametrize(
    ("voices", "sides"),
    [
        ((VIK, LINE), 2),
        ((VIK, voice("Siri Aune", side="the harbour authority")), 1),
        ((LINE, voice("Odd Berg", side="Norrelund")), 1),
        ((VIK, voice("Odd Berg")), None),
        ((OFFICIALS, OFFICIALS), None),
    ],
    ids=["two", "two people of one", "a company and its man", "one unaffiliated", "none established"],
)
def test_sides_are_the_affiliations_of_the_established(voices: tuple[Voice, Voice], sides: int | None) -> None:
    assert weighed(said(POST_ARTICLE, voices[0]), said(COURIER_ARTICLE, voices[1])).sides == sides


def test_a_claim_in_the_reader_s_words_that_nobody_makes_is_uncorroborated() -> None:
    found = finding(None, None, said(POST_ARTICLE, VIK, relation="denies"))
    assert (found.status, found.origins_min, found.origins_max, found.outlets, found.disputed) == ("uncorroborated", 0, 0, 0, True)


def test_a_denial_supports_itself_and_is_disputed_by_who_asserts() -> None:
    found = weighed(said(POST_ARTICLE, LINE, relation="denies"), said(COURIER_ARTICLE, VIK, relation="contradicts"))
    assert ([o.who for o in found.origins], [o.who for o in found.disputes]) == (["Norrelund Line"], ["Jorunn Vik"])


VOICES = st.sampled_from([(), (VIK,), (voice("Vik"),), (LINE,), (OFFICIALS,), (LETTER,), (voice("Sundry Tribune", "outlet"), OFFICIALS)])
RELATIONS: st.SearchStrategy[Bearing] = st.sampled_from(("supports", "supports", "contradicts", "denies"))
OUTLETS = st.sampled_from([POST, COURIER, TRIBUNE, HERALD, SUNDAY])


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Evidence], tuple[Derivation, ...]]:
    """Up to six statements in as many articles, and derivations among them, some from a wire, some merely possible."""
    count = draw(st.integers(1, 6))
    items = [said(article(f"a{n}", draw(OUTLETS), SENTENCE), *draw(VOICES), relation=draw(RELATIONS)) for n in range(count)]
    items[0] = replace(items[0], relation="supports")
    edges = draw(st.lists(st.tuples(st.integers(-1, count - 1), st.integers(0, count - 1), st.booleans(), st.booleans()), max_size=6))
    names = ["wire:Meridian Wire", *(item.article.id for item in items)]
    return items, tuple(taken(names[a + 1], names[b + 1], certain=c, whole=w) for a, b, c, w in edges if a < b)


@given(cases())
@settings(max_examples=150, deadline=None)
def test_the_interval_holds_and_every_origin_is_somebody_s(case: tuple[list[Evidence], tuple[Derivation, ...]]) -> None:
    items, derivations = case
    found = weighed(*items, derivations=derivations)
    assert 1 <= found.origins_min <= found.origins_max == len(found.origins)
    assert sum(o.level == "established" for o in found.origins) <= found.origins_min
    assert all(o.statements for o in (*found.origins, *found.disputes))
    supporting = sum(item.relation == "supports" for item in items)
    assert sum(len(o.statements) for o in found.origins) == supporting


@given(cases())
@settings(max_examples=60, deadline=None)
def test_the_order_of_evidence_changes_no_number(case: tuple[list[Evidence], tuple[Derivation, ...]]) -> None:
    items, derivations = case
    shuffled = [items[0], *reversed(items[1:])]
    one, two = weighed(*items, derivations=derivations), weighed(*shuffled, derivations=derivations[::-1])
    assert replace(one, evidence=()) == replace(two, evidence=())


@given(cases(), st.data())
@settings(max_examples=150, deadline=None)
def test_adding_a_verbatim_copy_never_raises_the_number_of_origins(
    case: tuple[list[Evidence], tuple[Derivation, ...]], data: st.DataObject
) -> None:
    items, derivations = case
    copied = data.draw(st.sampled_from(items))
    other = article("copy", data.draw(OUTLETS), SENTENCE)
    voices = copied.statement.chain[1:]
    copy = said(other, *voices, relation=copied.relation)
    before = weighed(*items, derivations=derivations)
    after = weighed(*items, copy, derivations=(*derivations, taken(copied.article.id, "copy")))
    assert (after.origins_min, after.origins_max) == (before.origins_min, before.origins_max)
    assert after.outlets >= before.outlets
    assert len(after.disputes) == len(before.disputes)
