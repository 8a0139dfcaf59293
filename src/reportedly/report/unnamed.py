"""Voices without a name, in words: how many they claim to be, and how near they stand to what they tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.records import Proximity, Unnamed

__all__ = ["nearness", "number_and_nearness"]

#: By where they stand, when more than one is claimed or their number is not told.
_MANY: Final[dict[Proximity, str]] = {
    "official": "officials",
    "witness": "witnesses",
    "insider": "insiders",
    "expert": "experts",
    "other": "",
}


def number_and_nearness(unnamed: Unnamed) -> str:
    """Return "two insiders", "one witness", "officials", "several"; nothing where the article tells neither."""
    number, near = unnamed.number, unnamed.proximity
    noun = near if number == "one" and near != "other" else _MANY[near]
    return " ".join(word for word in ("" if number == "unknown" else number, noun) if word)


def nearness(all_of_them: Iterable[Unnamed]) -> str:
    """Return where several stand, if it is one place for all: "officials"; else nothing."""
    places = {each.proximity for each in all_of_them}
    return _MANY[places.pop()] if len(places) == 1 else ""
