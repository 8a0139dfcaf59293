"""For every test: no library but those that it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True, scope="session")
def _nobodys_own_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Where no library is named, the one meant is not that of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("home")))
        yield
