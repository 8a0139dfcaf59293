"""The attribution scorer: gold given as the answer scores 1, and voices are compared as its docstrings say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from evals.attribution.bootstrap import Counts, difference
from evals.attribution.chains import answer, aside, cleaned, is_readable
from evals.attribution.chains import score as score_chains
from evals.attribution.score import score
from evals.attribution.spoken import spoken
from evals.compare import Words, fold, is_description, same_voice
from evals.program import Attributed, attributed

Row = dict[str, Any]
CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases/attribution.jsonl").read_text(encoding="utf-8").splitlines()]


def _spans(text: str, quotes: list[str]) -> list[list[int]]:
    return [[text.index(quote), text.index(quote) + len(quote)] for quote in quotes]


def _predicted(case: Row, row: Row) -> Row:
    text = case["text"]
    chain = [
        {"name": name, "kind": kind, "words": _spans(text, [words])[0] if words else None}
        for name, kind, words in zip(row["chain"], row["kinds"], row["words"], strict=True)
    ]
    cue = _spans(text, [row["cue"]])[0] if row["cue"] else None
    return {"content": _spans(text, row["content"]), "cue": cue, "chain": chain, "stance": row["stance"], "directness": row["directness"]}


def test_our_cases_given_as_the_answer_score_one() -> None:
    answers = {case["id"]: Attributed(case["text"], tuple(_predicted(case, row) for row in case["statements"])) for case in CASES}
    tally = score(CASES, answers)
    figures = tally.figures()
    asked = ("content.f1", "soft.f1", "exact.f1", "chain", "speaker", "stance", "directness", "stance denies.f1", "token content.f1")
    assert {name: figures[name] for name in asked} == dict.fromkeys(asked, 1.0)
    assert tally.errors == []


def test_polnear_style_gold_given_as_the_answer_scores_one_also_in_a_trimmed_text() -> None:
    text = 'Headline here\n\n"We go," said Ada Birch, the mayor. The pier is shut, officials say.'
    shut, go = "The pier is shut", '"We go,"'
    parts = [("Ada Birch, the mayor", "said", go), ("officials", "say", shut)]
    gold = {
        "id": "a",
        "text": text,
        "attributions": [{"source": _spans(text, [s]), "cue": _spans(text, [c]), "content": _spans(text, [p])} for s, c, p in parts],
    }
    trimmed = text.removeprefix("Headline here\n\n")
    cues = [_spans(trimmed, [c])[0] for _, c, _ in parts]
    rows = [
        {
            "article": "a",
            "content": _spans(trimmed, [p]),
            "cue": cue,
            "chain": [
                {"name": "X", "kind": "outlet", "words": None},
                {
                    "name": s,
                    "kind": "person",
                    "words": _spans(trimmed, [s])[0],
                    "cue": cue,
                    "content": _spans(trimmed, [p]),
                },
            ],
            "stance": "asserts",
            "directness": "direct",
        }
        for (s, _, p), cue in zip(parts, cues, strict=True)
    ]
    lines = "\n".join(json.dumps(row) for row in [{"article": "a", "text": trimmed}, *rows])
    figures = score([gold], attributed(lines)).figures()
    assert {figures[f"{name}.f1"] for name in ("soft", "exact", "span source", "span cue", "span content")} == {1.0}
    assert figures["n.direct"] == 1
    assert figures["n.unnamed"] == 1


def test_an_answer_with_another_source_is_no_soft_hit() -> None:
    case = next(c for c in CASES if c["id"] == "two-05")
    rows = [_predicted(case, row) for row in case["statements"]]
    rows[1]["chain"][-1] = rows[0]["chain"][-1]
    tally = score([case], {case["id"]: Attributed(case["text"], tuple(rows))})
    assert tally.figures()["soft.recall"] == pytest.approx(0.5)
    assert tally.figures()["content.recall"] == 1
    assert [line for line in tally.errors if line.startswith("source")]


def test_anything_said_in_a_case_without_statements_is_extra() -> None:
    case = next(c for c in CASES if c["id"] == "none-01")
    row: Row = {"content": ["claimed the lives of two guards"], "cue": "claimed", "stance": "asserts", "directness": "indirect"}
    row |= {"chain": [case["outlet"], "the blast"], "kinds": ["outlet", "unnamed"], "words": [None, "the blast"]}
    tally = score([case], {case["id"]: Attributed(case["text"], (_predicted(case, row),))})
    assert tally.figures()["soft.precision"] == 0
    assert tally.errors[0].startswith("extra")


@pytest.mark.parametrize(
    ("predicted", "gold", "same"),
    [
        ("the Harbour Post", "The Harbour Post", True),
        ("Reiss", "Otmar Reiss", False),
        ("Otmar Reiss", "Otmar Reiss", True),
        ("Kerrow’s", "Kerrow", True),
        ("officials", "senior officials in Port Ember", True),
        ("the memo", "An internal memo seen by the paper", True),
        ("the mayor", "two nurses on the ward", False),
        ("Ministry of Health", "Ministry of Defence", False),
    ],
)
def test_voices_are_compared_by_name_and_descriptions_loosely(predicted: str, gold: str, *, same: bool) -> None:
    assert same_voice(predicted, gold) is same


def test_what_describes_and_what_names() -> None:
    assert [is_description(n) for n in ("Ministry of Health", "Pyle & Webb", "two officials", "One of them")] == [False, False, True, True]
    assert fold("The Café's") == "cafe"


def test_the_head_of_a_source_is_the_last_word_of_its_first_noun_chunk() -> None:
    text = "Otmar Reiss, the chairman of the bank; two officials close to the talks"
    words = Words(text)
    assert words.head([(0, 37)]) == 1
    assert words.head([(39, len(text))]) == 8


def _nested(number: int) -> Row:
    return {
        "id": f"c{number}",
        "document": f"d{number}",
        "sentence": "The paper said the envoy told it the bridge was gone.",
        "content": "the bridge was gone",
        "chain": ["(writer)", "The Lantern paper", "the envoy"],
    }


def test_a_chain_is_right_when_every_voice_agrees() -> None:
    case = _nested(1)
    content = _spans(case["sentence"], [case["content"]])
    right = {"content": content, "chain": [{"name": n} for n in ("(writer)", "The paper", "the envoy")]}
    short = {"content": content, "chain": [{"name": n} for n in ("(writer)", "the envoy")]}
    assert score_chains([case], {"c1": Attributed(case["sentence"], (short, right))})[0]["two and more reported voices.chain right"] == 1
    figures, errors = score_chains([case], {"c1": Attributed(case["sentence"], (short,))})
    assert (figures["reported.chain right"], figures["reported.speaker right"]) == (0, 1)
    assert len(errors) == 1


@pytest.mark.parametrize(
    ("sentence", "voices", "least"),
    [
        ("Reiss said the ferry crews want a new pier.", ("Otmar Reiss", "the ferry crews"), 1),
        ("Reiss said the ferry crews had warned of ice.", ("Otmar Reiss", "the ferry crews"), 2),
        ("The town longs for a new pier.", ("the town",), 0),
        ("The pier is lost, said the harbour master.", ("the harbour master",), 1),
        ("According to the Lantern, divers reported a crack.", ("the Lantern", "divers"), 2),
        ("He added that the town was tired of waiting.", ("Otmar Reiss", "the town"), 1),
        ('"We have waited long enough."', ("Otmar Reiss",), 1),
    ],
)
def test_voices_that_want_or_feel_need_not_be_given(sentence: str, voices: tuple[str, ...], least: int) -> None:
    assert spoken(sentence, voices) == least


def test_an_outlet_that_was_told_is_left_out_where_the_corpus_has_none() -> None:
    case = _nested(1) | {"sentence": "The envoy told the Lantern the bridge was gone.", "chain": ["(writer)", "the envoy"]}
    voices = [("(writer)", "own", None), ("The Lantern", "outlet", [10, 14]), ("The envoy", "unnamed", [10, 14])]
    chain = [{"name": name, "kind": kind, "cue": cue} for name, kind, cue in voices]
    given = {"content": _spans(case["sentence"], [case["content"]]), "chain": chain}
    assert answer(case, Attributed(case["sentence"], (given,)))[0] == "in full"


def test_the_cases_set_aside_depend_on_the_documents_alone() -> None:
    cases = [_nested(n) for n in range(400)]
    kept = aside(cases)
    assert len(kept) == 300
    assert aside(cases[::-1]) == kept


def test_the_bootstrap_knows_a_clear_difference_from_none() -> None:
    good = {str(n): Counts(9, 10, 10) for n in range(40)}
    poor = {str(n): Counts(5, 10, 10) for n in range(40)}
    mean, low, high = difference(good, poor)
    assert mean == pytest.approx(0.4)
    assert low == high == pytest.approx(0.4)
    assert difference(good, good) == (0, 0, 0)


def test_the_bootstrap_is_the_same_each_time_and_in_any_order() -> None:
    left = {str(n): Counts(n % 10, 10, 10) for n in range(40)}
    right = {str(n): Counts(n % 7, 10, 10) for n in range(40)}
    assert difference(left, right) == difference(dict(reversed(left.items())), right)


def test_a_case_is_readable_when_its_sentence_has_the_words_of_every_voice() -> None:
    assert is_readable(_nested(1))
    assert not is_readable(_nested(1) | {"chain": ["(writer)", "Meridian Wire", "the envoy"]})


def test_escapes_in_the_corpus_are_undone() -> None:
    assert cleaned(_nested(1) | {"sentence": r"The \npaper\'s envoy"})["sentence"] == "The paper's envoy"
