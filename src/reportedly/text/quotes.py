"""Quotation marks to quotations.

Straight and curly double marks, two straight single ones in their place, guillemets, and single marks where they stand as quotation
marks. A quotation that is not closed at the end of its paragraph carries on when the next paragraph opens with a mark again, which is
how newspapers print long ones.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.records import Span
from reportedly.text.sentences import paragraphs

__all__ = ["MARKS", "Quotation", "inside", "quotations"]

#: Every character that may open or close a quotation.
MARKS = "\"“”„«»'‘’"
_PAIRS = {'"': '"', "“": "”", "„": "”", "«": "»", "‘": "’", "'": "'"}
_DOUBLE = frozenset('"“„«')


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch between quotation marks, inside one paragraph."""

    #: The words without the marks.
    inner: Span
    #: The words with the marks.
    outer: Span
    #: False when the paragraph ends first.
    closed: bool


def quotations(text: str) -> tuple[Quotation, ...]:
    """Return the quotations in order; they do not overlap, and one inside another is part of the outer.

    >>> [q.inner.of("He said “no” twice.") for q in quotations("He said “no” twice.")]
    ['no']
    """
    return tuple(q for paragraph in paragraphs(text) for q in _within(text, paragraph))


def inside(span: Span, found: tuple[Quotation, ...]) -> bool:
    """Whether the span lies wholly between the marks of one of the quotations."""
    return any(q.outer.start <= span.start and span.end <= q.outer.end for q in found)


def _within(text: str, paragraph: Span) -> list[Quotation]:
    found = []
    at = paragraph.start
    while at < paragraph.end:
        if text.startswith("''", at) and _opens(text, at, paragraph):
            found.append(_of_two(text, at, paragraph))
            at = found[-1].outer.end
        elif text[at] in _PAIRS and _opens(text, at, paragraph):
            quotation = _from(text, at, paragraph)
            found.append(quotation)
            at = quotation.outer.end
        else:
            at += 1
    return [q for q in found if q.inner.start < q.inner.end]


def _from(text: str, at: int, paragraph: Span) -> Quotation:
    mark = text[at]
    closing = _PAIRS[mark]
    for end in range(at + 1, paragraph.end):
        if (text[end] == closing or (mark == "“" and text[end] == '"')) and _closes(text, end, paragraph, single=mark not in _DOUBLE):
            return Quotation(Span(at + 1, end), Span(at, end + 1), closed=True)
    if mark in _DOUBLE:
        return Quotation(Span(at + 1, paragraph.end), Span(at, paragraph.end), closed=False)
    return Quotation(Span(at, at), Span(at, at + 1), closed=False)


def _of_two(text: str, at: int, paragraph: Span) -> Quotation:
    """A quotation between marks of two straight single ones each, as some agencies send them."""
    end = text.find("''", at + 2, paragraph.end)
    if end < 0:
        return Quotation(Span(at + 2, paragraph.end), Span(at, paragraph.end), closed=False)
    return Quotation(Span(at + 2, end), Span(at, end + 2), closed=True)


def _opens(text: str, at: int, paragraph: Span) -> bool:
    """A mark opens at the start of a word; a single one must not be an apostrophe ('90s, ’tis), so it needs a partner."""
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if text[at] in "“„«":
        return True
    return not before.isalnum() and not after.isspace() and (text[at] in _DOUBLE or not after.isdigit())


def _closes(text: str, at: int, paragraph: Span, *, single: bool) -> bool:
    if not single:
        return True
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return (
        not after.isalnum()
        and not text[at - 1].isspace()
        and not (text[at - 1] in "sS" and after == " " and _has_later(text, at, paragraph))
    )


def _has_later(text: str, at: int, paragraph: Span) -> bool:
    """Whether a later single mark of this paragraph closes too, so that this one may be a plural's apostrophe."""
    mark = text[at]
    return any(
        text[i] == mark and not text[i - 1].isspace() and (i + 1 >= paragraph.end or not text[i + 1].isalnum())
        for i in range(at + 1, min(paragraph.end, at + 400))
    )
