"""The feature of roles: who did it to whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.match.features.found import Found, found
from reportedly.match.words import Word, same_sense
from reportedly.records import Span

if TYPE_CHECKING:
    from reportedly.match.reading import Reading

__all__ = ["doer_of", "swapped_roles"]

_VERBAL = re.compile(r"(?:.{2,}ed|.{3,}ing|.{3,}s)$")
_BARE = frozenset(
    """beat hit sue buy sell pay tell shoot lead leave send bring take give fight win
    lose catch strike bought sold paid told shot led left sent brought took gave fought won
    lost caught struck met beaten sued taken given stole stolen bit overtook chose taught""".split()
)
#: What these say holds in both directions.
_MUTUAL = frozenset(
    "meet marry agree merge differ talk clash play border debate divorce negotiat trad fight speak resembl join fac oppos match".split()
)
_BE = frozenset("is are was were be been being get got gets".split())
_DETERMINERS = frozenset("the a an its his her their this that some two three four five several many".split())
_REACH = 7


@dataclass(frozen=True, slots=True)
class _Act:
    """A verb with what stands before and after it, turned round where it is passive."""

    verb: Word
    doer: Word
    done_to: Word


def swapped_roles(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{left} against {right}: who did it to whom is turned round."""
    acts = _acts(right, left)
    for mine in _acts(left, right):
        for theirs in acts:
            same_act = same_sense(mine.verb.stem, theirs.verb.stem)
            if same_act and _is(mine.doer, theirs.done_to) and _is(mine.done_to, theirs.doer) and not _is(mine.doer, mine.done_to):
                ours, others = _extent(mine, left), _extent(theirs, right)
                return (found(swapped_roles, (ours, others), words=(ours.of(left.text), others.of(right.text))),)
    return ()


def doer_of(reading: Reading, verb: Word) -> Word | None:
    """The nearest thing before a verb, or behind its "by" where it is passive; None when there is none."""
    words, heads = reading.words, _heads(reading)
    at = words.index(verb)
    places = range(at + 1, len(words)) if _is_passive(words, at) else range(at - 1, -1, -1)
    return next((words[i] for i in places if i in heads), None)


def _is(one: Word, other: Word) -> bool:
    return one.stem == other.stem


def _extent(act: _Act, reading: Reading) -> Span:
    """From the first to the last of what an act joins, whole names."""
    ends = [act.doer.span, act.done_to.span]
    whole = [next((n.span for n in reading.names if n.span.contains(end)), end) for end in ends]
    return Span(min(s.start for s in whole), max(s.end for s in whole))


def _acts(reading: Reading, other: Reading) -> tuple[_Act, ...]:
    """The verbs both texts have, each between the nearest two things that both texts have."""
    words = reading.words
    heads = _heads(reading)
    acts = []
    for at, word in enumerate(words):
        if not _is_act(word) or not other.has(word.stem):
            continue
        before = next((words[i] for i in range(at - 1, max(-1, at - 1 - _REACH), -1) if i in heads and words[i].stem in other.stems), None)
        after = next(
            (words[i] for i in range(at + 1, min(len(words), at + 1 + _REACH)) if i in heads and words[i].stem in other.stems), None
        )
        if before is not None and after is not None:
            passive = _is_passive(words, at)
            acts.append(_Act(word, after, before) if passive else _Act(word, before, after))
    return tuple(acts)


def _is_act(word: Word) -> bool:
    return word.carries and not word.capital and word.stem not in _MUTUAL and (_VERBAL.match(word.form) is not None or word.form in _BARE)


def _is_passive(words: tuple[Word, ...], at: int) -> bool:
    """A form of "be" shortly before and "by" shortly behind."""
    return any(w.form in _BE for w in words[max(0, at - 3) : at]) and any(w.form == "by" for w in words[at + 1 : at + 4])


def _heads(reading: Reading) -> frozenset[int]:
    """Positions of the words that name a thing: the last word of a name, and the last of a run behind a determiner or of a bare plural."""
    words = reading.words
    heads = {n.last for n in reading.names}
    for at, word in enumerate(words):
        if word.form not in _DETERMINERS and at:
            continue
        end = at if word.form not in _DETERMINERS else at + 1
        while (
            end + 1 < len(words) and words[end].carries and words[end + 1].carries and not _stops(words[end + 1]) and _touch(reading, end)
        ):
            end += 1
        if end < len(words) and words[end].carries:
            heads.add(end)
    return frozenset(heads)


def _stops(word: Word) -> bool:
    """A verb or a figure is no part of the name of a thing."""
    return _is_act(word) or word.form[0].isdigit()


def _touch(reading: Reading, at: int) -> bool:
    """Whether only a blank stands between a word and the next."""
    return reading.text[reading.words[at].span.end : reading.words[at + 1].span.start] in {" ", "-"}
