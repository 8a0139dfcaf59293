"""What a process does that is killed: the program, with vectors that need no model.

run WORDS...                 the command line
rebuild LIBRARY              the index, by vectors of another name each time
migrate LIBRARY              to a layout that comes after the newest
watch LIBRARY PORT FEED      one round
read LIBRARY COUNT           search, and read what is found, until there are so many articles
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.ingest.faults import LOOPBACK
from tests.store.harbour import WordVectors

from reportedly import pipeline
from reportedly.cli import run
from reportedly.console import say_warnings
from reportedly.ingest import Ingested, IngestSettings
from reportedly.ingest.guard import GuardedTransport
from reportedly.store import Library, migrations
from reportedly.tools import Settings, Tools
from reportedly.watch import Ears, Manners, Surroundings, Watch

if TYPE_CHECKING:
    from collections.abc import Callable

#: A step that a later version could have: every article is written again.
LATER = Path(__file__).with_name("later.sql")


def main(command: str, *words: str) -> int:
    Tools.vectors = WordVectors()  # type: ignore[assignment]  # stands in for the cached property
    say_warnings()
    if command == "run":
        return run(words)
    work: dict[str, Callable[..., None]] = {"rebuild": rebuild, "migrate": migrate, "watch": watch, "read": read}
    work[command](*words)
    return 0


def warm() -> None:
    """Load what the work needs, so that whoever kills the process kills it at work."""
    line = json.dumps({"text": "A ship came in to Selmouth at noon, said Ilse Korhonen, the harbour master. " * 3}).encode()
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder), vectors=WordVectors()) as library:
        for each in pipeline.read_articles("-", tools=Tools(Settings(library=Path(folder))), stdin=line):
            if isinstance(each, Ingested):
                library.add(each.article)


def rebuild(folder: str) -> None:
    vectors = WordVectors(name=f"made at {time.time_ns()}")
    with Library.open(Path(folder), vectors=vectors, create=False) as library:
        library.search(["A ship came in."], limit=1)


def migrate(folder: str) -> None:
    later(migrations)
    with Library.open(Path(folder), vectors=WordVectors(), create=False) as library:
        library.ids()


def later(module: object) -> None:
    """Let the program know one layout more."""
    module._STEPS = (*module._STEPS, str(LATER))  # type: ignore[attr-defined]
    module.NEWEST = len(module._STEPS)  # type: ignore[attr-defined]


def watch(folder: str, port: str, feed: str) -> None:
    permitted = frozenset({(LOOPBACK, int(port))})

    def carrier(settings: IngestSettings) -> GuardedTransport:
        return GuardedTransport(settings, until=time.monotonic() + 5, resolve=lambda *_: (LOOPBACK,), permitted=permitted)

    tools = Tools(Settings(library=Path(folder), ingest=IngestSettings(ports=(int(port),), timeout=5.0)))
    around = Surroundings(tell=say, warn=say, transport=carrier)
    Watch(tools, Manners(delay=0.0, first_wait=0.1, patience=2.0), around, Ears()).run((feed,), once=True)


def read(folder: str, count: str) -> None:
    """Whoever reads sees one state after the other, each of them whole."""
    before: set[str] = set()
    with Library.open(Path(folder), vectors=WordVectors(), create=False) as library:
        while len(before) < int(count):
            seen = set(library.ids())
            assert before <= seen, "an article is gone"
            for hit in library.search(["The ship came in to Selmouth at noon."], limit=5)[0]:
                text = library.article(hit.article).text
                assert hit.span.of(text).strip(), "a passage lies outside its text"
            before = seen


say = partial(print, flush=True)

if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
