"""Tells which voices of a corpus chain the sentence reports as speaking, by the words beside them.

The MPQA corpus makes a voice of everybody who wants, fears, likes or does something with a purpose; a statement has only those who are
reported to say something. The corpus does not tell the two apart, so a declared list of words of saying does. It is the scorer's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evals.compare import WORD, content_words

if TYPE_CHECKING:
    from collections.abc import Sequence

_SAYING = re.compile(
    r"sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|according|announc(?:e|es|ed|ing)|report(?:ed|ing)|claim(?:s|ed|ing)?|accus(?:e|es|ed|ing)"
    r"|warn(?:s|ed|ing)?|den(?:y|ies|ied|ying)|stat(?:ed|ing)|add(?:s|ed|ing)|not(?:es|ed|ing)|explain(?:s|ed|ing)?|insist(?:s|ed|ing)?"
    r"|stress(?:es|ed|ing)?|declar(?:e|es|ed|ing)|argu(?:e|es|ed|ing)|quot(?:e|es|ed|ing)|cit(?:es|ed|ing)|admit(?:s|ted|ting)?"
    r"|acknowledg(?:e|es|ed|ing)|conced(?:e|es|ed|ing)|confirm(?:s|ed|ing)?|reveal(?:s|ed|ing)?|disclos(?:e|es|ed|ing)"
    r"|describ(?:e|es|ed|ing)|call(?:s|ed|ing)|alleg(?:e|es|ed|ing)|charg(?:es|ed|ing)|assert(?:s|ed|ing)?|maintain(?:s|ed|ing)?"
    r"|contend(?:s|ed|ing)?|point(?:s|ed|ing)?|suggest(?:s|ed|ing)?|predict(?:s|ed|ing)?|estimat(?:e|es|ed|ing)|promis(?:e|es|ed|ing)"
    r"|pledg(?:e|es|ed|ing)|vow(?:s|ed|ing)?|urg(?:e|es|ed|ing)|demand(?:s|ed|ing)?|reiterat(?:e|es|ed|ing)|emphasi[sz](?:e|es|ed|ing)"
    r"|underlin(?:e|es|ed|ing)|remark(?:s|ed|ing)?|comment(?:s|ed|ing)?|repl(?:y|ies|ied|ying)|respond(?:s|ed|ing)?|wr(?:ite|ites|ote|iting)"
    r"|reads|testif(?:y|ies|ied|ying)|complain(?:s|ed|ing)?|inform(?:s|ed|ing)?|expressed|expressing|voic(?:ed|ing)|recall(?:s|ed|ing)?"
    r"|guarantee(?:s|d)|assur(?:es|ed|ing)|conclud(?:ed|es)|reaffirm(?:s|ed|ing)?|criticiz(?:e|es|ed|ing)|assurances?|allegations?"
    r"|accusations?|assertions?|view",
    re.IGNORECASE,
)
_PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i", "who"])
#: A speaker stands so many words before the word of saying, at most; a pronoun so many.
_BEFORE, _PRONOUN_BEFORE = 10, 4
#: And so many behind, where the word of saying follows a mark ("..., said the envoy"), or after "according to" and "by".
_BEHIND = 7
_STOP = re.compile(r"[.;?!]\s+[A-Z\"“`']|[\"”“]|\bthat\b")
_TURNED = re.compile(r"(?:[,\"”'?!.]|--)\s*\Z")
_BY = re.compile(r"(?:\s+\w+)?\s+by\b")


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    #: Start, end and word, in order.
    words: tuple[tuple[int, int, str], ...]
    #: For each word, which voice it names, if any.
    names: tuple[int | None, ...]

    @classmethod
    def of(cls, text: str, voices: Sequence[str]) -> _Sentence:
        words = tuple((m.start(), m.end(), m.group()) for m in WORD.finditer(text))
        meanings = [content_words(voice) for voice in voices]
        return cls(text, words, tuple(None if word == "us" else _named(word, meanings) for _, _, word in words))

    @property
    def saying(self) -> tuple[int, ...]:
        """The numbers of the words of saying."""
        return tuple(i for i, word in enumerate(self.words) if _SAYING.fullmatch(word[2]))

    def speaker(self, saying: int) -> int | None:
        """Return which voice says it: one named near by, or, by a pronoun or a description, the outermost (0); None where none is near."""
        if self._turned(saying):
            behind = range(saying + 1, min(saying + 1 + _BEHIND, len(self.words)))
            named = next((self.names[i] for i in behind if self.names[i] is not None), None)
            if named is not None:
                return named
        for i in range(saying - 1, max(-1, saying - 1 - _BEFORE), -1):
            if _STOP.search(self.text[self.words[i][1] : self.words[saying][0]]) or _SAYING.fullmatch(self.words[i][2]):
                return None
            if self.words[i][2].lower() in _PRONOUNS and i >= saying - _PRONOUN_BEFORE:
                return 0
            if self.names[i] is not None:
                return self.names[i]
        return None

    def _turned(self, saying: int) -> bool:
        start, end, word = self.words[saying]
        if word.lower() == "according" or _BY.match(self.text, end):
            return True
        return word not in {"told", "tells"} and bool(_TURNED.search(self.text[:start]))


def _named(word: str, meanings: Sequence[frozenset[str]]) -> int | None:
    return next((i for i, meaning in enumerate(meanings) if content_words(word) & meaning), None)


def spoken(sentence: str, voices: Sequence[str]) -> int:
    """Return how many voices, from the outermost, lead to the innermost that the sentence reports as speaking; 0 for none.

    Args:
        sentence: The sentence.
        voices: The corpus's descriptions below the writer, outermost first. Where the words of the first are not in the sentence, it
            stands for "he" or "the newspaper": it speaks when a word of saying is left over, or when the sentence is a quotation.
    """
    found = _Sentence.of(sentence, voices)
    speakers = [found.speaker(saying) for saying in found.saying]
    speaking = {speaker for speaker in speakers if speaker is not None}
    if voices and 0 not in found.names and (None in speakers or _is_quotation(sentence)):
        speaking.add(0)
    return max((i for i in speaking if i < len(voices)), default=-1) + 1


def _is_quotation(sentence: str) -> bool:
    return sentence[:1] in "\"“`'" or sentence[-1:] in "\"”'"
