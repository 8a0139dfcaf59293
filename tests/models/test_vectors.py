from __future__ import annotations

import hashlib
import json
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers

from reportedly import models as package
from reportedly.errors import ModelError
from reportedly.models.vectors import Vectors

if TYPE_CHECKING:
    import numpy.typing as npt

SHIPPED = Path(package.__file__).parent / "weights" / "vectors"
PIECES = ["[UNK]", "the", "crane", "fell", "boat", "sank"]
ROWS = np.array([[0, 0, 0], [5, 5, 5], [127, 0, 0], [100, 20, 0], [0, 127, 0], [0, 100, 30]], dtype=np.int8)
WEIGHTS = np.array([1, 1, 900, 500, 900, 500], dtype=np.int16)


def write(folder: Path, rows: npt.NDArray[np.generic] = ROWS, weights: npt.NDArray[np.generic] = WEIGHTS) -> Path:
    tokenizer = Tokenizer(models.WordLevel({piece: n for n, piece in enumerate(PIECES)}, unk_token=PIECES[0]))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.enable_truncation(2)  # a folder from elsewhere may say so; nothing may be cut off
    tokenizer.save(str(folder / "tokenizer.json"))
    np.save(folder / "rows.npy", rows)
    np.save(folder / "weights.npy", weights)
    files = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("rows.npy", "tokenizer.json", "weights.npy")}
    (folder / "card.json").write_text(json.dumps({"files": files}))
    return folder


@pytest.fixture
def vectors(tmp_path: Path) -> Vectors:
    return Vectors.load(write(tmp_path))


def test_one_vector_of_length_one_a_text(vectors: Vectors) -> None:
    found = vectors.of(["the crane fell", "the boat sank"])
    assert (found.shape, vectors.dims) == ((2, 3), 3)
    assert found.dtype == np.dtype(np.float32)
    assert np.linalg.norm(found, axis=1) == pytest.approx([1, 1], abs=1e-6)
    assert found[0] == pytest.approx(np.array([164305, 10005, 5]) / np.hypot(164305, 10005), abs=1e-6)


def test_pieces_weigh_what_the_table_says(vectors: Vectors) -> None:
    crane, crane_fell, sank = vectors.of(["the crane", "the crane fell", "the boat sank"])
    assert crane @ crane_fell > 0.9
    assert crane @ sank < 0.3


def test_nothing_known_is_no_direction(vectors: Vectors) -> None:
    assert not vectors.of(["", "quux"]).any()
    assert vectors.of([]).shape == (0, 3)


@given(texts=st.lists(st.lists(st.sampled_from([*PIECES, "other"])).map(" ".join), min_size=1, max_size=9))
@settings(deadline=None)
def test_a_vector_depends_on_its_text_alone(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    vectors = Vectors.load(write(tmp_path_factory.mktemp("vectors")))
    assert np.array_equal(vectors.of(texts), np.concatenate([vectors.of([text]) for text in texts]))


def test_many_texts_take_little_more_memory_than_their_vectors(tmp_path: Path) -> None:
    """Else what `add` has at its peak hangs on its longest sentences, and grows with the library."""
    vectors = Vectors.load(write(tmp_path, np.ones((6, 256), dtype=np.int8)))
    texts = ["the crane fell " * 12] * 2000
    tracemalloc.start()
    try:
        found = vectors.of(texts)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2 * found.nbytes + 6_000_000


def test_half_a_surrogate_pair_is_an_unknown_character(vectors: Vectors) -> None:
    assert np.array_equal(vectors.of(["crane \ud83d"]), vectors.of(["crane"]))


def test_another_table_has_another_digest(vectors: Vectors, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    assert Vectors.load(write(other, rows=ROWS[:, ::-1])).sha256 != vectors.sha256


@pytest.mark.parametrize(
    ("rows", "weights"),
    [(ROWS.astype(np.int16), WEIGHTS), (ROWS, WEIGHTS.astype(np.int32)), (ROWS, WEIGHTS[:3]), (ROWS[:3], WEIGHTS[:3]), (ROWS[0], WEIGHTS)],
)
def test_a_table_of_another_shape_is_refused(tmp_path: Path, rows: npt.NDArray[np.generic], weights: npt.NDArray[np.generic]) -> None:
    with pytest.raises(ModelError, match=r"expected int8 rows|the table 3 rows"):
        Vectors.load(write(tmp_path, rows, weights))


def test_a_file_that_is_not_the_cards_is_refused(tmp_path: Path) -> None:
    write(tmp_path)
    np.save(tmp_path / "weights.npy", WEIGHTS[::-1])
    with pytest.raises(ModelError, match=r"weights\.npy"):
        Vectors.load(tmp_path)


def test_the_vectors_that_ship_tell_a_paraphrase_from_another_story() -> None:
    vectors = Vectors.load(SHIPPED)
    said, again, other = vectors.of(
        [
            "The harbour master resigned over the sinking.",
            "The port chief quit after the ship sank.",
            "Apple trees were planted by the canal.",
        ]
    )
    assert said @ again > 0.35
    assert said @ other < 0.2
