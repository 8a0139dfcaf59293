"""The graph that the bench measures the cores with: that it is one, and that it counts what the models multiply."""

from __future__ import annotations

from evals.product import OPERATIONS, limit


def test_the_products_of_a_word_piece_are_those_of_the_models() -> None:
    a_layer = 4 * 384 * 384 + 2 * 384 * 1536
    assert OPERATIONS == 6 * a_layer * 2


def test_the_graph_is_read_and_run() -> None:
    assert limit(8) > 0
