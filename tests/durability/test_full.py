"""No room for more: one line says so, what was acknowledged stays, and the same command goes on once there is room."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.durability.library import KEYS, Shelf, said, verified, write_articles
from tests.durability.processes import begun, run

#: Mounts a small disk at a place that only this process and what it begins see; leaves a copy of what is there in the end.
SMALL_DISK = """
mount -t tmpfs -o size=$SIZE none "$DISK" || exit 77
"$@"
code=$?
cp -r "$DISK" "$DISK-kept"
exit $code
"""
ROOT = Path(__file__).parents[2]


def on_a_small_disk(disk: Path, size: str, *words: str) -> tuple[int, str, str]:
    """Run the program where a folder is a disk of so many bytes (400k); return its exit code and what it said, leave a copy `DISK-kept`."""
    if shutil.which("unshare") is None:
        pytest.skip("no disk of its own can be given to a process here")
    disk.mkdir()
    command = [
        "unshare",
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        SMALL_DISK,
        "sh",
        sys.executable,
        "-m",
        "tests.durability.worker",
        "run",
    ]
    environment = {"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DISK": str(disk), "SIZE": size}
    done = subprocess.run([*command, *words], capture_output=True, text=True, env=environment, cwd=ROOT, timeout=600, check=False)
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("a process may not mount here")
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("largest", [4_000, 40_000, 130_000])
def test_while_articles_are_added(shelf: Shelf, largest: int) -> None:
    source = write_articles(shelf.folder / "articles.jsonl", KEYS)

    code, _, err = run(shelf.said, *shelf.adding(source), largest=largest)

    assert code == 4
    assert len(said(err)) == 1, err
    assert "no room left on the disk, or a quota is used up" in err
    kept = shelf.receipted
    assert len(kept) < len(KEYS)
    if kept:
        assert set(kept) <= set(verified(shelf.library, kept))
    code, _, err = run(shelf.said, *shelf.adding(source))
    assert (code, err) == (0, "")
    assert verified(shelf.library, shelf.receipted) == tuple(KEYS)


@pytest.mark.parametrize(("size", "adds"), [("200k", False), ("600k", True)])
def test_on_a_disk_that_is_full(shelf: Shelf, size: str, *, adds: bool) -> None:
    """As above, by a disk that is really full, before an article is added or after some: no file can grow any more."""
    source = write_articles(shelf.folder / "articles.jsonl", KEYS)

    code, _, err = on_a_small_disk(shelf.library, size, *shelf.adding(source))

    assert code == 4
    assert len(said(err)) == 1, err
    assert "no room left on the disk; make room and run the same command again" in err
    kept = Shelf(shelf.folder / "kept")
    kept.folder.mkdir()
    shutil.move(f"{shelf.library}-kept", kept.library)
    assert len(shelf.receipted) < len(KEYS)
    assert bool(shelf.receipted) is adds
    assert set(shelf.receipted) <= set(verified(kept.library, shelf.receipted))
    code, _, err = run(kept.said, *kept.adding(source))
    assert (code, err) == (0, "")
    assert verified(kept.library, shelf.receipted) == tuple(KEYS)


def test_while_the_index_is_made_anew(full: Shelf) -> None:
    full.index.unlink()

    code, _, err = run(full.said, "library", "rebuild", "--library", str(full.library), "--quiet", largest=60_000)

    assert code == 4
    assert len(said(err)) == 1, err
    assert verified(full.library) == tuple(KEYS)


def test_while_the_library_is_brought_to_a_later_layout(full: Shelf) -> None:
    code, _, err = begun(full.said, "migrate", str(full.library), largest=100_000).end()

    assert code != 0
    assert "LibraryError" in err
    assert verified(full.library) == tuple(KEYS)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_receipt_that_cannot_be_written_ends_the_adding(shelf: Shelf) -> None:
    source = write_articles(shelf.folder / "articles.jsonl", KEYS)

    code, _, err = run(shelf.said, "add", str(source), "--library", str(shelf.library), "--receipt", "/dev/full", "--quiet")

    assert code != 0
    assert len(said(err)) == 1, err
    assert "/dev/full" in err
    verified(shelf.library)
