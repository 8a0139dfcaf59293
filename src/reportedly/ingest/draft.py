"""What every reader hands over: an article's parts as they were found, before boilerplate, credits and outlet are settled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reportedly.ingest.settings import IngestSettings
    from reportedly.records import Link
    from reportedly.text.outlets import Outlets

__all__ = ["Block", "Context", "Dated", "Draft", "clean"]

_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")


class Context(NamedTuple):
    """What every reader is told."""

    settings: IngestSettings
    outlets: Outlets


class Block(NamedTuple):
    """One paragraph, and its links with spans into it."""

    text: str
    links: tuple[Link, ...] = ()


class Dated(NamedTuple):
    """An ISO 8601 date or date-time, and how it was found."""

    value: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The parts of an article as a reader found them."""

    blocks: tuple[Block, ...] = ()
    #: A text that has to be kept to the letter (a JSON article's); then there are no blocks.
    text: str | None = None
    id: str | None = None
    title: str | None = None
    #: The outlet that the record names.
    outlet: str | None = None
    #: The name by which the site calls itself; the registry's name for its domain goes before it.
    site: str | None = None
    domain: str | None = None
    url: str | None = None
    published: Dated | None = None
    byline: str | None = None
    #: Links that stand nowhere in the text.
    links: tuple[Link, ...] = ()
    left_out: tuple[str, ...] = ()


def clean(words: str) -> str:
    r"""Return words without invisible characters, with single spaces.

    >>> clean(" two\u00a0 wor\u00adds ")
    'two words'
    """
    return " ".join(_UNSEEN.sub("", words).split())
