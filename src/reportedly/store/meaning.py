"""Which passages mean what a query says: every vector of the index is compared, none is guessed at.

Vectors are kept as int8. Sums of products of such numbers are exact in float32 up to about a thousand dimensions, so a score does not
depend on where in the index a passage stands. Why no approximate index: `docs/decisions/exact-search.md`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
import numpy.typing as npt

from reportedly.store.rank import Best, Floats, Ranking
from reportedly.store.sqlite import DamagedError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

__all__ = ["Embedder", "nearest", "packed_vectors"]

#: Passages compared at a time at most: 16 MB of float32 at 256 dimensions.
_BLOCK: Final = 16_384
#: Scores held at a time, about: 16 MB.
_SCORES: Final = 1 << 22
_LARGEST: Final = 127


class Embedder(Protocol):
    """What makes vectors of texts (`models.vectors.Vectors`)."""

    @property
    def sha256(self) -> str:
        """Which vectors these are."""

    @property
    def dims(self) -> int:
        """How many numbers a vector has."""

    def of(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return `[len(texts), dims]`, each of length 1 or all zeros, each depending on its text alone."""


def packed_vectors(vectors: Floats) -> tuple[npt.NDArray[np.int8], Floats]:
    """Return the vectors in int8, each scaled to fill its range, and their new lengths (1 for a vector of zeros)."""
    scale = np.abs(vectors).max(axis=1, initial=0.0)
    whole = np.rint(vectors * (_LARGEST / np.where(scale > 0, scale, 1.0))[:, None]).astype(np.int8)
    wide = whole.astype(np.float32)
    return whole, np.maximum(np.sqrt((wide * wide).sum(axis=1)), 1.0).astype(np.float32)


def nearest(db: sqlite3.Connection, queries: Floats, depth: int, hidden: npt.NDArray[np.bool_]) -> list[Ranking]:
    """Return, for each query, the passages with the greatest cosine above 0.

    Args:
        db: The index.
        queries: `[queries, dims]`.
        depth: How many of each.
        hidden: By number: whether a passage is to be left out.
    """
    whole, lengths = packed_vectors(queries)
    wide = whole.astype(np.float32)
    best = Best(len(queries), depth)
    first = 0
    for vectors, each in _blocks(db, queries.shape[1], max(1, _SCORES // len(queries))):
        if first + len(each) > len(hidden):
            raise DamagedError(f"expected {len(hidden)} vectors, found more")
        scores = wide @ vectors.astype(np.float32).T / each
        out = hidden[first : first + len(each)]
        if out.any():
            scores[:, out] = 0
        best.see(first, scores)
        first += len(each)
    if first != len(hidden):
        raise DamagedError(f"expected {len(hidden)} vectors, found {first}")
    return [Ranking(r.numbers, r.scores / length) for r, length in zip(best.rankings(), lengths.tolist(), strict=True)]


def _blocks(db: sqlite3.Connection, dims: int, most: int) -> Iterator[tuple[npt.NDArray[np.int8], Floats]]:
    """All vectors with their lengths, in order of their numbers, at most so many at a time."""
    size = min(most, _BLOCK)
    for vectors, lengths in _gathered(db, size * dims):
        if len(vectors) != len(lengths) // 4 * dims:
            raise DamagedError(f"expected {dims} numbers a vector")
        rows = np.frombuffer(vectors, dtype=np.int8).reshape(-1, dims)
        each = np.frombuffer(lengths, dtype="<f4").astype(np.float32)
        for start in range(0, len(rows), size):
            yield rows[start : start + size], each[start : start + size]


def _gathered(db: sqlite3.Connection, size: int) -> Iterator[tuple[bytes, bytes]]:
    vectors: list[bytes] = []
    lengths: list[bytes] = []
    held = 0
    for packed, length in db.execute("SELECT vectors, lengths FROM meaning ORDER BY article"):
        vectors.append(packed)
        lengths.append(length)
        held += len(packed)
        if held >= size:
            yield b"".join(vectors), b"".join(lengths)
            vectors, lengths, held = [], [], 0
    yield b"".join(vectors), b"".join(lengths)
