"""A server over the demo story, Chromium, and tabs that tell what their pages complained of."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

DEMO = files("reportedly") / "demo"
PHONE = {"width": 320, "height": 640}
#: Milliseconds that a report may take on a machine that has much else to do.
PATIENCE = 300_000
_PROGRAM = (sys.executable, "-m", "reportedly")


@contextmanager
def serving(library: Path) -> Iterator[str]:
    """Serve a library with the program itself; yield the server's address."""
    with subprocess.Popen([*_PROGRAM, "serve", "--library", str(library), "--port", "0"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().split()[3].rstrip("/")
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def story() -> list[dict[str, Any]]:
    """The demo story, the article to check first."""
    about = json.loads((DEMO / "story.json").read_text("utf-8"))
    articles = [json.loads(line) for line in (DEMO / about["articles"]).read_text("utf-8").splitlines()]
    return sorted(articles, key=lambda each: bool(each["id"] != about["check"]))


@pytest.fixture(scope="session")
def server(story: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the rest of the story."""
    folder = tmp_path_factory.mktemp("serve")
    rest = folder / "rest.jsonl"
    rest.write_text("".join(f"{json.dumps(each)}\n" for each in story[1:]), "utf-8")
    subprocess.run([*_PROGRAM, "add", "-q", str(rest), "--library", str(folder / "library")], check=True, capture_output=True)
    with serving(folder / "library") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; what needs it is skipped where it, or what drives it, is not there."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (make browser installs it)")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("there is no chromium on the path")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


class Watched:
    """A tab, and what its pages complained of: a refused script, an error."""

    def __init__(self, context: BrowserContext, server: str) -> None:
        self.complaints: list[str] = []
        context.set_default_timeout(60_000)
        self.page = context.new_page()
        self.server = server
        self.page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def go(self, path: str) -> Page:
        self.page.goto(self.server + path)
        return self.page


def watched(browser: Browser, server: str, **options: Any) -> Iterator[Watched]:
    context = browser.new_context(**options)
    tab = Watched(context, server)
    yield tab
    context.close()
    assert [each for each in tab.complaints if "404" not in each] == []


@pytest.fixture
def tab(browser: Browser, server: str) -> Iterator[Watched]:
    yield from watched(browser, server, viewport={"width": 1280, "height": 900}, accept_downloads=True)


@pytest.fixture
def phone(browser: Browser, server: str) -> Iterator[Watched]:
    yield from watched(browser, server, viewport=PHONE, is_mobile=True, has_touch=True)


@pytest.fixture
def plain(browser: Browser, server: str) -> Iterator[Watched]:
    """A tab without JavaScript."""
    yield from watched(browser, server, java_script_enabled=False)


@pytest.fixture(scope="session")
def report(browser: Browser, server: str, story: list[dict[str, Any]]) -> str:
    """The path of the report on the article."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(server)
    send(page, story[0])
    page.wait_for_url("**/reports/*", timeout=PATIENCE)
    address = str(page.url)
    context.close()
    return address.removeprefix(server)


def send(page: Page, article: dict[str, Any]) -> None:
    """Paste an article and what is known of it, and press the button."""
    page.get_by_label("A link, or the text").fill(article["text"])
    page.get_by_text("What you know of it").click()
    page.get_by_label("Outlet").fill(article["outlet"])
    page.get_by_label("Published").fill(article["published"][:10])
    page.get_by_label("Headline").fill(article["title"])
    page.get_by_role("button", name="Check it").click()


@pytest.fixture(scope="session")
def file(browser: Browser, server: str, report: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the report as a file on disk."""
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    page.goto(server + report)
    page.get_by_text("Keep or pass on").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="One HTML file").click()
    path = tmp_path_factory.mktemp("file") / "report.html"
    download.value.save_as(path)
    context.close()
    return path.as_uri()
