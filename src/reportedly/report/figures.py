"""Every number that a report shows of a finding, with how it was counted: in plain English, and by name where names were counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from reportedly.records import DOUBTFUL
from reportedly.report import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reportedly.records import Article, Evidence, Finding, Origin, Reason

__all__ = ["Figure", "figures", "rules", "score_figure"]

_ORIGINS: Final = (
    "At least as many as are established, but one where anything says it; at most the established and the possible ones together."
)
_OUTLETS: Final = "Sites of one publisher count once, and so does an outlet with several articles."
_OBSERVERS: Final = "Newsrooms that heard the speaker themselves, or say it themselves. One that took it from another heard nobody."
_SIDES: Final = "Two voices of one side are two origins on one side. With an origin of no side, such as a newsroom, sides are not counted."
_READING: Final = (
    "How sure the program is, from 0 to 100%, that these are the words, that this is the speaker, and that the chain is right."
)
_MATCH: Final = "How sure the program is, from 0 to 1, that the two passages bear on each other in this way."
#: What each kind of number is and how it is counted wherever it stands.
rules: Final = (
    ("Origins", _ORIGINS),
    ("Outlets", _OUTLETS),
    ("Newsrooms first-hand", _OBSERVERS),
    ("Sides", _SIDES),
    ("Sure of the reading", _READING),
    ("Match", _MATCH),
)


class Figure(NamedTuple):
    """A number and how it was counted.

    Attributes:
        value: The number as it is shown ("1–3", "91%").
        of: What it counts, in the number that fits ("origins").
        rule: How such numbers are counted, the same for all of a kind.
        how: What was counted here, one line each.
    """

    value: str
    of: str
    rule: str
    how: tuple[str, ...] = ()


def figures(finding: Finding, known: Mapping[str, Article]) -> tuple[Figure, ...]:
    """Return the numbers of a finding: origins, outlets, newsrooms that heard it, sides, and how surely it was read.

    Args:
        finding: The finding.
        known: The articles that the report opens to, by id.
    """
    return tuple(_figures(finding, known))


def _figures(finding: Finding, known: Mapping[str, Article]) -> Iterator[Figure]:
    value, _, noun = wording.interval(finding).partition(" ")
    yield Figure("0" if value == "no" else value, f"{noun}s" if value == "no" else noun, _ORIGINS, tuple(_origins(finding)))
    yield _counted(finding.outlets, "outlet", _OUTLETS, _outlets(finding, known))
    unheard = () if finding.observers else ("Nothing shows that a newsroom heard a speaker itself.",)
    yield _counted(finding.observers, "newsroom first-hand", _OBSERVERS, unheard, plural="newsrooms first-hand")
    if finding.sides is not None:
        yield _counted(finding.sides, "side", _SIDES, (_sides(finding),))
    if finding.statement is not None and not finding.statement.is_own:
        yield Figure(f"{finding.statement.confidence:.0%}", "sure of the reading", _READING)


def score_figure(evidence: Evidence) -> Figure:
    """Return how sure a match is, and what it was judged by."""
    seen = tuple(f"{_which(reason)}: {reason.text}" for reason in evidence.reasons)
    return Figure(f"{evidence.score:.2f}", "match", _MATCH, seen or ("The two passages were judged as a whole.",))


def _which(reason: Reason) -> str:
    return "doubtful" if reason.feature == DOUBTFUL else "for" if reason.weight >= 0 else "against"


def _counted(count: int, noun: str, rule: str, how: tuple[str, ...], *, plural: str | None = None) -> Figure:
    return Figure(f"{count:,}", noun if count == 1 else plural or f"{noun}s", rule, how)


def _origins(finding: Finding) -> Iterator[str]:
    established = [origin for origin in finding.origins if origin.level == "established"]
    possible = [origin for origin in finding.origins if origin.level == "possible"]
    if not finding.origins:
        yield "Nothing in the library says it, so there is no root to count."
    if established:
        yield f"Established: {_named(established)}."
    if possible:
        yield f"Possible, since nothing shows for sure that it stands apart and says this: {_named(possible)}."


def _named(origins: Iterable[Origin]) -> str:
    return "; ".join(origin.who for origin in origins)


def _outlets(finding: Finding, known: Mapping[str, Article]) -> tuple[str, ...]:
    """Name who carries a claim; sites of one publisher stand together, since they count once."""
    families: dict[str, dict[str, None]] = {}
    for key in sorted({place.article for origin in finding.origins for place in origin.statements} & known.keys()):
        families.setdefault(known[key].family, {})[known[key].outlet.name] = None
    named = sorted(" with ".join(sorted(names)) for names in families.values())
    if not named:
        return ("No outlet in the library carries it.",)
    return (f"Those that carry it: {'; '.join(named)}.",)


def _sides(finding: Finding) -> str:
    named = sorted({origin.side for origin in finding.origins if origin.level == "established" and origin.side})
    return f"What the established origins belong to or speak for: {'; '.join(named)}."
