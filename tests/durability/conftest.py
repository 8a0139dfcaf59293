from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.durability.library import KEYS, Shelf, write_articles
from tests.durability.processes import run
from tests.ingest.faults import running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ingest.faults import FaultServer


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A place for a library, empty."""
    return Shelf(tmp_path)


@pytest.fixture(scope="session")
def _full(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    shelf = Shelf(tmp_path_factory.mktemp("full"))
    source = write_articles(shelf.folder / "articles.jsonl", KEYS)
    assert run(shelf.said, *shelf.adding(source)) == (0, f"{shelf.library}: {len(KEYS)} added, 0 known already, 0 not used\n", "")
    return shelf


@pytest.fixture
def full(_full: Shelf, tmp_path: Path) -> Shelf:
    """A library of `KEYS`, whose index holds all of it."""
    return _full.copied(tmp_path / "copy")


@pytest.fixture
def faults() -> Iterator[FaultServer]:
    yield from running()
