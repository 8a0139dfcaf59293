"""What a pronoun at the head of a content means."""

from __future__ import annotations

import pytest

from reportedly.attribute.refer import references
from reportedly.attribute.relate import Layout
from reportedly.attribute.who import Memory, Who
from reportedly.ingest import load_outlets
from reportedly.records import Span


@pytest.mark.parametrize(
    ("text", "content", "means"),
    [
        ("And the lamps? They went out at ten, she said.", "They went out at ten", "the lamps"),
        ("What of the old ferry? It was sold, she said.", "It was sold", "the old ferry"),
        ("The ferry was late, and it was sold, she said.", "it was sold", "The ferry"),
        ("The lamps? Nobody knew. They went out at ten, she said.", "They went out at ten", None),
    ],
)
def test_what_is_meant(text: str, content: str, means: str | None) -> None:
    layout, at = Layout.of(text), text.index(content)
    found = references((Span(at, at + len(content)),), who=Who(layout, load_outlets()), layout=layout, speaker=None, memory=Memory())
    assert [each.name for each in found] == ([means] if means else [])
