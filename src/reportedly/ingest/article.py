"""A draft and the page it was read from -> an article: what is not news left out, credits and links found, the outlet settled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reportedly.errors import RefusedError, SourceError
from reportedly.ingest.boilerplate import verdicts
from reportedly.ingest.credits import credits_of, is_credit_line
from reportedly.ingest.draft import Block, Dated
from reportedly.ingest.language import language_name, language_of
from reportedly.records import UNKNOWN_OUTLET, Article, Link, Outlet, Span, identity
from reportedly.text.outlets import host_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.ingest.draft import Context, Draft
    from reportedly.records import Page
    from reportedly.text.outlets import Outlets

__all__ = ["article_of"]

_BLANK_LINES = re.compile(r"\n\s*\n")
_ADDRESS = re.compile(r"https?://[^\s<>\"'“”‘’)\]]+[^\s<>\"'“”‘’)\].,;:!?]")
_WORD = re.compile(r"\w{2,}")
#: Fewer words than this, and there is no article.
_FEWEST_WORDS: Final = 8


def article_of(draft: Draft, page: Page, context: Context) -> Article:
    """Return the article.

    Raises:
        SourceError: There is no text, or it is in a language that the settings do not allow.
    """
    outlet = _outlet(draft, context)
    _check_size(draft, page.source, context.settings.max_text_chars)
    kept = _keep(draft, context.outlets)
    if len(_WORD.findall(kept.text)) < _FEWEST_WORDS:
        raise SourceError(f"{page.source}: expected an article, found {_what_is_there(kept.text)}")
    language = _allowed(kept.text, page.source, context)
    given, url = context.settings.given, context.settings.given.url or draft.url
    published = Dated(given.published, "given") if given.published else draft.published
    byline = given.byline or draft.byline
    return Article(
        id=draft.id or identity(outlet.name if outlet.name != UNKNOWN_OUTLET else "", url or "", kept.text),
        outlet=outlet,
        text=kept.text,
        title=given.title or draft.title,
        url=url,
        published=published.value if published else None,
        published_from=published.how if published else None,
        byline=byline,
        credits=credits_of(kept.text, paragraph_spans(kept.text), byline, outlets=context.outlets, own=outlet),
        links=(*kept.links, *draft.links),
        language=language,
        sha256=page.sha256,
        left_out=kept.left_out,
        boilerplate=kept.boilerplate,
    )


def _check_size(draft: Draft, source: str, limit: int) -> None:
    size = len(draft.text or "") + sum(len(block.text) for block in draft.blocks)
    if size > limit:
        raise RefusedError(f"{source}: holds {size / 1e6:.1f} million characters of text; the limit for one article is {limit / 1e6:.1f}")


def paragraph_spans(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of a text, which blank lines separate, without surrounding blanks."""
    spans, start = list[Span](), 0
    for end, next_start in [*(gap.span() for gap in _BLANK_LINES.finditer(text)), (len(text), len(text))]:
        words = text[start:end]
        if words.strip():
            spans.append(Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip())))
        start = next_start
    return tuple(spans)


class _Kept:
    """What stays of a draft: the text, the spans in it that are not news, its links, and what was left out."""

    __slots__ = ("boilerplate", "left_out", "links", "text")

    def __init__(self, text: str, boilerplate: tuple[Span, ...], links: tuple[Link, ...], left_out: tuple[str, ...]) -> None:
        self.text, self.boilerplate, self.links, self.left_out = text, boilerplate, links, left_out


def _keep(draft: Draft, outlets: Outlets) -> _Kept:
    if draft.text is not None:
        return _keep_whole(draft.text, outlets)
    blocks = [block for block in draft.blocks if block.text.strip()]
    while blocks and draft.title and _same(blocks[0].text, draft.title):
        blocks.pop(0)
    reasons = verdicts([block.text for block in blocks])
    stays, left_out = list[tuple[Block, bool]](), list(draft.left_out)
    for block, reason in zip(blocks, reasons, strict=True):
        if credit := is_credit_line(block.text, outlets):
            stays.append((block, credit))
        elif reason:
            left_out.append(f"{reason}: {block.text}")
        else:
            stays.append((block, False))
    return _join(stays, tuple(left_out)) if any(not credit for _, credit in stays) else _Kept("", (), (), tuple(left_out))


def _join(stays: list[tuple[Block, bool]], left_out: tuple[str, ...]) -> _Kept:
    text, boilerplate, links = "", list[Span](), list[Link]()
    for block, is_credit in stays:
        start = len(text) + 2 if text else 0
        text += ("\n\n" if text else "") + block.text
        links += [
            Link(url=link.url, words=link.words.shifted(start) if link.words else None) for link in (block.links or _addresses(block.text))
        ]
        if is_credit:
            boilerplate.append(Span(start, len(text)))
    return _Kept(text, tuple(boilerplate), tuple(links), left_out)


def _keep_whole(text: str, outlets: Outlets) -> _Kept:
    spans = paragraph_spans(text)
    words = [span.of(text) for span in spans]
    reasons = [reason or is_credit_line(paragraph, outlets) for reason, paragraph in zip(verdicts(words), words, strict=True)]
    boilerplate = tuple(span for span, reason in zip(spans, reasons, strict=True) if reason)
    return _Kept(text, boilerplate if len(boilerplate) < len(spans) else (), tuple(_addresses(text)), ())


def _addresses(text: str) -> Iterable[Link]:
    return (Link(url=match[0], words=Span(*match.span())) for match in _ADDRESS.finditer(text))


def _same(left: str, right: str) -> bool:
    return re.sub(r"\W", "", left).casefold() == re.sub(r"\W", "", right).casefold()


def _what_is_there(text: str) -> str:
    return f"{len(_WORD.findall(text))} words of text" if text.strip() else "no text"


def _allowed(text: str, source: str, context: Context) -> str | None:
    language, allowed = language_of(text), context.settings.languages
    if language and allowed and language not in allowed:
        understood = " and ".join(language_name(code).split(" (")[0] for code in allowed)
        raise SourceError(f"{source}: the article is in {language_name(language)}; only {understood} is understood")
    return language


def _outlet(draft: Draft, context: Context) -> Outlet:
    """Settle the outlet: as given, by the registry for its domain, by the site's own name, by its domain; else unknown."""
    domain = draft.domain or draft.url or context.settings.given.url
    if name := context.settings.given.outlet or draft.outlet:
        return context.outlets.known_as(name, domain=domain)
    if domain and (listed := context.outlets.at(domain)):
        return listed
    if draft.site:
        return context.outlets.known_as(draft.site, domain=domain)
    host = host_of(domain) if domain else ""
    return Outlet.unlisted(host, domain=host) if host else Outlet.unlisted(UNKNOWN_OUTLET)
