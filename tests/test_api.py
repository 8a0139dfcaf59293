"""The face in Python: what `import reportedly` offers, what it costs, and what it does when something is wrong."""

from __future__ import annotations

import doctest
import inspect
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.report.hostile import ATTACKS, hostile

import reportedly
from reportedly import api, pipeline
from reportedly.api import Library, Report
from reportedly.errors import LibraryError, ModelError, ReportedlyError, SourceError, UsageError
from reportedly.records import Article
from reportedly.report.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = Path(__file__).parents[1] / "docs" / "python.md"
NEWS = "Lock gates at Fennick were left open overnight, the harbour board said on Tuesday.\n\nNo boat was harmed, it said."


class Frames(HTMLParser):
    """Collects what a notebook is given."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return reportedly.open_library(tmp_path / "library")


def run(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_page_on_python_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = doctest.testfile(str(PAGE), module_relative=False, globs={"reportedly": reportedly})
    assert ran.attempted > 20
    assert ran.failed == 0
    assert (tmp_path / "report.html").read_text("utf-8").startswith("<!")


def test_the_face_is_told_by_name() -> None:
    assert set(reportedly.__all__) <= set(dir(reportedly))
    assert set(reportedly.__all__) - {"__version__"} <= set(api.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        getattr(reportedly, "nothing")  # noqa: B009  mypy knows that it is not there


def test_importing_it_loads_nothing_heavy() -> None:
    heavy = run(
        "import reportedly, sys; print(sorted({'numpy', 'onnxruntime', 'sqlite3', 'httpx', 'typer', 'jinja2', 'mcp'} & set(sys.modules)))"
    )
    assert heavy == "[]"


def test_an_earlier_text_of_the_checked_page_is_no_other_article(library: Library) -> None:
    first, later = (
        reportedly.article(NEWS.replace("Tuesday", day), outlet=outlet, url="https://harbourpost.example/gates")
        for day, outlet in (("Tuesday", "harbourpost.example"), ("Wednesday", "The Harbour Post"))
    )
    library.add(first)
    report = reportedly.check(later, library=library)
    assert report.coverage.articles == 0
    assert {finding.outlets for finding in report.findings} == {1}
    assert not any(each.article.id == first.id for finding in report.findings for each in finding.evidence)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "import reportedly.pipeline",
        "import reportedly.trace, reportedly.attribute",
        "from reportedly import trace",
        "from reportedly.attribute import chains",
    ],
)
def test_a_stage_and_the_function_of_its_name_live_side_by_side(before: str) -> None:
    program = f"""
