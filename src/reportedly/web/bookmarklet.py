"""The bookmarklet: a link that, clicked on another site's page, sends that page here; nothing is done before the reader says yes.

What other sites can do with it is show the reader such a question; nothing is read, kept or fetched for it.
"""

from __future__ import annotations

import hmac
import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from starlette.exceptions import HTTPException
from starlette.routing import Route

from reportedly.web.asked import web_link
from reportedly.web.desk import desk_of
from reportedly.web.guards import BOOKMARKLET
from reportedly.web.held import Sent
from reportedly.web.look import page

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["bookmark_token", "routes"]

#: Runs in the page it is clicked on. The form is sent by the prototype's method, since pages may name a field "submit".
_SCRIPT: Final = (
    "javascript:(()=>{{const d=document,f=d.createElement('form'),v={{token:'{token}',url:location.href,title:d.title,"
    "html:d.documentElement.outerHTML}};f.method='post';f.enctype='multipart/form-data';f.acceptCharset='utf-8';f.target='_blank';"
    "f.action='{origin}{path}';for(const n in v){{const t=d.createElement('textarea');t.name=n;t.value=v[n];f.append(t)}}"
    "f.hidden=true;d.documentElement.append(f);HTMLFormElement.prototype.submit.call(f);f.remove()}})()"
)
_LONGEST_TITLE: Final = 200


async def offered(request: Request) -> Response:
    """The page with the link to keep."""
    origin = f"{request.url.scheme}://{request.url.netloc}"
    script = _SCRIPT.format(token=desk_of(request).settings.bookmark, origin=origin, path=BOOKMARKLET)
    return page("bookmarklet", script=script)


async def sent(request: Request) -> Response:
    """Take a page that was sent from anywhere, and ask the reader what to do with it."""
    desk = desk_of(request)
    async with request.form(max_files=0, max_fields=4, max_part_size=desk.settings.max_body_bytes) as form:
        brought = _field(form, "token")
        if not desk.settings.bookmark or not hmac.compare_digest(brought.encode(), desk.settings.bookmark.encode()):
            raise HTTPException(403, "What was sent does not come from this server’s bookmarklet; keep the bookmarklet anew.")
        raw = _field(form, "html").encode("utf-8", "replace")
        title, url = " ".join(_field(form, "title").split())[:_LONGEST_TITLE], web_link(_field(form, "url"))
    if not raw.strip():
        raise HTTPException(400, "The page that was sent is empty.")
    key = desk.held.hold(Sent(url=url, title=title, raw=raw))
    return page("sent", key=key, title=title, url=url, size=len(raw))


def bookmark_token(library: Path) -> str:
    """Return the token of a library's bookmarklet: kept in its folder, so that a bookmarklet outlives the server that offered it."""
    path = library / "bookmarklet-token"
    with suppress(OSError):
        kept = path.read_text("ascii", "replace").strip()
        if len(kept) > 20:  # noqa: PLR2004  shorter, and it is none of ours
            return kept
    token = secrets.token_urlsafe(24)
    with suppress(OSError):
        library.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as stream:
            stream.write(token)
    return token


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


routes = [
    Route(BOOKMARKLET, offered),
    Route(BOOKMARKLET, sent, methods=["POST"]),
]
