"""The runtime of the relation model, on a graph of seven nodes whose logits are piece counts (right, left, zero)."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from reportedly.errors import ModelError
from reportedly.models.pairs import PairModel

TINY = Path(__file__).parent / "tiny-pairs"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "model"))


def rewrite(folder: Path, name: str, content: bytes) -> None:
    """Put other content into a file and its digest into the card, as whoever makes a model would."""
    (folder / name).write_bytes(content)
    card = json.loads((folder / "card.json").read_text())
    card["files"][name] = hashlib.sha256(content).hexdigest()
    (folder / "card.json").write_text(json.dumps(card))


def labels(**changed: object) -> bytes:
    return json.dumps({"labels": ["supports", "contradicts", "unrelated"], "temperature": 1.0, "length": 12} | changed).encode()


def test_the_longer_side_wins_with_this_graph() -> None:
    model = PairModel.load(TINY)
    assert model.scores("one two", "one two three four").supports > 0.5
    assert model.scores("one two three four", "one").contradicts > 0.5


def test_scores_are_probabilities_and_depend_on_the_pair_alone() -> None:
    model = PairModel.load(TINY)
    first = model.scores("The quay was shut.", "The quay reopened.")
    model.scores("something else " * 50, "in between " * 50)
    assert model.scores("The quay was shut.", "The quay reopened.") == first
    assert first.supports + first.contradicts + first.unrelated == pytest.approx(1.0)


def test_label_order_is_the_models(folder: Path) -> None:
    rewrite(folder, "labels.json", labels(labels=["contradicts", "supports", "unrelated"]))
    assert PairModel.load(folder).scores("a", "a b c d e").contradicts > 0.5


def test_temperature_flattens(folder: Path) -> None:
    sharp = PairModel.load(folder).scores("a", "a b c")
    rewrite(folder, "labels.json", labels(temperature=4.0))
    assert PairModel.load(folder).scores("a", "a b c").supports < sharp.supports


def test_huge_and_empty_texts_are_read() -> None:
    model = PairModel.load(TINY)
    assert model.scores("word " * 1_000_000, "").contradicts > 0.5
    assert model.scores("", "\x00�" * 1000).unrelated >= 0.0


def test_digest_is_that_of_the_weights() -> None:
    assert PairModel.load(TINY).digest == hashlib.sha256((TINY / "model.onnx").read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("labels.json", labels(labels=["yes", "no", "maybe"]), "expected the labels"),
        ("labels.json", labels(labels=["supports", "contradicts"]), "expected the labels"),
        ("labels.json", labels(temperature=0), "temperature"),
        ("labels.json", b"{}", "expected labels"),
        ("labels.json", b"not json", "expected labels"),
        ("model.onnx", b"no graph", "cannot be read"),
        ("tokenizer.json", b"{}", "cannot be read"),
    ],
)
def test_a_wrong_file_is_named(folder: Path, name: str, content: bytes, says: str) -> None:
    rewrite(folder, name, content)
    with pytest.raises(ModelError, match=says):
        PairModel.load(folder)


def test_a_changed_file_is_refused(folder: Path) -> None:
    (folder / "labels.json").write_bytes(labels(temperature=2.0))
    with pytest.raises(ModelError, match=r"labels\.json"):
        PairModel.load(folder)


def test_a_folder_of_another_kind_is_refused(folder: Path) -> None:
    card = json.loads((folder / "card.json").read_text())
    del card["files"]["labels.json"]
    (folder / "card.json").write_text(json.dumps(card))
    with pytest.raises(ModelError, match="does not list"):
        PairModel.load(folder)
