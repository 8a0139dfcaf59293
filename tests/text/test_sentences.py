"""Where sentences end."""

from __future__ import annotations

import pytest

from reportedly.text.sentences import sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The gate was shut at 1.15 a.m. Warren Tull slept.", ["The gate was shut at 1.15 a.m.", "Warren Tull slept."]),
        ("The gate was shut at 1.15 a.m. Sunday, he said.", ["The gate was shut at 1.15 a.m. Sunday, he said."]),
        ("It begins at 9 p.m. Eastern.", ["It begins at 9 p.m. Eastern."]),
        ("It begins at 9 p.m. on Monday.", ["It begins at 9 p.m. on Monday."]),
        ("The U.S. Senate sat.", ["The U.S. Senate sat."]),
        ("She works for Reed & Co. The firm is old.", ["She works for Reed & Co.", "The firm is old."]),
        ("Dr. A. Ruiz came.", ["Dr. A. Ruiz came."]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert parts == [s.of(text) for s in sentences(text)]
