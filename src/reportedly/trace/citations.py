"""A citation of an outlet to the article of that outlet which it cites: the one that tells what the citing passage tells.

A link is taken at its word. Else the cited article must be of that outlet, of the same day or earlier, and share names, figures and
rare words with the passage. An outlet that has no such article in the library gives no derivation, save an agency (`wire:NAME`).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from reportedly.records import Derivation, Span, SpanPair
from reportedly.text.quotes import quotations
from reportedly.text.shingles import Digests, digests, folded, shingles
from reportedly.trace.credits import wire
from reportedly.trace.mentions import Mention, mentions
from reportedly.trace.reading import telling, weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reportedly.records import Article
    from reportedly.text.outlets import Outlets
    from reportedly.trace.reading import Moment, Reading, Sentence
    from reportedly.trace.shelf import Shelf

__all__ = ["Citation", "cited"]

#: Articles of the cited outlet that are read in full for one citation: those with most of the passage's rare words.
_TRIED = 5
#: So many telling words of the passage must stand in one place of the cited article; a figure counts for two.
_TOGETHER = 3
#: So many of them must be no names: one story's names stand in all its articles.
_PLAIN = 2
#: What a passage quotes, from so many words on, must stand in the cited article: this share of its runs of so many words, and so many runs
#: where there are as many.
_QUOTED, _QUOTED_SHARE, _RUN, _RUNS = 6, 0.5, 3, 6
_LOWER = re.compile(r"(?<!\w)[a-z\d][\w.,-]*")
#: "reported on Friday": the day of the cited article.
_DAY = re.compile(r"\b(?:reported|wrote|said|revealed|published|reports)\s+(?:on\s+)?((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TOGETHER_OLD = 6
#: An article of the same story is not old for two weeks, one of another is after a few days.
_LATELY = 14
#: Two articles that share less of their words' weight tell different stories.
_ONE_STORY = 0.15
#: Where the passage names the very day, this share of the usual share is enough.
_ON_THE_DAY = 0.3
#: Sorts behind every day.
_NO_DAY = 10**7
#: An article that is more than a few days old must tell so much more of the passage, one of another story or weeks old so much: topics come
#: back, with the same names.
_OLDER, _OLD = 1.3, 1.8
#: By so many days (three hours) a cited article may carry a later hour than the one that cites it.
_LATE = 0.125
#: A passage's share above which the citation is certain of its article.
_SURE = 0.4


@dataclass(frozen=True, slots=True)
class Citation:
    """`to` cites `source`, an article's id or a wire."""

    source: str
    to: str
    certain: bool
    pairs: tuple[SpanPair, ...]
    #: The names or link words that cite, in the taker's text.
    words: tuple[Span, ...]

    def derivation(self) -> Derivation:
        """Return what the citation alone shows."""
        return Derivation(source=self.source, to=self.to, kind="citation", certain=self.certain, whole=False, evidence=self.pairs)


@dataclass(frozen=True, slots=True)
class _Hit:
    share: float
    #: How many telling words of the passage stand there, and how many of them are in lower case.
    words: int
    plain: int
    place: Span


@dataclass(frozen=True, slots=True)
class _Passage:
    """What a citation can speak for: its words that tell something, those of them in lower case, and the runs of words it quotes."""

    reach: Span
    telling: frozenset[str]
    plain: frozenset[str]
    quoted: Digests

    @classmethod
    def of(cls, text: str, reach: Span, named: Span, names: frozenset[str]) -> _Passage:
        """Read it, less the names of the outlet; a quotation that ends a sentence before the outlet is named is somebody else's."""
        words = reach.of(text)
        plain = telling(folded(" ".join(_LOWER.findall(words))))
        found = quotations(words)
        ended = max((q.outer.end for q in found if q.outer.end <= named.start - reach.start and q.inner.of(words).endswith(".")), default=0)
        said = [folded(q.inner.of(words)) for q in found if q.outer.start >= ended]
        enough = sum(map(len, said)) >= _QUOTED
        runs = [shingles(digests(each), _RUN) for each in said if enough]
        return cls(reach, telling(folded(words)) - names, plain - names, np.concatenate([*runs, np.empty(0, dtype=np.uint64)]))

    def is_quoted_from(self, source: Reading) -> bool:
        """Whether what the passage quotes stands in the source, or it quotes nothing to speak of."""
        found = int(np.isin(self.quoted, shingles(source.codes, _RUN)).sum())
        return found >= max(_QUOTED_SHARE * len(self.quoted), min(_RUNS, len(self.quoted)))


