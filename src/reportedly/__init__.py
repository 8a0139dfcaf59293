"""Reportedly: for everything a news article puts forward, who says so, through whom, and who else says so or denies it.

    import reportedly

    library = reportedly.open_library("news")
    library.add("story.html", "https://example.com/feed.xml")
    report = reportedly.check("story.html", library=library)

The functions are those of `reportedly.api`, which is imported when one of them is first used.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.api import article, attribute, check, compare, open_library, trace

__version__ = "0.1.0"
__all__ = ["__version__", "article", "attribute", "check", "compare", "open_library", "trace"]

_FACE = frozenset(__all__) - {"__version__"}


class _Stage(ModuleType):
    """A stage whose name is also that of a function of the face: calling the one calls the other."""

    def __call__(self, *args: object, **options: object) -> object:
        return _of_face(self.__name__)(*args, **options)

    @property
    def __signature__(self) -> object:
        return import_module("inspect").signature(_of_face(self.__name__))


class _Package(ModuleType):
    """This package: it makes a stage callable when the import of the stage sets it here, whoever imports it first."""

    def __setattr__(self, name: str, value: object) -> None:
        if name in _FACE and isinstance(value, ModuleType):
            value.__class__ = _Stage
        super().__setattr__(name, value)


def _of_face(name: str) -> Callable[..., object]:
    found: Callable[..., object] = getattr(import_module("reportedly.api"), name.rpartition(".")[2])
    return found


def __getattr__(name: str) -> object:
    if name not in _FACE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return _of_face(name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


sys.modules[__name__].__class__ = _Package
