"""A newsroom's desk that watches the sites of a fault server, and the feeds and pages of those sites."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tests.ingest.faults import FaultServer, Reply
from tests.ingest.newsroom import page

from reportedly.tools import Settings, Tools
from reportedly.watch import Clock, Ears, Manners, Surroundings, Watch, follow

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.ingest import IngestSettings
    from reportedly.records import Article
    from reportedly.watch import Tally
    from reportedly.watch.ledger import Followed

START = 1_930_400_000.0  # 4 March 2031
HOUR, DAY = 3_600.0, 86_400.0
XML = (("Content-Type", "application/rss+xml"),)


@cache
def models() -> Tools:
    """The models, loaded once for all tests."""
    return Tools(Settings(library=None))  # type: ignore[arg-type]  # each desk names its own


@dataclass
class Desk:
    faults: FaultServer
    folder: Path
    manners: Manners = field(default_factory=Manners)
    said: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    now: float = START

    @property
    def ingest(self) -> IngestSettings:
        return self.faults.settings(timeout=0.5)

    @property
    def tools(self) -> Tools:
        tools = models().over(self.folder)
        tools.settings = replace(tools.settings, ingest=self.ingest)
        return tools

    @property
    def around(self) -> Surroundings:
        clock = Clock(now=lambda: self.now, sleep=self._sleep)
        return Surroundings(tell=self.said.append, warn=self.warned.append, clock=clock, transport=self.faults.transport)

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def watch(self, *feeds: str, ears: Ears | None = None) -> Tally:
        return Watch(self.tools, self.manners, self.around, ears or Ears()).run(feeds, once=True)

    def follow(self, *claims: str, unfollow: tuple[str, ...] = ()) -> tuple[Followed, ...]:
        return follow(list(claims), list(unfollow), self.tools, self.around)

    def articles(self) -> list[Article]:
        with self.tools.library() as library:
            return sorted(library.articles(), key=lambda article: article.url or "")


def rss(*items: str) -> Reply:
    return Reply(
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour</title>{''.join(items)}</channel></rss>".encode(), headers=XML
    )


def item(url: str, title: str = "Piers closed", words: str = "") -> str:
    day = "<pubDate>Tue, 04 Mar 2031 05:06:07 GMT</pubDate>"
    return f"<item><title>{escape(title)}</title><link>{escape(url)}</link>{day}<description>{escape(words)}</description></item>"


def story(*paragraphs: str, title: str = "Piers closed", head: str = "") -> Reply:
    return Reply(page(*paragraphs, head=f"<title>{title}</title>{head}", above=f"<h1>{title}</h1>"))
