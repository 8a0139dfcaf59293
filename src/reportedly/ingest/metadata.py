"""What a page says about itself: JSON-LD, meta elements and headings -> title, site, byline, date, address.

The order of trust was set on saved pages of forty countries' outlets (`evals/ingest.py` measures it): JSON-LD, then the heading, then
Open Graph, then what trafilatura finds.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from reportedly.ingest.draft import Dated, clean
from reportedly.ingest.published import iso_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.html import HtmlElement

__all__ = ["About", "about"]

_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|Analysis|OpinionNews)", re.IGNORECASE)
_PAGE_TYPE = re.compile(r"(?:WebPage|VideoObject|MediaObject|CreativeWork)", re.IGNORECASE)
_DATES: Final = tuple(
    """article:published_time og:published_time og:article:published_time datepublished article.published parsely-pub-date
    cxenseparse:recs:publishtime sailthru.date dc.date.issued dcterms.created dc.date dcterms.date publish-date publish_date
    publication_date pubdate date article:publish_date ptime displaydate""".split()
)
_AUTHORS: Final = tuple(
    "author article:author parsely-author sailthru.author dc.creator dcterms.creator byl cxenseparse:author article:author_name".split()
)
_SITES: Final = ("og:site_name", "application-name", "al:android:app_name", "publisher", "dc.publisher")
_BY = re.compile(r"^\s*(?:by|von|par|por|di|van)\s*:?\s+(?=\S)", re.IGNORECASE)
_NO_NAME = re.compile(
    r"https?://|www\.|@|^\W*$|^(?:admin|editor|staff|null|none|undefined|redaktion)$|\b(?:image|photo|picture)s?:|getty", re.IGNORECASE
)
_JOINT = re.compile(r"\s+[|–—·•»-]\s+|\s*\|\s*")
#: JSON-LD nested deeper than this is not read.
_DEEPEST: Final = 8
_LONGEST_TITLE: Final = 400
#: More names than this in the markup are those of other stories.
_MOST_AUTHORS: Final = 5
_LONGEST_JSON: Final = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a page says about itself; None for what it does not say."""

    #: Every title the page gives, the most trusted first.
    titles: tuple[str, ...]
    site: str | None
    byline: str | None
    published: Dated | None
    url: str | None


def about(tree: HtmlElement, base: str | None) -> About:
    """Return what the page says about itself.

    Args:
        tree: The parsed page.
        base: The address it came from, for relative addresses.
    """
    metas, articles = _metas(tree), list(_articles(tree))
    site = _first(metas, _SITES) or _publisher(articles)
    url = _address(tree, metas, base)
    return About(
        titles=_titles(tree, metas, articles, site),
        site=site if site and not _NO_NAME.search(site) else None,
        byline=_byline(tree, metas, articles, site),
        published=_published(tree, metas, articles),
        url=url,
    )


