"""Voices without a name: how many, how near, and why not named."""

from __future__ import annotations

import pytest

import reportedly
from reportedly.attribute.relate import Layout
from reportedly.attribute.unnamed import number_of, proximity_of, reason_of, same_head
from reportedly.records import Span, Unnamed


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("a source close to the talks", "one"),
        ("The skipper's brother", "one"),
        ("one of the guards", "one"),
        ("she", "one"),
        ("two senior officials at the ministry", "two"),
        ("both pilots", "two"),
        ("a nurse and a porter", "two"),
        ("at least three drivers", "three"),
        ("three of the nine jurors", "three"),
        ("an official and two witnesses", "three"),
        ("four officials", "several"),
        ("Sources", "several"),
        ("people familiar with the sale", "several"),
        ("a group of residents", "several"),
        ("some witnesses", "several"),
        ("police", "unknown"),
        ("the founder and chief executive", "unknown"),
        ("not named", "unknown"),
    ],
)
def test_the_number_that_words_claim(words: str, number: str) -> None:
    assert number == number_of(words)


@pytest.mark.parametrize(
    ("words", "proximity"),
    [
        ("a senior official at the fisheries ministry", "official"),
        ("officials briefed on the talks", "official"),
        ("a diplomatic source", "official"),
        ("a person in the defence ministry", "official"),
        ("a company spokeswoman", "official"),
        ("people familiar with the sale", "insider"),
        ("a former employee", "insider"),
        ("a source at the shipping company", "insider"),
        ("a lawyer for the family", "insider"),
        ("two engineers who worked on the dam", "insider"),
        ("a man who saw the fire", "witness"),
        ("Residents of the lower town", "witness"),
        ("a woman who lives above the bakery", "witness"),
        ("seismologists", "expert"),
        ("lawyers", "expert"),
        ("Sources", "other"),
        ("critics of the plan", "other"),
        ("not named", "other"),
        ("“…”", "other"),
    ],
)
def test_how_near_words_say_a_voice_stands(words: str, proximity: str) -> None:
    assert proximity == proximity_of(words)


def reason(text: str, source: str, *contents: str) -> str | None:
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in (source, *contents)]
    found = reason_of(spans[0], tuple(spans[1:]), Layout.of(text))
    return found.of(text) if found else None


@pytest.mark.parametrize(
    ("text", "source", "content", "why"),
    [
        (
            "A clerk, who asked not to be named for fear of losing her post, said the safe was empty.",
            "A clerk",
            "the safe was empty",
            "who asked not to be named for fear of losing her post",
        ),
        (
            "The safe was empty, said a clerk who spoke on condition of anonymity because the inquiry is not over.",
            "a clerk",
            "The safe was empty",
            "who spoke on condition of anonymity because the inquiry is not over",
        ),
        (
            "A guard said the gate was open because he was not authorised to speak for the firm said as much.",
            "A guard",
            "the gate was open",
            "because he was not authorised to speak for the firm",
        ),
        (
            "An envoy said the talks had failed. He asked to remain anonymous, citing the sanctions. Snow fell.",
            "An envoy",
            "the talks had failed",
            "asked to remain anonymous, citing the sanctions",
        ),
        (
            "Two envoys said the talks had failed. The envoys were not named, since they were not allowed to discuss them.",
            "Two envoys",
            "the talks had failed",
            "since they were not allowed to discuss them",
        ),
    ],
)
def test_why_a_voice_is_not_named(text: str, source: str, content: str, why: str) -> None:
    assert why == reason(text, source, content)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("A clerk, who asked not to be named, said the safe was empty.", "A clerk", "the safe was empty"),
        (
            "A clerk said the mayor had asked not to be named because he feared the vote.",
            "A clerk",
            "the mayor had asked not to be named because he feared the vote",
        ),
        (
            "A clerk said the safe was empty, while a guard, who asked not to be named because he is on leave, blamed the mayor.",
            "A clerk",
            "the safe was empty",
        ),
        ("A clerk said the safe was empty. The mayor asked not to be named because he was ill.", "A clerk", "the safe was empty"),
    ],
)
def test_no_reason_where_none_is_given_for_this_voice(text: str, source: str, content: str) -> None:
    assert reason(text, source, content) is None


def test_a_later_description_is_the_same_voice_by_its_head() -> None:
    assert same_head("Two senior officials", "the officials")
    assert not same_head("a senior official", "the witness")


def test_a_reason_goes_with_a_voice_through_an_article() -> None:
    text = (
        "Two clerks at the ministry, who asked not to be named for fear of losing their posts, said the safe was empty.\n\n"
        "The minister said the safe was never full.\n\n"
        "The clerks said the guards had been sent home."
    )
    statements = reportedly.attribute(reportedly.article(text, outlet="The Fennick Post")).statements
    told = {s.content[0].of(text): s.speaker.unnamed for s in statements}
    for words in ("the safe was empty", "the guards had been sent home"):
        found = told[words]
        assert found is not None
        assert found.reason is not None
        assert found.reason.of(text) == "who asked not to be named for fear of losing their posts"
    assert told["the safe was never full"] == Unnamed(number="one", proximity="official")
