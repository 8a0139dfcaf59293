"""The fitted weights of a tagger's folder."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from reportedly.errors import ModelError
from reportedly.models.fitted import SIGNS, Fitted

SHIPPED = Path(str(files("reportedly.models"))) / "weights" / "tagger" / "fitted.json"


def test_the_operating_point_is_recorded_with_what_it_was_chosen_on() -> None:
    point = json.loads(SHIPPED.read_text("utf-8"))["confidence"]["operating point"]
    found = Fitted.load(SHIPPED)

    assert found.least == point["least"]
    assert f"{found.least:.2f}" in point["at"]
    assert point["calibration error"] <= 0.05


def test_confidence_is_a_probability() -> None:
    found = Fitted.load(SHIPPED)
    low, high = np.zeros(len(SIGNS), dtype=np.float32), np.zeros(len(SIGNS), dtype=np.float32)
    low[0] = high[0] = 1.0
    high[SIGNS.index("content, mean")] = high[SIGNS.index("source, mean")] = high[SIGNS.index("cue, mean")] = 5.0

    assert 0 < found.confidence(low) < found.confidence(high) < 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"evidence": {"source": {}}, "borders": {}, "confidence": {}}', "\u0000"])
def test_a_file_that_is_none_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "fitted.json"
    path.write_text(text, "utf-8")

    with pytest.raises(ModelError, match=r"fitted\.json"):
        Fitted.load(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"fitted\.json"):
        Fitted.load(tmp_path / "fitted.json")
