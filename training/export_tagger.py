"""Turn the trained tagger into what ships: an int8 ONNX graph, the distance table, the tokenizer and the card.

The graph takes the word pieces of one window and gives a tag distribution and the two sides of the link scorer for each piece.
Weights are int8 a channel; activations are quantised while it runs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from torch import nn
from transformers import AutoConfig, AutoModel

from tagger import Tagger


class Shipped(nn.Module):
    """The tagger on one window without padding: ids `[1, T]` to `[T, 7]` probabilities and two `[T, 2 * WIDTH]` sides."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Run the window; no mask is needed where nothing is padded."""
        tag, cue_side, piece_side = self.tagger(ids, torch.ones_like(ids))
        return tag[0].softmax(-1), cue_side[0], piece_side[0]


def main() -> None:
    """Export, quantise, write the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True, help="model.safetensors of tagger.py")
    parser.add_argument("--card", type=Path, required=True, help="the card without its files")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    config = AutoConfig.from_pretrained(args.base)
    tagger = Tagger(AutoModel.from_config(config, add_pooling_layer=False, attn_implementation="eager"))
    tagger.load_state_dict(load_file(args.weights))
    tagger.eval()
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            Shipped(tagger).eval(),
            (torch.randint(1000, 2000, (1, 64)),),
            full,
            input_names=["ids"],
            output_names=["tags", "cue", "piece"],
            dynamic_axes={"ids": {1: "t"}, "tags": {0: "t"}, "cue": {0: "t"}, "piece": {0: "t"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(full, args.out / "tagger.onnx", weight_type=QuantType.QInt8, per_channel=True)
    np.save(args.out / "distance.npy", tagger.distance.detach().numpy().astype(np.float32))
    shutil.copy(args.base / "tokenizer.json", args.out / "tokenizer.json")
    card = json.loads(args.card.read_text(encoding="utf-8"))
    names = ("distance.npy", "tagger.onnx", "tokenizer.json")
    card["files"] = {name: hashlib.sha256((args.out / name).read_bytes()).hexdigest() for name in names}
    (args.out / "card.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
