"""Datelines are no part of what is said behind them."""

from __future__ import annotations

import pytest

from reportedly.attribute.datelines import behind_dateline
from reportedly.attribute.own import own_sentences
from reportedly.attribute.relate import Layout
from reportedly.records import Span


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("ORRIN — A ferry ran aground.", "A ferry ran aground."),
        ("ORRIN, March 3 — A ferry ran aground.", "A ferry ran aground."),
        ("PORT ORRIN, Lowmark, 3 March 2031 (Meridian Wire) - A ferry ran aground.", "A ferry ran aground."),
        ("Orrin (Meridian Wire) – “A ferry ran aground.”", "“A ferry ran aground.”"),
        ("(Meridian Wire) — A ferry ran aground.", "A ferry ran aground."),
        ("NATO — the alliance of thirty — met on Monday.", "NATO — the alliance of thirty — met on Monday."),
        ("The ferry (Skarn Queen) ran aground.", "The ferry (Skarn Queen) ran aground."),
        ("Orrin - A town of 900 - was cut off.", "Orrin - A town of 900 - was cut off."),
    ],
)
def test_a_dateline_is_cut(text: str, rest: str) -> None:
    assert rest == behind_dateline(Span(0, len(text)), text, (Span(0, len(text)),)).of(text)


def test_only_the_head_of_a_paragraph_has_one() -> None:
    text = "It was late.\n\nORRIN — A ferry ran aground."
    layout = Layout.of(text)
    late, ferry = layout.paragraphs
    assert late == behind_dateline(late, text, layout.paragraphs)
    assert "A ferry ran aground." == behind_dateline(ferry, text, layout.paragraphs).of(text)
    assert Span(30, 41) == behind_dateline(Span(30, 41), text, layout.paragraphs)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("ORRIN — A ferry ran aground. Nobody was hurt.", ["A ferry ran aground.", "Nobody was hurt."]),
        ("Two people died.", ["Two people died."]),
        ("Police came.", ["Police came."]),
        ("Read more.", []),
        ("Photo supplied.", []),
        ("Weather today", []),
        ("The Fennick Post's Ann Ray contributed to this report.", []),
    ],
)
def test_own_sentences(text: str, own: list[str]) -> None:
    assert own == [span.of(text) for (span,) in own_sentences(Layout.of(text), ())]
