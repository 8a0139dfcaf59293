"""Cutting source and content out of numbers that are made by hand: no model is needed."""

from __future__ import annotations

import numpy as np
import pytest

from reportedly.attribute.cut import CONTENT, SOURCE, Window, course, log_odds, runs_of
from reportedly.attribute.tag import candidates, cue_ranges, frames
from reportedly.models.fitted import BORDERS, EVIDENCE, SIGNS, Fitted, Floats
from reportedly.models.tagger import Reading
from reportedly.records import Span

TEXT = "The miller said the wheel, an old one, had cracked."
WORDS = ["The", "miller", "said", "the", "wheel", ",", "an", "old", "one", ",", "had", "cracked", "."]


def fitted(*, least: float = 0.0) -> Fitted:
    """Weights that follow the links alone, and make every border cost the same."""
    evidence = np.zeros((2, len(EVIDENCE)), dtype=np.float32)
    evidence[0, EVIDENCE.index("linked as source")] = evidence[1, EVIDENCE.index("linked as content")] = 1.0
    borders = np.zeros((3, 3, len(BORDERS)), dtype=np.float32)
    borders[:, :, 0] = -2.0 * (1 - np.eye(3, dtype=np.float32))
    return Fitted(evidence, borders, np.zeros(len(SIGNS), dtype=np.float32), least)


def spans() -> tuple[Span, ...]:
    out, at = [], 0
    for word in WORDS:
        at = TEXT.index(word, at)
        out.append(Span(at, at + len(word)))
        at += len(word)
    return tuple(out)


def reading(links: Floats, *, least: float = 0.0) -> Reading:
    tags = np.full((len(WORDS), 7), 0.01, dtype=np.float32)
    tags[2, 3] = 0.9

    class Given(Reading):
        def link(self, start: int, end: int) -> tuple[int, Floats]:
            assert (start, end) == (2, 3)
            return 0, links

    return Given(spans(), tags, np.zeros((2, 3), dtype=np.float32), (), fitted(least=least))


def links(source: str, content: str) -> Floats:
    """One letter a word: `x` linked, `-` not, `?` faintly."""
    chance = {"x": 0.95, "-": 0.02, "?": 0.35}
    return np.array([[chance[c] for c in row] for row in (source, content)], dtype=np.float32)


@pytest.mark.parametrize(
    ("source", "content", "expected_source", "expected_content"),
    [
        ("xx-----------", "---xxxxxxxxx-", ["The miller"], ["the wheel, an old one, had cracked"]),
        ("xx-----------", "---xx?xxx?xx-", ["The miller"], ["the wheel, an old one, had cracked"]),
        ("xx-----------", "---xx-----xx-", ["The miller"], ["the wheel", "had cracked"]),
        ("-------------", "---xxxxxxxxx-", [], ["the wheel, an old one, had cracked"]),
    ],
)
def test_source_and_content(source: str, content: str, expected_source: list[str], expected_content: list[str]) -> None:
    (found,) = candidates(reading(links(source, content)), TEXT)

    assert expected_source == [s.of(TEXT) for s in found.frame.source]
    assert expected_content == [s.of(TEXT).rstrip(".") for s in found.frame.content]
    assert len(SIGNS) == len(found.signs)


def test_what_is_not_sure_enough_is_left_out() -> None:
    given = links("xx-----------", "---xxxxxxxxx-")

    assert 1 == len(frames(reading(given, least=0.5), TEXT))
    assert () == frames(reading(given, least=0.51), TEXT)


def test_the_cue_belongs_to_nothing() -> None:
    read = reading(links("xxxx---------", "-xxxxxxxxxxx-"))
    window = Window.of(read, TEXT, 0, len(WORDS))
    states = course(window, read.link(2, 3)[1], (2, 3), read.fitted)

    assert 0 == states[2]
    assert {0, SOURCE, CONTENT} == set(states)
    assert all(end <= 2 or start >= 3 for state in (SOURCE, CONTENT) for start, end in runs_of(states, state, window))


def test_ends_of_a_cue_that_are_faint_are_left_off() -> None:
    read = reading(links("xx-----------", "---xxxxxxxxx-"))
    read.tags[3, 4] = 0.4

    assert [(2, 3)] == cue_ranges(read, TEXT)


def test_log_odds_are_bounded() -> None:
    odds = log_odds(np.array([0.0, 0.5, 1.0], dtype=np.float32))

    assert np.isfinite(odds).all()
    assert 0 == pytest.approx(odds[1])
    assert odds[0] == pytest.approx(-odds[2], rel=1e-3)