import inspect
{before}
import reportedly
article = reportedly.article({NEWS!r})
print(len(reportedly.attribute(article).statements), len(reportedly.trace([article]).origins))
from reportedly.attribute import attribute
from reportedly.trace import derive
from reportedly import api
print(inspect.signature(reportedly.attribute) == inspect.signature(api.attribute), derive is reportedly.trace.derive)
"""
    assert run(program) == "2 1\nTrue True"


def test_the_functions_are_typed() -> None:
    for name in set(reportedly.__all__) - {"__version__"}:
        signature = inspect.signature(getattr(api, name))
        assert signature.return_annotation is not signature.empty
        assert all(each.annotation is not each.empty for each in signature.parameters.values())
        assert inspect.getdoc(getattr(api, name))


def test_a_text_is_kept_to_the_letter() -> None:
    text = "  😀 Lock gates at Fennick were “left open”,\n\nthe harbour board said on Tuesday evening.  "
    made = reportedly.article(text, outlet="The Fennick Echo", published="2031-03-12")
    assert (made.text, made.outlet.name, made.published) == (text, "The Fennick Echo", "2031-03-12")
    assert reportedly.article(text, outlet="The Fennick Echo", published="2031-03-12") == made


def test_files_and_articles_go_into_a_library_once(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "news.txt"
    file.write_text(NEWS, "utf-8")
    other = reportedly.article(f"{NEWS}\n\nThe gates were shut again at noon.", outlet="The Fennick Echo")

    first = library.add(file, other, tmp_path / "none.txt")
    again = library.add(str(file), other)

    assert (first.added, first.known, [each.reason for each in first.rejected]) == (2, 0, ["no such file or directory"])
    assert (again.added, again.known, again.rejected) == (0, 2, ())
    assert len(library) == 2
    assert {article.text for article in library.articles()} == {NEWS, other.text}


def test_an_article_that_the_library_cannot_take_is_named(library: Library) -> None:
    first = reportedly.article(NEWS, outlet="The Fennick Echo")
    done = library.add(first, replace(first, text=f"{NEWS} More.", outlet=reportedly.article(NEWS, outlet="The Fennick Post").outlet))
    assert (done.added, [(each.id, each.stage) for each in done.rejected]) == (1, [(first.id, "store")])
    assert done.rejected[0].reason.startswith("the library holds another text under this id")


def test_statements_made_beforehand_are_those_a_check_makes(library: Library, tmp_path: Path) -> None:
    other = reportedly.article(f"{NEWS}\n\nThe gates were shut again at noon.", outlet="The Fennick Echo")
    library.add(news := reportedly.article(NEWS, outlet="The Fennick Post"), other)
    unprepared = reportedly.check(news, library=library.path)
    beforehand = reportedly.open_library(tmp_path / "beforehand")
    beforehand.add(news, other)
    settings = pipeline.Settings(library=tmp_path / "beforehand")

    assert [pipeline.attribute_library(settings), pipeline.attribute_library(settings)] == [2, 0]
    assert reportedly.check(news, library=beforehand.path) == unprepared


def test_a_file_and_its_article_are_checked_alike(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "news.txt"
    file.write_text(NEWS, "utf-8")
    from_file = reportedly.check(file, library=library)
    assert from_file.article is not None
    assert reportedly.check(from_file.article, library=library.path) == from_file
    assert [each.id for each in reportedly.attribute(file).statements] == [f.claim.id for f in from_file.findings]


def test_without_a_library_it_is_that_of_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_LIBRARY", str(tmp_path / "mine"))
    assert reportedly.open_library().path == tmp_path / "mine"
    assert reportedly.trace().articles == ()


def test_tracing_does_not_depend_on_the_order() -> None:
    one = reportedly.article(NEWS, outlet="The Fennick Echo", published="2031-03-12")
    two = reportedly.article(NEWS, outlet="Lowmark Today", published="2031-03-13")
    assert reportedly.trace([one, two]) == reportedly.trace(iter([two, one]))


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (reportedly.check, UsageError, "expected an article or a claim, one of the two"),
        (lambda: reportedly.check("x.txt", claim="y"), UsageError, "one of the two"),
        (lambda: reportedly.check(NEWS), UsageError, "reportedly.article(text)"),
        (lambda: reportedly.attribute("none.txt"), SourceError, "none.txt: no such file or directory"),
        (lambda: reportedly.article(""), SourceError, "text: expected an article, found no text"),
        (lambda: reportedly.article(NEWS, published="soon"), SourceError, "ISO 8601"),
        (lambda: reportedly.compare("x", " "), UsageError, "expected two sentences"),
        (lambda: reportedly.compare("x", "y", left_date="Tuesday"), UsageError, "found 'Tuesday'"),
        (lambda: reportedly.open_library("no/such/library", create=False), LibraryError, "no library there"),
        (lambda: reportedly.trace("no/such/library"), LibraryError, "no library there"),
        (lambda: reportedly.open_library("x", models="no/such/models"), ModelError, "no/such/models"),
        (lambda: Report.of(hostile("x")).to("pdf"), UsageError, "pdf: there is no such format"),
        (lambda: Report.of(hostile("x")).save("no/such/folder/x.html"), UsageError, "cannot be written"),
    ],
)
def test_errors_are_one_line(call: Callable[[], object], error: type[ReportedlyError], says: str) -> None:
    with pytest.raises(error) as caught:
        call()
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("attack", ATTACKS)
def test_in_a_notebook_a_report_is_a_frame_that_runs_nothing(attack: str) -> None:
    report = Report.of(hostile(attack))
    shown = Frames()
    shown.feed(report._repr_html_())
    ((tag, attributes),) = shown.found
    assert tag == "iframe"
    assert attributes["sandbox"] == "allow-popups allow-popups-to-escape-sandbox"
    assert attributes["srcdoc"] == report.to("html")
    assert "\n" not in repr(report)


def test_what_is_long_shows_itself_in_one_line_and_prints_as_a_command_does() -> None:
    article = reportedly.article(NEWS, outlet="The Fennick Echo", published="2031-03-12")
    found, tracing = reportedly.attribute(article), reportedly.trace([article])
    assert repr(found) == "<Attributed 'The Fennick Echo': 2 statements>"
    assert repr(tracing) == "<Tracing of 1 article, 0 derivations, 1 root>"
    assert "The Fennick Echo ← the harbour board" in str(found)
    assert str(tracing).startswith("1 article, 0 derivations, 1 root")


def test_a_report_prints_as_in_a_terminal() -> None:
    printed = str(Report.of(hostile("plain")))
    assert printed.startswith("plain\n")
    assert "\x1b" not in printed


def test_a_report_is_written_in_every_format(tmp_path: Path) -> None:
    report = Report.of(hostile("plain"))
    for name in FORMATS:
        report.save(tmp_path / name, to=name)
        assert (tmp_path / name).read_bytes() == report.to(name).encode()


def test_an_article_of_the_records_is_one_of_the_face() -> None:
    made: Any = reportedly.article(NEWS)
    assert isinstance(made, Article)
