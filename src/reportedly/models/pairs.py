"""The relation model: one small encoder reads two texts together and says how the right one bears on the left one.

A folder holds `card.json`, `model.onnx` (inputs `input_ids`, `attention_mask`, `token_type_ids`; output `logits`), `tokenizer.json` and
`labels.json` (label names in the model's order, the temperature the logits are divided by, and the most word pieces it reads).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from reportedly.errors import ModelError
from reportedly.models.card import check_folder
from reportedly.records import Scores

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["PairModel"]

_LABELS = frozenset({"supports", "contradicts", "unrelated"})
_FILES = ("model.onnx", "tokenizer.json", "labels.json")
#: Characters of either side that are looked at; far more than the most pieces, so that a huge text costs nothing.
_MOST = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Labels:
    names: tuple[str, ...]
    temperature: float
    length: int


@dataclass(frozen=True, slots=True)
class PairModel:
    """A loaded relation model. It reads one pair at a time, so that a result depends on that pair alone."""

    session: Any
    tokenizer: Tokenizer
    labels: _Labels
    #: SHA-256 of the weights, for `made_by`.
    digest: str

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Load a model folder. One pair is read by one core; several threads may read with one model.

        Args:
            folder: Holds `card.json` and the files named in this module's docstring.

        Raises:
            ModelError: A file is missing, is not what its card says, or is no such model.
        """
        digests = check_folder(folder)
        missing = [name for name in _FILES if name not in digests]
        if missing:
            raise ModelError(f"{folder}/card.json: does not list {', '.join(missing)}; choose a folder with a relation model")
        labels = _labels(folder / "labels.json")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
        except Exception as error:
            raise ModelError(
                f"{folder}: the tokenizer or the network cannot be read ({type(error).__name__}); get the folder again"
            ) from error
        tokenizer.enable_truncation(labels.length, strategy="longest_first")
        tokenizer.no_padding()
        return cls(session, tokenizer, labels, digests["model.onnx"])

    @property
    def made_of(self) -> tuple[tuple[str, str], ...]:
        """Its name and SHA-256, for `made_by`."""
        return (("pairs", self.digest),)

    def scores(self, left: str, right: str) -> Scores:
        """Return calibrated probabilities that the right text supports, contradicts or is unrelated to the left one."""
        encoding = self.tokenizer.encode(left[:_MOST], right[:_MOST])
        feed = {
            "input_ids": np.array([encoding.ids], dtype=np.int64),
            "attention_mask": np.array([encoding.attention_mask], dtype=np.int64),
            "token_type_ids": np.array([encoding.type_ids], dtype=np.int64),
        }
        logits = np.asarray(self.session.run(["logits"], feed)[0][0], dtype=np.float64) / self.labels.temperature
        weights = np.exp(logits - logits.max())
        shares = dict(zip(self.labels.names, (weights / weights.sum()).tolist(), strict=True))
        return Scores(supports=shares["supports"], contradicts=shares["contradicts"], unrelated=shares["unrelated"])


def _labels(path: Path) -> _Labels:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        labels = _Labels(names=tuple(told["labels"]), temperature=float(told["temperature"]), length=int(told["length"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path}: expected labels, temperature and length; choose a folder with a relation model") from error
    if frozenset(labels.names) != _LABELS or len(labels.names) != len(_LABELS) or labels.temperature <= 0 or labels.length < len(_FILES):
        raise ModelError(f"{path}: expected the labels {', '.join(sorted(_LABELS))}, a temperature and a length above zero")
    return labels
