"""The models that ship: that they are what their cards say, and that together they still do what they did on the project's own cases."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reportedly.attribute import attribute
from reportedly.errors import ModelError
from reportedly.ingest import load_outlets
from reportedly.models.card import check_folder
from reportedly.models.tagger import Tagger
from reportedly.records import Article, Outlet
from reportedly.text.names import fold
from reportedly.text.sentences import words

if TYPE_CHECKING:
    from reportedly.records import Statement

WEIGHTS = Path(str(files("reportedly.models"))) / "weights"
CASES = Path(__file__).parent / "cases" / "attribution.jsonl"
#: Share of the cases' attributed statements that must be found, and found with the right speaker: just under what was measured.
FLOORS = {"tune": (0.95, 0.87), "held": (0.86, 0.64)}


@pytest.mark.parametrize("name", ["pairs", "pairs/quick", "tagger", "vectors"])
def test_weights_are_those_of_the_card(name: str) -> None:
    assert check_folder(WEIGHTS / name)


def test_another_file_under_the_same_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "weights.bin").write_bytes(b"other")
    (tmp_path / "card.json").write_text(json.dumps({"files": {"weights.bin": "0" * 64}}), "utf-8")

    with pytest.raises(ModelError, match="SHA-256"):
        check_folder(tmp_path)


@pytest.mark.parametrize("part", ["tune", "held"])
def test_attribution_holds_its_floor(part: str) -> None:
    tagger, outlets = Tagger.load(WEIGHTS / "tagger"), load_outlets()
    wanted = found = spoken = 0
    for case in (json.loads(line) for line in CASES.read_text("utf-8").splitlines()):
        if case["part"] == part:
            article = Article(id=case["id"], outlet=Outlet.unlisted(case["outlet"]), text=case["text"], published=case["published"])
            statements = attribute(article, tagger=tagger, outlets=outlets)
            for gold in (s for s in case["statements"] if len(s["chain"]) > 1):
                best = max(statements, key=lambda s: overlap(s, article, gold), default=None)
                wanted += 1
                if best and overlap(best, article, gold) >= 0.5:
                    found += 1
                    spoken += fold(best.speaker.name) == fold(gold["chain"][-1]) and best.stance == gold["stance"]
    floor_found, floor_spoken = FLOORS[part]

    assert found / wanted >= floor_found
    assert spoken / wanted >= floor_spoken


def test_nothing_is_attributed_where_nobody_puts_anything_forward() -> None:
    """Scare quotes, titles, reports as things, silences, and cues that are negated: the cases `none-` for development."""
    tagger, outlets = Tagger.load(WEIGHTS / "tagger"), load_outlets()
    cases = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    silent = [case for case in cases if case["id"].startswith("none-") and case["part"] == "tune"]
    loud = []
    for case in silent:
        article = Article(id=case["id"], outlet=Outlet.unlisted(case["outlet"]), text=case["text"])
        loud += [(case["id"], s.speaker.name) for s in attribute(article, tagger=tagger, outlets=outlets) if not s.is_own]

    assert len(silent) >= 14
    assert [] == loud


def overlap(statement: Statement, article: Article, gold: dict[str, Any]) -> float:
    """Jaccard overlap of the words of two contents."""
    one = {w.of(article.text[s.start : s.end]).lower() for s in statement.content for w in words(s.of(article.text))}
    other = {w.of(quote).lower() for quote in gold["content"] for w in words(quote)}
    return len(one & other) / len(one | other) if one | other else 0.0
