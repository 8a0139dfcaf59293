"""How the scorers compare contents and voices: by words, and by folded names.

Kept free of the program's own code, so that a slip there cannot hide itself here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

WORD = re.compile(r"\w+(?:['’]\w+)*")
PRONOUNS = frozenset("he she they it we i you who which that him her them one others another both".split())
#: Words that carry no meaning of their own in a description of a voice.
_EMPTY = frozenset(
    "the a an of in at on to for by with from and or that who which whom whose was were is are had has have been be not his her its their "
    "this these those it he she they mr mrs ms dr sir dame who's as".split()
)
_LINKS = frozenset("of and the de for in on at & von van la le der di da".split())
#: Where the first noun chunk of a source ends: a comma, a preposition, a relative word or a participle that begins a clause.
_CHUNK_END = re.compile(
    r",|\(|\s(?:of|in|at|on|for|from|with|by|to|near|who|whom|whose|which|that|close|familiar|speaking|including|seen)\s", re.IGNORECASE
)

Offsets = Sequence[Sequence[int]]


class Words:
    """The words of a text, by number, and the ranges of characters they stand in."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._of_char = [-1] * len(text)
        for number, found in enumerate(WORD.finditer(text)):
            self._of_char[found.start() : found.end()] = [number] * (found.end() - found.start())

    def inside(self, spans: Offsets) -> frozenset[int]:
        """Return the numbers of the words that stand in the spans, wholly or in part."""
        return frozenset(word for start, end in spans for word in self._of_char[max(0, start) : end] if word >= 0)

    def of_quotes(self, quotes: Iterable[str]) -> frozenset[int]:
        """Return the numbers of the words of the quotations, each at its first place in the text; one that is not there gives none."""
        found = ((self.text.find(quote), len(quote)) for quote in quotes)
        return self.inside([(start, start + length) for start, length in found if start >= 0])

    def head(self, spans: Offsets) -> int | None:
        """Return the number of the head word of a noun phrase: the last word of its first noun chunk (no parser: an approximation).

        "Otmar Reiss, the chairman" gives Reiss; "two officials close to the talks" gives officials.
        """
        for start, end in spans:
            chunk = _CHUNK_END.split(self.text[start:end], maxsplit=1)[0]
            words = self.inside([(start, start + len(chunk))])
            if words:
                return max(words)
        return None


def jaccard(left: frozenset[int], right: frozenset[int]) -> float:
    """Return the share of the words of both that they have in common."""
    return len(left & right) / len(left | right) if left | right else 0.0


def covered(part: frozenset[int], whole: frozenset[int]) -> float:
    """Return which share of the first lies in the second."""
    return len(part & whole) / len(part) if part else 0.0


def fold(name: str) -> str:
    """Return the name without case, accents, leading article, possessive ending and punctuation."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold().replace("’", "'")
    plain = re.sub(r"'s?(?=\s|$)", "", plain)
    return re.sub(r"^(?:the|a|an) ", "", " ".join(re.findall(r"[\w&]+", plain)))


def is_description(name: str) -> bool:
    """Tell whether the words describe a voice ("two officials") rather than name it ("Otmar Reiss")."""
    words = [w for w in re.sub(r"^(?:the|a|an) ", "", name, flags=re.IGNORECASE).split() if w.lower() not in _LINKS]
    return not words or any(w[0].islower() for w in words)


def content_words(description: str) -> frozenset[str]:
    """Return the words of a description that mean something, without plural endings."""
    words = frozenset(w.removesuffix("s") for w in fold(description).split() if w not in _EMPTY)
    return words or frozenset(fold(description).split())


def same_description(left: str, right: str) -> bool:
    """Tell whether half of the meaning words of the shorter description stand in the longer."""
    a, b = content_words(left), content_words(right)
    return bool(a & b) and len(a & b) >= min(len(a), len(b)) / 2


def same_voice(predicted: str, gold: str, *, also: str | None = None) -> bool:
    """Tell whether a predicted name is the gold one.

    Names must be equal once folded: a surname does not do for the full name. Descriptions of unnamed voices and documents are compared
    loosely, with the name of the gold and with its words in the text (`also`).
    """
    if fold(predicted) == fold(gold):
        return True
    return is_description(gold) and any(same_description(predicted, words) for words in (gold, also) if words)


def same_chain(predicted: Sequence[str], gold: Sequence[str], surface: Sequence[str | None]) -> bool:
    """Tell whether both chains have the same voices in the same order; `surface` are the gold's words, one a voice, None for the outlet."""
    return len(predicted) == len(gold) and all(same_voice(p, g, also=words) for p, g, words in zip(predicted, gold, surface, strict=True))
