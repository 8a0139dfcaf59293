"""Announcements -> a program of the user's: each is posted as JSON until it has arrived, in their order.

It arrives at least once. Killed between the answer and the note of it, a watch sends the same again; the id, which stays the same, lets the
receiver drop repeats.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from reportedly.errors import SourceError
from reportedly.ingest.guard import check_url
from reportedly.ingest.web import Asking, ask, refusal_of
from reportedly.records import identity
from reportedly.watch.polite import host_of_url, moment

if TYPE_CHECKING:
    from reportedly.ingest import IngestSettings
    from reportedly.watch.ledger import Ledger
    from reportedly.watch.settings import Surroundings

__all__ = ["Webhook", "allowing"]

_FIRST_WAIT: Final = 5.0
_LONGEST_WAIT: Final = 6 * 3_600.0
_PORTS: Final = {"http": 80, "https": 443}


def allowing(url: str, settings: IngestSettings) -> IngestSettings:
    """Return settings under which this address may be asked wherever it is: for a receiver on this machine or in one's own network."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        return settings
    return replace(settings, private_addresses=True, ports=(*settings.ports, port))


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where announcements are sent; the address may hold a secret, so lines name its host alone.

    Raises:
        RefusedError: It is no address that may be asked.
    """

    url: str
    settings: IngestSettings

    def __post_init__(self) -> None:
        check_url(self.url, self.settings)

    @property
    def target(self) -> str:
        """What deliveries to it are remembered by."""
        return identity("webhook", self.url)

    def deliver(self, ledger: Ledger, around: Surroundings) -> float | None:
        """Send what has yet to be sent, up to the first that does not arrive.

        Returns:
            When there is something to be sent again; None when all has arrived.
        """
        for number, record, due, failures in ledger.undelivered(self.target):
            now = around.clock.now()
            if due > now:
                return due
            why = self._post(record, around)
            if why is not None:
                again = now + min(_LONGEST_WAIT, _FIRST_WAIT * 2.0 ** min(failures, 30))
                ledger.not_delivered(number, self.target, due=again, failures=failures + 1)
                around.warn(f"--webhook {host_of_url(self.url)}: {why}; sent again from {moment(again)} on")
                return again
            ledger.delivered(number, self.target)
        return None

    def _post(self, record: str, around: Surroundings) -> str | None:
        """Send one announcement; return why it did not arrive."""
        headers = (("Content-Type", "application/json"),)
        asking = Asking(url=self.url, method="POST", headers=headers, body=record.encode("utf-8", "replace"), follow=False)
        carrier = around.transport(self.settings) if around.transport else None
        try:
            answer = ask(asking, settings=self.settings, transport=carrier)
        except SourceError as error:
            return str(error).removeprefix(f"{self.url}: ").replace(self.url, host_of_url(self.url))
        return None if answer.is_success else refusal_of(answer)
