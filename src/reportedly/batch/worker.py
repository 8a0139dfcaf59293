"""What every worker process holds, opened when first needed and once: the models, the outlets of the corpus, the tables."""

from __future__ import annotations

from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

import reportedly
from reportedly.batch.schema import outlet_of
from reportedly.batch.tables import Tables
from reportedly.errors import ReportedlyError
from reportedly.records import identity
from reportedly.tools import Settings, Tools

if TYPE_CHECKING:
    from reportedly.batch.settings import BatchSettings
    from reportedly.records import Scores
    from reportedly.text.outlets import Outlets
    from reportedly.tools import Attributor

__all__ = ["OUTLETS", "Worker", "fault"]

#: The file of the corpus's outlets.
OUTLETS: Final = "outlets/part-00000.parquet"
#: Pairs of texts whose scores are remembered: copies of a text are judged once.
_JUDGED: Final = 1 << 16


class Worker:
    """The opened parts of one worker.

    Args:
        settings: The run's.
    """

    def __init__(self, settings: BatchSettings) -> None:
        self.settings = settings
        self.tables = Tables(settings.out)
        # No library of its own: each task that searches makes one for its window.
        self.tools = Tools(Settings(library=Path(), outlets_file=settings.outlets_file, models=settings.models))
        self._judged = lru_cache(maxsize=_JUDGED)(self._judge)

    @cached_property
    def reads_by(self) -> str:
        """What the reading of an input depends on, beside the input: the program, and the outlets that are known."""
        own = self.settings.outlets_file
        return identity(reportedly.__version__, sha256(own.read_bytes()).hexdigest() if own else "")

    @cached_property
    def outlets(self) -> Outlets:
        """The registry with the outlets of the corpus, as a library of all its articles would have them."""
        found = [outlet_of(row) for row in self.tables.rows(OUTLETS)]
        return self.tools.outlets.with_more([outlet for outlet in found if self.tools.outlets.named(outlet.name) is None])

    @cached_property
    def outlets_made_from(self) -> str:
        """What the outlets depend on."""
        return identity(self.reads_by, self.tables.made_from(OUTLETS) or "")

    @cached_property
    def attributor(self) -> Attributor:
        """What attributes articles, knowing the outlets of the corpus."""
        return self.tools.attributor(self.outlets)

    def scores(self, left: str, right: str) -> Scores:
        """Judge a pair of texts, once."""
        return self._judged(left, right)

    def _judge(self, left: str, right: str) -> Scores:
        return self.tools.pairs.scores(left, right)


def fault(error: Exception) -> str:
    """Return what went wrong, as one clause: an error's own words, or what to report where the program is at fault."""
    if isinstance(error, ReportedlyError):
        return str(error)
    return f"a fault of the program, not of the input: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
