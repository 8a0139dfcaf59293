"""A PDF -> a draft: the words of its pages, without running heads and page numbers, joined into paragraphs."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import pypdf
from pypdf.errors import PyPdfError

from reportedly.errors import SourceError
from reportedly.ingest.draft import Draft, clean
from reportedly.ingest.plain import draft_of_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.records import Page

__all__ = ["draft_of_pdf"]

logging.getLogger("pypdf").addHandler(logging.NullHandler())

#: What pypdf raises on malformed files, beside its own errors.
_MALFORMED: Final = (
    PyPdfError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    RecursionError,
    ArithmeticError,
    OSError,
    NotImplementedError,
    AssertionError,
)
_MOST_PAGES: Final = 300
_PAGE_NUMBER = re.compile(r"^(?:page )?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?$|^[-–—]\s*\d{1,4}\s*[-–—]$", re.IGNORECASE)
_FINAL = re.compile(r"[.!?:][\"'”’)\]]*$")
#: A line that ends a sentence and is shorter than this share of the usual width ends the paragraph.
_SHORT: Final = 0.85
#: A line on so many pages, and on at least half of them, is a running head.
_REPEATS: Final = 3


def draft_of_pdf(page: Page) -> Draft:
    """Return the draft of a PDF document.

    Raises:
        SourceError: It is encrypted, broken, or holds pictures of text only.
    """
    try:
        reader = pypdf.PdfReader(io.BytesIO(page.raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(f"{page.source}: the PDF is encrypted; a copy without password is needed")
        sheets = [_lines(sheet.extract_text()) for sheet in reader.pages[:_MOST_PAGES]]
        title = clean((reader.metadata.title if reader.metadata else None) or "")
    except _MALFORMED as error:
        raise SourceError(
            f"{page.source}: expected a PDF, found one that cannot be read: {clean(str(error)) or type(error).__name__}"
        ) from error
    if not any(sheets):
        raise SourceError(f"{page.source}: the PDF holds no text (scanned pictures?); text recognition is needed first")
    return _titled(draft_of_lines("\n\n".join(_paragraphs(_without_running_heads(sheets))), url=page.url), title)


def _titled(draft: Draft, title: str) -> Draft:
    """Take the title from the document's properties only when the text shows it too."""
    first = draft.blocks[0].text if draft.blocks else ""
    if draft.title or not title or not first.casefold().startswith(title.casefold()):
        return draft
    return Draft(blocks=draft.blocks[1:], title=title, published=draft.published, byline=draft.byline, url=draft.url, domain=draft.domain)


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines()]


def _without_running_heads(sheets: list[list[str]]) -> Iterator[str]:
    counts = Counter(
        line for sheet in sheets for line in {re.sub(r"\d+", "#", clean(line)) for line in sheet[:3] + sheet[-3:] if line.strip()}
    )
    running = {line for line, count in counts.items() if count >= _REPEATS and count * 2 >= len(sheets)}
    for sheet in sheets:
        for line in sheet:
            if not _PAGE_NUMBER.match(clean(line)) and re.sub(r"\d+", "#", clean(line)) not in running:
                yield line


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Join lines into paragraphs: a blank line, or a short line that ends a sentence, ends one; words cut at a line's end are mended."""
    lines = list(lines)
    widths = sorted(len(line) for line in lines if line.strip())
    usual = widths[int(0.8 * (len(widths) - 1))] if widths else 0
    text = ""
    for number, line in enumerate(lines):
        text = _mend(text, clean(line))
        ends = not line.strip() or (len(line) < _SHORT * usual and (_FINAL.search(line) or number == 0))
        if text and ends:
            yield text
            text = ""
    if text:
        yield text


def _mend(text: str, line: str) -> str:
    if re.search(r"[a-z]-$", text) and line[:1].islower():
        return text[:-1] + line
    return f"{text} {line}".strip()
