"""Who heard a speaker: the outlet that was told or shown, or the article's own newsroom.

"Told the Courier", "a letter seen by the Courier", "told this newspaper".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.attribute.kinds import kind_of, outlet_of
from reportedly.attribute.relate import Layout, Level, Utterance
from reportedly.records import Span

if TYPE_CHECKING:
    from reportedly.attribute.nest import Reader

__all__ = ["heard_by", "scope_of", "seen_by", "told"]

_NAME = (
    r"(?P<who>(?:the\s+)?(?:[a-z]+\s+){0,2}?(?:[A-ZÀ-Þ][\w’'\-&]*)(?:\s+(?:(?:of|and|the|&)\s+)?[A-ZÀ-Þ0-9][\w’'\-&]*)*"
    r"(?:\s+(?:newspaper|magazine|website|news agency|television))?)"
)
_TOLD = re.compile(
    rf"\b(?i:told|tells|telling|spoke to|speaking to|talking to|interview (?:with|for|published by|on)|comments? to|remarks? to"
    rf"|statement to|speaking on|interviewed by"
    rf"|quoted (?:by|in)|cited by|as reported by|said to|wrote (?:in|for)|writing (?:in|for)|op-ed (?:in|for))\s+{_NAME}"
)
_SEEN = re.compile(rf"\b(?:seen|obtained|reviewed|published|reported|viewed|leaked to|shared with|carried)\s*(?:by|in|to|with)?\s+{_NAME}")
_OURS = re.compile(
    r"\b(?:told|tells|telling|showed|assured|informed|asked|spoke to|speaking to|spoke with|interview with|pressed by|seen by"
    r"|obtained by|reviewed by|consulted by|shared with"
    r"|provided to|called by|shown to)\s+(?P<us>us|(?:this|our) (?:newspaper|paper|station|magazine|website|site|reporter"
    r"|correspondent|programme|news desk|publication|newsroom))\b",
    re.IGNORECASE,
)


_SPOKEN = re.compile(r"(?:told|tells|telling|assured|informed|asked|spoke|speaking|interview|pressed)\b", re.IGNORECASE)
_OUR_WORK = re.compile(
    r"\b(?:when|as) we (?:called|visited|arrived|asked|looked|rang|knocked|counted)\b|\bour (?:reporters?|correspondents?"
    r"|own (?:count|check|measurements?))\b"
    r"|\b(?:a |the )?(?:reporter|correspondent) (?:for|of) (?:this|the) (?:newspaper|paper|station|agency) (?:saw|counted|watched"
    r"|visited)\b",
    re.IGNORECASE,
)


def heard_by(utterance: Utterance, reader: Reader) -> Span | None:
    """Return the words that show that the article's own newsroom heard or saw it; None without."""
    text = reader.layout.text
    scope = scope_of(utterance, reader.layout)
    ours = _OURS.search(text, *scope)
    if ours and not _in_content(Span(*ours.span()), utterance):
        return Span(*ours.span())
    for pattern in (_TOLD, _SEEN):
        for match in pattern.finditer(text, *scope):
            if _is_own(match["who"], reader) and not _in_content(Span(*match.span()), utterance):
                return Span(match.start(), match.end("who"))
    return None


def seen_by(sentence: Span, reader: Reader) -> Span | None:
    """Return the words of an own-voice sentence that show that the newsroom saw it itself ("documents seen by this paper").

    "Told this paper" does not count here: it is a speaker whom the tagger missed, and whose word the newsroom's is not.
    """
    text = reader.layout.text
    ours = [m for pattern in (_OURS, _OUR_WORK) for m in pattern.finditer(text, *sentence)]
    found = [Span(*m.span()) for m in ours] + [
        Span(m.start(), m.end("who")) for m in _SEEN.finditer(text, *sentence) if _is_own(m["who"], reader)
    ]
    return next((span for span in sorted(found) if not _SPOKEN.match(span.of(text))), None)


def scope_of(utterance: Utterance, layout: Layout) -> tuple[int, int]:
    """Return where the sentence of the utterance's cue begins and ends, or of its content without a cue, as character offsets."""
    level = utterance.inner
    at = level.cue.start if level.cue else level.content[0].start
    sentence = layout.sentence(at)
    return sentence.start, sentence.end


def _in_content(span: Span, utterance: Utterance) -> bool:
    return any(c.overlaps(span) for c in utterance.inner.content)


def _is_own(name: str, reader: Reader) -> bool:
    bare = re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE).casefold()
    return any(own == bare or own.endswith(f" {bare}") for own in reader.own)


def told(utterance: Utterance, reader: Reader) -> Utterance:
    """Return the utterance with the outlet that heard it put before the speaker.

    So read are "told the Courier", "in an interview with", "was quoted by" and "a letter seen by".
    """
    level, text = utterance.inner, reader.layout.text
    start, end = scope_of(utterance, reader.layout)
    known = [lv.source for lv in utterance.levels if lv.source]
    patterns = (_TOLD, _SEEN) if level.source and kind_of(level.source.of(text), reader.outlets) == "document" else (_TOLD,)
    for pattern in patterns:
        for match in pattern.finditer(text, start, end):
            who = Span(*match.span("who"))
            own_source = level.source is not None and level.source.contains(who) and pattern is _TOLD
            if (
                own_source
                or any(k == who for k in known)
                or (_in_content(who, utterance) and not (level.source and level.source.contains(who)))
            ):
                continue
            if level.cue and pattern is _TOLD and not _beside(match, level, text):
                continue
            if outlet_of(match["who"], reader.outlets) and not _is_own(match["who"], reader):
                heard = Level(who, level.cue, level.content)
                return replace(utterance, levels=(*utterance.levels[:-1], heard, level))
    return utterance


def _beside(match: re.Match[str], level: Level, text: str) -> bool:
    """Whether the telling belongs to this cue: the cue is its verb, or no other clause stands between them."""
    if level.cue is None:
        return False
    if level.cue.start <= match.end() and match.start() <= level.cue.end:
        return True
    low, high = sorted((match.end(), level.cue.start)) if match.end() <= level.cue.start else sorted((level.cue.end, match.start()))
    between = text[low:high]
    return not re.search(r"[.;:\"“”]|\b(?:but|while|whereas)\b", between) and len(between.split()) <= 18  # noqa: PLR2004  one clause
