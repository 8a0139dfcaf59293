"""Who was first, who came after, and from when on a claim was disputed; nobody is called first where the dates do not tell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reportedly.records import Article, Outlet
from reportedly.report import build
from reportedly.report.timeline import disputed_from, first_of, moment_words, timeline, whole_timeline

if TYPE_CHECKING:
    from reportedly.records import Finding, Report


def finding_on(report: Report, words: str) -> Finding:
    return next(finding for finding in report.findings if words in finding.claim.words)


def told(report: Report, words: str) -> list[tuple[str, str]]:
    known = build.articles(report)
    return [(moment.article.id, moment_words(moment, known)) for moment in timeline(finding_on(report, words), report)]


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (["2031-03-11T16:40:00", "2031-03-11T19:05:00"], 0),
        (["2031-03-12", "2031-03-11T19:05:00"], 1),
        (["2031-03-11T23:30:00+00:00", "2031-03-12T01:00:00+02:00"], 1),
        (["2031-03-11", "2031-03-11T19:05:00"], None),
        (["2031-03-11T19:05:00", "2031-03-11T19:05:00"], None),
        (["2031-03-11", None], None),
        (["9999-12-31", "2031-03-11"], None),
        ([None], 0),
        ([], None),
    ],
)
def test_the_first_is_named_only_where_dates_tell(dates: list[str | None], first: int | None) -> None:
    outlet = Outlet.unlisted("The Harbour Post")
    articles = [Article(id=str(place), outlet=outlet, text="x", published=date) for place, date in enumerate(dates)]
    assert first_of(articles) == (None if first is None else articles[first])


def test_the_first_and_those_after(report: Report) -> None:
    assert told(report, "expect to raise the ship") == [
        ("meridian", "first to say so"),
        ("valley", "says so, taken from Meridian Wire"),
        ("skerry", "says so, taken from The Valley Gazette"),
        ("coastline", "says so"),
    ]


def test_what_has_no_date_stands_last_and_leaves_no_first(report: Report) -> None:
    assert told(report, "the price of a new radar") == [
        ("skerry", "says so, taken from Tidewatch"),
        ("coastline", "says so and says otherwise"),
        ("tidewatch", "says so"),
    ]


def test_a_claim_is_disputed_since_the_later_of_the_two(report: Report) -> None:
    radar = finding_on(report, "known to be faulty")
    (since,) = [moment.article.id for moment in timeline(radar, report) if moment.is_disputed_here]
    assert since == "north", "the Harbour Post said it before"

    early = replace(radar, evidence=radar.evidence[1:], origins=tuple(replace(o, statements=o.statements[:1]) for o in radar.origins))
    assert getattr(disputed_from(early, report), "id", None) == "coastline", "what is against it was out before"


@pytest.mark.parametrize(
    ("said", "denied", "since"),
    [
        (["2031-03-04T09:00", "2031-03-04T09:00"], "2031-03-05", "north"),  # whoever of the two was first
        (["2031-03-04", "2031-03-06"], "2031-03-05", "north"),
        (["2031-03-05", "2031-03-05"], "2031-03-05", None),
        (["2031-03-06", "2031-03-06"], "2031-03-05", None),  # since one of the two, but which?
        (["2031-03-06", "2031-03-07"], "2031-03-05", "coastline"),
        ([None, "2031-03-04"], "2031-03-05", "north"),
        (["2031-03-04", "2031-03-04"], None, None),
    ],
)
def test_since_when_it_is_disputed_where_several_say_it(
    report: Report, said: list[str | None], denied: str | None, since: str | None
) -> None:
    radar = finding_on(report, "known to be faulty")
    dates = {"coastline": said[0], "harbour": said[1], "north": denied}
    assert report.article is not None
    evidence = tuple(replace(each, article=replace(each.article, published=dates.get(each.article.id, said[1]))) for each in radar.evidence)
    told = replace(report, article=replace(report.article, published=said[0]))

    assert getattr(disputed_from(replace(radar, evidence=evidence), told), "id", None) == since


def test_where_days_do_not_tell_nothing_is_said_of_since_when(report: Report) -> None:
    forged = finding_on(report, "the memo was a forgery")
    assert forged.disputed
    assert disputed_from(forged, report) is None, "Tidewatch has no date"
    assert disputed_from(finding_on(report, "raise the ship"), report) is None, "nobody disputes it"


def test_the_whole_holds_every_article_and_finding_once(report: Report) -> None:
    days = whole_timeline(report)
    assert {day.article.id for day in days} == set(build.articles(report))
    assert [day.article.id for day in days if day.is_asked] == ["coastline"]
    (asked,) = [day for day in days if day.is_asked]
    carried = {*asked.first, *asked.also, *asked.against}
    assert carried == {one.number for one in build.numbered(report)}
    assert sum(len(day.first) for day in days) <= len(report.findings)
    assert {each.to for day in days for each in day.taken} == {each.to for each in report.derivations}


def test_a_claim_in_the_readers_words_has_a_timeline_too(claim_report: Report) -> None:
    assert [moment.article.id for moment in timeline(claim_report.findings[0], claim_report)] == ["harbour", "north"]
