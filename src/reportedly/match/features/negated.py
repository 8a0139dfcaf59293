"""Negations in a text and the words they turn round."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.match.words import Word, stem
from reportedly.records import Span

if TYPE_CHECKING:
    from reportedly.match.reading import Reading

__all__ = ["Negated", "is_negated", "negations"]

_NEGATORS = frozenset("not n't never no none nobody nothing neither nor cannot without hardly unable".split())
#: Verbs and verdicts that turn round what follows or what they are said of, by stem.
_DENYING = frozenset(
    stem(w) for w in "failed refused rejected denied declined untrue false hoax baseless debunked refuted unfounded myth".split()
)
_NO_NEGATION = re.compile(
    r"\b(?:not (?:only|just|least|yet clear)|no (?:more|less|fewer) than|no doubt|no\.|no one knows|not to mention)\b|, not "
    r"|(?:\bnot|n[’']t)(?=(?: \w+){1,6} until\b)",
    re.IGNORECASE,
)
_SCOPE = 4


@dataclass(frozen=True, slots=True)
class Negated:
    """A negation and the words it turns round."""

    at: Word
    scope: tuple[Word, ...]

    @property
    def is_verdict(self) -> bool:
        """Whether it is a verb or verdict ("failed", "hoax"), which also turns round what it is said of."""
        return self.at.stem in _DENYING


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
        seen.append(Negated(word, tuple(scope)))
    return tuple(seen)


def is_negated(reading: Reading) -> bool:
    """Whether the text has a "not", "no" or "never": verbs that deny are opposites of their own."""
    return any(n.at.form in _NEGATORS for n in negations(reading))


def _turns_down(words: tuple[Word, ...], at: int) -> bool:
    return words[at].stem == "turn" and any(w.form == "down" for w in words[at + 1 : at + 2])
