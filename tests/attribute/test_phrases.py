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


@pytest.mark.parametrize(
    ("text", "who", "cue", "what"),
    [
        ("The Flare put the number of dead at 21.", "The Flare", "put", "the number of dead at 21"),
        (
            "It rained, and Ada Brill has put the cost at about nine million marks.",
            "Ada Brill",
            "has put",
            "the cost at about nine million marks",
        ),
        ("He gave the greatest flow as 900 cubic metres.", "He", "gave", "the greatest flow as 900 cubic metres"),
        (
            "In the view of Hester Lunn, who wrote its history, the port is lost.",
            "Hester Lunn, who wrote its history",
            "view",
            "the port is lost",
        ),
        ("The dam is safe, in the view of its builder, Tom Marsh.", "its builder, Tom Marsh", "view", "The dam is safe"),
        ("The dam is safe, by his own account.", "his", "account", "The dam is safe"),
        ("“Regret, yes. Figures, no,” it goes on.", "it", "goes on", "Regret, yes. Figures, no"),
        ("“We were cold,” the old pilot shrugged.", "the old pilot", "shrugged", "We were cold"),
    ],
)
def test_phrases(text: str, who: str, cue: str, what: str) -> None:
    (found,) = by_phrases((), Layout.of(text))

    assert found.cue is not None
    assert (who, cue) == (found.source[0].of(text), found.cue.of(text))
    assert [what] == [s.of(text).rstrip(",.") for s in found.content]


@pytest.mark.parametrize(
    "text",
    [
        "She put the kettle on at nine.",
        "The mayor gave the keys to Ada Brill at nine.",
        "She put the bill on the table at 9.",
        "They put the start at 9 a.m. and came late.",
        "In the words of the song there is no comma here.",
    ],
)
def test_no_phrase(text: str) -> None:
    assert () == by_phrases((), Layout.of(text))
