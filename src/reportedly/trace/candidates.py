"""Which pairs of many articles are worth aligning: those that share runs of words, or many rare words within a few days.

One sorted list of (shingle, article) finds them all, so that time grows with the number of words, not of pairs. Where many articles share
a run, each is paired with the earliest few of them only: a wire printed by two hundred outlets gives a star, not twenty thousand pairs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from reportedly.text.shingles import Digests, digests, folded, shingles
from reportedly.trace.reading import moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.records import Article
    from reportedly.trace.settings import TraceSettings

__all__ = ["Candidates", "candidates"]

_Ints = npt.NDArray[np.int64]
#: In a group of articles that share a run, each is paired with so many of the earliest.
_STAR = 8
#: Two articles are versions of one text when this share of the longer one's shingles stands in both.
_SAME_VERSION = 0.6


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of positions in the article list (the lower first, sorted), and each family's boilerplate."""

    #: Pairs that share runs of words, boilerplate left out.
    runs: tuple[tuple[int, int], ...]
    #: Further pairs that share many rare words and appeared within days of each other.
    stories: tuple[tuple[int, int], ...]
    #: Family to the shingles that stand in many of its articles, sorted.
    boilerplate: dict[str, Digests]


@dataclass(frozen=True, slots=True)
class _Postings:
    """Which article has which key: parallel arrays, sorted by key, then article."""

    keys: Digests
    owners: _Ints

    @classmethod
    def of(cls, each: Sequence[Digests]) -> _Postings:
        """Return the postings of the distinct keys of each article."""
        distinct = [np.unique(keys) for keys in each]
        keys = np.concatenate([*distinct, np.empty(0, dtype=np.uint64)])
        owners = np.repeat(np.arange(len(distinct), dtype=np.int64), [len(d) for d in distinct])
        order = np.argsort(keys, kind="stable")
        return cls(keys[order], owners[order])

    def without(self, dropped: npt.NDArray[np.bool_]) -> _Postings:
        """Return the postings that are not marked."""
        return _Postings(self.keys[~dropped], self.owners[~dropped])

    def groups(self) -> tuple[_Ints, _Ints]:
        """Return, for each posting, where its key's group starts and how many postings the group has."""
        new = np.ones(len(self.keys), dtype=np.bool_)
        new[1:] = self.keys[1:] != self.keys[:-1]
        starts = np.flatnonzero(new)
        sizes = np.diff(np.append(starts, len(self.keys)))
        return np.repeat(starts, sizes), np.repeat(sizes, sizes)


def candidates(articles: Sequence[Article], settings: TraceSettings) -> Candidates:
    """Return the pairs worth aligning.

    Args:
        articles: In canonical order (earliest first, then by id): a group's star stands on its first.
        settings: The numbers.
    """
    codes = [digests(folded(article.text)) for article in articles]
    postings = _Postings.of([shingles(c, settings.shingle) for c in codes])
    boilerplate, dropped = _boilerplate(articles, postings, settings)
    runs = _pairs(postings.without(dropped), len(articles), settings.shared_shingles)
    known = set(runs)
    rare = _rare(_Postings.of(codes), settings.rare_in)
    told = _pairs(rare, len(articles), settings.rare_words)
    stories = tuple(pair for pair in told if pair not in known and _near(articles, pair, settings.days_apart))
    return Candidates(runs, stories, boilerplate)


