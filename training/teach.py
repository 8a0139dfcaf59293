"""Let the teacher label pairs without labels, for the small relation model to learn from (Hinton et al. 2015)."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import torch
from safetensors.torch import load_file

from pair_records import Pair, extra, public
from pairs import Encoded, PairReader, encoded, encoder_of, evaluate, logits_of, tokenizer_of
from reportedly.models.vectors import Vectors
from unlabelled import pool

Numbered = tuple[int, Encoded]
#: Softens the teacher's answers: they are surer than they are right.
TEMPERATURE = 1.5


@torch.no_grad()
def labelled_by(model: PairReader, rows: list[Numbered]) -> dict[int, list[float]]:
    """The teacher's distribution of each numbered row, read in batches of like length."""
    rows = sorted(rows, key=lambda r: len(r[1][0]))
    out: dict[int, list[float]] = {}
    started = time.time()
    for start in range(0, len(rows), 48):
        some = rows[start : start + 48]
        shares = (logits_of(model, [row for _, row in some]) / TEMPERATURE).softmax(-1)
        out |= {number: [round(x, 4) for x in share] for (number, _), share in zip(some, shares.tolist(), strict=True)}
        if start % 4800 == 0:
            print(f"{start}/{len(rows)} {time.time() - started:.0f}s", flush=True)
    return out


def main() -> None:
    """Measure the teacher on the set-aside pairs, then label."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--teacher", type=Path, required=True, help="model.safetensors of pairs.py")
    parser.add_argument("--vectors", type=Path, required=True, help="folder of the vector model, to find what lies near")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="JSON Lines of left, right, target")
    args = parser.parse_args()
    model = PairReader(encoder_of(args.base, frozen=0))
    model.load_state_dict(load_file(args.teacher))
    model.eval()
    tokenizer = tokenizer_of(args.base, 144)
    labelled, aside = public(args.data)
    weak = [(p.left, p.right) for p in extra(args.data) if p.source == "mrpc"][::2]
    pairs = weak + pool(args.data, labelled, {p.left for p in aside}, Vectors.load(args.vectors).of)
    print(len(pairs), "pairs to label", flush=True)
    rows = list(enumerate(encoded(tokenizer, [Pair(a, b, (0.0, 0.0, 1.0), "") for a, b in pairs])))
    targets = labelled_by(model, rows)
    with args.out.open("w", encoding="utf-8") as out:
        for number, (left, right) in enumerate(pairs):
            out.write(json.dumps({"left": left, "right": right, "target": targets[number]}, ensure_ascii=False) + "\n")
    print(json.dumps(evaluate(model, tokenizer, aside)), flush=True)


if __name__ == "__main__":
    main()
