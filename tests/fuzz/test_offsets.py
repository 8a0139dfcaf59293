"""Every span of every output lies in its text, and no span cuts what it must not, on any Unicode."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.harbour import WordVectors

from reportedly import pipeline
from reportedly.records import Article, Outlet, Scores, Span
from reportedly.report.json import to_json
from reportedly.text.numbers import quantities
from reportedly.text.quotes import quotations
from reportedly.text.sentences import paragraphs, sentences, words
from reportedly.tools import Settings, Tools

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from reportedly.records import Statement

SAID = (
    *("Ilse Korhonen said the quay was safe.", '"Nobody was hurt," she told The Harbour Post on Tuesday.', "The minister denied that"),
    *("According to the port authority, 40 men", "“We saw it,” said", "—", "was hurt", ".", "\n\n", "it had been 1,300 metres", "Mr.", "'"),
)
STRANGE = (
    *("e\u0301", "\u0327\u0301", "\u202e", "\u2067", "\u200d", "👩\u200d👩\u200d👧", "🇬🇧", "\ud7ff", "\ue000", "\U00010000", "\U0010ffff"),
    *("الميناء", "קרן", "港", "ß", "İ", "ﬁ", "\u2028", "\x85", "\u00a0", "\u00ad", "\ufeff", "٣", "²", "㎏"),
)
TEXTS = st.lists(st.sampled_from(SAID) | st.sampled_from(STRANGE) | st.text(max_size=6), min_size=1, max_size=14).map(" ".join)
FEW = settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))


class Judge:
    """Finds that texts which share words support each other, a little."""

    digest = "none"
    made_of = (("pairs", "none"),)

    def scores(self, left: str, right: str) -> Scores:
        alike = 0.9 if set(left.split()) & set(right.split()) else 0.0
        return Scores(supports=alike, contradicts=0.0, unrelated=1.0 - alike)


@cache
def models() -> Tools:
    tools = Tools(Settings(library=None))  # type: ignore[arg-type]  # each test names its own
    tools.__dict__.update(vectors=WordVectors(), pairs=Judge())
    return tools


def article(text: str, key: str = "a1") -> Article:
    return Article(id=key, outlet=Outlet.unlisted("The Harbour Post"), text=text, published="2031-03-04")


def within(spans: Iterable[Span], text: str) -> None:
    """Check that spans lie in a text and hold something."""
    for start, end in spans:
        assert 0 <= start < end <= len(text), (start, end, text)


def ordered(spans: Iterable[Span], text: str) -> None:
    """Check that spans lie in a text, one after the other."""
    held = tuple(spans)
    within(held, text)
    assert all(left.end <= right.start for left, right in pairwise(held)), (held, text)


@settings(FEW, max_examples=150)
@given(TEXTS | st.text())
def test_the_pieces_of_a_text(text: str) -> None:
    for pieces in (paragraphs(text), sentences(text), words(text)):
        ordered(pieces, text)
    within((quantity.span for quantity in quantities(text)), text)
    within((quotation.outer for quotation in quotations(text)), text)


@FEW
@given(TEXTS)
def test_statements(text: str) -> None:
    tools = models()
    for statement in tools.attributor(tools.outlets).statements(article(text)):
        ordered(statement.content, text)
        for span in statement.content:
            assert span.of(text) == span.of(text).strip(), (span, text)
        within(others(statement), text)


def others(statement: Statement) -> Iterator[Span]:
    """All spans of a statement beside its content."""
    found: list[Span | None] = [
        statement.cue,
        statement.first_hand,
        statement.time.words if statement.time else None,
        *(each.words for each in statement.refers),
    ]
    for voice in statement.chain:
        found += [voice.words, voice.cue, *(voice.content or ())]
    yield from (span for span in found if span)


@settings(FEW, max_examples=10)
@given(st.lists(TEXTS, min_size=2, max_size=3, unique_by=str.strip))
def test_reports(tmp_path_factory: Any, texts: list[str]) -> None:
    folder: Path = tmp_path_factory.mktemp("library")
    tools = models().over(folder)
    texts = [text for text in texts if text.strip()] or ["The quay was safe."]
    with tools.library() as library:
        for number, text in enumerate(texts):
            library.add(article(text, f"a{number}"))
    report = pipeline.report_on(article(f"{texts[0]} {texts[-1]}", "asked"), tools=tools)
    shown = json.loads(to_json(report))
    known = {each["id"]: each["text"] for each in (shown["article"], *shown["articles"])}

    for finding in shown["findings"]:
        within(map(Span._make, finding["claim"]["content"]), known["asked"])
        for evidence in finding["evidence"]:
            theirs = known[evidence["article"]["id"]]
            within(map(Span._make, evidence["content"]), theirs)
            within((Span(*reason["left"]) for reason in evidence["reasons"] if reason["left"]), known["asked"])
            within((Span(*reason["right"]) for reason in evidence["reasons"] if reason["right"]), theirs)
    for derivation in shown["derivations"]:
        within((Span(*each["right"]) for each in derivation["evidence"]), known[derivation["to"]])
