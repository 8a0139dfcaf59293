"""From a `Report` to what a person or a program reads: terminal, JSON, HTML, Markdown; one value, four renderings."""

from reportedly.report.html import to_html
from reportedly.report.json import to_json
from reportedly.report.markdown import to_markdown
from reportedly.report.terminal import to_terminal

__all__ = ["to_html", "to_json", "to_markdown", "to_terminal"]
