"""Statements made by hand: what the stances turn the relation of the contents into."""

from __future__ import annotations

import pytest

from reportedly.match import Judge, passage_of, relate
from reportedly.records import Article, Bearing, Outlet, Span, Stance, Statement, Voice

POST = Outlet(name="The Harbour Post", family="The Harbour Post")


def article(name: str, text: str, published: str | None = None) -> Article:
    return Article(id=name, outlet=POST, text=text, published=published)


def statement(of: Article, *words: str, stance: Stance = "asserts", speaker: Voice | None = None) -> Statement:
    """The statement of an article whose content is these words."""
    spans = tuple(Span(of.text.index(w), of.text.index(w) + len(w)) for w in words)
    own = Voice(name=POST.name, kind="own")
    chain = (own, speaker) if speaker else (own,)
    names = tuple(v.name for v in chain)
    return Statement(
        id=Statement.key(of.id, spans, names, stance), article=of.id, content=spans, cue=None, chain=chain, stance=stance,
        directness="indirect", time=None, confidence=1.0,
    )  # fmt: skip


SPOKESMAN = Voice(name="Ewan Drury", kind="person", side="Lindqvist Steel")
SAME = "the furnace at Dorrin exploded"
OTHER = "the furnace at Dorrin did not explode"


@pytest.mark.parametrize(
    ("content", "left", "right", "bearing"),
    [
        (SAME, "asserts", "asserts", "supports"),
        (SAME, "asserts", "denies", "denies"),
        (SAME, "denies", "asserts", "contradicts"),
        (SAME, "denies", "denies", "supports"),
        (OTHER, "asserts", "asserts", "contradicts"),
        (OTHER, "asserts", "denies", None),
        (OTHER, "denies", "asserts", "supports"),
        (OTHER, "denies", "denies", None),
    ],
)
def test_stances_turn_the_relation(judge: Judge, content: str, left: Stance, right: Stance, bearing: Bearing | None) -> None:
    a, b = article("a", f"Witnesses said {SAME}."), article("b", f"It was put to Drury that {content}.")
    ours, theirs = statement(a, SAME, stance=left), statement(b, content, stance=right, speaker=SPOKESMAN)
    found, match = relate(ours, a, theirs, b, judge)
    assert found == bearing
    assert (match.left, match.right) == (ours.id, theirs.id)


def test_denying_something_wider_denies_the_claim(judge: Judge) -> None:
    a = article("a", "Tests in October at the Dorrin furnace showed cracks, the memo says.")
    b = article("b", "The company denied that tests showed cracks.")
    ours = statement(a, "Tests in October at the Dorrin furnace showed cracks")
    wider = statement(b, "tests showed cracks", stance="denies", speaker=SPOKESMAN)
    assert relate(ours, a, wider, b, judge)[0] == "denies"
    assert relate(ours, a, statement(b, "tests showed cracks", speaker=SPOKESMAN), b, judge)[0] is None


def test_that_somebody_said_it_is_no_support(judge: Judge) -> None:
    a, b = article("a", "The firm cut 200 jobs."), article("b", "A union leaflet claimed that the firm cut 200 jobs.")
    ours, theirs = statement(a, "The firm cut 200 jobs"), statement(b, "A union leaflet claimed that the firm cut 200 jobs")
    assert relate(ours, a, theirs, b, judge)[0] is None


def test_reasons_open_to_the_articles(judge: Judge) -> None:
    a = article("a", "Rain fell. The fire left 40 dead, officials said.")
    b = article("b", "“The fire,” she said, “left 14 dead.”")
    match = relate(statement(a, "The fire left 40 dead"), a, statement(b, "The fire", "left 14 dead"), b, judge)[1]
    reason = next(r for r in match.reasons if r.feature == "other_quantity")
    assert reason.left is not None
    assert reason.right is not None
    assert (reason.left.of(a.text), reason.right.of(b.text)) == ("40 dead", "14 dead")


def test_weekdays_count_from_the_day_of_each_article(judge: Judge) -> None:
    a = article("a", "The quay has been shut since Thursday.", "2025-03-12T10:00:00+00:00")
    b = article("b", "The quay has been shut since 6 March.", "2025-03-10")
    c = article("c", "The quay has been shut since 9 March.", "2025-03-10")
    ours = statement(a, "The quay has been shut since Thursday")
    assert relate(ours, a, statement(b, b.text[:-1]), b, judge)[0] == "supports"
    assert relate(ours, a, statement(c, c.text[:-1]), c, judge)[0] != "supports"


def test_we_and_i_are_glossed_with_the_speaker() -> None:
    of = article("a", "“We went to our lawyers and I told my wife,” he said.")
    passage = passage_of(statement(of, "We went to our lawyers and I told my wife", speaker=SPOKESMAN), of)
    assert passage.text == "We went to our lawyers and I told my wife"
    assert passage.gloss == "Lindqvist Steel went to Lindqvist Steel's lawyers and Ewan Drury told Ewan Drury's wife"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("claims by the mayor, Jan Rell, that the lock had been shut", "the lock had been shut"),
        ("the allegation that she had shut the lock", "she had shut the lock"),
        ("recent reports in Brenna that the lock had been shut", "the lock had been shut"),
        ("claims by the mayor", "claims by the mayor"),
    ],
)
def test_whose_claim_it_is_said_to_be_is_no_part_of_it(content: str, told: str) -> None:
    of = article("a", f"The firm rejected {content}.")
    assert passage_of(statement(of, content, stance="denies"), of).text == told


def test_nothing_is_glossed_for_the_outlets_own_voice_or_an_unnamed_one() -> None:
    of = article("a", "We went to the quay.")
    assert passage_of(statement(of, "We went to the quay"), of).gloss == ""
    witness = Voice(name="a witness", kind="unnamed")
    assert passage_of(statement(of, "We went to the quay", speaker=witness), of).gloss == ""
