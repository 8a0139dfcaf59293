"""Listeners are no part of what they are told."""

from __future__ import annotations

import pytest

from reportedly.attribute.addressed import behind_listener
from reportedly.records import Span


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "cut", "expected"),
    [
        ("Ines Tarr told us her ward had no heating.", "had no heating", "her ward had no heating"),
        ("He told Reed & Sons the three new pumps had failed.", "failed", "failed"),
        ("He told Reed & Sons the new pumps had failed.", "pumps had failed", "the new pumps had failed"),
        ("She told the council its bridge would fall.", "bridge would fall", "its bridge would fall"),
        ("She told us her ward had no heating.", "us her ward had no heating", "her ward had no heating"),
        ("She told them that it would fall.", "them that it would fall", "it would fall"),
        ("She told the mayor of Skarn that it would fall.", "it would fall", "it would fall"),
        ("She told the truth about the bridge.", "the truth about the bridge", "the truth about the bridge"),
        ("She said her ward had no heating.", "had no heating", "had no heating"),
    ],
)
def test_a_content_begins_behind_the_listener(text: str, cut: str, expected: str) -> None:
    cue = span(text, "told" if "told" in text else "said")
    (found,) = behind_listener((span(text, cut),), cue, text)
    assert expected == found.of(text)


def test_what_stands_before_the_cue_is_left_as_it_is() -> None:
    text = "The ward had no heating, she told us."
    content = (span(text, "The ward had no heating"),)
    assert content == behind_listener(content, span(text, "told"), text)
