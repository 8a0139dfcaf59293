"""Asking hosts politely: as their robots.txt allows, one request at a time with a pause between, and not at all while they ask to wait."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from reportedly.errors import RefusedError, SourceError
from reportedly.ingest.guard import check_url
from reportedly.ingest.web import Answer, Asking, UnansweredError, ask, refusal_of

if TYPE_CHECKING:
    from protego import Protego

    from reportedly.ingest import IngestSettings
    from reportedly.watch.settings import Manners, Surroundings
    from reportedly.watch.state import State

__all__ = ["LaterError", "Polite", "host_of_url", "moment"]

#: What robots.txt files call this program.
_AGENT: Final = "Reportedly"
_MOST_ROBOTS_BYTES: Final = 512_000
_BUSY: Final = frozenset({429, 503})
_SERVER_ERRORS: Final = range(500, 600)
_NOT_THERE: Final = "User-agent: *\nAllow: /\n"
_UNREAD: Final = "#!"


class LaterError(SourceError):
    """It cannot be had now; `due` says when it may be asked again (seconds since the epoch), `asked` whether anybody was asked now."""

    def __init__(self, message: str, due: float, *, asked: bool) -> None:
        super().__init__(message)
        self.due, self.asked = due, asked


def host_of_url(url: str) -> str:
    """Return scheme, name and port of an address: who is asked when it is."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}"


def moment(due: float) -> str:
    """Return a moment as the clock on the wall says it."""
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(due))


class Polite:
    """Asks for pages.

    Args:
        state: Remembers when each host may be asked again.
        manners: How hosts are treated.
        ingest: The limits of a page.
        around: The clock, and what carries the requests.
        what: What is asked for, in the line that says it is too large.
    """

    def __init__(self, state: State, manners: Manners, ingest: IngestSettings, around: Surroundings, *, what: str = "page") -> None:
        self._state, self._manners, self._ingest, self._around, self._what = state, manners, ingest, around, what

    def ready(self, url: str) -> float:
        """Return when the host of an address may be asked again."""
        return self._state.host(host_of_url(url)).due

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Answer:
        """Return what an address answers, redirects followed, with or without success.

        Args:
            url: The address.
            etag: What the last answer was called, so that the same is not sent again (then the status is 304).
            modified: When the last answer had been changed, for the same.

        Raises:
            LaterError: The host asks to wait, does not answer, or is at fault; or it was to be left alone before.
            RefusedError: An address on the way is not allowed, by its robots.txt or by the guard; or a limit was passed.
            SourceError: The answer cannot be read.
        """
        known = (("If-None-Match", etag), ("If-Modified-Since", modified))
        headers = tuple((name, value) for name, value in known if value)
        left, been = self._ingest.timeout, list[str]()
        for _ in range(self._ingest.max_redirects + 1):
            check_url(url, self._ingest)
            self._check_robots(url)
            been.append(url)
            start = time.monotonic()
            answer = self._ask(Asking(url=url, headers=headers, what=self._what, follow=False), left)
            left = max(0.1, left - (time.monotonic() - start))
            if answer.location is None:
                return answer
            url = answer.location
            if been.count(url) > 1:
                raise RefusedError(f"{been[0]}: redirects in a circle")
        raise RefusedError(f"{been[0]}: more than {self._ingest.max_redirects} redirects")

    def _check_robots(self, url: str) -> None:
        rules = self._robots_of(host_of_url(url))
        if not _parsed(rules).can_fetch(url, _AGENT):
            why = f"cannot be read: {rules[2:].splitlines()[0]}" if rules.startswith(_UNREAD) else "does not allow it"
            raise RefusedError(f"{url}: the robots.txt of {urlsplit(url).netloc} {why}")

    def _robots_of(self, name: str) -> str:
        host, hold = self._state.host(name), self._manners.robots_hold
        if host.robots is not None and host.robots_at is not None and host.robots_at + hold > self._around.clock.now():
            return host.robots
        rules = self._read_robots(f"{name}/robots.txt")
        self._state.keep_host(name, self._state.host(name)._replace(robots=rules, robots_at=self._around.clock.now()))
        return rules

    def _read_robots(self, url: str) -> str:
        """Return the rules of a host: none where there is no such file (RFC 9309), nothing allowed where it cannot be read."""
        limits = replace(self._ingest, max_page_bytes=_MOST_ROBOTS_BYTES)
        try:
            answer = self._ask(Asking(url=url, what="robots.txt"), limits.timeout, limits)
        except LaterError:
            raise
        except SourceError as error:
            return f"{_UNREAD}{error}\nUser-agent: *\nDisallow: /\n"
        return answer.raw.decode("utf-8", "replace").replace("\0", "") if answer.is_success else _NOT_THERE

    def _ask(self, asking: Asking, timeout: float, limits: IngestSettings | None = None) -> Answer:
        """Ask when the host may be asked, and remember how it took it."""
        self._await(asking.url)
        settings = replace(limits or self._ingest, timeout=timeout)
        carrier = self._around.transport(settings) if self._around.transport else None
        try:
            answer = ask(asking, settings=settings, transport=carrier)
        except UnansweredError as error:
            raise self._failed(asking.url, str(error), None) from error
        except SourceError:
            self._pause(asking.url)
            raise
        if answer.status in _BUSY:
            raise self._failed(asking.url, f"{asking.url}: {refusal_of(answer)}", answer)
        self._pause(asking.url)
        if answer.status in _SERVER_ERRORS:  # of this page; others of the host may be well
            later = self._around.clock.now() + self._manners.first_wait
            raise LaterError(f"{asking.url}: {refusal_of(answer)}", later, asked=True)
        return answer

    def _await(self, url: str) -> None:
        clock = self._around.clock
        due = self.ready(url)
        wait = due - clock.now()
        if wait > self._manners.patience:
            raise LaterError(f"{url}: {urlsplit(url).netloc} is left alone until {moment(due)}", due, asked=False)
        if wait > 0:
            clock.sleep(wait)

    def _pause(self, url: str) -> None:
        """Leave the host alone for a moment, after an answer."""
        name = host_of_url(url)
        host = self._state.host(name)
        asked = _parsed(host.robots or "").crawl_delay(_AGENT) or 0.0
        pause = max(self._manners.delay, min(asked, self._manners.longest_wait))
        self._state.keep_host(name, host._replace(due=self._around.clock.now() + pause, failures=0))

    def _failed(self, url: str, message: str, answer: Answer | None) -> LaterError:
        """Leave the host alone for as long as it asks, else longer each time."""
        name, now = host_of_url(url), self._around.clock.now()
        host = self._state.host(name)
        own = self._manners.wait(host.failures + 1)
        asked = answer.wait(now) if answer else None
        # A server's own word goes before ours; one that asks for no wait at all, or for years, is not taken at it.
        wait = own if asked is None else min(max(asked, self._manners.delay), self._manners.longest_wait)
        self._state.keep_host(name, host._replace(due=now + wait, failures=host.failures + 1))
        return LaterError(message, now + wait, asked=True)


@lru_cache(maxsize=256)
def _parsed(rules: str) -> Protego:
    from protego import Protego  # noqa: PLC0415  only those who watch need it

    return Protego.parse(rules)
