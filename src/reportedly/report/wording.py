"""The sentences a reader sees, one place for all renderers: chains, numbers, counts, derivations, coverage.

Nothing here judges: no word says that a thing is true or false.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final, Literal

from reportedly.report import claimed
from reportedly.report.build import WIRE, is_credited, source_name
from reportedly.report.pieces import inner_quotes, shortened, trimmed
from reportedly.report.unnamed import unnamed_note, unnamed_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.records import (
        Article,
        Derivation,
        DerivationKind,
        Directness,
        Evidence,
        Finding,
        Origin,
        Report,
        Search,
        Statement,
        Voice,
        VoiceKind,
        When,
    )

__all__ = [
    "added_words",
    "bearings",
    "byline",
    "chain_line",
    "chain_words",
    "claim_words",
    "counted",
    "counted_briefly",
    "coverage_words",
    "day",
    "denial",
    "derivation_words",
    "evidence_words",
    "interval",
    "kinds",
    "made_by_words",
    "manner",
    "mark_words",
    "number_of",
    "origin_words",
    "quoted",
    "said_by",
    "said_words",
    "search_words",
    "source_name",
    "taken_words",
    "unnamed_note",
    "unnamed_sentence",
    "voice_note",
    "when_words",
]

kinds: Final[dict[VoiceKind, str]] = {
    "person": "person",
    "organisation": "organisation",
    "outlet": "newsroom",
    "document": "document",
    "unnamed": "unnamed",
    "own": "newsroom",
}
#: What a reader is told of each way to bear on a claim.
bearings: Final = {"supports": "Also says so", "contradicts": "Says otherwise", "denies": "Denies it"}
_MARKS: Final = {
    "altered": "Altered: an article that carries it says other than its source in the library does.",
    "reported two ways": "Reported two ways: two newsrooms that heard one speaker report opposite things.",
}
_DIRECTNESS: Final[dict[Directness, str]] = {
    "direct": "Quoted word for word.",
    "mixed": "Quoted in part.",
}
_STATES: Final = {
    "ok": "searched",
    "empty": "searched, nothing found",
    "limited": "searched in part",
    "refused": "refused to answer",
    "failed": "failed",
}
#: Written out, so that no locale of the machine changes a report.
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_VERBS: Final[dict[DerivationKind, str]] = {"copy": "copied", "rewrite": "reworded", "citation": "cites", "credit": "credits"}


def added_words(added: int, known: int, unused: int, *, versions: int) -> str:
    """Say what came of adding: articles that are new, other versions among them, those that were there, pieces that could not be used."""
    of_them = f" ({versions:,} as another version)" if versions else ""
    return f"{added:,} added{of_them}, {known:,} known already, {unused:,} not used"


def number_of(count: int, noun: str) -> str:
    """Return "1 outlet", "2 outlets", "1,204 articles"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def quoted(words: str) -> str:
    """Return the words in quotation marks, on one line; stray punctuation at the ends goes, and quotations inside get single marks."""
    return f"“{inner_quotes(trimmed(words))}”"


def said_words(evidence: Evidence) -> str:
    """Return the words of some evidence; "…" stands where the content has a gap."""
    return " … ".join(span.of(evidence.article.text) for span in evidence.statement.content)


def denial(statement: Statement) -> str:
    """Return "Halden Freight denies:"; stands before the content that the speaker rejects."""
    return f"{statement.speaker.name} denies:"


def day(published: str | None, *, clock: bool = True) -> str:
    """Return an ISO 8601 date or date-time as "4 March 2031" or "4 March 2031, 08:30"; what is no date stays as it is."""
    if published is None:
        return "date not known"
    try:
        when = datetime.fromisoformat(published)
    except ValueError:
        return published
    plain = f"{when.day} {_MONTHS[when.month - 1]} {when.year}"
    has_clock = clock and ("T" in published or " " in published)
    return f"{plain}, {when:%H:%M}" if has_clock else plain


def byline(article: Article) -> str:
    """Return outlet and date of an article on one line."""
    return f"{article.outlet.name}, {day(article.published)}"


def chain_line(chain: Sequence[Voice]) -> str:
    """Return the chain as "VT ← Press TV ← The Guardian ← Wendy Sherman", outermost first."""
    return " ← ".join(voice.name for voice in chain)


def chain_words(chain: Sequence[Voice]) -> str:
    """Return the chain as "Wendy Sherman, as The Guardian says, as Press TV says"; the article's own outlet goes without saying."""
    if len(chain) == 1:
        return f"{chain[0].name}, in its own voice"
    between = reversed(chain[1:-1])
    return ", ".join([chain[-1].name, *(f"as {voice.name} says" for voice in between)])


def said_by(statement: Statement) -> str:
    """Return who says it and, for a speaker who rejects it, that they deny it."""
    return f"{chain_words(statement.chain)}{', denies' if statement.stance == 'denies' else ''}"


