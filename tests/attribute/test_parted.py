"""Contents that source and cue part in two."""

from __future__ import annotations

import pytest

from reportedly.attribute.parted import inverted, joined
from reportedly.attribute.relate import Layout
from reportedly.records import Span


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The engineers, said Holt, were told to wait.", "Holt", ["The engineers", "were told to wait."]),
        (
            "The engineers, said Una Holt, who has worked there since 1990, were told to wait.",
            "Una Holt, who has worked there since 1990",
            ["The engineers", "were told to wait."],
        ),
        ("It was late; the gate, said a guard, had jammed.", "a guard", ["the gate", "had jammed."]),
        ("“The engineers,” said Holt, were told to wait.", None, []),
        ("Holt said the engineers, the welders, were told to wait.", None, []),
        ("The engineers left, said Holt, and the gate was shut.", None, []),
    ],
)
def test_subject_and_verb_on_two_sides_of_the_cue(text: str, source: str | None, content: list[str]) -> None:
    found = inverted(span(text, "said"), Layout.of(text))
    assert (found[0].of(text), [s.of(text) for s in found[1]]) == (source, content) if found else source is None


@pytest.mark.parametrize(
    ("text", "seen", "content"),
    [
        ("The result, Ada said, was a flood.", "was a flood", ["The result", "was a flood"]),
        ("The mill, which, Ada said, had burned, was old.", "had burned", ["which", "had burned"]),
        (
            "The pumps failed, Ada said on Monday, because of the frost.",
            "because of the frost",
            ["The pumps failed", "because of the frost"],
        ),
        ("The pumps failed, Ada said, because of the frost.", "The pumps failed", ["The pumps failed", "because of the frost."]),
        ("In Skarn, Ada said, the bridge was shut.", "the bridge was shut", ["the bridge was shut"]),
        ("“The pumps failed,” Ada said, because of the frost.", "The pumps failed", ["The pumps failed"]),
        ("The pumps failed, Ada said, adding that it froze.", "The pumps failed", ["The pumps failed"]),
        ("The gate was open, Ada said, and nobody stood there.", "The gate was open", ["The gate was open", "and nobody stood there."]),
        ("The gate was open, Ada said, and guards said it never closed.", "The gate was open", ["The gate was open"]),
        ("On Monday Ada said was too late.", "was too late", ["was too late"]),
    ],
)
def test_the_other_part_of_a_content(text: str, seen: str, content: list[str]) -> None:
    found = joined((span(text, seen),), span(text, "Ada"), span(text, "said"), Layout.of(text))
    assert content == [s.of(text) for s in found]
