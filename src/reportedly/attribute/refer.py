"""What the pronoun at the head of a content means, so that "it was authentic" can be compared with "the letter was fake"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.records import Reference, Span

if TYPE_CHECKING:
    from reportedly.attribute.relate import Layout
    from reportedly.attribute.who import Memory, Who
    from reportedly.records import Spans, Voice

__all__ = ["references"]

_PRONOUN = re.compile(r"(?P<word>[Hh]e|[Ss]he|[Ii]t|[Tt]hey)(?=[\s’'])")
_SUBJECT = re.compile(
    r"(?:that\s+)?(?P<what>(?:the|this|that|its|his|her|their|an?)\s+(?:[\w’'\-]+\s+){0,3}?[\w’'\-]+)"
    r"\s+(?:was|is|were|are|had|has|have|would|will|could|can|did|does|bore|showed)\b",
    re.IGNORECASE,
)
#: "And the sirens? They had sounded too late."
_ASKED = re.compile(
    r"\b(?:And|But|What of|What about|How about)\s+(?P<what>(?:the|this|that|its|his|her|their)\s+(?:[\w’'\-]+\s){0,4}?[\w’'\-]+)\?\s+\Z"
)
#: "it" reaches back so many characters for the subject of a clause before it.
_REACH = 220


def references(content: Spans, *, who: Who, layout: Layout, speaker: Voice | None, memory: Memory) -> tuple[Reference, ...]:
    """Return what the first word of a content points at, when it is a pronoun and the article tells.

    Args:
        content: The content.
        who: The resolver of the article.
        layout: The article's text.
        speaker: Who says it, when it is not quoted: "the ministry said it had" is the ministry. None for the article's own voice.
        memory: The voices that spoke before.
    """
    match = _PRONOUN.match(layout.text, content[0].start)
    if not match:
        return ()
    words, low = Span(*match.span("word")), match["word"].casefold()
    asked = _ASKED.search(layout.text, max(0, words.start - _REACH), words.start)
    if asked and low in {"it", "they"}:
        name = asked["what"]
    elif low in {"he", "she"}:
        name = who.person(words, low, memory, speaker)
    elif speaker and speaker.kind in {"organisation", "outlet"}:
        name = speaker.name
    else:
        name = _subject_before(words.start, layout.text) if low == "it" else None
    return (Reference(words=words, name=name),) if name else ()


def _subject_before(at: int, text: str) -> str | None:
    """The subject of the last clause before the offset, in the same paragraph."""
    start = max(text.rfind("\n", 0, at) + 1, at - _REACH)
    found = [m["what"] for m in _SUBJECT.finditer(text, start, at)]
    return found[-1] if found else None
