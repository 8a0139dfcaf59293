"""The article's own voice: sentences in which nobody else is said to say anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.attribute.datelines import behind_dateline
from reportedly.attribute.relate import Layout, Utterance, trimmed
from reportedly.records import Span
from reportedly.text.sentences import words

if TYPE_CHECKING:
    from reportedly.records import Spans

__all__ = ["own_sentences"]

#: Shorter sentences are headings, labels and exclamations, unless they have a verb and a full stop ("Nobody was hurt.").
_LEAST = 4
_SHORT = re.compile(
    r"(?!(?:by|see|read|watch|click|listen|follow|subscribe|updated|published|posted|image|photo|related)\b)[A-ZÀ-Þ0-9][\w’'\-]*\s+(?:[\w’'\-]+\s+)?"
    r"(?:is|are|was|were|has|have|had|did|died|fell|rose|came|went|left|broke|burned|burnt|sank|fled|won|lost|shut|survived|escaped|[a-z]{3,}ed)"
    r"(?:\s+[\w’'\-]+)?\.",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\b(?:declin|refus)\w+ to (?:comment|say|be (?:named|identified|quoted|drawn))\b|\b(?:would|could|did|does|do|has"
    r"|have) ?(?:not|n[’']t) (?:say|comment|respond|immediately|be reached|return)"
    r"|\bcould not be reached\b|\bcalls? .{0,40}not returned\b|\bcontact us\b|\b(?:sign up|subscribe|follow us|click here|read more)\b"
    r"|\bcontributed (?:\w+ )?to (?:this|the) (?:report|story|article|piece)\b"
    r"|\bon (?:the )?condition of anonymity\b|\b(?:ask|want|wish)\w* not to be (?:named|identified)\b"
    r"|^(?:©|copyright|photo:|image:|picture:|by )",
    re.IGNORECASE,
)


def own_sentences(layout: Layout, found: tuple[Utterance, ...], *, left_out: Spans = ()) -> tuple[Spans, ...]:
    """Return the contents of the own-voice statements in text order, one for each sentence that attributes nothing.

    Args:
        layout: The article's text.
        found: The attributed utterances.
        left_out: Spans that are not news (boilerplate).
    """
    taken = [span for u in found for level in u.levels for span in (*level.content, *([level.cue] if level.cue else []))]
    out: list[Spans] = []
    for sentence in layout.sentences:
        if any(sentence.overlaps(span) for span in (*taken, *left_out)):
            continue
        content = trimmed(behind_dateline(sentence, layout.text, layout.paragraphs), layout.text)
        content = Span(content.start, content.end + 1) if layout.text[content.end : content.end + 1] == "." else content
        said = content.of(layout.text)
        if _is_sentence(said) and not _NOTHING.search(said) and said.rstrip()[-1:] != "?":
            out.append((content,))
    return tuple(out)


def _is_sentence(said: str) -> bool:
    return len(words(said)) >= _LEAST or bool(_SHORT.fullmatch(said.strip()))
