"""What an editor would follow up first, one line each: what is disputed, then what is told two ways, then what hangs on one root."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from reportedly.report import wording
from reportedly.report.build import Numbered, numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.records import Article, Finding, Origin, Report, Status

__all__ = ["FollowUp", "follow_up", "why_words"]

#: So many names are told; of more, the number.
_NAMES: Final = 2
#: From here on a finding needs no second look.
_URGENT: Final = 5


class FollowUp(NamedTuple):
    """A finding that asks for a call or a second look, and why."""

    one: Numbered
    #: The status whose sign stands before it; a dispute before the status.
    status: Status | str
    #: Who says it, and the words.
    said: str
    why: str


def follow_up(report: Report, known: dict[str, Article]) -> tuple[FollowUp, ...]:
    """Return the findings to follow up, the most pressing first; a content that is said and denied is listed once, as said."""
    held: dict[object, Numbered] = {}
    for one in sorted(numbered(report), key=lambda one: (_is_denial(one.finding), one.number)):
        if _urgency(one.finding) < _URGENT:
            held.setdefault(one.finding.claim.content or one.number, one)
    ranked = sorted(held.values(), key=lambda one: (_urgency(one.finding), one.number))
    return tuple(_entry(one, known) for one in ranked)


def _is_denial(finding: Finding) -> bool:
    return finding.statement is not None and finding.statement.stance == "denies"


def _urgency(finding: Finding) -> int:
    """Return 0 for the most pressing, more for the less; `_URGENT` for what needs no second look."""
    if finding.disputed:
        return 0 if any(origin.level == "established" for origin in finding.disputes) else 1
    if finding.marks:
        return 2
    return {"single origin": 3, "possibly corroborated": 4}.get(finding.status, _URGENT)


def _entry(one: Numbered, known: dict[str, Article]) -> FollowUp:
    finding = one.finding
    denied = f"{wording.denial(finding.statement)} " if finding.statement is not None and _is_denial(finding) else ""
    said = f"{denied}{wording.claim_words(finding, known, by=not denied)}"
    why = [why_words(finding), *finding.marks]
    status = "disputed" if finding.disputed else finding.status
    return FollowUp(one, status, said, " · ".join(part for part in why if part))


def why_words(finding: Finding) -> str:
    """Return what makes a finding worth a call or a second look, marks aside; nothing where nothing does."""
    if _is_denial(finding):
        return f"said by: {_names(finding.origins)}" if finding.origins else "nobody in the library says it"
    if finding.disputed:
        return f"against it: {_names(finding.disputes)}"
    if finding.status == "single origin":
        return f"{wording.number_of(finding.outlets, 'outlet')}, one root: {_names(finding.origins)}"
    established = [origin for origin in finding.origins if origin.level == "established"]
    if finding.status == "possibly corroborated":
        return f"{wording.interval(finding)}; established: {_names(established) if established else 'none'}"
    return ""


def _names(origins: Sequence[Origin]) -> str:
    names = [origin.who for origin in origins]
    more = len(names) - _NAMES
    return "; ".join(names) if more <= 0 else f"{'; '.join(names[:_NAMES])} and {more} more"
