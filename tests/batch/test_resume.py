"""A run that was ended goes on where it was, and ends with the bytes of one that was not."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from tests.batch.conftest import WORKERS, batched, bytes_of
from tests.batch.newsroom import CORPUS, written

from reportedly.batch.tables import Tables

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = WORKERS


_RUN = """
import sys
from reportedly.batch import BatchSettings, run
run([sys.argv[1]], BatchSettings(out=sys.argv[2], part=2), lambda step, done, total: None)
"""


def killed_at(table: str, corpus: Path, out: Path) -> dict[str, int]:
    """Start a run, end it by SIGKILL once the table has two files; return the finished files, with when they were written."""
    with subprocess.Popen([sys.executable, "-c", _RUN, str(corpus), str(out)], start_new_session=True) as process:
        until = time.monotonic() + 60
        while len(list(out.glob(f"{table}/*/*.parquet"))) < 2:
            assert process.poll() is None, "it ended before it could be killed"
            assert time.monotonic() < until, f"{table} was not begun within a minute"
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    while _lives(process.pid):
        assert time.monotonic() < until, "its workers outlive it"
        time.sleep(0.05)
    return {name: (out / name).stat().st_mtime_ns for name in Tables(str(out)).named("") if Tables(str(out)).made_from(name)}


def test_killed_and_run_again_gives_the_same_bytes_and_does_nothing_twice(corpus: Path, finished: Path, tmp_path: Path) -> None:
    killed = tmp_path / "killed"

    early = killed_at("statements", corpus, killed)
    late = killed_at("matches", corpus, killed)
    batched([corpus], killed)

    assert bytes_of(killed) == bytes_of(finished)
    assert any(name.startswith("statements/") for name in early)
    assert len(early) < len(late) < len(bytes_of(finished)), "else it was not killed halfway"
    assert {name: (killed / name).stat().st_mtime_ns for name in {**early, **late}} == {**early, **late}


def test_a_damaged_partition_is_made_again(corpus: Path, finished: Path, tmp_path: Path) -> None:
    out = tmp_path / "tables"
    shutil.copytree(finished, out)
    for name in ("statements/day=2031-11-07/part-00000.parquet", "origins/day=undated/part-00000.parquet"):
        (out / name).write_bytes((out / name).read_bytes()[:100])

    outcome = batched([corpus], out)

    assert (outcome.done, bytes_of(out)) == (2, bytes_of(finished))


def test_an_input_that_became_smaller_leaves_nothing_behind(tmp_path: Path) -> None:
    news, out = tmp_path / "news.jsonl", tmp_path / "tables"
    batched([written(news, [CORPUS[4], CORPUS[5], CORPUS[6]])], out, part=1)
    batched([written(news, [CORPUS[4]])], out, part=1)
    batched([news], tmp_path / "fresh", part=1)

    assert bytes_of(out) == bytes_of(tmp_path / "fresh")


def _lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
