"""A feed -> its items, by a process of its own that is ended when its time is over: feeds can be written so that reading them takes days.

here ── the feed ──> standard input of the child (`feed_child.py`) ── items as JSON ──> here
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final

from reportedly.errors import RefusedError, SourceError

if TYPE_CHECKING:
    from reportedly.records import Page

__all__ = ["records_read_apart"]

_ERRORS: Final = {"RefusedError": RefusedError, "SourceError": SourceError}


def records_read_apart(page: Page, seconds: float) -> list[dict[str, Any]]:
    """Return the items of an RSS or Atom feed, in its order, each as a dictionary.

    Args:
        page: The feed.
        seconds: How long reading it may take.

    Raises:
        RefusedError: It takes longer, or declares entities.
        SourceError: It is no feed.
    """
    command = [sys.executable, "-P", "-m", "reportedly.ingest.feed_child", str(seconds)]
    about = json.dumps({"source": page.source, "url": page.url}).encode() + b"\n"
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(  # noqa: S603  our own code, by the interpreter that runs this
            command, input=about + page.raw, capture_output=True, timeout=seconds, env=here, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise RefusedError(f"{page.source}: the feed cannot be read within {seconds:g} seconds") from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise SourceError(f"{page.source}: expected a feed, found markup that cannot be read") from error
    if "error" in answer:
        raise _ERRORS[answer["error"]](answer["message"])
    return list(answer["items"])
