"""The process that reads one feed for another: `python -m reportedly.ingest.feed_child SECONDS`, started by `apart.py`."""

from __future__ import annotations

import faulthandler
import json
import sys
from dataclasses import asdict

from reportedly.errors import SourceError
from reportedly.ingest.feed import items_of_feed
from reportedly.records import Page


def read_for_parent(seconds: float) -> None:
    """Read a feed from standard input and write its items to standard output; end with the time, whether anybody waits or not."""
    faulthandler.dump_traceback_later(seconds, exit=True, file=sys.stderr)
    about, _, raw = sys.stdin.buffer.read().partition(b"\n")
    try:
        items = [asdict(item) for item in items_of_feed(Page(raw=raw, media_type="application/xml", **json.loads(about)))]
    except SourceError as error:
        answer: dict[str, object] = {"error": type(error).__name__, "message": str(error)}
    else:
        answer = {"items": items}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    read_for_parent(float(sys.argv[1]))
