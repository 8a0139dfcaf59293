"""Where a content begins and ends: without outer quotation marks and joints; with the word that opens its clause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.records import Span
from reportedly.text.quotes import MARKS

if TYPE_CHECKING:
    from reportedly.records import Spans

__all__ = ["opened", "trimmed"]

_OPENER = re.compile(r"\bthat,?\s+[\"“‘'«]?$")
_LEADING = re.compile(r"^(?:[\s,;:—–-]|(?:that|as saying|as having said)\b(?=\s))+", re.IGNORECASE)
#: The stop of the sentence, not of an abbreviation.
_FULL_STOP = re.compile(r"(?<=[a-z0-9à-ÿ)])\.\Z")
_STRAY = re.compile(r"[\s,;:—–-]+$")
_TRAILING = re.compile(r"(?:\s+(?:but|and|that|as|while|when|who|although|though)|[\s,;:—–-]+)+$")
#: A sentence or a quotation can end with any word.
_ENDS = re.compile(r"[\s,;]*(?:[.!?:\"“”)]|$)")
_AUXILIARIES = re.compile(r"(?:\s+(?:has|have|had|was|were|is|are|been|being|long|often|also|repeatedly|widely|once|be|to))+$")


def trimmed(span: Span, text: str) -> Span:
    """The span without outer quotation marks, a leading "that", and joints at its ends."""
    start, end = span
    if _FULL_STOP.search(text, start, end) and text[end : end + 1] not in MARKS:
        end -= 1
    lead = _LEADING.match(text[start:end])
    start += lead.end() if lead else 0
    trail = _STRAY.search(text[start:end]) if _ENDS.match(text, end) else _TRAILING.search(text[start:end])
    end = start + trail.start() if trail else end
    left_over = None if _ENDS.match(text, end) else _AUXILIARIES.search(text[start:end])
    end = start + left_over.start() if left_over else end
    inner = text[start:end]
    if len(inner) > 1 and inner[0] in MARKS and not _closed_inside(inner):
        start += 1
    if end > start and text[end - 1] in MARKS and text[end - 1] != "'" and not _opened_inside(text[start : end - 1]):
        end -= 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    return Span(start, max(start, end))


def opened(content: Spans, cue: Span | None, text: str) -> Spans:
    """Return a content with the "that" before each of its spans: part of the words as they stand, but not of what they put forward."""
    out = []
    for span in content:
        low = max(0, span.start - 12, cue.end if cue and cue.end <= span.start else 0)
        found = _OPENER.search(text[low : span.start])
        out.append(Span(low + found.start(), span.end) if found else span)
    return tuple(out)


def _closed_inside(words_: str) -> bool:
    """Whether the mark at the start closes before the last character, so that it opens a quotation inside the words."""
    closing = {"“": "”", "‘": "’", "«": "»"}.get(words_[0], words_[0])
    return closing in words_[1:-1]


def _opened_inside(words_: str) -> bool:
    """Whether a quotation is open at the end of the words, so that the mark behind closes it."""
    straight = words_.count('"') % 2 == 1
    return straight or words_.count("“") > words_.count("”") or words_.count("‘") > max(words_.count("’"), 0)
