"""Ends of statements to origins: who is one and the same, across articles that name them more or less fully.

A person is one origin however many outlets heard them. A surname alone joins the one full name it fits; where it fits two, it stays
apart and is only possible. Documents without a name of their own are one where the same newsroom saw them, or nothing tells them apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.records import Level, Origin
from reportedly.text.names import core_words, fold, same_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reportedly.trace.ends import End

__all__ = ["Root", "roots", "same_body", "sides_of"]

#: Words for documents, by genre: two documents of one genre without names of their own cannot be told apart.
_GENRES: dict[str, frozenset[str]] = {
    "memo": frozenset("memo memos memorandum memoranda note notes".split()),
    "letter": frozenset("letter letters email emails mail message messages".split()),
    "study": frozenset("study studies paper papers research survey analysis article".split()),
    "report": frozenset("report reports review audit dossier assessment findings".split()),
    "filing": frozenset("filing filings lawsuit complaint suit indictment affidavit petition motion brief court documents papers".split()),
    "data": frozenset("data figures statistics numbers estimates".split()),
    "document": frozenset("document documents file files record records".split()),
    "statement": frozenset("statement statements release communique post notice announcement".split()),
    "book": frozenset("book memoir autobiography biography".split()),
    "order": frozenset("order ruling judgment judgement decision verdict decree".split()),
}
_PLAIN = frozenset(
    "internal leaked secret confidential draft new recent classified official public joint final of the from to in on by for seen".split()
)

#: "Jorunn Vik of Ostwick": where somebody is from, after two names at least.
_HOME = re.compile(r"((?:[A-ZÀ-Þ][\w.’'-]*\s+)+[A-ZÀ-Þ][\w.’'-]*)\s+of\s+(?:the\s+)?[A-ZÀ-Þ].*")
#: Longest lower-case word that is part of a name ("van", "bin", "of the").
_PARTICLE = 3


@dataclass(frozen=True, slots=True)
class Root:
    """Ends that are one origin."""

    origin: Origin
    ends: tuple[End, ...]


def roots(ends: Iterable[End]) -> tuple[Root, ...]:
    """Return the ends grouped by origin, in the order of who is established, then by name."""
    groups: list[list[End]] = []
    fullest_first = sorted(ends, key=lambda e: (e.kind, -len(core_words(e.who)), fold(e.who), e.steps, e.said.order))
    uncertain: list[End] = []
    for end in fullest_first:
        fitting = [group for group in groups if _is_one(group[0], end)]
        if len(fitting) > 1 and end.kind == "person":
            uncertain.append(end)
        elif fitting:
            fitting[0].append(end)
        else:
            groups.append([end])
    found = [Root(_origin(group), tuple(group)) for group in groups]
    found += [Root(_origin(group, level="possible"), tuple(group)) for group in _by_name(uncertain)]
    return tuple(sorted(found, key=lambda r: (r.origin.level, fold(r.origin.who), r.origin.kind)))


def _by_name(ends: Iterable[End]) -> list[list[End]]:
    groups: dict[str, list[End]] = {}
    for end in ends:
        groups.setdefault(fold(end.who), []).append(end)
    return list(groups.values())


def _is_one(one: End, other: End) -> bool:
    """Whether the two end at one origin."""
    if one.kind != other.kind:
        return {one.kind, other.kind} == {"person", "organisation"} and fold(one.who) == fold(other.who)
    return _SAME[one.kind](one, other)


def _same_person(one: End, other: End) -> bool:
    return same_name(_without_home(one.who), _without_home(other.who))


def _without_home(name: str) -> str:
    """Return "Jorunn Vik" for "Jorunn Vik of Ostwick"; a title alone keeps its place ("the Bishop of Ostwick")."""
    match = _HOME.fullmatch(name)
    return match[1] if match and len(core_words(match[1])) > 1 else name


def _same_organisation(one: End, other: End) -> bool:
    return same_body(one.who, other.who)


def _same_newsroom(one: End, other: End) -> bool:
    return one.newsroom.key == other.newsroom.key


def _same_document(one: End, other: End) -> bool:
    if same_name(one.who, other.who) or same_body(one.who, other.who):
        return True
    first, second = _genre(one.who), _genre(other.who)
    if first != second:
        return one.newsroom.key == other.newsroom.key and "document" in {first, second}
    apart = _own_words(one) and _own_words(other) and not _own_words(one) & _own_words(other)
    return first is not None and (one.newsroom.key == other.newsroom.key or not apart)


_SAME: dict[str, Callable[[End, End], bool]] = {
    "person": _same_person,
    "organisation": _same_organisation,
    "document": _same_document,
    "outlet": _same_newsroom,
    "unnamed": _same_newsroom,
    "own": _same_newsroom,
}


def same_body(one: str, other: str) -> bool:
    """Tell whether two names are one organisation's: alike, or the one begins the other, ends it with two words, or is its first letters.

    >>> same_body("Harrow", "Harrow Mills"), same_body("NMB", "National Mills Board"), same_body("Harrow Mills", "Harrow Bank")
    (True, True, False)
    >>> same_body("Mills Board", "National Mills Board"), same_body("Board", "National Mills Board")
    (True, False)
    """
    few, many = sorted((fold(one).split(), fold(other).split()), key=len)
    if not few:
        return False
    if few == many[: len(few)] or (len(few) > 1 and few == many[-len(few) :]):
        return True
    letters = "".join(word[0] for word in many if word not in {"of", "the", "and", "for"})
    return len(few) == 1 and len(letters) > 1 and few[0].replace(".", "") == letters


def sides_of(found: Sequence[Root]) -> int | None:
    """Return the number of different affiliations of the established origins; None when there is none, or one has none."""
    sides = [root.origin.side for root in found if root.origin.level == "established"]
    if not sides or None in sides:
        return None
    distinct: list[str] = []
    for side in sorted((side for side in sides if side is not None), key=lambda s: (-len(s), s)):
        if not any(same_body(side, known) for known in distinct):
            distinct.append(side)
    return len(distinct)


def _genre(name: str) -> str | None:
    words = set(fold(name).split())
    return next((genre for genre, known in _GENRES.items() if words & known), None)


def _own_words(end: End) -> frozenset[str]:
    """Return the words of a document's name that tell it from others of its genre; capitalised or figures."""
    names = {word.strip(".,'’\"()") for word in end.who.split()[1:] if word[:1].isupper() or word[:1].isdigit()}
    genres = frozenset().union(*_GENRES.values())
    return frozenset(fold(word) for word in names if word) - genres - _PLAIN - frozenset(fold(end.newsroom.name).split())


