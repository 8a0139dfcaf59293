"""What a server is told: where it listens, who may ask it, and its limits."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reportedly.tools import Settings

__all__ = ["WebSettings", "is_loopback"]

MEGABYTE: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """The settings of one server."""

    #: The library, the models and the limits of reading.
    run: Settings
    host: str = "127.0.0.1"
    #: 0 for any that is free.
    port: int = 0
    #: What whoever asks must bring; None only where the host is a loopback address.
    token: str | None = None
    #: What a page that the bookmarklet sends must bring.
    bookmark: str = ""
    #: The most bytes of one request's body: a page of the largest size that is read, and what surrounds it.
    max_body_bytes: int = 21 * MEGABYTE
    #: Seconds in which a body has to have come.
    body_seconds: float = 60.0
    #: Seconds that one job may take, reading included.
    job_seconds: float = 180.0
    #: Jobs that may wait while one runs.
    max_waiting: int = 8

    @property
    def is_open(self) -> bool:
        """Whether others than this machine can reach it."""
        return not is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine alone.

    >>> is_loopback("localhost"), is_loopback("127.0.0.9"), is_loopback("::1"), is_loopback("0.0.0.0"), is_loopback("localhost.example")
    (True, True, True, False, False)
    """
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"
