"""What the pages show of a library: an article with its statements, what is known of an outlet, the articles of one story."""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from reportedly import trace
from reportedly.records import Outlet, Tracing
from reportedly.text.sentences import sentences
from reportedly.tools import with_library_outlets

if TYPE_CHECKING:
    from reportedly.records import Article, Statement
    from reportedly.store import Library
    from reportedly.tools import Tools

__all__ = ["Shelves", "Story"]

#: Texts longer than this are not attributed while a reader waits for a page; a check takes them in its own time.
_LONGEST: Final = 60_000
#: The sentences of an article that tell what its story is.
_LEAD: Final = 5
#: Hits looked at for each sentence of the lead, and how many sentences have to lead to an article.
_HITS, _AGREED = 12, 2
#: Articles of one story that are compared, by shared runs of words and by meaning.
_SIMILAR, _NEAR = 16, 16
#: A story is told within so many days of the article it was looked up by.
_DAYS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The articles near one article, earliest first, and who took what from whom among them."""

    start: Article
    tracing: Tracing


class Shelves:
    """Reads one library; methods may be called from any thread, each opens the library for itself.

    Args:
        tools: Where the library and the models are.
    """

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._lock = threading.Lock()

    def library(self) -> Library:
        """Open the library, which is made when there is none.

        Raises:
            LibraryError: It cannot be opened.
        """
        with self._lock:
            return self._tools.library()

    def article(self, key: str) -> Article | None:
        """Return an article of the library; None when it has none of this id."""
        with self.library() as library:
            return library.article(key) if key in library.ids() else None

    def articles(self, keys: tuple[str, ...]) -> tuple[Article, ...]:
        """Return articles of the library in this order, those that are gone left out."""
        with self.library() as library:
            held = frozenset(library.ids())
            return tuple(library.article(key) for key in keys if key in held)

    def statements(self, article: Article) -> tuple[Statement, ...] | None:
        """Return the statements of an article of the library, made now if they never were; None for a text too long to wait for."""
        with self.library() as library:
            with self._lock:
                attributor = self._tools.attributor(with_library_outlets(self._tools.outlets, library))
            kept = library.statements(article.id, attributor.made_by)
            if kept is not None or len(article.text) > _LONGEST:
                return kept
            with self._lock:  # one text at a time
                return attributor.statements(article, library)

    def outlet(self, name: str) -> Outlet | None:
        """Return what is known of an outlet of this name: from the library's articles, else from the registry; None without either."""
        with self.library() as library:
            held = [outlet for outlet in library.outlets() if outlet.name == name]
        with self._lock:
            listed = self._tools.outlets.named(name)
        return next((outlet for outlet in held if outlet.source), None) or listed or next(iter(held), None)

    def story(self, article: Article) -> Story:
        """Return the articles that tell the story of an article of the library, and who took what from whom among them."""
        with self.library() as library:
            keys = _near(article, library)
            articles = [library.article(key) for key in keys if key != article.id]
            told = tuple(sorted((article, *(each for each in articles if _is_close(each, article))), key=_age))
            with self._lock:
                outlets = with_library_outlets(self._tools.outlets, library)
        derivations = trace.derive(told, outlets=outlets)
        return Story(
            start=article,
            tracing=Tracing(articles=told, derivations=derivations, origins=trace.origin_groups(told, derivations)),
        )


def _near(article: Article, library: Library) -> list[str]:
    """The ids of articles that share runs of words with an article, and of those that several sentences of its lead find."""
    lead = [span.of(article.text) for span in sentences(article.text)[:_LEAD]]
    queries = ([article.title] if article.title else []) + lead
    agreed: dict[str, int] = defaultdict(int)
    weight: dict[str, float] = defaultdict(float)
    for hits in library.search(queries, limit=_HITS, excluding={article.id}):
        for key, score in {hit.article: hit.score for hit in reversed(hits)}.items():
            agreed[key] += 1
            weight[key] += score
    near = sorted((key for key, count in agreed.items() if count >= _AGREED), key=lambda key: (-weight[key], key))[:_NEAR]
    return list(dict.fromkeys((*library.similar_articles(article, limit=_SIMILAR), *near)))


def _is_close(article: Article, to: Article) -> bool:
    days = [_day(each) for each in (article, to)]
    return days[0] is None or days[1] is None or abs(days[0] - days[1]) <= _DAYS


def _day(article: Article) -> int | None:
    try:
        return datetime.fromisoformat(article.published or "").toordinal()
    except ValueError:
        return None


def _age(article: Article) -> tuple[bool, str, str]:
    return article.published is None, article.published or "", article.id