def claim_words(finding: Finding, known: dict[str, Article], *, by: bool = False) -> str:
    """Return the claim's words: in quotation marks when they are somebody's, as they stand when they are the article's own.

    Args:
        finding: The finding on the claim.
        known: The articles by their ids.
        by: Whether the speaker stands before the words in any case ("Helen Marr: “…”"); without it, only where the words need the verb
            ("Judith Sayle has accused “Corvane of …”") to be read.
    """
    statement, spans = finding.statement, finding.claim.content
    article = None if statement is None else known.get(statement.article)
    if statement is None or article is None or not spans:
        words, verb = trimmed(finding.claim.words), ""
    else:
        words, verb = claimed.shown(statement, spans, article.text), claimed.governing(statement, spans[0], article.text)
    if statement is not None and statement.is_own:
        return words
    if statement is None or not (by or verb):
        return quoted(words)
    return f"{statement.speaker.name} {verb} {quoted(words)}" if verb else f"{statement.speaker.name}: {quoted(words)}"


def manner(statement: Statement) -> str:
    """Tell how it was said, where that is worth telling: word for word, and when; else nothing."""
    told = [_DIRECTNESS[statement.directness]] if statement.directness in _DIRECTNESS else []
    if statement.time is not None:
        told.append(f"Said {when_words(statement.time)}.")
    return " ".join(told)


def voice_note(voice: Voice, text: str, is_outlet: bool) -> str:  # noqa: FBT001  called from a template
    """Return the kind of a voice, and the words used for it where they differ from its name."""
    if is_outlet:
        return "this outlet"
    used = " ".join(voice.words.of(text).split()) if voice.words else voice.name
    kind = unnamed_note(voice, text) or kinds[voice.kind]
    return kind if used in {voice.name, ""} else f"{kind}, here {quoted(used)}"


def evidence_words(evidence: Evidence) -> str:
    """Return "Odd Brenner, in Channel North, 12 March 2031": who says it, and where."""
    statement = evidence.statement
    place = f"{evidence.article.outlet.name}, {day(evidence.article.published, clock=False)}"
    if statement.is_own:
        return f"{place}, in its own voice"
    return f"{said_by(statement)}, in {place}"


def when_words(when: When) -> str:
    """Return the date or interval a speaker is said to have spoken, or why it was left open."""
    if when.start is None or when.end is None:
        return f"on a day left open ({when.how})"
    return f"on {day(when.start)}" if when.start == when.end else f"between {day(when.start)} and {day(when.end)}"


def interval(finding: Finding) -> str:
    """Return the interval of origins: "no origin", "1 origin", "2 origins", "1–3 origins"."""
    if finding.origins_max == 0:
        return "no origin"
    if finding.origins_min == finding.origins_max:
        return number_of(finding.origins_max, "origin")
    return f"{finding.origins_min}–{finding.origins_max} origins"


def origin_words(origin: Origin) -> str:
    """Return an origin with its kind, its level and its side in brackets; "unnamed, via ..." tells its kind itself."""
    facts = [
        *([] if origin.kind == "unnamed" else [kinds[origin.kind]]),
        origin.level,
        *([f"side: {origin.side}"] if origin.side not in {None, origin.who} else []),
    ]
    return f"{origin.who} ({', '.join(facts)})"


def mark_words(mark: str) -> str:
    """Return the sentence for a mark."""
    return _MARKS.get(mark, f"{mark[:1].upper()}{mark[1:]}.")


def counted(finding: Finding, known: dict[str, Article]) -> tuple[str, ...]:
    """Tell how the numbers of a finding came about, one sentence each, without numbers that cannot be opened."""
    return (
        _rule(finding),
        *_levels(finding),
        _spread(finding),
        *_sides(finding),
        *_dependent(finding, known),
        *_against(finding),
        *(mark_words(mark) for mark in finding.marks),
        *_confidence(finding),
    )


def counted_briefly(finding: Finding) -> tuple[str, ...]:
    """Tell the same without what a list of the origins and of who took it from whom shows already."""
    loose = () if finding.disputes else _against(finding)
    return (_rule(finding), _spread(finding), *_sides(finding), *loose, *(mark_words(m) for m in finding.marks))


def _rule(finding: Finding) -> str:
    established = sum(origin.level == "established" for origin in finding.origins)
    match finding.status:
        case "corroborated":
            return f"Corroborated, because {number_of(established, 'origin')} are established."
        case "possibly corroborated":
            known = "one origin is established" if established else "no origin is established"
            return f"Possibly corroborated, because {known} and up to {finding.origins_max} may stand apart."
        case "single origin":
            return f"Single origin, because {number_of(finding.outlets, 'outlet')} carry it and all of it grows from one root."
        case _:
            which = "no second outlet" if finding.outlets else "no outlet"
            return f"Uncorroborated, because {which} in the library carries it."


def _levels(finding: Finding) -> tuple[str, ...]:
    established = [o for o in finding.origins if o.level == "established"]
    possible = [o for o in finding.origins if o.level == "possible"]
    told = []
    if established:
        told.append(f"Established: {_listed([_origin_short(o) for o in established])}.")
    if possible:
        told.append(f"Possible, since nothing shows that it stands apart: {_listed([_origin_short(o) for o in possible])}.")
    return tuple(told)


