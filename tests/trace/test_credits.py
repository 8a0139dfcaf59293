"""Which lines of an article credit an agency, and for how much of it they speak."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.trace.byhand import POST, article
from tests.trace.stories import OTHER_STORY
from tests.trace.test_derive import found

from reportedly.records import Credit, Outlet, Span


def test_a_desk_of_the_outlet_called_by_its_letters_is_no_other_outlet() -> None:
    letters = Outlet(name="NMB (Radio)", family="NMB (Radio)")
    paper = article("p", letters, f"OSTWICK (NMBMoney) — {OTHER_STORY}")
    named = tuple(Credit(agency=name, place="dateline", words=Span(9, 17)) for name in ("NMBMoney", "Nmbmoney"))
    assert [found(replace(paper, credits=(credit,))) for credit in named] == [[], [("wire:Nmbmoney", "p", "credit", True, True)]]


def test_a_member_s_party_and_state_is_no_agency() -> None:
    text = f"Senator Ada Quill (R-VA) — {OTHER_STORY}"
    credit = Credit(agency="R-VA", place="dateline", words=Span(19, 23))
    assert found(replace(article("p", POST, text), credits=(credit,))) == []


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        (f"From Meridian Wire:\n\n{OTHER_STORY}", "Meridian Wire", False),
        (f"Source: Meridian Wire\n\n{OTHER_STORY}", "Meridian Wire", False),
        (f"{OTHER_STORY}\n\nSource: Meridian Wire", "Meridian Wire", True),
        (f"Meridian Wire: {OTHER_STORY}", "Meridian Wire", True),
        (f"{OTHER_STORY}\n\nMeridian Wire: Prices to rise", "Meridian Wire", False),
    ],
    ids=["before what is quoted", "below a table", "below all of it", "before all of it", "before a last line"],
)
def test_a_line_speaks_for_what_it_stands_at(text: str, words: str, whole: bool) -> None:  # noqa: FBT001  a case's expected value
    at = text.index(words)
    credit = Credit(agency="Meridian Wire", place="line", words=Span(at, at + len(words)))
    assert ("wire:Meridian Wire", "p", "credit", True, whole) in found(replace(article("p", POST, text), credits=(credit,)))


@pytest.mark.parametrize(
    ("byline", "expected"),
    [("Ann Reeve, Tom Sill, Meridian Wire, Ida Moss, Peder Aune", 0), ("Ann Reeve, Tom Sill, Ida Moss, Peder Aune, Meridian Wire", 1)],
    ids=["among the writers of a page", "at its end"],
)
def test_an_agency_in_the_middle_of_a_page_s_list_of_writers_has_not_written_it(byline: str, expected: int) -> None:
    paper = replace(article("p", POST, OTHER_STORY, byline=byline), credits=(Credit(agency="Meridian Wire", place="byline"),))
    assert len(found(paper)) == expected
