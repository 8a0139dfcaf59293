"""A library: a folder of articles that can be searched. `library.sqlite3` holds what was added, `index.sqlite3` what is found by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, Self

from reportedly.errors import LibraryError
from reportedly.records import Coverage, Search, Span
from reportedly.store.articles import Articles
from reportedly.store.index import Index

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from reportedly.records import Article, Outlet, Statement
    from reportedly.store.index import Located
    from reportedly.store.leaving import Left
    from reportedly.store.meaning import Embedder
    from reportedly.store.stored import Stored

__all__ = ["Hit", "Library"]

#: Articles that may wait to be indexed while more are added; whoever searches or closes the library takes in the rest.
_WAITING: Final = 64


class Hit(NamedTuple):
    """A sentence of an article that bears likeness to a query; its score is 1 when it is the first by words and by meaning."""

    article: str
    span: Span
    score: float


class Library:
    """An open library; make it with `Library.open`, close it by leaving its `with` block.

    Nothing that is returned depends on the order in which articles were added, but for two versions of one article whose dates do not tell
    which is the newer: then it is the one that was added later. One process can write at a time, others wait for it;
    an object is for one thread.
    """

    def __init__(self, articles: Articles, index: Index) -> None:
        self._articles = articles
        self._index = index
        self._waiting = 0

    @classmethod
    def open(cls, path: Path, *, vectors: Embedder, create: bool = True) -> Self:
        """Open the library in a folder.

        Args:
            path: The folder.
            vectors: Make vectors of sentences; when the library was indexed by others, it is indexed again at the first search.
            create: Whether to make a library where there is none.

        Raises:
            LibraryError: There is none, it cannot be opened, or it is from a newer version.
        """
        file = path / "library.sqlite3"
        if not file.is_file() and not create:
            raise LibraryError(f"{path}: no library there; make one with `reportedly add`")
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(f"{path}: cannot be made ({error.strerror}); choose another folder for the library") from error
        articles = Articles(file)
        try:
            return cls(articles, Index(path / "index.sqlite3", articles, vectors))
        except BaseException:
            articles.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if kind is None and self._waiting:
                self._index.cover()
        finally:
            self.close()

    def close(self) -> None:
        """Close the files."""
        self._index.close()
        self._articles.close()

    def add(self, article: Article, *, raw: bytes | None = None) -> bool:
        """Keep an article; once this returns it stays, whatever happens to the process or to the power.

        Adding the same sources again brings nothing twice. A text or a headline that is a version of an article of the library (it stands
        at the same address, or has the same id by the same newsroom) takes its place, unless its date says that it is the older; the old
        one is kept apart, and no search, count or digest has it.

        Args:
            article: It is kept exactly.
            raw: The bytes it was read from, whose digest the article names.

        Returns:
            False when this id was there with this text and headline, as an article or as an old version of one: all stays as it is.

        Raises:
            SourceError: A text of another newsroom is kept under this id, it is not Unicode, or the bytes are not those it names.
            LibraryError: The library cannot be written (a full disk); all that was added before is kept.
        """
        return self._waits(self._articles.add(article, raw))

    def restore(self, stored: Stored, raw: bytes | None, beside: Collection[str]) -> bool:
        """Keep an article as it was stored in another library; else as `add`.

        A version of an article of this library goes in as an old one, unless its date says that it is the newer.

        Args:
            stored: The article.
            raw: As of `add`.
            beside: The ids of articles that it stood beside in the other library, and so is no version of.

        Raises:
            SourceError: As `add`.
            ValueError: What is stored is no article.
            LibraryError: As `add`.
        """
        return self._waits(self._articles.restore(stored, raw, beside))

    def restore_former(self, key: str, stored: Stored, raw: bytes | None) -> bool:
        """Keep an old version of an article as it was stored in another library; False when it was there.

        Raises:
            SourceError: There is no such article, or as `add`.
            ValueError: What is stored is no article.
            LibraryError: As `add`.
        """
        return self._articles.restore_former(key, stored, raw)

    def revise(self, key: str, article: Article, *, raw: bytes | None = None) -> bool:
        """Keep an article as the newest version of another, as who has just seen both knows it to be; else as `add`.

        Args:
            key: The id of the other; where there is none of it, the article is added.
            article: The article.
            raw: The bytes it was read from.
        """
        return self._waits(self._articles.revise(key, article, raw))

    @property
    def versions(self) -> int:
        """How many of the articles that were added by this object are versions of articles that were there."""
        return self._articles.versions

    def versions_of(self, article: Article) -> tuple[str, ...]:
        """Return the ids of the library's articles of which this is a version, its own among them where it is there; sorted."""
        return self._articles.versions_of(article)

    def _waits(self, fresh: bool) -> bool:  # noqa: FBT001  what was asked
        """Count an article that is to be indexed, and index those that wait when they are many."""
        self._waiting += fresh
        if self._waiting >= _WAITING:
            self.index()
        return fresh

    def add_many(self, articles: Iterable[tuple[Article, bytes | None]]) -> int:
        """Add articles with their bytes one by one, as `add` does; return how many were not there."""
        return sum(self.add(article, raw=raw) for article, raw in articles)

    def remove(self, article: str) -> Left | None:
        """Take an article out, with its statements, its passages in the index, and the page and the outlet that no other article has.

        Returns:
            What left; None when there is no such article.

        Raises:
            LibraryError: The library cannot be written.
        """
        left = self._articles.remove(article)
        self.index()
        return left

    def rebuild(self, tell: Callable[[int, int], None]) -> None:
        """Make the index anew from the articles; where it is interrupted, the next search makes the rest.

        Args:
            tell: Is told how many articles of how many are in it.

        Raises:
            LibraryError: The index cannot be written.
        """
        self._index.rebuild(tell)
        self._waiting = 0

    def index(self) -> None:
        """Take in what was added since the library was last indexed; a search does it by itself."""
        self._index.cover()
        self._waiting = 0

    def __len__(self) -> int:
        return len(self._articles)

    def __contains__(self, key: str) -> bool:
        return bool(self._articles.places((key,)))

    def ids(self) -> tuple[str, ...]:
        """Return the ids of the articles, sorted."""
        return self._articles.ids()

    def article(self, key: str) -> Article:
        """Return the article of an id.

        Raises:
            LibraryError: There is none, or it is damaged.
        """
        return self._articles.article(key)

    def articles(self) -> Iterator[Article]:
        """Yield all articles, sorted by id."""
        return self._articles.all()

    def page(self, sha256: str) -> bytes:
        """Return the bytes that an article was read from, by its `sha256`.

        Raises:
            LibraryError: They were not kept, or are damaged.
        """
        return self._articles.page(sha256)

    def has(self, stored: Stored) -> bool:
        """Whether an article is stored so, and is no old version."""
        return self._articles.has(stored)

    def has_page(self, sha256: str) -> bool:
        """Whether the bytes of a digest are kept."""
        return self._articles.has_page(sha256)

    def outlets(self) -> tuple[Outlet, ...]:
        """Return the outlets of the articles with the facts they came with, sorted by name."""
        return self._articles.outlets()

    def statements(self, article: str, made_by: str) -> tuple[Statement, ...] | None:
        """Return the statements kept for an article by what made them; None when they were never made."""
        return self._articles.statements(article, made_by)

    def keep_statements(self, article: str, statements: Iterable[Statement], made_by: str) -> None:
        """Keep the statements of an article.

        Raises:
            LibraryError: There is no such article, or the library cannot be written.
        """
        self._articles.keep_statements(article, statements, made_by)

    def unattributed(self, made_by: str) -> tuple[str, ...]:
        """Return the ids of the articles whose statements were never made by this, sorted."""
        return self._articles.unattributed(made_by)

    def search(self, texts: Sequence[str], *, limit: int, excluding: Collection[str] = ()) -> tuple[tuple[Hit, ...], ...]:
        """Find the sentences nearest to each text, by the words they share and by what they mean.

        Args:
            texts: The queries; asking them all at once is much faster than one by one.
            limit: How many sentences for each.
            excluding: Ids of articles to leave out.

        Returns:
            For each text its hits, best first; equals stand by article and place.
        """
        found = self._index.search(texts, limit=limit, excluding=self._articles.places(excluding))
        names = self._articles.named({located.article for each in found for located in each})
        held = ([located for located in each if located.article in names] for each in found)
        return tuple(tuple(sorted((_hit(located, names) for located in each), key=_rank)[:limit]) for each in held)

    def similar_articles(self, article: Article, *, limit: int) -> tuple[str, ...]:
        """Return the ids of the library's articles that share runs of words with this one, most alike first, itself left out."""
        scores = self._index.alike(article.text)
        names = self._articles.named(scores)
        ranked = sorted((-score, names[row]) for row, score in scores.items() if names.get(row, article.id) != article.id)
        return tuple(name for _, name in ranked[:limit])

    def contents(self) -> dict[str, str]:
        """Return a digest of each article by its id, sorted: another where anything of the article is another."""
        return self._articles.contents()

    def digest(self) -> str:
        """Return a digest of all articles, whatever the order they were added in."""
        return self._articles.digest()

    def coverage(self) -> Coverage:
        """Say what a search of this library covers."""
        count = len(self)
        return Coverage(articles=count, searches=(Search(name="library", state="ok" if count else "empty"),))


def _hit(located: Located, names: dict[int, str]) -> Hit:
    return Hit(names[located.article], located.span, located.score)


def _rank(hit: Hit) -> tuple[float, str, Span]:
    return -hit.score, hit.article, hit.span
