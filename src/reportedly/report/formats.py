"""The formats that a report can be written in, by the names that people choose them by; the only list of them."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from reportedly.report.annotations import to_annotations
from reportedly.report.csl import to_csl
from reportedly.report.graphml import to_graphml
from reportedly.report.html import to_html
from reportedly.report.json import to_json
from reportedly.report.markdown import to_markdown
from reportedly.report.prov import to_prov
from reportedly.report.schema_org import to_schema_org
from reportedly.report.table import to_csv
from reportedly.report.wikipedia import to_wikipedia

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
        "csv": Format("Findings as CSV", "text/csv", ".csv", to_csv),
        "schema-org": Format("schema.org JSON-LD", "application/ld+json", ".schema.jsonld", to_schema_org),
        "prov": Format("W3C PROV-JSON", "application/json", ".prov.json", to_prov),
        "annotations": Format(
            "W3C Web Annotations", 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"', ".annotations.jsonld", to_annotations
        ),
        "csl": Format("References as CSL-JSON", "application/vnd.citationstyles.csl+json", ".csl.json", to_csl),
        "wikipedia": Format("Wikipedia references", "text/plain", ".wiki.txt", to_wikipedia),
        "graphml": Format("Graph as GraphML", "application/graphml+xml", ".graphml", to_graphml),
    }
)
