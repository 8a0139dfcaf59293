"""Measure `compare`: macro-F1 and calibration on the set-aside part of the pairs, distortions called support, pairs a second.

The set-aside part is a tenth of every set, by a hash of the left text, as in `training/pair_records.py`; it needs `--data`. The distortions
need nothing: they were written for the project, and their `held` half is looked at only here.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from figures import prf, record, share, table
from reportedly.match import Passage, compare
from reportedly.models.cascade import load_pairs

if TYPE_CHECKING:
    from reportedly.match import Judge
    from reportedly.records import Match

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "src" / "reportedly" / "models" / "weights" / "pairs"
DISTORTIONS = HERE / "distortions.jsonl"
LABELS = ("supports", "contradicts", "unrelated")
BINS = 10
#: Per cent of the left texts.
ASIDE = 10
#: Per cent of the rumours whose headlines were never trained on.
KEPT = 40


@dataclass(frozen=True, slots=True)
class Case:
    """One pair, what it is, and what the program says."""

    kind: str
    gold: str
    match: Match

    @property
    def best(self) -> str:
        """The relation of the highest score, where "unsure" is no answer."""
        return max(LABELS, key=lambda label: getattr(self.match.scores, label))


def share_of(text: str) -> int:
    """A number from 0 to 99 that depends on the text alone."""
    return int(hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:8], 16) % 100


def is_aside(left: str) -> bool:
    """Whether a pair with this left text was never trained on."""
    return share_of(left) < ASIDE


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def judged(rows: list[dict[str, str]], model: Judge, kind: str = "kind") -> list[Case]:
    """Compare every row."""
    return [Case(row.get(kind, ""), row["relation"], compare(Passage(row["left"]), Passage(row["right"]), model)) for row in rows]


def macro_f1(gold: list[str], got: list[str]) -> float:
    """Mean F1 of the relations that occur."""
    scores = []
    for label in sorted(set(gold)):
        hits = sum(g == label == p for g, p in zip(gold, got, strict=True))
        scores.append(2 * hits / max(1, gold.count(label) + got.count(label)))
    return sum(scores) / max(1, len(scores))


def calibration_error(cases: list[Case]) -> float:
    """Expected calibration error of the best relation, in ten bins."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for case in cases:
        sure = max(case.match.scores.supports, case.match.scores.contradicts, case.match.scores.unrelated)
        bins[min(BINS - 1, int(sure * BINS))].append((sure, case.best == case.gold))
    return sum(abs(sum(ok for _, ok in b) - sum(s for s, _ in b)) for b in bins.values()) / max(1, len(cases))


def pairs(data: Path, model: Judge) -> dict[str, float]:
    """Figures of the set-aside pairs, set by set, and of all of them."""
    figures: dict[str, float] = {}
    everything: list[Case] = []
    started = time.perf_counter()
    for path in sorted((data / "pairs").glob("*.jsonl")):
        cases = judged([row for row in read(path) if is_aside(row["left"])], model)
        gold = [case.gold for case in cases]
        figures[f"{path.stem}.f1"] = macro_f1(gold, [case.best for case in cases])
        figures[f"{path.stem}.f1 with unsure"] = macro_f1(gold, [case.match.relation for case in cases])
        figures[f"n.{path.stem}"] = float(len(cases))
        everything += cases
    spent = time.perf_counter() - started
    called = [case for case in everything if case.match.relation == "supports"]
    figures["calibration error"] = calibration_error(everything)
    figures["supports.precision"] = share(sum(case.gold == "supports" for case in called), len(called))
    figures["unsure"] = share(sum(case.match.relation == "unsure" for case in everything), len(everything))
    print(f"{len(everything) / spent:.0f} pairs/s, features and model, one after the other")
    return figures


def headlines(data: Path, model: Judge) -> dict[str, float]:
    """Headlines against the rumours they spread, debunk or watch, for the two claims in five that were never trained on."""
    meant = {"for": "supports", "against": "contradicts", "observing": "unrelated"}
    rows = [row for row in read(data / "rumours" / "headlines.jsonl") if share_of(row["claim"]) < KEPT]
    cases = judged([{"left": row["claim"], "right": row["headline"], "relation": meant[row["stance"]]} for row in rows], model)
    gold, got = [case.gold for case in cases], [case.match.relation for case in cases]
    figures = {"rumours.f1": macro_f1(gold, got), "n.rumours": float(len(cases))}
    for label in LABELS:
        hit = sum(g == p == label for g, p in zip(gold, got, strict=True))
        figures |= prf(f"rumours.{label}", hit, got.count(label), gold.count(label))
    return figures


def distortions(part: str, model: Judge) -> dict[str, float]:
    """Share of each kind called support; every slip is printed."""
    rows = [row for row in read(DISTORTIONS) if row["part"] == part]
    cases = judged(rows, model)
    figures = {}
    faithful = {"paraphrase", "says more"}
    for kind in sorted({case.kind for case in cases}):
        these = [case for case in cases if case.kind == kind]
        figures[f"{part}.{kind} called support"] = share(sum(c.match.relation == "supports" for c in these), len(these))
        figures[f"n.{part}.{kind}"] = len(these)
    for name, wanted in (("distortions", False), ("paraphrases", True)):
        these = [case for case in cases if (case.kind in faithful) == wanted]
        figures[f"{part}.{name} called support"] = share(sum(c.match.relation == "supports" for c in these), len(these))
    for row, case in zip(rows, cases, strict=True):
        if (case.match.relation == "supports") != (case.gold == "supports"):
            print(f"{row['id']} {case.kind}, called {case.match.relation}\n  {row['left']}\n  {row['right']}")
    return figures


def main() -> None:
    """Print and record the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with pairs/; without it only the distortions are measured")
    parser.add_argument("--model", type=Path, default=WEIGHTS)
    parser.add_argument("--part", choices=("tune", "held"), default="held")
    args = parser.parse_args()
    model = load_pairs(args.model)
    figures = distortions(args.part, model)
    if args.data:
        figures |= pairs(args.data, model) | headlines(args.data, model)
    print(table(figures))
    record(f"relations-{args.part}", figures, made_by=dict(model.made_of))


if __name__ == "__main__":
    main()
