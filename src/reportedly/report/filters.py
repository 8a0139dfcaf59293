"""What a reader can narrow a report to: by status, what is disputed, and what hangs on unnamed voices alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.records import Finding, Report

__all__ = ["Filter", "filters", "filters_of", "is_unnamed_only"]


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow a report.

    Attributes:
        key: Names it in classes and addresses ("single").
        title: Names it for a reader ("Single origin").
        how: Tells what is counted, in one sentence.
        count: The findings that it leaves.
    """

    key: str
    title: str
    how: str
    count: int


def is_unnamed_only(finding: Finding) -> bool:
    """Tell whether every origin of a finding is an unnamed voice."""
    return bool(finding.origins) and all(origin.kind == "unnamed" for origin in finding.origins)


#: Key, title, what is counted, and the test; in the order in which they are offered.
_FILTERS: Final[tuple[tuple[str, str, str, Callable[[Finding], bool]], ...]] = (
    (
        "all",
        "All",
        "Every place where the article puts something forward, its own sentences included, is one statement with one finding.",
        lambda _: True,
    ),
    (
        "disputed",
        "Disputed",
        "An origin that is none of the claim’s own contradicts or denies it. It stands beside a status and is counted there too.",
        lambda finding: finding.disputed,
    ),
    (
        "corroborated",
        "Corroborated",
        "At least two origins are established: named and on the record, a document, or a newsroom that shows its own reporting.",
        lambda finding: finding.status == "corroborated",
    ),
    (
        "possibly",
        "Possibly corroborated",
        "There may be two origins or more, but it is not shown that two of them stand apart.",
        lambda finding: finding.status == "possibly corroborated",
    ),
    (
        "single",
        "Single origin",
        "At least two outlets carry it, and all of it grows from one root.",
        lambda finding: finding.status == "single origin",
    ),
    (
        "uncorroborated",
        "Uncorroborated",
        "No second outlet in the library carries it.",
        lambda finding: finding.status == "uncorroborated",
    ),
    (
        "unnamed",
        "Unnamed only",
        "Every origin is an unnamed voice, such as “officials” or “a witness”. It, too, stands beside a status.",
        is_unnamed_only,
    ),
)


def filters(report: Report) -> tuple[Filter, ...]:
    """Return every filter with the number of findings that it leaves, the one that leaves all first."""
    return tuple(Filter(key, title, how, sum(map(test, report.findings))) for key, title, how, test in _FILTERS)


def filters_of(finding: Finding) -> tuple[str, ...]:
    """Return the keys of the filters that leave a finding, without "all"."""
    return tuple(key for key, _, _, test in _FILTERS[1:] if test(finding))
