"""Datelines ("ORRIN, March 3 (Meridian Wire) —") at the head of a paragraph: no part of what is said behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.records import Span

if TYPE_CHECKING:
    from reportedly.records import Spans

__all__ = ["behind_dateline"]

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:,? (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?)?"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’\-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.'’\-]+){0,4}(?:, [A-ZÀ-Þ][\w.]{1,20}(?: [A-ZÀ-Þ][\w.]{1,20})?)?"
_CITY = r"[A-ZÀ-Þ][\w.'’\-]+(?: [A-ZÀ-Þ][\w.'’\-]+){0,3}"
_BRACKET = r"[(\[][A-ZÀ-Þ][^()\[\]\n]{1,40}[)\]]"
#: A city in capitals, with or without day and agency; any city with an agency; an agency alone. A capital or a quotation follows.
_DATELINE = re.compile(
    rf"(?:{_CAPITALS}{_DAY}(?:\s*{_BRACKET})?|{_CITY}{_DAY}\s*{_BRACKET}|{_BRACKET})\s*(?:[—–]+|-+(?=\s)|:(?=\s))\s*(?=[A-ZÀ-Þ\"“‘'])"
)


def behind_dateline(span: Span, text: str, paragraphs: Spans) -> Span:
    """Return the span without the dateline that its paragraph begins with.

    >>> text = "ORRIN (Meridian Wire) — A ferry ran aground."
    >>> behind_dateline(Span(0, len(text)), text, (Span(0, len(text)),)).of(text)
    'A ferry ran aground.'
    """
    home = next((p for p in paragraphs if p.start <= span.start < p.end), None)
    found = _DATELINE.match(text, home.start, home.end) if home else None
    return Span(found.end(), span.end) if found and span.start < found.end() < span.end else span
