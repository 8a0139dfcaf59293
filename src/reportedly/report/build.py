"""What the renderers share about a report: its findings numbered and in the order of use, its articles by id, its tally.

Pure functions over `Report`; nothing here knows a page or a terminal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from reportedly.records import Article, Bearing, Derivation, Evidence, Finding, Report, Status

SectionKey = Literal["disputed", "corroborated", "possibly corroborated", "single origin", "attributed", "own"]

#: An agency whose own text is not in the library stands in derivations as "wire:NAME".
WIRE = "wire:"

#: Section, its title, and the sentence that tells what is in it; in the order an editor needs them.
_SECTIONS: tuple[tuple[SectionKey, str, str], ...] = (
    ("disputed", "Disputed", "An origin of its own contradicts or denies the claim."),
    ("corroborated", "Corroborated", "At least two established origins say the same."),
    ("possibly corroborated", "Possibly corroborated", "More than one origin, but it is not shown that two of them stand apart."),
    ("single origin", "Single origin", "Several outlets carry it, and all of it grows from one root."),
    ("attributed", "Said by somebody, found nowhere else", "No second outlet in the library carries it."),
    ("own", "The article’s own words, found nowhere else", "Put forward by the outlet itself; no second outlet in the library carries it."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A finding and its number in the report, from 1, in the order of the text."""

    number: int
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Findings that belong together, never empty, in the order of the text."""

    key: SectionKey
    title: str
    note: str
    findings: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many findings have each status; `disputed` stands beside the others and is counted in them too."""

    corroborated: int
    possibly: int
    single: int
    uncorroborated: int
    disputed: int

    @property
    def rows(self) -> tuple[tuple[Status | Literal["disputed"], int], ...]:
        """Status and number of findings, disputed first."""
        return (
            ("disputed", self.disputed),
            ("corroborated", self.corroborated),
            ("possibly corroborated", self.possibly),
            ("single origin", self.single),
            ("uncorroborated", self.uncorroborated),
        )


def numbered(report: Report) -> tuple[Numbered, ...]:
    """Number the findings from 1, in the order in which they stand."""
    return tuple(Numbered(number=i, finding=f) for i, f in enumerate(report.findings, start=1))


def section_of(finding: Finding) -> SectionKey:
    """Tell in which section a finding is shown: a dispute first, then the status, then whether anybody is named for it."""
    if finding.disputed:
        return "disputed"
    if finding.status != "uncorroborated":
        return finding.status
    plain = finding.statement is not None and finding.statement.is_own and not finding.evidence and not finding.marks
    return "own" if plain else "attributed"


def sections(report: Report) -> tuple[Section, ...]:
    """Group the findings, those with something to show first; sections without findings are left out."""
    held: dict[SectionKey, list[Numbered]] = {key: [] for key, _, _ in _SECTIONS}
    for one in numbered(report):
        held[section_of(one.finding)].append(one)
    asked = report.article is None
    return tuple(
        Section(key=key, title="Uncorroborated" if asked and key == "attributed" else title, note=note, findings=tuple(held[key]))
        for key, title, note in _SECTIONS
        if held[key]
    )


def tally(report: Report) -> Tally:
    """Count the findings by status."""
    statuses = [f.status for f in report.findings]
    return Tally(
        corroborated=statuses.count("corroborated"),
        possibly=statuses.count("possibly corroborated"),
        single=statuses.count("single origin"),
        uncorroborated=statuses.count("uncorroborated"),
        disputed=sum(f.disputed for f in report.findings),
    )


def articles(report: Report) -> dict[str, Article]:
    """Return every article the report opens to, by id: the one asked about, those of the evidence as they come, then the others."""
    found = {} if report.article is None else {report.article.id: report.article}
    for finding in report.findings:
        for evidence in finding.evidence:
            found.setdefault(evidence.article.id, evidence.article)
    for article in report.articles:
        found.setdefault(article.id, article)
    return found


def by_bearing(finding: Finding) -> tuple[tuple[Bearing, tuple[Evidence, ...]], ...]:
    """Group the evidence: what supports, what contradicts, what denies; empty groups are left out."""
    order: tuple[Bearing, ...] = ("supports", "contradicts", "denies")
    groups = ((bearing, tuple(e for e in finding.evidence if e.relation == bearing)) for bearing in order)
    return tuple((bearing, held) for bearing, held in groups if held)


def source_name(source: str, known: dict[str, Article]) -> str:
    """Name the outlet of an article id or of "wire:NAME"; an id that the report does not open to stays as it is."""
    if source.startswith(WIRE):
        return source.removeprefix(WIRE)
    return known[source].outlet.name if source in known else source


def is_credited(derivation: Derivation, known: dict[str, Article]) -> bool | None:
    """Tell whether the taker names its source, in a credit or anywhere in its text; None when its text is not at hand."""
    taker = known.get(derivation.to)
    if taker is None:
        return None
    names = {source_name(derivation.source, known)}
    if derivation.source in known:
        names.update(known[derivation.source].outlet.names)
    folded = {name.casefold() for name in names}
    credited = any(credit.agency.casefold() in folded for credit in taker.credits)
    return credited or any(name in taker.text.casefold() for name in folded)
