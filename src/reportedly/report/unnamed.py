"""Voices without a name, in words: how many they claim to be, and how near they stand to what they tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reportedly.report.pieces import inner_quotes, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.records import Proximity, Unnamed, Voice

__all__ = ["nearness", "unnamed_note", "unnamed_sentence"]

#: By where they stand, when more than one is claimed or their number is not told.
_MANY: Final[dict[Proximity, str]] = {
    "official": "officials",
    "witness": "witnesses",
    "insider": "insiders",
    "expert": "experts",
    "other": "",
}


def unnamed_note(voice: Voice, text: str) -> str:
    """Return how many and how near an unnamed voice claims to be, and why it is not named ("unnamed, two insiders"); else nothing."""
    if voice.unnamed is None:
        return ""
    told, reason = _number_and_nearness(voice.unnamed), voice.unnamed.reason
    why = f" (“{inner_quotes(trimmed(reason.of(text)))}”)" if reason else ""
    return f"unnamed{f', {told}' if told else ''}{why}"


def unnamed_sentence(voice: Voice, text: str) -> str:
    """Return the same as a sentence; nothing for a voice that has a name."""
    note = unnamed_note(voice, text)
    return f"{note[0].upper()}{note[1:]}." if note else ""


def _number_and_nearness(unnamed: Unnamed) -> str:
    """Return "two insiders", "one witness", "officials", "several"; nothing where the article tells neither."""
    number, near = unnamed.number, unnamed.proximity
    noun = near if number == "one" and near != "other" else _MANY[near]
    return " ".join(word for word in ("" if number == "unknown" else number, noun) if word)


def nearness(all_of_them: Iterable[Unnamed]) -> str:
    """Return where several stand, if it is one place for all: "officials"; else nothing."""
    places = {each.proximity for each in all_of_them}
    return _MANY[places.pop()] if len(places) == 1 else ""
