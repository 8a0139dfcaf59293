"""A library of the harbour's articles, filled in a temporary folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.store.harbour import WordVectors, shelf

from reportedly.store import Library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a closed library in it."""
    with Library.open(tmp_path / "library", vectors=WordVectors()) as library:
        library.add_many((each, None) for each in shelf())
    return tmp_path / "library"


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    """The library, open."""
    with Library.open(folder, vectors=WordVectors(), create=False) as opened:
        yield opened