def _metas(tree: HtmlElement) -> dict[str, tuple[str, ...]]:
    """Return the contents of the page's meta elements by name, lower case, in the order they stand."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = clean(html.unescape(element.get("content") or ""))
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return {name: tuple(contents) for name, contents in found.items()}


def _first(metas: Mapping[str, tuple[str, ...]], names: tuple[str, ...]) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _articles(tree: HtmlElement) -> Iterator[Mapping[str, object]]:
    """Yield the JSON-LD objects that describe an article; pages and videos after them."""
    nodes = [
        node
        for script in tree.iter("script")
        if "ld+json" in (script.get("type") or "").lower()
        for node in _nodes(_loads(script.text or ""))
    ]
    for pattern in (_ARTICLE_TYPE, _PAGE_TYPE):
        yield from (
            node for node in nodes if pattern.search(_type(node)) and not (pattern is _PAGE_TYPE and _ARTICLE_TYPE.search(_type(node)))
        )


def _type(node: Mapping[str, object]) -> str:
    kind = node.get("@type")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind)


def _loads(text: str) -> object:
    text = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\]\]>|\]\]>)\s*;?\s*$", "", text.strip()).strip().rstrip(";")
    if len(text) > _LONGEST_JSON:
        return None
    for attempt in (text, re.sub(r",\s*(?=[}\]])", "", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object, depth: int = 0) -> Iterator[Mapping[str, object]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _nodes(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(value.get(key), depth + 1)


def _titles(
    tree: HtmlElement, metas: Mapping[str, tuple[str, ...]], articles: list[Mapping[str, object]], site: str | None
) -> tuple[str, ...]:
    """Return every title the page gives, the most trusted first, without the name of the site."""
    headline = next((words for node in articles if _ARTICLE_TYPE.search(_type(node)) and (words := _words(node.get("headline")))), None)
    shown = [clean(heading.text_content()) for heading in tree.iter("h1")]
    shared = [_first(metas, (name,)) for name in ("og:title", "twitter:title", "dc.title", "title", "sailthru.title", "parsely-title")]
    bar = next((clean(title.text_content()) for title in tree.iter("title")), None)
    found = [title for title in (headline, *shared[:1], *shown[:2], *shared[1:], bar) if title and len(title) <= _LONGEST_TITLE]
    whole = [_without_site(title, site) for title in found]
    return tuple(dict.fromkeys(_shortened(title, whole) for title in whole))


def _shortened(title: str, others: list[str]) -> str:
    """Cut off what follows a bar or dash, where the page gives the rest as a title of its own."""
    for joint in _JOINT.finditer(title):
        if any(_folded(title[: joint.start()]) == _folded(other) for other in others):
            return title[: joint.start()]
    return title


def _folded(words: str) -> str:
    return re.sub(r"\W", "", words).casefold()


def _without_site(title: str, site: str | None) -> str:
    """Cut the name of the site off the end of a title."""
    parts = _JOINT.split(title)
    if site and len(parts) > 1 and _same_words(parts[-1], site):
        return title[: -len(parts[-1])].rstrip(" |–—·•»-")
    return title


def _same_words(left: str, right: str) -> bool:
    fold = [re.sub(r"\W|^the |\.com?$", "", words.lower()) for words in (left, right)]
    return fold[0] == fold[1] or (len(fold[1]) > 3 and (fold[0].startswith(fold[1]) or fold[1].startswith(fold[0])))  # noqa: PLR2004  "BBC" is too short to begin a word


def _words(value: object) -> str | None:
    """Return a JSON-LD value as words: a string, a name, or the first of a list."""
    if isinstance(value, list):
        return next(filter(None, map(_words, value[:1])), None)
    if isinstance(value, dict):
        return _words(value.get("name"))
    return (clean(html.unescape(value)) or None) if isinstance(value, str) else None


def _publisher(articles: list[Mapping[str, object]]) -> str | None:
    return next((name for node in articles if (name := _words(node.get("publisher")))), None)


def _byline(tree: HtmlElement, metas: Mapping[str, tuple[str, ...]], articles: list[Mapping[str, object]], site: str | None) -> str | None:
    """Return the names of who wrote it; the site's own name only when no other is given."""
    told = [_names(node.get("author") or node.get("creator")) for node in articles]
    told += [[name for content in metas.get(key, ()) for name in _names(content)] for key in _AUTHORS]
    links = tree.xpath('//a[contains(concat(" ", @rel, " "), " author ")] | //*[@itemprop="author"]')
    shown = list(dict.fromkeys(name for link in links for name in _names(clean(link.text_content()))))
    told.append(shown if len(shown) <= _MOST_AUTHORS else [])
    named = [names for names in told if names]
    people = [names for names in named if not (site and len(names) == 1 and _same_words(names[0], site))]
    return next((", ".join(dict.fromkeys(names)) for names in people or named), None)


def _names(value: object) -> list[str]:
    """Return the names in an author value: a string, an object with a name, or a list of such."""
    if isinstance(value, list):
        return list(dict.fromkeys(name for one in value for name in _names(one)))
    if isinstance(value, dict):
        return _names(value.get("name"))
    if not isinstance(value, str):
        return []
    name = _BY.sub("", clean(html.unescape(value))).strip(" ,;|")
    return [] if not name or _NO_NAME.search(name) or len(name) > _LONGEST_TITLE else [name]


def _published(tree: HtmlElement, metas: Mapping[str, tuple[str, ...]], articles: list[Mapping[str, object]]) -> Dated | None:
    for node in articles:
        for key in ("datePublished", "uploadDate", "dateCreated"):
            words = node.get(key)
            if isinstance(words, str) and (value := iso_date(words)):
                return Dated(value, f"JSON-LD {key}")
    for name in _DATES:
        if name in metas and (value := iso_date(metas[name][0])):
            return Dated(value, f"meta {name}")
    for moment in tree.xpath(
        '//time[@datetime and (@pubdate or contains(@itemprop, "datePublished"))] | //article//header//time[@datetime]'
    ):
        if value := iso_date(str(moment.get("datetime"))):
            return Dated(value, "time element")
    return None


def _address(tree: HtmlElement, metas: Mapping[str, tuple[str, ...]], base: str | None) -> str | None:
    """Return the canonical address, when it is one of the web."""
    links = [str(link.get("href") or "") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    for found in (*links, *metas.get("og:url", ())):
        try:
            url: str = urljoin(base or "", found.strip())
            if urlsplit(url).scheme in ("http", "https") and "." in urlsplit(url).netloc:
                return url
        except ValueError:
            continue
    return base
