"""What the cores can do at best: the whole-number matrix products of one layer of the models, and nothing else, as an ONNX graph.

The graph is written byte by byte (three kinds of protobuf field are all it needs), so that measuring asks for no further library.
"""

from __future__ import annotations

import time
from typing import Final

import numpy as np
import onnxruntime

__all__ = ["OPERATIONS", "limit"]

_WIDTH, _INNER, _LAYERS = 384, 1536, 6
#: Width in and out of the six products of a layer: query, key, value, output, and the two of the feed-forward part.
_SHAPES: Final = ((_WIDTH, _WIDTH),) * 4 + ((_WIDTH, _INNER), (_INNER, _WIDTH))
#: Multiplications and additions that the products of the models take for one word piece.
OPERATIONS: Final = 2 * _LAYERS * sum(rows * columns for rows, columns in _SHAPES)
_UINT8, _INT8, _INT32 = 2, 3, 6
_ROUNDS: Final = 40


def limit(pieces: int) -> float:
    """Operations a second of one core in `MatMulInteger`, uint8 by int8, of the models' shapes over so many word pieces."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(_model(pieces), options, providers=["CPUExecutionProvider"])
    random = np.random.default_rng(0)
    feed = {f"a{rows}": random.integers(0, 255, (pieces, rows), dtype=np.uint8) for rows in (_WIDTH, _INNER)}
    best = float("inf")
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        session.run(None, feed)
        best = min(best, time.perf_counter() - start)
    return OPERATIONS / _LAYERS * pieces / best


def _model(pieces: int) -> bytes:
    """A graph of the products of one layer, each with weights of its own."""
    random = np.random.default_rng(1)
    graph = b"".join(_named(11, f"a{rows}", _UINT8, (pieces, rows)) for rows in (_WIDTH, _INNER))
    for n, shape in enumerate(_SHAPES):
        graph += _part(1, _text(1, f"a{shape[0]}") + _text(1, f"b{n}") + _text(2, f"y{n}") + _text(4, "MatMulInteger"))
        weights = random.integers(-127, 127, shape, dtype=np.int8).tobytes()
        graph += _part(5, b"".join(_number(1, size) for size in shape) + _number(2, _INT8) + _text(8, f"b{n}") + _part(9, weights))
        graph += _named(12, f"y{n}", _INT32, (pieces, shape[1]))
    return _number(1, 8) + _part(7, graph + _text(2, "products")) + _part(8, _text(1, "") + _number(2, 13))


def _named(field: int, name: str, kind: int, shape: tuple[int, ...]) -> bytes:
    """An input or output of the graph."""
    sizes = b"".join(_part(1, _number(1, size)) for size in shape)
    return _part(field, _text(1, name) + _part(2, _part(1, _number(1, kind) + _part(2, sizes))))


def _varint(value: int) -> bytes:
    out = b""
    while value > 127:  # noqa: PLR2004  seven bits a byte
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _part(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _text(field: int, value: str) -> bytes:
    return _part(field, value.encode())
