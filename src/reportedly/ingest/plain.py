"""Plain text -> a draft: paragraphs from blank lines or from lines, a title and a byline where the head of the text shows them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reportedly.ingest.decode import decode
from reportedly.ingest.draft import Block, Dated, Draft, clean
from reportedly.ingest.published import date_in_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.records import Page

__all__ = ["draft_of_lines", "draft_of_text"]

_NEWLINE = re.compile(r"\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
_FINAL = re.compile(r"[.!?…:;,][\"'”’)\]]*$")
_LABEL = re.compile(
    r"^(?P<label>title|headline|byline|author|date|published|outlet|source|publication|url|link)\s*:\s*(?P<words>\S.*)$", re.IGNORECASE
)
_FIELD: Final = {"headline": "title", "author": "byline", "date": "published", "source": "outlet", "publication": "outlet", "link": "url"}
_BY = re.compile(r"^(?:by|from)\s+(?P<names>[A-Z][^.!?]{1,100})$", re.IGNORECASE)
#: What a line that dates an article has beside the date.
_DATE_WORDS = re.compile(
    r"\b(?:first|last|published|updated|posted|modified|on|at|am|pm|a\.m\.|p\.m\.|gmt|utc|bst|es?d?t|ps?d?t|ce?s?t"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun"
    r"|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*)\b\.?|[\W\d_]+",
    re.IGNORECASE,
)
_LONGEST_TITLE: Final = 200
#: Lines that all end between these widths, save the last of a paragraph, were broken by a program.
_NARROWEST, _WIDEST = 35, 100
_HEAD_BLOCKS: Final = 6
_OUTLET_WORDS: Final = 4


def draft_of_text(page: Page) -> Draft:
    """Return the draft of a plain text; the title is the first short line without final punctuation, when a blank line follows it."""
    return draft_of_lines(_NEWLINE.sub("\n", decode(page.raw, page.charset)), url=page.url)


def draft_of_lines(text: str, *, url: str | None = None) -> Draft:
    """Return the draft of a text whose lines end in newlines."""
    paragraphs = list(_paragraphs(text))
    fields = _labels(paragraphs)
    if "title" not in fields and len(paragraphs) > 1 and _is_title(paragraphs[0]):
        fields["title"] = paragraphs.pop(0)
    left_out = list(_head(paragraphs, fields))
    published = fields.get("published")
    return Draft(
        blocks=tuple(Block(paragraph) for paragraph in paragraphs),
        title=fields.get("title"),
        outlet=fields.get("outlet"),
        url=url or fields.get("url"),
        domain=url or fields.get("url"),
        published=Dated(published, "byline line") if published else None,
        byline=fields.get("byline"),
        left_out=tuple(left_out),
    )


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs: blocks between blank lines, whose lines are joined when a program broke them and stand alone when not."""
    for block in re.split(r"\n[^\S\n]*\n", text):
        lines = [clean(line) for line in block.split("\n") if clean(line)]
        if _is_wrapped(lines):
            yield " ".join(lines)
        else:
            yield from lines


def _is_wrapped(lines: list[str]) -> bool:
    widths = [len(line) for line in lines]
    if len(lines) < 2 or max(widths) > _WIDEST:  # noqa: PLR2004  one line is not wrapped
        return False
    longest = max(widths)
    return (
        longest >= _NARROWEST
        and all(width >= 0.6 * longest for width in widths[:-1])
        and not all(_FINAL.search(line) for line in lines[:-1])
    )


def _is_title(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE and not _FINAL.search(line) and not _BY.match(line)


def _is_date_line(line: str) -> bool:
    """Tell whether a line has no more than a few words (an outlet's name) beside a date and a time."""
    if len(line) > _LONGEST_TITLE / 2 or re.search(r"[a-z][.!?]$", line):
        return False
    return len(_DATE_WORDS.sub(" ", line).split()) <= _OUTLET_WORDS


def _labels(paragraphs: list[str]) -> dict[str, str]:
    """Take "Title: ..." and the like off the head of the paragraphs."""
    fields: dict[str, str] = {}
    while paragraphs and (match := _LABEL.match(paragraphs[0])):
        key = match["label"].lower()
        words = match["words"]
        value = date_in_line(words) if _FIELD.get(key, key) == "published" else words
        if value is None or (not fields and key in ("source", "link")):
            break
        fields[_FIELD.get(key, key)] = value
        paragraphs.pop(0)
    return fields


def _head(paragraphs: list[str], fields: dict[str, str]) -> Iterator[str]:
    """Take the byline and the date line off the head of the paragraphs, and yield them with the reason."""
    for _ in range(_HEAD_BLOCKS):
        line = paragraphs[0] if paragraphs else ""
        if (byline := _BY.match(line)) and "byline" not in fields and not _FINAL.search(line):
            fields["byline"] = re.split(r"\s+[|•·–—-]\s+", byline["names"])[0].strip()
            reason = "byline"
        elif _is_date_line(line) and (date := date_in_line(line)):
            fields.setdefault("published", date)
            reason = "date line"
        else:
            return
        if (date := date_in_line(line)) and "published" not in fields:
            fields["published"] = date
        yield f"{reason}: {paragraphs.pop(0)}"
