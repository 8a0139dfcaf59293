"""The page: whole, closed to the outside, safe with hostile text, and linked both ways."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from reportedly.records import Outlet
from reportedly.report import to_html
from reportedly.report.html import chosen_style, report_fragment, style, web_address

if TYPE_CHECKING:
    from tests.report.conftest import Snapshot

    from reportedly.records import Report

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'{{ 7*7 }}\u202e\x00"
VOID = {"meta", "br", "link", "img", "input", "hr"}


class Page(HTMLParser):
    """Collects ids, references and tags, and checks that every tag is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


def test_the_page(report: Report, snapshot: Snapshot) -> None:
    html = to_html(report)
    Page(html)
    assert html.startswith("<!DOCTYPE html>")
    shown = re.sub(r"<(style|script[^>]*)>.*?</(style|script)>", r"<\1></\2>", html, flags=re.DOTALL)
    snapshot(re.sub(r"sha256-[^']+", "sha256-", shown), "report.html")


def test_the_page_on_a_claim(claim_report: Report) -> None:
    html = to_html(claim_report)
    Page(html)
    assert "The ferry Sandpiper sailed with a faulty radar." in html
    assert "The article as published" not in html


def test_a_page_without_findings(report: Report) -> None:
    Page(to_html(replace(report, findings=(), derivations=())))
    Page(to_html(replace(report, article=None, findings=(), derivations=())))


def test_links_inside_the_page_have_a_target_and_ids_are_unique(report: Report) -> None:
    page = Page(to_html(report))
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert {f"f{n}" for n in range(1, 17)} | {f"s{n}" for n in range(1, 17)} <= set(page.ids)


def test_nothing_is_fetched_and_nothing_runs(report: Report) -> None:
    html = to_html(report)
    page = Page(html)
    assert not {"link", "img", "iframe", "object", "form", "base"} & set(page.tags)
    assert re.findall(r"<script[^>]*>", html) == [
        '<script type="application/ld+json" id="schema-org">',
        '<script type="application/json" id="report">',
    ]
    assert "style" not in page.attributes
    assert not any(name.startswith("on") for name in page.attributes)
    style = html.split("<style>")[1].split("</style>")[0]
    assert not re.search(r"url\(|@import|@font-face", style)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in html


def test_a_chosen_finding_has_its_rules_in_the_style(report: Report) -> None:
    count = len(report.findings)
    css = to_html(report).split("<style>")[1].split("</style>")[0]
    assert [f"#f{n}:target" in css for n in (1, count, count + 1)] == [True, True, False]
    assert "{n}" not in css
    assert f"#f{count}:target" in style()
    assert style(count + 3) == style(0) + chosen_style(range(1, count + 4))
    assert chosen_style(range(1, 1)) == ""


@pytest.mark.parametrize(("asked", "chosen"), [("single", "single"), ("all", "all"), ("no such", "all"), ('"><script>', "all")])
def test_a_part_of_a_page_opens_with_the_filter_that_is_asked_for(report: Report, asked: str, chosen: str) -> None:
    page = report_fragment(report, show=asked)
    assert re.findall(r'value="(\w+)" id="show-\w+" checked', page) == [chosen]
    assert "<main" not in page


def test_hostile_text_stays_text(report: Report) -> None:
    assert report.article is not None
    first = report.findings[0]
    article = replace(report.article, title=HOSTILE, byline=HOSTILE, outlet=Outlet.unlisted(HOSTILE), url="javascript:alert(1)")
    rejected = tuple(replace(r, id=HOSTILE, reason=HOSTILE) for r in report.rejected)
    marks = replace(first, marks=(HOSTILE,), claim=replace(first.claim, words=HOSTILE))
    html = to_html(replace(report, article=article, rejected=rejected, findings=(marks, *report.findings[1:])))
    page = Page(html)
    assert page.tags.count("script") == 2, "the two that carry data"
    assert "img" not in page.tags
    assert "onerror" not in page.attributes
    assert not any("javascript:" in link for link in page.links)
    assert "{{ 7*7 }}" in html
    assert "\u202e" not in html
    assert "\x00" not in html


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://harbour.example/a?b=c", True),
        ("HTTP://harbour.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//harbour.example", False),
        ("https:", False),
        ("http://[bad", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, *, safe: bool) -> None:
    assert (web_address(url) == url) is safe or url is None


def test_no_status_is_told_by_colour_alone(report: Report) -> None:
    html = to_html(report)
    for word in ("Disputed", "Corroborated", "Possibly corroborated", "Single origin", "Uncorroborated"):
        assert re.search(rf"<svg[^>]*>.*?</svg> {word}", html)


def test_the_page_passes_no_verdict(report: Report) -> None:
    text = re.sub(r"<style>.*?</style>|<script.*?</script>|<[^>]+>", " ", to_html(report), flags=re.DOTALL)
    assert not re.search(r"\b(true|false|verified|debunked)\b", text, re.IGNORECASE)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_stands_out_from_its_ground_as_wcag_aa_asks(report: Report, theme: int) -> None:
    style = to_html(report).split("<style>")[1].split("</style>")[0]
    blocks = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", blocks[theme]))
    statuses = ("corroborated", "possibly", "single", "uncorroborated", "disputed")
    pairs = [(ink, ground) for ink in ("ink", "soft", "link", *statuses) for ground in ("paper", "card")]
    pairs += [("ink", f"{status}-wash") for status in statuses if status != "uncorroborated"] + [
        ("disputed", "disputed-wash"),
        ("lit-ink", "lit"),
    ]
    for ink, ground in pairs:
        light, dark = sorted((_luminance(colours[ink]), _luminance(colours[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, f"{ink} on {ground}"
