from __future__ import annotations

import sqlite3
from contextlib import closing

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from reportedly.store import meaning
from reportedly.store.meaning import nearest, packed_vectors
from reportedly.store.rank import Best, Ranking, fused
from reportedly.store.sqlite import DamagedError

#: Few different scores, so that ties are common.
SCORES = arrays.arrays(np.float32, st.tuples(st.integers(1, 4), st.integers(1, 60)), elements=st.integers(-2, 6).map(float))


def by_hand(scores: npt.NDArray[np.float32], depth: int) -> set[tuple[int, float]]:
    positive = sorted((float(s) for s in scores if s > 0), reverse=True)
    lowest = positive[min(depth, len(positive)) - 1] if positive else 1.0
    return {(n, float(s)) for n, s in enumerate(scores) if s > 0 and s >= lowest}


@given(scores=SCORES, depth=st.integers(1, 8), block=st.integers(1, 30))
def test_the_best_are_kept_whatever_the_blocks(scores: npt.NDArray[np.float32], depth: int, block: int) -> None:
    best = Best(len(scores), depth)
    for start in range(0, scores.shape[1], block):
        best.see(start, scores[:, start : start + block])
    found = [set(zip(r.numbers.tolist(), r.scores.tolist(), strict=True)) for r in best.rankings()]
    assert found == [by_hand(row, depth) for row in scores]


def test_equals_share_a_place() -> None:
    ranking = Ranking.of(np.array([4, 1, 3, 2]), np.array([0.5, 0.9, 0.5, 0.1]), 9)
    assert ranking.numbers.tolist() == [1, 3, 4, 2]
    assert ranking.places().tolist() == [0, 1, 1, 3]


def test_first_in_both_rankings_scores_one() -> None:
    words = Ranking.of(np.array([7, 8]), np.array([3.0, 2.0]), 9)
    meant = Ranking.of(np.array([7, 9]), np.array([0.9, 0.3]), 9)
    both = fused([words, meant], 9)
    assert both.numbers.tolist() == [7, 8, 9]
    assert both.scores[0] == 1
    assert both.scores[1] == both.scores[2] == pytest.approx(10 / 11 / 2)


def test_nothing_to_join_is_nothing() -> None:
    none = Ranking.of(np.empty(0, np.int64), np.empty(0), 5)
    assert not len(fused([none, none], 5).numbers)


def index_of(each: list[npt.NDArray[np.float32]]) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE meaning (article INTEGER PRIMARY KEY, lengths BLOB, vectors BLOB)")
    for vectors in each:
        whole, lengths = packed_vectors(vectors)
        db.execute("INSERT INTO meaning (lengths, vectors) VALUES (?, ?)", (lengths.tobytes(), whole.tobytes()))
    return db


def unit(count: int, seed: int) -> npt.NDArray[np.float32]:
    rows = np.random.default_rng(seed).normal(size=(count, 256)).astype(np.float32)
    found: npt.NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return found.astype(np.float32)


def test_the_nearest_are_those_of_the_greatest_cosine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "_BLOCK", 64)
    passages, queries = unit(300, 1), unit(5, 2)
    hidden = np.zeros(300, dtype=np.bool_)
    hidden[100:140] = True
    with closing(index_of([passages[:10], passages[10:10], passages[10:250], passages[250:]])) as db:
        found = nearest(db, queries, 10, hidden)
    exact = queries @ passages.T
    exact[:, hidden] = -1
    for ranking, row in zip(found, exact, strict=True):
        assert np.abs(ranking.scores - row[ranking.numbers]).max() < 0.01
        assert len(set(ranking.numbers.tolist()) & set(np.argsort(-row)[:10].tolist())) >= 9


def test_a_score_does_not_depend_on_where_a_passage_stands() -> None:
    passages, queries = unit(200, 3), unit(3, 4)
    scores = []
    for order in (np.arange(200), np.arange(200)[::-1]):
        with closing(index_of([passages[order]])) as db:
            rankings = nearest(db, queries, 200, np.zeros(200, dtype=np.bool_))
        scores.append([dict(zip(order[r.numbers].tolist(), r.scores.tolist(), strict=True)) for r in rankings])
    assert scores[0] == scores[1]


def test_a_vector_of_zeros_is_near_to_nothing() -> None:
    with closing(index_of([np.zeros((2, 256), dtype=np.float32)])) as db:
        (ranking,) = nearest(db, unit(1, 5), 5, np.zeros(2, dtype=np.bool_))
    assert not len(ranking.numbers)


@pytest.mark.parametrize("count", [2, 4])
def test_vectors_that_are_too_few_or_too_many_are_damage(count: int) -> None:
    with closing(index_of([unit(3, 6)])) as db, pytest.raises(DamagedError):
        nearest(db, unit(1, 7), 5, np.zeros(count, dtype=np.bool_))
