"""What a time phrase is read from (its words by kind, and the day it is seen from) and what it is read as (days, or the reason why not)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reportedly.text.time_words import kind

if TYPE_CHECKING:
    from datetime import date

    from reportedly.text.periods import Period
    from reportedly.text.time_words import Word

__all__ = ["AS_WRITTEN", "NO_DATE", "OpenError", "Parts", "Reader", "Reading", "View", "read"]

AS_WRITTEN = "as written"
NO_DATE = "no published date"


class OpenError(ValueError):
    """The phrase tells no days; the message says why."""


class Reading(NamedTuple):
    """The days a phrase means and how that was read; no days, and why, where it stays open."""

    period: Period | None
    how: str


@dataclass(frozen=True, slots=True)
class View:
    """Where a phrase is read from."""

    #: The published day; None when not known.
    now: date | None
    #: Whether the phrase speaks of what is to come; None where nothing around it tells.
    future: bool | None = None

    def day(self) -> date:
        """Return the day to read from.

        Raises:
            OpenError: It is not known.
        """
        if self.now is None:
            raise OpenError(NO_DATE)
        return self.now


@dataclass(frozen=True, slots=True)
class Parts:
    """The words of one phrase, by kind."""

    words: tuple[Word, ...]

    def values(self, name: str) -> tuple[int, ...]:
        """Return the values of all words of a kind, in text order."""
        letter = kind(name)
        return tuple(word.value for word in self.words if word.kind == letter)

    def value(self, name: str) -> int | None:
        """Return the value of the first word of a kind; None without one."""
        return next(iter(self.values(name)), None)

    def has(self, *names: str) -> bool:
        """Tell whether a word of one of these kinds is there."""
        return any(self.values(name) for name in names)


Reader = Callable[[Parts, View], Reading]


def read(reader: Reader, parts: Parts, view: View) -> Reading:
    """Return what the reader makes of the words; open, and why, where they tell no days."""
    try:
        return reader(parts, view)
    except OpenError as why:
        return Reading(None, str(why))
    except (ValueError, OverflowError):
        return Reading(None, "no such date")
