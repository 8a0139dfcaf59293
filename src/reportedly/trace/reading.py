"""An article as tracing reads it: folded words, which of them stand in quotation marks, shingles, sentences, and when it appeared."""

from __future__ import annotations

import functools
import math
import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from reportedly.text.quotes import quotations
from reportedly.text.sentences import paragraphs, sentences
from reportedly.text.shingles import Digests, Words, digests, shingles, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reportedly.records import Article, Span

__all__ = ["Mask", "Moment", "Reading", "Sentence", "Told", "moment", "read", "reader", "telling", "weight"]

#: One truth value a word.
Mask = npt.NDArray[np.bool_]

#: A longer stretch between two marks is a mark gone astray, or an article printed inside quotation marks; not a public quotation.
_LONGEST_QUOTATION = 150

#: But one that is a whole paragraph, up to this, is a quotation set apart.
_LONGEST_PARAGRAPH = 400
#: "Photo 3 of 14", "Hide Caption 3 of 14": the counter of a gallery; a paragraph with two of them is captions.
_COUNTER = re.compile(r"\b(?:[Cc]aption|[Pp]hoto|[Pp]icture|[Ii]mage|[Ss]lide)s? \d{1,3} of \d{1,3}\b")
#: Words that tell nothing about a story.
_FUNCTION_WORDS = frozenset(
    """a an the and or but if of to in on at by for with from as is are was were be been being has have had do does did will would can
    could may might must shall should not no nor it its he she they them his her their him we us our you your i me my this that these
    those there here who whom whose which what when where why how than then so such also more most much many some any all both each
    other another after before during while since until about over under between into out up down off again further once only own same
    too very just because against through said says say told dont didnt wasnt isnt thats hes shes its mr mrs ms dr""".split()
)
_FIRST_PERSON = frozenset("i im ive id my me mine we our ours".split())
#: "— Ann Reeve (@annreeve) May 2, 2031" below a post.
_SIGNED_POST = re.compile(r"\(@\w+\)")
_SUFFIX = re.compile(r"(?:ings?|edly|ed|ers?|es|ly|s)$")
_STEM = 7
#: A figure tells more than another word.
_FIGURE = 1.5


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by the words that tell something: all of them, and the article's own: none in a statement or post printed as it is."""

    span: Span
    telling: frozenset[str]
    own: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """Which sentence tells with which word, as parallel arrays: what two articles are laid side by side with."""

    #: Number of the sentence.
    rows: npt.NDArray[np.int64]
    #: Digest of the word.
    codes: Digests
    #: How much the word tells by its form.
    forms: npt.NDArray[np.float64]

    @classmethod
    def of(cls, sentences: Iterable[frozenset[str]]) -> Told:
        """Return the arrays for these sentences' words."""
        pairs = [(row, word) for row, each in enumerate(sentences) for word in sorted(each)]
        rows = np.fromiter((row for row, _ in pairs), dtype=np.int64, count=len(pairs))
        forms = np.fromiter((_FIGURE if word[0].isdigit() else 1.0 for _, word in pairs), dtype=np.float64, count=len(pairs))
        return cls(rows, digests([word for _, word in pairs]), forms)


@dataclass(frozen=True, slots=True)
class Moment:
    """When an article appeared; `exact` when an hour is known, else only the day counts."""

    at: datetime
    exact: bool

    def before(self, other: Moment) -> bool:
        """Whether it is known to be earlier."""
        if self.exact and other.exact:
            return self.at < other.at
        return self.at.date() < other.at.date()

    def days_after(self, other: Moment) -> float:
        """Return the days from the other to this one, below zero when this one is earlier."""
        return (self.at - other.at).total_seconds() / 86400


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, read."""

    article: Article
    words: Words
    #: One number a word.
    codes: Digests
    #: One number a run of words.
    shingles: Digests
    #: Which words stand in quotation marks.
    quoted: Mask
    #: Which words stand in a sentence that says "I" or "we" outside quotation marks.
    first_person: Mask
    #: Which words stand in the captions of a gallery.
    captions: Mask
    sentences: tuple[Sentence, ...]
    #: The sentences' telling words, all of them and those outside quotation marks.
    telling: Told
    own: Told
    #: The shingles sorted, and where each stands: for looking them up.
    sorted_shingles: Digests
    places: npt.NDArray[np.int64]


def moment(article: Article) -> Moment | None:
    """Return when the article appeared; None where that is not known or not a date. No time zone counts as UTC."""
    if article.published is None:
        return None
    try:
        at = datetime.fromisoformat(article.published)
    except ValueError:
        return None
    exact = len(article.published) > len("2025-01-01")
    return Moment(at if at.tzinfo else at.replace(tzinfo=UTC), exact)


def telling(folded: Iterable[str]) -> frozenset[str]:
    """Return the words that tell something, with their endings cut so that "orders", "ordered" and "ordering" are one."""
    return frozenset(sys.intern(_stem(word)) for word in folded if word not in _FUNCTION_WORDS)


def _stem(word: str) -> str:
    if word[0].isdigit():
        return word
    cut = _SUFFIX.sub("", word)
    return (cut if len(cut) >= _STEM - 3 else word)[:_STEM]


def read(article: Article, size: int) -> Reading:
    """Return the article's reading, with shingles of so many words."""
    found = words(article.text)
    codes = digests(found.folded)
    quoted = _quoted(article.text, found)
    keys = shingles(codes, size)
    places = np.argsort(keys, kind="stable")
    told = _sentences(article.text, found, quoted)
    return Reading(
        article=article,
        words=found,
        codes=codes,
        shingles=keys,
        quoted=quoted,
        first_person=_first_person(found, told, quoted),
        captions=_within(found, _galleries(article.text)),
        sentences=told,
        telling=Told.of(sentence.telling for sentence in told),
        own=Told.of(sentence.own for sentence in told),
        sorted_shingles=keys[places],
        places=places,
    )


