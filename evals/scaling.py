"""How much two workers of `reportedly batch` gain over one, and whether their tables are the same bytes.

    python -m evals.scaling ARTICLES.jsonl [native|ray]

Each number of workers runs three times in turn, as a user's command does; compare the ratio, not the seconds, and trust it only on a
machine that does nothing else. What came of it: `docs/batch.md`.
"""

from __future__ import annotations

import hashlib
import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Final

from evals.bench import ROUNDS, command

#: Workers that are held against each other.
FEW, MANY = 1, 2
_ARGUMENTS: Final = (2, 3)


def digest(folder: Path) -> str:
    """Return the digest of all files of a folder, with where they stand."""
    told = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        told.update(f"{path.relative_to(folder)} {path.stat().st_size} ".encode() + path.read_bytes())
    return told.hexdigest()


def main() -> None:
    """Print the figures; leave with 1 where the tables differ."""
    if len(sys.argv) not in _ARGUMENTS:
        sys.exit("expected: python -m evals.scaling ARTICLES.jsonl [native|ray]")
    runner = sys.argv[2] if len(sys.argv) == max(_ARGUMENTS) else "native"
    # Ray puts its workers behind everything else that the machine does.
    os.environ.update(RAY_worker_niceness="0")
    took: dict[int, list[float]] = {FEW: [], MANY: []}
    made = set()
    with tempfile.TemporaryDirectory() as name:
        for number in range(ROUNDS):
            for workers, seconds in took.items():
                out = Path(name) / f"{workers}-{number}"
                asked = ("--out", str(out), "--runner", runner, "--workers", str(workers), "--quiet")
                seconds.append(command("batch", sys.argv[1], *asked).seconds)
                made.add(digest(out))
    few, many = (statistics.median(took[workers]) for workers in (FEW, MANY))
    print(f"{FEW} worker {few:.1f} s, {MANY} workers {many:.1f} s (medians of {ROUNDS}): {few / many:.2f} times")
    sys.exit(None if len(made) == 1 else "the tables differ")


if __name__ == "__main__":
    main()
