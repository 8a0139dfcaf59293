"""A passage, read once: its words, names, quantities and moments, which every feature looks at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from reportedly.match.moments import Moment, moments
from reportedly.match.words import EMPTY, Word, same_sense, words_of
from reportedly.records import Span
from reportedly.text.names import TITLES, core_words, same_name
from reportedly.text.numbers import Quantity, quantities
from reportedly.text.quotes import quotations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.text.passages import Passage

__all__ = ["Name", "Reading", "read"]

_SENTENCE_START = re.compile(r"(?:^|[.!?]\s|[\"“‘(\[:]\s?)$")
_INSIDE_NAME = frozenset("of the and & de da del al el bin van von der la le for".split())
_NO_NAME = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november
    december i mr mrs ms dr tv breaking exclusive update""".split()
)
_PLACE_BEFORE = frozenset("in at near from outside across around throughout inside to of into through".split())
_INITIALS_LENGTH = 2
_OF_PLACES = frozenset("n ns an ans er ers ian ians ese i is ish s on ons ain".split())
_LEAST_PLACE = 4
#: Letters of a name in which a slip can be told from another name, and how like the two must be.
_LEAST_MISSPELT, _SLIP = 10, 0.94
#: Endings and words of nouns that open a sentence without an article and are no names.
_COMMON = re.compile(
    r"(?:s|tion|sion|ment|ness|ity|ing|ance|ence|ship|hood|ism|age|ure|ly|people|men|women|children|police|staff|fire|rain|snow)$"
)
_ACTS = re.compile(
    r"(?:.{3,}ed|is|was|has|had|will|would|said|says|told|won|lost|beat|met|sold|bought|left|began|took|gave|made|sent|paid|held|hit)$"
)
#: Texts longer than this are cut before features read them: what bears on a claim is a sentence or a few.
_MOST = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A run of capitalised words."""

    span: Span
    words: str
    #: First and last position in the words of the reading.
    first: int
    last: int
    #: A single word at the start of a sentence, which may be an ordinary word.
    doubtful: bool
    #: Stands after "in", "at", "near" and the like.
    as_place: bool

    def is_same(self, other: Name) -> bool:
        """Whether both can be one name, initials allowed ("NMB", "National Medicines Board")."""
        return _can_be_one(self.words, other.words)


@lru_cache(maxsize=1 << 16)
def _can_be_one(left: str, right: str) -> bool:
    if same_name(left, right):
        return True
    mine, theirs = set(core_words(left)), set(core_words(right))
    return (
        mine <= theirs
        or theirs <= mine
        or _is_of(left, right)
        or _is_of(right, left)
        or _initials(left, right)
        or _initials(right, left)
        or _misspelt(left, right)
    )


def _is_of(place: str, word: str) -> bool:
    """Whether the word is made from the name of a place or people ("Ardania", "Ardanians"), or both are from one ("Velds", "Veldish")."""
    name, made = place.lower(), word.lower()
    if made.startswith(name):
        return made[len(name) :] in _OF_PLACES and len(name) >= _LEAST_PLACE
    shared = next((n for n, (a, b) in enumerate(zip(name, made, strict=False)) if a != b), 0)
    return shared >= _LEAST_PLACE and {name[shared:], made[shared:]} <= _OF_PLACES


def _initials(short: str, long: str) -> bool:
    letters = short.replace(".", "")
    words = [w for w in re.findall(r"\w+", long) if w.lower() not in _INSIDE_NAME]
    first = "".join(w[0] for w in words).upper()
    # "NMBA" is the National Medicines Board: a long name is often told without its end.
    return letters.isupper() and len(letters) >= _INITIALS_LENGTH <= len(first) and letters.startswith(first)


def _misspelt(one: str, two: str) -> bool:
    """Whether two long names are one but for a slip of the pen: letters exchanged, one too many or one too few ("Daneil Harrow")."""
    if min(len(one), len(two)) < _LEAST_MISSPELT or abs(len(one) - len(two)) > 1:
        return False
    return sorted(one.lower()) == sorted(two.lower()) or SequenceMatcher(None, one.lower(), two.lower()).ratio() > _SLIP


@dataclass(frozen=True)
class Reading:
    """What the features see of a passage. Spans are into `text`."""

    text: str
    date: str | None = None
    #: The text with its references filled in; names told there count as told.
    gloss: str = ""

    @cached_property
    def understood(self) -> tuple[Name, ...]:
        """Names as a reader of the whole article understands them: those of the text, and those its references stand for."""
        return (*self.names, *_names(self.gloss, words_of(self.gloss))) if self.gloss else self.names

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words in order."""
        return words_of(self.text)

    @cached_property
    def forms(self) -> frozenset[str]:
        """The stems of all words."""
        return frozenset(w.stem for w in self.words)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Names in order."""
        return _names(self.text, self.words)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Quantities in order."""
        return quantities(self.text)

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """Days, dates and hours in order."""
        return moments(self.text, anchor=self.date)

    @cached_property
    def quotes(self) -> tuple[Span, ...]:
        """The insides of quotation marks."""
        return tuple(q.inner for q in quotations(self.text))

    @cached_property
    def content(self) -> tuple[Word, ...]:
        """The words that carry meaning, names and numbers among them."""
        return tuple(w for w in self.words if w.carries)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words that carry meaning."""
        return frozenset(w.stem for w in self.content)

    def has(self, stem: str) -> bool:
        """Whether a word of this or a like sense stands in the text."""
        return stem in self.stems or any(same_sense(stem, other) for other in self.stems)

    def near(self, span: Span, *, reach: int = 4) -> tuple[Word, ...]:
        """The words that carry meaning among the `reach` words on either side of a span."""
        before = [w for w in self.words if w.span.end <= span.start][-reach:]
        after = [w for w in self.words if w.span.start >= span.end][:reach]
        return tuple(w for w in (*before, *after) if w.carries)

    def covered_by(self, other: Reading) -> float:
        """The share of this text's meaningful words that the other has too, 0 to 1; 0 for a text without any."""
        return other.share_of(self.content)

    def share_of(self, words: Sequence[Word]) -> float:
        """The share of some words that this text has too, 0 to 1; 0 for none."""
        return sum(self.has(w.stem) for w in words) / len(words) if words else 0.0


