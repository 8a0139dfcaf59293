"""What changed in an article: each old version held against the one that came after it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from reportedly.report import wording
from reportedly.text.differences import differences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.records import Article, Span

__all__ = ["Change", "Version", "change_lines", "changed"]

#: Characters of what stays that are shown on either side of what changed.
_AROUND: Final = 60


class Change(NamedTuple):
    """Words that went, and those that came in their place; either may be none.

    Attributes:
        name: Of a fact, which; empty for what stands in the text.
        before: What stays before it, as far as it is shown.
        gone: What went.
        come: What came.
        after: What stays after it.
    """

    name: str
    before: str
    gone: str
    come: str
    after: str


class Version(NamedTuple):
    """An old version, and how the one that came after it differs."""

    old: Article
    changes: tuple[Change, ...]


def changed(versions: Sequence[Article], article: Article) -> tuple[Version, ...]:
    """Return what changed from version to version, the last change first.

    Args:
        versions: The old versions, oldest first.
        article: The newest.
    """
    return tuple(Version(old, (*_facts(old, new), *_changes(old, new))) for old, new in reversed(list(pairwise((*versions, article)))))


def change_lines(versions: Sequence[Article], article: Article) -> Iterator[str]:
    """Yield the same in lines: words with those that took their place, and some around them."""
    for old, changes in changed(versions, article):
        yield ""
        yield f"Before: {wording.byline(old)} ({old.id}): {wording.number_of(len(changes), 'change')}"
        for each in changes:
            words = f"[{each.gone} → {each.come}]" if each.gone and each.come else f"[+ {each.come}]" if each.come else f"[− {each.gone}]"
            yield f"  {each.name:<11}{words}" if each.name else f"  {each.before}{words}{each.after}"


def _facts(old: Article, new: Article) -> Iterator[Change]:
    facts = (
        ("title", old.title, new.title),
        ("outlet", old.outlet.name, new.outlet.name),
        ("date", old.published, new.published),
        ("by", old.byline, new.byline),
        ("address", old.url, new.url),
    )
    for name, before, after in facts:
        if (before or "") != (after or ""):
            yield Change(name, "", _line(before or ""), _line(after or ""), "")


def _changes(old: Article, new: Article) -> Iterator[Change]:
    for each in differences(old.text, new.text):
        gone, come = _line(each.old.of(old.text)), _line(each.new.of(new.text))
        if _is_lines(each.old, old.text) and _is_lines(each.new, new.text):
            yield Change("", "", gone, come, "")
        else:
            yield Change("", _before(new.text, each.new.start), gone, come, _after(new.text, each.new.end))


def _line(words: str) -> str:
    return " ".join(words.split())


def _is_lines(span: Span, text: str) -> bool:
    """Whether a span covers whole lines, or nothing."""
    return span.start == span.end or (text[span.start - 1 : span.start] in ("", "\n") and text[span.end : span.end + 1] in ("", "\n"))


def _before(text: str, place: int) -> str:
    line = text[text.rfind("\n", 0, place) + 1 : place].lstrip()
    shown = line[-_AROUND:]
    return line if shown == line else f"… {shown.partition(' ')[2]}"


def _after(text: str, place: int) -> str:
    line = text[place:].partition("\n")[0]
    shown = line[:_AROUND]
    return line if shown == line else f"{shown.rpartition(' ')[0]} …"
