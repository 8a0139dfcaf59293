"""`reportedly mcp`: the tools for language models, until standard input ends."""
# ruff: noqa: PLC0415  `reportedly --help` must not wait for what only a command needs

from __future__ import annotations

import sys
from importlib.util import find_spec

from reportedly.cli.options import LibraryDir, Models, Outlets, settings_of
from reportedly.console import say
from reportedly.errors import UsageError


def mcp(*, library: LibraryDir = None, outlets: Outlets = None, models: Models = None) -> None:
    """Offer check, check_claim and attribute to language models (Model Context Protocol, standard input and output)."""
    settings = settings_of(library, outlets, models)
    if find_spec("mcp") is None:
        raise UsageError("mcp: its SDK is not installed; install it with: pip install 'reportedly[mcp]'")
    from reportedly.mcp.server import serve

    if sys.stdin.isatty():
        say("waiting for a program to speak on standard input (Ctrl-C ends it)")
    serve(settings)
