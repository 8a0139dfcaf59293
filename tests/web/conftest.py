"""A server without sockets, models or processes: a library of the harbour's articles, and a worker that answers from what it was given."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient
from tests.report.shipwreck import tell as shipwreck
from tests.store.harbour import DENIAL_TEXT, WordVectors, shelf

from reportedly.records import Article, Outlet, Report, Scores, Span, Statement, Voice
from reportedly.tools import Attributor, Settings, Tools
from reportedly.web import Desk, WebSettings, create_app
from reportedly.web.asked import Step, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reportedly.pipeline import Added
    from reportedly.records import Article as Read
    from reportedly.store import Library
    from reportedly.text.outlets import Outlets
    from reportedly.web.asked import Asked

BASE = "http://127.0.0.1:8411"
BOOKMARK = "bookmark-token-of-this-library"
#: What a browser says of a form that this server's own page sends.
OWN = {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}
#: What it says of one that another site's page sends.
FOREIGN = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u202egnp.exe"


class OneStatement(Attributor):
    """Finds one statement in every article: its first sentence, in its own voice."""

    def statements(self, article: Read, library: Library | None = None) -> tuple[Statement, ...]:
        del library
        end = article.text.index(".") + 1
        chain = (Voice(name=article.outlet.name, kind="outlet"),)
        return (
            Statement(
                id="s1",
                article=article.id,
                content=(Span(0, end),),
                cue=None,
                chain=chain,
                stance="asserts",
                directness="own",
                time=None,
                confidence=1.0,
            ),
        )


class Unrelated:
    """Finds every pair of texts unrelated."""

    sha256 = "0" * 64
    made_of = (("pairs", sha256),)

    def scores(self, left: str, right: str) -> Scores:
        del left, right
        return Scores(supports=0.0, contradicts=0.0, unrelated=1.0)


class TinyTools(Tools):
    """Tools that load no model."""

    vectors = WordVectors()  # type: ignore[assignment]  # stands in for the trained ones
    pairs = tagger = Unrelated()  # type: ignore[assignment]  # as above

    def attributor(self, outlets: Outlets) -> Attributor:
        return OneStatement(None, outlets, "tests")  # type: ignore[arg-type]  # it has no tagger


@dataclass
class Answering:
    """Does every job at once, with a few steps; keeps what it was asked."""

    report: Report = field(default_factory=shipwreck)
    answer: Report | Added | Exception | None = None
    asked: list[Asked] = field(default_factory=list)
    #: Jobs wait for it when it is not set.
    go: threading.Event = field(default_factory=threading.Event)
    closed: bool = False

    def __post_init__(self) -> None:
        self.go.set()

    def run(self, asked: Asked, tell: Callable[[Step], None], stop: threading.Event) -> Report | Added:
        self.asked.append(asked)
        tell(Step("reading the article", 0, 1))
        while not self.go.wait(0.005):
            if stop.is_set():
                raise Stopped
        tell(Step("comparing", 1, 2))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer or self.report

    def close(self) -> None:
        self.closed = True


def hostile() -> Article:
    """An article that means harm in every field."""
    return Article(
        id="bad/..;<b> ?#.json",
        outlet=Outlet.unlisted(HOSTILE),
        text=f"{HOSTILE} fell into the dock.\n\n{{{{ 7*7 }}}}",
        title=HOSTILE,
        url="javascript:alert(3)",
        byline=HOSTILE,
        published='2031"><script>',
    )


def settings_in(folder: Path) -> WebSettings:
    return WebSettings(run=Settings(library=folder / "library"), bookmark=BOOKMARK, max_body_bytes=200_000, max_waiting=2)


def desk_of(settings: WebSettings, worker: Answering) -> Desk:
    """A desk at a library of a few articles."""
    tools = TinyTools(settings.run)
    dated = (replace(each, published=f"2031-03-0{day}", title=f"Title of {each.id}") for day, each in enumerate(shelf(), 4))
    with tools.library() as library:
        library.add_many((each, None) for each in (*dated, hostile(), replace(hostile(), id="plain", text=DENIAL_TEXT, url=None)))
    desk = Desk.open(settings, tools=tools, worker=worker)
    desk.catalog.update()
    return desk


def client_of(desk: Desk) -> TestClient:
    return TestClient(create_app(desk), base_url=BASE, headers=OWN, follow_redirects=False)


@pytest.fixture
def settings(tmp_path: Path) -> WebSettings:
    return settings_in(tmp_path)


@pytest.fixture
def worker() -> Answering:
    return Answering()


@pytest.fixture
def desk(settings: WebSettings, worker: Answering) -> Iterator[Desk]:
    opened = desk_of(settings, worker)
    yield opened
    opened.close()


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    client = client_of(desk)
    yield client
    client.close()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that nothing is changed at."""
    desk = desk_of(settings_in(tmp_path_factory.mktemp("shared")), Answering())
    yield desk
    desk.close()


@pytest.fixture(scope="session")
def reader(shared: Desk) -> Iterator[TestClient]:
    """A browser of somebody who only reads."""
    client = client_of(shared)
    yield client
    client.close()


@pytest.fixture(scope="session")
def program(shared: Desk) -> Iterator[TestClient]:
    """Something that asks without saying where it comes from."""
    client = TestClient(create_app(shared), base_url=BASE, follow_redirects=False)
    yield client
    client.close()


def finished(client: TestClient, address: str) -> str:
    """Wait for a job, and return where it leads."""
    for _ in range(400):
        told = client.get(f"{address}.json").json()
        if told["state"] not in ("waiting", "running"):
            return str(told["address"])
        threading.Event().wait(0.005)
    raise AssertionError("the job does not end")
