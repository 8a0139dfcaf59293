"""What a tool does, in a process of its own: it can be ended whatever it is doing, and its models stay loaded for the next call."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from reportedly import pipeline
from reportedly.errors import SourceError, UsageError
from reportedly.ingest import Given, is_date
from reportedly.report import to_json, to_markdown
from reportedly.report.json import attributed_to_json
from reportedly.report.listing import attributed_lines
from reportedly.tools import Settings, Tools

if TYPE_CHECKING:
    from reportedly.ingest import Ingested
    from reportedly.records import Rejected

__all__ = ["Answer", "work"]

#: What an article is called that came as text: the name of standard input.
_GIVEN: Final = "-"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool answers: the JSON that its schema describes, and the same in words."""

    structured: dict[str, Any]
    told: str


def work(name: str, asked: dict[str, str], settings: Settings) -> Answer:
    """Do what a tool does.

    Args:
        name: The tool.
        asked: What its schema asks for, checked against it.
        settings: Those of the server.

    Raises:
        ReportedlyError: It cannot be done, as on the command line.
    """
    tools = _tools(settings)
    if name == "attribute":
        return _attribute(asked, tools)
    if name == "check":
        found, rejected = _article(asked, tools)
        report = pipeline.report_on(found.article, None, rejected, tools=tools)
    else:
        report = pipeline.report_on(None, _sentence(asked["claim"]), tools=tools)
    return Answer(json.loads(to_json(report)), to_markdown(report))


def _attribute(asked: dict[str, str], tools: Tools) -> Answer:
    article = _article(asked, tools)[0].article
    statements = tools.attributor(tools.outlets).statements(article)
    first, *others = (json.loads(line) for line in attributed_to_json(article, statements))
    return Answer({"article": first, "statements": others}, "".join(attributed_lines(article, statements)))


@lru_cache(maxsize=1)
def _tools(settings: Settings) -> Tools:
    return Tools(settings)


def _article(asked: dict[str, str], tools: Tools) -> tuple[Ingested, tuple[Rejected, ...]]:
    """Read the article: the text if there is one, to the letter, else what stands at the address. No file of this machine is read."""
    given = Given(outlet=asked.get("outlet"), title=asked.get("title"), published=_date(asked.get("published")))
    if "text" not in asked:
        return pipeline.first_article(asked["url"], tools=tools, given=given)
    fields = {name: asked.get(name) for name in ("text", "url", "outlet", "title", "published")}
    try:
        return pipeline.first_article(_GIVEN, tools=tools, stdin=json.dumps(fields).encode())
    except SourceError as error:
        raise SourceError(f"text: {str(error).removeprefix(f'{_GIVEN}: ')}") from None


def _date(published: str | None) -> str | None:
    if published is None or is_date(published):
        return published
    raise UsageError(f"published: expected an ISO 8601 date such as 2031-03-13, found {published[:40]!r}")


def _sentence(claim: str) -> str:
    if not claim.strip():
        raise UsageError("claim: expected a sentence, found none")
    return claim.encode("utf-8", "replace").decode()
