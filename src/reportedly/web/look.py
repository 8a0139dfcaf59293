"""Pages from templates, and the style sheet and script that go with them: the report's own, and a little for the pages around it.

Everything is escaped; what would act on the screen instead of being read is taken out (`report.pieces.visible`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from reportedly.report import wording
from reportedly.report.html import web_address
from reportedly.report.pieces import snippet, visible
from reportedly.web import addresses, shown

if TYPE_CHECKING:
    from starlette.requests import Request

    from reportedly.records import Article, Derivation
    from reportedly.report.pieces import Piece

__all__ = ["page", "static"]

#: Characters of text shown around the words that show a derivation.
_AROUND: Final = 80
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
    return Response(asset.body, media_type=asset.media_type, headers={"Cache-Control": _FOREVER})


@cache
def _assets() -> dict[str, _Asset]:
    """The files by their names; the report's own style and script stand before the site's."""
    own = files("reportedly.web").joinpath("static")
    read = {name: own.joinpath(name).read_text("utf-8") for name in ("site.css", "site.js", "icon.svg")}
    texts = read | {"site.css": f"{shown.style()}\n{read['site.css']}", "report.js": shown.script()}
    return {name: _Asset(text.encode(), _TYPES[name.rpartition(".")[2]]) for name, text in texts.items()}


def _asset_address(name: str) -> str:
    return f"/static/{name}?v={_assets()[name].version}"


def _sides(derivation: Derivation, known: dict[str, Article]) -> list[tuple[str, tuple[Piece, ...]]]:
    """For each end of a derivation that is at hand, source first, where it stands and the words that show it."""
    lefts = tuple(pair.left for pair in derivation.evidence if pair.left is not None)
    ends = ((derivation.source, lefts), (derivation.to, tuple(pair.right for pair in derivation.evidence)))
    return [(wording.byline(known[key]), snippet(known[key].text, spans, around=_AROUND)) for key, spans in ends if key in known and spans]


def _cleaned(value: object) -> object:
    return visible(value) if type(value) is str else value


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reportedly.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_cleaned,
        keep_trailing_newline=True,
    )
    environment.globals.update({name: getattr(wording, name) for name in wording.__all__})
    environment.globals.update(to=addresses, asset=_asset_address, web_address=web_address, state_media=_STATE_MEDIA, sides=_sides)
    return environment
