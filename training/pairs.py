"""Train the relation model: one small encoder reads both texts together and says how the right one bears on the left one.

The head sees the mean of all pieces, the mean of either side, their difference and their product (as InferSent does for two
encoders, Conneau et al. 2017), since the base model was itself trained to make means of pieces comparable.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Encoding, Tokenizer
from torch import nn
from torch.nn import functional
from transformers import AutoModel

from distort import distorted
from pair_records import LABELS, Pair, bucket, extra, public, taught, thinned

#: Published digests of the encoders to begin from: all-MiniLM-L6-v2 (the student, which ships) and all-mpnet-base-v2 (the teacher).
BASES = frozenset(
    {
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
    }
)
#: The running mean of the weights keeps this much of itself every tenth step.
KEEP = 0.98


class PairReader(nn.Module):
    """Encoder and head."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        size = encoder.config.hidden_size
        self.encoder = encoder
        self.hidden = nn.Linear(5 * size, size)
        self.out = nn.Linear(size, len(LABELS))
        self.drop = nn.Dropout(0.1)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor) -> torch.Tensor:
        """Logits `[B, 3]` in the order of `LABELS`."""
        sides = {"token_type_ids": token_type_ids} if self.encoder.config.model_type == "bert" else {}
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask, **sides).last_hidden_state
        right = (token_type_ids * attention_mask).unsqueeze(-1).to(states.dtype)
        both = attention_mask.unsqueeze(-1).to(states.dtype)
        left = both - right
        a = (states * left).sum(1) / left.sum(1).clamp(min=1.0)
        b = (states * right).sum(1) / right.sum(1).clamp(min=1.0)
        everything = (states * both).sum(1) / both.sum(1)
        seen = torch.cat([everything, a, b, (a - b).abs(), a * b], -1)
        return self.out(self.drop(functional.gelu(self.hidden(self.drop(seen)))))


