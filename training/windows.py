"""Cut articles into training windows of word pieces with their gold labels.

A window holds whole paragraphs where they fit. Labels are per piece: one tag of `TAGS`, and for every cue of the window the
pieces of its source and of its content. The pieces carry their character offsets, so what is learned is what is later shown.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path

    from tokenizers import Tokenizer

#: One tag a piece: outside, then beginning and inside of source, cue and content.
TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
#: Stands for the blank line between two paragraphs, which the word-piece vocabulary cannot see.
BREAK = "[unused1]"
PARAGRAPH = re.compile(r"[^\n]+")
CURLY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


@dataclass(frozen=True, slots=True)
class Link:
    """One cue of a window: its pieces (half-open), and the pieces of what it attributes to whom."""

    cue: tuple[int, int]
    source: tuple[int, ...]
    content: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Piece ids (with the two border tokens), a tag for each, and the links among them."""

    ids: list[int]
    tags: list[int]
    links: list[Link]


@dataclass(frozen=True, slots=True)
class Pieces:
    """Piece ids of a text with their character offsets; a break between paragraphs has an empty range."""

    ids: list[int]
    offsets: list[tuple[int, int]]
    starts: list[int]


def read(path: Path) -> list[dict]:
    """Read a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def cut(text: str, tokenizer: Tokenizer) -> Pieces:
    """Tokenise paragraph by paragraph, with `BREAK` between two; `starts` are the pieces at which paragraphs begin."""
    ids: list[int] = []
    offsets: list[tuple[int, int]] = []
    starts = []
    for match in PARAGRAPH.finditer(text):
        if not match.group().strip():
            continue
        if ids:
            ids.append(tokenizer.token_to_id(BREAK))
            offsets.append((match.start(), match.start()))
        starts.append(len(ids))
        encoding = tokenizer.encode(match.group(), add_special_tokens=False)
        ids.extend(encoding.ids)
        offsets.extend((s + match.start(), e + match.start()) for s, e in encoding.offsets)
    return Pieces(ids, offsets, starts)


def touched(pieces: Pieces, spans: list[list[int]]) -> list[int]:
    """Pieces that lie in one of the spans."""
    return [i for i, (s, e) in enumerate(pieces.offsets) if e > s and any(s < b and e > a for a, b in spans)]


def windows(article: dict, tokenizer: Tokenizer, size: int, rng: random.Random | None = None) -> Iterator[Window]:
    """Yield the windows of one article; with `rng`, quotation marks are straightened and borders moved at random.

    Straightening keeps every offset, since it replaces one character by one.
    """
    text = article["text"]
    if rng and rng.random() < 0.35:
        text = text.translate(CURLY)
    pieces = cut(text, tokenizer)
    tags = [0] * len(pieces.ids)
    links = []
    for attribution in article["attributions"]:
        found = {role: touched(pieces, attribution[role]) for role in ("source", "cue", "content")}
        for first, role in ((1, "source"), (5, "content"), (3, "cue")):
            before = -2
            for i in found[role]:
                tags[i] = first + (i == before + 1)
                before = i
        if found["cue"] and found["content"]:
            links.append(Link((found["cue"][0], found["cue"][-1] + 1), tuple(found["source"]), tuple(found["content"])))
    for start, end in borders(pieces, size - 2, rng):
        yield Window(
            [tokenizer.token_to_id("[CLS]"), *pieces.ids[start:end], tokenizer.token_to_id("[SEP]")],
            [0, *tags[start:end], 0],
            [shift(link, start, end) for link in links if start <= link.cue[0] and link.cue[1] <= end],
        )


def shift(link: Link, start: int, end: int) -> Link:
    """The link in the window's own positions, cut at its borders."""
    move = 1 - start
    inside = ({i + move for i in part if start <= i < end} for part in (link.source, link.content))
    source, content = (tuple(sorted(part)) for part in inside)
    return Link((link.cue[0] + move, link.cue[1] + move), source, content)


def borders(pieces: Pieces, size: int, rng: random.Random | None) -> Iterator[tuple[int, int]]:
    """Half-open piece ranges of at most `size`, cut between paragraphs, each reaching back to the paragraph before."""
    starts = [*pieces.starts, len(pieces.ids)]
    at = 0
    if rng:
        starts = [s for s in starts if s == 0 or rng.random() < 0.9 or s == starts[-1]]
    while at < len(pieces.ids):
        room = size - (rng.randrange(size // 3) if rng else 0)
        fitting = [s for s in starts if at < s <= at + room]
        end = fitting[-1] if fitting else min(at + room, len(pieces.ids))
        back = max((s for s in pieces.starts if s < at and end - s <= size), default=at) if at else 0
        earlier = [s for s in pieces.starts if s < at and end - s <= size]
        yield (min(earlier[-2:], default=back), end)
        at = end
