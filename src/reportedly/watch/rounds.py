"""One round of a watch: feeds -> items -> articles in the library, pages looked at again; one line for each thing gone wrong.

Jobs wait in a line for each host, and the host that may be asked soonest comes next. What a round does not come to stays in the state for
a later one.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from reportedly.errors import ReportedlyError, SourceError
from reportedly.ingest import Ingested, Source
from reportedly.ingest.feed import Item, items_in
from reportedly.ingest.web import refusal_of
from reportedly.pipeline import kept
from reportedly.records import Rejected, identity
from reportedly.report.wording import number_of
from reportedly.watch.at_fault import fault_words
from reportedly.watch.behind import Behind, Finder, key_of
from reportedly.watch.polite import LaterError, Polite, host_of_url, moment
from reportedly.watch.state import Feed, Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.store import Library
    from reportedly.tools import Tools
    from reportedly.watch.settings import Manners, Surroundings
    from reportedly.watch.state import State

__all__ = ["Round", "Tally"]

#: Begins what is remembered of an article that stands in a feed alone.
_IN_FEED: Final = "feed:"


@dataclass(slots=True)
class Tally:
    """What a round came to."""

    #: Feeds that were read, or had nothing new.
    feeds: int = 0
    added: int = 0
    known: int = 0
    changed: int = 0
    failed: int = 0
    #: Feeds, items and pages that wait for a later round.
    waiting: int = 0

    @property
    def words(self) -> str:
        """All of it on one line."""
        counts = (f"{number_of(self.feeds, 'feed')}: {self.added} added", f"{self.known} known already", f"{self.changed} changed")
        return ", ".join((*counts, f"{self.waiting} waiting", f"{self.failed} not used"))


class _Job(NamedTuple):
    """One thing to ask a host for."""

    name: str
    url: str
    work: Callable[[str], None]
    #: Takes the name and the line where the program is at fault.
    failed: Callable[[str, str], None]


class Round:
    """One round.

    Args:
        tools: The registry of outlets and the limits.
        library: Takes the articles.
        state: Remembers.
        manners: How hosts are treated.
        around: The clock, the network, and who is told.
    """

    def __init__(self, tools: Tools, library: Library, state: State, *, manners: Manners, around: Surroundings) -> None:
        self._library, self._state, self._manners, self._around = library, state, manners, around
        self._ingest = tools.settings.ingest
        self._polite = Polite(state, manners, self._ingest, around)
        narrow = replace(self._ingest, max_page_bytes=self._ingest.max_feed_bytes)
        self._polite_to_feeds = Polite(state, manners, narrow, around, what="feed")
        self._finder = Finder(self._polite, self._ingest, tools.outlets)
        self._lines: dict[str, deque[_Job]] = defaultdict(deque)
        self.tally = Tally()

    def run(self, feeds: tuple[str, ...]) -> Tally:
        """Ask each feed, deal with all items that wait, and look at the pages that are due."""
        now = self._around.clock.now()
        for url in feeds:
            self._put(_Job(url, url, self._feed, self._feed_at_fault))
        for link in self._state.waiting(now):
            self._put_item(link)
        for place in self._state.pages_due(now):
            self._put(_Job(place, place, self._page, self._page_at_fault))
        while job := self._next():
            try:
                job.work(job.name)
            except (ReportedlyError, OSError):  # of the library, or of the machine: no other job would fare better
                raise
            except Exception as error:  # noqa: BLE001  the border of a job: a watch of months does not end by one page
                job.failed(job.name, fault_words(error))
        return self.tally

    # Turns

    def _put(self, job: _Job) -> None:
        self._lines[host_of_url(job.url)].append(job)

    def _put_item(self, link: str) -> None:
        item, _ = self._state.item(link)
        self._put(_Job(link, item.url or "", self._item, self._item_given_up))

    def _next(self) -> _Job | None:
        """Return the next job of the host that may be asked soonest; drop those of hosts that are to be left alone for long."""
        now = self._around.clock.now()
        for host in [host for host, line in self._lines.items() if not line]:
            del self._lines[host]
        ready = {host: self._polite.ready(line[0].url) for host, line in self._lines.items()}
        for host, due in ready.items():
            if due - now > self._manners.patience:
                self._leave(host, due)
        if not self._lines:
            return None
        return self._lines[min(self._lines, key=lambda host: max(now, ready[host]))].popleft()

    def _leave(self, host: str, due: float) -> None:
        line = self._lines.pop(host)
        self.tally.waiting += len(line)
        self._around.warn(f"{host}: left alone until {moment(due)}; {number_of(len(line), 'request')} will wait")

    # Feeds

    def _feed(self, url: str) -> None:
        feed, now = self._state.feed(url), self._around.clock.now()
        if feed.due > now:
            self.tally.waiting += 1
            self._around.warn(f"{url}: it failed before; not asked again until {moment(feed.due)}")
            return
        try:
            fresh = self._take_in(url, feed)
        except LaterError as error:
            self._feed_failed(url, feed, error, error.due)
        except SourceError as error:
            self._feed_failed(url, feed, error, now)
        else:
            self.tally.feeds += 1
            for link in fresh:
                self._put_item(link)

    def _take_in(self, url: str, feed: Feed) -> tuple[str, ...]:
        """Ask a feed, and remember its items together with how far it was read."""
        answer = self._polite_to_feeds.get(url, etag=feed.etag, modified=feed.modified)
        if answer.status == 304:  # noqa: PLR2004  Not Modified
            return self._state.keep_feed(url, feed._replace(due=0.0, failures=0))
        if not answer.is_success:
            raise SourceError(f"{url}: {refusal_of(answer)}")
        items = items_in(Source(name=url, stdin=answer.raw, url=answer.url, charset=answer.charset), self._ingest)
        limit = self._ingest.max_feed_items
        if len(items) > limit:
            self._around.warn(f"{url}: the feed has {len(items)} items; the first {limit} are read")
        keyed = [(key, item) for item in items[:limit] if (key := key_of(item))]
        return self._state.keep_feed(url, Feed(answer.etag, answer.modified), keyed)

    def _feed_failed(self, url: str, feed: Feed, error: SourceError, due: float) -> None:
        if isinstance(error, LaterError) and not error.asked:
            self.tally.waiting += 1
        else:
            self.tally.failed += 1
            failures = feed.failures + 1
            again = max(due, self._around.clock.now() + self._manners.wait(failures))
            self._state.keep_feed(url, feed._replace(due=again, failures=failures))
        self._around.warn(_named(url, error))

    def _feed_at_fault(self, url: str, fault: str) -> None:
        self._feed_failed(url, self._state.feed(url), SourceError(f"{url}: {fault}"), self._around.clock.now())

    # Items

    def _item(self, link: str) -> None:
        item, failures = self._state.item(link)
        try:
            behind = self._finder.find(item)
        except LaterError as error:
            if not error.asked or failures + 1 < self._manners.tries:
                self._put_off(link, error, failures + error.asked)
                return
            behind = self._finder.without_page(item, str(error).removeprefix(f"{item.url}: "))
        self._settle(link, item, behind)

    def _put_off(self, link: str, error: LaterError, failures: int) -> None:
        self.tally.waiting += 1
        due = max(error.due, self._around.clock.now() + self._manners.wait(failures)) if error.asked else error.due
        self._state.put_off(link, due, failures)
        self._around.warn(_named(link, error))

    def _settle(self, link: str, item: Item, behind: Behind) -> None:
        """Put the article into the library first, and then remember that the item is dealt with."""
        outcome = self._kept(behind.result, link)
        if isinstance(outcome, Rejected):
            self._item_given_up(link, outcome.reason)
            return
        found, new = outcome
        if not self._remember(self._page_of(behind, found, item.published, link), link):
            self.tally.added += new
            self.tally.known += not new

    def _item_given_up(self, link: str, reason: str) -> None:
        self.tally.failed += 1
        self._state.give_up(link, reason)
        self._around.warn(f"{link}: {reason}")

    def _kept(self, result: Ingested | Rejected, name: str, old: Page | None = None) -> tuple[Ingested, bool] | Rejected:
        """Put what was found into the library, in place of what stood on the page before; return it with whether it is new there."""
        if isinstance(result, Rejected):
            return result
        new = kept(result.article, self._library, raw=result.page.raw, name=name, of=old.article if old else None)
        return new if isinstance(new, Rejected) else (result, new)

    def _page_of(self, behind: Behind, found: Ingested, published: str | None, link: str) -> Page:
        article, page = found.article, behind.page if behind.page is not None and behind.page.is_success else None
        return Page(
            place=page.url if page else f"{_IN_FEED}{link}",
            article=article.id,
            content=identity(article.title or "", article.text),
            published=published,
            etag=page.etag if page else None,
            modified=page.modified if page else None,
            first=self._around.clock.now(),
        )

    # Pages that were read before

    def _remember(self, page: Page, link: str | None) -> bool:
        """Remember a page; tell, and return, whether it has changed since it was read before."""
        old, now = self._state.page(page.place), self._around.clock.now()
        if old:
            page = replace(page, first=old.first, visits=old.visits, published=page.published or old.published)
        page, due = self._next_visit(page, now)
        changed = old is not None and old.content != page.content
        self._state.keep_page(page, due, link=link, change=(old, now) if old and changed else None)
        if changed:
            self.tally.changed += 1
            self._around.tell(f"changed: {page.place}")
        return changed

    def _next_visit(self, page: Page, now: float) -> tuple[Page, float | None]:
        """Return the page with the visits that are past, and when the next is due; pages that only a feed has are not visited."""
        visits = sum(1 for after in self._manners.visits if page.first + after <= now)
        due = (
            page.first + self._manners.visits[visits]
            if not page.place.startswith(_IN_FEED) and visits < len(self._manners.visits)
            else None
        )
        return replace(page, visits=visits), due

    def _page(self, place: str) -> None:
        page, now = self._state.page(place), self._around.clock.now()
        if page is None:
            return
        item = Item(url=place, title=None, byline=None, published=page.published, content=None, site=None)
        try:
            answer = self._polite.get(place, etag=page.etag, modified=page.modified)
        except LaterError as error:
            self._state.look_later(place, max(error.due, now + self._manners.first_wait))
            return
        except SourceError as error:
            self._around.warn(_named(place, error))
            self._state.look_later(place, self._next_visit(page, now)[1])
            return
        if answer.status == 304:  # noqa: PLR2004  Not Modified
            self._state.look_later(place, self._next_visit(page, now)[1])
            return
        self._seen_again(page, item, self._finder.understood(item, answer))

    def _page_at_fault(self, place: str, fault: str) -> None:
        if page := self._state.page(place):
            self._state.look_later(place, self._next_visit(page, self._around.clock.now())[1])
        self._around.warn(f"{place}: looked at again: {fault}")

    def _seen_again(self, page: Page, item: Item, behind: Behind) -> None:
        if behind.is_gone:
            self.tally.changed += 1
            self._state.page_gone(page, self._around.clock.now())
            self._around.tell(f"gone: {page.place}")
            return
        outcome = self._kept(behind.result, page.place, page)
        if isinstance(outcome, Rejected):
            self._around.warn(f"{page.place}: looked at again: {outcome.reason}")
            self._state.look_later(page.place, self._next_visit(page, self._around.clock.now())[1])
            return
        self._remember(replace(self._page_of(behind, outcome[0], item.published, page.place), place=page.place), None)


def _named(name: str, error: SourceError) -> str:
    """Return the line of an error, which may name another address than what it stands for."""
    message = str(error)
    return message if message.startswith(name) else f"{name}: {message}"
