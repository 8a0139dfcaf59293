"""Negations in a text and the words they turn round."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from reportedly.match.words import Word, stem
from reportedly.records import Span

if TYPE_CHECKING:
    from reportedly.match.reading import Reading

__all__ = ["Negated", "is_light", "is_negated", "negations", "tells_of_before"]

_NEGATORS = frozenset(
    "not n't never no none nobody nothing neither nor cannot without hardly barely scarcely unable impossible unaware lack lacks lacked"
    " lacking".split()
)
#: Verbs and verdicts that turn round what follows or what they are said of, by stem.
_DENYING = frozenset(
    stem(w) for w in "failed refused rejected denied declined untrue false hoax baseless debunked refuted unfounded myth".split()
)
#: "Nobody had died there since 1953" tells of the time before.
_OF_BEFORE = r"(?:\b(?:no|nobody|none|neither|never|not)|n[’']t)\b(?=[^.;:]{1,80} since (?:\w+ ){0,2}(?:1[5-9]|20)\d\d\b)"
_NO_NEGATION = re.compile(
    r"\b(?:not (?:only|just|least|yet clear|so much|unlike|without|to mention)|no (?:more|less|fewer) than|no doubt|no\.|no one knows"
    r"|no mistake|no match|never mind|nothing (?:less|short)|(?:can|could)(?:no|n['’])t (?:help|wait|but))\b|, not "
    r"|(?:\bnot|n[’']t)(?=(?: \w+){0,2} (?:more|longer|less|fewer) than\b)"
    r"|\b(?:an?|the|his|her|their|its|this|that) failed(?= \w)"
    r"|n[’']t(?= (?:they|you|it|he|she|we|I)\b)"
    r"|(?:\bnot|n[’']t)(?=(?: \w+){1,6} until\b)"
    r"|(?:\b(?:no|nobody|none|neither|never|not|cannot)|n[’']t)(?: [\w’'\-]+){1,7} without\b"
    rf"|{_OF_BEFORE}",
    re.IGNORECASE,
)
_SCOPE = 4
#: What stands behind these is a thing, often with a word before it ("no clear sign").
_OF_THINGS = frozenset("no none neither without lack lacks lacked lacking".split())
_LIGHT = frozenset(
    stem(w)
    for w in """seem appear get go want able allow yet ever even really quite know think believe expect been let need
    word single""".split()
)
_TWO_WORDS = frozenset(
    (stem(verb), particle) for verb, particle in (("turn", "down"), ("vote", "down"), ("rule", "out"), ("knock", "down"), ("shoot", "down"))
)


@dataclass(frozen=True, slots=True)
class Negated:
    """A negation and the words it turns round."""

    at: Word
    scope: tuple[Word, ...]
    #: The words shortly before it: what the negated thing is said of, as a rule.
    before: tuple[Word, ...] = ()

    @property
    def heads(self) -> tuple[Word, ...]:
        """The words of the scope that are negated themselves: the first, and the next behind adverbs and verbs that carry little."""
        if self.is_verdict:
            return self.scope[:3]
        end = 2 if self.is_of_things else 1
        while end < len(self.scope) and is_light(self.scope[end - 1]):
            end += 1
        return self.scope[:end]

    @property
    def is_of_things(self) -> bool:
        """Whether it negates a thing ("no sign") and not a deed."""
        return self.at.form in _OF_THINGS

    @property
    def is_verdict(self) -> bool:
        """Whether it is a verb or verdict ("failed", "hoax"), which also turns round what it is said of."""
        return self.at.stem in _DENYING


@lru_cache(maxsize=1 << 10)
def negations(reading: Reading) -> tuple[Negated, ...]:
    """Return the negations of a text in order."""
    seen = []
    idle = [Span(*match.span()) for match in _NO_NEGATION.finditer(reading.text)]
    for at, word in enumerate(reading.words):
        if word.form not in _NEGATORS and word.stem not in _DENYING and not _turns_down(reading.words, at):
            continue
        if any(word.span.overlaps(span) for span in idle):
            continue
        scope = [w for w in reading.words[at + 1 : at + 1 + _SCOPE + 2] if w.carries][:_SCOPE]
        if word.stem in _DENYING:
            scope += [w for w in reading.words[max(0, at - _SCOPE) : at] if w.carries]
        before = tuple(w for w in reading.words[max(0, at - _SCOPE - 2) : at] if w.carries)
        seen.append(Negated(word, tuple(scope), before))
    return tuple(seen)


def is_negated(reading: Reading) -> bool:
    """Whether the text has a "not", "no" or "never": verbs that deny are opposites of their own."""
    return any(n.at.form in _NEGATORS for n in negations(reading))


def _turns_down(words: tuple[Word, ...], at: int) -> bool:
    """Verbs of two words that turn round what follows: "turned down", "ruled out"."""
    return at + 1 < len(words) and (words[at].stem, words[at + 1].form) in _TWO_WORDS


def tells_of_before(text: str) -> bool:
    """Whether the text says what had not been since some year."""
    return re.search(_OF_BEFORE, text, re.IGNORECASE) is not None


def is_light(word: Word) -> bool:
    """Whether a word is an adverb, or a verb that carries little by itself ("go", "get")."""
    return word.stem in _LIGHT or word.form.endswith("ly")
