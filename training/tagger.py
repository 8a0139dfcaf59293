"""Train the attribution tagger: a small encoder that marks cues, and for each cue its source and its content.

One pass of the encoder gives, for every word piece, a tag (`windows.TAGS`) and two vectors a role. The score of piece *t*
as source (or content) of a cue is the product of the cue's vector (the mean over its pieces) with the piece's, plus a bias
for their distance: the predicate-argument scorer of Dozat and Manning (2017), applied to attribution.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional
from transformers import AutoModel

from windows import TAGS, Window, read, windows

ROLES = 2  # source, content
WIDTH = 96
#: Distances from cue to piece are clipped here, in pieces; beyond it only the sign counts.
REACH = 128


class Tagger(nn.Module):
    """Encoder, tag head, and the two sides of the cue-to-piece scorer."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        size = encoder.config.hidden_size
        self.encoder = encoder
        self.drop = nn.Dropout(0.1)
        self.tag = nn.Linear(size, len(TAGS))
        self.cue_side = nn.Sequential(nn.Linear(size, ROLES * WIDTH), nn.GELU(), nn.Linear(ROLES * WIDTH, ROLES * WIDTH))
        self.piece_side = nn.Sequential(nn.Linear(size, ROLES * WIDTH), nn.GELU(), nn.Linear(ROLES * WIDTH, ROLES * WIDTH))
        self.distance = nn.Parameter(torch.zeros(ROLES, 2 * REACH + 1))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Tags `[B, T, 7]`, cue side and piece side `[B, T, 2 * WIDTH]`."""
        hidden = self.drop(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        return self.tag(hidden), self.cue_side(hidden), self.piece_side(hidden)

    def link(self, cue_side: torch.Tensor, piece_side: torch.Tensor, cue: tuple[int, int]) -> torch.Tensor:
        """Scores `[2, T]` of every piece of one window as source and content of the cue."""
        vector = cue_side[cue[0] : cue[1]].mean(0).view(ROLES, WIDTH)
        pieces = piece_side.view(-1, ROLES, WIDTH)
        offset = (torch.arange(len(pieces)) - cue[0]).clamp(-REACH, REACH) + REACH
        return torch.einsum("rw,trw->rt", vector, pieces) / WIDTH**0.5 + self.distance[:, offset]


def batches(chunks: list[Window], size: int, rng: random.Random) -> list[list[Window]]:
    """Windows of like length together, at most `size` pieces (padded) a batch, in random order."""
    ordered = sorted(chunks, key=lambda w: len(w.ids) + rng.random() * 16)
    out: list[list[Window]] = [[]]
    for window in ordered:
        if out[-1] and (len(out[-1]) + 1) * len(window.ids) > size:
            out.append([])
        out[-1].append(window)
    rng.shuffle(out)
    return out


def padded(batch: list[Window]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids, mask and tags (-100 where padded) of a batch."""
    width = max(len(w.ids) for w in batch)
    ids = torch.tensor([w.ids + [0] * (width - len(w.ids)) for w in batch])
    mask = torch.tensor([[1] * len(w.ids) + [0] * (width - len(w.ids)) for w in batch])
    tags = torch.tensor([w.tags + [-100] * (width - len(w.ids)) for w in batch])
    return ids, mask, tags


