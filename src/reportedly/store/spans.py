"""Records to the spans they hold, whatever their kind: what verifying and importing look at."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from reportedly.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["spans_in", "stray_span"]


def spans_in(value: object, field: str = "") -> Iterator[tuple[str, Span]]:
    """Yield every span of a record, of the records in it and of tuples of them, each with the field it stands in ("chain.cue")."""
    if isinstance(value, Span):
        yield field, value
    elif isinstance(value, tuple):
        for each in value:
            yield from spans_in(each, field)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for each in dataclasses.fields(value):
            yield from spans_in(getattr(value, each.name), f"{field}.{each.name}" if field else each.name)


def stray_span(record: object, text: str) -> str | None:
    """Return the first span of a record that does not lie in a text, in words ("links.words 700-720"); None when all of them do.

    >>> stray_span((Span(0, 4), Span(3, 9)), "Quay 7")
    ' 3-9'
    """
    for field, (start, end) in spans_in(record):
        if type(start) is not int or type(end) is not int or not 0 <= start <= end <= len(text):
            return f"{field} {start}-{end}"
    return None