def cited(shelf: Shelf) -> tuple[Citation, ...]:
    """Return every citation of the library that could be resolved, one a pair, in canonical order."""
    outlets = _citable(shelf.articles, shelf.outlets)
    index = _Index(shelf)
    found: list[Citation] = []
    for article in shelf.articles:
        named = [c for mention in mentions(article, outlets) if (c := _resolved(article, mention, index, shelf)) is not None]
        found += _one_a_pair([*_linked(article, index), *named])
    return tuple(found)


def _citable(articles: Iterable[Article], outlets: Outlets) -> Outlets:
    """Return the outlets that a citation can lead to: those of the library, by all their names, and the agencies."""
    mine = {article.outlet.name: article.outlet for article in articles if article.outlet_known}
    return type(outlets)([*outlets.agencies, *(mine[name] for name in sorted(mine))])


class _Index:
    """The articles by family (in canonical order, so by day), by address, and by the words they tell with."""

    def __init__(self, shelf: Shelf) -> None:
        self.by_family: dict[str, list[Article]] = defaultdict(list)
        self.by_url: dict[str, Article] = {}
        self.telling: dict[str, frozenset[str]] = {}
        self.used_in: Counter[str] = Counter()
        self.days: dict[str, list[int]] = defaultdict(list)
        for article in shelf.articles:
            at = shelf.moment(article.id)
            self.by_family[article.family].append(article)
            self.days[article.family].append(at.at.toordinal() if at is not None else _NO_DAY)
            self.telling[article.id] = telling(folded(article.text))
            self.used_in.update(self.telling[article.id])
            if article.url:
                self.by_url.setdefault(_address(article.url), article)

    def around(self, family: str, at: Moment | None, shelf: Shelf) -> list[Article]:
        """Return the family's articles of the weeks before a time, a day more, and those of no known time; all when there is no time."""
        group = self.by_family.get(family, [])
        if at is None:
            return group
        days = self.days[family]
        first = bisect_left(days, at.at.toordinal() - shelf.settings.citation_days - 1)
        return group[first : bisect_right(days, at.at.toordinal() + 1)] + group[bisect_left(days, _NO_DAY) :]

    def likely(self, passage: frozenset[str], among: Iterable[Article]) -> list[Article]:
        """Return the articles that share most of the passage's rare words, most first."""
        scores = [(sum(self.rarity(word) for word in sorted(passage & self.telling[a.id])), a) for a in among]
        best = sorted((s for s in scores if s[0] > 0), key=lambda s: (-s[0], s[1].id))
        return [article for _, article in best[:_TRIED]]

    def likeness(self, one: str, other: str) -> float:
        """Return the share of the weight of the shorter article's words that both use, 0 to 1."""
        first, second = self.telling[one], self.telling[other]
        least = min(sum(self.rarity(word) for word in sorted(told)) for told in (first, second))
        return sum(self.rarity(word) for word in sorted(first & second)) / least if least else 0.0

    def rarity(self, word: str) -> float:
        """Return how much a word tells among all articles: more the fewer use it."""
        return math.log(1 + (1 + len(self.telling)) / (1 + self.used_in[word]))


def _resolved(article: Article, mention: Mention, index: _Index, shelf: Shelf) -> Citation | None:
    among = [a for a in index.around(mention.outlet.family, shelf.moment(article.id), shelf) if _in_time(a.id, article.id, shelf)]
    found = _best(article, mention, among, index, shelf) if among else None
    if found is not None:
        return found
    if mention.outlet.agency and not among:
        pair = SpanPair(None, mention.reaches[0])
        return Citation(wire(mention.outlet.name), article.id, certain=True, pairs=(pair,), words=(mention.words,))
    return None


def _best(article: Article, mention: Mention, among: Sequence[Article], index: _Index, shelf: Shelf) -> Citation | None:
    """Return the citation of the article that tells most of what the mention can speak for; None when none tells enough."""
    best: tuple[float, tuple[bool, str, str]] | None = None
    citation: Citation | None = None
    names = telling(folded(" ".join((mention.outlet.name, *mention.outlet.names))))
    passages = [_Passage.of(article.text, reach, mention.words, names) for reach in mention.reaches]
    day = _DAY.search(mention.reaches[0].of(article.text))
    for source in index.likely(passages[-1].telling, among):
        hits = [
            (passage.reach, _hit(_weights(passage.telling, article.id, index, shelf), passage.plain, shelf.reading(source.id).sentences))
            for passage in passages
            if passage.is_quoted_from(shelf.reading(source.id))
        ]
        meant = [(reach, hit) for reach, hit in hits if hit is not None and _is_meant(hit, day, (source.id, article.id), index, shelf)]
        if not meant:
            continue
        share = max(hit.share for _, hit in meant)
        if best is None or (share, shelf.rank(source.id)) > best:
            sure = share >= _SURE or index.likeness(source.id, article.id) >= _ONE_STORY
            best = share, shelf.rank(source.id)
            citation = Citation(source.id, article.id, sure, (SpanPair(meant[-1][1].place, meant[-1][0]),), (mention.words,))
    return citation


