"""The page on the tables is true: their columns are those that are written, and its examples run over tables of the test's own news."""

from __future__ import annotations

import doctest
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.batch.conftest import WORKERS

from reportedly.batch.schema import VERSION, schema_of

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = WORKERS
PAGE = Path(__file__).parents[2] / "docs" / "batch.md"
TABLE = re.compile(r"^### `(\w+)`\n.*?(?=^##)", re.MULTILINE | re.DOTALL)
SPAN = "struct<start: int32, end: int32>"
ROW = re.compile(r"^\| `(\w+)` \| `([^`]+)` \|", re.MULTILINE)


def told() -> dict[str, list[tuple[str, str]]]:
    """The columns of each table by the page, each with its type."""
    text = PAGE.read_text("utf-8")
    between = text.partition("| column of `stories`")[2].partition("\n##")[0]
    return {each[1]: ROW.findall(each[0]) for each in TABLE.finditer(text)} | {"stories": ROW.findall(between)}


def written(schema: Iterable[pa.Field]) -> list[tuple[str, str]]:
    """Columns and types as the page writes them."""
    return [(field.name, re.sub(r"list<\w+: ", "list<", str(field.type)).replace(SPAN, "span")) for field in schema]


@pytest.mark.parametrize("table", told())
def test_columns_are_those_that_the_page_tells(table: str) -> None:
    assert told()[table] == written(schema_of(table))


def test_every_table_of_a_run_is_told(finished: Path) -> None:
    assert {path.name for path in finished.iterdir()} == told().keys() | {"work"}
    assert f"`reportedly.schema`, now {VERSION}" in PAGE.read_text("utf-8")
    for path in finished.rglob("*.parquet"):
        assert pq.read_metadata(path).metadata.keys() >= {b"reportedly.schema", b"reportedly.made_from"}


def test_the_examples_run(finished: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(finished.parent)
    ran = doctest.testfile(str(PAGE), module_relative=False)
    assert ran.attempted > 5
    assert ran.failed == 0
