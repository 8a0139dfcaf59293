"""A form that was sent -> what it asks: a link, pasted text, a file, a page the bookmarklet sent, an article of the library, a claim."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from reportedly.errors import UsageError
from reportedly.ingest import Given, is_date
from reportedly.web.asked import Asked, web_link

if TYPE_CHECKING:
    from reportedly.web.desk import Desk

__all__ = ["asked_by", "field_of"]

_LONGEST_CLAIM: Final = 2000
_LONGEST_NAME: Final = 500


async def asked_by(form: FormData, desk: Desk) -> Asked:
    """Return what the form of the first page, or one with a part of its fields, asks.

    Raises:
        UsageError: It asks nothing, or what cannot be.
    """
    if "demo" in form:
        return Asked(kind="demo", name="the story that ships with the program")
    if claim := " ".join(field_of(form, "claim").split()):
        if len(claim) > _LONGEST_CLAIM:
            raise UsageError(f"Expected one sentence as the claim, found {len(claim):,} characters.")
        return Asked(kind="claim", name=f"“{claim[:80]}”", claim=claim)
    if key := field_of(form, "article"):
        article = await run_in_threadpool(desk.shelves.article, key)
        if article is None:
            raise UsageError("The library holds this article no more.")
        return Asked(kind="article", name=article.title or article.outlet.name, article=article)
    given = _given(form)
    keep = "keep" in form
    if key := field_of(form, "sent"):
        sent = desk.held.take(key)
        if sent is None:
            raise UsageError("The page that was sent is no longer here; send it again.")
        url = given.url or sent.url
        return Asked(
            kind="article", name=sent.title or url or "the page that was sent", raw=sent.raw, given=replace(given, url=url), keep=keep
        )
    return await _pasted(form, given, keep=keep)


async def _pasted(form: FormData, given: Given, *, keep: bool) -> Asked:
    file = form.get("file")
    if isinstance(file, UploadFile) and file.filename:
        raw = await file.read()
        if not raw:
            raise UsageError(f"{file.filename[:80]}: the file is empty.")
        return Asked(kind="article", name=file.filename[:120], raw=raw, given=given, keep=keep)
    words = field_of(form, "what").replace("\r\n", "\n")
    if not words:
        raise UsageError("Paste a link or the text of an article, or choose a file.")
    if link := web_link(words):
        return Asked(kind="article", name=link[:200], link=link, given=given, keep=keep)
    name = given.title or f"“{' '.join(words[:60].split())} …”"
    return Asked(kind="article", name=name, raw=words.encode("utf-8", "replace"), given=given, keep=keep)


def _given(form: FormData) -> Given:
    """What the reader says of the article; what is left empty is looked for in it."""
    published = field_of(form, "published") or None
    if published is not None and not is_date(published):
        raise UsageError(f"Expected a date such as 2031-03-13, found {published[:40]!r}.")
    url = field_of(form, "url")
    if url and web_link(url) is None:
        raise UsageError("Expected an address such as https://harbourpost.example/story as the article’s address.")
    outlet, title = (field_of(form, name)[:_LONGEST_NAME] or None for name in ("outlet", "title"))
    return Given(outlet=outlet, title=title, url=web_link(url), published=published)


def field_of(form: FormData, name: str) -> str:
    """Return the words of a field, without blanks around them; empty where there is none."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""