def tokenizer_of(folder: Path, length: int) -> Tokenizer:
    """The base model's tokenizer, cutting the longer side first."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(length, strategy="longest_first")
    tokenizer.no_padding()
    return tokenizer


Encoded = tuple[list[int], list[int], tuple[float, float, float]]


def encoded(tokenizer: Tokenizer, pairs: list[Pair]) -> list[Encoded]:
    """Piece ids, side of each piece, target."""
    read = tokenizer.encode_batch([(p.left, p.right) for p in pairs])
    return [(e.ids, sides_of(e), p.target) for e, p in zip(read, pairs, strict=True)]


def sides_of(encoding: Encoding) -> list[int]:
    """0 for the pieces of the left text and 1 for those of the right one; what closes a side belongs to it."""
    if any(encoding.type_ids):
        return encoding.type_ids
    second = encoding.sequence_ids.index(1)
    return [int(i >= second) for i in range(len(encoding.ids))]


def batches(rows: list[Encoded], size: int, rng: random.Random) -> list[list[Encoded]]:
    """Rows of like length together, at most `size` padded pieces a batch, in random order."""
    ordered = sorted(rows, key=lambda r: len(r[0]) + rng.random() * 8)
    out: list[list[Encoded]] = [[]]
    for row in ordered:
        if out[-1] and (len(out[-1]) + 1) * len(row[0]) > size:
            out.append([])
        out[-1].append(row)
    rng.shuffle(out)
    return out


def logits_of(model: PairReader, batch: list[Encoded]) -> torch.Tensor:
    """Logits of a padded batch, in float32."""
    width = max(len(r[0]) for r in batch)
    ids = torch.tensor([r[0] + [0] * (width - len(r[0])) for r in batch])
    sides = torch.tensor([r[1] + [0] * (width - len(r[0])) for r in batch])
    mask = torch.tensor([[1] * len(r[0]) + [0] * (width - len(r[0])) for r in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        return model(ids, mask, sides).float()


def macro_f1(gold: list[int], got: list[int]) -> float:
    """Mean F1 of the classes that occur."""
    scores = []
    for label in sorted(set(gold)):
        hits = sum(g == label == p for g, p in zip(gold, got, strict=True))
        scores.append(2 * hits / max(1, sum(g == label for g in gold) + sum(p == label for p in got)))
    return sum(scores) / len(scores)


@torch.no_grad()
def evaluate(model: PairReader, tokenizer: Tokenizer, aside: list[Pair]) -> dict[str, float]:
    """Macro-F1 of every set-aside set."""
    model.eval()
    out = {}
    for name in sorted({p.source for p in aside}):
        pairs = [p for p in aside if p.source == name]
        rows = encoded(tokenizer, pairs)
        got = [int(logits_of(model, rows[i : i + 1]).argmax()) for i in range(len(rows))] if len(rows) < 16 else grouped(model, rows)
        out[name] = round(macro_f1([p.target.index(1.0) for p in pairs], got), 4)
    model.train()
    return out


def grouped(model: PairReader, rows: list[Encoded]) -> list[int]:
    """The best class of every row, read in batches of like length."""
    order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]))
    got = [0] * len(rows)
    for start in range(0, len(order), 64):
        some = order[start : start + 64]
        for i, best in zip(some, logits_of(model, [rows[i] for i in some]).argmax(-1).tolist(), strict=True):
            got[i] = best
    return got


def encoder_of(base: Path, *, frozen: int) -> nn.Module:
    """The pretrained encoder without dropout (a tenth of the time, and one or two epochs do not overfit); its lowest layers held still."""
    encoder = AutoModel.from_pretrained(base, add_pooling_layer=False, attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.0)
    if frozen:
        for part in (encoder.embeddings, *encoder.encoder.layer[:frozen]):
            part.requires_grad_(False)
    return encoder


class Running:
    """The running mean of a model's weights, which generalises better than the last step's (Polyak and Juditsky 1992)."""

    def __init__(self, model: nn.Module) -> None:
        self.mean = {k: v.detach().clone() for k, v in model.state_dict().items()}

    def take(self, model: nn.Module) -> None:
        """Move a little towards the model."""
        for name, value in model.state_dict().items():
            if value.is_floating_point():
                self.mean[name].lerp_(value, 1 - KEEP)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--data", type=Path, required=True, help="folder with pairs/, mrpc/, claimdiff/, rumours/, library/")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights to go on from; else the base model and a fresh head")
    parser.add_argument("--taught", type=Path, help="pairs labelled by the teacher (teach.py), trained on beside the others")
    parser.add_argument("--epochs", type=int, default=3)
    # The even half of the set-aside pairs lost in the third epoch what it had gained (MNLI .633 to .618): 47,000 labels are learnt by then.
    parser.add_argument("--stop", type=int, default=2, help="end after so many epochs of the schedule; ship the running mean")
    parser.add_argument("--lr", type=float, default=1.2e-4)
    parser.add_argument("--frozen", type=int, default=0, help="hold the embeddings and so many of the lowest layers still")
    parser.add_argument("--length", type=int, default=144, help="word pieces of both texts together")
    parser.add_argument("--batch", type=int, default=2048, help="word pieces a batch")
    parser.add_argument("--more", type=float, default=1.0, help="the share of the pairs without labels of our kind that is trained on")
    parser.add_argument("--few", type=int, default=0, help="train on so many pairs only, to try the recipe")
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


def main() -> None:
    """Train, report on the set-aside part after every epoch, save."""
    args = arguments()
    if hashlib.sha256((args.base / "model.safetensors").read_bytes()).hexdigest() not in BASES:
        raise SystemExit(f"{args.base} holds neither the published all-MiniLM-L6-v2 nor the published all-mpnet-base-v2")
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    tokenizer = tokenizer_of(args.base, args.length)
    labelled, aside = public(args.data)
    more = extra(args.data) + distorted(args.data / "library" / "allsides-2012-2017.jsonl.gz", rng)
    seen_left = {p.left for p in aside}
    more = [p for p in more if p.left not in seen_left and p.right not in seen_left]
    more = rng.sample(more, int(args.more * len(more)))
    if args.taught:
        more += taught(args.taught)
    if args.few:
        labelled, more, aside = rng.sample(labelled, args.few), rng.sample(more, args.few // 4), rng.sample(aside, 200)
    quick = [p for p in aside if bucket(p.left) % 2 == 0]
    model = PairReader(encoder_of(args.base, frozen=args.frozen))
    if args.start:
        model.load_state_dict(load_file(args.start))
    epochs = [batches(encoded(tokenizer, thinned(labelled, rng) + more), args.batch, rng) for _ in range(args.epochs)]
    total = sum(map(len, epochs))
    print(f"{len(labelled)} labelled, {len(more)} more, {len(aside)} aside, {total} steps", flush=True)
    slow = [p for p in model.encoder.parameters() if p.requires_grad]
    fast = [*model.hidden.parameters(), *model.out.parameters()]
    optimiser = torch.optim.AdamW([{"params": slow, "lr": args.lr}, {"params": fast, "lr": args.lr * 4}], weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1.0, (s + 1) / (0.06 * total)) * max(0.01, 1 - s / total))
    args.out.mkdir(parents=True, exist_ok=True)
    running, started = Running(model), time.time()
    for number, epoch in enumerate(epochs[: args.stop]):
        losses = []
        for batch in epoch:
            loss = functional.cross_entropy(logits_of(model, batch), torch.tensor([r[2] for r in batch]))
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            schedule.step()
            losses.append(loss.item())
            if len(losses) % 10 == 0:
                running.take(model)
            if len(losses) % 100 == 0:
                print(
                    f"epoch {number} step {len(losses)}/{len(epoch)} loss {sum(losses[-100:]) / 100:.4f} {time.time() - started:.0f}s",
                    flush=True,
                )
        save_file({k: v.contiguous() for k, v in running.mean.items()}, args.out / "running.safetensors")
        save_file({k: v.contiguous() for k, v in model.state_dict().items()}, args.out / "model.safetensors")
        print(json.dumps({"epoch": number, "loss": round(sum(losses) / len(losses), 4), **evaluate(model, tokenizer, quick)}), flush=True)


if __name__ == "__main__":
    main()
