"""A fault of the program itself -> the words of its line; the watch goes on."""

from __future__ import annotations

from typing import Final

__all__ = ["fault_words"]

_LONGEST: Final = 200


def fault_words(error: Exception) -> str:
    """Return what stands in the line of a fault, short and without line breaks.

    >>> fault_words(KeyError("speaker"))
    "a fault of the program: KeyError: 'speaker'"
    """
    words = " ".join(f"{type(error).__name__}: {error}".split())
    return f"a fault of the program: {words[:_LONGEST]}"
