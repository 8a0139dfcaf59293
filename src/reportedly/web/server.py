"""Runs the application on a port of this machine until it is told to end."""

from __future__ import annotations

import errno
import socket
from typing import TYPE_CHECKING

import uvicorn

from reportedly.errors import UsageError
from reportedly.web.app import create_app
from reportedly.web.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from reportedly.web.settings import WebSettings

__all__ = ["address_of", "serve"]

#: Connections at a time; each page that watches a job keeps one.
_MOST_CONNECTIONS = 100


class _Server(uvicorn.Server):
    """A server whose open streams end when it is told to, so that it does not wait for them."""

    def __init__(self, config: uvicorn.Config, desk: Desk, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._desk = desk
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._desk.queue.closed.set()
        super().handle_exit(sig, frame)


def serve(settings: WebSettings, *, ready: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM; then end the job that runs, and raise what the signal means to Python.

    Args:
        settings: The server's.
        ready: Is told the address once somebody who goes there is answered.

    Raises:
        UsageError: The host is not this machine's, or the port is taken.
        LibraryError: The library cannot be opened.
        KeyboardInterrupt: It was interrupted.
    """
    listening = _listening(settings)
    try:
        desk = Desk.open(settings)
        config = uvicorn.Config(
            create_app(desk),
            http="h11",
            ws="none",
            log_config=None,
            log_level="critical",  # what goes wrong is told in one line (answers.on_fault)
            access_log=False,
            server_header=False,
            limit_concurrency=_MOST_CONNECTIONS,
            timeout_graceful_shutdown=3,
        )
        address = address_of(settings, listening.getsockname()[1])
        _Server(config, desk, lambda: ready(address)).run(sockets=[listening])
    finally:
        listening.close()


def address_of(settings: WebSettings, port: int) -> str:
    """Return the address to open, with the token where one is needed."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    if settings.host in ("0.0.0.0", "::"):  # noqa: S104  compared, not listened on
        host = socket.gethostname()
    way = f"enter?token={settings.token}" if settings.token else ""
    return f"http://{host}:{port}/{way}"


def _listening(settings: WebSettings) -> socket.socket:
    try:
        family, kind, _, _, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listening = socket.socket(family, kind)
    except OSError as error:
        raise UsageError(f"--host {settings.host}: is no name or address of this machine ({error.strerror or error})") from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except OSError as error:
        listening.close()
        raise UsageError(_why(error, settings)) from error
    return listening


def _why(error: OSError, settings: WebSettings) -> str:
    where = f"{settings.host} port {settings.port}"
    if error.errno == errno.EADDRINUSE:
        return f"{where}: is taken, perhaps by another `reportedly serve`; choose another with --port, or --port 0 for any that is free"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"--host {settings.host}: is no address of this machine"
    if error.errno == errno.EACCES:
        return f"{where}: may not be used; choose one above 1023 with --port"
    return f"{where}: {error.strerror or error}"