def _pairs(postings: _Postings, count: int, least: int) -> tuple[tuple[int, int], ...]:
    """Return the pairs that share at least so many keys."""
    codes, times = _shared(postings, count)
    return tuple((int(code) // count, int(code) % count) for code in codes[times >= least])


def _shared(postings: _Postings, count: int) -> tuple[_Ints, _Ints]:
    """Return the pairs of owners, as first * count + second, and how many keys each shares; a key pairs with its group's earliest."""
    starts, sizes = postings.groups()
    at = np.arange(len(postings.keys), dtype=np.int64)
    found = [np.empty(0, dtype=np.int64)]
    for offset in range(_STAR):
        partner = starts + offset
        later = (sizes > 1) & (partner < at)
        found.append(postings.owners[partner[later]] * count + postings.owners[at[later]])
    return np.unique(np.concatenate(found), return_counts=True)


def _rare(postings: _Postings, most: int) -> _Postings:
    _, sizes = postings.groups()
    return postings.without((sizes > most) | (sizes < 2))  # noqa: PLR2004  a pair is two


def _near(articles: Sequence[Article], pair: tuple[int, int], days: int) -> bool:
    first, second = (moment(articles[n]) for n in pair)
    return first is None or second is None or abs(first.days_after(second)) <= days


def _boilerplate(
    articles: Sequence[Article], postings: _Postings, settings: TraceSettings
) -> tuple[dict[str, Digests], npt.NDArray[np.bool_]]:
    """Return each family's boilerplate, and which postings are of it.

    One text put out again and again by one outlet is no boilerplate: such articles count as one (`_versions`). Nor is what another
    family prints too, and this one only for a few days: it is one story's, told in several articles.
    """
    families = sorted({article.family for article in articles})
    number = {family: n for n, family in enumerate(families)}
    family = np.array([number[article.family] for article in articles], dtype=np.int64)[postings.owners]
    version = _versions(articles, postings)[postings.owners]
    order = np.lexsort((version, family, postings.keys))
    keys, owners, versions = postings.keys[order], family[order], version[order]
    new_group = _changes(keys) | _changes(owners)
    group = np.cumsum(new_group) - 1
    texts = np.bincount(group, weights=new_group | _changes(versions), minlength=1)
    many = (texts[group] >= settings.boilerplate_in) & ~_of_a_story(articles, (keys, group, postings.owners[order]), settings.days_apart)
    dropped = np.zeros(len(order), dtype=np.bool_)
    dropped[order] = many
    return {families[n]: np.unique(keys[many & (owners == n)]) for n in np.unique(owners[many])}, dropped


def _of_a_story(articles: Sequence[Article], postings: tuple[Digests, _Ints, _Ints], days: int) -> npt.NDArray[np.bool_]:
    """Return which postings are of a run that several families print, and this one within so many days, as far as is known.

    Args:
        articles: Their positions are the owners.
        postings: Keys, the number of the group of key and family, and owners; sorted by key, then family.
        days: How long one story is told.
    """
    keys, group, owners = postings
    if not len(keys):
        return np.zeros(0, dtype=np.bool_)
    first = np.flatnonzero(_changes(group))
    day = np.array([at.at.toordinal() if (at := moment(a)) is not None else np.nan for a in articles])[owners]
    lasted = np.fmax.reduceat(day, first) - np.fmin.reduceat(day, first)
    alone = _changes(keys[first]) & np.append(_changes(keys[first])[1:], True)
    of_a_story: npt.NDArray[np.bool_] = ~alone & ~(lasted > days)
    return of_a_story[group]


def _changes(values: npt.NDArray[np.generic]) -> npt.NDArray[np.bool_]:
    """Return where a value differs from the one before it; true at the first."""
    changed = np.ones(len(values), dtype=np.bool_)
    changed[1:] = values[1:] != values[:-1]
    return changed


def _versions(articles: Sequence[Article], postings: _Postings) -> _Ints:
    """Return one number an article, the same for articles of one family of which each is mostly the other."""
    count = len(articles)
    lengths = np.bincount(postings.owners, minlength=count)
    parent = np.arange(count, dtype=np.int64)
    codes, times = _shared(postings, count)
    left, right = np.divmod(codes, max(1, count))
    mostly = times >= _SAME_VERSION * np.maximum(lengths[left], lengths[right])
    for one, other in zip(left[mostly].tolist(), right[mostly].tolist(), strict=True):
        if articles[one].family == articles[other].family:
            parent[other] = parent[one]
    return parent
