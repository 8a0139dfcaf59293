"""A made-up story as a `Report` by hand, and a small snapshot fixture for the renderers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from tests.report.shipwreck import tell

if TYPE_CHECKING:
    from reportedly.records import Report

SNAPSHOTS = Path(__file__).parent / "snapshots"


class Snapshot(Protocol):
    """Compares a text with the file of that name."""

    def __call__(self, text: str, name: str) -> None: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--snapshot-update", action="store_true", help="write the snapshots anew instead of comparing")


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Snapshot:
    """Compare with `snapshots/NAME`; with --snapshot-update, write it."""

    def compare(text: str, name: str) -> None:
        path = SNAPSHOTS / name
        if request.config.getoption("--snapshot-update", default=False):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        assert text == path.read_text("utf-8"), f"{name} has changed; look at it, then run pytest tests/report --snapshot-update"

    return compare


@pytest.fixture
def report() -> Report:
    """An article of seventeen statements against a library of seven articles."""
    return tell()


@pytest.fixture
def claim_report(report: Report) -> Report:
    """The same library asked about one claim in the reader's own words."""
    asked = report.findings[1]
    words = "The ferry Sandpiper sailed with a faulty radar."
    return replace(report, article=None, findings=(replace(asked, statement=None, claim=replace(asked.claim, content=(), words=words)),))
