"""The documents keep up with the program.

Commands, options and examples are those of the command line; links, files, make targets and records that they name are there; every
decision is listed; examples in docstrings run.
"""

from __future__ import annotations

import doctest
import importlib
import inspect
import re
import shlex
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import typer.main

from reportedly import evidence, records
from reportedly.cli import app

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "reportedly"
DECISIONS = ROOT / "docs" / "decisions"
WHERE = ("*.md", "docs/**/*.md", "evals/*.md", "training/*.md", "src/**/*.md")
PAGES = sorted(page for pattern in WHERE for page in ROOT.glob(pattern))
FILES = [
    f"/{path.relative_to(ROOT).as_posix()}"
    for folder in ("src", "tests", "training", "evals", "docs")
    for path in (ROOT / folder).rglob("*")
    if path.is_file()
]
CLI: Any = typer.main.get_command(app)
COMMANDS: dict[str, Any] = {
    f"{name} {part}".strip(): each
    for name, command in CLI.commands.items()
    for part, each in getattr(command, "commands", {"": command}).items()
}
#: Of every command, so not in its table row by row.
EVERYWHERE = {"--help", "-h"}

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^()\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def prose_of(page: Path) -> str:
    return FENCE.sub("", page.read_text("utf-8"))


def anchors_of(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", prose_of(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def options_of(command: Any) -> set[str]:
    return {name for param in command.params for name in param.opts if name.startswith("-")} - EVERYWHERE


def table_of(page: Path, heading: str) -> list[list[str]]:
    """The cells of the rows of the table under a heading."""
    section = page.read_text("utf-8").partition(f"\n{heading}\n")[2].partition("\n#")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows[1:]]


def documented() -> dict[str, set[str]]:
    """The options of each command by the table of the contracts."""
    found: dict[str, set[str]] = defaultdict(set)
    for options, of, _ in table_of(ROOT / "docs" / "contracts.md", "### Options"):
        commands = [name for name in COMMANDS if " " not in name] if of == "all" else CODE.findall(of)
        for command in commands:
            found[command].update(OPTION.findall(options))
    return found


def examples() -> list[tuple[str, str]]:
    """Every line of a shell block, and of a command's own help, that calls the program."""
    blocks = [(name_of(page), block) for page in PAGES for kind, block in FENCE.findall(page.read_text("utf-8")) if kind == "sh"]
    lines = [(where, line) for where, block in blocks for line in block.splitlines() if line.startswith("reportedly ")]
    helps = [(f"{name} --help", str(command.epilog).removeprefix("Example: ")) for name, command in COMMANDS.items()]
    return lines + helps


EXAMPLES = examples()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_explained(name: str) -> None:
    rows = {words for row in table_of(ROOT / "docs" / "contracts.md", "## Commands") for words in CODE.findall(row[0])}

    assert any(f"{words} ".startswith(f"reportedly {name} ") for words in rows)
    readme, first = (ROOT / "README.md").read_text("utf-8"), name.split(maxsplit=1)[0]
    assert f"reportedly {first}" in readme or f"make {first}" in readme


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained_and_no_other(name: str) -> None:
    assert documented()[name] - EVERYWHERE == options_of(COMMANDS[name])


def test_the_programs_own_options_are_explained() -> None:
    assert documented()["reportedly"] == options_of(CLI)


@pytest.mark.parametrize(("where", "line"), EXAMPLES, ids=[f"{where}: {line}" for where, line in EXAMPLES])
def test_examples_are_calls_that_the_program_understands(where: str, line: str) -> None:
    words = shlex.split(line)[1:]
    name = " ".join(words[: 1 if words[0] in COMMANDS else 2])
    args = words[len(name.split()) :]

    assert COMMANDS[name].make_context(f"{where} {name}", args).params


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for link in LINK.findall(prose_of(page)):
        if link.startswith(("https://", "mailto:")):
            continue
        place, _, anchor = link.partition("#")
        target = (page.parent / place).resolve() if place else page
        if not target.exists() or not target.is_relative_to(ROOT) or (anchor and anchor not in anchors_of(target)):
            broken.append(link)

    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_program_files_that_a_page_names_are_there(page: Path) -> None:
    named = {word for code in CODE.findall(prose_of(page)) for word in re.findall(r"^[\w/.-]+\.(?:py|sql|jinja|css)(?=$|:)", code)}

    assert {word for word in named if not any(file.endswith(f"/{word}") for file in FILES)} == set()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_make_targets_that_a_page_names_are_there(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = re.findall(r"(?:`|^)make (?:[A-Z]+=\S+ )?([a-z-]+)", page.read_text("utf-8"), re.MULTILINE)

    assert set(named) <= targets


def test_every_decision_is_listed() -> None:
    listed = LINK.findall((DECISIONS / "README.md").read_text("utf-8"))

    assert sorted(listed) == sorted(path.name for path in DECISIONS.glob("*.md") if path.name != "README.md")


def test_every_record_has_its_word() -> None:
    classes = {
        name
        for name, value in vars(records).items()
        if inspect.isclass(value) and value.__module__ == records.__name__ and not name.startswith("_")
    }
    table = table_of(ROOT / "docs" / "concepts.md", "## The words in the code")
    words = {word for row in table for word in CODE.findall(f"{row[0]} {row[2]}") if word[0].isupper()}

    assert words == classes


def test_the_bounds_of_a_search_are_told_as_they_are() -> None:
    told = " ".join((ROOT / "docs" / "how-it-counts.md").read_text("utf-8").split())

    assert f"The {evidence._HITS} best passages of each search" in told
    assert f"the {evidence._ARTICLES} articles whose passages come up most" in told
    assert f"up to {evidence._SIMILAR} that share text" in told
    assert f"the first {evidence._COMPARED.all} are compared, {evidence._COMPARED.each} at most of one article" in told
    one = (evidence._HITS_OF_ONE, evidence._ARTICLES_OF_ONE, evidence._COMPARED_OF_ONE.all)
    assert "for it {} passages, {} articles and {} statements count".format(*one) in told


def modules_with_examples() -> list[str]:
    found = [path for path in sorted(PACKAGE.rglob("*.py")) if ">>> " in path.read_text("utf-8")]
    return [".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in found]


@pytest.mark.parametrize("name", modules_with_examples())
def test_examples_in_docstrings_run(name: str) -> None:
    ran = doctest.testmod(importlib.import_module(name))

    assert ran.attempted > 0
    assert ran.failed == 0
