"""The sentences a reader sees."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import pytest

from reportedly.records import SearchState, Span, Status, Unnamed, Voice, When
from reportedly.report import build, wording

if TYPE_CHECKING:
    from reportedly.records import Finding, Report

SHERMAN = (
    Voice(name="Tidewatch", kind="outlet"),
    Voice(name="Channel North", kind="outlet"),
    Voice(name="The Harbour Post", kind="outlet"),
    Voice(name="Ansa Pohl", kind="person"),
)


def test_a_chain_is_told_from_the_outlet_and_from_the_speaker() -> None:
    assert wording.chain_line(SHERMAN) == "Tidewatch ← Channel North ← The Harbour Post ← Ansa Pohl"
    assert wording.chain_words(SHERMAN) == "Ansa Pohl, as The Harbour Post says, as Channel North says"
    assert wording.chain_words(SHERMAN[::3]) == "Ansa Pohl"
    assert wording.chain_words(SHERMAN[:1]) == "Tidewatch, in its own voice"


@pytest.mark.parametrize(
    ("told", "note"),
    [
        (None, ""),
        (Unnamed(number="two", proximity="insider"), "unnamed, two insiders"),
        (Unnamed(number="one", proximity="witness"), "unnamed, one witness"),
        (Unnamed(number="several", proximity="other"), "unnamed, several"),
        (Unnamed(number="unknown", proximity="official"), "unnamed, officials"),
        (Unnamed(number="unknown", proximity="other"), "unnamed"),
        (Unnamed(number="one", proximity="insider", reason=Span(8, 29)), "unnamed, one insider (“fearing for her post”)"),
    ],
)
def test_what_is_told_of_a_voice_without_a_name(told: Unnamed | None, note: str) -> None:
    text = "A clerk\tfearing for her\n post said so."
    assert wording.unnamed_note(Voice(name="a clerk", kind="unnamed", unnamed=told), text) == note


@pytest.mark.parametrize(
    ("published", "told"),
    [
        (None, "date not known"),
        ("2031-03-04", "4 March 2031"),
        ("2031-03-04T08:30:00Z", "4 March 2031, 08:30"),
        ("2031-12-24T23:05:00+02:00", "24 December 2031, 23:05"),
        ("early spring", "early spring"),
    ],
)
def test_days_are_written_out(published: str | None, told: str) -> None:
    assert wording.day(published) == told


@pytest.mark.parametrize(
    ("low", "high", "told"), [(0, 0, "no origin"), (1, 1, "1 origin"), (2, 2, "2 origins"), (1, 3, "1–3 origins"), (0, 1, "0–1 origins")]
)
def test_intervals(report: Report, low: int, high: int, told: str) -> None:
    assert wording.interval(replace(report.findings[0], origins_min=low, origins_max=high)) == told


@pytest.mark.parametrize(("count", "told"), [(1, "1 article"), (0, "0 articles"), (1204, "1,204 articles")])
def test_numbers_take_their_noun(count: int, told: str) -> None:
    assert wording.number_of(count, "article") == told


def _found(report: Report, words: str) -> Finding:
    return next(f for f in report.findings if words in f.claim.words)


@pytest.mark.parametrize(
    ("words", "sentences"),
    [
        (
            "Forty-one",
            [
                "Corroborated, because 2 origins are established.",
                "The established origins stand on 2 sides: coastguard and Orrinport General Hospital.",
            ],
        ),
        ("warned twice", ["Possibly corroborated, because no origin is established and up to 2 may stand apart."]),
        ("lights had gone out", ["Possibly corroborated, because one origin is established and up to 2 may stand apart."]),
        (
            "raise the ship",
            [
                "The Valley Gazette took it from Meridian Wire and adds no origin.",
                "Altered: an article that carries it says other than its source in the library does.",
            ],
        ),
        (
            "southern channel",
            [
                "Uncorroborated, because no second outlet in the library carries it.",
                "Disputed by Ilse Korhonen (person): an origin of its own.",
            ],
        ),
    ],
)
def test_how_it_was_counted(report: Report, words: str, sentences: list[str]) -> None:
    told = wording.counted(_found(report, words), build.articles(report))
    assert [s for s in sentences if s not in told] == []


def test_what_stands_against_without_an_origin_of_its_own_is_said_not_to_count(report: Report) -> None:
    finding = replace(_found(report, "southern channel"), disputed=False, disputes=())
    assert "Not counted as disputed: what stands against it has no origin of its own." in wording.counted(finding, build.articles(report))


def test_derivations_are_told_in_words(report: Report) -> None:
    known = build.articles(report)
    assert [wording.derivation_words(d, known) for d in report.derivations] == [
        "The Valley Gazette copied part of Meridian Wire, without credit: 43 words alike",
        "Coastline Daily cites The Harbour Post: “a maintenance log seen by The Harbour Post”",
        "Skerry Bulletin cites The Valley Gazette: “The Valley Gazette says”",
        (
            "Channel North may have reworded part of Northern Press Union (whose own text is not in the library), without credit: "
            "12 words in passages of the same matter"
        ),
    ]


def test_a_search_that_failed_is_never_silence(report: Report) -> None:
    for state in get_args(SearchState):
        searches = tuple(replace(s, state=state) for s in report.coverage.searches)
        told = wording.coverage_words(replace(report, coverage=replace(report.coverage, searches=searches)))
        assert ("Not searched" in told) == (state in {"refused", "failed"})
        assert all(s.name in wording.search_words(s) for s in searches)


def test_a_library_that_holds_nothing_else_is_told_as_such(report: Report) -> None:
    empty = replace(report, coverage=replace(report.coverage, articles=0))
    assert wording.coverage_words(empty) == "The library holds no other article: there was nothing to search."
    failed = replace(empty, coverage=replace(empty.coverage, searches=(replace(empty.coverage.searches[0], state="failed"),)))
    assert "Not searched" in wording.coverage_words(failed)


def test_a_day_left_open_says_why() -> None:
    left_open = When(start=None, end=None, words=Span(0, 9), how="no published date")
    assert wording.when_words(left_open) == "on a day left open (no published date)"
    assert wording.when_words(replace(left_open, start="2031-03-01", end="2031-03-04")) == "between 1 March 2031 and 4 March 2031"


def test_split_quotations_show_the_cut_and_lose_the_comma_before_the_cue(report: Report) -> None:
    known = build.articles(report)
    shown = [wording.claim_words(f, known) for f in report.findings]
    assert "“Nobody on that bridge was told the set could not be relied on, … We will be asking why.”" in shown
    assert "“Our engineers signed the ship off on Sunday”" in shown


def test_no_sentence_judges(report: Report) -> None:
    known = build.articles(report)
    told = [
        sentence for f in report.findings for status in get_args(Status) for sentence in wording.counted(replace(f, status=status), known)
    ]
    assert not re.search(r"\b(true|false|verified|debunked|fake|lie)\b", " ".join(told), re.IGNORECASE)
