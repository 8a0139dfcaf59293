"""A judge without a model: it believes in shared words, so that every test sees what the features alone do."""

from __future__ import annotations

import pytest

from reportedly.match.words import words_of
from reportedly.records import Scores


class WordJudge:
    """Support is the share of the left text's words that the right one has."""

    def __init__(self) -> None:
        self.read: list[tuple[str, str]] = []

    def scores(self, left: str, right: str) -> Scores:
        self.read.append((left, right))
        ours, theirs = ({w.stem for w in words_of(t) if w.carries} for t in (left, right))
        share = 0.9 * len(ours & theirs) / max(1, len(ours))
        return Scores(supports=share, contradicts=(1 - share) / 4, unrelated=(1 - share) * 3 / 4)


@pytest.fixture
def judge() -> WordJudge:
    return WordJudge()
