"""News written for the tests of the ingest stage, pages as sites make them, and the shape of the `reader` fixture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from reportedly.ingest import Ingested

if TYPE_CHECKING:
    import httpx

    from reportedly.ingest import IngestSettings
    from reportedly.records import Article, Rejected

NEWS = (
    "The harbour authority of Rivermouth closed both piers on Tuesday after a crane fell into the dredged channel.",
    "“Nobody was hurt, and the ferries will run from the old quay,” said Ines Calder, who has led the authority since spring.",
    "The crane, built in 1974, had been due for inspection next month, according to the authority's own plan.",
)


class Reader(Protocol):
    def __call__(
        self, raw: bytes, name: str = "page.html", settings: IngestSettings | None = None, transport: httpx.BaseTransport | None = None
    ) -> list[Ingested | Rejected]: ...


def only(results: list[Ingested | Rejected]) -> Article:
    """Return the article of a reading that gave one and nothing else."""
    (result,) = results
    assert isinstance(result, Ingested), result
    return result.article


def page(*paragraphs: str, head: str = "", above: str = "", below: str = "") -> bytes:
    """Return a page as sites have them, with a menu and a foot around the article."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>{head}</head><body>"
        "<nav><ul><li><a href='/news'>News</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
        f"<main><article>{above}{body}</article></main>{below}"
        "<footer><p>About us | Privacy policy | Terms of use</p></footer></body></html>"
    ).encode()
