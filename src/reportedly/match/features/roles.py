"""The feature of roles: who did it to whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.match.features.found import Found, found
from reportedly.match.words import Word, is_irregular_verb
from reportedly.records import Span

if TYPE_CHECKING:
    from reportedly.match.reading import Reading

__all__ = ["doer_of", "swapped_roles"]

_VERBAL = re.compile(r"(?:.{2,}ed|.{3,}ing)$")
_PARTICIPLE = re.compile(r"(?:.{2,}ed|.{2,}en|.{2,}wn|.{2,}ght)$")
#: What these say holds in both directions.
_MUTUAL = frozenset(
    "meet marry agree merge differ talk clash play border debate divorce negotiat trad fight speak resembl join fac oppos match".split()
)
_BE = frozenset("is are was were be been being get got gets".split())
_BEFORE_BASE = frozenset("to will would can could may might must shall should".split())
_DETERMINERS = frozenset("the a an its his her their this that some two three four five several many".split())
#: Words before and behind a verb that are looked at.
_REACH = 8


@dataclass(frozen=True, slots=True)
class _Act:
    """A verb that both texts have, with the shared words on its doing side and on the other, passives turned round."""

    verb: Word
    doing: dict[str, Word]
    done_to: dict[str, Word]


def swapped_roles(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{left} against {right}: who did it to whom is turned round."""
    acts = _acts(right, left)
    for mine in _acts(left, right):
        for theirs in (act for act in acts if mine.verb.stem == act.verb.stem):
            doer = _crossed(mine.doing, mine.done_to, theirs.done_to, theirs.doing)
            done_to = _crossed(mine.done_to, mine.doing, theirs.doing, theirs.done_to)
            if doer and done_to:
                ours = _extent((mine.doing[doer], mine.done_to[done_to]), left)
                others = _extent((theirs.doing[done_to], theirs.done_to[doer]), right)
                return (found(swapped_roles, (ours, others), words=(ours.of(left.text), others.of(right.text))),)
    return ()


def _crossed(here: dict[str, Word], not_here: dict[str, Word], there: dict[str, Word], not_there: dict[str, Word]) -> str | None:
    """The first stem that stands on one side of the verb here and only on the other side there."""
    return next((stem for stem in here if stem in there and stem not in not_here and stem not in not_there), None)


def doer_of(reading: Reading, verb: Word) -> Word | None:
    """The nearest thing before a verb, or behind its "by" where it is passive; None when there is none."""
    words, heads = reading.words, _heads(reading)
    at = words.index(verb)
    agent = _agent(words, at) if _is_passive(words, at) else None
    places = range(agent + 1, len(words)) if agent is not None else range(at - 1, -1, -1)
    return next((words[i] for i in places if i in heads), None)


def _extent(ends: tuple[Word, Word], reading: Reading) -> Span:
    """From the first to the last of two words, whole names."""
    whole = [next((n.span for n in reading.names if n.span.contains(end.span)), end.span) for end in ends]
    return Span(min(s.start for s in whole), max(s.end for s in whole))


def _acts(reading: Reading, other: Reading) -> tuple[_Act, ...]:
    return tuple(
        _act(reading, other, at)
        for at, word in enumerate(reading.words)
        if word.stem in other.stems and word.stem not in _MUTUAL and (_is_deed(reading.words, at) or _is_base(reading.words, at))
    )


def _act(reading: Reading, other: Reading, at: int) -> _Act:
    """The two sides of a verb; in a passive only what follows "by" is doing, and the rest is done to."""
    words = reading.words
    before, after = words[max(0, at - _REACH) : at], words[at + 1 : at + 1 + _REACH]
    if not _is_passive(words, at):
        return _Act(words[at], _shared(before, reading, other), _shared(after, reading, other))
    agent = _agent(words, at)
    cut = len(after) if agent is None else agent - at - 1
    return _Act(words[at], _shared(after[cut:], reading, other), _shared((*before, *after[:cut]), reading, other))


def _shared(words: tuple[Word, ...], reading: Reading, other: Reading) -> dict[str, Word]:
    """The words of meaning that the other text has in some form, figures and times left out, by the form they have in common."""
    times = [m.span for m in reading.moments]
    found_: dict[str, Word] = {}
    for word in words:
        if not word.carries or word.form[0].isdigit() or any(word.span.overlaps(t) for t in times):
            continue
        key = _common_form(word, other)
        if key is not None:
            found_.setdefault(key, word)
    return found_


def _common_form(word: Word, other: Reading) -> str | None:
    """The stem where the other text has it; for a capitalised word the beginning it shares with one there ("Ardania", "Ardanian")."""
    if word.stem in other.stems:
        return word.stem
    if word.capital and any(w.capital and w.form[:_PLACE] == word.form[:_PLACE] for w in other.words if len(w.form) >= _PLACE):
        return word.form[:_PLACE]
    return None


#: So many letters are the same in the name of a place and the words made from it.
_PLACE = 4


def _is_act(word: Word) -> bool:
    return word.carries and not word.capital and (_VERBAL.match(word.form) is not None or is_irregular_verb(word.form))


def _is_deed(words: tuple[Word, ...], at: int) -> bool:
    """An act that somebody does; a word in -ing only behind "is" and the like ("is suing", not "a streaming service")."""
    return _is_act(words[at]) and (not words[at].form.endswith("ing") or any(w.form in _BE for w in words[max(0, at - 2) : at]))


def _is_base(words: tuple[Word, ...], at: int) -> bool:
    """A verb in the present or behind "to" or "will", as it stands before a determiner or a name and a noun seldom does."""
    after = words[at + 1] if at + 1 < len(words) else None
    if words[at].capital or after is None or not (after.capital or after.form in _DETERMINERS):
        return False
    return words[at].form.endswith("s") or (at > 0 and words[at - 1].form in _BEFORE_BASE)


def _is_passive(words: tuple[Word, ...], at: int) -> bool:
    """A participle shortly behind a form of "be", or right before "by"."""
    participle = _PARTICIPLE.match(words[at].form) is not None or is_irregular_verb(words[at].form)
    by = at + 1 < len(words) and words[at + 1].form == "by"
    return participle and (by or any(w.form in _BE for w in words[max(0, at - 3) : at]))


def _agent(words: tuple[Word, ...], at: int) -> int | None:
    """The position of the "by" behind a passive."""
    return next((i for i in range(at + 1, min(len(words), at + 1 + _REACH)) if words[i].form == "by"), None)


def _heads(reading: Reading) -> frozenset[int]:
    """Positions of the words that name a thing: the last of a name, of a run behind a determiner, and the first word of the text."""
    words = reading.words
    heads = {n.last for n in reading.names}
    for at, word in enumerate(words):
        if word.form not in _DETERMINERS and at:
            continue
        end = at if word.form not in _DETERMINERS else at + 1
        while end + 1 < len(words) and words[end].carries and _continues(reading, end):
            end += 1
        if end < len(words) and words[end].carries:
            heads.add(end)
    return frozenset(heads)


def _continues(reading: Reading, at: int) -> bool:
    """Whether the next word belongs to the same thing: no verb, no figure, and only a blank between."""
    here, after = reading.words[at], reading.words[at + 1]
    between = reading.text[here.span.end : after.span.start]
    return after.carries and not _is_act(after) and not after.form[0].isdigit() and between in {" ", "-"}
