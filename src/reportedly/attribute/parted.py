"""Contents that source and cue part in two: "The pumps, said Holt, were off", "The gate, he said, had jammed".

The tagger often sees one part alone. What belongs together is told by the word behind the second comma: a finite verb goes on with what
stands before the first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.attribute.cues import speech_cues
from reportedly.records import Span

if TYPE_CHECKING:
    from reportedly.attribute.relate import Layout
    from reportedly.records import Spans

__all__ = ["inverted", "joined"]

_FINITE = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|must|did|does|do|isn[’']t|aren[’']t|wasn[’']t|weren[’']t"
    r"|won[’']t|wouldn[’']t|can[’']t|couldn[’']t|didn[’']t|doesn[’']t|hasn[’']t|hadn[’']t|cannot)\b"
)
_GOES_ON = re.compile(rf"{_FINITE}|because\b")
_WHO = (
    r"(?:[A-ZÀ-Þ][\w’'.\-]*(?: (?:of |de |van |von )?[A-ZÀ-Þ][\w’'.\-]*){0,5}"
    r"|(?:the|an?|his|her|its|their|one|two) (?:[\w’'\-]+ ){0,4}?[\w’'\-]+)"
)
_SAYS = r"(?:said|says|added|adds|warned|argued|argues|insisted|insists|explained|wrote|writes|claimed|claims)"
#: "..., said Una Thirsk, who runs it, were off"
_INVERTED = re.compile(
    rf"(?P<cue>{_SAYS}) (?P<who>{_WHO}(?:, (?!(?:{_FINITE}))[^,.;:\"“”]{{3,70}})?),(?: on [A-Z]\w+day,)? (?P<right>{_FINITE}[^\n]*)"
)
_BETWEEN = re.compile(r"(?: (?:on [A-ZÀ-Þ]\w+|yesterday|last \w+|later|today))?, [\"“'‘]*")
#: The part before the first comma begins behind one of these.
_BORDER = re.compile(r"[;:—–\"“”(][\s\"“]*|,\s+(?=which\b|who\b|that\b|but\b|and\b)")
#: The longest part before the first comma, in characters.
_LONGEST = 300


def inverted(cue: Span, layout: Layout) -> tuple[Span, Spans] | None:
    """Return source and content where a cue parts subject and verb ("The pumps, said Holt, were off"); None where it does not.

    Args:
        cue: The words of the cue.
        layout: The article's text.
    """
    text, home = layout.text, layout.sentence(cue.start)
    found = _INVERTED.match(text, cue.start, home.end)
    left = _left(cue.start, layout) if found else None
    if found is None or left is None or found.end("cue") != cue.end:
        return None
    return Span(*found.span("who")), (left, Span(found.start("right"), home.end))


def joined(content: Spans, source: Span | None, cue: Span, layout: Layout) -> Spans:
    """Return a content with its other part, where source and cue stand between commas and only one part was seen."""
    if source is None or len(content) != 1:
        return content
    text, home, only = layout.text, layout.sentence(cue.start), content[0]
    low, high = min(source.start, cue.start), max(source.end, cue.end)
    if max(source.start, cue.start) - min(source.end, cue.end) > 1 + len(" later"):
        return content
    if only.start >= high and _BETWEEN.fullmatch(text, high, only.start) and _GOES_ON.match(text, only.start):
        left = _left(low, layout)
        return (left, only) if left else content
    behind = _BETWEEN.match(text, high, home.end)
    if only.end <= low and behind and not text[only.end : low].strip(" ,") and _is_more(Span(behind.end(), home.end), only, layout):
        return (only, Span(behind.end(), home.end))
    return content


def _is_more(rest: Span, before: Span, layout: Layout) -> bool:
    """Whether what stands behind the second comma is said too: by its first word, and no other voice in it after "and"."""
    if _GOES_ON.match(layout.text, rest.start):
        return True
    said = rest.of(layout.text)
    quoted = any(q.outer.overlaps(span) for q in layout.quotations for span in (rest, before))
    return said.startswith("and ") and not quoted and not speech_cues(said)


def _left(end: int, layout: Layout) -> Span | None:
    """What stands before the comma at the end, in its clause; None where there is no comma, or a quotation ends there."""
    text, home = layout.text, layout.sentence(end)
    if text[end - 2 : end] != ", " or end - 2 <= home.start or text[end - 3] in "\"“”’'":
        return None
    borders = [m.end() for m in _BORDER.finditer(text, home.start, end - 2)]
    left = Span(max([home.start, *borders]), end - 2)
    return left if 0 < left.end - left.start <= _LONGEST else None