def _is_meant(hit: _Hit, day: re.Match[str] | None, pair: tuple[str, str], index: _Index, shelf: Shelf) -> bool:
    """Whether the passage speaks of this article.

    Less of the passage is enough where it names the article's very day and both tell one story; more is needed when the article is old.
    """
    first, second = (shelf.moment(key) for key in pair)
    age = second.days_after(first) if first is not None and second is not None else 0.0
    share = shelf.settings.citation_share
    if hit.share < share * _ON_THE_DAY:
        return False
    one_story = index.likeness(*pair) >= _ONE_STORY
    if age > (_LATELY if one_story else shelf.settings.days_apart):
        return hit.share >= share * _OLD and hit.words >= _TOGETHER_OLD
    if age > shelf.settings.days_apart:
        return hit.share >= share * _OLDER and hit.plain >= _PLAIN
    if day is not None and first is not None and _DAYS[first.at.weekday()] == day[1] and one_story:
        return True
    return hit.share >= share and hit.plain >= _PLAIN


def _in_time(source: str, taker: str, shelf: Shelf) -> bool:
    """Whether the source appeared in the weeks before the taker, or about then: pages carry the hour of their last change.

    An unknown time is no hindrance.
    """
    first, second = shelf.moment(source), shelf.moment(taker)
    if first is None or second is None:
        return source != taker
    late = _LATE if first.exact and second.exact else 1.0
    return first.at.date() <= second.at.date() and -late <= second.days_after(first) <= shelf.settings.citation_days


def _weights(passage: frozenset[str], taker: str, index: _Index, shelf: Shelf) -> dict[str, float]:
    """Return how much each word of the passage tells: rare words more, and those that all of the taker's article is about less."""
    times = Counter(word for s in shelf.reading(taker).sentences for word in s.telling)
    return {word: weight(word, times[word]) * index.rarity(word) for word in sorted(passage)}


def _hit(weights: Mapping[str, float], plain: frozenset[str], sentences: Sequence[Sentence]) -> _Hit | None:
    """Return where the source tells most of the passage, in one or two sentences, and how much of the passage's weight stands there."""
    total = sum(weights.values())
    places = [(s.span, s.telling) for s in sentences]
    places += [(Span(a.span.start, b.span.end), a.telling | b.telling) for a, b in pairwise(sentences)]
    best: _Hit | None = None
    for span, told in places:
        shared = [word for word in weights if word in told]
        share = sum(weights[word] for word in shared) / total if total else 0.0
        told_words = len(shared) + sum(word[0].isdigit() for word in shared)
        if told_words >= _TOGETHER and (best is None or share > best.share):
            best = _Hit(share, len(shared), len(plain.intersection(shared)), span)
    return best


def _linked(article: Article, index: _Index) -> list[Citation]:
    """Return the citations by link: the linked article's first paragraph stands for all of it."""
    found = []
    for link in article.links:
        source = index.by_url.get(_address(link.url))
        if source is not None and source.id != article.id and source.family != article.family and link.words is not None:
            opening = Span(0, max(1, source.text.find("\n")) if "\n" in source.text else len(source.text))
            found.append(Citation(source.id, article.id, certain=True, pairs=(SpanPair(opening, link.words),), words=(link.words,)))
    return found


def _address(url: str) -> str:
    """Return the address without scheme, "www.", query, fragment and last slash."""
    plain = url.split("#", 1)[0].split("?", 1)[0].lower()
    return plain.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def _one_a_pair(found: Sequence[Citation]) -> list[Citation]:
    grouped: dict[str, list[Citation]] = defaultdict(list)
    for citation in found:
        grouped[citation.source].append(citation)
    return [_merged(grouped[source]) for source in sorted(grouped)]


def _merged(group: Sequence[Citation]) -> Citation:
    pairs: Mapping[SpanPair, None] = dict.fromkeys(
        sorted((p for c in group for p in c.pairs), key=lambda p: (p.right, p.left or Span(0, 0)))
    )
    spans = tuple(sorted({span for c in group for span in c.words}))
    return Citation(group[0].source, group[0].to, any(c.certain for c in group), tuple(pairs), spans)
