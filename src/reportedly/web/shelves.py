"""What the pages show of a library: an article with its statements, what is known of an outlet, the articles of one story."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from reportedly.pipeline import traced
from reportedly.store.listing import shown
from reportedly.store.reading import Reader
from reportedly.tools import with_library_outlets
from reportedly.web.stories import neighbours

if TYPE_CHECKING:
    from reportedly.records import Article, Outlet, Statement, Tracing
    from reportedly.store import Library
    from reportedly.tools import Tools
    from reportedly.web.catalog import Catalog

__all__ = ["Shelves"]

#: Texts longer than this are not attributed while a reader waits for a page; a check takes them in its own time.
_LONGEST: Final = 60_000


class Shelves:
    """Reads one library; methods may be called from any thread, each opens the library for itself.

    Args:
        tools: Where the library and the models are.
    """

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._lock = threading.Lock()
        #: One text is attributed at a time, and nobody who wants something else waits for it.
        self._attributing = threading.Lock()

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
            with self._attributing:
                return attributor.statements(article, library)

    def versions(self, article: Article) -> tuple[Article, ...]:
        """Return the old versions of an article of the library, oldest first, those that are damaged left out."""
        with Reader(self._tools.settings.library) as reader:
            return shown(reader, article.id).versions

    def outlet(self, name: str) -> Outlet | None:
        """Return what is known of an outlet of this name: from the library's articles, else from the registry; None without either."""
        with self.library() as library:
            held = [outlet for outlet in library.outlets() if outlet.name == name]
        with self._lock:
            listed = self._tools.outlets.named(name)
        return next((outlet for outlet in held if outlet.source), None) or listed or next(iter(held), None)

    def story(self, article: Article, catalog: Catalog) -> Tracing:
        """Return the articles that tell the story of an article of the library, earliest first, and who took what from whom among them."""
        with self.library() as library:
            told = tuple(sorted((article, *neighbours(article, library, catalog)), key=_age))
            with self._lock:
                outlets = with_library_outlets(self._tools.outlets, library)
        return traced(told, outlets=outlets)


def _age(article: Article) -> tuple[bool, str, str]:
    return article.published is None, article.published or "", article.id
