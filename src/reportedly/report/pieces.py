"""Cuts article text for showing: a snippet around some spans with the spans lit, and a whole article with its findings marked.

`visible` takes out what could act on a screen instead of being read: control characters and marks that turn the direction of writing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from reportedly.records import Span
from reportedly.text.sentences import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.records import Spans
    from reportedly.report.build import Numbered

_ACTING: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_AROUND: Final = 150
#: What a content can begin or end with that belongs to the sentence around it; a sign or a point before a figure stays.
_STRAY_START: Final = re.compile(r"^(?:[\s,;:!?)\]…]|[.–—-](?!\d))+(?:that\s+)?")
_STRAY_END: Final = re.compile(r"[\s,;:(\[–—-]+$")
_OPENING: Final = re.compile(r"(?:(?<=^)|(?<=[\s(\[“‘—–-]))[“\"]")
_LONGEST: Final = 160
_STOP: Final = re.compile(r"[a-z][.?!][”’\"]?(?=\s)")
#: A beginning of a sentence that is shorter tells nothing.
_BEGINNING: Final = 30


class Piece(NamedTuple):
    """Some words of a text, lit when they are what the snippet is about."""

    words: str
    lit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of an article that the same findings cover.

    `numbers` are those findings, the one with the shortest content first; `opens` and `closes` those whose content begins or ends here.
    """

    words: str
    numbers: tuple[int, ...]
    opens: tuple[int, ...]
    closes: tuple[int, ...]


def visible(text: str) -> str:
    """Replace what would act instead of being read by U+FFFD, one for one; line ends and tabs stay."""
    return _ACTING.sub("\ufffd", text)


def trimmed(words: str) -> str:
    """Return the words on one line without stray punctuation at their ends, for showing only: spans are never moved.

    >>> trimmed(", that the gates had been raised,"), trimmed("-5 degrees, he said: ")
    ('the gates had been raised', '-5 degrees, he said')
    """
    line = _STRAY_END.sub("", _STRAY_START.sub("", " ".join(words.split())))
    if line.count('"') % 2:
        line = line.removeprefix('"') if line.startswith('"') else line.removesuffix('"')
    return line or " ".join(words.split())


def tidied(text: str, spans: Spans) -> Spans:
    """Return the spans without stray punctuation at their ends, for showing only; a span of nothing else stays."""
    return tuple(_tidied(text, span) for span in spans)


def _tidied(text: str, span: Span) -> Span:
    words = span.of(text)
    start = found.end() if (found := _STRAY_START.match(words)) else 0
    end = found.start() if (found := _STRAY_END.search(words)) else len(words)
    return Span(span.start + start, span.start + end) if start < end else span


def inner_quotes(words: str) -> str:
    """Give single marks to quotations inside a quotation.

    >>> inner_quotes('he spoke of "one thing"')
    'he spoke of ‘one thing’'
    """
    return _OPENING.sub("‘", words).replace('"', "’").replace("”", "’")