def _origin(group: Sequence[End], *, level: Level | None = None) -> Origin:
    first = min(group, key=lambda e: (e.steps, e.said.order))
    named = first if first.kind == "document" else max(group, key=lambda e: _fullness(e.who))
    best: Level = "established" if any(end.level == "established" for end in group) else "possible"
    return Origin(
        who=f"unnamed, via {first.newsroom.name}" if first.kind == "unnamed" else named.who,
        kind=first.kind,
        level=level or best,
        side=_side(group),
        statements=tuple(sorted({end.said.place for end in group})),
    )


def _fullness(name: str) -> tuple[bool, int, int, str]:
    """Rank names: without a description before it, then with the most words, then the shortest ("Jorunn Vik" before "pilot Jorunn Vik")."""
    described = any(word[:1].islower() and len(word) > _PARTICLE for word in name.split())
    return not described, len(core_words(name)), -len(name), name


def _side(group: Sequence[End]) -> str | None:
    """Return what the origin belongs to, as most articles say; an organisation stands for itself."""
    if group[0].kind not in {"person", "organisation", "document"}:
        return None
    said = sorted(end.side for end in group if end.side)
    if said:
        return max(dict.fromkeys(said), key=lambda side: (said.count(side), len(side)))
    return max((end.who for end in group), key=lambda who: (len(who), who)) if group[0].kind == "organisation" else None
