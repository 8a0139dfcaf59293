"""The application: its pages, and what stands before them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.routing import Route

from reportedly.errors import ReportedlyError
from reportedly.web import bookmarklet, checks, library, reports
from reportedly.web.answers import go, on_error, on_fault, on_http_error
from reportedly.web.guards import COOKIE, BodyLimit, Door
from reportedly.web.look import chosen, static

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.responses import Response

    from reportedly.web.desk import Desk

__all__ = ["create_app"]


def create_app(desk: Desk) -> Door:
    """Return the application that works at a desk, and closes it when it is shut down."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        del app
        yield
        await run_in_threadpool(desk.close)

    app = Starlette(
        routes=[
            *checks.routes,
            *reports.routes,
            *library.routes,
            *bookmarklet.routes,
            Route("/enter", enter),
            Route("/static/{name}", static),
            Route("/static/chosen/{count:int}", chosen),
        ],
        exception_handlers={ReportedlyError: on_error, HTTPException: on_http_error, Exception: on_fault},
        lifespan=lifespan,
    )
    app.state.desk = desk
    # Around all of it, so that an answer to a fault is bound too.
    return Door(BodyLimit(app, desk.settings), desk.settings)


async def enter(request: Request) -> Response:
    """Let a browser in that brought the token, which the door has checked, and have it remember."""
    answer = go("/")
    if token := request.app.state.desk.settings.token:
        answer.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=request.url.scheme == "https")
    return answer
