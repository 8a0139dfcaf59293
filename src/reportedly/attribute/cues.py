"""What the words of a cue do: report, deny, keep silent, or only hedge.

The lists are declared, so that a reader can see why a statement has its stance, or why there is no statement at all.
"""

from __future__ import annotations

import re
from typing import Literal

__all__ = ["PUT_FORWARD", "Act", "act_of", "asks", "has_speech", "is_anaphor", "is_hedge", "is_silence", "speech_cues"]

#: What a cue does: `asserts`, `denies`, or `nothing` (there is no statement).
Act = Literal["asserts", "denies", "nothing"]

#: Stems of verbs of saying, each with its forms; verbs of wanting and feeling are not here.
_SAY = """accus(?:e|es|ed|ing) acknowledg(?:e|es|ed|ing) add(?:s|ed|ing)? admit(?:s|ted|ting)? advis(?:e|es|ed|ing) affirm(?:s|ed|ing)?
    alleg(?:e|es|ed|ing) announc(?:e|es|ed|ing) answer(?:s|ed|ing)? argu(?:e|es|ed|ing) assert(?:s|ed|ing)? boast(?:s|ed|ing)?
    call(?:s|ed|ing)? caution(?:s|ed|ing)? charg(?:e|es|ed|ing) cit(?:e|es|ed|ing) claim(?:s|ed|ing)? comment(?:s|ed|ing)?
    complain(?:s|ed|ing)? conced(?:e|es|ed|ing) conclud(?:e|es|ed|ing) confess(?:es|ed|ing)? confirm(?:s|ed|ing)? contend(?:s|ed|ing)?
    counter(?:s|ed|ing)? declar(?:e|es|ed|ing) den(?:y|ies|ied|ying) describ(?:e|es|ed|ing) disclos(?:e|es|ed|ing) disput(?:e|es|ed|ing)
    estimat(?:e|es|ed|ing) explain(?:s|ed|ing)? find(?:s|ing)? found inform(?:s|ed|ing)? insist(?:s|ed|ing)? joke(?:s|d)?
    maintain(?:s|ed|ing)? mention(?:s|ed|ing)? not(?:es|ed|ing) object(?:s|ed|ing)? observ(?:e|es|ed|ing) pledg(?:e|es|ed|ing)
    predict(?:s|ed|ing)? promis(?:e|es|ed|ing) quot(?:e|es|ed|ing) read(?:s|ing)? recall(?:s|ed|ing)? recount(?:s|ed|ing)?
    remark(?:s|ed|ing)? remind(?:s|ed|ing)? repeat(?:s|ed|ing)? repl(?:y|ies|ied|ying) report(?:s|ed|ing)? respond(?:s|ed|ing)?
    retort(?:s|ed|ing)? reveal(?:s|ed|ing)? sa(?:y|ys|id|ying) stat(?:e|es|ed|ing) stress(?:es|ed|ing)? suggest(?:s|ed|ing)?
    swear(?:s|ing)? swore tell(?:s|ing)? told testif(?:y|ies|ied|ying) tweet(?:s|ed|ing)? urg(?:e|es|ed|ing) vow(?:s|ed|ing)?
    warn(?:s|ed|ing)? writ(?:e|es|ing) wrote written ask(?:s|ed|ing)? blam(?:e|es|ed|ing) reject(?:s|ed|ing)? dismiss(?:es|ed|ing)?"""
_SPEECH = re.compile(rf"\b(?:{'|'.join(_SAY.split())})\b", re.IGNORECASE)
_SPEECH_PHRASE = re.compile(
    r"\b(?:according to|in the words of|account|allegations?|accusations?|assertions?|claims?|complaints?|criticisms?|denials?|pledges?"
    r"|promises?|statements?|suggestions?|testimony|warnings?|words)\b|^:$",
    re.IGNORECASE,
)

