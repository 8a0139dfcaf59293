"""Frames made by hand to utterances: no model is needed to see what is cleaned, split and carried on."""

from __future__ import annotations

import pytest

from reportedly.attribute.relate import Layout, Utterance, trimmed, utterances
from reportedly.attribute.tag import Frame
from reportedly.records import Span


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def frame(text: str, *, source: str | None, cue: str, content: tuple[str, ...]) -> Frame:
    return Frame(span(text, cue), (span(text, source),) if source else (), tuple(span(text, c) for c in content), 0.9)


def found(text: str, *frames: Frame) -> tuple[Utterance, ...]:
    return utterances(frames, Layout.of(text))


def contents(text: str, utterance: Utterance) -> list[str]:
    return [s.of(text) for s in utterance.inner.content]


def test_content_goes_without_that_and_outer_marks() -> None:
    text = 'The harbour master said that the crane was "never safe".'
    (utterance,) = found(text, frame(text, source="The harbour master", cue="said", content=('that the crane was "never safe"',)))

    assert ['the crane was "never safe"'] == contents(text, utterance)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("“We waited,”", "We waited"),
        ("that the dam would hold,", "the dam would hold"),
        ("the note was “forged”", "the note was “forged”"),
    ],
)
def test_trimming(words: str, expected: str) -> None:
    assert expected == trimmed(Span(0, len(words)), words).of(words)


def test_a_quotation_behind_the_cue_joins_the_one_before_it() -> None:
    text = '"The mast went first," said Keir Dolan. "Then the water came."'
    (utterance,) = found(text, frame(text, source="Keir Dolan", cue="said", content=('"The mast went first,"',)))

    assert ["The mast went first", "Then the water came."] == contents(text, utterance)


def test_a_quotation_in_the_next_paragraph_has_no_cue() -> None:
    text = '"We were promised a bridge," said Nadine Corr.\n\n"What we got was a ferry timetable."'
    first, second = found(text, frame(text, source="Nadine Corr", cue="said", content=('"We were promised a bridge,"',)))

    assert first.inner.cue is not None
    assert second.inner.cue is None
    assert ["What we got was a ferry timetable."] == contents(text, second)


def test_denied_claims_by_somebody_are_two_utterances() -> None:
    text = "The general denied claims by Sava Ilic that soldiers had fired first."
    denied, claimed = sorted(
        found(text, frame(text, source="The general", cue="denied claims", content=("that soldiers had fired first",))),
        key=lambda u: u.stance,
        reverse=True,
    )

    assert ("denies", "asserts") == (denied.stance, claimed.stance)
    assert ["soldiers had fired first"] == contents(text, denied) == contents(text, claimed)
    assert claimed.inner.source is not None
    assert "Sava Ilic" == claimed.inner.source.of(text)


def test_a_charge_that_somebody_denies_has_the_content_of_the_charge() -> None:
    text = "Kerrow has accused its neighbour of damming the river, a charge that Port Ember denies."
    made, denied = sorted(
        found(text, frame(text, source="Kerrow", cue="accused", content=("its neighbour of damming the river",))), key=lambda u: u.stance
    )

    assert contents(text, made) == contents(text, denied) == ["its neighbour of damming the river"]
    assert denied.inner.source is not None
    assert "Port Ember" == denied.inner.source.of(text)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The bishop declined to comment on the sale.", "The bishop", "declined to comment", "on the sale"),
        ("Police did not say whether the driver had been arrested.", "Police", "say", "whether the driver had been arrested"),
        ("A group claimed responsibility for the blast at the depot.", "A group", "claimed", "responsibility for the blast at the depot"),
        ("The suspect was reportedly seen in the town of Sarne.", None, "reportedly", "seen in the town of Sarne"),
        ("The governor did not deny that he had taken the trip.", "The governor", "deny", "that he had taken the trip"),
        (
            "Neither the bank nor its auditors said that the figures were wrong.",
            "Neither the bank nor its auditors",
            "said",
            "that the figures were wrong",
        ),
    ],
)
def test_nothing_is_put_forward(text: str, source: str | None, cue: str, content: str) -> None:
    assert () == found(text, frame(text, source=source, cue=cue, content=(content,)))


def test_rejecting_an_offer_denies_nothing_and_rejecting_a_claim_does() -> None:
    offer = "The union rejected the offer of a two per cent rise this year."
    claim = "The union rejected the claim that its members had been paid twice."

    assert ["asserts"] == [
        u.stance
        for u in found(offer, frame(offer, source="The union", cue="rejected", content=("the offer of a two per cent rise this year",)))
    ]
    assert ["denies"] == [
        u.stance
        for u in found(claim, frame(claim, source="The union", cue="rejected", content=("the claim that its members had been paid twice",)))
    ]


def test_the_source_behind_a_quotation_goes_before_one_of_an_earlier_sentence() -> None:
    text = 'Hanno Greig left early. "A cupboard would do," the note said.'
    (utterance,) = found(text, frame(text, source="Hanno Greig", cue="said", content=('"A cupboard would do,"',)))

    assert utterance.inner.source is not None
    assert "the note" == utterance.inner.source.of(text)


def test_what_stands_in_one_charge_alone_is_gone_before_the_next_is_looked_at() -> None:
    text = "The mayor took gifts, a claim Ilse Dorn denied. The clerk hid them, a charge Tom Vale rejected."

    of_both = found(text, frame(text, source="The mayor", cue="took", content=("a claim Ilse Dorn",)))

    assert [contents(text, u) for u in of_both if u.stance == "denies"] == [["The mayor took gifts"], ["The clerk hid them"]]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Asked about the dam, the mayor laughed.", "the mayor", "Asked", "about the dam"),
        ("At the gate we asked Ada Brill how the day had gone.", "we", "asked", "how the day had gone"),
        ("The paper asked its readers how they felt.", "The paper", "asked its", "how they felt"),
        ("He does not want his name printed.", "He", "want", "his name printed"),
        ("Nothing in the file says whether the money was granted.", "Nothing", "says", "whether the money was granted"),
        ("The stations have published nothing since Saturday.", "The stations", "have published", "nothing since Saturday"),
    ],
)
def test_questions_to_a_speaker_and_wishes_denied_put_nothing_forward(text: str, source: str, cue: str, content: str) -> None:
    assert not found(text, frame(text, source=source, cue=cue, content=(content,)))


def test_a_content_begins_no_sentence_before_its_cue() -> None:
    text = "The river rose at noon. The bridge was shut, the mayor said."
    (utterance,) = found(text, frame(text, source="the mayor", cue="said", content=("The river rose at noon. The bridge was shut",)))

    assert ["The bridge was shut"] == contents(text, utterance)


def test_a_quotation_of_several_sentences_stays_whole() -> None:
    text = "“The river rose. The bridge was shut,” the mayor said."
    (utterance,) = found(text, frame(text, source="the mayor", cue="said", content=("The river rose. The bridge was shut",)))

    assert ["The river rose. The bridge was shut"] == contents(text, utterance)
