"""A report as part of a page of the site, and the formats that it can be had in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from reportedly.report import html, to_html, to_json, to_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reportedly.records import Report

__all__ = ["FORMATS", "Format", "fragment", "script", "style"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is called, what its files are, and what makes one."""

    name: str
    media_type: str
    suffix: str
    render: Callable[[Report], str]


def _formats() -> Mapping[str, Format]:
    """Those of `report.formats` where there is that module, which knows more of them."""
    if find_spec("reportedly.report.formats"):
        known: Mapping[str, Format] = import_module("reportedly.report.formats").FORMATS
        return known
    return {
        "html": Format("One HTML file", "text/html", ".html", to_html),
        "markdown": Format("Markdown", "text/markdown", ".md", to_markdown),
        "json": Format("JSON", "application/json", ".json", to_json),
    }


FORMATS: Final = _formats()


def fragment(report: Report) -> str:
    """The report without the page around it."""
    make = getattr(html, "report_fragment", None)
    whole = str(make(report)) if make else to_html(report)
    start = 0 if make else whole.index('<header class="masthead">')
    return re.sub(r"</?main\b[^>]*>", "", whole[start : None if make else whole.index("</body>")])  # the site's page has one


def style() -> str:
    """The report's style."""
    make = getattr(html, "style", None)
    return str(make()) if make else files("reportedly.report").joinpath("templates", "report.css").read_text("utf-8")


def script() -> str:
    """The report's script."""
    make = getattr(html, "script", None)
    return str(make()) if make else ""
