"""Reports at their addresses: as a page, as JSON, in every format that a report can be written in; and the claims that were asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from reportedly.report import build, to_json
from reportedly.report.formats import FORMATS
from reportedly.report.html import report_fragment
from reportedly.web import addresses
from reportedly.web.answers import go, json_answer, split_twin
from reportedly.web.desk import desk_of
from reportedly.web.kept import About
from reportedly.web.look import page

if TYPE_CHECKING:
    from starlette.requests import Request

    from reportedly.records import Report
    from reportedly.web.desk import Desk

__all__ = ["routes"]

_MOST = 200
_NONE = "There is no report at this address; it may have been removed."


def listed(request: Request) -> Response:
    """The reports, the newest first."""
    return page("reports", newest=desk_of(request).reports.newest(_MOST))


def listed_json(request: Request) -> Response:
    """The same as JSON."""
    newest = desk_of(request).reports.newest(_MOST)
    return json_answer({"reports": [_entry(about) for about in newest]})


def shown_report(request: Request) -> Response:
    """A report, as a page or as the JSON of `check --json`."""
    key, twin = split_twin(request.path_params["key"])
    return _answer(request, key, twin)


def claim(request: Request) -> Response:
    """The newest report on a claim in a reader's own words."""
    key, twin = split_twin(request.path_params["key"])
    found = desk_of(request).reports.about_claim(key)
    if found is None:
        raise HTTPException(404, "Nobody has asked about this claim here, or the report was removed.")
    return _answer(request, found, twin)


def exported(request: Request) -> Response:
    """A report as a file in one of the formats."""
    key, name = request.path_params["key"], request.path_params["name"]
    report = _report(desk_of(request), key)
    chosen = FORMATS.get(name)
    if chosen is None:
        raise HTTPException(404, f"There is no such format; there are {', '.join(FORMATS)}.")
    body = chosen.render(report).encode("utf-8", "replace")
    file = f"reportedly-{key[:8]}{chosen.suffix}"
    return Response(body, media_type=chosen.media_type, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file)}"})


def removed(request: Request) -> Response:
    """Remove a report, and go back to the list."""
    desk_of(request).reports.remove(request.path_params["key"])
    return go("/reports")


def _answer(request: Request, key: str, twin: bool) -> Response:  # noqa: FBT001  the two answers of one address
    desk = desk_of(request)
    report = _report(desk, key)
    if twin:
        return json_answer(to_json(report))
    about = About.of(key, report)
    fragment = Markup(report_fragment(report, show=request.query_params.get("show", "all")))  # noqa: S704  the report's own renderer has escaped it
    held = desk.catalog.listed(tuple(build.articles(report)))
    kept = any(each.id == about.article for each in held)
    return page("report", about=about, fragment=fragment, formats=FORMATS, held=held, kept=kept)


def _report(desk: Desk, key: str) -> Report:
    report = desk.reports.get(key)
    if report is None:
        raise HTTPException(404, _NONE)
    return report


def _entry(about: About) -> dict[str, object]:
    return {
        "id": about.id,
        "address": addresses.report(about.id),
        "title": about.title,
        "outlet": about.outlet,
        "published": about.published,
        "findings": about.findings,
        "disputed": about.disputed,
        "corroborated": about.corroborated,
        "kept": about.kept,
    }


routes = [
    Route("/reports", listed),
    Route("/reports.json", listed_json),
    Route("/reports/{key}/as/{name}", exported),
    Route("/reports/{key}/remove", removed, methods=["POST"]),
    Route("/reports/{key}", shown_report),
    Route("/claims/{key}", claim),
]
