"""Who may ask for what: the host asked for, where a request comes from, the token, the size of what is sent, what an answer may do.

Everything is decided by headers alone, before any page sees the request.
"""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import socket
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser

from reportedly.web.settings import is_loopback

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from reportedly.web.settings import WebSettings

__all__ = ["BOOKMARKLET", "COOKIE", "POLICY", "BodyLimit", "Door", "is_host_allowed"]

#: The one address that other sites' pages may post to; it shows what came and does nothing with it.
BOOKMARKLET: Final = "/bookmarklet"
COOKIE: Final = "reportedly"
POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": with it browsers hide where a form comes from, and nobody could post.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_READING: Final = frozenset({"GET", "HEAD"})


class Door:
    """Lets a request in, or answers why not; puts the headers that bind the browser on every answer.

    Args:
        app: What is behind it.
        settings: Where the server listens, and the token.
    """

    def __init__(self, app: ASGIApp, settings: WebSettings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refused = self._refusal(scope)
        if refused is None:
            await self._app(scope, receive, sealed)
        else:
            await _tell(sealed, *refused)

    def _refusal(self, scope: Scope) -> tuple[HTTPStatus, str] | None:
        headers = Headers(scope=scope)
        if not is_host_allowed(headers.get("host", ""), self._settings.host):
            return HTTPStatus.MISDIRECTED_REQUEST, "This server does not answer to that name; open the address that it printed."
        if not scope["query_string"].isascii():
            return HTTPStatus.BAD_REQUEST, "The address holds what no address can hold."
        if scope["method"] not in _READING and scope["method"] != "POST":
            return HTTPStatus.METHOD_NOT_ALLOWED, "Only GET, HEAD and POST are understood."
        crossing = _is_crossing(headers, scope["scheme"])
        if scope["path"] == BOOKMARKLET and scope["method"] == "POST":
            return None  # it brings a token of its own, which its page checks
        if crossing and not (scope["method"] in _READING and _is_visit(headers)):
            return HTTPStatus.FORBIDDEN, "Refused: the request comes from another site's page."
        if self._settings.token is not None and not self._is_known(scope, headers, self._settings.token):
            return HTTPStatus.UNAUTHORIZED, "This server asks for a token; open the address that it printed when it was started."
        return None

    def _is_known(self, scope: Scope, headers: Headers, token: str) -> bool:
        if scope["path"] == "/enter" and scope["method"] in _READING:
            brought = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        elif headers.get("authorization", "").startswith("Bearer "):
            brought = headers["authorization"].removeprefix("Bearer ").strip()
        else:
            brought = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
        return hmac.compare_digest(brought.encode(), token.encode())


class BodyLimit:
    """Ends a request whose body is larger, or takes longer to come, than is allowed; nothing beyond the limit is taken in.

    Args:
        app: What is behind it.
        settings: The limits.
    """

    def __init__(self, app: ASGIApp, settings: WebSettings) -> None:
        self._app = app
        self._most = settings.max_body_bytes
        self._seconds = settings.body_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] in _READING:
            await self._app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "0")
        until = asyncio.get_running_loop().time() + self._seconds
        came = 0

        async def counted() -> Message:
            nonlocal came
            if not declared.isdecimal() or int(declared) > self._most:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, self._too_large)
            try:
                async with asyncio.timeout_at(until):
                    message = await receive()
            except TimeoutError as error:
                raise HTTPException(HTTPStatus.REQUEST_TIMEOUT, f"What was sent did not come within {self._seconds:g} seconds.") from error
            came += len(message.get("body", b""))
            if came > self._most:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, self._too_large)
            return message

        await self._app(scope, counted, send)

    @property
    def _too_large(self) -> str:
        return f"What was sent is larger than {self._most / 1e6:.0f} MB, the limit."


def is_host_allowed(asked: str, host: str) -> bool:
    """Tell whether a Host header is one that this server answers to.

    A page of another site can point its own name at this machine (rebinding), but not a name or address that is this machine's own.

    Args:
        asked: The header; its port does not matter.
        host: Where the server listens.
    """
    name = _host_name(asked)
    if name is None:
        return False
    if is_loopback(name):
        return True
    if is_loopback(host):
        return False
    return _is_address(name) or name in {host.lower(), socket.gethostname().lower(), socket.getfqdn().lower()}


def _host_name(header: str) -> str | None:
    """The name without its port, in lower case; None for what is no host."""
    if header.startswith("["):
        name, closed, port = header[1:].partition("]")
        ok = bool(closed) and (not port or (port.startswith(":") and port[1:].isdecimal()))
        return name.lower() if ok and _is_address(name) else None
    name, colon, port = header.partition(":")
    return name.lower().removesuffix(".") if name and (not colon or port.isdecimal()) else None


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_crossing(headers: Headers, scheme: str) -> bool:
    """Whether the request comes from a page that is not this server's: by what the browser says, both ways it may say it.

    A request with neither header is no browser's and crosses nothing.
    """
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and origin != f"{scheme}://{headers.get('host', '')}"


def _is_visit(headers: Headers) -> bool:
    """Whether a link was followed, or an address opened: nothing of the answer reaches the page that was left."""
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"


async def _tell(send: Send, status: HTTPStatus, words: str) -> None:
    body = f"{words}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode()), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": int(status), "headers": headers})
    await send({"type": "http.response.body", "body": body})
