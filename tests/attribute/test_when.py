"""When a speaker spoke. In the cases [source], <cue> and {content} are marked; articles are published on Sunday, 2021-10-10."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.attribute.relate import Level
from reportedly.attribute.when import when_said
from reportedly.records import Span, When

PUBLISHED = "2021-10-10T18:00:00+02:00"
SUNDAY = ("2021-10-10", "2021-10-10")
TUESDAY = ("2021-10-05", "2021-10-05")
THURSDAY = ("2021-10-07", "2021-10-07")
LAST_WEEK = ("2021-09-27", "2021-10-03")

#: The time stands by the cue.
BY_CUE = [
    ("[The mayor] <said> on Sunday {the Tarn bridge was safe}.", "on Sunday", SUNDAY),
    ("[The mayor] <said> Sunday {the Tarn bridge was safe}.", "Sunday", SUNDAY),
    ("[The mayor] <said> late on Tuesday that {the Tarn bridge was safe}.", "late on Tuesday", TUESDAY),
    ("[The mayor] on Tuesday <warned> {the Tarn bridge might close}.", "on Tuesday", TUESDAY),
    ("[The mayor] Tuesday <warned> {the Tarn bridge might close}.", "Tuesday", TUESDAY),
    ("{The Tarn bridge is safe}, [the mayor] <said> on Tuesday.", "on Tuesday", TUESDAY),
    ("“{It is safe},” <said> [the mayor] on Tuesday.", "on Tuesday", TUESDAY),
    ("“{It is safe},” <said> [Orla Venn, mayor of Kellmouth], on Tuesday.", "on Tuesday", TUESDAY),
    ("[She] <told> reporters in Kellmouth on Thursday night that {it was safe}.", "on Thursday night", THURSDAY),
    ("[She] <told> the Harbour Post in an interview last week {it was safe}.", "last week", LAST_WEEK),
    ("[She] <told> the Harbour Post in an interview published on Tuesday {it was safe}.", "on Tuesday", TUESDAY),
    ("[The ministry] <said> in a statement issued on Thursday that {it was safe}.", "on Thursday", THURSDAY),
    ("[The ministry] <said> in Thursday's statement that {it was safe}.", "Thursday", THURSDAY),
    ("[She] <said in a 2019 interview> that {it was safe}.", "2019", ("2019-01-01", "2019-12-31")),
    ("[She] <said> in a 2019 interview that {it was safe}.", "2019", ("2019-01-01", "2019-12-31")),
    ("[Fishermen] <had said on Thursday> {the pier was rotten}.", "on Thursday", THURSDAY),
    ("[The company] <denied> yesterday that {it had been warned}.", "yesterday", ("2021-10-09", "2021-10-09")),
    ("[The guild] <testified> on 3 February 2020 that {it had been warned}.", "on 3 February 2020", ("2020-02-03", "2020-02-03")),
    ("{The pier is rotten}, <according to> [engineers] on Thursday.", "on Thursday", THURSDAY),
    ("[The mayor], speaking on Thursday, <said> {the pier was rotten}.", "on Thursday", THURSDAY),
    ("[The mayor] <said> on Thursday after a meeting with the guild {it was safe}.", "on Thursday", THURSDAY),
    ("[The mayor] <said> on Thursday that {the pier had fallen on Tuesday}.", "on Thursday", THURSDAY),
    ("[Dr Pell] <wrote> in March 2020 that {the pier was rotten}.", "in March 2020", ("2020-03-01", "2020-03-31")),
    ("[Dr Pell] <wrote> in November that {the pier was rotten}.", "in November", ("2020-11-01", "2020-11-30")),
    ("[The guild] <will tell> the court on Thursday that {it was warned}.", "on Thursday", ("2021-10-14", "2021-10-14")),
    ("[The mayor] <said>: “{It is safe}” on Tuesday.", "on Tuesday", TUESDAY),
    ("[The mayor] <said> {on Tuesday that the pier was safe}.", "on Tuesday", TUESDAY),
    ("[She] <told> the Associated Pilots on Tuesday {it was safe}.", "on Tuesday", TUESDAY),
    ("[The guild] <announced> {its support} for the pier on Tuesday.", "on Tuesday", TUESDAY),
    ("[The guild] emailed its members on Tuesday, <telling> them {it was safe}.", "on Tuesday", TUESDAY),
    ("[He] <said> between Monday and Friday {the pier was closed}.", "between Monday and Friday", ("2021-10-04", "2021-10-08")),
]
#: The time opens the sentence.
OPENING = [
    ("On Tuesday, [she] <told> the council {it was safe}.", "On Tuesday", TUESDAY),
    ("But last week [the mayor] <said> {it was safe}.", "last week", LAST_WEEK),
    ("Earlier this week, [the mayor of Kellmouth] <said> {it was safe}.", "Earlier this week", ("2021-10-04", "2021-10-10")),
    ("Last week, [the mayor], who was elected in 2019, <said> {it was safe}.", "Last week", LAST_WEEK),
    ("Speaking to reporters in Kellmouth on Thursday, [the mayor] <said> {it was safe}.", "on Thursday", THURSDAY),
    ("Asked on Thursday about the pier, [the mayor] <said> {it was safe}.", "on Thursday", THURSDAY),
    ("In an interview on Thursday, [the mayor] <said> {it was safe}.", "on Thursday", THURSDAY),
    ("At a rally in Kellmouth on Thursday, [the mayor] <said> {it was safe}.", "on Thursday", THURSDAY),
    ("In a 2019 speech, [the mayor] <said> {it was safe}.", "2019", ("2019-01-01", "2019-12-31")),
    ("During Tuesday's debate in Kellmouth, [the mayor] <said> {it was safe}.", "Tuesday", TUESDAY),
    ("In a letter dated 3 March, [the guild] <said> {it was rotten}.", "3 March", ("2021-03-03", "2021-03-03")),
    ("On Thursday evening <came> [the guild's] denial: {it had not been warned}.", "On Thursday evening", THURSDAY),
]
#: The time tells when the source was published.
IN_SOURCE = [
    ("[A report published by the Harbour Post on Sunday] <said> {the pier was rotten}.", "on Sunday", SUNDAY),
    ("[A statement on Thursday] <said> {the pier was safe}.", "on Thursday", THURSDAY),
    ("[Thursday's statement] <said> {the pier was safe}.", "Thursday", THURSDAY),
    ("<According to> [a study released last week], {the pier was rotten}.", "last week", LAST_WEEK),
    ("[The report], released on Thursday, <said> {the pier was rotten}.", "on Thursday", THURSDAY),
    ("[A letter dated 3 March 2020] <says> {the pier is rotten}.", "3 March 2020", ("2020-03-03", "2020-03-03")),
]
#: The time belongs to something else.
OF_ELSE = [
    "[The 2019 study] <found> {the pier was rotten}.",
    "[A 2019 report on the storm] <said> {the pier was rotten}.",
    "[A report on the 2019 storm] <said> {the pier was rotten}.",
    "[Families of Sunday's victims] <said> {the pier was rotten}.",
    "[A sailor who was rescued on Sunday] <said> {the pier was rotten}.",
    "[The mayor], elected in 2019, <said> {the pier was rotten}.",
    "[The mayor], who was elected in 2019, <said> {the pier was rotten}.",
    "[The mayor] <said> {the pier fell on Sunday}.",
    "{On Sunday the pier fell}, [the mayor] <said>.",
    "On Sunday, {the pier fell}, [the mayor] <said>.",
    "The pier fell on Sunday, and [the mayor] <said> {it was rotten}.",
    "On Sunday the pier fell, but [the mayor] <said> {it was safe}.",
    "[The mayor] <said> of Sunday's storm: “{It was the worst}.”",
    "[The mayor] <said> {it was rotten}, and resigned on Sunday.",
    "[The mayor] <said> {it was rotten} before Sunday's vote.",
    "[The mayor] <said> the council, which meets on Thursday, {was wrong}.",
    "In the storm that hit on Sunday, [the mayor] <said>, {the pier fell}.",
    "When the pier fell on Sunday, [the mayor] <said> {it had been safe}.",
    "[The guild] had last week barred the mayor after <finding> {that the pier was rotten}.",
    "[Most voters in parishes polled on Sunday] <say> {it was safe}.",
    "[The mayor] <said> at the party's July convention {it was safe}.",
    "[She] <became a voice for> {repairs} after a child was hurt last week.",
    "[The mayor] <said> in the hours before the vote {it was safe}.",
    "[The guild] <called> {a strike}, and two weeks later, on Sunday, the pier fell.",
    "The pier fell on Sunday, <said> [the mayor] of {its cause}.",
    "[The mayor] <has said> since 2019 {it was rotten}.",
    "[The mayor] <told> the Sunday Mirror {it was rotten}.",
    "[The mayor] <said> {it was rotten}.",
    "[The mayor] <said> before the vote on Sunday {it was rotten}.",
]
MARKS = re.compile(r"[\[\]<>{}]")


def marked(text: str) -> tuple[str, Level]:
    """The text without its marks, and what they mark."""
    spans: dict[str, list[Span]] = {"[": [], "<": [], "{": []}
    for mark, pattern in (("[", r"\[(.*?)\]"), ("<", "<(.*?)>"), ("{", r"\{(.*?)\}")):
        for found in re.finditer(pattern, text):
            start, end = (at - len(MARKS.findall(text[:at])) for at in found.span(1))
            spans[mark].append(Span(start, end))
    source, cue = (spans[mark][0] if spans[mark] else None for mark in "[<")
    return MARKS.sub("", text), Level(source, cue, tuple(spans["{"]))


def said(text: str, published: str | None = PUBLISHED) -> tuple[str, When | None]:
    plain, level = marked(text)
    return plain, when_said(plain, sentence=Span(0, len(plain)), level=level, published=published)


@pytest.mark.parametrize(("text", "words", "days"), [*BY_CUE, *OPENING, *IN_SOURCE])
def test_when_the_speaker_spoke(text: str, words: str, days: tuple[str, str]) -> None:
    plain, when = said(text)
    assert when is not None
    assert (when.words.of(plain), (when.start, when.end)) == (words, days)


@pytest.mark.parametrize("text", OF_ELSE)
def test_a_time_of_something_else_is_not_the_speakings(text: str) -> None:
    assert said(text)[1] is None


def test_without_a_published_date_the_time_is_open_and_says_so() -> None:
    plain, when = said("[The mayor] <said> on Sunday {the Tarn bridge was safe}.", None)
    assert when == When(start=None, end=None, words=Span(plain.index("on"), plain.index("the Tarn") - 1), how="no published date")


def test_a_date_in_full_needs_no_published_date() -> None:
    when = said("[The mayor] <said> on 3 March 2020 {it was safe}.", None)[1]
    assert when is not None
    assert (when.start, when.how) == ("2020-03-03", "as written")


def test_without_a_cue_nothing_is_told() -> None:
    assert said("On Sunday, {the pier fell}.")[1] is None


def test_only_the_sentence_is_read() -> None:
    text = "It rained on Sunday. The mayor said it was safe. On Monday it snowed."
    level = Level(Span(21, 30), Span(31, 35), (Span(36, 47),))
    assert when_said(text, sentence=Span(21, 48), level=level, published=PUBLISHED) is None


SPANS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda ends: Span(*sorted(ends)))
TEXTS = st.lists(
    st.sampled_from("On Sunday last week , the mayor said in 2019 a statement report 's . “ ” who that issued".split()), max_size=20
)


@given(TEXTS.map(" ".join), SPANS, SPANS, st.none() | SPANS, st.lists(SPANS, max_size=2))
def test_any_spans_are_read_without_failing(text: str, sentence: Span, cue: Span, source: Span | None, content: list[Span]) -> None:
    level = Level(source, cue, tuple(content))
    when = when_said(text, sentence=sentence, level=level, published=PUBLISHED)
    assert when is None or sentence.contains(when.words)
