from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.store.harbour import WordVectors, article

from reportedly.store import Library

#: Adds articles for as long as it lives, and names each once it is kept.
ADDER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tests.store.harbour import WordVectors, article
from reportedly.store import Library
with Library.open(Path(sys.argv[2]), vectors=WordVectors()) as library:
    for n in range(int(sys.argv[4])):
        library.add(article(f"{sys.argv[3]}{n}", f"Ship {n} of the {sys.argv[3]} line came in at noon."))
        print(f"{sys.argv[3]}{n}", flush=True)
"""


def adder(folder: Path, line: str, count: int) -> subprocess.Popen[str]:
    here = str(Path(__file__).parent)
    return subprocess.Popen([sys.executable, "-c", ADDER, here, str(folder), line, str(count)], stdout=subprocess.PIPE, text=True)


def test_no_acknowledged_article_is_lost_when_the_adder_is_killed(tmp_path: Path) -> None:
    with adder(tmp_path, "red", 1_000_000) as process:
        assert process.stdout
        told = [process.stdout.readline().strip() for _ in range(150)]  # past the first batch of the index
        process.kill()
        told += process.stdout.read().split()[:-1]  # the last may be cut off
    with Library.open(tmp_path, vectors=WordVectors()) as library:
        assert set(told) <= set(library.ids())
        last = told[-1].removeprefix("red")
        assert library.search([f"Ship {last} of the red line came in at noon."], limit=1)[0][0].article == told[-1]
        assert not library.add(article("red0", "Ship 0 of the red line came in at noon."))


def test_two_add_at_once(tmp_path: Path) -> None:
    with adder(tmp_path, "red", 90) as red, adder(tmp_path, "blue", 90) as blue:
        told = [process.communicate(timeout=60)[0].split() for process in (red, blue)]
    assert (red.returncode, blue.returncode) == (0, 0)
    with Library.open(tmp_path, vectors=WordVectors()) as library:
        assert set(library.ids()) == {*told[0], *told[1]}
        assert len(library) == 180
        hits = library.search([f"Ship 77 of the {line} line came in at noon." for line in ("blue", "red")], limit=1)
        assert [each[0].article for each in hits] == ["blue77", "red77"]
