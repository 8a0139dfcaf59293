"""A claim's words as they are read alone: with the cue that governs them where they make no sentence, and "…" where their sentence is cut.

What is shown is the article's: the name of the speaker, the cue and the content. Spans are never moved, and nothing is counted here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reportedly.report.pieces import trimmed
from reportedly.text.sentences import words

if TYPE_CHECKING:
    from reportedly.records import Span, Spans, Statement

__all__ = ["governing", "shown"]

#: Verbs that a whole sentence can follow; after any other the reader needs the verb to know what was put forward.
_SAYING: Final = re.compile(
    r"(?:add|announc|answer|argu|ask|assert|claim|conclud|confirm|declar|disclos|emphas|estimat|explain|insist|maintain|mention|not|observ|"
    r"predict|reiterat|remark|repeat|repl|report|respond|reveal|sa|speculat|stat|stress|suggest|testif|tell|told|tweet|warn|writ|wrot)\w{0,4}",
    re.IGNORECASE,
)
#: What can stand between a speaker and the verb.
_BETWEEN: Final = re.compile(r"(?:,[^.;:“”\"]{0,80},|,)?\s+(?:who\s+)?")
#: What can stand between the verb and what it governs.
_GOVERNED: Final = re.compile(r"\s+(?:that\s+)?")
_QUOTES: Final = "\"“”‘’'«»"
_LONGEST_CUE: Final = 60
#: A content of more words can be told from a stub without a sign.
_STUB: Final = 6
#: A quotation that ends here is whole.
_CLOSED: Final = re.compile(f"[,.]?[{_QUOTES}]")
#: A sentence that goes on as it began, and not with what is said besides.
_GOES_ON: Final = re.compile(r",\s+(?!(?:after|and|as|before|but|when|where|which|while|who|whose)\b|\w+ing\b)[a-z]")


def governing(statement: Statement, content: Span, text: str) -> str:
    """Return the cue, with its "that", where the content needs it: "has accused" before "Corvane of opening the gates"; else nothing.

    Args:
        statement: Who says it.
        content: The first span of what is shown.
        text: The article's text.

    Returns:
        The words on one line. Nothing where the cue is a verb of saying that a whole sentence follows, or does not stand between speaker
        and content, so that the three would not read as one.
    """
    speaker, cue = statement.speaker.words, statement.cue
    if statement.is_own or statement.stance == "denies" or speaker is None or cue is None:
        return ""
    if not speaker.end <= cue.start <= cue.end <= content.start:
        return ""
    before, after = text[speaker.end : cue.start], text[cue.end : content.start]
    if not _BETWEEN.fullmatch(before) or not _GOVERNED.fullmatch(after) or content.of(text)[:1] in _QUOTES:
        return ""
    verb = " ".join(cue.of(text).split())
    if len(verb) > _LONGEST_CUE or (_is_saying(verb) and not content.of(text).startswith("to ")):
        return ""
    return " ".join([verb, *after.split()])


def _is_saying(cue: str) -> bool:
    return _SAYING.fullmatch(cue.rpartition(" ")[2]) is not None


def shown(statement: Statement, content: Spans, text: str) -> str:
    """Return the words of a content on one line; "…" in its gaps, before what begins in mid-sentence, and after a stub that breaks off.

    Args:
        statement: Who says it. Words in the article's own voice are looked at where they begin, those of others where they end.
        content: What is shown, in the order of the text.
        text: The article's text.
    """
    told = trimmed(" … ".join(span.of(text) for span in content))
    if statement.is_own:
        return f"… {told}" if told[:1].islower() else told
    return f"{told} …" if _breaks_off(statement, content[-1], text) else told


def _breaks_off(statement: Statement, content: Span, text: str) -> bool:
    """Tell whether the sentence of a stub goes on behind who says it: "A letter", the mayor said, "orders them ashore"."""
    cue, speaker = statement.cue, statement.speaker.words
    if cue is None or cue.start < content.end or len(words(content.of(text))) > _STUB:
        return False
    told = max(span.end for span in (cue, speaker) if span is not None)
    return not _CLOSED.match(text, content.end) and _GOES_ON.match(text, told) is not None
