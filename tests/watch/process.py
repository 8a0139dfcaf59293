"""A watch in a process of its own, by the real clock, that can be told to kill itself: `python process.py FOLDER PORT FEED [WHERE N]`.

WHERE is a method such as "State.keep_page". At its Nth call the process is killed by SIGKILL before the method does anything.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from tests.ingest.faults import LOOPBACK

from reportedly.ingest import IngestSettings
from reportedly.ingest.guard import GuardedTransport
from reportedly.store import Library
from reportedly.tools import Settings, Tools
from reportedly.watch import Ears, Manners, Surroundings, Watch
from reportedly.watch.ledger import Ledger
from reportedly.watch.state import State

OWNERS: dict[str, Any] = {"State": State, "Library": Library, "Ledger": Ledger}


def kill_at(where: str, nth: int) -> None:
    owner, _, name = where.partition(".")
    real = getattr(OWNERS[owner], name)
    calls: list[object] = []

    def dying(*values: Any, **options: Any) -> Any:
        calls.append(values)
        if len(calls) == nth:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*values, **options)

    setattr(OWNERS[owner], name, dying)


def main(folder: str, port: str, feed: str, *where: str) -> None:
    if where:
        kill_at(where[0], int(where[1]))
    permitted = frozenset({(LOOPBACK, int(port))})

    def carrier(settings: IngestSettings) -> GuardedTransport:
        return GuardedTransport(settings, until=time.monotonic() + 5, resolve=lambda *_: (LOOPBACK,), permitted=permitted)

    tools = Tools(Settings(library=Path(folder), ingest=IngestSettings(ports=(int(port),), timeout=5.0)))
    around = Surroundings(tell=tell, warn=tell, transport=carrier)
    manners = Manners(delay=0.0, first_wait=0.1, patience=2.0)
    Watch(tools, manners, around, Ears(atom=Path(folder) / "changes.xml")).run((feed,), once=True)


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
