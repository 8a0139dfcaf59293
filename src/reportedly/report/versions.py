"""What changed in an article, in lines: each old version held against the one that came after it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from reportedly.report import wording
from reportedly.text.differences import differences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.records import Article, Span
    from reportedly.text.differences import Difference

__all__ = ["change_lines"]

#: Characters of what stays that are shown on either side of what changed.
_AROUND: Final = 60


def change_lines(versions: Sequence[Article], article: Article) -> Iterator[str]:
    """Yield what changed from version to version, the last change first: words with those that took their place, and some around them.

    Args:
        versions: The old versions, oldest first.
        article: The newest.
    """
    for old, new in reversed(list(pairwise((*versions, article)))):
        yield ""
        facts, changes = _facts(old, new), differences(old.text, new.text)
        count = wording.number_of(len(facts) + len(changes), "change")
        yield f"Before: {wording.byline(old)} ({old.id}): {count}"
        yield from (f"  {name:<11}{change}" for name, change in facts)
        yield from (f"  {_in_place(each, old.text, new.text)}" for each in changes)


def _facts(old: Article, new: Article) -> list[tuple[str, str]]:
    facts = (
        ("title", old.title, new.title),
        ("outlet", old.outlet.name, new.outlet.name),
        ("date", old.published, new.published),
        ("by", old.byline, new.byline),
        ("address", old.url, new.url),
    )
    return [(name, _change(before or "", after or "")) for name, before, after in facts if (before or "") != (after or "")]


def _change(before: str, after: str) -> str:
    old, new = " ".join(before.split()), " ".join(after.split())
    if old and new:
        return f"[{old} → {new}]"
    return f"[+ {new}]" if new else f"[− {old}]"


def _in_place(each: Difference, old: str, new: str) -> str:
    change = _change(each.old.of(old), each.new.of(new))
    if _is_lines(each.old, old) and _is_lines(each.new, new):
        return change
    return f"{_before(new, each.new.start)}{change}{_after(new, each.new.end)}"


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
