"""Parquet in: each row is a JSON article; what is damaged, foreign or of another table is told in one line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reportedly.errors import RefusedError, SourceError
from reportedly.ingest import Ingested, IngestSettings, load_outlets, read
from reportedly.records import Rejected

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "The swing bridge at Fennick will stay open to boats until June, the harbour master Ada Lund said on Tuesday."
ROW = {"id": "bridge", "outlet": "The Harbour Post", "title": "Bridge stays open", "published": "2031-05-06", "text": TEXT}


def written(path: Path, rows: list[dict[str, Any]], metadata: dict[str, str] | None = None) -> Path:
    pq.write_table(pa.Table.from_pylist(rows).replace_schema_metadata(metadata), path)
    return path


def results(path: Path, **limits: int) -> list[Ingested | Rejected]:
    return list(read(path, settings=IngestSettings(**limits), outlets=load_outlets()))  # type: ignore[arg-type]  # numbers only


def test_a_row_is_what_a_line_of_json_is(tmp_path: Path) -> None:
    (found,) = results(written(tmp_path / "news.parquet", [ROW | {"clicks": 17}]))

    assert isinstance(found, Ingested)
    article = found.article
    assert (article.id, article.outlet.name, article.title, article.published, article.text) == (
        "bridge", "The Harbour Post", "Bridge stays open", "2031-05-06", TEXT,
    )  # fmt: skip
    assert found.page.source.endswith("news.parquet#1")


def test_dates_and_numbers_may_be_dates_and_numbers(tmp_path: Path) -> None:
    (found,) = results(written(tmp_path / "news.parquet", [ROW | {"id": 7, "published": date(2031, 5, 6)}]))

    assert isinstance(found, Ingested)
    assert (found.article.id, found.article.published) == ("7", "2031-05-06")


def test_a_bad_row_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [ROW | {"text": None}, ROW | {"id": "long", "text": TEXT * 40}, ROW]
    first, second, third = results(written(tmp_path / "news.parquet", rows), max_page_bytes=2_000)

    assert isinstance(first, Rejected)
    assert first.id.endswith("news.parquet#1")
    assert isinstance(second, Rejected)
    assert "limit for one article" in second.reason
    assert isinstance(third, Ingested)


def test_a_table_of_the_batch_that_holds_no_articles_gives_nothing(tmp_path: Path) -> None:
    assert results(written(tmp_path / "part.parquet", [{"from": "a", "to": "b"}], {"reportedly.table": "derivations"})) == []


def test_a_table_without_texts_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r'expected a column "text", found headline'):
        results(written(tmp_path / "part.parquet", [{"headline": "Bridge stays open"}]))


def test_what_is_cut_off_or_too_large_is_told(tmp_path: Path) -> None:
    whole = written(tmp_path / "whole.parquet", [ROW] * 50)
    (cut := tmp_path / "cut.parquet").write_bytes(whole.read_bytes()[:-40])

    with pytest.raises(SourceError, match="damaged or cut off"):
        results(cut)
    with pytest.raises(RefusedError, match="unfolds to more than"):
        results(whole, max_unpacked_bytes=100)
