"""Speaks the Model Context Protocol with the official SDK: lists the tools, and hands each call to a process that works."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

import anyio
import anyio.to_process
import jsonschema
from mcp import MCPError, types
from mcp.server import Server
from mcp.server.stdio import stdio_server

import reportedly
from reportedly.errors import ReportedlyError
from reportedly.mcp.tools import INSTRUCTIONS, offers
from reportedly.mcp.work import work
from reportedly.report.pieces import visible

if TYPE_CHECKING:
    from mcp.server import ServerRequestContext

    from reportedly.mcp.tools import Offer
    from reportedly.tools import Settings

__all__ = ["serve", "server_of"]

#: A call that has not come to its end after so many seconds is ended, as in `serve`.
_LONGEST: Final = 180.0
_LONGEST_LINE: Final = 400


def serve(settings: Settings) -> None:
    """Answer on standard input and output until the input ends.

    Args:
        settings: The library, outlets and models that are used.
    """

    async def run() -> None:
        server = server_of(settings)
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())

    anyio.run(run)


def server_of(settings: Settings, *, longest: float = _LONGEST) -> Server[Any]:
    """Return the server, which can be run over any transport.

    Args:
        settings: As in `serve`.
        longest: Seconds after which a call is ended.
    """
    known = {offer.name: offer for offer in offers()}
    turn = anyio.Lock()

    async def listed(_: ServerRequestContext[Any], __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_tool(offer) for offer in known.values()])

    async def called(_: ServerRequestContext[Any], params: types.CallToolRequestParams) -> types.CallToolResult:
        if params.name not in known:
            raise MCPError(types.INVALID_PARAMS, f"{_line(params.name)}: there is no such tool; there are {', '.join(known)}")
        asked = params.arguments or {}
        if wrong := _wrong(asked, known[params.name]):
            return _failed(wrong)
        try:
            async with turn:
                with anyio.CancelScope(shield=True):
                    await anyio.to_process.run_sync(os.getpid)  # a process that is cancelled while it starts would stay behind
                with anyio.fail_after(longest):
                    answer = await anyio.to_process.run_sync(work, params.name, asked, settings, cancellable=True)
        except ReportedlyError as error:
            return _failed(str(error))
        except TimeoutError:
            return _failed(f"{params.name}: ended after {longest:g} seconds without an answer; give a shorter article")
        except anyio.BrokenWorkerProcess:
            return _failed(f"{params.name}: the process that worked on it has died; try again with a shorter article")
        return types.CallToolResult(content=[types.TextContent(text=answer.told)], structured_content=answer.structured)

    return Server(
        "reportedly",
        version=reportedly.__version__,
        title="Reportedly",
        instructions=INSTRUCTIONS,
        on_list_tools=listed,
        on_call_tool=called,
    )


def _tool(offer: Offer) -> types.Tool:
    """Describe a tool: it changes nothing that a user would miss, and the same call gives the same answer."""
    hints = types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint="url" in offer.asks["properties"])
    return types.Tool(
        name=offer.name, title=offer.title, description=offer.does, input_schema=offer.asks, output_schema=offer.gives, annotations=hints
    )


def _wrong(asked: dict[str, Any], offer: Offer) -> str | None:
    """Tell what is wrong with the arguments of a call, None when nothing is."""
    names = offer.asks["properties"]
    if unknown := sorted(set(asked) - set(names)):
        return f"{offer.name}: there is no argument {', '.join(unknown)}; there are {', '.join(names)}"
    for error in jsonschema.Draft202012Validator(offer.asks).iter_errors(asked):
        if error.validator == "anyOf":
            return f"{offer.name}: expected a text, or the url of an article"
        where = "".join(f"{part}: " for part in error.path)
        long = error.validator == "maxLength"  # whose own message repeats all of the text
        return f"{offer.name}: {where}{f'expected at most {error.validator_value} characters' if long else error.message}"
    return None


def _failed(message: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(text=_line(message))], is_error=True)


def _line(message: str) -> str:
    line = " ".join(visible(message).split())
    return line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]} …"