@lru_cache(maxsize=1 << 13)
def read(passage: Passage) -> Reading:
    """Read a passage; the same passage is read once, since a claim is compared with many and each with many claims."""
    return Reading(passage.text[:_MOST], passage.date, passage.gloss[:_MOST])


def _names(text: str, words: tuple[Word, ...]) -> tuple[Name, ...]:
    found: list[Name] = []
    at = 0
    while at < len(words):
        end = _name_end(text, words, at)
        name = _name(text, words, at, end) if end > at else None
        if name is not None:
            found.append(name)
        at = max(end, at + 1)
    return tuple(found)


def _name_end(text: str, words: tuple[Word, ...], at: int) -> int:
    """The position after the last word of a run of capitals that begins at `at`; `at` where none begins."""
    end = at
    while end < len(words):
        follows = end == at or _joined(text, words[end - 1], words[end])
        if follows and words[end].capital and words[end].form not in _NO_NAME and not _is_opening(text, words, at, end):
            end += 1
        elif follows and end > at and _carries_on(text, words, end):
            end += 2
        else:
            break
    return end


def _is_opening(text: str, words: tuple[Word, ...], at: int, end: int) -> bool:
    """An ordinary word that only has its capital because it opens a sentence."""
    return end == at and words[end].form in EMPTY and not (words[end].form == "us" and text[words[end].span.start :].startswith("US"))


def _joined(text: str, before: Word, after: Word) -> bool:
    between = text[before.span.end : after.span.start]
    return between.strip(" .&") == "" and not (between.startswith(".") and len(before.form) > _INITIALS_LENGTH) and "\n" not in between


def _carries_on(text: str, words: tuple[Word, ...], end: int) -> bool:
    """Whether "of", "and the" or the like stands between two parts of one name."""
    return (
        words[end].form in {"of", "&", "de", "al", "bin", "van", "von", "for"}
        and end + 1 < len(words)
        and words[end + 1].capital
        and _joined(text, words[end], words[end + 1])
    )


def _name(text: str, words: tuple[Word, ...], at: int, end: int) -> Name | None:
    span = Span(words[at].span.start, words[end - 1].span.end)
    if end - at == 1 and words[at].form in TITLES | _NO_NAME:
        return None
    initial = _SENTENCE_START.search(text[max(0, span.start - 3) : span.start]) is not None
    doubtful = initial and end - at == 1 and not any(c.isupper() for c in span.of(text)[1:]) and not _acts(words, at)
    before = words[at - 1].form if at else ""
    before = words[at - 2].form if before == "the" and at > 1 else before
    return Name(span=span, words=span.of(text), first=at, last=end - 1, doubtful=doubtful, as_place=before in _PLACE_BEFORE)


def _acts(words: tuple[Word, ...], at: int) -> bool:
    """Whether a single word that opens a sentence is followed by its verb, as a name is and a common noun in the singular is not."""
    follows = words[at + 1].form if at + 1 < len(words) else ""
    return _COMMON.search(words[at].form) is None and _ACTS.match(follows) is not None
