"""The data that the page carries: the same as the exports, read back from the file, and closed to whoever wrote the articles."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from tests.report.hostile import ATTACKS, hostile

from reportedly.report import to_html, to_json
from reportedly.report.html import report_fragment
from reportedly.report.json import schema
from reportedly.report.linked import in_script
from reportedly.report.schema_org import to_schema_org

if TYPE_CHECKING:
    from reportedly.records import Report


class Carried(HTMLParser):
    """Collects what script elements hold, by their type, as a browser would."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.held: dict[str, str] = {}
        self.count = 0
        self._type = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.count += tag == "script"
        self._type = (dict(attrs).get("type") or "script") if tag == "script" else ""

    def handle_endtag(self, tag: str) -> None:
        self._type = "" if tag == "script" else self._type

    def handle_data(self, data: str) -> None:
        if self._type:
            self.held[self._type] = self.held.get(self._type, "") + data


def carried(report: Report) -> dict[str, Any]:
    page = Carried(to_html(report))
    assert page.count == 2
    return {kind: json.loads(text) for kind, text in page.held.items()}


def test_the_file_is_the_record(report: Report, claim_report: Report) -> None:
    for each in (report, claim_report):
        held = carried(each)
        assert held == {"application/ld+json": json.loads(to_schema_org(each)), "application/json": json.loads(to_json(each))}
        jsonschema.validate(held["application/json"], schema("check"))


@pytest.mark.parametrize("attack", ATTACKS)
def test_nobody_breaks_out_of_it(attack: str) -> None:
    report = hostile(attack)
    assert carried(report)["application/json"] == json.loads(to_json(report))


def test_nothing_in_it_acts_on_whoever_reads_the_source(report: Report) -> None:
    nasty = "<!-- <script> ]]> & \u2028 \u202e \x7f \x9b \u2066 \ufffe \x00 \r"
    text = in_script(json.dumps(nasty, ensure_ascii=False))
    assert json.loads(text) == nasty
    assert re.fullmatch(r"[ -%'-;=?-~]*", text)
    assert in_script(text) == text
    assert "\\u003c" not in to_json(report)


def test_a_part_of_another_page_carries_none(report: Report) -> None:
    assert Carried(report_fragment(report)).count == 0
