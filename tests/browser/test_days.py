"""A disputed claim over two days of feeds, as the reader of the page sees it: the watch fills the library, the server reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser.conftest import PATIENCE, Watched, serving
from tests.browser.walker import expect
from tests.ingest.faults import LOOPBACK, FaultServer, running
from tests.watch.desk import DAY, Desk
from tests.watch.test_story import CLAIM, DENIED, FIRST, GAZETTE, POST, RADIO, publish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from reportedly.ingest import IngestSettings

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.allow_hosts([LOOPBACK])]


class PatientDesk(Desk):
    """A desk whose pages may take as long as a busy machine needs."""

    @property
    def ingest(self) -> IngestSettings:
        return self.faults.settings(timeout=30.0)


@pytest.fixture
def faults() -> Iterator[FaultServer]:
    yield from running()


def ask(page: Page, server: str) -> None:
    """Ask who says so, and wait for the report."""
    page.goto(server)
    page.get_by_label("One sentence").fill(CLAIM)
    page.get_by_role("button", name="Ask the library").click()
    page.wait_for_url("**/reports/*", timeout=PATIENCE)


def test_a_claim_that_is_disputed_on_the_second_day(browser: Browser, faults: FaultServer, tmp_path: Path) -> None:
    desk = PatientDesk(faults, tmp_path / "library")
    feeds = publish(faults, POST, FIRST), publish(faults, RADIO, FIRST), publish(faults, GAZETTE)
    desk.watch(*feeds)
    with serving(desk.folder) as server:
        tab = Watched(browser.new_context(), server)
        page = tab.page
        ask(page, server)
        expect(page.locator(".finding .badge")).to_have_text(["Single origin"])
        expect(page.locator(".behind .root b")).to_have_text(["Ines Calder"])
        assert page.locator(".against").count() == 0

        desk.now += DAY
        publish(faults, GAZETTE, DENIED, day=5)
        desk.watch(*feeds)
        ask(page, server)
        expect(page.locator(".finding .badge")).to_have_text(["Disputed", "Single origin"])
        expect(page.locator(".against .root b")).to_have_text(["Tom Reeve"])
        expect(page.locator(".times .since")).to_have_count(1)
        expect(page.locator(".times li", has=page.locator(".since"))).to_contain_text("5 March 2031")
        page.locator(".against a.whole").click()
        expect(page.locator(":target + .said")).to_have_text("two trawlers were lost off Rivermouth on Monday")

        page.goto(f"{server}/reports")
        expect(page.locator(".list > li")).to_have_count(2)
        page.context.close()
    assert tab.complaints == []
