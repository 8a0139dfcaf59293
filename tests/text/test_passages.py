"""Passages: words joined from spans, and the way back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import Span
from reportedly.text.passages import Passage

TEXT = "“The quay is shut,” the harbour master said. “Nobody may land.”"


def test_a_split_quote_is_one_text_and_opens_to_both_places() -> None:
    spans = (Span(1, 17), Span(TEXT.index("Nobody"), len(TEXT) - 2))
    passage = Passage.of(TEXT, spans)
    assert passage.text == "The quay is shut Nobody may land"
    assert [s.of(TEXT) for s in passage.located(Span(9, 23))] == ["is shut", "Nobody"]
    assert passage.place(Span(16, 17)) is None


def test_words_of_the_readers_own_stand_where_they_are() -> None:
    assert Passage("The quay is shut").located(Span(4, 8)) == (Span(4, 8),)


def test_a_gloss_is_what_is_told() -> None:
    assert Passage("They left").told == "They left"
    assert Passage("They left", gloss="The sailors left").told == "The sailors left"


@given(st.text(alphabet="ab c\n", min_size=1, max_size=40), st.data())
def test_located_words_are_the_words_themselves(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
    spans = tuple(Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False))
    passage = Passage.of(text, spans)
    start = data.draw(st.integers(0, len(passage.text)))
    end = data.draw(st.integers(start, len(passage.text)))
    found = passage.located(Span(start, end))
    joined = "".join(s.of(text) for s in found)
    assert joined == "".join(passage.text[i] for i in range(start, end) if not any(i == j for j in joints(spans)))


def joints(spans: tuple[Span, ...]) -> list[int]:
    """Where the blanks between the pieces stand in the passage."""
    found, at = [], 0
    for span in spans[:-1]:
        at += span.end - span.start
        found.append(at)
        at += 1
    return found
