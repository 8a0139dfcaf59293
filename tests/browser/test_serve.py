"""A reader's ways through the local page, in Chromium: by mouse, keyboard and phone, with and without JavaScript; what other sites try.

The server is the program itself, over a library of the demo story without the article that is checked.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (make browser installs it)")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on the path")]

DEMO = files("reportedly") / "demo"
PATHS = ("/", "/library", "/library?q=dam", "/outlets", "/reports", "/bookmarklet", "/nowhere")
REFUSED = re.compile("is not among those allowed|not a public address")
PHONE = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def story() -> list[dict[str, Any]]:
    """The demo story, the article to check first."""
    about = json.loads((DEMO / "story.json").read_text("utf-8"))
    articles = [json.loads(line) for line in (DEMO / about["articles"]).read_text("utf-8").splitlines()]
    return sorted(articles, key=lambda each: bool(each["id"] != about["check"]))


@pytest.fixture(scope="module")
def server(story: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the rest of the story."""
    folder = tmp_path_factory.mktemp("serve")
    rest = folder / "rest.jsonl"
    rest.write_text("".join(f"{json.dumps(each)}\n" for each in story[1:]), "utf-8")
    program = (sys.executable, "-m", "reportedly")
    subprocess.run([*program, "add", "-q", str(rest), "--library", str(folder / "library")], check=True, capture_output=True)
    call = [*program, "serve", "--library", str(folder / "library"), "--port", "0"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield process.stdout.readline().split()[3].rstrip("/")
        process.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Watched:
    """A tab, and what its pages complained of: a refused script, an error."""

    def __init__(self, context: BrowserContext, server: str) -> None:
        self.complaints: list[str] = []
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


@pytest.fixture(scope="module")
def report(browser: Browser, server: str, story: list[dict[str, Any]]) -> str:
    """The path of the report on the article."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(server)
    send(page, story[0])
    page.wait_for_url("**/reports/*", timeout=60_000)
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


def test_from_a_pasted_text_to_the_evidence_and_out_again(tab: Watched, story: list[dict[str, Any]], tmp_path: Path) -> None:
    page = tab.go("/")
    send(page, story[0])
    playwright.expect(page.get_by_text("Finding who says what")).to_be_visible()
    page.wait_for_url("**/reports/*", timeout=60_000)
    playwright.expect(page.get_by_role("heading", level=1)).to_have_text(story[0]["title"])

    finding = choose(page)
    assert finding.locator("blockquote mark").count() > 0
    playwright.expect(finding.locator("svg.provenance")).to_be_visible()
    finding.get_by_text("The same as a list").click()
    assert finding.locator(".same li").count() > 1

    page.get_by_text("Keep or pass on").click()
    for link in page.locator(".menu a[download]").all():
        with page.expect_download() as download:
            link.click()
        download.value.save_as(tmp_path / "file")
        assert (tmp_path / "file").stat().st_size > 100

    assert len(page.pdf()) > 10_000
    page.emulate_media(media="print")
    playwright.expect(page.get_by_role("navigation", name="Pages")).to_be_hidden()
    assert printed(page)


def choose(page: Page) -> Any:
    """Choose a statement with something behind it in the article; return its finding, which is shown beside the article then, alone."""
    marked = page.locator("a.said.single").first
    finding = page.locator(str(marked.get_attribute("href")))
    marked.click()
    playwright.expect(finding).to_be_in_viewport()
    playwright.expect(marked).to_be_in_viewport()
    assert page.locator(".finding:visible").count() == 1
    beside, words = finding.bounding_box(), marked.bounding_box()
    assert beside
    assert words
    assert beside["x"] > words["x"]
    return finding


def printed(page: Page) -> bool:
    """Whether all findings and all that is folded are there to print, and nothing to press."""
    page.emulate_media(media="print")
    findings = page.locator(".finding")
    assert page.locator(".finding:visible").count() == findings.count() > 10
    told = ".finding:not(.own, .uncorroborated) .figure p:not(.rule)"
    assert page.locator(f"{told}:visible").count() == page.locator(told).count() > 10
    return bool(page.locator(":is(button, input[type=checkbox], .steps, .openall):visible").count() == 0)


def test_what_is_shown_is_kept_in_the_address(tab: Watched, report: str) -> None:
    page = tab.go(report)
    page.get_by_role("radio", name=re.compile("Single origin")).check()
    count = int(page.locator("label[for=show-single] b").inner_text())
    assert page.locator(".finding:visible").count() == count > 1
    assert page.url.endswith("?show=single")
    page.reload()
    assert page.locator(".finding:visible").count() == count
    playwright.expect(page.get_by_role("radio", name=re.compile("Single origin"))).to_be_checked()


def test_from_a_finding_to_its_words_in_the_article_and_in_others(tab: Watched, report: str) -> None:
    page = tab.go(report)
    last = page.locator(".finding").last
    last.locator(".claim a").click()
    number = str(last.get_attribute("id"))[1:]
    playwright.expect(page.locator(f".story .m{number}").first).to_be_in_viewport()

    page.get_by_text("All findings").locator("visible=true").click()
    finding = choose(page)
    lit = page.locator(f".story .m{str(finding.get_attribute('id'))[1:]}").first
    assert lit.evaluate("e => getComputedStyle(e).backgroundColor") != page.locator("body").evaluate(
        "e => getComputedStyle(e).backgroundColor"
    )
    finding.get_by_role("link", name="In its article").first.click()
    playwright.expect(page.locator(".source-text .text a.said").locator("visible=true").first).to_be_visible()
    playwright.expect(page.locator(":target + .said")).to_be_in_viewport()


@pytest.fixture(scope="module")
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


def test_the_file_works_without_javascript_and_fetches_nothing(browser: Browser, file: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(file)

    choose(page)
    page.get_by_text("All findings").locator("visible=true").click()
    page.locator("#show-unnamed").check()
    count = int(page.locator("label[for=show-unnamed] b").inner_text())
    assert page.locator(".finding:visible").count() == count > 0
    page.locator("#show-all").check()
    page.locator("#open-all").check()
    assert page.locator(".finding .body:visible").count() == page.locator(".finding").count()
    assert len(page.pdf()) > 10_000
    assert printed(page)
    assert {each.split("#")[0] for each in asked} == {file}
    assert complaints == []
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_file(browser: Browser, file: str, scheme: Any) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    found = []
    for opened in ("", "#f3", "#open"):
        page.goto(file + opened.replace("#open", ""))
        if opened == "#open":
            page.locator("#open-all").check()
            page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        violations = axe.Axe().run(page).response["violations"]
        serious = [each for each in violations if each["impact"] in ("serious", "critical")]
        found += [f"{opened} {each['id']} {node['target']} {node['failureSummary']}" for each in serious for node in each["nodes"]]
    context.close()

    assert found == []


def test_the_library_is_searched_and_leads_on(tab: Watched) -> None:
    page = tab.go("/")
    page.get_by_label("Search the library").fill("dam gates")
    page.keyboard.press("Enter")
    playwright.expect(page.locator(".results mark").first).to_be_visible()
    page.locator(".results .title").first.click()
    playwright.expect(page.get_by_role("heading", name=re.compile("What it puts forward"))).to_be_visible()
    page.locator("a.said").first.click()
    assert page.locator(":target").count() == 1
    page.get_by_text("Who else tells this story").click()
    assert page.locator(".timeline li").count() > 1
    page.locator(".timeline .from a").first.click()
    playwright.expect(page.get_by_text("Known from")).to_be_visible()


def test_a_claim_in_the_readers_own_words(tab: Watched) -> None:
    page = tab.go("/")
    page.get_by_label("One sentence").fill("The gates of the Skarn Dam were opened by hand.")
    page.get_by_role("button", name="Ask the library").click()
    page.wait_for_url("**/reports/*", timeout=60_000)

    page.get_by_text("The newest report on this claim").click()
    page.wait_for_url("**/claims/*")
    assert "opened by hand" in page.inner_text("h1")


def test_what_holds_no_article_says_so(tab: Watched) -> None:
    page = tab.go("/")
    page.get_by_label("A link, or the text").fill("Too short.")
    page.get_by_role("button", name="Check it").click()

    playwright.expect(page.locator(".state.failed")).to_contain_text("words of text", timeout=30_000)


def test_an_address_of_this_machine_is_not_fetched(tab: Watched, server: str) -> None:
    page = tab.go("/")
    page.get_by_label("A link, or the text").fill(f"{server}/library")
    page.get_by_role("button", name="Check it").click()

    playwright.expect(page.locator(".state.failed")).to_contain_text(REFUSED, timeout=30_000)


def test_with_the_keyboard_alone(tab: Watched, story: list[dict[str, Any]]) -> None:
    page = tab.go("/")
    page.keyboard.press("Tab")
    playwright.expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    playwright.expect(page.get_by_label("A link, or the text")).to_be_focused()
    page.keyboard.insert_text(story[0]["text"])
    for _ in range(4):
        page.keyboard.press("Tab")
    playwright.expect(page.get_by_role("button", name="Check it")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/*", timeout=60_000)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('a.said')"):
            break
    page.keyboard.press("Enter")
    finding = page.locator(".finding:visible")
    playwright.expect(finding).to_have_count(1)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.finding') !== null"), "the next stop is in what was chosen"
    playwright.expect(page.locator(":focus-visible")).to_have_count(1)


def test_the_filters_with_the_keyboard(tab: Watched, report: str) -> None:
    page = tab.go(report)
    page.locator("#show-all").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.value") == "disputed"
    assert page.locator(".finding:visible").count() == int(page.locator("label[for=show-disputed] b").inner_text())


def test_without_javascript(plain: Watched, story: list[dict[str, Any]]) -> None:
    page = plain.go("/")
    send(page, story[0])
    page.wait_for_url("**/reports/*", timeout=60_000)

    playwright.expect(page.get_by_role("heading", level=1)).to_have_text(story[0]["title"])
    page.get_by_text("Keep or pass on").click()
    playwright.expect(page.locator(".menu a").first).to_be_visible()
    page.get_by_label("Search the library").fill("dam")
    page.get_by_role("button", name="Search").click()
    playwright.expect(page.locator(".results mark").first).to_be_visible()


def article_paths(page: Page) -> list[str]:
    """The paths of an article, its story and its outlet."""
    page.goto(f"{page.url.split('/library')[0]}/library?q=dam")
    article = str(page.locator(".results .title").first.get_attribute("href"))
    outlet = str(page.locator(".results .from a").first.get_attribute("href"))
    return [article, article.replace("/articles/", "/stories/"), outlet]


def test_on_a_phone_nothing_is_wider_than_the_screen(phone: Watched, report: str) -> None:
    page = phone.go("/library")
    for path in (*PATHS, *article_paths(page), report, f"{report}#f3", f"{report}#a1s3"):
        phone.go(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(tab: Watched, report: str, scheme: Any) -> None:
    page = tab.go("/library")
    page.emulate_media(color_scheme=scheme)
    found = []
    for path in (*PATHS, *article_paths(page), report, f"{report}#f3"):
        tab.go(path)
        violations = axe.Axe().run(page).response["violations"]
        serious = [each for each in violations if each["impact"] in ("serious", "critical")]
        found += [f"{path} {each['id']} {node['target']}" for each in serious for node in each["nodes"]]

    assert found == []


def test_the_bookmarklet_sends_the_page_that_is_open(tab: Watched, story: list[dict[str, Any]]) -> None:
    page = tab.go("/bookmarklet")
    script = page.get_by_label("The bookmarklet’s address").input_value()
    paragraphs = "".join(f"<p>{each}</p>" for each in story[0]["text"].split("\n\n"))
    title = story[0]["title"]
    body = f"<!doctype html><title>{title}</title><article><h1>{title}</h1>{paragraphs}<input name=submit></article>"
    page.route("https://theclearview.example/**", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
    page.goto("https://theclearview.example/world/a-page")
    with page.expect_popup() as opened:
        page.evaluate(script.removeprefix("javascript:"))
    asking = opened.value

    playwright.expect(asking.get_by_text("Is this the page you sent?")).to_be_visible()
    assert "https://theclearview.example/world/a-page" in asking.inner_text(".deck")
    asking.get_by_role("button", name="Check it").click()
    asking.wait_for_url("**/reports/*", timeout=60_000)
    assert asking.inner_text("h1") == title


def test_another_sites_page_can_do_nothing(browser: Browser, server: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    form = f"<form method=post action='{server}/checks' enctype='text/plain'><input name=demo value=yes></form>"
    page.route("http://evil.example/**", lambda route: route.fulfill(body=f"<title>evil</title>{form}", content_type="text/html"))
    page.goto("http://evil.example/")
    read = f"fetch('{server}/library.json').then(r => r.text()).catch(() => 'refused')"
    write = f"fetch('{server}/checks', {{method: 'POST', mode: 'no-cors', body: 'demo=yes'}}).then(r => r.type).catch(() => 'refused')"
    assert page.evaluate(read) == "refused"
    assert page.evaluate(write) in ("opaque", "refused")
    with page.expect_navigation():
        page.evaluate("document.querySelector('form').submit()")
    assert "another site" in page.inner_text("body")
    context.close()
