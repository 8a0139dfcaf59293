"""Texts to vectors of their meaning, fast: one learnt vector a word piece, summed.

The table is made by `training/vectors.py` from a sentence encoder, after the idea of model2vec (Minish, 2024). Its numbers are whole, so a
sum does not depend on the order of adding or on what else is in the batch: a text has one vector, wherever and whenever it is made.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final, Self

import numpy as np
import numpy.typing as npt

from reportedly.errors import ModelError
from reportedly.models.card import check_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tokenizers import Tokenizer

__all__ = ["Vectors"]

#: Texts whose pieces are held at a time: their rows of the table are some MB. With eight times as many it is no quicker.
_BATCH: Final = 64
_Ints = npt.NDArray[np.int32]


class Vectors:
    """A table of one vector a word piece, and the tokenizer that cuts texts into pieces.

    Args:
        tokenizer: Gives the pieces; neither cuts off nor pads.
        table: Whole numbers `[pieces, dims]`.
        sha256: Says which table and tokenizer these are; others have another.
    """

    def __init__(self, tokenizer: Tokenizer, table: _Ints, sha256: str) -> None:
        self._tokenizer = tokenizer
        self._table = table
        self.sha256: Final = sha256

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read a model folder: `card.json`, `tokenizer.json`, `rows.npy` (int8 `[pieces, dims]`) and `weights.npy` (int16 `[pieces]`).

        Raises:
            ModelError: A file is missing, is not the card's, or does not fit the others.
        """
        from tokenizers import Tokenizer  # noqa: PLC0415  time that `--help` need not pay

        files = check_folder(folder)
        try:
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            rows = np.load(folder / "rows.npy", allow_pickle=False)
            weights = np.load(folder / "weights.npy", allow_pickle=False)
        except Exception as error:  # the tokenizers library raises bare Exception
            raise ModelError(f"{folder}: its tokenizer or its table cannot be read ({error}); get the model folder again") from error
        if rows.dtype != np.int8 or weights.dtype != np.int16 or rows.ndim != 2 or weights.shape != rows.shape[:1]:  # noqa: PLR2004  rows and columns
            raise ModelError(f"{folder}: expected int8 rows with an int16 weight each, found {rows.dtype} {rows.shape}, {weights.dtype}")
        if tokenizer.get_vocab_size() > len(rows):
            raise ModelError(f"{folder}: the tokenizer has {tokenizer.get_vocab_size()} pieces, the table {len(rows)} rows")
        tokenizer.no_truncation()
        tokenizer.no_padding()
        table = rows.astype(np.int32) * weights.astype(np.int32)[:, None]
        names = "\n".join(f"{name} {digest}" for name, digest in files.items())
        return cls(tokenizer, table, hashlib.sha256(names.encode()).hexdigest())

    @property
    def dims(self) -> int:
        """How many numbers a vector has."""
        return int(self._table.shape[1])

    def of(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return one vector a text, `[len(texts), dims]`, each of length 1; all zeros for a text without a known piece.

        The cosine of two is their product. Half a surrogate pair counts as an unknown character.
        """
        found = [self._some(texts[start : start + _BATCH]) for start in range(0, len(texts), _BATCH)]
        return np.concatenate([np.empty((0, self.dims), dtype=np.float32), *found])

    def _some(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        whole = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        pieces = [encoding.ids for encoding in self._tokenizer.encode_batch_fast(whole, add_special_tokens=False)]
        counts = np.fromiter((len(ids) for ids in pieces), dtype=np.int64, count=len(pieces))
        sums = np.zeros((len(texts), self.dims), dtype=np.float64)
        filled = counts > 0
        if filled.any():
            flat = np.fromiter((i for ids in pieces for i in ids), dtype=np.int64, count=int(counts.sum()))
            starts = (np.cumsum(counts) - counts)[filled]
            sums[filled] = np.add.reduceat(self._table[flat], starts, axis=0, dtype=np.int64)
        lengths = np.sqrt(np.einsum("ij,ij->i", sums, sums))
        unit: npt.NDArray[np.float32] = (sums / np.maximum(lengths, 1.0)[:, None]).astype(np.float32)
        return unit