def _origin_short(origin: Origin) -> str:
    return origin.who if origin.kind in {"unnamed", "own"} else f"{origin.who} ({kinds[origin.kind]})"


def _spread(finding: Finding) -> str:
    heard = (
        f"{number_of(finding.observers, 'newsroom')} heard the speaker"
        if finding.observers
        else "no newsroom is shown to have heard the speaker"
    )
    carry = "carries" if finding.outlets == 1 else "carry"
    return f"{number_of(finding.outlets, 'outlet')} {carry} it; {heard} first-hand."


def _sides(finding: Finding) -> tuple[str, ...]:
    established = [o for o in finding.origins if o.level == "established"]
    if finding.sides is None or len(established) < 2:  # noqa: PLR2004  one origin has no sides to compare
        return ()
    named = list(dict.fromkeys(o.side for o in established if o.side))
    return (f"The established origins stand on {number_of(finding.sides, 'side')}: {_listed(named)}.",)


def _dependent(finding: Finding, known: dict[str, Article]) -> tuple[str, ...]:
    taken = {
        f"{e.article.outlet.name} took it from {source_name(e.derived_from, known)} and adds no origin."
        for e in finding.evidence
        if e.derived_from is not None
    }
    return tuple(sorted(taken))


def _against(finding: Finding) -> tuple[str, ...]:
    if finding.disputes:
        return (f"Disputed by {_listed([_origin_short(o) for o in finding.disputes])}: {_own_origin(len(finding.disputes))}.",)
    if any(e.relation != "supports" for e in finding.evidence):
        return ("Not counted as disputed: what stands against it has no origin of its own.",)
    return ()


def _confidence(finding: Finding) -> tuple[str, ...]:
    if finding.statement is None or finding.statement.is_own:
        return ()
    return (f"That these are the words and this is the speaker was read with a confidence of {finding.statement.confidence:.0%}.",)


def _own_origin(count: int) -> str:
    return "an origin of its own" if count == 1 else "origins of their own"


def _listed(names: Sequence[str]) -> str:
    """Join names as "A", "A and B", "A; B; and C"."""
    if len(names) <= 2:  # noqa: PLR2004  two names need no list
        return " and ".join(names)
    return f"{'; '.join(names[:-1])}; and {names[-1]}"


def taken_words(how: DerivationKind | Literal["said"], *, certain: bool) -> str:
    """Return what stands between who took it and where: "copied", "possibly cites"; "has it from" for a voice that was heard or read."""
    if how == "said":
        return "has it from"
    verb = _VERBS[how]
    if certain:
        return verb
    return f"may have {verb}" if how in {"copy", "rewrite"} else f"possibly {verb}"


def derivation_words(derivation: Derivation, known: dict[str, Article]) -> str:
    """Tell a derivation: "The Valley Gazette copied Meridian Wire, without credit: 412 words alike"."""
    taker, source = source_name(derivation.to, known), source_name(derivation.source, known)
    verb = taken_words(derivation.kind, certain=derivation.certain)
    part = "" if derivation.whole or derivation.kind in {"citation", "credit"} else "part of "
    away = " (whose own text is not in the library)" if derivation.source.startswith(WIRE) else ""
    return f"{taker} {verb} {part}{source}{away}{_credit(derivation, known)}{_shown(derivation, known)}"


def _credit(derivation: Derivation, known: dict[str, Article]) -> str:
    if derivation.kind not in {"copy", "rewrite"}:
        return ""
    credited = is_credited(derivation, known)
    return "" if credited is None else ", with credit" if credited else ", without credit"


def _shown(derivation: Derivation, known: dict[str, Article]) -> str:
    taker = known.get(derivation.to)
    if taker is None or not derivation.evidence:
        return ""
    if derivation.kind in {"citation", "credit"}:
        shown = derivation.evidence[0].right.of(taker.text)
        return f": {quoted(shortened(shown, about=source_name(derivation.source, known)))}"
    words = sum(len(pair.right.of(taker.text).split()) for pair in derivation.evidence)
    alike = "alike" if derivation.kind == "copy" else "in passages of the same matter"
    return f": {number_of(words, 'word')} {alike}"


def search_words(search: Search) -> str:
    """Tell what one search did."""
    told = f"{search.name}: {_STATES[search.state]}"
    return f"{told} ({search.detail})" if search.detail else told


def coverage_words(report: Report) -> str:
    """Tell what was searched, and say so when a search failed: silence is no finding."""
    failed = [s.name for s in report.coverage.searches if s.state in {"refused", "failed"}]
    told = f"Searched {number_of(report.coverage.articles, 'article')} in the library."
    if not report.coverage.articles and not failed:
        told = "The library holds no other article: there was nothing to search."
    return f"{told} Not searched: {', '.join(failed)}." if failed else told


def made_by_words(report: Report) -> str:
    """Tell what made the report."""
    models = ", ".join(f"{name} {digest[:12]}" for name, digest in report.made_by.models)
    return f"Reportedly {report.made_by.version}; models: {models or 'none'}; library {report.made_by.library[:12] or 'empty'}"
