"""Asking and watching: what the form makes of what was pasted, and a job's page, its JSON and its events until it ends."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient
from tests.web.conftest import BASE, HOSTILE, finished

from reportedly.errors import RefusedError, SourceError
from reportedly.pipeline import Added
from reportedly.records import Rejected
from reportedly.report.json import schema
from reportedly.web import create_app
from reportedly.web.asked import Asked, web_link
from reportedly.web.shelves import Shelves

if TYPE_CHECKING:
    from tests.web.conftest import Answering

    from reportedly.web import Desk

TEXT = "The quay will reopen on Monday, said the harbour master, Ilse Korhonen.\r\n\r\nThe crane stays closed."


def asked_for(client: TestClient, worker: Answering, **form: Any) -> Asked:
    """What the worker was asked when this form was sent."""
    answer = client.post("/checks", **form)
    assert answer.status_code == 303, answer.text
    finished(client, answer.headers["location"])
    return worker.asked[-1]


def test_pasted_text_is_read_as_it_is(client: TestClient, worker: Answering) -> None:
    facts = {"outlet": "The Harbour Post", "published": "2031-03-13", "title": "Quay to reopen", "url": "harbourpost.example/quay"}
    asked = asked_for(client, worker, data={"what": TEXT, **facts})

    assert asked.raw == TEXT.replace("\r\n", "\n").encode()
    assert asked.link is None
    given = asked.given
    assert (given.outlet, given.published, given.title) == ("The Harbour Post", "2031-03-13", "Quay to reopen")
    assert given.url == "https://harbourpost.example/quay"


def test_a_link_is_fetched(client: TestClient, worker: Answering) -> None:
    asked = asked_for(client, worker, data={"what": " https://harbourpost.example/crane \n"})

    assert (asked.link, asked.raw) == ("https://harbourpost.example/crane", None)


def test_a_file_goes_before_what_was_pasted(client: TestClient, worker: Answering) -> None:
    asked = asked_for(client, worker, data={"what": "", "keep": "yes"}, files={"file": ("crane.html", b"<p>It fell.</p>")})

    assert (asked.name, asked.raw, asked.keep) == ("crane.html", b"<p>It fell.</p>", True)


def test_a_claim_is_asked_in_the_readers_words(client: TestClient, worker: Answering) -> None:
    asked = asked_for(client, worker, data={"claim": "The crane\nfell."})

    assert (asked.kind, asked.claim) == ("claim", "The crane fell.")


def test_an_article_of_the_library_is_checked_as_it_is_kept(client: TestClient, worker: Answering, desk: Desk) -> None:
    asked = asked_for(client, worker, data={"article": "wire"})

    assert asked.article == desk.shelves.article("wire")


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({}, "Paste a link"),
        ({"what": "  \n "}, "Paste a link"),
        ({"what": TEXT, "published": "yesterday"}, "Expected a date"),
        ({"what": TEXT, "published": "9999-01-01"}, "Expected a date"),
        ({"what": TEXT, "url": "javascript:alert(1)"}, "Expected an address"),
        ({"claim": "x " * 3000}, "Expected one sentence"),
        ({"sent": "guess"}, "no longer here"),
        ({"article": "unknown"}, "no more"),
    ],
    ids=str,
)
def test_what_cannot_be_checked_is_told_on_the_page(client: TestClient, worker: Answering, form: dict[str, str], told: str) -> None:
    answer = client.post("/checks", data=form)

    assert answer.status_code == 400
    assert told in answer.text
    assert worker.asked == []


def test_what_was_pasted_is_still_there_after_a_mistake(client: TestClient) -> None:
    assert "said the harbour master" in client.post("/checks", data={"what": TEXT, "published": "?"}).text


@pytest.mark.parametrize(
    "link", ["/etc/passwd", "file:///etc/passwd", "-", "http:/etc/passwd", "http:///etc/passwd", "data:text/html,x", "../x"]
)
def test_nothing_but_the_web_is_a_link(link: str) -> None:
    assert web_link(link) is None
    with pytest.raises(Exception, match="expected an http"):
        Asked(kind="article", name="x", link=link)


def test_a_job_leads_to_its_report(client: TestClient) -> None:
    job = client.post("/checks", data={"what": TEXT}).headers["location"]
    report = finished(client, job)

    assert client.get(job).headers["location"] == report
    page = client.get(report)
    assert page.status_code == 200
    assert "Ferry sailed with faulty radar" in page.text
    Draft202012Validator(schema("check")).validate(client.get(f"{report}.json").json())


def test_events_tell_each_step_and_where_to_go(client: TestClient, worker: Answering) -> None:
    worker.go.clear()
    job = client.post("/checks", data={"what": TEXT}).headers["location"]
    threading.Timer(0.15, worker.go.set).start()
    with client.stream("GET", f"{job}/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        told = [json.loads(line.removeprefix("data: ")) for line in stream.iter_lines() if line]

    assert told[0]["state"] in ("waiting", "running")
    assert told[-1]["state"] == "done"
    assert told[-1]["address"].startswith("/reports/")
    assert [step["state"] for step in told[-1]["steps"]][-1] == "done"


def test_events_end_when_the_server_does(client: TestClient, desk: Desk, worker: Answering) -> None:
    worker.go.clear()
    job = client.post("/checks", data={"what": TEXT}).headers["location"]
    threading.Timer(0.1, desk.queue.closed.set).start()

    assert client.get(f"{job}/events").status_code == 200
    worker.go.set()


def test_a_job_that_runs_shows_its_steps_and_loads_itself_again(client: TestClient, worker: Answering) -> None:
    worker.go.clear()
    job = client.post("/checks", data={"what": TEXT}).headers["location"]
    while (told := client.get(f"{job}.json").json())["steps"][0]["state"] != "now":
        pass

    page = client.get(job).text
    assert told["state"] == "running"
    assert "Finding who says what" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    worker.go.set()


def test_a_job_can_be_stopped_while_it_runs_and_while_it_waits(client: TestClient, worker: Answering) -> None:
    worker.go.clear()
    jobs = [client.post("/checks", data={"what": TEXT}).headers["location"] for _ in range(2)]
    for job in reversed(jobs):
        assert client.post(f"{job}/stop").headers["location"] == job
        finished(client, job)
        assert "Stopped." in client.get(job).text

    assert len(worker.asked) == 1


def test_no_more_wait_than_may(client: TestClient, worker: Answering) -> None:
    worker.go.clear()
    first = client.post("/checks", data={"what": TEXT}).headers["location"]
    while client.get(f"{first}.json").json()["state"] == "waiting":
        pass
    answers = [client.post("/checks", data={"what": TEXT}) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [303, 303, 503]
    assert "2 jobs are waiting" in answers[-1].text
    assert client.get(f"{answers[1].headers['location']}.json").json()["ahead"] == 2
    worker.go.set()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (SourceError(f"{HOSTILE}: holds no article"), "holds no article"),
        (RefusedError("https://slow.example/: no complete answer within 20 seconds"), "no complete answer within 20 seconds"),
        (ZeroDivisionError("division by zero"), "a fault of the program: ZeroDivisionError"),
    ],
)
def test_what_went_wrong_is_told_in_one_line(client: TestClient, worker: Answering, error: Exception, told: str) -> None:
    worker.answer = error
    job = client.post("/checks", data={"what": TEXT}).headers["location"]
    finished(client, job)

    page = client.get(job).text
    assert told in page
    assert "<script>alert" not in page
    assert "Traceback" not in page
    worker.answer = None
    assert finished(client, client.post("/checks", data={"what": TEXT}).headers["location"]).startswith("/reports/")


def test_adding_tells_what_was_added_and_what_was_not(client: TestClient, worker: Answering) -> None:
    worker.answer = Added(added=3, known=1, rejected=(Rejected(id="a.jsonl:4", stage="ingest", reason="expected a text"),))
    job = client.post("/library/add", files={"file": ("a.jsonl", b"{}")}).headers["location"]
    finished(client, job)

    page = client.get(job).text
    assert "3 added, 1 known already, 1 not used" in page
    assert "a.jsonl:4: expected a text" in page
    assert worker.asked[-1].kind == "add"


@pytest.mark.parametrize("what", ["", "/etc", "words of no address"])
def test_only_addresses_and_files_are_added(client: TestClient, worker: Answering, what: str) -> None:
    assert client.post("/library/add", data={"what": what}).status_code == 400
    assert worker.asked == []


@pytest.mark.parametrize("path", ["/jobs/none", "/jobs/none.json", "/jobs/none/events"])
def test_a_job_that_is_not_known(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_a_fault_of_a_page_is_one_line(desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(_: Shelves, key: str) -> None:
        raise ZeroDivisionError(f"{key}\n{HOSTILE}")

    monkeypatch.setattr(Shelves, "article", broken)
    with TestClient(create_app(desk), base_url=BASE, raise_server_exceptions=False) as client:
        answer = client.get("/articles/wire")

    told = capsys.readouterr().err
    assert answer.status_code == 500
    assert "a fault of the program: ZeroDivisionError" in answer.text
    assert "<script>alert" not in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert told.count("\n") == 1
    assert "/articles/wire: a fault of the program" in told


def test_closing_stops_the_job_that_runs(desk: Desk, worker: Answering) -> None:
    worker.go.clear()
    job = desk.queue.put(Asked(kind="demo", name="demo"))
    while not worker.asked:
        pass
    desk.close()

    found = desk.queue.see(job.id)
    assert found is not None
    assert found.state == "stopped"
    assert worker.closed
