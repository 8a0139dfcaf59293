"""Turn the trained relation model into what ships: an int8 ONNX graph, tokenizer, calibrated labels and the card.

The temperature is fitted on one half of the set-aside pairs, everything is measured on the other; fp32 and int8 stand side by side.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx
import onnxruntime
import torch
from onnx.external_data_helper import set_external_data
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from tokenizers.processors import TemplateProcessing
from transformers import AutoConfig, AutoModel

from pair_records import LABELS, Pair, bucket, public
from pairs import PairReader, macro_f1, tokenizer_of
from smoothing import smooth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tokenizers import Tokenizer

#: Bytes of a graph from which its largest tensor is set apart.
FILE_LIMIT = 95_000_000
#: Pairs that show how large activations get.
SHOWN = 160
INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def export(model: PairReader, path: Path) -> None:
    """Write the fp32 graph; batch and length are free."""
    ids = torch.randint(1000, 2000, (2, 32))
    sides = torch.cat([torch.zeros(2, 16, dtype=torch.long), torch.ones(2, 16, dtype=torch.long)], 1)
    torch.onnx.export(
        model.eval(),
        (ids, torch.ones_like(ids), sides),
        path,
        input_names=list(INPUTS),
        output_names=["logits"],
        dynamic_axes={name: {0: "b", 1: "t"} for name in INPUTS} | {"logits": {0: "b"}},
        opset_version=17,
        dynamo=False,
    )


def run(path: Path, tokenizer: Tokenizer, pairs: list[Pair]) -> np.ndarray:
    """Logits `[n, 3]`, one pair at a time, as the program does."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return np.array([session.run(["logits"], feed)[0][0] for feed in feeds(tokenizer, pairs)], dtype=np.float64)


def feeds(tokenizer: Tokenizer, pairs: list[Pair]) -> Iterator[dict[str, np.ndarray]]:
    """The inputs of the graph for each pair."""
    for pair in pairs:
        e = tokenizer.encode(pair.left, pair.right)
        yield dict(zip(INPUTS, (np.array([x], dtype=np.int64) for x in (e.ids, e.attention_mask, e.type_ids)), strict=True))


def sided(tokenizer: Tokenizer) -> Tokenizer:
    """The tokenizer telling the sides apart by type ids as in training (`pairs.sides_of`), whether or not its base model has such."""
    if not any(tokenizer.encode("a", "b").type_ids):
        special = [(name, tokenizer.token_to_id(name)) for name in ("<s>", "</s>")]
        tokenizer.post_processor = TemplateProcessing(single="<s> $A </s>", pair="<s> $A </s> </s> $B:1 </s>:1", special_tokens=special)
    return tokenizer


def softmax(logits: np.ndarray) -> np.ndarray:
    """Probabilities over the last axis."""
    weights = np.exp(logits - logits.max(-1, keepdims=True))
    return weights / weights.sum(-1, keepdims=True)


def temperature_of(logits: np.ndarray, gold: np.ndarray) -> float:
    """The temperature of least log loss (Guo et al. 2017), by a plain search."""
    candidates = np.linspace(0.6, 3.0, 121)
    losses = [-np.log(softmax(logits / t)[np.arange(len(gold)), gold] + 1e-12).mean() for t in candidates]
    return round(float(candidates[int(np.argmin(losses))]), 3)


def calibration_error(shares: np.ndarray, gold: np.ndarray) -> float:
    """Expected calibration error of the best class, in ten bins of confidence."""
    best, sure = shares.argmax(-1), shares.max(-1)
    bins = np.minimum((sure * 10).astype(int), 9)
    return float(
        sum((bins == b).mean() * abs((best == gold)[bins == b].mean() - sure[bins == b].mean()) for b in range(10) if (bins == b).any())
    )


def figures(logits: np.ndarray, pairs: list[Pair], temperature: float) -> dict[str, float]:
    """Macro-F1 of each set over all set-aside pairs, calibration error over the measuring half."""
    gold = np.array([p.target.index(1.0) for p in pairs])
    out = {}
    for name in sorted({p.source for p in pairs}):
        at = [i for i, p in enumerate(pairs) if p.source == name]
        out[f"macro_f1.{name}"] = round(macro_f1(gold[at].tolist(), logits[at].argmax(-1).tolist()), 4)
    half = np.array([bucket(p.left) % 2 == 1 for p in pairs])
    out["ece"] = round(calibration_error(softmax(logits[half] / temperature), gold[half]), 4)
    return out


def set_apart(path: Path) -> list[str]:
    """Move the largest tensor of a large graph to a file of its own beside it (ONNX external data); return the names of its files.

    Whoever keeps the repository may have a bound of 100 MB a file.
    """
    if path.stat().st_size < FILE_LIMIT:
        return [path.name]
    model = onnx.load(path)
    largest = max(model.graph.initializer, key=lambda tensor: len(tensor.raw_data))
    set_external_data(largest, "embeddings.bin")
    onnx.save(model, path)
    return ["embeddings.bin", path.name]


def main() -> None:
    """Export, quantise, calibrate, measure, write the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True, help="running.safetensors or model.safetensors of pairs.py")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--card", type=Path, required=True, help="the card without its files and figures")
    parser.add_argument("--length", type=int, default=192, help="word pieces the program reads of both texts together")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    model = PairReader(AutoModel.from_config(AutoConfig.from_pretrained(args.base), add_pooling_layer=False, attn_implementation="eager"))
    model.load_state_dict(load_file(args.weights))
    tokenizer = sided(tokenizer_of(args.base, args.length))
    labelled, aside = public(args.data)
    shown = random.Random(1).sample(labelled, SHOWN)
    args.out.mkdir(parents=True, exist_ok=True)
    card = json.loads(args.card.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        export(model, full)
        even = Path(folder) / "even.onnx"
        smooth(full, even, feeds(tokenizer, shown))
        quantize_dynamic(even, args.out / "model.onnx", weight_type=QuantType.QInt8, per_channel=True)
        files = set_apart(args.out / "model.onnx")
        logits = {"fp32": run(full, tokenizer, aside), "int8": run(args.out / "model.onnx", tokenizer, aside)}
    gold = np.array([p.target.index(1.0) for p in aside])
    half = np.array([bucket(p.left) % 2 == 0 for p in aside])
    temperature = temperature_of(logits["int8"][half], gold[half])
    labels = {"labels": list(LABELS), "temperature": temperature, "length": args.length}
    (args.out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    tokenizer.save(str(args.out / "tokenizer.json"), pretty=False)
    card["figures"] = {f"{kind}.{k}": v for kind, found in logits.items() for k, v in figures(found, aside, temperature).items()}
    names = sorted((*files, "labels.json", "tokenizer.json"))
    card["files"] = {name: hashlib.sha256((args.out / name).read_bytes()).hexdigest() for name in names}
    (args.out / "card.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps({"temperature": temperature, **card["figures"]}, indent=1))


if __name__ == "__main__":
    main()