_DENY = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|refut(?:e|es|ed|ing)|disput(?:e|es|ed|ing)|rebut(?:s|ted|ting)?|disown(?:s|ed|ing)?"
    r"|repudiat(?:e|es|ed|ing))\b"
    r"|\b(?:do|does|did|would|will)(?: not|n[’']t) (?:accept|recogni[sz]e)\b|\brule[ds]? out\b",
    re.IGNORECASE,
)
#: These deny only what has been put forward (a claim, a report), and else refuse something (an offer).
_REJECT = re.compile(r"\b(?:reject|dismiss|brush|wav|scoff|shrug|pooh)\w*\b", re.IGNORECASE)
_PUT_FORWARD = re.compile(
    r"\b(?:claims?|allegations?|accusations?|reports?|suggestions?|charges?|assertions?|rumou?rs?|speculation|accounts?|version"
    r"|figures?|findings?|conclusions?"
    r"|criticisms?|idea|notion|talk|stor(?:y|ies)|theor(?:y|ies)|insinuations?|contention|argument|that)\b|\bas (?:false|untrue"
    r"|baseless|nonsense|fiction)",
    re.IGNORECASE,
)
_NOT = r"(?:\b(?:not|never|neither|nor|hardly|without)\b|n[’']t\b)"
_NEGATED = re.compile(
    rf"(?:{_NOT}|\b(?:declin|refus|avoid|fail)(?:e|es|ed|ing|s)?(?: to)?\b|\bstopped short of\b|\bunwilling to\b)(?! only\b)", re.IGNORECASE
)
_BELIEF = re.compile(r"\b(?:think|thinks|thought|believe[sd]?|accept(?:s|ed)?|agree[sd]?|expect(?:s|ed)?|see)\b", re.IGNORECASE)
_WANT = re.compile(r"\b(?:want|wish|intend|plan|hope|need)(?:s|ed|ing|ned|ning)?\b", re.IGNORECASE)
_SILENCE = re.compile(
    r"\b(?:declin|refus)\w+ to (?:comment|say|speak|answer|discuss|elaborate|be (?:drawn|named|quoted|identified|interviewed)|give"
    r"|repeat|identify|confirm)\b"
    r"|\bclaim(?:s|ed|ing)? (?:responsibility|credit|victory|the lives?|(?:his|her|its|their|\w+) (?:lives?|first|second|third"
    r"|title|victims?))\b"
    r"|\b(?:say|says|said|saying) (?:goodbye|hello|farewell|prayers?|grace|mass|sorry|nothing|little|no more)\b|\bt(?:ell"
    r"|old) the time\b|\bknown (?:\w+ ){0,4}as\b"
    r"|^\s*(?:said|believed|thought|alleged|reported|understood|rumou?red) to (?:be|have)\b"
    r"|^\s*(?:(?:has|have|had) )?(?:ask|request|want|wish|insist|prefer)\w* (?:not to be (?:named|identified|quoted)"
    r"|to (?:remain|stay) anonymous)\b"
    r"|\bpublish(?:es|ed|ing)? (?:nothing|no)\b"
    r"|\bclaims? to (?:the|an?|his|her|its|their|any) (?!\w+ (?:that|was|is|had|has)\b)"
    r"|\b(?:no|any) comments?\b|\b(?:den|refus)(?:y|ied|ies|ying|ed|es)? (?:bail|entry|access|visas?|permission|parole|asylum|treatment)\b",
    re.IGNORECASE,
)
_ASK = re.compile(
    r"\bask(?:s|ed|ing)? (?:(?:our|its|their|his|her|the|all|some|\d+|more|than|online)\s)*"
    r"(?:readers|listeners|viewers|followers|subscribers|respondents|users|visitors|you)\s*$",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"(?:whether|if|how|why|what|who|whom|whose|which|when|where|about|for|to)\b", re.IGNORECASE)
_HEDGE = re.compile(
    r"^(?:asked|speaking|commenting)$|^(?:reportedly|allegedly|supposedly|purportedly|apparently|seemingly|alleged|purported"
    r"|reported|suspected|so-called"
    r"|(?:(?:is|are|was|were|been|be|being) )?(?:widely |generally |still )?(?:said|believed|thought|understood|rumou?red|known"
    r"|expected|likely"
    r"|alleged|reported|feared|presumed|supposed|considered) (?:to|that))(?:\b|$)",
    re.IGNORECASE,
)
_ANAPHOR = re.compile(
    r"^(?:it|this|that|them|these|those|which|(?:an?|the|this|that|these|those|all|any|such|both|his|her|its|their)?\s*(?:\w+\s){0,2}?"
    r"(?:charges?|claims?|allegations?|accusations?|reports?|suggestions?|assertions?|figures?|numbers?|account|version|story"
    r"|rumou?rs?|findings?"
    r"|conclusions?|wrongdoing)(?:\s(?:strongly|flatly|completely|entirely|outright|altogether))?)[.,;]?$",
    re.IGNORECASE,
)


#: Nouns for what has been put forward, which can be denied.
PUT_FORWARD = (
    r"(?:claims?|allegations?|accusations?|reports?|suggestions?|charges?|assertions?|rumou?rs?|speculation|idea|notion"
    r"|story|stories|contention)"
)


def has_speech(cue: str) -> bool:
    """Whether the words report speech, rather than wish, feeling or knowledge."""
    return bool(_SPEECH.search(cue) or _SPEECH_PHRASE.search(cue))


def asks(cue: str, content: str) -> bool:
    """Whether words only ask whoever reads or listens ("asked readers how they felt"): that puts nothing forward.

    Args:
        cue: The cue and what stands between it and the content.
        content: The words that are attributed.

    >>> asks("asked readers", "how they felt"), asks("asked the pilot", "whether he had slept")
    (True, False)
    """
    return bool(_ASK.search(cue) and _QUESTION.match(content))


def speech_cues(text: str) -> bool:
    """Whether a text holds words that may report speech, so that it is worth reading again for an inner attribution."""
    return bool(_SPEECH.search(text) or re.search(r"\b(?:according to|quoting|citing)\b", text, re.IGNORECASE))


def is_silence(words: str) -> bool:
    """Whether cue and content together put nothing forward ("declined to comment", "claimed responsibility")."""
    return bool(_SILENCE.search(words))


def is_hedge(cue: str) -> bool:
    """Whether a cue without source only marks that the outlet does not vouch ("reportedly", "is believed to")."""
    return bool(_HEDGE.search(cue.strip()))


def is_anaphor(content: str) -> bool:
    """Whether the content only points at something said before ("the charge", "it")."""
    return bool(_ANAPHOR.match(content.strip()))


def act_of(cue: str, lead: str, content: str) -> Act:
    """Decide what a cue does.

    Args:
        cue: The words of the cue.
        lead: What stands between the source and the end of the cue ("did not", "would only").
        content: The words that are attributed.

    Returns:
        `denies` where the speaker rejects a content that stands in the text, `nothing` where nothing is put forward.
    """
    words = f"{lead} {cue}"
    negated = bool(_NEGATED.search(words))
    if _DENY.search(cue):
        return "nothing" if negated and not re.search(r"accept|recogni", cue, re.IGNORECASE) else "denies"
    if _REJECT.search(cue):
        return "denies" if _PUT_FORWARD.search(f"{cue} {content[:80]}") else "asserts"
    if negated and _BELIEF.search(cue):
        return "denies"
    return "nothing" if negated and (has_speech(cue) or _WANT.search(cue)) else "asserts"
