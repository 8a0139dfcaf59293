"""Make the word-piece vectors that the library searches by meaning with: one vector a piece, taken from a sentence encoder once.

After the idea of model2vec (Minish, 2024): every piece of the vocabulary goes through the encoder alone, the vectors are turned to their
principal components, and each is weighted by how rare its piece is in news (the smoothed inverse frequency of Arora and others, 2017).
What was tried beside it, with figures, stands in `docs/decisions/word-piece-vectors.md`.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import AutoModel

from retrieval import figures

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DIMS = 256
#: Pieces more frequent than this share of all pieces count less than half.
SMOOTH = 1e-3
#: Articles whose pieces are counted: one of so many.
EVERY = 3


def encoded(base: Path, size: int) -> np.ndarray:
    """Return the encoder's last vector of each piece, read as a text of its own: `[size, 384]`."""
    model = AutoModel.from_pretrained(base).eval()
    rows = []
    with torch.inference_mode():
        for start in range(0, size, 1024):
            ids = torch.arange(start, min(size, start + 1024))
            text = torch.stack([torch.full_like(ids, 101), ids, torch.full_like(ids, 102)], 1)  # [CLS] piece [SEP]
            rows.append(model(input_ids=text, attention_mask=torch.ones_like(text)).last_hidden_state[:, 1])
    return torch.cat(rows).double().numpy()


def counted(tokenizer: Tokenizer, texts: Path, size: int) -> np.ndarray:
    """Return how often each piece stands in the texts (JSON Lines, gzip)."""
    counts = np.zeros(size)
    with gzip.open(texts, "rt", encoding="utf-8") as lines:
        for n, line in enumerate(lines):
            if n % EVERY == 0:
                np.add.at(counts, tokenizer.encode(json.loads(line)["text"], add_special_tokens=False).ids, 1)
    return counts


def table(vectors: np.ndarray, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return int8 rows and the int16 weight of each: their product is the vector of a piece, in one unit for all."""
    centred = vectors - vectors.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    turned = centred @ axes[:, ::-1][:, :DIMS] * (SMOOTH / (SMOOTH + counts / counts.sum()))[:, None]
    scale = np.abs(turned).max(axis=1)
    weights = np.maximum(np.rint(scale / scale.max() * 1023), 1)
    return np.rint(turned / np.maximum(scale, 1e-9)[:, None] * 127).astype(np.int8), weights.astype(np.int16)


def embedder(tokenizer: Tokenizer, rows: np.ndarray, weights: np.ndarray):  # noqa: ANN201  a function, for `figures`
    """Return what makes unit vectors of texts, as `reportedly.models.vectors` does."""
    whole = rows.astype(np.float32) * weights[:, None]

    def of(texts: list[str]) -> np.ndarray:
        sums = np.array([whole[e.ids].sum(axis=0) for e in tokenizer.encode_batch(texts, add_special_tokens=False)])
        return sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1)

    return of


def card(out: Path, measured: dict[str, float]) -> dict:
    """Return the model card."""
    names = ("rows.npy", "tokenizer.json", "weights.npy")
    return {
        "name": "reportedly-vectors",
        "what": "One vector a word piece; their sum says roughly what a sentence means. Finds sentences worth comparing.",
        "made_by": "training/vectors.py",
        "base": {"name": "sentence-transformers/all-MiniLM-L6-v2", "licence": "Apache-2.0", "sha256": BASE_SHA256},
        "data": [
            {
                "name": "20,343 US news articles of 2012-2017 (AllSides corpus): frequencies of word pieces only",
                "licence": "Apache-2.0 as stated",
            }
        ],
        "figures": {"dims": DIMS, "smooth": SMOOTH, **measured},
        "limits": "English; knows neither the order of words nor negation: what it finds is a candidate, never a finding.",
        "files": {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in names},
    }


def main() -> None:
    """Make the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--texts", type=Path, required=True, help="JSON Lines of articles (gzip), to count word pieces in")
    parser.add_argument("--mrpc", type=Path, required=True, help="folder of the paraphrase corpus, to measure on")
    parser.add_argument("--rumours", type=Path, required=True, help="folder of the rumour corpus, to measure on")
    parser.add_argument("--out", type=Path, default=Path("src/reportedly/models/weights/vectors"))
    given = parser.parse_args()
    if hashlib.sha256((given.base / "model.safetensors").read_bytes()).hexdigest() != BASE_SHA256:
        parser.error(f"{given.base}: not all-MiniLM-L6-v2 as published")
    torch.set_num_threads(1)
    started = time.monotonic()
    tokenizer = Tokenizer.from_file(str(given.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    size = tokenizer.get_vocab_size()
    rows, weights = table(encoded(given.base, size), counted(tokenizer, given.texts, size))
    given.out.mkdir(parents=True, exist_ok=True)
    np.save(given.out / "rows.npy", rows)
    np.save(given.out / "weights.npy", weights)
    tokenizer.save(str(given.out / "tokenizer.json"), pretty=False)
    found = card(given.out, figures(embedder(tokenizer, rows, weights), given.mrpc, given.rumours))
    (given.out / "card.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found["figures"], indent=1), f"{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
