"""Pages that the bookmarklet sent and that nobody has said yes to: a few, for a few minutes, in memory."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final

__all__ = ["Held", "Sent"]

_MOST: Final = 4
_SECONDS: Final = 900.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A page as it came."""

    url: str | None
    title: str
    raw: bytes
    at: float = field(default_factory=time.monotonic)


class Held:
    """The pages that wait; methods may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pages: OrderedDict[str, Sent] = OrderedDict()

    def hold(self, sent: Sent) -> str:
        """Hold a page, in the place of the oldest where there are too many; return what it is taken by."""
        key = secrets.token_urlsafe(12)
        with self._lock:
            self._pages[key] = sent
            while len(self._pages) > _MOST:
                self._pages.popitem(last=False)
        return key

    def take(self, key: str) -> Sent | None:
        """Return a page and hold it no longer; None when it was taken, dropped or is too old."""
        with self._lock:
            sent = self._pages.pop(key, None)
        return sent if sent and time.monotonic() - sent.at < _SECONDS else None
