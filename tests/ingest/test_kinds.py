"""Content decides what bytes are; the name only where content leaves it open."""

from __future__ import annotations

import pytest

from reportedly.ingest.kinds import kind_of


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"<!DOCTYPE html><html><body>", "a.txt", "html"),
        (b"  <p class='lead'>The piers are closed.</p>", "-", "html"),
        (b"The piers are closed.\n\nNobody was hurt.", "a.html", "text"),
        (b'{"text": "The piers are closed."}', "-", "json"),
        (b'{\n  "text": "The piers are closed."\n}', "-", "json"),
        (b'{"text": "One."}\n{"text": "Two."}\n', "-", "jsonl"),
        (b'{"text": "One."}\n', "a.jsonl", "jsonl"),
        (b"not JSON at all\n", "a.jsonl.gz", "jsonl"),
        (b'[{"text": "One."}]', "a", "json"),
        (b"{sic} he said\n\nand left", "a.txt", "text"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "a.json", "jsonfeed"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel>', "a.html", "feed"),
        (b'<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">', "-", "feed"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html>', "-", "html"),
        (b"%PDF-1.7\n%\xe2\xe3", "a.html", "pdf"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo", "a.bin", "warc"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.html", "binary"),
        (bytes(range(256)) * 8, "a.html", "binary"),
        (b"\n \t\n", "a.txt", "empty"),
        (b"", "a.html", "empty"),
        ("<html><p>Piers".encode("utf-16"), "a", "html"),
        ("The piers are closed.".encode("utf-16-le"), "a", "text"),
    ],
)
def test_what_bytes_are(head: bytes, name: str, kind: str) -> None:
    assert kind_of(head, name) == kind
