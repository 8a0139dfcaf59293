"""Which articles of a library tell the story of one: those of the same days whose openings share its rare words.

A word counts the more, the fewer articles have it; two openings are as near as the words they share weigh against all of theirs (the
cosine of their weights). The bound was set by eye on 27 articles of a library of 20,343 from five years: what was above it was of the story
or of its matter, what stood below was not.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from reportedly.text.sentences import sentences
from reportedly.trace.reading import telling
from reportedly.web.words import stems

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from reportedly.records import Article
    from reportedly.store import Library
    from reportedly.web.catalog import Catalog

__all__ = ["neighbours"]

#: A story is told within so many days of the article it is looked up by, on either side.
_DAYS: Final = 10
#: The sentences that an article opens with.
_OPENING: Final = 6
#: Words asked for, the rarest of the opening; articles that are read for it; articles of a story at most.
_WORDS, _READ, _MOST = 24, 60, 24
#: Words in more than one of so many articles weigh nothing.
_COMMON: Final = 12
#: A library is taken to be as large as this at least: in a small one, the words of its only story are no common words.
_LEAST: Final = 2000
#: How near an opening has to be, and how many weighty words it has to share: nearer with fewer.
_BOUNDS: Final = ((0.1, 3), (0.07, 5))
#: The same for articles that share runs of words, which can be a site's own phrases.
_ALIKE: Final = (0.03, 2)


def neighbours(article: Article, library: Library, catalog: Catalog) -> tuple[Article, ...]:
    """Return the articles of the library that tell the story of one of them, nearest first, itself left out.

    Articles that share runs of words with it are among them, however they open; an article of an unknown day may be of any.
    """
    since, until = _days(article.published)
    own = _words(article)
    counts, weights = catalog.counts(own), _weights(own, catalog)
    shared = [word for word in own if weights[word] and counts[word] > 1]  # by another article than this one
    rarest = sorted(shared, key=lambda word: (-weights[word], word))[:_WORDS]
    found = [each.id for each in catalog.having(rarest, since=since, until=until, most=_READ)]
    alike = [key for key in library.similar_articles(article, limit=_MOST) if catalog.is_of_days(key, since=since, until=until)]
    others = [library.article(key) for key in dict.fromkeys((*alike, *found)) if key != article.id]
    return _nearest(own, others, frozenset(alike), catalog)


def _nearest(own: Collection[str], others: list[Article], alike: frozenset[str], catalog: Catalog) -> tuple[Article, ...]:
    held = [_words(each) for each in others]
    weights = _weights({word for words in (own, *held) for word in words}, catalog)
    near = []
    for each, words in zip(others, held, strict=True):
        shared = [word for word in words if word in own and weights[word]]
        how = _norm(shared, weights) ** 2 / ((_norm(own, weights) * _norm(words, weights)) or 1.0)
        bounds = (*_BOUNDS, _ALIKE) if each.id in alike else _BOUNDS
        if any(how >= nearness and len(shared) >= least for nearness, least in bounds):
            near.append((-how, each.id, each))
    return tuple(each for _, _, each in sorted(near, key=lambda found: found[:2])[:_MOST])


def _words(article: Article) -> frozenset[str]:
    """The stems of what an article opens with, without words that tell nothing."""
    opening = [article.title or "", *(span.of(article.text) for span in sentences(article.text)[:_OPENING])]
    kept = " ".join(word for word in " ".join(opening).split() if telling((word.strip(".,;:!?\"'“”‘’()").casefold() or "the",)))
    return stems([kept])[0]


def _weights(words: Collection[str], catalog: Catalog) -> dict[str, float]:
    size = max(len(catalog), _LEAST)
    counts = catalog.counts(words)
    return {word: max(0.0, math.log(size / _COMMON / (1 + counts[word]))) if len(word) > 2 else 0.0 for word in words}  # noqa: PLR2004  initials


def _norm(words: Collection[str], weights: Mapping[str, float]) -> float:
    return math.sqrt(sum(weights[word] ** 2 for word in sorted(words)))


def _days(published: str | None) -> tuple[str, str]:
    """The first and the last day of a story, all days where the article's is not known."""
    try:
        day = date.fromisoformat((published or "")[:10])
        return (day - timedelta(_DAYS)).isoformat(), (day + timedelta(_DAYS)).isoformat()
    except (ValueError, OverflowError):
        return "", "\uffff"
