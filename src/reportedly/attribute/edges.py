"""Where a content begins and ends: without outer quotation marks and joints; with the word that opens its clause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.records import Span
from reportedly.text.quotes import MARKS

if TYPE_CHECKING:
    from reportedly.attribute.relate import Layout
    from reportedly.records import Spans

__all__ = ["opened", "trimmed", "whole_quotations", "within_paragraphs"]

_OPENER = re.compile(r"\bthat,?\s+[\"“‘'«]?$")
_LEADING = re.compile(r"^(?:[\s,;:—–-]|(?:that|as saying|as having said)\b(?=\s))+", re.IGNORECASE)
#: The stop of the sentence, not of an abbreviation.
_FULL_STOP = re.compile(r"(?<=[a-z0-9à-ÿ)\"”])(?<!\.[a-z])\.\Z")
_ABBREVIATED = re.compile(r"\b[a-z]\.[a-z]$")
#: A double mark of two straight single ones.
_TWO = "''"
_STRAY = re.compile(r"[\s,;:—–-]+$")
_TRAILING = re.compile(r"(?:\s+(?:but|and|that|as|while|when|who|although|though)|[\s,;:—–-]+)+$")
#: A content that has so much of a quotation has all of it.
_GOOD_PART = 0.3
#: A sentence or a quotation can end with any word.
_ENDS = re.compile(r"[\s,;]*(?:[.!?:\"“”)]|$)")
_AUXILIARIES = re.compile(r"(?:\s+(?:has|have|had|was|were|is|are|been|being|long|often|also|repeatedly|widely|once|be|to))+$")


def trimmed(span: Span, text: str) -> Span:
    """The span without outer quotation marks, a leading "that", and joints at its ends."""
    start, end = span
    if _FULL_STOP.search(text, start, end) and (text[end : end + 1] or " ") not in MARKS:
        end -= 1
    lead = _LEADING.match(text[start:end])
    start += lead.end() if lead else 0
    trail = _STRAY.search(text[start:end]) if _ENDS.match(text, end) else _TRAILING.search(text[start:end])
    end = start + trail.start() if trail else end
    left_over = None if _ENDS.match(text, end) else _AUXILIARIES.search(text[start:end])
    end = start + left_over.start() if left_over else end
    start += _mark_before(text[start:end])
    end -= _mark_behind(text[start:end])
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    end += bool(_ABBREVIATED.search(text[start:end])) and text[end : end + 1] == "."
    return Span(start, max(start, end))


def _mark_before(words_: str) -> int:
    """How long the mark is that opens the words as a whole."""
    if words_.startswith(_TWO):
        return 0 if _TWO in words_[2:-1] else 2
    return int(len(words_) > 1 and words_[0] in MARKS and not _closed_inside(words_))


def _mark_behind(words_: str) -> int:
    """How long the mark is that closes the words as a whole."""
    if words_.endswith(_TWO):
        return 0 if words_[:-2].count(_TWO) % 2 else 2
    return int(words_[-1:] in MARKS and words_[-1:] not in {"", "'"} and not _opened_inside(words_[:-1]))


def opened(content: Spans, cue: Span | None, text: str) -> Spans:
    """Return a content with the "that" before each of its spans: part of the words as they stand, but not of what they put forward."""
    out = []
    for span in content:
        low = max(0, span.start - 12, cue.end if cue and cue.end <= span.start else 0)
        found = _OPENER.search(text[low : span.start])
        out.append(Span(low + found.start(), span.end) if found else span)
    return tuple(out)


def whole_quotations(content: Spans, cue: Span, layout: Layout) -> Spans:
    """Return a content that has whole each quotation it has a good part of, and ends where a quotation ends its sentence."""
    out = []
    for span in content:
        start, end = span
        for each in (q for q in layout.quotations if q.outer.overlaps(span) and not q.outer.overlaps(cue)):
            if not any(c.isalnum() for c in span.of(layout.text)):
                start, end = each.inner
            shared = min(end, each.inner.end) - max(start, each.inner.start)
            if shared > _GOOD_PART * (each.inner.end - each.inner.start) and "\n" not in each.inner.of(layout.text):
                start, end = min(start, each.inner.start), max(end, each.inner.end)
                if start == each.inner.start and layout.text[each.inner.end - 1] in ".?!" and end > each.outer.end:
                    end = each.inner.end
        out.append(trimmed(Span(start, end), layout.text) if (start, end) != span else span)
    return tuple(out)


def within_paragraphs(span: Span, layout: Layout) -> list[Span]:
    """Return the span, cut where a paragraph ends."""
    parts = [Span(max(span.start, p.start), min(span.end, p.end)) for p in layout.paragraphs if span.overlaps(p)]
    return [t for part in parts if (t := trimmed(part, layout.text)).end - t.start > 1] if len(parts) > 1 else [span]


def _closed_inside(words_: str) -> bool:
    """Whether the mark at the start closes before the last character, so that it opens a quotation inside the words."""
    closing = {"“": "”", "‘": "’", "«": "»"}.get(words_[0], words_[0])
    return closing in words_[1:-1]


def _opened_inside(words_: str) -> bool:
    """Whether a quotation is open at the end of the words, so that the mark behind closes it."""
    straight = words_.count('"') % 2 == 1
    return straight or words_.count("“") > words_.count("”") or words_.count("‘") > max(words_.count("’"), 0)
