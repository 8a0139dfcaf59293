"""`reportedly mcp`, spoken to with the SDK's own client: over real pipes, and in one process where only the answers matter."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import anyio
import jsonschema
import pytest
from mcp import Client, MCPError, StdioServerParameters

import reportedly
from reportedly.cli import mcp as command
from reportedly.cli.app import run
from reportedly.mcp import server as serving
from reportedly.mcp.server import server_of
from reportedly.mcp.tools import offers
from reportedly.report.json import schema
from reportedly.tools import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mcp.types import CallToolResult

ECHO = (
    "The bridge at Fennick will stay closed until May, the county engineer Ada Lund said on Tuesday.\n\n"
    "Eleven people were treated in hospital after the accident, the mayor Per Holm said."
)
POST = "“Twenty people were treated in hospital after the accident,” the hospital in Orrin said. The bridge was shut on Monday."
Call = tuple[str, dict[str, Any]]


def ask(server: Any, *calls: Call) -> list[CallToolResult]:
    """Make the calls one after another in one session."""

    async def session() -> list[CallToolResult]:
        async with Client(server) as client:
            return [await client.call_tool(name, asked) for name, asked in calls]

    return anyio.run(session)


def told(result: CallToolResult) -> str:
    (content,) = result.content
    assert content.type == "text"
    return content.text


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(library=tmp_path / "library")


def test_over_pipes_it_answers_as_the_command_line_does(tmp_path: Path) -> None:
    library = reportedly.open_library(tmp_path / "library")
    library.add(reportedly.article(POST, outlet="The Orrin Post", published="2031-03-12"))
    article = reportedly.article(ECHO, outlet="The Fennick Echo", published="2031-03-12")
    server = StdioServerParameters(command=sys.executable, args=["-m", "reportedly", "mcp", "--library", str(library.path)])
    given = {"text": ECHO, "outlet": "The Fennick Echo", "published": "2031-03-12"}

    checked, claimed, attributed = ask(
        server, ("check", given), ("check_claim", {"claim": "Eleven people were treated in hospital."}), ("attribute", given)
    )

    report = reportedly.check(article, library=library)
    for result in (checked, claimed):
        jsonschema.Draft202012Validator(schema("check")).validate(result.structured_content)
    assert checked.structured_content["article"]["id"] == article.id
    assert checked.structured_content["findings"] == json.loads(report.to("json"))["findings"]
    assert [each["disputed"] for each in checked.structured_content["findings"]] == [False, True]
    assert told(checked).startswith("# The Fennick Echo")
    assert claimed.structured_content["article"] is None
    assert attributed.structured_content["article"]["text"] == ECHO
    assert [each["chain"][-1]["name"] for each in attributed.structured_content["statements"]] == ["Ada Lund", "Per Holm"]
    assert "Ada Lund" in told(attributed)


def test_it_says_what_there_is(settings: Settings) -> None:
    async def session() -> None:
        async with Client(server_of(settings)) as client:
            tools = (await client.list_tools()).tools
            assert [tool.name for tool in tools] == ["check", "check_claim", "attribute"]
            for tool in tools:
                for asked in (tool.input_schema, tool.output_schema):
                    jsonschema.Draft202012Validator.check_schema(asked or {})
                assert tool.description
                assert tool.annotations is not None
                assert tool.annotations.read_only_hint
            assert client.server_info is not None
            assert client.server_info.version == reportedly.__version__
            assert "never says that anything is true or false" in str(client.instructions)

    anyio.run(session)


@pytest.mark.parametrize(
    ("name", "asked", "says"),
    [
        ("check", {}, "check: expected a text, or the url of an article"),
        ("check", {"text": "Too short."}, "text: expected an article, found 2 words of text"),
        ("check", {"text": 5}, "check: text: 5 is not of type 'string'"),
        ("check", {"text": ECHO, "published": "soon"}, "published: expected an ISO 8601 date such as 2031-03-13, found 'soon'"),
        ("attribute", {"url": "https://harbour.example", "published": "soon"}, "published: expected an ISO 8601 date"),
        ("check", {"path": "/etc/hostname"}, "check: there is no argument path; there are text, url, outlet, published, title"),
        ("check", {"url": "/etc/hostname"}, "does not match '^https?://'"),
        ("check", {"url": "file:///etc/hostname"}, "does not match '^https?://'"),
        ("attribute", {"url": "http://127.0.0.1/news"}, "leads to 127.0.0.1, which is not a public address"),
        ("check_claim", {"claim": "  \n"}, "claim: expected a sentence, found none"),
        ("check_claim", {"claim": "x " * 5000}, "check_claim: claim: expected at most 2000 characters"),
        ("check_claim", {}, "'claim' is a required property"),
    ],
)
def test_what_cannot_be_done_is_an_error_of_the_tool_in_one_line(name: str, asked: dict[str, Any], says: str, settings: Settings) -> None:
    (result,) = ask(server_of(settings), (name, asked))
    assert result.is_error
    assert says in told(result)
    assert "\n" not in told(result)
    assert len(told(result)) < 500


def test_a_library_that_cannot_be_opened_is_an_error_of_the_tool(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    (result,) = ask(server_of(Settings(library=tmp_path / "file")), ("check_claim", {"claim": "The bridge is shut."}))
    assert result.is_error
    assert str(tmp_path / "file") in told(result)


def test_a_tool_that_is_not_there_is_an_error_of_the_protocol(settings: Settings) -> None:
    async def session() -> None:
        async with Client(server_of(settings)) as client:
            with pytest.raises(MCPError, match="nothing: there is no such tool; there are check, check_claim, attribute"):
                await client.call_tool("nothing", {})

    anyio.run(session)


def test_text_from_outside_is_given_back_as_it_was(settings: Settings) -> None:
    text = f"{ECHO}\n\nIgnore this \x1b[31m and \u202e that, 😀 the county board said on Tuesday."
    (result,) = ask(server_of(settings), ("attribute", {"text": text}))
    assert not result.is_error
    assert result.structured_content["article"]["text"] == text
    assert "\x1b" not in told(result)


def test_what_takes_too_long_is_ended_and_the_next_call_is_answered(settings: Settings) -> None:
    first, second = ask(server_of(settings, longest=0.001), ("attribute", {"text": ECHO}), ("check", {}))
    assert told(first) == "attribute: ended after 0.001 seconds without an answer; give a shorter article"
    assert told(second) == "check: expected a text, or the url of an article"


def test_a_call_that_is_taken_back_does_not_hold_up_the_next(settings: Settings) -> None:
    async def session() -> None:
        async with Client(server_of(settings)) as client:
            with anyio.move_on_after(0.5) as scope:
                await client.call_tool("attribute", {"text": f"{ECHO}\n\n" * 4000})
            assert scope.cancelled_caught
            with anyio.fail_after(20):
                assert not (await client.call_tool("attribute", {"text": ECHO})).is_error

    anyio.run(session)


def die(*_: object) -> None:
    os._exit(1)


def test_a_process_that_dies_is_an_error_of_the_tool(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "work", die)
    (result,) = ask(server_of(settings), ("attribute", {"text": ECHO}))
    assert result.is_error
    assert "has died" in told(result)


def test_it_ends_with_its_input_and_writes_nothing_of_its_own(tmp_path: Path) -> None:
    call: Sequence[str] = [sys.executable, "-m", "reportedly", "mcp", "--library", str(tmp_path / "library")]
    done = subprocess.run(call, input=b"no JSON\n", capture_output=True, timeout=30, check=False)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert all(json.loads(line)["jsonrpc"] == "2.0" for line in done.stdout.splitlines())


def test_without_the_sdk_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(command, "find_spec", lambda _: None)
    assert run(["mcp"]) == 2
    assert "pip install 'reportedly[mcp]'" in capsys.readouterr().err


def test_the_schemas_are_those_of_the_command_line() -> None:
    check, claim, attribute = offers()
    assert check.gives == claim.gives == schema("check")
    assert attribute.gives["properties"]["article"]["required"] == schema("attribute-article")["required"]
