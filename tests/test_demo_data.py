"""The shipped story, its gold and the attribution cases hold together.

Quotations stand where they are said to, numbers follow the concepts.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import reportedly

CASES = Path(__file__).parent / "cases"
DEMO = Path(reportedly.__file__).parent / "demo"

Row = dict[str, Any]


def _lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


ARTICLES: dict[str, Row] = {row["id"]: row for row in _lines(DEMO / "story.jsonl")}
GOLD: Row = json.loads((CASES / "demo-gold.json").read_text(encoding="utf-8"))
CLAIMS: list[Row] = GOLD["claims"]
ATTRIBUTION = _lines(CASES / "attribution.jsonl")
KINDS = {"person", "organisation", "outlet", "document", "unnamed"}


def _claim_id(claim: Row) -> str:
    return str(claim["id"])


def test_the_story_has_the_shape_and_size_it_promises() -> None:
    assert len(ARTICLES) >= 9
    assert len({row["outlet"] for row in ARTICLES.values()}) >= 7
    for row in ARTICLES.values():
        assert set(row) == {"id", "outlet", "outlet_domain", "url", "title", "published", "byline", "text"}
        assert row["outlet_domain"].endswith(".example")
        assert row["outlet_domain"] in row["url"]
        assert datetime.fromisoformat(row["published"]).tzinfo is not None
        assert 300 <= len(row["text"].split()) <= 600


def test_the_article_to_check_is_one_of_the_story() -> None:
    about = json.loads((DEMO / "story.json").read_text(encoding="utf-8"))
    assert about["check"] == GOLD["check"]
    assert about["check"] in ARTICLES
    assert (DEMO / about["articles"]).is_file()


@pytest.mark.parametrize("claim", CLAIMS, ids=_claim_id)
def test_quotations_of_a_claim_stand_once_in_their_articles(claim: Row) -> None:
    assert ARTICLES[claim["target"]]["text"].count(claim["quote"]) == 1
    for passage in (*claim["others"], *claim["traps"]):
        assert ARTICLES[passage["article"]]["text"].count(passage["quote"]) == 1, passage


@pytest.mark.parametrize("claim", CLAIMS, ids=_claim_id)
def test_chains_start_with_the_outlet(claim: Row) -> None:
    assert claim["chain"][0] == ARTICLES[claim["target"]]["outlet"]
    for passage in claim["others"]:
        assert passage["chain"][0] == ARTICLES[passage["article"]]["outlet"]
        assert passage["article"] != claim["target"]
        assert (passage["stance"] == "denies") == (passage["relation"] == "denies")


@pytest.mark.parametrize("claim", CLAIMS, ids=_claim_id)
def test_numbers_of_a_claim_follow_the_concepts(claim: Row) -> None:
    supporting = {claim["target"], *(p["article"] for p in claim["others"] if p["relation"] == "supports")}
    assert claim["outlets"] == len({ARTICLES[a]["outlet"] for a in supporting})
    levels = Counter(origin["level"] for origin in claim["origins"])
    assert claim["origins_min"] == max(1, levels["established"])
    assert claim["origins_max"] == levels["established"] + levels["possible"]
    assert claim["status"] == _status(claim)


def _status(claim: Row) -> str:
    """The table of `docs/concepts.md`, the first that fits."""
    if claim["origins_min"] >= 2:
        return "corroborated"
    if claim["origins_max"] >= 2:
        return "possibly corroborated"
    return "single origin" if claim["outlets"] >= 2 else "uncorroborated"


@pytest.mark.parametrize("claim", CLAIMS, ids=_claim_id)
def test_unnamed_voices_are_possible_and_named_ones_established(claim: Row) -> None:
    for origin in claim["origins"]:
        named = origin["kind"] in {"person", "organisation", "document"}
        assert (origin["level"] == "established") == named, origin
        assert (", via " in origin["who"]) == (origin["kind"] == "unnamed"), origin


@pytest.mark.parametrize("claim", CLAIMS, ids=_claim_id)
def test_a_dispute_needs_an_origin_of_its_own(claim: Row) -> None:
    speakers = {p["chain"][-1] for p in claim["others"] if p["relation"] != "supports"} - _relays(claim)
    own = {origin["who"] for origin in claim["origins"]}
    assert claim["disputed"] == bool(speakers - own)


def _relays(claim: Row) -> set[str]:
    """Voices that end a printed chain and are followed to somebody else, because they are outlets of the story."""
    return {row["outlet"] for row in ARTICLES.values()} - set(claim["chain"])


def test_every_kind_of_claim_is_there() -> None:
    assert len(CLAIMS) >= 14
    assert {c["status"] for c in CLAIMS} == {"corroborated", "possibly corroborated", "single origin", "uncorroborated"}
    assert {c["disputed"] for c in CLAIMS} == {True, False}
    assert any(len(c["chain"]) == 3 for c in CLAIMS)


@pytest.mark.parametrize("derivation", GOLD["derivations"], ids=lambda d: f"{d['from']} to {d['to']}")
def test_a_derivation_goes_forward_in_time(derivation: Row) -> None:
    source, to = ARTICLES[derivation["from"]], ARTICLES[derivation["to"]]
    assert source["published"] < to["published"]
    assert derivation["kind"] in {"copy", "rewrite", "citation", "credit"}


def test_the_verbatim_copy_is_verbatim() -> None:
    wire, copy = (ARTICLES[i]["text"] for i in ("meridian-wire", "lowmark-today"))
    assert wire.removeprefix("HALLIN (Meridian) — ") == copy


def test_statements_of_the_story_stand_in_their_articles() -> None:
    for statement in GOLD["statements"]:
        text = ARTICLES[statement["article"]]["text"]
        assert statement["chain"][0] == ARTICLES[statement["article"]]["outlet"]
        assert len(statement["surface_chain"]) == len(statement["chain"]) - 1
        assert all(text.count(quote) == 1 for quote in statement["content_quote"]), statement
        assert all(words in text for words in (statement["cue_quote"], *statement["surface_chain"])), statement
    assert GOLD["check"] in {s["article"] for s in GOLD["statements"]}
    assert len({s["article"] for s in GOLD["statements"]}) >= 3


def test_attribution_cases_are_many_and_split_in_halves() -> None:
    parts = Counter(case["part"] for case in ATTRIBUTION)
    assert len(ATTRIBUTION) >= 150
    assert parts["tune"] == parts["held"]
    assert max(Counter(case["id"] for case in ATTRIBUTION).values()) == 1


def test_attribution_cases_quote_their_texts() -> None:
    for case in ATTRIBUTION:
        text = case["text"]
        for statement in case["statements"]:
            assert all(text.count(quote) == 1 for quote in statement["content"]), (case["id"], statement)
            assert all(words is None or words in text for words in (statement["cue"], *statement["words"])), (case["id"], statement)
        assert all(text.count(quote) == 1 for quote in case["optional"]), case["id"]


def test_attribution_cases_follow_the_concepts() -> None:
    for case in ATTRIBUTION:
        for statement in case["statements"]:
            assert statement["chain"][0] == case["outlet"], case["id"]
            assert len(statement["chain"]) == len(statement["kinds"]) == len(statement["words"]), case["id"]
            assert set(statement["kinds"][1:]) <= KINDS, case["id"]
            assert (statement["directness"] == "own") == (len(statement["chain"]) == 1), case["id"]
            assert statement["stance"] in {"asserts", "denies"}, case["id"]
