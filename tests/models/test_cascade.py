"""Two relation models as one: what the quick one sets aside, and what goes on to the careful one."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportedly.errors import ModelError
from reportedly.models.cascade import Cascade, load_pairs
from reportedly.models.pairs import PairModel

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Its logits are piece counts (right, left, zero).
TINY = Path(__file__).parent / "tiny-pairs"


def made(folder: Path, **changed: object) -> Path:
    """A copy of the tiny model with other labels, and a card that says so."""
    shutil.copytree(TINY, folder)
    told: Mapping[str, object] = {"labels": ["supports", "contradicts", "unrelated"], "temperature": 1.0, "length": 12} | changed
    content = json.dumps(told).encode()
    (folder / "labels.json").write_bytes(content)
    card = json.loads((folder / "card.json").read_text())
    card["files"]["labels.json"] = hashlib.sha256(content).hexdigest()
    (folder / "card.json").write_text(json.dumps(card))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A careful model, and a quick one in it that calls unrelated what has a longer right side."""
    careful = made(tmp_path / "pairs")
    made(careful / "quick", labels=["unrelated", "contradicts", "supports"])
    return careful


def test_what_is_plainly_unrelated_stays_with_the_quick_one(folder: Path) -> None:
    assert load_pairs(folder).scores("a", "a b c d e").unrelated > 0.7


def test_everything_else_is_the_careful_ones(folder: Path) -> None:
    pair = ("one two three four", "one")
    assert load_pairs(folder).scores(*pair) == PairModel.load(folder).scores(*pair)


def test_a_folder_of_one_model_is_that_model(tmp_path: Path) -> None:
    assert isinstance(load_pairs(made(tmp_path / "pairs")), PairModel)


def test_both_are_named_and_either_changes_the_digest(folder: Path, tmp_path: Path) -> None:
    both = load_pairs(folder)
    assert isinstance(both, Cascade)
    assert [name for name, _ in both.made_of] == ["pairs", "pairs/quick"]
    assert both.digest not in {digest for _, digest in both.made_of}
    assert load_pairs(made(tmp_path / "alone")).made_of == (("pairs", both.careful.digest),)


def test_a_quick_model_that_is_none_is_said(folder: Path) -> None:
    (folder / "quick" / "model.onnx").write_bytes(b"")
    with pytest.raises(ModelError, match="quick"):
        load_pairs(folder)