def loss_of(model: Tagger, batch: list[Window]) -> torch.Tensor:
    """Tag loss (mean over pieces) plus link loss (mean over cues)."""
    ids, mask, tags = padded(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tag, cue_side, piece_side = model(ids, mask)
    tag, cue_side, piece_side = tag.float(), cue_side.float(), piece_side.float()
    total = functional.cross_entropy(tag.view(-1, len(TAGS)), tags.view(-1), ignore_index=-100)
    links = []
    for row, window in enumerate(batch):
        for link in window.links:
            gold = torch.zeros(ROLES, len(window.ids))
            gold[0, list(link.source)] = 1.0
            gold[1, list(link.content)] = 1.0
            scores = model.link(cue_side[row, : len(window.ids)], piece_side[row, : len(window.ids)], link.cue)
            links.append(functional.binary_cross_entropy_with_logits(scores, gold, reduction="sum") / 40)
    if links:
        total = total + torch.stack(links).mean() * 0.5
    return total


@torch.no_grad()
def evaluate(model: Tagger, chunks: list[Window]) -> dict[str, float]:
    """Piece F1 a role from the tags, and from the links given gold cues."""
    model.eval()
    count = {k: [0, 0, 0] for k in ("source", "cue", "content", "link_source", "link_content")}
    for window in chunks:
        tag, cue_side, piece_side = model(torch.tensor([window.ids]), torch.ones(1, len(window.ids), dtype=torch.long))
        best = tag[0].argmax(-1).tolist()
        for name, kinds in (("source", (1, 2)), ("cue", (3, 4)), ("content", (5, 6))):
            add(count[name], {i for i, t in enumerate(best) if t in kinds}, {i for i, t in enumerate(window.tags) if t in kinds})
        for link in window.links:
            scores = model.link(cue_side[0], piece_side[0], link.cue)
            for row, (name, gold) in enumerate((("link_source", link.source), ("link_content", link.content))):
                add(count[name], set((scores[row] > 0).nonzero().flatten().tolist()), set(gold))
    model.train()
    return {k: round(2 * h / max(1, p + g), 4) for k, (h, p, g) in count.items()}


def add(count: list[int], got: set[int], gold: set[int]) -> None:
    """Count hits, predictions and gold."""
    count[0] += len(got & gold)
    count[1] += len(got)
    count[2] += len(gold)


def main() -> None:
    """Train, report on the tuning part after every epoch, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument("--data", type=Path, required=True, help="train.jsonl in the shape of PolNeAR")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8, help="length of the learning-rate schedule")
    parser.add_argument("--stop", type=int, default=7, help="stop after so many of them: seven of eight gave the weights that ship")
    parser.add_argument("--lr", type=float, default=1.5e-4)
    parser.add_argument("--window", type=int, default=256)
    parser.add_argument("--batch", type=int, default=2048, help="word pieces a batch")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    articles = read(args.data)
    rng.shuffle(articles)
    tuning, training = articles[:60], articles[60:]
    held = [w for a in tuning for w in windows(a, tokenizer, args.window)]
    model = Tagger(AutoModel.from_pretrained(args.base, add_pooling_layer=False, attention_probs_dropout_prob=0.0))
    steps_an_epoch = len(batches([w for a in training for w in windows(a, tokenizer, args.window, rng)], args.batch, rng))
    total = steps_an_epoch * args.epochs
    slow = [p for n, p in model.named_parameters() if n.startswith("encoder")]
    fast = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    optimiser = torch.optim.AdamW([{"params": slow, "lr": args.lr}, {"params": fast, "lr": args.lr * 5}], weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1.0, (s + 1) / 200) * max(0.02, 1 - s / total))
    args.out.mkdir(parents=True, exist_ok=True)
    started = time.time()
    for epoch in range(min(args.stop, args.epochs)):
        model.train()
        losses = []
        for batch in batches([w for a in training for w in windows(a, tokenizer, args.window, rng)], args.batch, rng):
            loss = loss_of(model, batch)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            schedule.step()
            losses.append(loss.item())
            if len(losses) % 100 == 0:
                print(
                    f"epoch {epoch} step {len(losses)}/{steps_an_epoch} loss {sum(losses[-100:]) / 100:.4f} {time.time() - started:.0f}s",
                    flush=True,
                )
        print(json.dumps({"epoch": epoch, "loss": round(sum(losses) / len(losses), 4), **evaluate(model, held)}), flush=True)
        save_file({k: v.contiguous() for k, v in model.state_dict().items()}, args.out / "model.safetensors")


if __name__ == "__main__":
    main()
