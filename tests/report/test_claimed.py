"""A claim's words read alone: with the verb that governs them, and with a sign where their sentence is cut."""

from __future__ import annotations

import pytest

from reportedly.records import Article, Claim, Finding, Outlet, Span, Statement, Voice
from reportedly.report import wording


def told(  # noqa: PLR0913  a statement has as many parts
    text: str, content: tuple[str, ...], *, speaker: str | None, cue: str | None, stance: str = "asserts", by: bool = False
) -> str:
    """Return what is shown of a content of the text; speaker and cue are found in it by their words."""

    def span(words: str | None) -> Span | None:
        return None if words is None else Span(text.index(words), text.index(words) + len(words))

    article = Article(id="quay", outlet=Outlet.unlisted("The Harbour Post"), text=text)
    spans = tuple(found for each in content if (found := span(each)))
    outlet = Voice(name="The Harbour Post", kind="outlet")
    chain = (outlet,) if speaker is None else (outlet, Voice(name=speaker.partition(",")[0], kind="person", words=span(speaker)))
    statement = Statement(
        id="s",
        article="quay",
        content=spans,
        cue=span(cue),
        chain=chain,
        stance=stance,  # type: ignore[arg-type]  # one of them
        directness="own" if speaker is None else "indirect",
        time=None,
        confidence=0.9,
    )
    words = " ".join(each.of(text) for each in spans)
    finding = Finding(
        claim=Claim(id="c", content=spans, words=words),
        statement=statement,
        status="uncorroborated",
        disputed=False,
        origins_min=0,
        origins_max=0,
        origins=(),
        disputes=(),
        outlets=1,
        observers=0,
        sides=None,
        marks=(),
        evidence=(),
    )
    return wording.claim_words(finding, {"quay": article}, by=by)


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content", "shown"),
    [
        (
            "Ada Renn has accused Ostmark of theft.",
            "Ada Renn",
            "has accused",
            "Ostmark of theft",
            "Ada Renn has accused “{}”",
        ),
        ("Ada Renn, the pilot, praised the crew.", "Ada Renn, the pilot", "praised", "the crew", "Ada Renn praised “{}”"),
        ("Ada Renn, the pilot, praised the crew.", "Ada Renn", "praised", "the crew", "Ada Renn praised “{}”"),
        ("Ada Renn knew that the lock was shut.", "Ada Renn", "knew", "the lock was shut", "Ada Renn knew that “{}”"),
        ("Ada Renn promised to open it.", "Ada Renn", "promised", "to open it", "Ada Renn promised “{}”"),
        ("Pilots who feared the lock was shut left.", "Pilots", "feared", "the lock was shut", "Pilots feared “{}”"),
        ("Ada Renn insisted that the lock was shut.", "Ada Renn", "insisted", "the lock was shut", "“{}”"),
        ("Ada Renn told reporters the lock was shut.", "Ada Renn", "told", "the lock was shut", "“{}”"),
        ("By the claim of shut locks Ada Renn stood.", "Ada Renn", "claim of", "shut locks", "“{}”"),
        ("Ada Renn blamed “the lock” for it.", "Ada Renn", "blamed", "“the lock”", "“‘the lock’”"),
    ],
)
def test_the_verb_is_shown_where_words_need_it(text: str, speaker: str, cue: str, content: str, shown: str) -> None:
    assert told(text, (content,), speaker=speaker, cue=cue) == shown.format(content)


def test_what_is_denied_is_shown_without_a_verb() -> None:
    text = "Ada Renn rejected the charge."
    assert told(text, ("the charge",), speaker="Ada Renn", cue="rejected", stance="denies") == "“the charge”"


@pytest.mark.parametrize(
    ("text", "content", "shown"),
    [
        ("A letter to the pilots, she said, orders them ashore.", "A letter to the pilots", "“A letter to the pilots …”"),
        ("The lock was shut, she said, adding that nobody came.", "The lock was shut", "“The lock was shut”"),
        ("The lock was shut, she said.", "The lock was shut", "“The lock was shut”"),
        ("The lock was shut, she said. Nobody there had been told.", "The lock was shut", "“The lock was shut”"),
        ("“The lock was shut,” she said of the night of the storm.", "The lock was shut", "“The lock was shut”"),
        (
            "The lock was shut and nobody came there, she said of the night of the storm.",
            "The lock was shut and nobody came there",
            "“{}”",
        ),
    ],
)
def test_a_stub_shows_that_its_sentence_goes_on(text: str, content: str, shown: str) -> None:
    assert told(text, (content,), speaker="she", cue="said") == shown.format(content)


def test_the_articles_own_words_show_where_they_begin_in_mid_sentence() -> None:
    text = "The lock was shut, she said, and has not been opened since."
    assert told(text, ("and has not been opened since.",), speaker=None, cue=None) == "… and has not been opened since."
    assert told(text, ("The lock was shut",), speaker=None, cue=None) == "The lock was shut"


def test_the_speaker_stands_before_the_words_once() -> None:
    text = "Ada Renn has accused Ostmark of theft. The lock was shut, she said."
    content = ("Ostmark of theft",)
    assert told(text, content, speaker="Ada Renn", cue="has accused", by=True) == "Ada Renn has accused “Ostmark of theft”"
    assert told(text, ("The lock was shut",), speaker="Ada Renn", cue="said", by=True) == "Ada Renn: “The lock was shut”"
