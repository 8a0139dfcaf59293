"""Keep articles on disk and find their sentences again: `Library` opens a folder, `Hit` is a sentence it found."""

from reportedly.store.library import Hit, Library

__all__ = ["Hit", "Library"]
