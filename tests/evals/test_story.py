"""The story scorer: a perfect answer scores 1 throughout, and each slip costs what it should and is named."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from evals.program import Attributed
from evals.story import DEMO, Outputs, score

Row = dict[str, Any]
ARTICLES: dict[str, Row] = {row["id"]: row for row in map(json.loads, DEMO[0].read_text(encoding="utf-8").splitlines())}
GOLD: Row = json.loads(Path(DEMO[1]).read_text(encoding="utf-8"))


def _spans(article: str, quotes: list[str]) -> list[list[int]]:
    text = ARTICLES[article]["text"]
    return [[text.index(quote), text.index(quote) + len(quote)] for quote in quotes]


def _statement(article: str, quotes: list[str], chain: list[str], stance: str, directness: str = "indirect") -> Row:
    return {
        "article": article,
        "content": _spans(article, quotes),
        "chain": [{"name": name} for name in chain],
        "stance": stance,
        "directness": directness,
    }


def _finding(claim: Row) -> Row:
    evidence = [
        {
            "article": {"id": other["article"]},
            "content": _spans(other["article"], [other["quote"]]),
            "relation": other["relation"],
            "words": other["quote"],
        }
        for other in claim["others"]
    ]
    origins = {"min": claim["origins_min"], "max": claim["origins_max"], "list": claim["origins"]}
    answers = {name: claim[name] for name in ("status", "disputed", "outlets", "sides")}
    statement = _statement(claim["target"], [claim["quote"]], claim["chain"], claim["stance"])
    return {"statement": statement, "origins": origins, "evidence": evidence, **answers}


def perfect() -> Outputs:
    said = {
        article: Attributed(
            row["text"],
            tuple(
                _statement(article, s["content_quote"], s["chain"], s["stance"], s["directness"])
                for s in GOLD["statements"]
                if s["article"] == article
            ),
        )
        for article, row in ARTICLES.items()
    }
    reports = {
        target: {"article": {"text": ARTICLES[target]["text"]}, "findings": [_finding(c) for c in GOLD["claims"] if c["target"] == target]}
        for target in sorted({c["target"] for c in GOLD["claims"]})
    }
    derivations = [{**d, "whole": d["whole_article"]} for d in GOLD["derivations"]]
    return Outputs(said, {"derivations": derivations}, reports)


def test_a_perfect_answer_scores_one_throughout() -> None:
    figures, errors = score(copy.deepcopy(GOLD), perfect())
    assert {name: value for name, value in figures.items() if not name.startswith("n.") and value < 1} == {}
    assert errors == []


def test_saying_nothing_scores_nought_and_names_everything() -> None:
    said = {article: Attributed(row["text"], ()) for article, row in ARTICLES.items()}
    reports: dict[str, Row] = {c["target"]: {"article": {"text": ""}, "findings": []} for c in GOLD["claims"]}
    figures, errors = score(GOLD, Outputs(said, {"derivations": []}, reports))
    assert {name for name, value in figures.items() if value} <= {"n.statements", "n.derivations", "n.claims", "claims.traps avoided"}
    assert len(errors) == len(GOLD["statements"]) + len(GOLD["derivations"]) + len(GOLD["claims"])


@pytest.mark.parametrize(
    ("figure", "slip"),
    [
        ("claims.status", {"status": "corroborated"}),
        ("claims.disputed", {"disputed": True}),
        ("claims.origins", {"origins": {"min": 1, "max": 2, "list": []}}),
        ("claims.outlets", {"outlets": 7}),
    ],
)
def test_a_slip_in_one_finding_costs_that_question_alone(figure: str, slip: Row) -> None:
    outputs = perfect()
    claim = next(c for c in GOLD["claims"] if c["status"] == "uncorroborated" and not c["disputed"])
    finding = next(f for f in outputs.reports[claim["target"]]["findings"] if f["statement"]["chain"][-1]["name"] == claim["chain"][-1])
    finding.update(slip)
    figures, errors = score(GOLD, outputs)
    one_less = pytest.approx(1 - 1 / len(GOLD["claims"]))
    assert figures[figure] == one_less
    assert figures["claims.both"] == (one_less if figure in {"claims.status", "claims.disputed"} else 1)
    assert len(errors) == 1
    assert claim["id"] in errors[0]


def test_a_surname_is_not_the_full_name() -> None:
    outputs = perfect()
    voices = [s["chain"][-1] for said in outputs.attributed.values() for s in said.statements if s["chain"][-1]["name"] == "Helen Marr"]
    for voice in voices:
        voice["name"] = "Marr"
    figures, _ = score(GOLD, outputs)
    assert figures["statements.speaker"] == pytest.approx(1 - len(voices) / len(GOLD["statements"]))
    assert figures["statements.recall"] == 1


def test_a_denial_taken_for_an_assertion_costs_the_denials() -> None:
    outputs = perfect()
    denial = next(s for said in outputs.attributed.values() for s in said.statements if s["stance"] == "denies")
    denial["stance"] = "asserts"
    figures, errors = score(GOLD, outputs)
    assert figures["denials.recall"] < 1
    assert figures["denials.precision"] == 1
    assert any(line.startswith("stance") for line in errors)


def test_a_trap_taken_for_evidence_is_named() -> None:
    outputs = perfect()
    claim = next(c for c in GOLD["claims"] if any(t["article"] != c["target"] for t in c["traps"]))
    trap = claim["traps"][0]
    finding = next(
        f for f in outputs.reports[claim["target"]]["findings"] if f["statement"]["content"] == _spans(claim["target"], [claim["quote"]])
    )
    finding["evidence"].append(
        {"article": {"id": trap["article"]}, "content": _spans(trap["article"], [trap["quote"]]), "relation": "supports", "words": ""}
    )
    figures, errors = score(GOLD, outputs)
    assert figures["claims.traps avoided"] < 1
    assert figures["claims.evidence.precision"] < 1
    assert any("is a trap" in line for line in errors)
