"""A report as part of a page of the site. STOPGAP until report.html has report_fragment, style and script, and report.formats is there."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING, Protocol

from reportedly.report import html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.records import Report


class Format(Protocol):
    """A format."""

    name: str
    media_type: str
    suffix: str

    def render(self, report: Report, /) -> str:
        """Render."""


def fragment(report: Report) -> str:
    """The report without the page around it."""
    make = getattr(html, "report_fragment", None)
    if make:
        return str(make(report))
    whole = html.to_html(report)
    inner = whole[whole.index('<header class="masthead">') : whole.index("</body>")]
    return re.sub(r"</?main>", "", inner)


def style() -> str:
    """The report's style."""
    make = getattr(html, "style", None)
    return str(make()) if make else files("reportedly.report").joinpath("templates", "report.css").read_text("utf-8")


def script() -> str:
    """The report's script."""
    make = getattr(html, "script", None)
    return str(make()) if make else ""


def formats() -> Mapping[str, Format]:
    """The formats."""
    return {}
