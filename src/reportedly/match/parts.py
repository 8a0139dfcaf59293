"""A content to its parts: the sentences and joined clauses of it that each claim something.

"The crack is a metre long, and the bridge will stay shut" puts forward two things, and another newsroom may have heard one of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.match.claims import is_claim
from reportedly.records import Span
from reportedly.text.passages import Passage
from reportedly.text.quotes import quotations
from reportedly.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.records import Spans

__all__ = ["parts_of"]

#: Where a clause ends and one with a subject of its own begins; a list of names is told apart by what each side claims.
_JOINT = re.compile(
    r";\s+|,?\s+[—–-]\s+|,\s+(?:and|but|while|whereas|although|though)\s+(?=(?:that\s+)?(?:the|an?|its?|his|her|their|our|my|he|she|they|we|you|I"
    r"|this|that|these|those|there|some|many|most|all|none|no|nobody|nothing|one|two|three|four|five|six|seven|eight|nine|ten|\d|[A-Z])\b)"
)
#: A content with more pieces is a speech; its first ones are looked at.
_MOST = 12


def parts_of(text: str, content: Spans) -> tuple[Span, ...]:
    """Return the parts of a content that claim something on their own, in text order; none where the content is all one.

    Args:
        text: The article's.
        content: Where the content stands in it.

    >>> text = "Two of the rooms were flooded, and the school has been shut."
    >>> [part.of(text) for part in parts_of(text, (Span(0, len(text)),))]
    ['Two of the rooms were flooded', 'the school has been shut.']
    """
    pieces = [piece for span in content for sentence in _sentences(text, span) for piece in _clauses(text, sentence)][:_MOST]
    parts = tuple(piece for piece in pieces if is_claim(Passage.of(text, (piece,))))
    return parts if len(pieces) > 1 else ()


def _sentences(text: str, span: Span) -> Iterator[Span]:
    for sentence in sentences(span.of(text)):
        yield sentence.shifted(span.start)


def _clauses(text: str, sentence: Span) -> Iterator[Span]:
    """Yield the clauses where all of them claim something, else the sentence; no cut is made inside quotation marks."""
    words = sentence.of(text)
    inside = [quotation.inner for quotation in quotations(words)]
    cuts = [m.span() for m in _JOINT.finditer(words) if not any(q.start <= m.start() < q.end for q in inside)]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(words)]
    clauses = [Span(start, end).shifted(sentence.start) for start, end in zip(starts, ends, strict=True)]
    yield from clauses if all(is_claim(Passage.of(text, (clause,))) for clause in clauses) else [sentence]
