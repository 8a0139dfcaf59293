"""What the process of a worker does in tests: whatever the name of the job says. It imports little, so that it starts quickly."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from reportedly.pipeline import Added, silent
from reportedly.tools import Tools
from reportedly.web.asked import Step
from reportedly.web.worker import _done

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

    from reportedly.tools import Settings

ANSWER = Added(added=1, known=0, rejected=())


def work(pipe: Connection, settings: Settings, scratch: Path) -> None:
    """Answer each job after one step; hang, or die, where its name says so."""
    del settings, scratch
    while True:
        asked = pipe.recv()
        pipe.send(Step("adding articles", 1, None))
        if asked.name == "hang":
            time.sleep(600)
        if asked.name == "die":
            os._exit(7)
        pipe.send(ANSWER)


def real(pipe: Connection, settings: Settings, scratch: Path) -> None:
    """Do what the worker really does, with models loaded only when they are needed."""
    tools = Tools(settings)
    while True:
        pipe.send(_done(pipe.recv(), tools, scratch, silent))
