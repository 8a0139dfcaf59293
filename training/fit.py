"""Fit what stands behind a tagger: the cutting of source and content, the confidence, and the operating point (`fitted.json`).

The tagger's 60 tuning articles, which it was not trained on, give the weights; the operating point is chosen and the calibration
measured on the development articles. Source and content are a linear-chain conditional random field over words (`attribute/cut.py`),
the confidence a logistic regression over the signs of `models/fitted.py` on whether content and source are right (`soft` of
`evals/attribution/score.py`). To be run again for every new tagger, from the root of the tree with `src` on the path.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from evals.attribution.calibration import calibration_error
from evals.attribution.relations import Reader, polnear_gold
from evals.attribution.score import paired, same_source

from reportedly.attribute.cut import Window, features
from reportedly.attribute.tag import candidates, cue_ranges
from reportedly.models.fitted import BORDERS, CUTS, EVIDENCE, SIGNS, Fitted
from reportedly.models.tagger import Tagger
from reportedly.text.sentences import paragraphs

TUNING = 60
#: Strength of the pull of the weights to nought: of the cutting, of the confidence.
PULL, PULL_SIGNS = 0.001, 1.0
#: What entering a content is made easier by than the likeliest course says: F1 wants more than likelihood. Chosen on the tuning articles.
EASE = 1.0
#: Sequences are trained in batches of like length.
BATCH = 220
LEASTS = [n / 100 for n in range(10, 50, 5)]


class Sequence(NamedTuple):
    """The words of one cue's window: evidence, borders, which belong to the cue, and the gold state of each."""

    evidence: np.ndarray
    borders: np.ndarray
    in_cue: np.ndarray
    states: np.ndarray


def sequences(article: dict, reading: object) -> list[Sequence]:
    """The words around every found cue that the gold has too, with their gold states."""
    out, text = [], article["text"]
    windows: dict[tuple[int, int], Window] = {}
    for start, end in cue_ranges(reading, text):
        first, links = reading.link(start, end)
        place = (first, first + links.shape[1])
        window = windows.setdefault(place, Window.of(reading, text, *place))
        low, high = reading.pieces[start].start, reading.pieces[end - 1].end
        gold = max(article["attributions"], key=lambda a: overlap(a["cue"], low, high), default=None)
        if gold is None or not overlap(gold["cue"], low, high) or not gold["content"]:
            continue
        evidence, borders, in_cue = features(window, links, (start, end))
        edges = [
            (reading.pieces[first + a].start, reading.pieces[first + b - 1].end)
            for a, b in zip(window.edges, window.edges[1:], strict=False)
        ]
        states = [1 if overlap(gold["source"], s, e) else 2 if overlap(gold["content"], s, e) else 0 for s, e in edges]
        out.append(Sequence(evidence, borders, in_cue, np.where(in_cue, 0, states)))
    return out


def overlap(spans: list[list[int]], low: int, high: int) -> int:
    """How many characters of a range lie in the spans."""
    return sum(max(0, min(e, high) - max(s, low)) for s, e in spans)


def padded(batch: list[Sequence]) -> list[torch.Tensor]:
    """The sequences as tensors of one length, with a mask of what is real."""
    width = max(len(s.states) for s in batch)

    def stack(index: int, kind: torch.dtype) -> torch.Tensor:
        parts = [torch.tensor(s[index], dtype=kind) for s in batch]
        return torch.stack([torch.nn.functional.pad(p, (*(0, 0) * (p.dim() - 1), 0, width - len(p))) for p in parts])

    real = torch.tensor([[i < len(s.states) for i in range(width)] for s in batch])
    return [stack(0, torch.float32), stack(1, torch.float32), stack(2, torch.bool), stack(3, torch.long), real]


