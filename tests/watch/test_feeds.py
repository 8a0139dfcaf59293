"""FEEDS as the command line names them: links, OPML, lists; hostile files among them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from reportedly.errors import SourceError
from reportedly.ingest import IngestSettings
from reportedly.watch import feeds_named
from reportedly.watch.behind import link_of

if TYPE_CHECKING:
    from pathlib import Path

ONE, TWO = "https://harbourpost.example/feed", "https://coastradio.example/rss?all=1&new=2"
OPML = f"""<?xml version="1.0"?><opml version="2.0"><head><title>Coast</title></head><body><outline text="North">
<outline type="rss" text="Post" xmlUrl="{ONE}"/></outline>
<outline text="Radio" XMLURL="{TWO.replace("&", "&amp;")}"/><outline text="no link"/></body></opml>"""


@pytest.mark.parametrize(
    "raw",
    [
        OPML.encode(),
        OPML.replace("1.0", "1.0' encoding='utf-16").replace('"', "'").encode("utf-16"),
        OPML.replace("</body></opml>", "").encode(),
        f"# my feeds\n{ONE}\n\n  {TWO}\r\n{ONE}\n".encode(),
        f"\ufeff{ONE}\n{TWO}".encode(),
    ],
    ids=["OPML", "OPML in UTF-16", "OPML cut short", "a list", "a list with a mark"],
)
def test_feeds_of_a_file(tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "feeds"
    file.write_bytes(raw)
    assert feeds_named([str(file), ONE], IngestSettings()) == ((ONE, TWO), ())


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"", "expected feeds (OPML, or one link a line), found none"),
        (b"<opml><body/></opml>", "expected feeds (OPML, or one link a line), found none"),
        (b"https://harbourpost.example/\n" * 200_000, "is larger than 5.0 MB, no list of feeds is"),
    ],
)
def test_files_without_feeds(tmp_path: Path, raw: bytes, line: str) -> None:
    file = tmp_path / "feeds"
    file.write_bytes(raw)
    with pytest.raises(SourceError) as caught:
        feeds_named([str(file)], IngestSettings())
    assert str(caught.value) == f"{file}: {line}"


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(SourceError, match="no such file or directory"):
        feeds_named(["/nowhere/feeds.opml"], IngestSettings())


def test_links_that_may_not_be_asked_are_named_and_the_others_stay(tmp_path: Path) -> None:
    file = tmp_path / "feeds"
    file.write_text(f"file:///etc/passwd\nhttp://127.0.0.1/feed\nno link\n{ONE}\n")
    feeds, rejected = feeds_named([str(file)], IngestSettings())
    assert feeds == (ONE,)
    assert [each.reason for each in rejected] == [
        "file:///etc/passwd: only http and https addresses are read",
        "http://127.0.0.1/feed: leads to 127.0.0.1, which is not a public address",
        "no link: only http and https addresses are read",
    ]


def test_entities_of_an_opml_file_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("https://harbourpost.example/secret")
    file = tmp_path / "feeds.opml"
    names = "abcdefgh"
    bomb = "<!ENTITY a 'xxxxxxxxxx'>" + "".join(f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in pairwise(names))
    file.write_text(
        f"<!DOCTYPE opml [<!ENTITY s SYSTEM 'file://{secret}'>{bomb}]>"
        f"<opml><body><outline xmlUrl='{ONE}'/><outline>&s;&h;</outline></body></opml>"
    )
    assert feeds_named([str(file)], IngestSettings())[0] == (ONE,)


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://h.example/1?utm_source=rss&utm_medium=x#top", "https://h.example/1"),
        ("https://h.example/?id=7&utm_source=rss", "https://h.example/?id=7"),
        ("https://h.example/?q=a+b&c=%20", "https://h.example/?q=a+b&c=%20"),
        ("http://[::1", "http://[::1"),
    ],
)
def test_a_link_without_what_only_counts_readers(url: str, link: str) -> None:
    assert link_of(url) == link
