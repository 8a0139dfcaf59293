"""What cues do."""

from __future__ import annotations

import pytest

from reportedly.attribute.cues import act_of, is_anaphor, is_hedge, is_silence


@pytest.mark.parametrize(
    ("cue", "lead", "content", "act"),
    [
        ("said", "", "the dam would hold", "asserts"),
        ("denied", "", "that she knew", "denies"),
        ("deny", "did not ", "that she knew", "nothing"),
        ("say", "would not ", "when the ferries would run", "nothing"),
        ("say", "would ", "only that a man was helping", "asserts"),
        ("insisted", "", "the letter was fake", "asserts"),
        ("dismissed", "", "reports that the king was ill", "denies"),
        ("rejected", "", "the offer", "asserts"),
        ("rejected as false", "", "a report that its cook was a spy", "denies"),
        ("does not accept", "", "the commission's figures", "denies"),
        ("believe", "does not ", "the plan will work", "denies"),
    ],
)
def test_act(cue: str, lead: str, content: str, act: str) -> None:
    assert act == act_of(cue, lead, content)


@pytest.mark.parametrize(
    "words", ["declined to comment", "claimed responsibility for the blast", "claimed the lives of two guards", "denied bail to both men"]
)
def test_silence(words: str) -> None:
    assert is_silence(words)


@pytest.mark.parametrize("words", ["said the fire had spread", "claimed the bank had lied"])
def test_speech_is_no_silence(words: str) -> None:
    assert not is_silence(words)


@pytest.mark.parametrize("cue", ["reportedly", "is believed to", "were said to", "allegedly"])
def test_hedge(cue: str) -> None:
    assert is_hedge(cue)


@pytest.mark.parametrize(
    ("words", "points"), [("the charge", True), ("it", True), ("the strongly worded claims", True), ("the dam would hold", False)]
)
def test_anaphor(words: str, *, points: bool) -> None:
    assert points == is_anaphor(words)
