"""What may be handed in, and what comes of it where it cannot be used: a row in the table of rejects, a line, an exit code."""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.batch.bucket import LOOPBACK, serving
from tests.batch.conftest import WORKERS, batched, rows_of
from tests.batch.newsroom import CORPUS, WEATHER, article, written
from tests.ingest.newsroom import NEWS, page
from tests.ingest.test_warc import record

from reportedly.batch import BatchSettings
from reportedly.batch.sources import inputs
from reportedly.batch.stages import Stage, task_of
from reportedly.cli import run
from reportedly.errors import UsageError
from reportedly.records import Rejected

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = [WORKERS, pytest.mark.loopback, pytest.mark.allow_hosts([LOOPBACK])]


def line(key: str) -> dict[str, Any]:
    """One article, of one sentence that is its own."""
    return article(key, "Marl Star", "2031-11-08", f"{WEATHER.splitlines()[0]} The {key} lock was shut.")


def read(sources: Sequence[str], out: Path) -> list[dict[str, int]]:
    """Do the tasks of the first stage in this process."""
    worker = Stage("reading", BatchSettings(out=str(out)))()
    return [json.loads(worker(task_of(each))) for each in inputs(sources) if not isinstance(each, Rejected)]


def test_every_kind_of_input_from_here_and_from_an_object_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "plain.jsonl", [line("plain")])
    (tmp_path / "packed.jsonl.gz").write_bytes(gzip.compress(json.dumps(line("packed")).encode()))
    pq.write_table(pa.Table.from_pylist([line("rowed")]), tmp_path / "rows.parquet")
    (tmp_path / "crawl.warc.gz").write_bytes(record(page(*NEWS), url="https://harbourpost.example/1"))
    (tmp_path / "far").mkdir()
    far = written(tmp_path / "far" / "address.jsonl", [line("address")])
    held = {"news/a.jsonl": json.dumps(line("bucket")).encode(), "news/b.jsonl.gz": gzip.compress(json.dumps(line("bucket-gz")).encode())}
    with serving(held) as bucket:
        for name, value in bucket.settings.items():
            monkeypatch.setenv(name, value)
        sources = [str(tmp_path / "*.jsonl"), str(tmp_path / "*.gz"), str(tmp_path / "rows.parquet"), far.as_uri(), "s3://shelf/news/*"]
        assert read(sources, tmp_path / "tables") == [{"articles": 1}] * 7
        assert read(sources, tmp_path / "tables") == [{}] * 7, "what was read is not read again"

    rows = rows_of(tmp_path / "tables", "work")
    assert {row["id"] for row in rows} > {"plain", "packed", "rowed", "address", "bucket", "bucket-gz"}
    assert [row["url"] for row in rows if row["url"]] == ["https://harbourpost.example/1"]
    assert {row["name"] for row in rows if row["id"] == "bucket-gz"} == {"s3://shelf/news/b.jsonl.gz:1"}


def test_what_cannot_be_used_stands_in_the_rejects_and_the_rest_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = written(tmp_path / "good.jsonl", [line("good"), "{not json", line("good") | {"text": WEATHER}])
    (tmp_path / "empty.jsonl").touch()
    (tmp_path / "broken.jsonl.gz").write_bytes(b"\x1f\x8b\x08\x00 and no more")
    pq.write_table(pa.table({"headline": ["Snow"]}), tmp_path / "wrong.parquet")
    (tmp_path / "cut.parquet").write_bytes((tmp_path / "wrong.parquet").read_bytes()[:-20])
    names = ["empty.jsonl", "broken.jsonl.gz", "wrong.parquet", "cut.parquet", "missing.jsonl"]

    code = run(["batch", str(good), *(str(tmp_path / name) for name in names), "--out", str(tmp_path / "out"), "--workers", "1", "--quiet"])

    told = capsys.readouterr()
    rows = {row["id"].removeprefix(f"{tmp_path}/"): row["reason"] for row in rows_of(tmp_path / "out", "rejects")}
    assert (code, told.out.splitlines()[0].split(", ")[0]) == (5, f"{tmp_path}/out: 1 articles")
    assert sorted(rows) == sorted([*names[:1], "broken.jsonl.gz", *names[2:], "good.jsonl:2", "good.jsonl:3"])
    assert rows["missing.jsonl"] == "no such file or directory"
    assert rows["wrong.parquet"] == 'expected a column "text", found headline'
    assert rows["good.jsonl:3"] == "good: another text came first under this id; give this one another"
    assert "empty file" in rows["empty.jsonl"]
    assert "damaged" in rows["cut.parquet"]
    assert sorted(told.err.splitlines()) == sorted(f"reportedly: {tmp_path}/{name}: {reason}" for name, reason in rows.items())


def test_nothing_that_can_be_used_leaves_with_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["batch", str(tmp_path / "missing.jsonl"), "--out", str(tmp_path / "out"), "--quiet"]) == 3
    assert capsys.readouterr().err == f"reportedly: {tmp_path}/missing.jsonl: no such file or directory\n"


@pytest.mark.parametrize(
    ("out", "clause"),
    [("file", "expected a folder, found a file"), ("file/tables", "cannot be written"), ("nowhere://", "cannot be reached")],
)
def test_a_folder_that_cannot_be_written_leaves_with_2(
    out: str, clause: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    assert run(["batch", str(written(tmp_path / "news.jsonl", [line("one")])), "--out", out, "--quiet"]) == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert clause in told


def test_a_full_disk_is_named_and_the_next_run_goes_on(tmp_path: Path) -> None:
    news, out = written(tmp_path / "news.jsonl", [line("one")]), tmp_path / "out"
    call = [sys.executable, "-m", "reportedly", "batch", str(news), "--out", str(out), "--workers", "1", "--quiet"]

    ended = subprocess.run(call, capture_output=True, text=True, check=False, preexec_fn=_small)

    assert ended.returncode == 3, ended.stderr
    assert ended.stderr.startswith(f"reportedly: reading {news}: {out}/work/")
    assert "cannot be written" in ended.stderr
    assert batched([news], out).rejected == ()
    assert [row["id"] for row in rows_of(out, "articles")] == ["one"]


def test_a_folder_of_other_inputs_is_left_alone(corpus: Path, tmp_path: Path) -> None:
    news = written(tmp_path / "news.jsonl", [line("one")])
    batched([news], tmp_path / "out")
    with pytest.raises(UsageError, match=r"holds a run that also read .*news\.jsonl"):
        batched([corpus], tmp_path / "out")


def test_add_reads_the_tables_back(finished: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["add", str(finished), "--library", str(tmp_path / "library"), "--quiet"]) == 0
    assert f"{len(CORPUS) - 1} added, 0 known already, 0 not used" in capsys.readouterr().out


def _small() -> None:
    """Let no file grow beyond 4 KiB, as a full disk would not."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
