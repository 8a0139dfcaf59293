"""The formats that a report can be written in, by the names that people choose them by; the only list of them."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from reportedly.report.html import to_html
from reportedly.report.json import to_json
from reportedly.report.markdown import to_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reportedly.records import Report

__all__ = ["FORMATS", "Format"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is called, what its files are, and what makes one.

    Attributes:
        name: For a person to choose by ("One HTML file").
        media_type: Without a charset; every format is UTF-8.
        suffix: What names of its files end in, with the dot.
        render: Makes the whole of a file; the same report gives the same text.
    """

    name: str
    media_type: str
    suffix: str
    render: Callable[[Report], str]


#: In the order in which they are offered.
FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        "html": Format("One HTML file", "text/html", ".html", to_html),
        "markdown": Format("Markdown", "text/markdown", ".md", to_markdown),
        "json": Format("JSON", "application/json", ".json", to_json),
    }
)
