"""Reports at stable addresses: the same comes back, from memory and from disk; what is damaged is told, what is hostile is text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.web.conftest import HOSTILE, finished

from reportedly.errors import LibraryError
from reportedly.report import to_json
from reportedly.report.formats import FORMATS
from reportedly.web.kept import About, Reports

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient
    from tests.web.conftest import Answering

    from reportedly.records import Report
    from reportedly.web import Desk


def claim_of(report: Report) -> Report:
    finding = replace(report.findings[0], statement=None)
    return replace(report, article=None, findings=(replace(finding, claim=replace(finding.claim, content=(), words="It sank.")),))


@pytest.fixture
def report(worker: Answering) -> Report:
    return worker.report


def test_a_report_comes_back_as_it_was(tmp_path: Path, report: Report) -> None:
    for each in (report, claim_of(report)):
        key = Reports(tmp_path).keep(each)
        again = Reports(tmp_path).get(key)

        assert again == each
        assert to_json(again) == to_json(each)


def test_the_same_report_has_the_same_address(tmp_path: Path, report: Report) -> None:
    reports = Reports(tmp_path)

    assert reports.keep(report) == reports.keep(report) == Reports(tmp_path / "other").keep(report)
    assert reports.keep(claim_of(report)) != reports.keep(report)
    assert len(list(tmp_path.glob("*.json"))) == 2


def test_a_list_tells_what_each_is_about(tmp_path: Path, report: Report) -> None:
    reports = Reports(tmp_path)
    keys = [reports.keep(report), reports.keep(claim_of(report))]

    listed = {about.id: about for about in Reports(tmp_path).newest(10)}
    assert set(listed) == set(keys)
    assert replace(listed[keys[0]], kept=None) == About.of(keys[0], report)
    assert (listed[keys[1]].title, listed[keys[1]].article) == ("It sank.", None)
    assert report.article is not None
    assert [about.id for about in reports.about_article(report.article.id)] == [keys[0]]
    assert reports.about_claim(claim_of(report).findings[0].claim.id) == keys[1]


def test_where_nothing_can_be_written_reports_stay_in_memory(tmp_path: Path, report: Report) -> None:
    (tmp_path / "file").write_text("in the way")
    reports = Reports(tmp_path / "file")
    key = reports.keep(report)

    assert reports.get(key) == report
    assert [about.id for about in reports.newest(5)] == [key]


@pytest.mark.parametrize("key", ["../../etc/passwd", "..", "", "0" * 19, "0" * 20 + "/x", "G" * 20, "0" * 20])
def test_keys_of_nothing(tmp_path: Path, key: str) -> None:
    (tmp_path / "etc").mkdir()
    assert Reports(tmp_path / "a").get(key) is None
    Reports(tmp_path / "a").remove(key)


@pytest.mark.parametrize("text", ["", "{}", "{}\n{}", '{"id": 1}\n[]', "\x00", "{}\n" + "[" * 100_000, '{}\n{"known": {}, "findings": 3}'])
def test_a_damaged_report_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / f"{'0' * 20}.json").write_text(text)

    with pytest.raises(LibraryError, match="damaged"):
        Reports(tmp_path).get("0" * 20)
    assert Reports(tmp_path).newest(5) == ()


def test_a_damaged_report_is_one_line_on_its_page(client: TestClient, desk: Desk, settings: object) -> None:
    del settings
    folder = desk.settings.run.library / "reports"
    folder.mkdir()
    (folder / f"{'0' * 20}.json").write_text("{}\n{}")

    answer = client.get(f"/reports/{'0' * 20}")
    assert (answer.status_code, "damaged" in answer.text, "Traceback" in answer.text) == (500, True, False)


def test_reports_are_listed_and_removed(client: TestClient) -> None:
    report = finished(client, client.post("/checks", data={"demo": "yes"}).headers["location"])

    assert report in client.get("/reports").text
    assert report in client.get("/").text
    assert client.get("/reports.json").json()["reports"][0]["address"] == report
    assert client.post(f"{report}/remove").headers["location"] == "/reports"
    assert client.get(report).status_code == 404
    assert client.get("/reports.json").json() == {"reports": []}


def test_a_claim_has_an_address_of_its_own(client: TestClient, worker: Answering) -> None:
    worker.answer = claim_of(worker.report)
    report = finished(client, client.post("/checks", data={"claim": "It sank."}).headers["location"])
    key = worker.answer.findings[0].claim.id

    assert "It sank." in client.get(f"/claims/{key}").text
    assert client.get(f"/claims/{key}.json").json() == client.get(f"{report}.json").json()
    assert client.get("/claims/none").status_code == 404


def test_what_a_report_holds_is_shown_as_text(client: TestClient, worker: Answering) -> None:
    assert worker.report.article is not None
    worker.answer = replace(worker.report, article=replace(worker.report.article, title=HOSTILE, byline=HOSTILE, url="javascript:alert(1)"))
    report = finished(client, client.post("/checks", data={"demo": "yes"}).headers["location"])

    for path in (report, "/reports", "/"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "\u202e" not in page
        assert "javascript:" not in page


def test_a_report_opens_with_what_its_address_asks_to_show(client: TestClient) -> None:
    report = finished(client, client.post("/checks", data={"demo": "yes"}).headers["location"])

    assert re.findall(r'id="show-(\w+)" checked', client.get(report).text) == ["all"]
    assert re.findall(r'id="show-(\w+)" checked', client.get(f"{report}?show=disputed").text) == ["disputed"]
    assert re.findall(r'id="show-(\w+)" checked', client.get(f"{report}?show=<script>").text) == ["all"]
    assert f'href="{report}.json"' in client.get(report).text


@pytest.mark.parametrize(("count", "beside"), [(150, False), (151, True), (400, True)])
def test_the_words_of_every_finding_can_be_lit(client: TestClient, worker: Answering, count: int, beside: bool) -> None:  # noqa: FBT001  a case
    first = worker.report.findings[0]
    worker.answer = replace(worker.report, findings=(first,) * count)
    page = client.get(finished(client, client.post("/checks", data={"demo": "yes"}).headers["location"])).text
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)">', page)
    answers = [client.get(address) for address in sheets]

    assert len(sheets) == 1 + beside
    assert {each.headers["content-type"] for each in answers} == {"text/css; charset=utf-8"}
    css = "".join(each.text for each in answers)
    assert [css.count(f"#f{n}:target,") for n in (1, 150, count, count + 1)] == [1, 1, 1, count < 150]


def test_rules_for_findings_beyond_count_end_somewhere(reader: TestClient) -> None:
    assert len(reader.get("/static/chosen/99999999999999").content) < 1_000_000
    assert reader.get("/static/chosen/some").status_code == 404


def test_a_report_needs_nothing_that_the_policy_forbids(client: TestClient) -> None:
    page = client.get(finished(client, client.post("/checks", data={"demo": "yes"}).headers["location"])).text

    assert re.findall(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=[\"']", page) == []
    assert "<svg" in page


def test_a_report_leads_to_its_articles_in_the_library(client: TestClient, worker: Answering, desk: Desk) -> None:
    kept = desk.shelves.article("wire")
    assert kept is not None
    worker.answer = replace(worker.report, articles=(kept,))
    report = finished(client, client.post("/checks", data={"demo": "yes"}).headers["location"])

    assert 'href="/articles/wire"' in client.get(report).text


def test_every_format_can_be_had_as_a_file(client: TestClient) -> None:
    report = finished(client, client.post("/checks", data={"demo": "yes"}).headers["location"])
    addresses = {part.split('"')[0] for part in client.get(report).text.split('href="') if part.startswith(f"{report}/as/")}

    assert len(addresses) == len(FORMATS)
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.content
    assert client.get(f"{report}/as/nothing").status_code == 404
