"""Time phrases in news text, and the days they mean."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import Span
from reportedly.text.dates import TimePhrase, day_of, same_time, time_phrases

#: A Sunday.
PUBLISHED = "2021-10-10"

Expected = list[tuple[str, str | None, str | None]]

WRITTEN: list[tuple[str, Expected]] = [
    ("The bridge opened on 15 August 2021.", [("15 August 2021", "2021-08-15", "2021-08-15")]),
    ("The bridge opened on August 15, 2021, at noon.", [("August 15, 2021", "2021-08-15", "2021-08-15")]),
    ("On the 15th of August, 2021 it opened.", [("the 15th of August, 2021", "2021-08-15", "2021-08-15")]),
    ("dated 2021-08-15T07:30", [("2021-08-15", "2021-08-15", "2021-08-15")]),
    ("filed 25/12/2020, stamped 12/25/2020", [("25/12/2020", "2020-12-25", "2020-12-25"), ("12/25/2020", "2020-12-25", "2020-12-25")]),
    ("a form of 15.08.2021", [("15.08.2021", "2021-08-15", "2021-08-15")]),
    ("It was built in 2001.", [("2001", "2001-01-01", "2001-12-31")]),
    ("The 2019 study (2018 in the annex)", [("2019", "2019-01-01", "2019-12-31"), ("2018", "2018-01-01", "2018-12-31")]),
    ("Founded in 1640, it closed.", [("1640", "1640-01-01", "1640-12-31")]),
    ("in March 2020 and March, 2021", [("March 2020", "2020-03-01", "2020-03-31"), ("March, 2021", "2021-03-01", "2021-03-31")]),
    ("in mid-March 2020", [("mid-March 2020", "2020-03-11", "2020-03-21")]),
    ("at the end of February 2020", [("the end of February 2020", "2020-02-21", "2020-02-29")]),
    ("by late 2020", [("by late 2020", None, "2020-12-31")]),
    (
        "the first quarter of 2019, Q3 2019",
        [("the first quarter of 2019", "2019-01-01", "2019-03-31"), ("Q3 2019", "2019-07-01", "2019-09-30")],
    ),
    ("the second half of 2019", [("the second half of 2019", "2019-07-01", "2019-12-31")]),
    ("the spring of 2019", [("the spring of 2019", "2019-03-01", "2019-05-31")]),
    ("in the winter of 2019", [("the winter of 2019", None, None)]),
    ("the 1980s and early 1990s", [("the 1980s", "1980-01-01", "1989-12-31"), ("early 1990s", "1990-01-01", "1993-12-31")]),
    ("the 19th century", [("the 19th century", "1801-01-01", "1900-12-31")]),
    ("from 2001 to 2005", [("2001 to 2005", "2001-01-01", "2005-12-31")]),
    ("the war of 1939-45", [("1939-45", "1939-01-01", "1945-12-31")]),
    ("between March 2020 and May 2021", [("between March 2020 and May 2021", "2020-03-01", "2021-05-31")]),
    ("between December and March 2020", [("between December and March 2020", "2019-12-01", "2020-03-31")]),
    ("between 3 March 2020 and May", [("between 3 March 2020 and May", "2020-03-03", "2020-05-31")]),
    ("August 15-17, 2020", [("August 15-17, 2020", "2020-08-15", "2020-08-17")]),
    ("15 to 17 August 2020", [("15 to 17 August 2020", "2020-08-15", "2020-08-17")]),
    ("since 3 March 2020", [("since 3 March 2020", "2020-03-03", None)]),
    ("after March 2020", [("after March 2020", "2020-04-01", None)]),
    ("before March 2020", [("before March 2020", None, "2020-02-29")]),
    ("Christmas Day 2019", [("Christmas Day 2019", "2019-12-25", "2019-12-25")]),
]
FROM_SUNDAY: list[tuple[str, Expected]] = [
    ("The vote on Sunday", [("Sunday", "2021-10-10", "2021-10-10")]),
    ("It fell on Thursday.", [("Thursday", "2021-10-07", "2021-10-07")]),
    ("late Tuesday, Tuesday evening", [("late Tuesday", "2021-10-05", "2021-10-05"), ("Tuesday evening", "2021-10-05", "2021-10-05")]),
    ("last Sunday, next Sunday", [("last Sunday", "2021-10-03", "2021-10-03"), ("next Sunday", "2021-10-17", "2021-10-17")]),
    ("Thursday of last week", [("Thursday of last week", "2021-09-30", "2021-09-30")]),
    ("next week on Thursday", [("next week on Thursday", "2021-10-14", "2021-10-14")]),
    ("yesterday and today", [("yesterday", "2021-10-09", "2021-10-09"), ("today", "2021-10-10", "2021-10-10")]),
    ("the day before yesterday", [("the day before yesterday", "2021-10-08", "2021-10-08")]),
    ("tomorrow morning", [("tomorrow morning", "2021-10-11", "2021-10-11")]),
    ("this morning, last night", [("this morning", "2021-10-10", "2021-10-10"), ("last night", "2021-10-09", "2021-10-09")]),
    ("overnight", [("overnight", "2021-10-09", "2021-10-10")]),
    ("two days ago", [("two days ago", "2021-10-08", "2021-10-08")]),
    ("three months ago, a year ago", [("three months ago", "2021-07-01", "2021-07-31"), ("a year ago", "2020-01-01", "2020-12-31")]),
    ("last week, this week", [("last week", "2021-09-27", "2021-10-03"), ("this week", "2021-10-04", "2021-10-10")]),
    ("earlier this week", [("earlier this week", "2021-10-04", "2021-10-10")]),
    ("later this month", [("later this month", "2021-10-10", "2021-10-31")]),
    ("this month, last month", [("this month", "2021-10-01", "2021-10-31"), ("last month", "2021-09-01", "2021-09-30")]),
    ("late last year", [("late last year", "2020-09-01", "2020-12-31")]),
    ("at the weekend", [("the weekend", "2021-10-09", "2021-10-10")]),
    ("in the past month", [("the past month", "2021-09-10", "2021-10-10")]),
    ("over the next two weeks", [("the next two weeks", "2021-10-10", "2021-10-24")]),
    ("the latest quarter", [("the latest quarter", "2021-07-01", "2021-09-30")]),
    ("this March", [("this March", "2021-03-01", "2021-03-31")]),
    ("March", [("March", "2021-03-01", "2021-03-31")]),
    ("three hours ago", [("three hours ago", "2021-10-09", "2021-10-10")]),
    ("this decade", [("this decade", "2020-01-01", "2029-12-31")]),
    ("last century", [("last century", "1901-01-01", "2000-12-31")]),
    ("in the last century", [("the last century", "1921-10-10", "2021-10-10")]),
    ("last summer", [("last summer", "2021-06-01", "2021-08-31")]),
    ("on August 15", [("August 15", "2021-08-15", "2021-08-15")]),
    ("on the third of March", [("the third of March", "2021-03-03", "2021-03-03")]),
    ("on Sept. 7", [("Sept. 7", "2021-09-07", "2021-09-07")]),
    ("mid-August", [("mid-August", "2021-08-11", "2021-08-21")]),
    ("last August, next August", [("last August", "2021-08-01", "2021-08-31"), ("next August", "2022-08-01", "2022-08-31")]),
    ("August 15 last year", [("August 15 last year", "2020-08-15", "2020-08-15")]),
    ("on Thursday, November 4", [("Thursday, November 4", "2021-11-04", "2021-11-04")]),
    ("in the '80s, in the nineties", [("the '80s", "1980-01-01", "1989-12-31"), ("the nineties", "1990-01-01", "1999-12-31")]),
    ("since mid-August", [("since mid-August", "2021-08-11", None)]),
    ("until March 21", [("until March 21", None, "2022-03-21")]),
    ("The road was closed until March 21.", [("until March 21", None, "2021-03-21")]),
    ("between September and December", [("between September and December", "2020-09-01", "2020-12-31")]),
    ("from Monday to Friday", [("from Monday to Friday", "2021-10-04", "2021-10-08")]),
    ("on New Year's Eve", [("New Year's Eve", "2020-12-31", "2020-12-31")]),
]
TO_COME: list[tuple[str, Expected]] = [
    ("The council will meet on Thursday.", [("Thursday", "2021-10-14", "2021-10-14")]),
    ("The council, which will close, met on Thursday.", [("Thursday", "2021-10-07", "2021-10-07")]),
    ("On Tuesday, the court will hear it.", [("Tuesday", "2021-10-12", "2021-10-12")]),
    ("On Tuesday, she said the court will hear it.", [("Tuesday", "2021-10-05", "2021-10-05")]),
    ("The fare will rise, she said on Friday.", [("Friday", "2021-10-08", "2021-10-08")]),
    ("The hearing is scheduled for March 3.", [("March 3", "2022-03-03", "2022-03-03")]),
    ("The meeting of November 16", [("November 16", "2021-11-16", "2021-11-16")]),
    ("The mob stormed the hall on November 16.", [("November 16", "2020-11-16", "2020-11-16")]),
]
OPEN: list[tuple[str, str]] = [
    ("the day before", "counted from another day"),
    ("two days later", "counted from another day"),
    ("the previous Friday", "counted from another day"),
    ("that week", "counted from another day"),
    ("in recent weeks", "no exact time"),
    ("years ago", "no exact time"),
    ("the past few days", "no exact time"),
    ("coming weeks", "no exact time"),
    ("on February 30", "no such date"),
    ("on 2021-02-30", "no such date"),
    ("on 10/12/2020", "the day and the month cannot be told apart"),
    ("the third half of 2019", "a year has two halves"),
    ("from 2005-2001", "no span of years"),
    ("on Sunday, February 30", "no such date"),
    ("the fifth quarter", "a year has four quarters"),
    ("from 17 to 15 August", "the days stand in the wrong order"),
    ("between 2005-12-01 and 2001-12-01", "the ends are in the wrong order"),
    ("in the 1985s", "no decade"),
    ("in 2010-12", "a span of years or a month"),
    ("9000 years ago", "no such date"),
]
#: Without a published date these stay open, and say so.
UNANCHORED = ["on Sunday", "yesterday", "August 15", "last week", "in March", "the '80s", "from Monday to Friday", "this morning", "Q3"]
NONE = [
    "April Jones met Will March and May Dunn.",
    "The Sunday Mirror and the Mail on Sunday bid on Black Friday.",
    "Some 2000 people of 1500 villages marched.",
    "a two-year plan of three days",
    "every Tuesday, each week",
    "She may march to the second quarter-final in the fall of the town.",
    "Harbour Today paid $2019 for 2,019 boats, 20.19 each.",
    "batch A2019, room2021",
    "in her 80s",
    "",
]


def told(text: str, published: str | None = PUBLISHED) -> Expected:
    return [(p.words.of(text), p.start, p.end) for p in time_phrases(text, published=published)]


@pytest.mark.parametrize("published", [None, PUBLISHED])
@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_what_is_written_in_full_needs_no_published_date(text: str, expected: Expected, published: str | None) -> None:
    assert told(text, published) == expected


@pytest.mark.parametrize(("text", "expected"), FROM_SUNDAY)
def test_other_phrases_are_read_from_the_published_day(text: str, expected: Expected) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), TO_COME)
def test_the_words_around_tell_what_is_to_come(text: str, expected: Expected) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(("text", "how"), OPEN)
def test_a_phrase_that_tells_no_days_stays_open_and_says_why(text: str, how: str) -> None:
    assert [(p.start, p.end, p.how) for p in time_phrases(text, published=PUBLISHED)] == [(None, None, how)]


@pytest.mark.parametrize("text", UNANCHORED)
def test_without_a_published_date_it_stays_open(text: str) -> None:
    assert [(p.is_open, p.how) for p in time_phrases(text)] == [(True, "no published date")]


@pytest.mark.parametrize("text", NONE)
def test_no_time_phrase(text: str) -> None:
    assert told(text) == []


def test_how_it_was_read_is_told() -> None:
    text = "It fell on Sunday, since mid-August, and from Monday to Friday."
    assert [p.how for p in time_phrases(text, published="2021-10-12T08:00:00Z")] == [
        "the Sunday on or before 2021-10-12",
        "from the August on or before 2021-10-12, middle part on",
        "from the Monday on or before 2021-10-08, to the Friday on or before 2021-10-12",
    ]


@pytest.mark.parametrize(
    ("text", "published"),
    [("before today", "0001-01-01"), ("after today", "9999-12-31"), ("a year ago", "0001-01-01"), ("in the '80s", "0001-01-01")],
)
def test_the_calendar_has_ends(text: str, published: str) -> None:
    assert [p.how for p in time_phrases(text, published=published)] == ["no such date"]


def test_the_tense_can_be_given() -> None:
    text = "The council will meet on Thursday."
    assert [p.start for p in time_phrases(text, published=PUBLISHED, tense="past")] == ["2021-10-07"]
    assert [p.start for p in time_phrases("on Thursday", published=PUBLISHED, tense="future")] == ["2021-10-14"]


def test_only_the_given_range_is_read() -> None:
    text = "On Sunday it fell. On Monday it rose."
    assert [p.words.of(text) for p in time_phrases(text, within=Span(18, len(text)))] == ["Monday"]


def test_a_paragraph_break_ends_a_phrase() -> None:
    assert [p.words for p in time_phrases("on 15 August\n\n2021 was dry", published=PUBLISHED)] == [Span(3, 12), Span(14, 18)]


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2021-10-10", date(2021, 10, 10)),
        ("2021-10-10T23:30:00-05:00", date(2021, 10, 10)),
        ("2021-13-10", None),
        ("10 October 2021", None),
        ("", None),
        (None, None),
    ],
)
def test_day_of_a_published_date_is_the_day_as_written(published: str | None, day: date | None) -> None:
    assert day_of(published) == day


def only(text: str, published: str | None = None) -> TimePhrase:
    (phrase,) = time_phrases(text, published=published)
    return phrase


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (only("on August 15", PUBLISHED), only("15 August 2021"), True),
        (only("on August 15", PUBLISHED), only("on August 16", PUBLISHED), False),
        (only("mid-August", PUBLISHED), only("August 15", PUBLISHED), True),
        (only("since mid-August", PUBLISHED), only("on Friday", PUBLISHED), True),
        (only("until August 1", PUBLISHED), only("in 2023"), False),
        (only("since 2020"), only("before 2019"), False),
        (only("on Sunday"), only("Sunday"), True),
        (only("on Sunday"), only("on Monday"), None),
        (only("on August 15"), only("the 15th of August"), True),
        (only("on August 15"), only("on August 16"), False),
        (only("on August 15"), only("16 August 2021"), False),
        (only("on August 15"), only("15 August 2021"), None),
        (only("on August 15"), only("in August 2021"), None),
    ],
)
def test_same_time(left: TimePhrase, right: TimePhrase, same: bool | None) -> None:  # noqa: FBT001  a case's outcome
    assert same_time(left, right) is same
    assert same_time(right, left) is same


WORDS = [
    *"on the last next this Sunday Thursday , August May 15 2021 1939 - – to until and between from since 31st first second half".split(),
    *"quarter of year years decade ago a few two week weeks Q3 '89 '80s 1980s early mid end weekend morning yesterday overnight".split(),
    *("century", "centuries", "hours", "will", "said", ".", "'", "s", "/", "later", "\n\n", "[", "é"),
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join), st.lists(st.sampled_from(WORDS)).map("".join)), st.dates())
def test_any_text_is_read_without_failing(text: str, published: date) -> None:
    for day in (None, published.isoformat()):
        last = 0
        for phrase in time_phrases(text, published=day):
            assert last <= phrase.words.start < phrase.words.end <= len(text)
            assert phrase.start is None or phrase.end is None or phrase.start <= phrase.end
            assert phrase.how
            assert same_time(phrase, phrase) is not False
            last = phrase.words.end


@pytest.mark.parametrize("piece", ["1", "1,", "1:1", "a", "' 's ", "\n ", "May ", "2001-", "between Monday and ", "the early mid-"])
def test_hostile_text_takes_time_that_grows_with_its_length_only(piece: str) -> None:
    """A quadratic reading would take minutes; what is allowed here is a hundred times what it takes."""
    start = time.process_time()
    time_phrases(piece * (100_000 // len(piece)), published=PUBLISHED)

    assert time.process_time() - start < 20