def reader(articles: Iterable[Article], size: int, keep: int = 1024) -> Callable[[str], Reading]:
    """Return a function from id to reading that keeps the last `keep` readings, so that memory does not grow with the library."""
    shelf = {article.id: article for article in articles}

    @functools.lru_cache(maxsize=keep)
    def reading(key: str) -> Reading:
        return read(shelf[key], size)

    return reading


def _quoted(text: str, found: Words) -> Mask:
    mask = np.zeros(len(found), dtype=np.bool_)
    starts = np.fromiter((s.start for s in found.spans), dtype=np.int64, count=len(found))
    blocks = {(block.start, block.end) for block in paragraphs(text)}
    for quotation in quotations(text):
        first, last = np.searchsorted(starts, [quotation.inner.start, quotation.inner.end])
        set_apart = (quotation.outer.start, quotation.outer.end) in blocks
        if last - first <= (_LONGEST_PARAGRAPH if set_apart else _LONGEST_QUOTATION):
            mask[first:last] = True
    return mask


def _galleries(text: str) -> list[Span]:
    """Return the paragraphs that are the captions of a gallery: an outlet prints one under many articles, and many have its pictures."""
    return [block for block in paragraphs(text) if sum(1 for _ in _COUNTER.finditer(text, block.start, block.end)) > 1]


def _within(found: Words, blocks: Iterable[Span]) -> Mask:
    mask = np.zeros(len(found), dtype=np.bool_)
    starts = np.fromiter((s.start for s in found.spans), dtype=np.int64, count=len(found))
    for block in blocks:
        mask[slice(*np.searchsorted(starts, [block.start, block.end]))] = True
    return mask


def _first_person(found: Words, told: tuple[Sentence, ...], quoted: Mask) -> Mask:
    mask = np.zeros(len(found), dtype=np.bool_)
    starts = np.fromiter((s.start for s in found.spans), dtype=np.int64, count=len(found))
    for sentence in told:
        first, last = (int(n) for n in np.searchsorted(starts, [sentence.span.start, sentence.span.end]))
        if any(word in _FIRST_PERSON and not quoted[at] for at, word in enumerate(found.folded[first:last], first)):
            mask[first:last] = True
    return mask


def _sentences(text: str, found: Words, quoted: Mask) -> tuple[Sentence, ...]:
    starts = np.fromiter((s.start for s in found.spans), dtype=np.int64, count=len(found))
    captions = _galleries(text)
    told = []
    for span in sentences(text):
        first, last = (int(n) for n in np.searchsorted(starts, [span.start, span.end]))
        inside = () if any(block.overlaps(span) for block in captions) else found.folded[first:last]
        own = [word for word, is_quoted in zip(inside, quoted[first:last], strict=False) if not is_quoted]
        is_post = bool(_FIRST_PERSON.intersection(own)) or _SIGNED_POST.search(text, span.start, span.end)
        told.append(Sentence(span, telling(inside), telling(() if is_post else own)))
    return tuple(told)


def weight(word: str, times: int) -> float:
    """How much a word tells when it stands in so many sentences: a figure more, the story's topic words less."""
    return (_FIGURE if word[0].isdigit() else 1.0) / math.sqrt(max(1, times))
