"""Snippets and marked articles: nothing of the text is lost, and exactly the spans are lit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import Span
from reportedly.report import build
from reportedly.report.pieces import inner_quotes, marked, shortened, snippet, tidied, trimmed, visible

if TYPE_CHECKING:
    from reportedly.records import Finding, Report

TEXT = "The ferry left at noon.\n\nIt came back at dusk, two hours late, and nobody on the quay could say why.\n\nThe line said nothing."


def _joined(text: str, *phrases: str, around: int) -> str:
    spans = tuple(Span(text.index(p), text.index(p) + len(p)) for p in phrases)
    return "".join(f"[{piece.words}]" if piece.lit else piece.words for piece in snippet(text, spans, around=around))


def test_a_snippet_keeps_to_its_paragraph_and_to_whole_words() -> None:
    assert (
        _joined(TEXT, "two hours late", around=200) == "… It came back at dusk, [two hours late], and nobody on the quay could say why. …"
    )
    assert _joined(TEXT, "two hours late", around=12) == "… at dusk, [two hours late], and nobody …"


def test_spans_far_apart_are_shown_with_the_cut_between() -> None:
    assert _joined(TEXT, "ferry", "nothing", around=6) == "The [ferry] left … said [nothing]."


@given(st.data())
def test_a_snippet_lights_exactly_its_spans(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="ab \n", min_size=1, max_size=60))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True).filter(lambda c: len(c) % 2 == 0)))
    spans = tuple(Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True))
    shown = snippet(text, spans, around=data.draw(st.integers(0, 20)))
    assert "".join(piece.words for piece in shown if piece.lit) == "".join(span.of(text) for span in spans)


def test_marking_keeps_every_word_of_the_article(report: Report) -> None:
    assert report.article is not None
    shown = marked(report.article.text, build.numbered(report))
    assert "\n\n".join("".join(run.words for run in paragraph) for paragraph in shown) == report.article.text


def test_every_finding_opens_and_closes_once(report: Report) -> None:
    assert report.article is not None
    runs = [run for paragraph in marked(report.article.text, build.numbered(report)) for run in paragraph]
    numbers = [one.number for one in build.numbered(report)]
    assert sorted(n for run in runs for n in run.opens) == numbers
    assert sorted(n for run in runs for n in run.closes) == numbers


def test_of_nested_contents_the_innermost_stands_first(report: Report) -> None:
    whole = report.findings[1]
    text = report.article.text if report.article else ""
    inner = Span(whole.claim.content[0].start + 4, whole.claim.content[0].end - 4)
    nested = build.Numbered(number=99, finding=_with_content(report, inner))
    runs = [run for paragraph in marked(text, [*build.numbered(report), nested]) for run in paragraph if 99 in run.numbers]
    assert [run.numbers for run in runs] == [(99, 2)]


def _with_content(report: Report, span: Span) -> Finding:
    return replace(report.findings[0], claim=replace(report.findings[0].claim, content=(span,)))


def test_what_would_act_on_a_screen_is_replaced_one_for_one() -> None:
    hostile = "a\x1b[31mb\x07\u202ec\x9bd\ud800\ne"
    assert visible(hostile) == "a\ufffd[31mb\ufffd\ufffdc\ufffdd\ufffd\ne"
    assert len(visible(hostile)) == len(hostile)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (", that the gates had been raised by hand", "the gates had been raised by hand"),
        ("the line had gone,", "the line had gone"),
        ("we were told nothing –", "we were told nothing"),
        ("– 5 of them", "5 of them"),
        ("-5 degrees at noon.", "-5 degrees at noon."),
        (".5 of a mark", ".5 of a mark"),
        ('"not told it. The envoy left', "not told it. The envoy left"),
        ('the "hour" was named', 'the "hour" was named'),
        ("two\n\n lines ", "two lines"),
        ("that night", "that night"),
        ("...", "..."),
    ],
)
def test_words_are_shown_without_stray_punctuation(words: str, shown: str) -> None:
    assert trimmed(words) == shown


@given(st.text())
def test_trimming_takes_from_the_ends_alone(words: str) -> None:
    line = " ".join(words.split())
    assert trimmed(words) in line
    assert trimmed(words) or not line


def test_spans_are_lit_without_stray_punctuation() -> None:
    text = "They said, that the boat sank, and left ... there."
    spans = (Span(text.index(", that"), text.index(" and")), Span(text.index("..."), text.index("...") + 3))
    assert [span.of(text) for span in tidied(text, spans)] == ["the boat sank", "..."]


def test_a_quotation_inside_a_quotation_gets_single_marks() -> None:
    assert inner_quotes('"We came," she said. "Nobody told us"') == "‘We came,’ she said. ‘Nobody told us’"
    assert inner_quotes("a “war” of 3 words") == "a ‘war’ of 3 words"


def test_a_long_passage_is_cut_around_the_name() -> None:
    passage = f"{'Rain fell on the quay. ' * 20}The Harbour Post said so. {'Nobody answered. ' * 20}"
    cut = shortened(passage, about="The Harbour Post", longest=80)
    assert "The Harbour Post said so." in cut
    assert len(cut) <= 84
    assert (cut[:2], cut[-2:]) == ("… ", " …")
    assert shortened("short", about="The Harbour Post") == "short"
    assert len(shortened(passage, about="Somebody Else", longest=80)) <= 82
