"""One corpus through the batch, once for all tests that only look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.batch.newsroom import CORPUS, written

from reportedly.batch import BatchSettings, Outcome, run
from reportedly.batch.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Row = dict[str, Any]
#: Daft leaves the pipe to a worker process to the garbage collector.
WORKERS = pytest.mark.filterwarnings("ignore:Exception ignored in. <_io.FileIO:pytest.PytestUnraisableExceptionWarning")


def quietly(step: str, done: int, total: int | None) -> None:
    """Tell nobody."""


def batched(inputs: Sequence[Path | str], out: Path, *, window: int = 4, part: int = 2) -> Outcome:
    """Run the batch in this process."""
    return run([str(each) for each in inputs], BatchSettings(out=str(out), window=window, part=part), quietly)


def rows_of(out: Path, table: str) -> list[Row]:
    """All rows of a table."""
    tables = Tables(str(out))
    return [row for name in tables.named(table) for row in tables.rows(name)]


def bytes_of(out: Path) -> dict[str, bytes]:
    """The files of a run by where they stand."""
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus as JSON Lines, without the late reprint."""
    return written(tmp_path_factory.mktemp("corpus") / "news.jsonl", CORPUS[:-1])


@pytest.fixture(scope="session")
def finished(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of the corpus."""
    out = tmp_path_factory.mktemp("batch") / "tables"
    batched([corpus], out)
    return out
