"""A reader's ways through the local page, in Chromium: by mouse, keyboard and phone, with and without JavaScript; what other sites try.

The server is the program itself, over a library of the demo story without the article that is checked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.browser.conftest import PATIENCE, PHONE, send
from tests.browser.walker import expect, tab_to

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser

PATHS = ("/", "/library", "/library?q=dam", "/outlets", "/reports", "/bookmarklet", "/nowhere")
REFUSED = re.compile("is not among those allowed|not a public address")


def test_the_library_is_searched_and_leads_on(tab: Watched) -> None:
    page = tab.go("/")
    page.get_by_label("Search the library").fill("dam gates")
    page.keyboard.press("Enter")
    expect(page.locator(".results mark").first).to_be_visible()
    page.locator(".results .title").first.click()
    expect(page.get_by_role("heading", name=re.compile("What it puts forward"))).to_be_visible()
    page.locator("a.said").first.click()
    assert page.locator(":target").count() == 1
    page.get_by_text("Who else tells this story").click()
    assert page.locator(".timeline li").count() > 1
    page.locator(".timeline .from a").first.click()
    expect(page.get_by_text("Known from")).to_be_visible()


def test_a_claim_in_the_readers_own_words(tab: Watched) -> None:
    page = tab.go("/")
    page.get_by_label("One sentence").fill("The gates of the Skarn Dam were opened by hand.")
    page.get_by_role("button", name="Ask the library").click()
    page.wait_for_url("**/reports/*", timeout=PATIENCE)

    page.get_by_text("The newest report on this claim").click()
    page.wait_for_url("**/claims/*")
    assert "opened by hand" in page.inner_text("h1")


def test_what_holds_no_article_says_so(tab: Watched) -> None:
    page = tab.go("/")
    page.get_by_label("A link, or the text").fill("Too short.")
    page.get_by_role("button", name="Check it").click()

    expect(page.locator(".state.failed")).to_contain_text("words of text", timeout=PATIENCE)


def test_an_address_of_this_machine_is_not_fetched(tab: Watched, server: str) -> None:
    page = tab.go("/")
    page.get_by_label("A link, or the text").fill(f"{server}/library")
    page.get_by_role("button", name="Check it").click()

    expect(page.locator(".state.failed")).to_contain_text(REFUSED, timeout=PATIENCE)


def test_with_the_keyboard_alone(tab: Watched, story: list[dict[str, Any]]) -> None:
    page = tab.go("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("A link, or the text")).to_be_focused()
    page.keyboard.insert_text(story[0]["text"])
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Check it")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/*", timeout=PATIENCE)
    tab_to(page, "a.said.single")
    page.keyboard.press("Enter")
    finding = page.locator(".finding:visible")
    expect(finding).to_have_count(1)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.finding') !== null"), "the next stop is in what was chosen"

    tab_to(page, ".finding .figure > summary")
    page.keyboard.press("Enter")
    expect(finding.locator(".figure[open] p").first).to_be_visible()
    tab_to(page, ".finding a.whole")
    page.keyboard.press("Enter")
    expect(page.locator(":target + .said")).to_be_in_viewport()


def test_a_report_is_kept_with_the_keyboard(tab: Watched, report: str) -> None:
    page = tab.go(report)
    tab_to(page, ".menu > summary")
    page.keyboard.press("Enter")
    tab_to(page, ".menu a[download]")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.startswith("reportedly-")


def test_without_javascript(plain: Watched, story: list[dict[str, Any]]) -> None:
    page = plain.go("/")
    send(page, story[0])
    page.wait_for_url("**/reports/*", timeout=PATIENCE)

    expect(page.get_by_role("heading", level=1)).to_have_text(story[0]["title"])
    page.get_by_text("Keep or pass on").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Markdown").click()
    assert download.value.suggested_filename.endswith(".md")

    marked = page.locator("a.said.single").first
    marked.click()
    finding = page.locator(str(marked.get_attribute("href")))
    expect(finding).to_be_in_viewport()
    expect(finding.locator("svg.provenance")).to_be_visible()
    finding.locator("a.whole").first.click()
    expect(page.locator(":target + .said")).to_be_in_viewport()
    page.locator("#show-disputed").check()
    assert page.locator(".finding:visible").count() <= int(page.locator("label[for=show-disputed] b").inner_text()) + 1

    page.get_by_label("Search the library").fill("dam")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".results mark").first).to_be_visible()


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


def test_a_report_on_a_phone(phone: Watched, report: str) -> None:
    page = phone.go(report)
    marked = page.locator("a.said.single").first
    marked.tap()
    finding = page.locator(str(marked.get_attribute("href")))
    expect(finding.locator(".claim")).to_be_in_viewport()
    expect(finding.locator("blockquote").first).to_be_visible()
    finding.locator(".figure > summary").first.tap()
    expect(finding.locator(".figure[open] p").first).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    finding.get_by_role("link", name="In the article", exact=True).tap()
    expect(marked).to_be_in_viewport()


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

    expect(asking.get_by_text("Is this the page you sent?")).to_be_visible()
    assert "https://theclearview.example/world/a-page" in asking.inner_text(".deck")
    asking.get_by_role("button", name="Check it").click()
    asking.wait_for_url("**/reports/*", timeout=PATIENCE)
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
