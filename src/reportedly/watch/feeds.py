"""FEEDS as they are named on the command line -> addresses of feeds: links, OPML files, or files with one link a line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reportedly.errors import RefusedError, SourceError
from reportedly.ingest.decode import decode, sound_references
from reportedly.ingest.guard import check_url
from reportedly.ingest.unpack import megabytes
from reportedly.records import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from reportedly.ingest import IngestSettings

__all__ = ["feeds_named"]

_MOST_BYTES: Final = 5_000_000
_OPML = re.compile(rb"<opml[\s>]", re.IGNORECASE)


def feeds_named(names: Iterable[str], settings: IngestSettings) -> tuple[tuple[str, ...], tuple[Rejected, ...]]:
    """Return the feeds that are named, each once, in their order; and what in the files is no link that may be asked.

    Args:
        names: Links and paths.
        settings: Which links may be asked.

    Raises:
        SourceError: A file cannot be read, or holds no link.
    """
    feeds, rejected = dict[str, None](), list[Rejected]()
    for name in names:
        links = [name] if "://" in name[:12] else _links_of(Path(name))
        for link in links:
            try:
                check_url(link, settings)
            except RefusedError as error:
                rejected.append(Rejected(id=name, stage="read", reason=str(error).removeprefix(f"{name}: ")))
            else:
                feeds[link] = None
    return tuple(feeds), tuple(rejected)


def _links_of(path: Path) -> list[str]:
    try:
        with path.open("rb") as stream:
            raw = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise SourceError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    if len(raw) > _MOST_BYTES:
        raise RefusedError(f"{path}: is larger than {megabytes(_MOST_BYTES)}, no list of feeds is")
    links = list(_opml(raw, path)) if _OPML.search(raw[:4096].replace(b"\0", b"")) else _lines(raw)
    if not links:
        raise SourceError(f"{path}: expected feeds (OPML, or one link a line), found none")
    return links


def _lines(raw: bytes) -> list[str]:
    lines = (line.strip() for line in decode(raw, None).splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _opml(raw: bytes, path: Path) -> Iterator[str]:
    """Yield the links of an OPML file's outlines; entities of its own are not read, and nothing is loaded."""
    from lxml import etree  # noqa: PLC0415  only OPML needs it

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root: _Element | None = etree.fromstring(sound_references(raw), parser)
        found = [] if root is None else [dict(outline.attrib) for outline in root.iter("outline", "OUTLINE")]
    except (etree.LxmlError, ValueError) as error:
        why = " ".join(str(error).split())
        raise SourceError(f"{path}: expected OPML, found markup that cannot be parsed: {why}") from error
    for outline in found:
        links = [" ".join(str(value).split()) for name, value in outline.items() if str(name).lower() == "xmlurl"]
        if links and links[0]:
            yield links[0]
