"""The command line over a pipeline of a few lines: what goes to which stream, what is asked of the pipeline, which exit code comes back."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

import reportedly
from reportedly.cli import run
from reportedly.errors import LibraryError, ModelError, RefusedError, ReportedlyError, SourceError, UsageError
from reportedly.records import (
    Article,
    Claim,
    Coverage,
    Finding,
    MadeBy,
    Match,
    Origin,
    Outlet,
    Place,
    Rejected,
    Report,
    Scores,
    Search,
    Span,
    Statement,
    Tracing,
    Voice,
)
from reportedly.report.json import schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ARTICLE = Article(
    id="a1",
    outlet=Outlet.unlisted("The Harbour Post"),
    text="The quay will reopen on Monday, said the harbour master, Ilse Korhonen.",
    title="Quay to reopen",
    published="2031-03-13",
)
STATEMENT = Statement(
    id="s1",
    article="a1",
    content=(Span(0, 30),),
    cue=Span(32, 36),
    chain=(Voice(name="The Harbour Post", kind="outlet"), Voice(name="Ilse Korhonen", kind="person", words=Span(37, 70), cue=Span(32, 36))),
    stance="asserts",
    directness="indirect",
    time=None,
    confidence=0.8,
)
FINDING = Finding(
    claim=Claim(id="c1", content=STATEMENT.content, words="The quay will reopen on Monday"),
    statement=STATEMENT,
    status="uncorroborated",
    disputed=False,
    origins_min=1,
    origins_max=1,
    origins=(Origin(who="Ilse Korhonen", kind="person", level="established", side=None, statements=(Place("a1", STATEMENT.content),)),),
    disputes=(),
    outlets=1,
    observers=1,
    sides=None,
    marks=(),
    evidence=(),
)
REPORT = Report(
    article=ARTICLE,
    findings=(FINDING,),
    derivations=(),
    coverage=Coverage(articles=3, searches=(Search(name="library", state="ok"),)),
    made_by=MadeBy(version="0", models=(), library=""),
)
BAD_LINE = Rejected(id="news.jsonl:4", stage="ingest", reason="expected a text,\nfound none")


@dataclass(frozen=True)
class Chosen:
    library: Path
    outlets_file: Path | None
    models: Path | None


@dataclass(frozen=True)
class Given:
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Added:
    added: int
    known: int
    rejected: tuple[Rejected, ...]
    versions: int = 1


@dataclass(frozen=True)
class Attributed:
    article: Article
    statements: tuple[Statement, ...]


@dataclass
class Pipeline:
    """Answers every question from what it was made with, and keeps what it was asked."""

    report: Report = REPORT
    error: BaseException | None = None
    rejected: tuple[Rejected, ...] = ()
    #: Whether anything could be read at all.
    readable: bool = True
    asked: dict[str, Any] = field(default_factory=dict)

    Settings = Chosen
    Given = Given

    def _answer(self, **asked: object) -> None:
        self.asked = asked
        if self.error is not None:
            raise self.error

    def check(self, source: str | None, *, progress: Callable[[str, int, int | None], None], **asked: object) -> Report:
        progress("searching", 1, 2)
        self._answer(source=source, **asked)
        return replace(self.report, rejected=self.rejected)

    def add(self, sources: Iterable[str], *, progress: object, **asked: object) -> Added:
        del progress
        self._answer(sources=sources, **asked)
        return Added(2 if self.readable else 0, 1 if self.readable else 0, self.rejected)

    def attribute_library(self, settings: Chosen, progress: object) -> int:
        self.asked |= {"attributed": settings, "progress": progress}
        return 3

    def attribute_source(self, source: str, **asked: object) -> Iterator[Attributed | Rejected]:
        self._answer(source=source, **asked)
        if self.readable:
            yield Attributed(ARTICLE, (STATEMENT,))
        yield from self.rejected

    def compare_pairs(self, lines: Iterable[str], *, settings: Chosen) -> Iterator[Match | Rejected]:
        self._answer(settings=settings)
        for line in lines:
            scores = Scores(supports=0.1, contradicts=0.8, unrelated=0.1)
            yield Match(left=json.loads(line)["id"], right="", relation="contradicts", scores=scores, reasons=())
        yield from self.rejected

    def trace_library(self, settings: Chosen, progress: object) -> Tracing:
        self._answer(settings=settings, progress=progress)
        return Tracing(articles=(ARTICLE,), derivations=(), origins=())

    def demo(self, settings: Chosen, progress: object) -> Report:
        self._answer(settings=settings, progress=progress)
        return self.report


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Pipeline:
    """Stand in for the pipeline, in an empty folder and an environment that says nothing."""
    stand_in = Pipeline()
    monkeypatch.setitem(sys.modules, "reportedly.pipeline", stand_in)
    monkeypatch.setattr(reportedly, "pipeline", stand_in, raising=False)
    for name in ("REPORTEDLY_LIBRARY", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return stand_in


class Piped:
    """Standard input that holds some bytes."""

    def __init__(self, raw: bytes) -> None:
        self.buffer = io.BytesIO(raw)


def test_check_shows_the_report_and_nothing_on_the_other_stream(pipeline: Pipeline, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "story.txt"]) == 0
    out, err = capsys.readouterr()
    assert "Quay to reopen" in out
    assert "Ilse Korhonen" in out
    assert "\x1b" not in out
    assert err == ""
    assert pipeline.asked["source"] == "story.txt"
    assert pipeline.asked["stdin"] is None


def test_check_json_is_one_object_of_the_shape(pipeline: Pipeline, capsys: pytest.CaptureFixture[str]) -> None:
    pipeline.rejected = (BAD_LINE,)
    assert run(["check", "story.txt", "--json"]) == 5
    out, err = capsys.readouterr()
    assert out.count("\n") == 1
    Draft202012Validator(schema("check")).validate(json.loads(out))
    assert err == "reportedly: news.jsonl:4: expected a text, found none\n"


def test_check_writes_the_files_it_is_asked_for(pipeline: Pipeline, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["check", "story.txt", "--html", "r.html", "--markdown", "r.md"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert (tmp_path / "r.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "r.md").read_text("utf-8").startswith("# Quay to reopen")
    assert [line.split(": ")[1] for line in err.splitlines()] == ["written", "written"]
    assert pipeline.asked["source"] == "story.txt"


def test_what_is_said_of_the_article_reaches_the_pipeline(pipeline: Pipeline) -> None:
    told = ["--published", "2031-03-13", "--outlet", "Tidewatch", "--title", "T", "--url", "https://tidewatch.example/"]
    assert run(["check", "story.txt", "--library", "shelf", *told]) == 0
    assert pipeline.asked["given"] == Given(outlet="Tidewatch", published="2031-03-13", title="T", url="https://tidewatch.example/")
    assert pipeline.asked["settings"].library == Path("shelf")


def test_the_library_is_the_environments_then_the_users(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(["trace"]) == 0
    assert "reportedly" in pipeline.asked["settings"].library.parts
    monkeypatch.setenv("REPORTEDLY_LIBRARY", "elsewhere")
    assert run(["trace"]) == 0
    assert pipeline.asked["settings"].library == Path("elsewhere")


def test_standard_input_is_given_as_bytes(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Piped(b"\xff words"))
    assert run(["check", "-"]) == 0
    assert pipeline.asked["stdin"] == b"\xff words"


def test_a_claim_goes_without_an_article(pipeline: Pipeline) -> None:
    assert run(["check", "--claim", "The quay is shut."]) == 0
    assert pipeline.asked["source"] is None
    assert pipeline.asked["claim"] == "The quay is shut."


@pytest.mark.parametrize(
    "args",
    [
        ["check"],
        ["check", "story.txt", "--claim", "The quay is shut."],
        ["check", "--claim", " "],
        ["check", "--claim", "The quay is shut.", "--outlet", "Tidewatch"],
        ["check", "story.txt", "--published", "last week"],
        ["check", "story.txt", "--html", "no/such/folder/r.html"],
        ["check", "story.txt", "--html", "."],
        ["check", "story.txt", "--models", "nowhere"],
        ["check", "story.txt", "--outlets", "nowhere.json"],
        ["check", "one.txt", "two.txt"],
        ["attribute"],
        ["attribute", "story.txt", "--min-confidence", "2"],
        ["add"],
        ["story.txt"],
        ["check", "story.txt", "--frobnicate"],
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_one_line_and_a_two(pipeline: Pipeline, capsys: pytest.CaptureFixture[str], args: list[str]) -> None:
    assert run(args) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("reportedly: ")
    assert err.count("\n") == 1
    assert pipeline.asked == {}


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("what"), 2),
        (ModelError("what"), 2),
        (SourceError("what"), 3),
        (RefusedError("what"), 3),
        (LibraryError("what"), 4),
        (ReportedlyError("what"), 2),
    ],
)
def test_each_error_has_its_code_and_one_line(pipeline: Pipeline, capsys: pytest.CaptureFixture[str], error: Exception, code: int) -> None:
    pipeline.error = error
    assert run(["check", "story.txt", "--json"]) == code
    assert capsys.readouterr() == ("", "reportedly: what\n")


def test_an_interruption_is_130(pipeline: Pipeline, capsys: pytest.CaptureFixture[str]) -> None:
    pipeline.error = KeyboardInterrupt()
    assert run(["check", "story.txt"]) == 130
    assert capsys.readouterr().out == ""


def test_an_error_message_cannot_act_on_the_terminal(pipeline: Pipeline, capsys: pytest.CaptureFixture[str]) -> None:
    pipeline.error = SourceError("a\x1b[2Jb\nc")
    assert run(["check", "story.txt"]) == 3
    assert capsys.readouterr().err == "reportedly: a\ufffd[2Jb c\n"


def test_attribute_json_is_an_article_and_its_statements(pipeline: Pipeline, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["attribute", "story.txt", "--json"]) == 0
    head, *rest = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    Draft202012Validator(schema("attribute-article")).validate(head)
    for line in rest:
        Draft202012Validator(schema("attribute-statement")).validate(line)
    assert (head["statements"], len(rest)) == (1, 1)
    assert pipeline.asked["source"] == "story.txt"


def test_attribute_leaves_out_what_is_less_sure(pipeline: Pipeline, capsys: pytest.CaptureFixture[str]) -> None:
    pipeline.rejected = (BAD_LINE,)
    assert run(["attribute", "many.jsonl", "--json", "--min-confidence", "0.9"]) == 5
    assert json.loads(capsys.readouterr().out)["statements"] == 0


@pytest.mark.parametrize("command", ["add", "attribute"])
def test_nothing_readable_is_a_three(pipeline: Pipeline, capsys: pytest.CaptureFixture[str], command: str) -> None:
    pipeline.readable = False
    pipeline.rejected = (BAD_LINE,)
    assert run([command, "news.jsonl"]) == 3
    assert "news.jsonl:4" in capsys.readouterr().err


def test_add_tells_what_came_of_the_sources(pipeline: Pipeline, capsys: pytest.CaptureFixture[str]) -> None:
    pipeline.rejected = (BAD_LINE,)
    assert run(["add", "one", "two", "--library", "shelf"]) == 5
    assert capsys.readouterr().out == "shelf: 2 added (1 as another version), 1 known already, 1 not used\n"
    assert tuple(pipeline.asked["sources"]) == ("one", "two")


def test_add_makes_statements_when_asked(pipeline: Pipeline, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["add", "one", "--library", "shelf"]) == 0
    assert "attributed" not in pipeline.asked
    assert run(["add", "one", "--attribute", "--library", "shelf"]) == 0
    assert (
        capsys.readouterr().out.splitlines()[1]
        == "shelf: 2 added (1 as another version), 1 known already, 0 not used; statements of 3 articles made"
    )


def test_compare_writes_a_line_a_pair(pipeline: Pipeline, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "pairs.jsonl").write_text('{"id": "p1", "left": "a", "right": "b"}\n{"id": "p2", "left": "a", "right": "b"}\n', "utf-8")
    assert run(["compare", "pairs.jsonl", "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    for line in lines:
        Draft202012Validator(schema("compare")).validate(line)
    assert [line["id"] for line in lines] == ["p1", "p2"]
    assert pipeline.asked["settings"].models is None


def test_compare_without_a_file_is_a_three(pipeline: Pipeline, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "nowhere.jsonl"]) == 3
    assert capsys.readouterr().err == "reportedly: nowhere.jsonl: No such file or directory\n"
    assert pipeline.asked["settings"].models is None


def test_trace_json_is_one_object_of_the_shape(pipeline: Pipeline, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trace", "--json", "--library", "shelf"]) == 0
    Draft202012Validator(schema("trace")).validate(json.loads(capsys.readouterr().out))
    assert pipeline.asked["settings"].library == Path("shelf")


def test_demo_ends_with_the_path_of_the_page(pipeline: Pipeline, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["demo"]) == 0
    out, err = capsys.readouterr()
    assert "Quay to reopen" in out
    assert err.splitlines()[-1] == f"reportedly: written: {tmp_path / 'reportedly-demo.html'}"
    assert pipeline.asked["settings"].models is None


@pytest.mark.parametrize(
    "command",
    [
        "check",
        "add",
        "attribute",
        "compare",
        "trace",
        "demo",
        "library verify",
        "library list",
        "library show",
        "library remove",
        "library rebuild",
        "library export",
        "library import",
    ],
)
def test_every_command_has_help_with_an_example(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert run([*command.split(), "--help"]) == 0
    assert f"Example: reportedly {command}" in capsys.readouterr().out


def test_help_waits_for_nothing_heavy() -> None:
    heavy = "{'numpy', 'onnxruntime', 'tokenizers', 'jinja2', 'httpx', 'trafilatura', 'sqlite3', 'rich.progress', 'usearch', 'dateparser'}"
    asked = f"import sys, reportedly.cli; print({heavy} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True).stdout
    assert told == "set()\n"


def test_a_reader_that_has_gone_is_no_error() -> None:
    started = subprocess.Popen([sys.executable, "-m", "reportedly", "--version"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert started.stdout is not None
    started.stdout.close()
    assert started.stderr is not None
    assert started.stderr.read() == b""
    started.stderr.close()
    assert started.wait() == 0
