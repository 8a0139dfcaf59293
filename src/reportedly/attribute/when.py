"""When a speaker is said to have spoken, as opposed to when what they speak of happened.

A time phrase of the cue's sentence belongs to the speaking when it stands outside the content and by the cue ("said on Sunday", "The mayor
on Saturday warned"), opens the sentence ("On Tuesday, she told"), dates an occasion of speaking ("in an interview last week", "in Sunday's
statement") or tells when a source was published ("a report released on Sunday"). What dates something else ("the 2019 study") does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.records import Span, When
from reportedly.text.dates import time_phrases

if TYPE_CHECKING:
    from reportedly.attribute.relate import Level
    from reportedly.text.dates import Tense, TimePhrase

__all__ = ["when_said"]

#: More words between cue and phrase are another clause.
_NEAR = 12
#: How far a phrase that opens the sentence counts as from the cue: nearer ones go before it.
_OPENING = 2 * _NEAR
#: What is read of a sentence, in code points before and after the cue, so that a page without a full stop costs no more than others.
_REACH = 600
_OCCASION = (
    r"(?:interviews?|speech|statements?|(?:news |press )?(?:conference|briefing)s?|address|tweets?|posts?|emails?|letters?|memos?|testimony"
    r"|hearing|remarks|articles?|columns?|reports?|stor(?:y|ies)|broadcasts?|podcasts?|messages?|announcement|notes?|filings?|calls?|debate"
    r"|op-ed|editorial|sermon|lecture|ruling|order)"
)
_MADE_PUBLIC = (
    r"(?:publish|releas|issu|air|broadcast|post|date|writ|sen[dt]|fil|print|televis|record|interview|speak|brief|ask|tweet|testif|email|announc"
    r"|insist|warn|declar|claim|address|report)\w*"
)
_PREPOSITION = re.compile(r"\b(?:(?:late|early|earlier|later|back)\s+)?(?:on|in|at|during|over|as of)\s+\Z", re.IGNORECASE)
#: Phrases that bound a time, or lean on what follows ("the hours before the vote"), tell no time of speaking.
_BOUND = re.compile(r"(?:since|until|till|through|by|before|after)\b", re.IGNORECASE)
_LEANS = re.compile(r"\b(?:before|after)\s+[^\W\d_]", re.IGNORECASE)
_OF_ELSE = re.compile(r"\b(?:of|for|from|about|by|than|since|before)\s+(?:the\s+)?\Z", re.IGNORECASE)
_DETERMINER = re.compile(r"(?:\b(?:an?|the|his|her|its|their|our|my|this|that)|['’]s)\s+(?:early |late |mid-?)?\Z", re.IGNORECASE)
_OCCASION_FOLLOWS = re.compile(rf"(?:['’]s)?\s+(?:[\w-]+\s+){{0,2}}?{_OCCASION}\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?\b|['’](?=\s)")
_NOUN_FOLLOWS = re.compile(r"\s+[^\W\d_]")
_MADE_PUBLIC_BEFORE = re.compile(rf"\b{_MADE_PUBLIC}\b[^.;:]{{0,80}}\Z", re.IGNORECASE)
_OCCASION_BEFORE = re.compile(rf"\b{_OCCASION}[\s,]*(?:(?:late|early)\s+)?\Z", re.IGNORECASE)
_OPENS_SPEAKING = re.compile(
    rf"\W*(?:(?:and|but|yet|meanwhile|however|then),?\s+)?(?:in|at|on|during|{_MADE_PUBLIC}|tell\w*|urg\w*|react\w*|respond\w*)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\W*(?:(?:and|but|yet|meanwhile|however|then|also|only|just),?\s+)?\Z", re.IGNORECASE)
_OTHER_CLAUSE = re.compile(
    r"[.;:]\s|\b(?:who|whom|whose|which|that|while|when|where|because|before|if|whether|although|though|and then)\b|,\s+(?:and|but|so)\b",
    re.IGNORECASE,
)
_DONE = re.compile(rf"\b(?!{_MADE_PUBLIC}\b)[a-z]{{3,}}ed\b")
_LATER = re.compile(r"\b(?:will|shall|(?:due|expected|scheduled|set|plans?) to)\b|['’]ll\b", re.IGNORECASE)
_THAT = re.compile(r"\s+that\b", re.IGNORECASE)
_CLOSED_QUOTE = re.compile(r"[,.\s]*[\"”][\"”’,.\s]*\Z")
#: A content of so few words after the cue ("announced {his support} on Sunday") does not part the cue from what follows.
_SHORT = 8
_CONTENT_GAP = 6


def when_said(text: str, *, sentence: Span, level: Level, published: str | None) -> When | None:
    """Return when the speaker spoke, as far as the cue's sentence tells.

    Args:
        text: The article's text.
        sentence: The sentence of the cue.
        level: Source, cue and content: without a cue nothing is told, and times in the content are its own.
        published: ISO 8601 date or date-time of the article, from which relative phrases count.

    Returns:
        The time with its words and their preposition; both ends None where they stay open. None where no phrase belongs to the speaking.
    """
    if level.cue is None:
        return None
    speaking = _Speaking(text, sentence, level, level.cue)
    is_to_come = _LATER.search(text[max(sentence.start, level.cue.start - len("expected to ")) : level.cue.end])
    tense: Tense = "future" if is_to_come else "past"
    options = []
    within = Span(max(sentence.start, level.cue.start - _REACH), min(sentence.end, level.cue.end + _REACH))
    for phrase in time_phrases(text, published=published, within=within, tense=tense):
        words = speaking.with_preposition(phrase)
        distance = speaking.distance(words, phrase)
        if distance is not None:
            options.append((distance, words.start, When(start=phrase.start, end=phrase.end, words=words, how=phrase.how)))
    return min(options, key=lambda option: option[:2])[2] if options else None


@dataclass(frozen=True, slots=True)
class _Speaking:
    """A cue with what belongs to it, and the sentence around."""

    text: str
    sentence: Span
    level: Level
    cue: Span

    def with_preposition(self, phrase: TimePhrase) -> Span:
        """Return the phrase with the "on" or "late on" before it."""
        if _POSSESSIVE.match(self.text, phrase.words.end):
            return phrase.words
        start = max(self.sentence.start, phrase.words.start - _REACH)
        lead = _PREPOSITION.search(self.text[start : phrase.words.start])
        return Span(start + lead.start(), phrase.words.end) if lead else phrase.words

    def distance(self, words: Span, phrase: TimePhrase) -> int | None:
        """Return how many words lie between a phrase and the speaking; None where it belongs to something else."""
        last_word = self.text.rfind(" ", phrase.words.start, phrase.words.end) + 1
        if _BOUND.match(self.text, phrase.words.start) or _LEANS.match(self.text, max(last_word, phrase.words.start)):
            return None
        if self._dates_a_thing(phrase.words) or self._is_of_content(words):
            return None
        if self.cue.overlaps(words):
            return 0
        if self.level.source and self.level.source.contains(words):
            return 1 if self._tells_publication(words, self.level.source) else None
        return self._behind(words) if words.start >= self.cue.end else self._ahead(words)

    def _dates_a_thing(self, phrase: Span) -> bool:
        """Tell whether the phrase dates what is no occasion of speaking: "the 2019 law", "of Sunday's vote", "the vote of 2019"."""
        before, after = self._before(phrase), self.text[phrase.end : phrase.end + _REACH]
        is_attribute = bool(_DETERMINER.search(before)) and bool(_NOUN_FOLLOWS.match(after))
        if _POSSESSIVE.match(after) or is_attribute:
            is_source = self.level.source is not None and self.level.source.contains(phrase)
            return not _OCCASION_FOLLOWS.match(after) or (is_source and is_attribute)
        return bool(_OF_ELSE.search(before))

    def _before(self, words: Span) -> str:
        return self.text[max(self.sentence.start, words.start - _REACH) : words.start]

    def _is_of_content(self, words: Span) -> bool:
        """Tell whether the phrase stands in the content; one between the cue and "that" never does."""
        if _THAT.match(self.text, words.end) and not self.text[self.cue.end : words.start].strip():
            return False
        return any(words.overlaps(span) for span in self.level.content)

    def _tells_publication(self, words: Span, source: Span) -> bool:
        """Tell whether a phrase inside the source says when it was made public: "a report released on Sunday", "Sunday's statement"."""
        before = self.text[max(source.start, words.start - _REACH) : words.start]
        if _OTHER_CLAUSE.search(before):
            return False
        is_owner = bool(_POSSESSIVE.match(self.text[words.end : words.end + 2]))
        return is_owner or bool(_MADE_PUBLIC_BEFORE.search(before) or _OCCASION_BEFORE.search(before))

    def _behind(self, words: Span) -> int | None:
        """Measure a phrase after the cue: "said in a statement on Sunday", "said the mayor on Sunday"."""
        between = self._between(self.cue.end, words.start)
        if between is None:
            return self._behind_quote(words)
        return None if _DONE.search(between) else self._near(between)

    def _behind_quote(self, words: Span) -> int | None:
        """Measure a phrase that follows a quotation or a short content which follows the cue: `said "no" on Sunday`."""
        passed = [span for span in self.level.content if self.cue.end <= span.start and span.end <= words.start]
        if not passed:
            return None
        gap = self.text[max(span.end for span in passed) : words.start]
        if _CLOSED_QUOTE.match(gap):
            return _OPENING
        is_short = sum(len(span.of(self.text).split()) for span in passed) <= _SHORT and len(gap.split()) <= _CONTENT_GAP
        is_other = _DONE.search(gap) or _OTHER_CLAUSE.search(gap) or "," in gap or "after" in gap
        return _OPENING if is_short and not is_other else None

    def _ahead(self, words: Span) -> int | None:
        """Measure a phrase before the cue: "The mayor on Sunday said", "On Sunday, the mayor said"."""
        source = self.level.source
        if source and source.end <= words.start:
            since_source = self._between(source.end, words.start)
            between = self._between(words.end, self.cue.start)
            if since_source is None or between is None or _DONE.search(since_source + between) or _OTHER_CLAUSE.search(since_source):
                return None
            return self._near(between)
        return self._opening(words)

    def _opening(self, words: Span) -> int | None:
        """Measure a phrase that opens the sentence, or stands in an opening that tells of speaking ("Speaking on Sunday, ...")."""
        source = self.level.source
        start = source.start if source and words.end <= source.start < self.cue.start else self.cue.start
        between = self._between(words.end, start)
        if between is None or len(between.split()) > _OPENING or re.search(r"[.;:]\s|,\s+(?:and|but|so)\b", between):
            return None
        if words.start - self.sentence.start > _REACH:
            return None
        before, after = self.text[self.sentence.start : words.start], self.text[words.end : words.end + _REACH]
        if _OPENS.match(before):
            return _OPENING
        if not _OPENS_SPEAKING.match(before) or _OTHER_CLAUSE.search(before):
            return None
        is_before_source = between.strip() == "," and "," not in before
        tells_speaking = _OCCASION_FOLLOWS.match(after) or _OCCASION_BEFORE.search(before) or _MADE_PUBLIC_BEFORE.search(before)
        return _OPENING if is_before_source or tells_speaking else None

    def _between(self, start: int, end: int) -> str | None:
        """Return the text of a range without the source; None where content stands in it."""
        if any(span.start < end and start < span.end for span in self.level.content):
            return None
        source = self.level.source
        if source and start <= source.start and source.end <= end:
            return self.text[start : source.start] + self.text[source.end : end]
        return self.text[start:end]

    def _near(self, between: str) -> int | None:
        count = len(between.split())
        return None if count > _NEAR or _OTHER_CLAUSE.search(between) else count
