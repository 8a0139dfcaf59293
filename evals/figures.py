"""What scorers do with their figures: print them, record them, and hold them over their floors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
RESULTS = HERE / "results"

Figures = dict[str, float]


def prf(name: str, hit: int, predicted: int, gold: int) -> Figures:
    """Return precision, recall and F1 under the name; 0 where there is nothing to divide by."""
    precision = hit / predicted if predicted else 0.0
    recall = hit / gold if gold else 0.0
    total = precision + recall
    return {f"{name}.precision": precision, f"{name}.recall": recall, f"{name}.f1": 2 * precision * recall / total if total else 0.0}


def share(hit: int, of: int) -> float:
    """Return hit of of, 0 of nothing."""
    return hit / of if of else 0.0


def table(figures: Mapping[str, float]) -> str:
    """Return the figures as lines for a person, in their order, shares in per cent."""
    width = max((len(name) for name in figures), default=0)
    return "\n".join(f"{name:{width}s} {_shown(name, value)}" for name, value in figures.items())


def _shown(name: str, value: float) -> str:
    return f"{value:7.0f}" if name.startswith("n.") else f"{100 * value:7.1f}"


def record(name: str, figures: Mapping[str, float], *, made_by: Mapping[str, object] | None = None) -> Path:
    """Write the figures to `results/NAME.json` and return the path; the same figures give the same bytes."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    rounded = {key: round(value, 4) for key, value in figures.items()}
    path.write_text(json.dumps({"figures": rounded, "made_by": made_by or {}}, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return path


def fallen(name: str, figures: Mapping[str, float]) -> list[str]:
    """Return a line for every figure that is under its floor in `floors.json`, or that has a floor and was not measured."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8")).get(name, {})
    lines = []
    for figure, floor in sorted(floors.items()):
        value = figures.get(figure)
        if value is None or value < floor:
            came = "not measured" if value is None else f"{value:.4f}"
            lines.append(f"{name}: {figure} is {came}, its floor is {floor}")
    return lines
