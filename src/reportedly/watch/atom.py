"""Announcements -> an Atom feed (RFC 4287): the same announcements, the same bytes."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from reportedly.errors import UsageError
from reportedly.report.pieces import visible
from reportedly.report.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["atom_of", "write_atom"]

_NAMESPACE = "http://www.w3.org/2005/Atom"


def atom_of(announcements: Sequence[dict[str, Any]], own: str, since: float) -> str:
    """Return the feed.

    Args:
        announcements: As `Announcement.to_json` has them, the newest first.
        own: The identity of the watch, a UUID.
        since: When the watch began, for a feed without entries.
    """
    feed = ET.Element("feed", xmlns=_NAMESPACE)
    began = datetime.fromtimestamp(since, UTC).isoformat(timespec="seconds")
    _add(feed, "id", f"urn:uuid:{own}")
    _add(feed, "title", "Claims that are followed")
    _add(feed, "updated", announcements[0]["at"] if announcements else began)
    _add(_add(feed, "author"), "name", "Reportedly")
    _add(feed, "generator", "Reportedly")
    for each in announcements:
        _add_entry(feed, each)
    ET.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'


def _add_entry(feed: ET.Element, announcement: dict[str, Any]) -> None:
    entry = _add(feed, "entry")
    kinds = dict.fromkeys(change["kind"] for change in announcement["changes"])
    _add(entry, "id", announcement["id"])
    _add(entry, "title", f"{', '.join(kinds)}: {quoted(announcement['claim']['words'])}")
    _add(entry, "updated", announcement["at"])
    _add(entry, "published", announcement["at"])
    for kind in kinds:
        _add(entry, "category").set("term", kind)
    for url in dict.fromkeys(change["url"] for change in announcement["changes"] if change["url"]):
        link = _add(entry, "link")
        link.set("rel", "related")
        link.set("href", visible(url))
    _add(entry, "content", "\n".join(f"{change['words']}." for change in announcement["changes"])).set("type", "text")


def _add(parent: ET.Element, name: str, words: str = "") -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = visible(words) or None
    return element


def write_atom(path: Path, text: str) -> None:
    """Write the feed at once, so that whoever reads it, whenever, reads a whole one.

    Raises:
        UsageError: It cannot be written.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from error
