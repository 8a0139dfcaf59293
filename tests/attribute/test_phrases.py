"""Attributions by fixed phrases."""

from __future__ import annotations

import pytest

from reportedly.attribute.phrases import by_phrases
from reportedly.attribute.relate import Layout, utterances
from reportedly.attribute.tag import Frame
from reportedly.records import Span


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("By the brewery's own account, a third of the casks were empty.", "the brewery", "a third of the casks were empty"),
        ("By the brewers' reckoning, a third of the casks were empty.", "the brewers", "a third of the casks were empty"),
    ],
)
def test_own_account(text: str, who: str, what: str) -> None:
    (found,) = utterances((), Layout.of(text))

    assert found.inner.source is not None
    assert who == found.inner.source.of(text)
    assert [what] == [s.of(text) for s in found.inner.content]


def test_denying_has_the_speaker_of_the_cue_before_it() -> None:
    text = "The studio said the scenes were cut, denying that anyone had complained."
    said = Frame(span(text, "said"), (span(text, "The studio"),), (span(text, "the scenes were cut"),), 0.9)
    denied = utterances((said,), Layout.of(text))[-1]

    assert "denies" == denied.stance
    assert denied.inner.source is not None
    assert "The studio" == denied.inner.source.of(text)
    assert ["anyone had complained"] == [s.of(text) for s in denied.inner.content]


@pytest.mark.parametrize("text", ["He closed his account, the bank noted.", "The scenes were cut, denying the film its end."])
def test_other_uses_of_the_words(text: str) -> None:
    assert () == by_phrases((), Layout.of(text))


def test_a_cue_that_the_tagger_has_is_not_made_again() -> None:
    text = "By the brewery's own account, a third of the casks were empty."
    seen = Frame(span(text, "account"), (span(text, "the brewery"),), (span(text, "a third of the casks were empty"),), 0.9)

    assert (seen,) == by_phrases((seen,), Layout.of(text))
