"""Two articles to what one would have taken from the other, whichever way round: copy or rewrite, whole or part, certain or possible."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from reportedly.trace.candidates import candidates
from reportedly.trace.copies import Overlap, mask_of, overlap
from reportedly.trace.rewrites import Retelling, retelling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from reportedly.records import SpanPair, Spans
    from reportedly.text.shingles import Digests
    from reportedly.trace.reading import Mask, Reading
    from reportedly.trace.settings import TraceSettings
    from reportedly.trace.shelf import Shelf

__all__ = ["Relation", "Taking", "related"]

#: A whole copy of a short text needs so many own words at least: fewer are a headline.
_BRIEF = 25
#: One sentence will do where both texts are nothing but that.
_FLASH, _NOTHING_ELSE = 12, 0.9


@dataclass(frozen=True, slots=True)
class Taking:
    """What `to` would have taken from `source`, from the two texts alone."""

    source: str
    to: str
    kind: Literal["copy", "rewrite"]
    certain: bool
    whole: bool
    #: Share of the taker's own text that is shared or told again, 0 to 1.
    share: float
    evidence: tuple[SpanPair, ...]

    @property
    def covered(self) -> Spans:
        """The taker's spans."""
        return tuple(pair.right for pair in self.evidence)


@dataclass(frozen=True, slots=True)
class Relation:
    """Two related articles, and what each would have taken from the other."""

    one: str
    other: str
    #: Keyed by the taker; a side is missing when that way round nothing was shown.
    by_taker: Mapping[str, Taking]

    @property
    def certain(self) -> bool:
        """Whether one surely hangs on the other, whichever way."""
        return any(taking.certain for taking in self.by_taker.values())


def related(shelf: Shelf) -> tuple[Relation, ...]:
    """Return all related pairs of the library, in canonical order."""
    found = candidates(shelf.articles, shelf.settings)
    pairs = sorted({*found.runs, *found.stories})
    keys = [(shelf.articles[a].id, shelf.articles[b].id) for a, b in pairs]
    foreign = _foreign(shelf, _public(shelf, {key for pair in keys for key in pair}), found.boilerplate)
    relations = (_relation(shelf, pair, foreign) for pair in keys)
    return tuple(relation for relation in relations if relation.by_taker)


def _public(shelf: Shelf, keys: Iterable[str]) -> Digests:
    """Return the shingles that stand in quotation marks in any of the articles: everybody could have those, with or without marks."""
    size = shelf.settings.shingle
    sets = [np.empty(0, dtype=np.uint64)]
    for key in sorted(keys):
        reading = shelf.reading(key)
        whole = (
            np.convolve(reading.quoted, np.ones(size, dtype=np.int64), mode="valid") == size
            if len(reading.shingles)
            else reading.quoted[:0]
        )
        sets.append(reading.shingles[whole])
    return np.unique(np.concatenate(sets))


def _foreign(shelf: Shelf, public: Digests, boilerplate: Mapping[str, Digests]) -> Callable[[str, str], Mask]:
    """Return a function from id and another family to which of the article's words are public quotations or either's boilerplate."""

    @functools.lru_cache(maxsize=4096)
    def foreign(key: str, other: str) -> Mask:
        reading = shelf.reading(key)
        printed = [boilerplate[family] for family in {reading.article.family, other} & boilerplate.keys()]
        return mask_of(reading, shelf.settings.shingle, public, *printed)

    return foreign


def _relation(shelf: Shelf, pair: tuple[str, str], foreign: Callable[[str, str], Mask]) -> Relation:
    one, other = (shelf.reading(key) for key in pair)
    left, right = one.article.family, other.article.family
    shared = overlap(one, other, left_foreign=foreign(pair[0], right), right_foreign=foreign(pair[1], left))
    back = shared.turned(one)
    if shelf.same_family(*pair):
        near = shelf.days_apart(*pair) <= shelf.settings.days_apart
        takings = [_own_copy(one, other, shared, shelf.settings), _own_copy(other, one, back, shelf.settings)] if near else []
    else:
        told = (retelling(one, other), retelling(other, one))
        takings = [_taking(one, other, shared, told[::-1], shelf.settings), _taking(other, one, back, told, shelf.settings)]
    return Relation(*pair, {taking.to: taking for taking in takings if taking is not None})


def _own_copy(source: Reading, taker: Reading, shared: Overlap, settings: TraceSettings) -> Taking | None:
    """An outlet prints its own text again: shown where it is a good part of the new article, for newsrooms reuse their background.

    After a few days it is background, captions and lists, whatever its share.
    """
    enough = shared.right_shared >= settings.passage_words and shared.right_share >= settings.family_share
    if not enough and not _is_one_text(shared):
        return None
    whole = shared.right_share >= settings.whole_share
    return Taking(
        source.article.id, taker.article.id, "copy", certain=True, whole=whole, share=shared.right_share, evidence=shared.passages
    )


def _taking(source: Reading, taker: Reading, shared: Overlap, told: tuple[Retelling, Retelling], settings: TraceSettings) -> Taking | None:
    """Decide what the taker would have from the source.

    Args:
        source: The one it would be taken from.
        taker: The one that would have taken it.
        shared: Their overlap, the taker on the right.
        told: How much of the taker the source tells, and how much of the source the taker tells.
        settings: The numbers.
    """
    retold = told[0]
    share = max(shared.right_share, retold.share)
    whole = share >= settings.whole_share
    if _is_copy(shared, retold, settings):
        return Taking(source.article.id, taker.article.id, "copy", certain=True, whole=whole, share=share, evidence=shared.passages)
    best = max(told, key=lambda r: r.share)
    if best.share < settings.rewrite_possible or min(r.sentences for r in told) < settings.rewrite_sentences:
        return None
    certain = best.share >= settings.rewrite_certain
    return Taking(source.article.id, taker.article.id, "rewrite", certain=certain, whole=whole, share=share, evidence=retold.pairs)


def _is_copy(shared: Overlap, retold: Retelling, settings: TraceSettings) -> bool:
    """Whether enough of the taker's own words stand in shared runs: many of them, or most of a short text.

    A rewrite of the whole keeps some runs: it is a copy only where they are a good part of it.
    """
    if shared.right_shared >= settings.passage_words and (
        shared.right_share >= settings.family_share or retold.share < settings.whole_share
    ):
        return bool(shared.passages)
    return _is_one_text(shared) or (shared.right_shared >= _BRIEF and shared.right_share >= settings.whole_share)


def _is_one_text(shared: Overlap) -> bool:
    return shared.right_shared >= _FLASH and min(shared.left_share, shared.right_share) >= _NOTHING_ELSE
