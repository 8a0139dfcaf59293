"""Pages from templates, and the style sheet and script that go with them: the report's own, and a little for the pages around it.

Everything is escaped; what would act on the screen instead of being read is taken out (`report.pieces.visible`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from starlette.responses import HTMLResponse, Response

from reportedly.report.html import FINDINGS, chosen_style, environment, style
from reportedly.web import addresses

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request

__all__ = ["chosen", "page", "static"]

#: Findings that rules are made for; the words of further ones are not lit.
_MOST: Final = 5000
_FOREVER: Final = "public, max-age=31536000, immutable"
_TYPES: Final = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
#: The State Media Monitor's types, in words.
_STATE_MEDIA: Final = {
    "SC": "state-controlled media",
    "CaPu": "captured public media: owned by the state or the public, and under the government’s control",
    "CaPr": "captured private media: private, and under the government’s control",
    "ISFM": "independent, though the state funds and manages it",
    "ISF": "independent, though the state funds it",
    "ISM": "independent, though the state manages it",
    "IP": "independent public media",
}


@dataclass(frozen=True, slots=True)
class _Asset:
    """A file that pages load."""

    body: bytes
    media_type: str

    @property
    def version(self) -> str:
        """Changes when the file does."""
        return hashlib.sha256(self.body).hexdigest()[:12]


def page(name: str, /, *, status: int = 200, **context: object) -> HTMLResponse:
    """Return a page.

    Args:
        name: Its template, without the ending.
        status: The HTTP status.
        **context: What the template speaks of.
    """
    return HTMLResponse(_environment().get_template(f"{name}.html.jinja").render(**context), status_code=status)


async def static(request: Request) -> Response:
    """Answer with the style sheet, the script or the icon."""
    asset = _assets().get(request.path_params["name"])
    if asset is None:
        return Response("There is no such file.\n", status_code=404, media_type="text/plain")
    return _lasting(asset)


async def chosen(request: Request) -> Response:
    """Answer with the rules that the style sheet lacks for a report of many findings."""
    count = min(request.path_params["count"], _MOST)
    return _lasting(_Asset(chosen_style(range(FINDINGS + 1, count + 1)).encode(), _TYPES["css"]))


def _lasting(asset: _Asset) -> Response:
    return Response(asset.body, media_type=asset.media_type, headers={"Cache-Control": _FOREVER})


@cache
def _assets() -> dict[str, _Asset]:
    """The files by their names; the report's own style stands before the site's."""
    own = files("reportedly.web").joinpath("static")
    read = {name: own.joinpath(name).read_text("utf-8") for name in ("site.css", "site.js", "icon.svg")}
    texts = read | {"site.css": f"{style()}\n{read['site.css']}"}
    return {name: _Asset(text.encode(), _TYPES[name.rpartition(".")[2]]) for name, text in texts.items()}


def _asset_address(name: str) -> str:
    return f"/static/{name}?v={_assets()[name].version}"


def _chosen_address(findings: int) -> str | None:
    """Return where a report's further rules are; None where the style sheet has all it needs."""
    return f"/static/chosen/{findings}?v={_assets()['site.css'].version}" if findings > FINDINGS else None


@cache
def _environment() -> Environment:
    made = environment("reportedly.web")
    made.globals.update(to=addresses, asset=_asset_address, chosen_style=_chosen_address, state_media=_STATE_MEDIA)
    return made
