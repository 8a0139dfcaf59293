"""An article cut into paragraphs, and these into runs of words that the same statements cover, for showing them in place."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.report.pieces import Run, tidied
from reportedly.text.sentences import paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.records import Span, Spans, Statement

__all__ = ["marked"]


def marked(text: str, statements: Sequence[Statement]) -> tuple[tuple[Run, ...], ...]:
    """Cut a text where contents begin or end.

    Args:
        text: The article's text.
        statements: Its statements; they are numbered from 1 in their order.

    Returns:
        For each paragraph its runs, whose words join to the paragraph.
    """
    held = [(number, tidied(text, each.content)) for number, each in enumerate(statements, 1)]
    return tuple(_runs(text, paragraph, held) for paragraph in paragraphs(text))


def _runs(text: str, paragraph: Span, held: Sequence[tuple[int, Spans]]) -> tuple[Run, ...]:
    here = [(number, content) for number, content in held if any(span.overlaps(paragraph) for span in content)]
    inside = {cut for _, content in here for span in content for cut in span if paragraph.start < cut < paragraph.end}
    return tuple(_run(text, start, end, here) for start, end in pairwise(sorted({*paragraph, *inside})))


def _run(text: str, start: int, end: int, here: Sequence[tuple[int, Spans]]) -> Run:
    over = [(number, content) for number, content in here if any(span.start <= start and end <= span.end for span in content)]
    over.sort(key=lambda pair: (sum(span.end - span.start for span in pair[1]), pair[0]))
    return Run(
        words=text[start:end],
        numbers=tuple(number for number, _ in over),
        opens=tuple(number for number, content in over if content[0].start == start),
        closes=tuple(number for number, content in over if content[-1].end == end),
    )