def shortened(words: str, *, about: str, longest: int = _LONGEST) -> str:
    """Return a passage of at most so many code points around the first mention of a name, "…" where it was cut."""
    line = " ".join(words.split())
    if len(line) <= longest:
        return line
    at = max(line.find(about), line.find(about.rpartition(" ")[2]), 0)
    start = _word_start(line, max(0, at - longest // 2), at)
    end = _sentence_end(line, at, _word_end(line, min(len(line), start + longest), at))
    return f"{'… ' if start else ''}{line[start:end].strip()}{' …' if end < len(line) else ''}"


def _sentence_end(line: str, at: int, end: int) -> int:
    """Move left to the end of a sentence, where a short beginning of another would be left at the end of a line that is cut."""
    stops = [found.end() for found in _STOP.finditer(line, at, end)]
    return stops[-1] if end < len(line) and stops and end - stops[-1] < _BEGINNING else end


def cut(line: str, longest: int) -> str:
    """Return the beginning of a line, of at most so many code points, cut between words; a quotation that is cut is closed.

    >>> cut("Odd Brenner: “no log said otherwise at any time”", 30)
    'Odd Brenner: “no log said …”'
    """
    if len(line) <= longest:
        return line
    ending = " …”" if line.endswith("”") else " …"
    kept = line[: longest - len(ending) + 1].rpartition(" ")[0] or line[: longest - len(ending)]
    return kept.rstrip(" ,;:–—") + ending


def snippet(text: str, spans: Spans, *, around: int = _AROUND) -> tuple[Piece, ...]:
    """Return the spans lit, with some of the text around them.

    Args:
        text: The article's text.
        spans: What to light, in the order of the text.
        around: How many code points to show before and after, at most; words and paragraphs are not cut in the middle.

    Returns:
        Pieces whose words join to the snippet; "…" stands where something was left out.
    """
    pieces: list[Piece] = []
    end = 0
    for window in _windows(text, spans, around):
        if window.start > end:
            pieces.append(Piece("… ", lit=False) if not pieces else Piece(" … ", lit=False))
        pieces += _lit(text, window, spans)
        end = window.end
    if pieces and end < len(text):
        pieces.append(Piece(" …", lit=False))
    return tuple(pieces)


def _windows(text: str, spans: Spans, around: int) -> list[Span]:
    windows: list[Span] = []
    for span in spans:
        start = _word_start(text, max(span.start - around, _paragraph_start(text, span.start)), span.start)
        end = _word_end(text, min(span.end + around, _paragraph_end(text, span.end)), span.end)
        if windows and start <= windows[-1].end:
            windows[-1] = Span(windows[-1].start, max(end, windows[-1].end))
        else:
            windows.append(Span(start, end))
    return windows


def _paragraph_start(text: str, at: int) -> int:
    found = text.rfind("\n\n", 0, at)
    return 0 if found < 0 else found + 2


def _paragraph_end(text: str, at: int) -> int:
    found = text.find("\n\n", at)
    return len(text) if found < 0 else found


def _word_start(text: str, at: int, limit: int) -> int:
    """Move right to where a word begins."""
    while 0 < at < limit and not text[at - 1].isspace():
        at += 1
    return at


def _word_end(text: str, at: int, limit: int) -> int:
    """Move left to where a word ends."""
    while limit < at < len(text) and not text[at].isspace():
        at -= 1
    return at


def _lit(text: str, window: Span, spans: Spans) -> list[Piece]:
    cuts = sorted({window.start, window.end, *(c for s in spans for c in s if window.start < c < window.end)})
    return [Piece(text[a:b], lit=any(s.start <= a and b <= s.end for s in spans)) for a, b in pairwise(cuts)]


def marked(text: str, findings: Iterable[Numbered]) -> tuple[tuple[Run, ...], ...]:
    """Cut an article into paragraphs, and each paragraph into runs that the same findings cover.

    Args:
        text: The article's text.
        findings: Numbered findings; their claims' contents are spans into the text and may nest or overlap.
    """
    return in_runs(text, ((one.number, one.finding.claim.content) for one in findings if one.finding.claim.content))


def in_runs(text: str, contents: Iterable[tuple[int, Spans]]) -> tuple[tuple[Run, ...], ...]:
    """Cut an article into paragraphs, and each paragraph into runs that the same contents cover.

    Args:
        text: The article's text.
        contents: Spans into the text, which may nest or overlap, and the number that each content is known by.
    """
    held = tuple((number, tidied(text, content)) for number, content in contents)
    return tuple(_runs(text, paragraph, held) for paragraph in paragraphs(text))


def _runs(text: str, paragraph: Span, held: Sequence[tuple[int, Spans]]) -> tuple[Run, ...]:
    here = [(number, content) for number, content in held if any(s.overlaps(paragraph) for s in content)]
    cuts = sorted({*paragraph, *(c for _, content in here for s in content for c in s if paragraph.start < c < paragraph.end)})
    return tuple(_run(text, Span(a, b), here) for a, b in pairwise(cuts))


def _run(text: str, span: Span, here: Sequence[tuple[int, Spans]]) -> Run:
    covering = [(number, content) for number, content in here if any(s.contains(span) for s in content)]
    covering.sort(key=lambda pair: (sum(s.end - s.start for s in pair[1]), pair[0]))
    return Run(
        words=span.of(text),
        numbers=tuple(number for number, _ in covering),
        opens=tuple(number for number, content in covering if content[0].start == span.start),
        closes=tuple(number for number, content in covering if not text[span.end : content[-1].end].strip()),
    )
