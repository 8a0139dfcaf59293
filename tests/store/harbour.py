"""Articles of made-up outlets about a harbour, and vectors that need no trained model."""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from reportedly.records import Article, Credit, Link, Outlet, Span, Statement, Voice, When

if TYPE_CHECKING:
    from collections.abc import Sequence

POST = Outlet(name="The Harbour Post", family="Quayside Media", names=("Harbour Post",), domains=("harbourpost.example",), country="XX")
WIRE = Outlet(name="Meridian Wire", family="Meridian Wire", agency=True, source="made up")
GAZETTE = Outlet.unlisted("Ostmark Gazette")

WIRE_TEXT = """A crane collapsed at the Ostmark container terminal on Tuesday, killing 4 dockers and injuring 11, the port authority said.

"We heard a bang and the whole boom came down across the stacks," said Ines Varga, a shift leader. Work at two of the five berths was
stopped. The port authority said an inspection in March had found cracks in a similar crane."""

COPY_TEXT = f"""{WIRE_TEXT}

The Harbour Post has asked the operator for its maintenance records."""

DENIAL_TEXT = """The operator of the Ostmark terminal denied on Wednesday that it had known of cracks in its cranes.

"No report of that kind ever reached us," said Teodor Lunn, its chief executive. Unions called for a strike on Friday."""

GARDEN_TEXT = """Volunteers planted 300 apple trees along the old canal at the weekend. The council hopes to open the towpath in spring."""


class WordVectors:
    """Each word points where its checksum says; words alike are no nearer than others."""

    def __init__(self, dims: int = 256, name: str = "checksums") -> None:
        self.dims = dims
        self.sha256 = hashlib.sha256(f"{name} {dims}".encode()).hexdigest()

    def of(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        found = np.zeros((len(texts), self.dims), dtype=np.float32)
        for row, text in zip(found, texts, strict=True):
            for word in text.casefold().split():
                code = zlib.crc32(word.encode("utf-8", "surrogatepass"))
                row[code % self.dims] += 1 if code & 1024 else -1
        length = np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1)
        return np.asarray(found / length, dtype=np.float32)


def article(key: str, text: str, outlet: Outlet = GAZETTE) -> Article:
    """An article with nothing but its words."""
    return Article(id=key, outlet=outlet, text=text)


def shelf() -> tuple[Article, ...]:
    """A wire story, a copy of it, a denial, and something else altogether."""
    return (
        article("wire", WIRE_TEXT, WIRE),
        article("copy", COPY_TEXT, POST),
        article("denial", DENIAL_TEXT),
        article("garden", GARDEN_TEXT, POST),
    )


def full(raw: bytes) -> Article:
    """An article in which nothing is left out."""
    return Article(
        id="full",
        outlet=POST,
        text=WIRE_TEXT,
        title="Crane falls at Ostmark",
        url="https://harbourpost.example/crane",
        published="2031-03-04T08:15:00+01:00",
        published_from="given",
        byline="Runa Feld",
        credits=(Credit(agency="Meridian Wire", place="line", words=Span(0, 7)), Credit(agency="Meridian Wire", place="byline")),
        links=(Link(url="https://ostmark.example/port"), Link(url="https://ostmark.example/", words=Span(25, 32))),
        language="en",
        sha256=hashlib.sha256(raw).hexdigest(),
        left_out=("Sign up for our newsletter: more than three a week",),
    )


def statement(key: str) -> Statement:
    """A statement in which nothing is left out."""
    chain = (
        Voice(name="The Harbour Post", kind="outlet"),
        Voice(name="Ines Varga", kind="person", words=Span(5, 9), cue=Span(10, 14), content=(Span(15, 20), Span(22, 30)), side="dockers"),
    )
    time = When(start="2031-03-04", end=None, words=Span(31, 35), how="weekday before 2031-03-05")
    return Statement(
        id="s1",
        article=key,
        content=(Span(15, 20), Span(22, 30)),
        cue=None,
        chain=chain,
        stance="denies",
        directness="mixed",
        time=time,
        confidence=0.93,
        first_hand=Span(1, 2),
    )
