"""Derivations to origin groups: articles that are one by whole-article derivation, and the root they grow from.

A wire is the root of the articles that hang on it. One agency tells many stories: articles that hang on one agency are one group only
where they share text, so two groups can have the same root.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from reportedly.records import OriginGroup
from reportedly.text.shingles import Digests, digests, folded, shingles
from reportedly.trace.credits import WIRE
from reportedly.trace.reading import Moment, moment, telling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reportedly.records import Article, Derivation

__all__ = ["joined", "origin_groups", "stories"]

#: Articles of one wire tell one story when the shorter has this share of its runs of words in common with the other.
_ONE_STORY = 0.35
#: They are one text when the longer has this share in common with the other.
_ONE_TEXT = 0.9
_SHINGLE = 4
#: And appeared within so many days.
_DAYS = 4


def origin_groups(articles: Iterable[Article], derivations: Iterable[Derivation]) -> tuple[OriginGroup, ...]:
    """Return a partition of the articles by certain whole-article derivation, sorted by root, then by articles.

    Args:
        articles: In any order.
        derivations: What `derive` gave for them.
    """
    held, found = tuple(articles), tuple(derivations)
    return joined(held, found, stories(held, found))


def stories(articles: Iterable[Article], derivations: Iterable[Derivation]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of articles that hang on one wire and tell one story (an article with itself where it has no other).

    Beside them stand those that took parts from one source, and are one text.

    Args:
        articles: In any order.
        derivations: What `derive` gave for them.
    """
    by_id = _by_id(articles)
    found = tuple(derivations)
    return (*_one_story(_whole(found, by_id), by_id), *_twins(found, by_id))


def joined(articles: Iterable[Article], derivations: Iterable[Derivation], pairs: Iterable[tuple[str, str]]) -> tuple[OriginGroup, ...]:
    """Return the partition of `origin_groups`, given its `stories`: no text is read, so articles without theirs will do.

    Args:
        articles: In any order.
        derivations: Among them; their evidence does not count.
        pairs: Articles that are one besides.
    """
    by_id = _by_id(articles)
    whole = _whole(derivations, by_id)
    forest = _Forest(by_id)
    for derivation in whole:
        if derivation.source in by_id:
            forest.join(derivation.source, derivation.to)
    for one, other in pairs:
        forest.join(one, other)
    takers: dict[str, list[Derivation]] = defaultdict(list)
    for derivation in whole:
        takers[derivation.to].append(derivation)
    groups = [OriginGroup(root=_root(group, [d for key in group for d in takers[key]], by_id), articles=group) for group in forest.groups()]
    return tuple(sorted(groups, key=lambda g: (g.root, g.articles)))


def _by_id(articles: Iterable[Article]) -> dict[str, Article]:
    return {article.id: article for article in sorted(articles, key=lambda a: (a.id, a.text), reverse=True)}


def _whole(derivations: Iterable[Derivation], by_id: Mapping[str, Article]) -> list[Derivation]:
    return [d for d in derivations if d.certain and d.whole and d.to in by_id]


class _Forest:
    """A partition that grows by joining."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._parent = {key: key for key in keys}

    def find(self, key: str) -> str:
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first

    def groups(self) -> list[tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self._parent):
            found[self.find(key)].append(key)
        return [tuple(group) for group in found.values()]


@dataclass(frozen=True, slots=True)
class _Text:
    """An article by what it shares with others of one wire."""

    id: str
    runs: Digests
    telling: frozenset[str]
    at: Moment | None

    @classmethod
    def of(cls, article: Article) -> _Text:
        """Read it."""
        said = folded(article.text)
        return cls(article.id, np.unique(shingles(digests(said), _SHINGLE)), telling(said), moment(article))

    def is_near(self, other: _Text) -> bool:
        """Whether the two appeared within days of each other, as far as is known."""
        return self.at is None or other.at is None or abs(self.at.days_after(other.at)) <= _DAYS


def _one_story(whole: Sequence[Derivation], by_id: Mapping[str, Article]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that hang on one wire and tell one story: they share runs of words, or the one was shown by the other's text."""
    wires: dict[str, dict[str, bool]] = defaultdict(dict)
    for derivation in whole:
        if derivation.source.startswith(WIRE):
            wires[derivation.source][derivation.to] = derivation.kind != "credit"
    for _, takers in sorted(wires.items()):
        texts = [_Text.of(by_id[key]) for key in sorted(takers)]
        yield from ((a.id, b.id) for a, b in combinations(texts, 2) if a.is_near(b) and _shares(a.runs, b.runs))
        credited = [text for text in texts if not takers[text.id]]
        yield from ((text.id, _nearest(text, credited or texts)) for text in texts if takers[text.id])


def _twins(derivations: Iterable[Derivation], by_id: Mapping[str, Article]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that are one text, among those that took from one source: none of them needs be named as the other's."""
    takers: dict[str, set[str]] = defaultdict(set)
    for derivation in derivations:
        if derivation.certain and derivation.kind in {"copy", "rewrite"} and derivation.to in by_id:
            takers[derivation.source].add(derivation.to)
    for _, keys in sorted(takers.items()):
        texts = [_Text.of(by_id[key]) for key in sorted(keys)] if len(keys) > 1 else []
        yield from ((a.id, b.id) for a, b in combinations(texts, 2) if a.is_near(b) and _is_one(a.runs, b.runs))


def _is_one(one: Digests, other: Digests) -> bool:
    most = max(len(one), len(other))
    return most > 0 and len(np.intersect1d(one, other, assume_unique=True)) >= _ONE_TEXT * most


def _shares(one: Digests, other: Digests) -> bool:
    least = min(len(one), len(other))
    return least > 0 and len(np.intersect1d(one, other, assume_unique=True)) >= _ONE_STORY * least


def _nearest(text: _Text, texts: Sequence[_Text]) -> str:
    """Return the other article that has most of this one's telling words; the article itself when there is no other."""
    others = [other for other in texts if other.id != text.id]
    return max(others, key=lambda other: (len(text.telling & other.telling), other.id), default=text).id


def _root(group: tuple[str, ...], inside: Sequence[Derivation], by_id: Mapping[str, Article]) -> str:
    """Return the wire that most of the group hangs on, else the earliest article that took nothing whole."""
    wires = sorted(d.source for d in inside if d.source.startswith(WIRE))
    if wires:
        return max(dict.fromkeys(wires), key=wires.count)
    takers = {d.to for d in inside}
    return min((key for key in group if key not in takers), default=min(group), key=lambda key: _age(by_id[key]))


def _age(article: Article) -> tuple[bool, str, str]:
    at = moment(article)
    return at is None, at.at.isoformat() if at else "", article.id
