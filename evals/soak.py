"""Kill the program at random moments, hundreds of times, and look at what is left: `python -m evals.soak [--kills N] [--seed N]`.

Real processes add articles (now and then two at once), take some out, make the index anew, bring the library to a later layout, watch a
feed, and run a batch; each is killed (SIGKILL) at a random moment of its work. After each kill the library is opened and verified by this
module's own eyes (`tests.durability.library.verified`) and by `reportedly library verify`; a batch that was killed, however often, ends
with the bytes of one that was not. The first fault ends the soak with exit code 1, and what was found is left for a look.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.batch.newsroom import CORPUS, written
from tests.durability.library import Shelf, said, text_of, verified, write_articles
from tests.durability.processes import begun, killed, run
from tests.ingest.faults import FaultServer, running
from tests.watch.desk import item, rss, story

from reportedly.store import migrations
from reportedly.store.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.durability.processes import Begun

HOST = "harbourpost.example"
#: Articles of one process that adds, and of a feed; feeds; articles that one process takes out.
BATCH, PAGES, FEEDS, OUT = 150, 12, 6, 40
#: A library is left for a new one after so many kills.
KILLS_EACH = 30
#: Seconds from which the moment of a kill is drawn, to begin with; longer after each kill, shorter after each run that ended before it.
TAKES = {"add": 0.1, "two adds": 0.1, "remove": 0.5, "rebuild": 0.5, "migrate": 0.2, "watch": 2.0, "batch": 10.0}
LONGER, SHORTER, LONGEST = 1.1, 0.8, 10.0

say = partial(print, flush=True)


@dataclass
class Soak:
    """A soak on its way."""

    folder: Path
    faults: FaultServer
    chance: random.Random
    takes: dict[str, float] = field(default_factory=lambda: dict(TAKES))
    kills: Counter[str] = field(default_factory=Counter)
    runs: int = 0
    acknowledged: int = 0
    looks: int = 0
    batches: int = 0
    #: The library that is worked on, its ids at the last look, and those that were taken out of it.
    shelf: Shelf = field(init=False)
    ids: tuple[str, ...] = ()
    gone: set[str] = field(default_factory=set)

    def library(self, until: int) -> None:
        """Work on a new library, until there were so many kills."""
        self.shelf = Shelf(self.folder / f"shelf-{self.runs}")
        self.shelf.folder.mkdir(parents=True)
        self.ids, self.gone = (), set()
        while self.kills.total() < until:
            kind = self.chance.choice(list(TAKES)) if len(self.ids) > OUT else "add"
            before, ended = self.kills.total(), self._work(kind)
            self.runs += 1
            if kind == "batch":
                self._look_at_tables(ended)
            elif self.shelf.articles.is_file():  # else it was killed before there was one
                self._look(kind)
            if self.kills.total() > before:
                given = len(set(self.shelf.receipted))
                say(f"{self.kills.total():4} killed: {kind:9} {len(self.ids):5} articles, {given:5} receipts, {len(self.gone):3} taken out")
        self.acknowledged += len(set(self.shelf.receipted))
        shutil.rmtree(self.shelf.folder)

    def _work(self, kind: str) -> bool:
        """Do work of a kind, and kill it at a random moment; whether it came to its end before."""
        processes = self._begin(kind)
        if "add" in kind:
            await_receipts(self.shelf, self.chance.randrange(BATCH), processes)
        time.sleep(self.chance.uniform(0, self.takes[kind]))
        ended = not sum(killed(each) for each in processes)
        self.kills[kind] += not ended
        self.takes[kind] = min(LONGEST, self.takes[kind] * (SHORTER if ended else LONGER))  # a batch that is longer is killed many times
        return ended

    def _begin(self, kind: str) -> list[Begun]:
        shelf, library = self.shelf, str(self.shelf.library)
        if "add" in kind:
            names = [f"n{self.runs}", f"m{self.runs}"] if kind == "two adds" else [f"n{self.runs // 2}"]  # goes on where the last ended
            keys = {name: [f"{name}-{number}" for number in range(BATCH)] for name in names}
            sources = [write_articles(shelf.folder / f"{name}.jsonl", keys[name]) for name in names]
            return [begun(shelf.said / source.stem, "run", *shelf.adding(source)) for source in sources]
        if kind == "watch":
            feed = self.faults.url(HOST, f"/feed-{self.runs % FEEDS}")
            return [begun(shelf.said, "watch", library, str(self.faults.port), feed)]
        if kind == "remove":
            leaving = self.chance.sample(self.ids, OUT)
            self.gone.update(leaving)
            return [begun(shelf.said, "run", "library", "remove", *leaving, "--library", library)]
        if kind == "batch":
            return [begun(shelf.said, "run", *self._batching(self.folder / "tables"))]
        if kind == "migrate":
            shutil.copytree(library, shelf.folder / "later")
            library = str(shelf.folder / "later")
        return [begun(shelf.said, kind, library)]

    def _look(self, kind: str) -> None:
        """Check that the library is whole, and nothing of it lost."""
        if kind == "migrate":
            look_at_later(self.shelf, self.ids)
        self.ids = verified(self.shelf.library, set(self.shelf.receipted) - self.gone)
        found: list[str] = []
        verify(self.shelf.library, found.append)
        if found:
            raise AssertionError("\n".join(found))
        self.looks += 1

    def _batching(self, out: Path) -> tuple[str, ...]:
        return "batch", str(self.folder / "corpus.jsonl"), "--out", str(out), "--workers", "1", "--quiet"

    def _look_at_tables(self, ended: bool) -> None:  # noqa: FBT001  what happened
        """Check that tables that came to their end are those of a batch that was never killed; the next begins anew."""
        tables = self.folder / "tables"
        if not ended:
            return
        if bytes_of(tables) != bytes_of(self.folder / "whole"):
            raise AssertionError(f"{tables}: not the bytes of a batch that was never killed")
        shutil.rmtree(tables)
        self.batches += 1

    def begin_batches(self) -> None:
        """Run a batch that is never killed, for the others to be compared with."""
        written(self.folder / "corpus.jsonl", CORPUS)
        code, _, err = run(self.folder / "said", *self._batching(self.folder / "whole"))
        if code:
            raise AssertionError(err)

    def end_batches(self) -> None:
        """Let the batch that was killed last come to its end."""
        code, _, err = run(self.folder / "said", *self._batching(self.folder / "tables"))
        if code:
            raise AssertionError(err)
        self._look_at_tables(ended=True)


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by where they stand."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def await_receipts(shelf: Shelf, more: int, processes: list[Begun]) -> None:
    """Wait until so many receipts more were given, or the work has come to its end."""
    before = len(shelf.receipted)
    while len(shelf.receipted) < before + more and any(each.process.is_alive() for each in processes):
        time.sleep(0.01)


def look_at_later(shelf: Shelf, ids: tuple[str, ...]) -> None:
    """Check that what was killed on its way to a later layout is whole, once another process has gone on."""
    later = shelf.folder / "later"
    code, _, err = begun(shelf.said, "migrate", str(later)).end()
    if code:
        raise AssertionError(f"the migration did not go on: {said(err)}")
    with closing(sqlite3.connect(later / "library.sqlite3")) as db:
        query = "SELECT id FROM article JOIN note ON note.article = row WHERE words = noted ORDER BY id"
        found = tuple(key for (key,) in db.execute(query))
        version, whole = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("user_version", "integrity_check"))
    if (found, version, whole) != (ids, migrations.NEWEST + 1, "ok"):
        raise AssertionError(f"after the migration: {len(found)} of {len(ids)} articles, layout {version}, {whole}")
    shutil.rmtree(later)


@contextmanager
def feeds() -> Iterator[FaultServer]:
    """Serve feeds of pages."""
    with contextmanager(running)() as faults:
        for feed in range(FEEDS):
            for number in range(PAGES):
                faults.sites[HOST][f"/{feed}-{number}"] = story(*text_of(f"w{feed}-{number}").split("\n\n"), title=f"Ship {feed} {number}")
            faults.sites[HOST][f"/feed-{feed}"] = rss(*[item(faults.url(HOST, f"/{feed}-{number}")) for number in range(PAGES)])
        yield faults


def soak(kills: int, seed: int, folder: Path) -> None:
    """Kill so many times; raises AssertionError at the first fault."""
    begins = time.monotonic()
    with feeds() as faults:
        soaking = Soak(folder, faults, random.Random(seed))
        soaking.begin_batches()
        while soaking.kills.total() < kills:
            soaking.library(min(kills, soaking.kills.total() + KILLS_EACH))
        soaking.end_batches()
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(soaking.kills.items()))
    say(f"seed {seed}: {soaking.kills.total()} kills in {(time.monotonic() - begins) / 60:.1f} minutes ({kinds}); {soaking.runs} runs")
    say(f"{soaking.acknowledged:,} articles acknowledged: 0 lost, 0 twice; libraries opened and verified {soaking.looks} times: 0 faults")
    say(f"batches that came to their end: {soaking.batches}, each with the bytes of one that was never killed")


def main() -> int:
    """Soak in a folder of its own."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=300)
    asked.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000, help="another each time, unless it is given")
    options = asked.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="reportedly-soak-"))
    say(f"{options.kills} kills, seed {options.seed}, in {folder}")
    try:
        soak(options.kills, options.seed, folder)
    except AssertionError as error:
        print(f"FAULT, seed {options.seed}: {error}\nleft for a look: {folder}", file=sys.stderr)
        return 1
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
