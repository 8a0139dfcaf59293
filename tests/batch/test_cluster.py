"""On a Ray cluster the tables are the same bytes, where Ray is installed: `pip install 'daft[ray]'`."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.batch.conftest import WORKERS, bytes_of

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("ray", reason="Ray is no part of the locked environment")

pytestmark = WORKERS

_RUN = """
import sys
from reportedly.batch import BatchSettings, run
outcome = run([sys.argv[1]], BatchSettings(out=sys.argv[2], part=2, runner="ray", workers=2), lambda step, done, total: None)
sys.exit("; ".join(each.reason for each in outcome.rejected) or None)
"""


def test_two_actors_make_the_same_bytes_as_this_machine_alone(corpus: Path, finished: Path, tmp_path: Path) -> None:
    out = tmp_path / "tables"

    ended = subprocess.run([sys.executable, "-c", _RUN, str(corpus), str(out)], capture_output=True, text=True, check=False)

    assert ended.returncode == 0, ended.stderr
    assert bytes_of(out) == bytes_of(finished)
