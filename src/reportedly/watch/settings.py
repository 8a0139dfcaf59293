"""What watching is told: how often, how politely, how patiently; and the clock, the network and the two ears it is given."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from reportedly.ingest import IngestSettings

__all__ = ["Clock", "Manners", "Surroundings"]

MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How hosts are treated; all in seconds."""

    #: From one round to the next.
    every: float = 15 * MINUTE
    #: Between two requests to one host, unless its robots.txt asks for more.
    delay: float = 2.0
    #: The longest that a round waits for one host; what is left of it waits for a later round.
    patience: float = MINUTE
    #: How long a host, feed or page that failed is left alone: the first time, then twice as long each time, up to the last.
    first_wait: float = MINUTE
    longest_wait: float = DAY
    #: How often a page that does not answer is asked before its item is given up.
    tries: int = 8
    #: When a page that was read is looked at again, each from when it was first read.
    visits: tuple[float, ...] = (HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY)
    #: How long a robots.txt holds.
    robots_hold: float = DAY

    def wait(self, failures: int) -> float:
        """Return how long to leave alone what has failed so many times in a row."""
        return min(self.longest_wait, self.first_wait * 2.0 ** min(failures - 1, 30))


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The time of day, in seconds since the epoch, and a way to let it pass."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a watch works with besides the library."""

    #: Takes lines of the answer.
    tell: Callable[[str], None]
    #: Takes a line for each thing gone wrong.
    warn: Callable[[str], None]
    clock: Clock = Clock()
    #: Makes what carries one request; None for checked connections.
    transport: Callable[[IngestSettings], httpx.BaseTransport] | None = None
