"""A page's markup -> a draft of its article: trafilatura finds the body, this file reads paragraphs and links out of it."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from reportedly.errors import RefusedError, SourceError
from reportedly.ingest.decode import decode
from reportedly.ingest.draft import Block, Dated, Draft, clean
from reportedly.ingest.metadata import about
from reportedly.ingest.published import date_in_address
from reportedly.records import Link, Page, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element
    from lxml.html import HtmlElement


__all__ = ["draft_of_html"]

logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_BLOCKS: Final = frozenset({"p", "head", "item", "list", "quote", "row", "table", "div", "code", "fw", "body"})
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
#: Articles' pages have up to some five thousand elements; reading ten times as many would take long.
_MOST_ELEMENTS: Final = 60_000
#: A start tag up to its end; possessive, so that it is read once whatever stands in it.
_LONG_TAG = re.compile(r"<[A-Za-z][^>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^>\"']*+)*+")
_BETWEEN_ATTRIBUTES = re.compile(r"\"[^\"]*+\"|'[^']*+'|[\s/]+")
_LONGEST_TAG: Final = 5_000
_MOST_COMPARISONS: Final = 40_000**2
_DEEPEST: Final = 250
_LONG_LINE: Final = 60
_HEAD_BLOCKS: Final = 6
_LONGEST_BYLINE: Final = 100
_LINK_SHARE: Final = 0.9
#: trafilatura drops the blank between a link and a small word that follows it.
_GLUED = re.compile(r"^(?:and|or|so|to|for|by|in|of|on|at|as|is|are|was|were|the|with|that|who|which|but|has|had|have|from)\b")
#: What parsers raise on malformed markup.
_MALFORMED: Final = (etree.LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError)


def draft_of_html(page: Page) -> Draft:
    """Return the draft of the article on a page.

    Raises:
        SourceError: The bytes are no markup that can be parsed, or hold no article.
    """
    markup = _XML_DECLARATION.sub("", decode(page.raw, page.charset)).replace("\x00", "")
    _check_tags(markup, page.source)
    try:
        tree = lxml_html.document_fromstring(markup)
    except _MALFORMED as error:
        raise SourceError(f"{page.source}: expected a page, found markup that cannot be parsed: {error}") from error
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise SourceError(f"{page.source}: has more than {_MOST_ELEMENTS} elements, no article has")
    return _draft(tree, markup, page)


def _check_tags(markup: str, source: str) -> None:
    """Refuse tags with so many attributes that parsing would take minutes: the parser compares each with each."""
    work = 0
    for tag in _LONG_TAG.finditer(markup):
        if tag.end() - tag.start() > _LONGEST_TAG:
            work += len(_BETWEEN_ATTRIBUTES.split(tag[0])) ** 2
    if work > _MOST_COMPARISONS:
        raise RefusedError(f"{source}: has tags with thousands of attributes, no page needs them")


def _draft(tree: HtmlElement, markup: str, page: Page) -> Draft:
    self_told = about(tree, page.url)
    found = _extract(markup, self_told.url, page.source)
    base = self_told.url or page.url
    published = self_told.published or (date_in_address(base) if base else None)
    if published is None and found is not None and found.date:
        published = Dated(found.date, "page text")
    byline = self_told.byline or (found.author.replace("; ", ", ") if found is not None and found.author else None)
    blocks, left_out = _sorted_out(list(_blocks(found.body, base)) if found is not None else [], self_told.titles, byline)
    return Draft(
        blocks=blocks,
        left_out=left_out,
        title=next(iter(self_told.titles), None) or (clean(found.title) if found is not None and found.title else None),
        site=self_told.site,
        domain=page.url or self_told.url,
        url=self_told.url,
        published=published,
        byline=byline,
    )


def _sorted_out(blocks: list[Block], titles: tuple[str, ...], byline: str | None) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Part the paragraphs from repeated titles and bylines at the head, and from lines that are nothing but a link."""
    stay, left_out = list[Block](), list[str]()
    said = {_letters(title) for title in titles}
    for number, block in enumerate(blocks):
        if number < _HEAD_BLOCKS and _letters(block.text) in said:
            left_out.append(f"title: {block.text}")
        elif number < _HEAD_BLOCKS and byline and _is_byline(block.text, byline):
            left_out.append(f"byline: {block.text}")
        elif _is_link(block):
            left_out.append(f"link to other stories: {block.text}")
        else:
            stay.append(block)
    return tuple(stay), tuple(left_out)


def _letters(words: str) -> str:
    return re.sub(r"\W", "", words).casefold()


