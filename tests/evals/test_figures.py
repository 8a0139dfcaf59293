"""The gate: a figure under its floor, or one that was not measured, is told; nothing else is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from evals import figures as under_test

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_gate_tells_what_fell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps({"run": {"a": 0.5, "b": 0.5, "c": 0.5}}), encoding="utf-8")
    monkeypatch.setattr(under_test, "FLOORS", floors)
    assert under_test.fallen("run", {"a": 0.5, "b": 0.4}) == [
        "run: b is 0.4000, its floor is 0.5",
        "run: c is not measured, its floor is 0.5",
    ]
    assert under_test.fallen("other", {"a": 0.0}) == []


def test_the_same_figures_are_recorded_as_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_test, "RESULTS", tmp_path)
    first = under_test.record("run", {"b": 1 / 3, "a": 1.0}).read_bytes()
    assert under_test.record("run", {"a": 1.0, "b": 1 / 3}).read_bytes() == first


def test_precision_recall_and_f1_of_nothing_are_nought() -> None:
    assert set(under_test.prf("x", 0, 0, 0).values()) == {0.0}
    assert under_test.prf("x", 1, 2, 1) == {"x.precision": 0.5, "x.recall": 1.0, "x.f1": 2 / 3}
