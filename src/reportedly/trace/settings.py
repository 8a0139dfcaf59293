"""What the trace stage can be told: one frozen record, with the story of each number."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["TraceSettings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceSettings:
    """How much must be shared before the program says that a text was taken.

    Calibrated on two one-day stories of 68 articles listed by hand (`evals/derivations`): independent reports of one event align less
    than a third of their own sentences, rewrites more than four in ten.
    """

    #: Words in a shingle: shorter runs are shared by chance ("said in a statement on").
    shingle: int = 6
    #: Shared shingles that make a pair worth aligning: one run of 13 words, or several short ones.
    shared_shingles: int = 8
    #: Shared rare words that make a pair worth aligning when they share few runs.
    rare_words: int = 14
    #: A word is rare when at most so many articles use it.
    rare_in: int = 12
    #: Rewrites are looked for among articles at most so many days apart.
    days_apart: int = 4
    #: A copy as a whole: this share of the taker's own words (quotations of others left out) stands in shared runs.
    whole_share: float = 0.5
    #: A copied passage: so many own words in shared runs, wherever they stand.
    passage_words: int = 40
    #: Between articles of one outlet family only this share counts: newsrooms reuse their own background.
    family_share: float = 0.3
    #: A rewrite that is certain, and one that is possible: share of one article's own sentences that are told again in the other.
    rewrite_certain: float = 0.55
    rewrite_possible: float = 0.42
    #: So many sentences told again, at least.
    rewrite_sentences: int = 4
    #: Own-outlet text in so many different articles of one family is boilerplate.
    boilerplate_in: int = 3
    #: A citation is resolved to an article that shares this share of the citing passage's telling words.
    citation_share: float = 0.34
    #: A citation looks back so many days, and the story must not be older.
    citation_days: int = 60
