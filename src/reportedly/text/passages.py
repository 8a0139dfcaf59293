"""Words taken from an article, joined into one text, with the way back to where they stand.

A content can be several spans ("A," she said. "B."). Models and features read one text; evidence must open to characters of the article.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from reportedly.records import Span

if TYPE_CHECKING:
    from reportedly.records import Spans

__all__ = ["Passage"]

_JOINT = " "


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of its own, made of the words of `spans` of some larger text, joined with a blank.

    `spans` is empty for words that stand nowhere else (a claim in the reader's own words).
    """

    text: str
    spans: Spans = ()
    #: The same words with their references filled in ("they" by a name), where the surrounding text tells; "" when nothing was filled in.
    #: A model may read this; evidence is always shown in `text`.
    gloss: str = ""
    #: ISO 8601 date that "Sunday" or "yesterday" in the text counts from; None when not known.
    date: str | None = None

    @property
    def told(self) -> str:
        """The words as a reader of the whole article understands them."""
        return self.gloss or self.text

    def spelt_out(self) -> Passage:
        """Return the passage with its references put in as its own words; its spans no longer fit."""
        return Passage(self.told, date=self.date)

    @classmethod
    def of(cls, text: str, spans: Spans, *, date: str | None = None) -> Self:
        """Take the words of the spans out of the text; the spans must lie in it, in order.

        >>> Passage.of("“Wait,” she said. “Now go.”", (Span(1, 6), Span(19, 26))).text
        'Wait, Now go.'
        """
        return cls(_JOINT.join(span.of(text) for span in spans), spans, date=date)

    def located(self, span: Span) -> Spans:
        """Return where a range of this passage stands in the larger text: as many spans as it touches, blanks of the joints left out.

        Args:
            span: A range of code points of `self.text`.

        Returns:
            Ranges of the larger text, in order; the span itself when the passage stands nowhere else.

        >>> Passage.of("aa bb cc", (Span(0, 2), Span(6, 8))).located(Span(1, 4))
        (Span(start=1, end=2), Span(start=6, end=7))
        """
        if not self.spans:
            return (span,)
        found = []
        start = 0
        for piece in self.spans:
            end = start + piece.end - piece.start
            first, last = max(span.start, start), min(span.end, end)
            if first < last:
                found.append(Span(first - start + piece.start, last - start + piece.start))
            start = end + len(_JOINT)
        return tuple(found)

    def place(self, span: Span) -> Span | None:
        """Return the first of the places of a range, for evidence that shows one; None when it only touches a joint."""
        found = self.located(span)
        return found[0] if found else None
