"""What a run needs, opened when first needed and once: the registry of outlets, the models, the library."""

from __future__ import annotations

import importlib.resources
import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from reportedly.attribute import attribute
from reportedly.errors import LibraryError, ModelError
from reportedly.ingest import IngestSettings, load_outlets
from reportedly.records import MadeBy, identity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

    from reportedly.models.cascade import Cascade
    from reportedly.models.pairs import PairModel
    from reportedly.models.tagger import Tagger
    from reportedly.models.vectors import Vectors
    from reportedly.records import Article, Statement
    from reportedly.store import Library
    from reportedly.text.outlets import Outlets

__all__ = ["AT_ONCE", "Attributor", "Settings", "Tools", "default_library", "side_by_side", "with_library_outlets"]

_A = TypeVar("_A")
_B = TypeVar("_B")

#: Part of what statements are kept under: raise it when the rules of `attribute` change what an article gives.
_ATTRIBUTION = "5"
_MODELS: Final = ("tagger", "pairs", "vectors")
#: Threads that work side by side. A model lets go of Python's lock while it reads; the rules around it do not, so more gain little.
AT_ONCE: Final = max(1, min(4, os.cpu_count() or 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the doors may choose."""

    #: The folder of the library.
    library: Path
    #: The user's own outlets, which add to the registry and go before it.
    outlets_file: Path | None = None
    #: A folder with folders `tagger`, `pairs`, `vectors`; those it lacks are the ones that ship.
    models: Path | None = None
    ingest: IngestSettings = field(default_factory=IngestSettings)


def default_library() -> Path:
    """Return the folder of the library where none was named: in the user's data folder."""
    from platformdirs import user_data_path  # noqa: PLC0415  only where no library was named

    return user_data_path("reportedly", appauthor=False) / "library"


@dataclass(frozen=True, slots=True)
class _Found:
    """The statements of an article, and whether the library is yet to keep them."""

    article: str
    statements: tuple[Statement, ...]
    is_new: bool


@dataclass(frozen=True, slots=True)
class Attributor:
    """Attributes articles, and keeps in the library what it found for the library's own."""

    tagger: Tagger
    outlets: Outlets
    #: Under what the library keeps the statements: they depend on the tagger, the rules, and who is known as an outlet.
    made_by: str

    def statements(self, article: Article, library: Library | None = None) -> tuple[Statement, ...]:
        """The statements of an article: the library's when it keeps them, else made now and kept there."""
        kept = library.statements(article.id, self.made_by) if library else None
        if kept is not None:
            return kept
        made = self._made(article)
        if library:
            library.keep_statements(article.id, made, self.made_by)
        return made

    def statements_of(self, articles: Iterable[Article], library: Library) -> Iterator[tuple[Statement, ...]]:
        """Yield the statements of each article, which all are the library's; several are read at a time where they must be made."""
        asked = ((article, library.statements(article.id, self.made_by)) for article in articles)
        for found in side_by_side(lambda each: self._found(*each), asked):
            if found.is_new:
                library.keep_statements(found.article, found.statements, self.made_by)
            yield found.statements

    def _found(self, article: Article, kept: tuple[Statement, ...] | None) -> _Found:
        return _Found(article.id, self._made(article) if kept is None else kept, is_new=kept is None)

    def _made(self, article: Article) -> tuple[Statement, ...]:
        return attribute(article, tagger=self.tagger, outlets=self.outlets)


def side_by_side(action: Callable[[_A], _B], asked: Iterable[_A], *, at_once: int = AT_ONCE) -> Iterator[_B]:
    """Yield what the action makes of each, in their order, while the next few are being worked on in so many threads.

    What is asked is read by the caller's own thread, only a few ahead; what it raises comes after what was asked before.
    """
    waiting: deque[Future[_B]] = deque()
    with ThreadPoolExecutor(at_once) as pool:
        try:
            for each in asked:
                waiting.append(pool.submit(action, each))
                if len(waiting) > 2 * at_once:
                    yield _first(waiting)
        except Exception:
            while waiting:  # where the work itself failed, its error is the first of them
                yield _first(waiting)
            raise
        while waiting:
            yield _first(waiting)


def _first(waiting: deque[Future[_B]]) -> _B:
    """Wait for the first and take it off; one that failed stays."""
    made = waiting[0].result()
    waiting.popleft()
    return made


class Tools:
    """The opened parts of one run.

    Args:
        settings: Where to find them.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        chosen = settings.models
        if chosen and not any((chosen / name).is_dir() for name in _MODELS):
            raise ModelError(f"{chosen}: expected a folder with a folder {', '.join(_MODELS)} (one of them, or more), found none of them")

    @cached_property
    def outlets(self) -> Outlets:
        """The registry that ships, with the user's own outlets."""
        return load_outlets(self.settings.outlets_file)

    @cached_property
    def tagger(self) -> Tagger:
        """The attribution tagger."""
        from reportedly.models.tagger import Tagger  # noqa: PLC0415  a run that tags nothing does not load it

        return Tagger.load(self._folder("tagger"))

    @cached_property
    def pairs(self) -> Cascade | PairModel:
        """The relation model."""
        from reportedly.models.cascade import load_pairs  # noqa: PLC0415  as above

        return load_pairs(self._folder("pairs"))

    @cached_property
    def vectors(self) -> Vectors:
        """The word-piece vectors."""
        from reportedly.models.vectors import Vectors  # noqa: PLC0415  as above

        return Vectors.load(self._folder("vectors"))

    def library(self, *, create: bool = True) -> Library:
        """Open the library; close it when done (it is a context manager)."""
        from reportedly.store import Library  # noqa: PLC0415  as above

        try:
            return Library.open(self.settings.library, vectors=self.vectors, create=create)
        except OSError as error:
            raise LibraryError(f"{self.settings.library}: cannot be opened ({error.strerror}); choose another library") from error

    def attributor(self, outlets: Outlets) -> Attributor:
        """What attributes articles, knowing these outlets."""
        known = sorted(f"{outlet.name}|{'|'.join(outlet.names)}" for outlet in outlets)
        return Attributor(self.tagger, outlets, identity(self.tagger.sha256, _ATTRIBUTION, *known))

    def made_by(self, library: str, version: str) -> MadeBy:
        """What a report says of its making."""
        models = (*self.pairs.made_of, ("tagger", self.tagger.sha256), ("vectors", self.vectors.sha256))
        return MadeBy(version=version, models=models, library=library)

    def over(self, library: Path) -> Tools:
        """The same parts over another library; what is open already is not opened again."""
        others = Tools(replace(self.settings, library=library))
        others.__dict__.update({name: part for name, part in vars(self).items() if name != "settings"})
        return others

    def _folder(self, name: str) -> Path:
        chosen = self.settings.models / name if self.settings.models else None
        if chosen and chosen.is_dir():
            return chosen
        return Path(str(importlib.resources.files("reportedly.models") / "weights" / name))


def with_library_outlets(outlets: Outlets, library: Library) -> Outlets:
    """The registry with the outlets of the library's articles, whose names other articles may cite."""
    fresh = [outlet for outlet in library.outlets() if outlets.named(outlet.name) is None]
    return outlets.with_more(fresh)
