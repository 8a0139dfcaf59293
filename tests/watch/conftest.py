"""Fixtures of the watch: a server of sites and faults, and a watch into a library in a new folder, by a clock that the test moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.ingest.faults import FaultServer, running
from tests.watch.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def faults() -> Iterator[FaultServer]:
    yield from running()


@pytest.fixture
def desk(faults: FaultServer, tmp_path: Path) -> Desk:
    return Desk(faults, tmp_path / "library")
