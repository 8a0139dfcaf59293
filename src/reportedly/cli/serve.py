"""`reportedly serve`: the local page, until it is interrupted."""
# ruff: noqa: PLC0415  `reportedly --help` must not wait for what only a command needs

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from reportedly.cli.answers import write_out
from reportedly.cli.options import LibraryDir, Models, Outlets, settings_of

_PORT = 8411
#: Fewer characters of a token could be guessed.
_FEWEST = 8


def serve(  # noqa: PLR0913  a command has as many parameters as options
    *,
    library: LibraryDir = None,
    host: Annotated[str, typer.Option(metavar="HOST", help="Where to listen; other than this machine asks for a token.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="PORT", min=0, max=65535, help="The port; 0 for any that is free.")] = _PORT,
    token: Annotated[
        str | None,
        typer.Option(metavar="TOKEN", envvar="REPORTEDLY_TOKEN", help="What a browser must bring; else one is made.", show_default=False),
    ] = None,
    browser: Annotated[bool, typer.Option("--open", metavar="", help="Open the page in your browser.")] = False,
    outlets: Outlets = None,
    models: Models = None,
) -> None:
    """Serve a local page: paste a link, text or a file, read the report, browse the library."""
    from secrets import token_urlsafe

    from reportedly.errors import UsageError
    from reportedly.web import WebSettings, bookmark_token, is_loopback
    from reportedly.web import serve as run

    if token is not None and len(token) < _FEWEST:
        raise UsageError(f"--token: expected at least {_FEWEST} characters; leave it out and one is made")
    settings = settings_of(library, outlets, models)
    web = WebSettings(run=settings, host=host, port=port, token=token, bookmark=bookmark_token(settings.library))
    if web.token is None and not is_loopback(host):
        web = replace(web, token=token_urlsafe(24))

    def ready(address: str) -> None:
        write_out(f"Reportedly is at {address} (Ctrl-C ends it)\n")
        if browser:
            import webbrowser

            webbrowser.open(address)

    run(web, ready=ready)
