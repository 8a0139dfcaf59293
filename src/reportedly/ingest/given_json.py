"""JSON -> drafts of articles, in the shape of the contract; a text given is kept to the letter."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from reportedly.errors import SourceError
from reportedly.ingest.decode import decode
from reportedly.ingest.draft import Dated, Draft
from reportedly.ingest.published import iso_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportedly.records import Page

__all__ = ["draft_of_json", "objects_of_json"]

_WORDS: Final = ("id", "outlet", "outlet_domain", "url", "title", "published", "byline")
#: The most characters of a field beside the text: an id stands in every statement.
_LONGEST: Final = 2_000


def draft_of_json(page: Page) -> Draft:
    """Return the draft of one JSON article.

    Raises:
        SourceError: It is no JSON object, or a field is not what the contract says.
    """
    record = _load(page)
    if not isinstance(record, dict):
        raise SourceError(f"{page.source}: expected a JSON object with a text, found {_kind(record)}")
    text = record.get("text")
    if not isinstance(text, str):
        raise SourceError(f'{page.source}: expected "text" to be words, found {_kind(text) if "text" in record else "no such field"}')
    fields = {name: _field(record, name, page.source) for name in _WORDS}
    url = fields["url"]
    return Draft(
        text=text.encode("utf-8", "replace").decode(),
        id=fields["id"],
        title=fields["title"],
        outlet=fields["outlet"],
        domain=fields["outlet_domain"] or url,
        url=url,
        published=_published(fields["published"], page.source),
        byline=fields["byline"],
    )


def objects_of_json(page: Page) -> Iterator[bytes]:
    """Yield each article of a JSON document as JSON of its own: one object, or a list of them.

    Raises:
        SourceError: The document is no JSON.
    """
    value = _load(page)
    if not isinstance(value, list):
        yield page.raw
        return
    for record in value:
        yield json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _load(page: Page) -> object:
    try:
        return json.loads(decode(page.raw, page.charset))
    except json.JSONDecodeError as error:
        raise SourceError(
            f"{page.source}: expected JSON, found a fault at line {error.lineno} column {error.colno}: {error.msg}"
        ) from error
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{page.source}: expected JSON, found nesting or numbers beyond all limits") from error


def _field(record: Mapping[str, object], name: str, where: str) -> str | None:
    value = record.get(name)
    if name == "id" and isinstance(value, int):
        value = str(value)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if not isinstance(value, str):
        raise SourceError(f'{where}: expected "{name}" to be words, found {_kind(value)}')
    if len(value) > _LONGEST:
        raise SourceError(f'{where}: expected "{name}" to have at most {_LONGEST:,} characters, found {len(value):,}')
    return value.encode("utf-8", "replace").decode()


def _published(words: str | None, where: str) -> Dated | None:
    """Return the date as it was given, when it is one."""
    if words is None:
        return None
    date = iso_date(words)
    if date is None or not "1000" < date[:4] < "9000":
        raise SourceError(f'{where}: expected "published" to be an ISO 8601 date, found {words[:40]!r}')
    return Dated(words if words[:4].isdigit() else date, "given")


def _kind(value: object) -> str:
    kinds = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")
