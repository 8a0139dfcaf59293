"""What every handler answers with: a page or its JSON twin, and an error as a page with one clear line."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, cast

from starlette.responses import RedirectResponse, Response

from reportedly.console import say
from reportedly.errors import LibraryError, ReportedlyError, SourceError, UsageError
from reportedly.web.jobs import FullError
from reportedly.web.look import page

if TYPE_CHECKING:
    from starlette.exceptions import HTTPException
    from starlette.requests import Request

__all__ = ["go", "json_answer", "number", "on_error", "on_fault", "on_http_error", "split_twin"]

_STATUS: Final[tuple[tuple[type[ReportedlyError], HTTPStatus], ...]] = (
    (UsageError, HTTPStatus.BAD_REQUEST),
    (SourceError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (LibraryError, HTTPStatus.INTERNAL_SERVER_ERROR),
    (FullError, HTTPStatus.SERVICE_UNAVAILABLE),
)


def go(address: str) -> RedirectResponse:
    """Send the reader on after a form was taken."""
    return RedirectResponse(address, status_code=HTTPStatus.SEE_OTHER)


def json_answer(value: dict[str, Any] | str, *, status: int = 200) -> Response:
    """Return JSON, from a value or as it was written already; half a surrogate pair becomes U+FFFD."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) + "\n"
    body = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
    return Response(body, status_code=status, media_type="application/json")


def split_twin(key: str) -> tuple[str, bool]:
    """Tell what a key asks for: the key without `.json` at its end, and whether that stood there.

    >>> split_twin("a1.json"), split_twin("a1")
    (('a1', True), ('a1', False))
    """
    return key.removesuffix(".json"), key.endswith(".json")


def number(words: str | None) -> int:
    """Return the whole number that stands in a query, 0 for anything else."""
    return int(words) if words and words.isdecimal() and len(words) < 8 else 0  # noqa: PLR2004  more than any library holds


async def on_error(request: Request, error: Exception) -> Response:
    """Answer an error of the program's own tree."""
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), HTTPStatus.INTERNAL_SERVER_ERROR)
    return _told(request, status, str(error))


async def on_http_error(request: Request, error: Exception) -> Response:
    """Answer what Starlette or a handler raised as an HTTP status."""
    found = cast("HTTPException", error)
    told = found.detail if found.detail != HTTPStatus(found.status_code).phrase else ""
    return _told(request, HTTPStatus(found.status_code), told)


async def on_fault(request: Request, error: Exception) -> Response:
    """Answer a fault of the program, and tell whoever runs it in one line."""
    told = f"a fault of the program: {type(error).__name__}: {error}"
    say(f"{request.url.path}: {told}")
    return _told(request, HTTPStatus.INTERNAL_SERVER_ERROR, told)


def _told(request: Request, status: HTTPStatus, words: str) -> Response:
    if request.url.path.endswith(".json"):
        return json_answer({"error": words or status.phrase}, status=status)
    return page("error", status=status, heading=_HEADINGS.get(status, status.phrase), words=words)


_HEADINGS: Final = {
    HTTPStatus.NOT_FOUND: "There is no such page",
    HTTPStatus.BAD_REQUEST: "That cannot be checked as it is",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Too large",
    HTTPStatus.SERVICE_UNAVAILABLE: "Too much at once",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something is broken here",
    HTTPStatus.FORBIDDEN: "Not allowed",
    HTTPStatus.REQUEST_TIMEOUT: "Too slow",
}
