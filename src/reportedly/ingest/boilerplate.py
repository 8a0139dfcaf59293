"""Which paragraphs of an article are not news: a score for each from declared rules, read differently at the foot than in the middle.

Words inside quotation marks count for nothing (a speaker may well say "we encourage you to subscribe"), and a paragraph that reports
speech has to show more. A rule's weight of 2 decides anywhere, 1 decides at the head and foot or in a short paragraph, and less than 1
only beside a neighbour that is out already. The weights were set by reading; what they decide is listed with its reason.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["verdicts"]


class _Rule(NamedTuple):
    reason: str
    weight: float
    #: One of these has to be there; none where the pattern is looked for at the start.
    needs: tuple[str, ...]
    find: Callable[[str], re.Match[str] | None]

    def seen_in(self, words: str) -> bool:
        return (not self.needs or any(need in words for need in self.needs)) and self.find(words) is not None


@cache
def _rules() -> tuple[_Rule, ...]:
    """Return the rules of the data file."""
    data = tomllib.loads((files("reportedly.ingest") / "data" / "boilerplate.toml").read_text(encoding="utf-8"))
    rules = []
    for rule in data["rule"]:
        opens = "opens" in rule
        pattern = rule["opens" if opens else "has"]
        for name, words in data["words"].items():
            pattern = pattern.replace("{" + name + "}", words)
        compiled = re.compile(pattern)
        rules.append(
            _Rule(rule["reason"], float(rule["weight"]), tuple(rule.get("needs", ())), compiled.match if opens else compiled.search)
        )
    return tuple(rules)


_LETTER = re.compile(r"[^\W\d_]")
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_SPEECH = re.compile(r"\b(?:said|says|told|added|according to|announced|wrote|asked|warned|argued)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…:;,][\"”’')\]]*$")
#: Longer paragraphs thin out a clue: it says something about a part of them only.
_FULL_WORDS: Final = 60
_LONGEST: Final = 400
_SHORT_WORDS: Final = 25
#: So many paragraphs from either end are its edges.
_HEAD, _FOOT = 6, 12
_HEADLINE_WORDS: Final = 22
_OTHER_STORIES: Final = "link to other stories"
_ANYWHERE: Final = 2.0
_AT_THE_EDGE: Final = 1.0
_BESIDE_ANOTHER: Final = 0.5


class _Score(NamedTuple):
    weight: float
    reason: str
    words: int
    headline: bool


_NEWS: Final = _Score(0.0, "", 1_000, headline=False)


def verdicts(paragraphs: Sequence[str]) -> tuple[str | None, ...]:
    """Return for each paragraph why it is not news, or None.

    Args:
        paragraphs: The paragraphs of one article in their order, without the title.
    """
    last = len(paragraphs) - _FOOT
    scores = [_score(paragraph, edge=number < _HEAD or number >= last) for number, paragraph in enumerate(paragraphs)]
    reasons: list[str | None] = [_anywhere(score) for score in scores]
    _read_edge(scores, reasons, range(len(scores)), headlines=False)
    _read_edge(scores, reasons, range(len(scores) - 1, -1, -1), headlines=True)
    _follow_lists(scores, reasons)
    return tuple(reasons)


def _score(paragraph: str, *, edge: bool) -> _Score:
    """Score one paragraph; a long one in the middle of an article is news without asking."""
    words = len(paragraph.split())
    if words > _LONGEST or (words > _FULL_WORDS and not edge):
        return _NEWS
    bare = " ".join(_QUOTED.sub(" ", paragraph).lower().split())
    only_quoted = not _LETTER.search(bare) and _LETTER.search(paragraph)
    found = [] if only_quoted else [rule for rule in _rules() if rule.seen_in(bare)]
    weight = sum(rule.weight for rule in found) * min(1.0, _FULL_WORDS / max(1, words))
    weight -= 1.0 if found and words > _SHORT_WORDS / 2 and _SPEECH.search(bare) else 0.0
    best = max(found, key=lambda rule: rule.weight).reason if found else ""
    return _Score(weight, best, words, words <= _HEADLINE_WORDS and not _SENTENCE_END.search(paragraph))


def _anywhere(score: _Score) -> str | None:
    short = score.words <= _SHORT_WORDS and score.weight >= _AT_THE_EDGE
    return score.reason if score.weight >= _ANYWHERE or short else None


def _read_edge(scores: list[_Score], reasons: list[str | None], order: range, *, headlines: bool) -> None:
    """Go inwards from an edge as long as paragraphs are out; at the foot a bare heading above what is out goes with it."""
    for at, index in enumerate(order):
        score = scores[index]
        if reasons[index] or score.weight >= _AT_THE_EDGE or (at and score.weight >= _BESIDE_ANOTHER):
            reasons[index] = reasons[index] or score.reason
        elif at and headlines and score.headline and index > 1 and scores[index - 1].headline is False:
            reasons[index] = f"heading of: {reasons[order[at - 1]]}"
        else:
            return


def _follow_lists(scores: list[_Score], reasons: list[str | None]) -> None:
    """Leave out the headlines that follow "related stories" and the like, where they run to the end of the text."""
    index = len(scores)
    while index and (reasons[index - 1] or scores[index - 1].headline):
        index -= 1
    listed: str | None = None
    for number in range(index, len(scores)):
        is_heading = reasons[number] == _OTHER_STORIES and scores[number].words <= _SHORT_WORDS / 3
        listed = listed or (_OTHER_STORIES if is_heading else None)
        reasons[number] = reasons[number] or listed
