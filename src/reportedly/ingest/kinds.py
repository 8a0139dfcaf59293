"""What a run of bytes is: by its content first, by the extension of its name only where the content leaves it open."""

from __future__ import annotations

import json
import re
from pathlib import PurePath
from typing import Final, Literal

__all__ = ["HEAD_BYTES", "Kind", "kind_of", "media_type_of", "named_binary", "names_reader"]

Kind = Literal["html", "text", "json", "jsonl", "jsonfeed", "feed", "pdf", "warc", "parquet", "binary", "empty"]

#: So many bytes from the start decide.
HEAD_BYTES: Final = 65_536

_BOMS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_MAGIC: Final = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF file (picture, sound or film)"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "gzip inside gzip"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"OggS", "an Ogg file"),
    (b"ID3", "an MP3 file"),
)
_MEDIA_TYPES: Final[dict[Kind, str]] = {
    "html": "text/html",
    "text": "text/plain",
    "json": "application/json",
    "jsonl": "application/json",
    "pdf": "application/pdf",
}
_PARQUET: Final = b"PAR1"
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|atom:feed)[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|article|main|section|div|p|h1)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_JSON_NAMES: Final = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".geojson": "json"}
_READABLE: Final = frozenset(
    {".html", ".htm", ".xhtml", ".txt", ".text", ".json", ".jsonl", ".ndjson", ".pdf", ".warc", ".parquet", ".xml", ".rss", ".atom"},
)
#: Above this share of control characters, bytes are no text.
_CONTROL_SHARE: Final = 0.02
_CONTROLS: Final = bytes(set(range(32)) - {9, 10, 12, 13, 27}) + b"\x7f"


def kind_of(head: bytes, name: str) -> Kind:
    """Return what the bytes are.

    Args:
        head: The first `HEAD_BYTES` bytes, decompressed.
        name: The path or address they came from, for its extension.
    """
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        return "empty"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if start.startswith((b"WARC/1.", b"WARC/0.")):
        return "warc"
    if start.startswith(_PARQUET):
        return "parquet"
    if _is_binary(head):
        return "binary"
    return _kind_of_text(_flat(head).lstrip(), _extension(name))


def media_type_of(raw: bytes) -> str:
    """Return the media type of bytes that an article was read from."""
    return _MEDIA_TYPES.get(kind_of(raw[:HEAD_BYTES], ""), "application/octet-stream")


def named_binary(head: bytes) -> str:
    """Return what binary bytes are, in words."""
    return next((words for magic, words in _MAGIC if head.startswith(magic)), "binary data")


def names_reader(path: PurePath) -> bool:
    """Tell whether a file of a folder has a name that some reader takes (other files of a folder are passed over)."""
    return _extension(path.name) in _READABLE and not path.name.startswith(".")


def _extension(name: str) -> str:
    return PurePath(name.lower().removesuffix(".gz")).suffix


def _is_binary(head: bytes) -> bool:
    if head.startswith(tuple(magic for magic, _ in _MAGIC)):
        return True
    if head.startswith(_BOMS):
        return False
    plain = _flat(head[:8192])
    controls = len(plain) - len(plain.translate(None, _CONTROLS))
    return controls > _CONTROL_SHARE * len(plain)


def _flat(head: bytes) -> bytes:
    """Return UTF-16 without its zero bytes, so that markup can be seen; anything else as it is."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if head.startswith(_BOMS[1:]) or (max(even, odd) > 0.7 * half and min(even, odd) < 0.1 * half):
        return head.replace(b"\0", b"").lstrip(b"\xff\xfe")
    return head


def _kind_of_text(head: bytes, extension: str) -> Kind:
    if extension in _JSON_NAMES or head.startswith((b"{", b"[{", b"[\n", b"[ ", b"[]")):
        return _kind_of_json(head, extension)
    if _FEED.search(head[:2048]) and not re.match(rb"<!doctype html", head, re.IGNORECASE):
        return "feed"
    return "html" if _HTML.search(head) else "text"


def _kind_of_json(head: bytes, extension: str) -> Kind:
    if b"jsonfeed.org/version" in head[:4096]:
        return "jsonfeed"
    if extension == ".json" or head.startswith(b"["):
        return "json"
    if _JSON_NAMES.get(extension) == "jsonl":
        return "jsonl"
    return _lines_or_one(head)


def _lines_or_one(head: bytes) -> Kind:
    """Tell JSON Lines (an object, then another on the next line) from one object, and either from text in braces."""
    first, _, rest = head.partition(b"\n")
    if _is_object(first):
        return "jsonl" if rest.lstrip().startswith(b"{") else "json"
    return "json" if re.match(rb'\{\s*"', head) else "text"


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
