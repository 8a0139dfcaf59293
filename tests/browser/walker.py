"""What walks in the page have in common: a statement is chosen, all is there to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (make browser installs it)")
expect = playwright.expect
expect.set_options(timeout=60_000)


def choose(page: Page) -> Locator:
    """Choose a statement with something behind it in the article; return its finding, which is shown beside the article then, alone."""
    marked = page.locator("a.said.single").first
    finding = page.locator(str(marked.get_attribute("href")))
    marked.click()
    expect(finding).to_be_in_viewport()
    expect(marked).to_be_in_viewport()
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


def tab_to(page: Page, selector: str) -> None:
    """Press the tabulator until something of the kind has the focus, and shows that it has."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            expect(page.locator(":focus-visible")).to_have_count(1)
            return
    raise AssertionError(f"no tabulator leads to {selector}")
