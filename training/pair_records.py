"""Pairs for the relation model: public sets, set aside by a stable hash of the left text, and the extra pairs that are only trained on."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator
    from pathlib import Path

#: The order of the model's three outputs.
LABELS = ("supports", "contradicts", "unrelated")
SUPPORTS, CONTRADICTS, UNRELATED = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
HARD = dict(zip(LABELS, (SUPPORTS, CONTRADICTS, UNRELATED), strict=True))
#: Public sets in the shape of `compare`; the number says how often a pair is seen in an epoch.
SETS = {
    "mnli-dev": 1, "snli-dev": 1, "sick-train": 1, "anli-dev": 1, "covidfact": 1,
    "factcheck-gpt": 1, "healthver-dev": 2, "check-covid-train": 2, "check-covid-dev": 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """How `right` bears on `left`, as a distribution over `LABELS`."""

    left: str
    right: str
    target: tuple[float, float, float]
    source: str


def bucket(text: str) -> int:
    """Return a number from 0 to 99 that depends on the text alone.

    Below 10 is set aside; of that, even numbers calibrate and odd ones measure.
    """
    return int(hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:8], 16) % 100


def read_lines(path: Path) -> Iterator[dict[str, object]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def public(data: Path) -> tuple[list[Pair], list[Pair]]:
    """Pairs to train on and pairs set aside, of all public sets; no set-aside pair is trained on turned round either."""
    training: list[Pair] = []
    aside: list[Pair] = []
    for name in SETS:
        for row in read_lines(data / "pairs" / f"{name}.jsonl"):
            pair = Pair(str(row["left"]), str(row["right"]), HARD[str(row["relation"])], name)
            (aside if bucket(pair.left) < 10 else training).append(pair)
    held = {frozenset((p.left, p.right)) for p in aside}
    return [p for p in training if frozenset((p.left, p.right)) not in held], aside


def thinned(pairs: list[Pair], rng: random.Random) -> list[Pair]:
    """The training pairs of one epoch: sets whose classes are lopsided are evened out, small ones are repeated."""
    drop = {("covidfact", CONTRADICTS): 0.55, ("factcheck-gpt", UNRELATED): 0.5, ("sick-train", UNRELATED): 0.4}
    chosen = [p for p in pairs if rng.random() >= drop.get((p.source, p.target), 0.0)]
    return [p for p in chosen for _ in range(SETS.get(p.source, 1))]


def paraphrases(data: Path) -> Iterator[Pair]:
    """News sentence pairs of MRPC, both ways; a pair that is no paraphrase mostly shares its topic and differs in what it tells."""
    for part in ("train", "test"):
        with (data / "mrpc" / f"msr_paraphrase_{part}.txt").open(encoding="utf-8-sig") as lines:
            for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row[0] in {"0", "1"}:
                    target = (0.9, 0.02, 0.08) if row[0] == "1" else (0.15, 0.1, 0.75)
                    yield Pair(row[3], row[4], target, "mrpc")
                    yield Pair(row[4], row[3], target, "mrpc")


def overlap(left: str, right: str) -> float:
    """The share of the shorter text's words that the other has."""
    a, b = ({w.strip(".,:;'\"").lower() for w in t.split()} for t in (left, right))
    return len(a & b) / max(1, min(len(a), len(b)))


def same_story(data: Path) -> Iterator[Pair]:
    """Sentences of two outlets on one story that do not share most words: topic, people and words alone are no support."""
    for row in read_lines(data / "claimdiff" / "train.jsonl"):
        left, right = str(row["left"]), str(row["right"])
        if row["effect"] != "strengthens" and overlap(left, right) < 0.5:
            yield Pair(left, right, UNRELATED, "claimdiff")
        elif overlap(left, right) < 0.2:
            yield Pair(left, right, (0.1, 0.0, 0.9), "claimdiff")


def rumours(data: Path) -> Iterator[Pair]:
    """Headlines against the rumours they spread, debunk or watch; two claims in five are kept for measuring."""
    targets = {"for": (0.85, 0.0, 0.15), "against": (0.02, 0.86, 0.12), "observing": (0.2, 0.05, 0.75)}
    for row in read_lines(data / "rumours" / "headlines.jsonl"):
        if bucket(str(row["claim"])) >= 40:
            yield Pair(str(row["claim"]), str(row["headline"]), targets[str(row["stance"])], "rumours")


def extra(data: Path) -> list[Pair]:
    """All pairs from sources without labels of our kind; none stands in a set-aside part."""
    sources: Iterable[Iterator[Pair]] = (paraphrases(data), same_story(data), rumours(data))
    return [p for source in sources for p in source]


def taught(path: Path) -> list[Pair]:
    """The pairs that the teacher labelled, as `teach.py` writes them."""
    rows = ((str(r["left"]), str(r["right"]), r["target"]) for r in read_lines(path))
    return [Pair(left, right, (float(t[0]), float(t[1]), float(t[2])), "taught") for left, right, t in rows]
