"""What a reader asks of the worker, and what comes back: plain records that can travel between processes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from reportedly.errors import UsageError
from reportedly.ingest import Given

if TYPE_CHECKING:
    from reportedly.records import Article

__all__ = ["Asked", "Step", "Stopped", "web_link"]

_LINK: Final = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_BARE: Final = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
_LONGEST_LINK: Final = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One job: a report on an article or on a claim, the story that ships, or articles for the library."""

    kind: Literal["article", "claim", "demo", "add"]
    #: What the reader recognises it by.
    name: str
    #: An http or https address; never a path, which would be read from this machine.
    link: str | None = None
    #: What was pasted, uploaded or sent; None with a link.
    raw: bytes | None = None
    claim: str | None = None
    #: An article that was read before.
    article: Article | None = None
    given: Given = field(default_factory=Given)
    #: Whether the article goes into the library too, once it is checked.
    keep: bool = False

    def __post_init__(self) -> None:
        if self.link is not None and not _LINK.fullmatch(self.link):
            raise UsageError(f"{self.link[:200]}: expected an http or https address")


class Step(NamedTuple):
    """How far a step has come; the total is None when it is not known."""

    name: str
    done: int
    total: int | None


class Stopped(Exception):  # noqa: N818  no error: somebody asked for it
    """The job was stopped before it was done."""


def web_link(words: str) -> str | None:
    """Return the address that the words are, when they are nothing else.

    >>> web_link(" harbourpost.example/crane "), web_link("The crane fell."), web_link("file:///etc/passwd")
    ('https://harbourpost.example/crane', None, None)
    """
    link = words.strip()
    if len(link) > _LONGEST_LINK:
        return None
    if _LINK.fullmatch(link):
        return link
    return f"https://{link}" if _BARE.fullmatch(link) else None