def _is_byline(words: str, byline: str) -> bool:
    """Tell whether a short paragraph has little more than the names of the byline (and perhaps a time)."""
    rest = re.sub(r"^by\b|\band\b|\d+ (?:minute|hour|day)s? ago|[\W\d]", " ", words.casefold())
    names = re.split(r"\W+", byline.casefold())
    return len(words) <= _LONGEST_BYLINE and all(any(word.startswith(name) for name in names if name) for word in rest.split())


def _is_link(block: Block) -> bool:
    """Tell whether a paragraph is one link and no sentence: a teaser of another story."""
    covered = sum(link.words.end - link.words.start for link in block.links if link.words)
    return len(block.links) == 1 and covered >= _LINK_SHARE * len(block.text) and not re.search(r"[.!?…:][\"”’')]*$", block.text)


def _extract(markup: str, url: str | None, source: str) -> trafilatura.settings.Document | None:
    try:
        found = trafilatura.bare_extraction(
            markup, url=url, include_links=True, include_comments=False, include_tables=False, with_metadata=True
        )
    except _MALFORMED as error:
        raise SourceError(f"{source}: expected an article, found a page that cannot be read: {error}") from error
    return None if isinstance(found, dict) else found


def _blocks(body: _Element, base: str | None) -> Iterator[Block]:
    buffer = _Buffer(base)
    for block in _walk(body, buffer, 0):
        if block.text:
            yield from _split(block)
    yield from _split(buffer.flush())


class _Buffer:
    """The paragraph that is being read: its words with single spaces, and where its links stand."""

    def __init__(self, base: str | None) -> None:
        self._base, self._text, self._links = base, "", list[Link]()

    def add(self, words: str | None) -> None:
        for number, line in enumerate((words or "").split("\v")):
            tight = f"x{line}x"
            piece = clean(tight)[1:-1]
            before = "\n" if number else ""
            self._text += before + (piece.lstrip() if self._text[-1:] in ("", " ", "\n") else piece)

    def link(self, start: int, target: str | None) -> None:
        url = _absolute(target or "", self._base)
        words = self._text[start:]
        if url and words.strip():
            self._links.append(Link(url=url, words=Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))))

    def __len__(self) -> int:
        return len(self._text)

    def flush(self) -> Block:
        text = self._text.rstrip()
        links = tuple(link for link in self._links if link.words and link.words.end <= len(text))
        self._text, self._links = "", []
        return Block(text, links)


def _walk(element: _Element, buffer: _Buffer, depth: int) -> Iterator[Block]:
    if depth > _DEEPEST or not isinstance(element.tag, str):
        return
    apart = element.tag in _BLOCKS
    if apart and len(buffer):
        yield buffer.flush()
    start = len(buffer)
    buffer.add("\v" if element.tag == "lb" else element.text)
    for child in element:
        yield from _walk(child, buffer, depth + 1)
        glued = child.tail and _GLUED.match(child.tail) and child.tag in ("ref", "hi")
        buffer.add(f" {child.tail}" if glued else child.tail)
    if element.tag == "ref":
        buffer.link(start, element.get("target"))
    if apart:
        yield buffer.flush()


def _split(block: Block) -> Iterator[Block]:
    """Yield the paragraphs of a block that used line breaks for them; single breaks in short lines become spaces."""
    lines = block.text.split("\n")
    if len(lines) == 1 or (not all(len(line) > _LONG_LINE for line in lines if line.strip()) and "\n\n" not in block.text):
        yield Block(block.text.replace("\n", " "), block.links)
        return
    start = 0
    for line in lines:
        inside = Span(start, start + len(line))
        links = tuple(
            Link(url=link.url, words=link.words.shifted(-start)) for link in block.links if link.words and inside.contains(link.words)
        )
        if line.strip():
            yield Block(line.rstrip(), links)
        start += len(line) + 1


def _absolute(target: str, base: str | None) -> str | None:
    try:
        url = urljoin(base or "", target.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    return url.split("#")[0] if parts.scheme in ("http", "https") and parts.netloc else None


def fragment_blocks(markup: str, base: str | None) -> tuple[Block, ...]:
    """Return the paragraphs of a piece of markup that is an article already (a feed's own text)."""
    if not markup.strip():
        return ()
    try:
        draft = draft_of_html(
            Page(
                source=base or "feed",
                raw=f"<html><body><article>{markup}</article></body></html>".encode("utf-8", "replace"),
                media_type="text/html",
                url=base,
            )
        )
    except SourceError:
        return ()
    return draft.blocks
