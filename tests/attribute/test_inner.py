"""Contents read again: what somebody in a content says or believes is a further level, with frames made by hand for the tagger's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.attribute.inner import cut, is_first_person, read_again
from reportedly.attribute.nest import Reader
from reportedly.attribute.relate import Layout, Level, Utterance
from reportedly.attribute.tag import Frame
from reportedly.records import Span, Spans
from reportedly.text.outlets import Outlets

if TYPE_CHECKING:
    from collections.abc import Callable


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def outer(text: str, content: str) -> Utterance:
    return Utterance((Level(span(text, "The mayor"), span(text, "said"), (span(text, content),)),), "asserts", 0.9)


def seen(content: str, source: str, cue: str, inner: str) -> Frame:
    """What the tagger sees in a content."""
    return Frame(span(content, cue), (span(content, source),), (span(content, inner),), 0.9)


def again(content: str, frame: Frame, others: Callable[[str], Spans] = lambda _: ()) -> list[list[str]]:
    """Read a content again in which the tagger sees one frame; give the sources of what comes of it, outermost first."""
    text = f"The mayor said {content}."
    reader = Reader(layout=Layout.of(text), frames_of=lambda _: (frame,), outlets=Outlets())
    found = read_again(outer(text, content), reader, depth=1, others=others(text))
    return [[level.source.of(text) for level in u.levels if level.source] for u in found]


def test_a_belief_that_a_clause_follows_is_a_level() -> None:
    content = "the fishermen believe that the harbour will close"
    frame = seen(content, "the fishermen", "believe", "the harbour will close")

    assert [["The mayor", "the fishermen"]] == again(content, frame)


def test_a_belief_without_a_clause_is_none() -> None:
    content = "the fishermen feared new harbour lights"
    frame = seen(content, "the fishermen", "feared", "new harbour lights")

    assert [["The mayor"]] == again(content, frame)


def test_a_cue_of_the_text_as_a_whole_gets_no_second_source() -> None:
    content = "the lock was old and a guard warned the lock would jam"
    frame = seen(content, "a guard", "warned", "the lock would jam")

    assert ["The mayor", "a guard"] in again(content, frame)
    assert [["The mayor"]] == again(content, frame, lambda text: (span(text, "warned"),))


@pytest.mark.parametrize(("source", "own"), [("We", True), ("our office", True), ("our old office manager", False), ("the guard", False)])
def test_the_speaker_in_the_first_person_is_no_further_voice(source: str, own: bool) -> None:  # noqa: FBT001  a row of the table
    assert own is is_first_person(source)


@pytest.mark.parametrize(
    ("out", "left"),
    [(Span(3, 5), [Span(0, 3), Span(5, 9)]), (Span(0, 4), [Span(4, 9)]), (Span(0, 9), []), (Span(9, 12), [Span(0, 9)])],
)
def test_cut(out: Span, left: list[Span]) -> None:
    assert left == cut(Span(0, 9), out)
