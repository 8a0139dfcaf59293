"""Who stands where: on one claim, and in the whole report; by what speakers belong to or speak for, as the articles name it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reportedly.report.build import numbered
from reportedly.text.names import fold

if TYPE_CHECKING:
    from reportedly.records import Finding, Origin, Report, VoiceKind

__all__ = ["Camp", "Side", "Speaker", "camps", "standing"]


class Side(NamedTuple):
    """A side on a claim.

    Attributes:
        name: What its voices belong to or speak for; None for those of whom no article says.
        says: Its origins that put the claim forward.
        against: Its origins that contradict or deny it.
    """

    name: str | None
    says: tuple[Origin, ...]
    against: tuple[Origin, ...]


class Speaker(NamedTuple):
    """An origin of several findings: the numbers of those that it is behind, and of those that it disputes."""

    who: str
    kind: VoiceKind
    says: tuple[int, ...]
    against: tuple[int, ...]


class Camp(NamedTuple):
    """A side in the whole report; its name is None for voices of whom no article says."""

    name: str | None
    speakers: tuple[Speaker, ...]


def standing(finding: Finding) -> tuple[Side, ...]:
    """Return the sides on a claim in the order in which they come up, voices of no side last."""
    held: dict[str, tuple[str | None, list[Origin], list[Origin]]] = {}
    for says_so, origins in ((True, finding.origins), (False, finding.disputes)):
        for origin in origins:
            _, says, against = held.setdefault(fold(origin.side or ""), (origin.side, [], []))
            (says if says_so else against).append(origin)
    sides = (Side(name, tuple(says), tuple(against)) for name, says, against in held.values())
    return tuple(sorted(sides, key=lambda side: side.name is None))


def camps(report: Report) -> tuple[Camp, ...]:
    """Return the sides of the whole report, the one with the most findings first, voices of no side last."""
    held: dict[str, tuple[str | None, dict[str, tuple[Origin, list[int], list[int]]]]] = {}
    for one in numbered(report):
        for says_so, origins in ((True, one.finding.origins), (False, one.finding.disputes)):
            for origin in origins:
                _, speakers = held.setdefault(fold(origin.side or ""), (origin.side, {}))
                _, says, against = speakers.setdefault(f"{origin.kind} {fold(origin.who)}", (origin, [], []))
                (says if says_so else against).append(one.number)
    found = [Camp(name, tuple(_speaker(*each) for each in speakers.values())) for name, speakers in held.values()]
    return tuple(sorted(found, key=lambda camp: (camp.name is None, -_findings(camp))))


def _speaker(origin: Origin, says: list[int], against: list[int]) -> Speaker:
    return Speaker(origin.who, origin.kind, tuple(says), tuple(against))


def _findings(camp: Camp) -> int:
    return len({number for speaker in camp.speakers for number in (*speaker.says, *speaker.against)})
