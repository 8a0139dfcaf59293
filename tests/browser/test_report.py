"""A reader's ways through a report, as a page and as a file: from a pasted text to the evidence, and out again to others and to paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.browser.conftest import PATIENCE, send
from tests.browser.walker import choose, expect, printed

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser
    from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser


def test_from_a_pasted_text_to_the_evidence_and_out_again(tab: Watched, story: list[dict[str, Any]], tmp_path: Path) -> None:
    page = tab.go("/")
    send(page, story[0])
    expect(page.get_by_text("Finding who says what")).to_be_visible()
    page.wait_for_url("**/reports/*", timeout=PATIENCE)
    expect(page.get_by_role("heading", level=1)).to_have_text(story[0]["title"])

    finding = choose(page)
    assert finding.locator("blockquote mark").count() > 0
    expect(finding.locator("svg.provenance")).to_be_visible()
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
    expect(page.get_by_role("navigation", name="Pages")).to_be_hidden()
    assert printed(page)


def test_what_is_shown_is_kept_in_the_address(tab: Watched, report: str) -> None:
    page = tab.go(report)
    page.get_by_role("radio", name=re.compile("Single origin")).check()
    count = int(page.locator("label[for=show-single] b").inner_text())
    assert page.locator(".finding:visible").count() == count > 1
    assert page.url.endswith("?show=single")
    page.reload()
    assert page.locator(".finding:visible").count() == count
    expect(page.get_by_role("radio", name=re.compile("Single origin"))).to_be_checked()


def test_from_a_finding_to_its_words_in_the_article_and_in_others(tab: Watched, report: str) -> None:
    page = tab.go(report)
    last = page.locator(".finding").last
    last.locator(".claim a").click()
    number = str(last.get_attribute("id"))[1:]
    expect(page.locator(f".story .m{number}").first).to_be_in_viewport()

    page.get_by_text("All findings").locator("visible=true").click()
    finding = choose(page)
    lit = page.locator(f".story .m{str(finding.get_attribute('id'))[1:]}").first
    assert lit.evaluate("e => getComputedStyle(e).backgroundColor") != page.locator("body").evaluate(
        "e => getComputedStyle(e).backgroundColor"
    )
    finding.get_by_role("link", name="In its article").first.click()
    expect(page.locator(".source-text .text a.said").locator("visible=true").first).to_be_visible()
    expect(page.locator(":target + .said")).to_be_in_viewport()


def test_the_filters_with_the_keyboard(tab: Watched, report: str) -> None:
    page = tab.go(report)
    page.locator("#show-all").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.value") == "disputed"
    assert page.locator(".finding:visible").count() == int(page.locator("label[for=show-disputed] b").inner_text())


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