def loss_of(batch: list[torch.Tensor], evidence: torch.Tensor, borders: torch.Tensor) -> torch.Tensor:
    """Negative log-likelihood of the gold courses of a batch, summed; a hopeless one counts no more than 60."""
    seen, between, in_cue, states, real = batch
    worth = torch.cat([torch.zeros(*seen.shape[:2], 1), seen @ evidence.T], -1) - 50.0 * in_cue[..., None] * torch.tensor([0.0, 1.0, 1.0])
    costs = torch.einsum("bnf,xyf->bnxy", between, borders)
    total = worth[:, 0]
    for t in range(1, worth.shape[1]):
        total = torch.where(real[:, t, None], torch.logsumexp(total[:, :, None] + costs[:, t], 1) + worth[:, t], total)
    rows, places = torch.arange(len(worth))[:, None], torch.arange(1, worth.shape[1])[None]
    gold = (worth.gather(2, states[..., None])[..., 0] * real).sum(1)
    gold = gold + (costs[rows, places, states[:, :-1], states[:, 1:]] * real[:, 1:]).sum(1)
    return (torch.logsumexp(total, 1) - gold).clamp(max=60).sum()


def cutting(found: list[Sequence], steps: int) -> tuple[np.ndarray, np.ndarray]:
    """Fit the weights of evidence and borders."""
    found = sorted(found, key=lambda s: len(s.states))
    batches = [padded(found[i : i + BATCH]) for i in range(0, len(found), BATCH)]
    apart = (1 - torch.eye(3))[:, :, None]
    evidence, borders = torch.zeros(2, len(EVIDENCE)), torch.zeros(3, 3, len(BORDERS))
    evidence[0, 1] = evidence[1, 2] = 0.6
    evidence[0, 3] = evidence[1, 4] = 0.3
    borders[:, :, 0] = -1.5
    for weights in (evidence, borders):
        weights.requires_grad_()
    optimiser = torch.optim.LBFGS([evidence, borders], max_iter=steps, history_size=15, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = PULL * ((evidence**2).sum() + ((borders * apart) ** 2).sum())
        loss.backward()
        for batch in batches:
            part = loss_of(batch, evidence, borders * apart) / len(found)
            part.backward()
            loss = loss.detach() + part.detach()
        print(f"loss {loss.item():.4f}", flush=True)
        return loss

    optimiser.step(closure)
    table = (borders * apart).detach().numpy()
    table[:2, 2, 0] += EASE
    return evidence.detach().numpy(), table


def judged(articles: list[dict], tagger: Tagger, fitted: Fitted) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """The signs of every candidate, whether it is right, and its article."""
    signs, right, ids = [], [], []
    for article in articles:
        text = article["text"]
        found = list(candidates(replace(tagger.read(text, paragraphs(text)), fitted=fitted), text))
        reader = Reader(text)
        relations = [reader.relation({"source": f.source[:1], "cue": [f.cue], "content": f.content}, ()) for f, _ in found]
        gold = polnear_gold(article)
        hits = {p for g, p in paired(relations, gold).items() if same_source(relations[p], gold[g])}
        signs += [s for _, s in found]
        right += [i in hits for i in range(len(found))]
        ids += [article["id"]] * len(found)
    return np.array(signs, dtype=float), np.array(right, dtype=float), ids


def logistic(signs: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression, pulled to nought on the scale of each sign, by Newton's method."""
    mean, spread = signs.mean(0), signs.std(0) + 1e-9
    mean[0], spread[0] = 0.0, 1.0
    scaled, weights = (signs - mean) / spread, np.zeros(signs.shape[1])
    pull = PULL_SIGNS * (np.arange(len(weights)) > 0)
    for _ in range(30):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (chance - right) + pull * weights
        weights -= np.linalg.solve((scaled * (chance * (1 - chance))[:, None]).T @ scaled + np.diag(pull + 1e-6), slope)
    out = weights / spread
    out[0] = weights[0] - (weights * mean / spread)[1:].sum()
    return out


def points(chance: np.ndarray, right: np.ndarray, gold: int) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of the candidates at every operating point."""
    out = {}
    for least in LEASTS:
        kept = right[chance >= least]
        precision, recall = float(kept.mean()), float(kept.sum()) / gold
        out[f"{least:.2f}"] = {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)}
    return {least: {name: round(value, 4) for name, value in row.items()} for least, row in out.items()}


def chosen(table: dict[str, dict[str, float]]) -> float:
    """The lowest operating point with nearly the best F1 at which three of four are right: what is missed nobody can look at twice."""
    best = max(row["f1"] for row in table.values())
    fitting = [least for least, row in table.items() if row["f1"] >= best - 0.005 and row["precision"] >= 0.75]
    return float(min(fitting, default=max(table, key=lambda least: table[least]["f1"])))


def named(evidence: np.ndarray, borders: np.ndarray, confidence: np.ndarray, least: float) -> dict:
    """The weights by their names."""

    def table(names: tuple[str, ...], weights: np.ndarray) -> dict[str, float]:
        return {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}

    ways = [(one, other) for one in range(3) for other in range(3) if one != other]
    return {
        "evidence": {CUTS[role + 1]: table(EVIDENCE, evidence[role]) for role in range(2)},
        "borders": {f"{CUTS[one]} to {CUTS[other]}": table(BORDERS, borders[one, other]) for one, other in ways},
        "confidence": {"weights": table(SIGNS, confidence), "operating point": {"least": least}},
    }


def main() -> None:
    """Fit, choose, write `fitted.json`, and put its digest into the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tagger", type=Path, required=True, help="the tagger's folder")
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl and dev.jsonl in the shape of PolNeAR")
    parser.add_argument("--least", type=float, help="the operating point; without it, it is chosen on the development articles")
    parser.add_argument("--steps", type=int, default=40)
    args = parser.parse_args()
    articles, dev = (
        [json.loads(line) for line in (args.data / f"{part}.jsonl").read_text("utf-8").splitlines()] for part in ("train", "dev")
    )
    random.Random(7).shuffle(articles)
    tuning = articles[:TUNING]
    path = args.tagger / "fitted.json"
    if not path.exists():
        put(args.tagger, named(np.zeros((2, len(EVIDENCE))), np.zeros((3, 3, len(BORDERS))), np.zeros(len(SIGNS)), 0.0))
    tagger = Tagger.load(args.tagger)
    evidence, borders = cutting([s for a in tuning for s in sequences(a, tagger.read(a["text"], paragraphs(a["text"])))], args.steps)
    loose = Fitted.of(named(evidence, borders, np.zeros(len(SIGNS)), 0.0))
    weights = logistic(*judged(tuning, tagger, loose)[:2])
    signs, right, _ = judged(dev, tagger, loose)
    chance = 1 / (1 + np.exp(-signs @ weights))
    table = points(chance, right, sum(len(polnear_gold(a)) for a in dev))
    least = args.least if args.least is not None else chosen(table)
    made = named(evidence, borders, weights, least)
    made["confidence"]["operating point"] |= {
        "chosen on": "the development articles of PolNeAR, over all candidates: the lowest within half a point of the best F1 of `soft` "
        "at which three of four are right; the weights were fitted on 60 other articles",
        "at": table,
        "calibration error": round(calibration_error(chance, right), 4),
    }
    put(args.tagger, made)
    print(json.dumps(made["confidence"], indent=1))


def put(folder: Path, made: dict) -> None:
    """Write `fitted.json`, and its digest into the card."""
    raw = (json.dumps(made, indent=1) + "\n").encode()
    (folder / "fitted.json").write_bytes(raw)
    card = json.loads((folder / "card.json").read_text("utf-8"))
    card["files"] = dict(sorted((card["files"] | {"fitted.json": hashlib.sha256(raw).hexdigest()}).items()))
    (folder / "card.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
