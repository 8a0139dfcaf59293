"""What a text itself calls false: inside its own sentence, or in the one before."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.match import Judge, Passage, as_told, compare, relate
from reportedly.match.denials import is_called_false, is_verdict, points_back, rejected_in
from reportedly.records import Article, Bearing, Outlet, Span, Stance, Statement, Voice

POST = Outlet(name="The Harbour Post", family="The Harbour Post")
OWN = Voice(name=POST.name, kind="own")

REJECTED = [
    ("The suggestion that the Elsinda was scuttled is categorically false, and not supported by any log.", "the Elsinda was scuttled"),
    ("Claims that four divers had drowned were untrue", "four divers had drowned"),
    ("There is no truth to the rumour that the brewery in Vantry is closing.", "the brewery in Vantry is closing"),
    ("The ministry denied reports in a local paper that the reservoir was poisoned.", "the reservoir was poisoned"),
    ("Lindqvist Steel has quashed all rumours that it will leave Dorrin", "it will leave Dorrin"),
    ("Ten swans were shot in the park, a claim that the rangers said was false.", "Ten swans were shot in the park"),
    ("A hoax story alleging that the mayor has fled is going round again", "the mayor has fled is going round again"),
    ("It's not true that the ferry was full.", "the ferry was full"),
]
TELLS = [
    "The mayor said that the bridge was closed.",
    "The report that the board ordered was published on Monday.",
    "The ferry is not full.",
    "Prosecutors denied him bail.",
    "I cannot confirm it and I hope that it isn't true",
    "She carried a false passport and a report on the harbour.",
]


@pytest.mark.parametrize(("text", "told"), REJECTED)
def test_what_is_rejected_in_the_sentence_is_found(text: str, told: str) -> None:
    span = rejected_in(text)
    assert span is not None
    assert span.of(text) == told


@pytest.mark.parametrize("text", TELLS)
def test_what_rejects_nothing_is_let_be(text: str) -> None:
    assert rejected_in(text) is None
    assert not is_verdict(text)


@pytest.mark.parametrize(
    "text",
    [
        "It is, of course, completely fake.",
        "The rumour is not right",
        "But that was a hoax.",
        "The picture is a hoax",
        "Drury's claim is “categorically false”",
        "There is no truth in it",
        "We shall never know, because it’s all made up",
    ],
)
def test_a_verdict_is_on_what_was_told_before(text: str) -> None:
    assert is_verdict(text)
    assert not points_back(text)


@pytest.mark.parametrize("text", ["the claim", "these reports", "All such rumours", "reports"])
def test_a_content_may_only_point_back(text: str) -> None:
    assert points_back(text)


def test_a_rejected_claim_contradicts_it(judge: Judge) -> None:
    claim = Passage("The brewery in Vantry is closing.")
    match = compare(claim, Passage("There is no truth to the rumour that the brewery in Vantry is closing."), judge)
    assert match.relation == "contradicts"
    assert any(reason.feature == "called_false" for reason in match.reasons)
    assert match.scores.supports + match.scores.contradicts + match.scores.unrelated == pytest.approx(1.0)
    assert compare(claim, Passage("There is no truth to the rumour that the ferry in Ostel has sunk."), judge).relation != "contradicts"


def test_two_texts_that_reject_one_claim_agree(judge: Judge) -> None:
    left = Passage("The claim that the brewery is closing is false.")
    assert compare(left, Passage("The claim that the brewery is closing is plainly false."), judge).relation == "supports"


def statement(of: Article, words: str, *chain: Voice, stance: Stance = "asserts") -> Statement:
    at = of.text.index(words)
    spans = (Span(at, at + len(words)),)
    return Statement(
        id=Statement.key(of.id, spans, tuple(v.name for v in chain), stance), article=of.id, content=spans, cue=None, chain=(OWN, *chain),
        stance=stance, directness="own", time=None, confidence=1.0,
    )  # fmt: skip


TEXT = "A page has put it about that the brewery in Vantry is closing. Nobody was at the gate. {} The rain went on."
CLAIM = Article(id="a", outlet=POST, text="The brewery in Vantry is closing.")


@pytest.mark.parametrize(
    ("words", "stance", "bearing"),
    [
        ("It is completely made up.", "asserts", "contradicts"),
        ("The rumour is false.", "asserts", "contradicts"),
        ("the rumour", "denies", "denies"),
        ("the rumour", "asserts", None),
        ("The rumour is false.", "denies", None),
    ],
)
def test_a_verdict_contradicts_what_stands_before_it(judge: Judge, words: str, stance: Stance, bearing: Bearing | None) -> None:
    article = Article(id="b", outlet=POST, text=TEXT.format(words))
    claim, verdict = statement(CLAIM, CLAIM.text), statement(article, words, stance=stance)
    found, match = relate(claim, CLAIM, verdict, article, judge)
    assert found == bearing
    if bearing:
        (reason,) = match.reasons
        assert reason.right is not None
        assert reason.right.of(article.text) == words


def test_a_verdict_on_something_else_bears_on_nothing(judge: Judge) -> None:
    article = Article(id="b", outlet=POST, text="A page says that the ferry has sunk. It is a hoax.")
    assert relate(statement(CLAIM, CLAIM.text), CLAIM, statement(article, "It is a hoax."), article, judge)[0] is None


def test_an_article_denies_what_it_lets_a_hoax_say() -> None:
    article = Article(id="b", outlet=POST, text="A hoax story going round says the mayor has fled. The mayor says he is well.")
    hoax = Voice(name="A hoax story", kind="document", words=Span(0, 12))
    mayor = Voice(name="the mayor", kind="person")
    told = statement(article, "the mayor has fled", hoax)
    assert is_called_false(hoax, article.text)
    assert (as_told(told, article).chain, as_told(told, article).stance, as_told(told, article).id) == ((OWN,), "denies", told.id)
    said = statement(article, "he is well", mayor)
    assert as_told(said, article) == said


WORDS = "the report claim that rumour is was not false a hoax of no truth to , denied it ; . “ 's n't fake story swans".split()


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join) | st.text(max_size=60))
def test_what_is_rejected_lies_in_the_text(text: str) -> None:
    span = rejected_in(text)
    assert span is None or 0 <= span.start < span.end <= len(text)
    is_verdict(text)


@pytest.mark.parametrize(
    "text", ["the claim that " * 4_000, "no truth to the rumour of " * 2_000, "is not " * 9_000, "it is " + "a " * 90_000]
)
def test_hostile_texts_take_no_time(text: str) -> None:
    rejected_in(text)
    is_verdict(text)
