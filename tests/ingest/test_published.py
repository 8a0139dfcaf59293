"""Dates as people and programs write them, and what is no date."""

from __future__ import annotations

import pytest

from reportedly.ingest.published import date_in_address, date_in_line, iso_date


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("2031-03-04", "2031-03-04"),
        ("2031-03-04T05:06:07Z", "2031-03-04T05:06:07+00:00"),
        ("2031-03-04T05:06:07.123456789+0200", "2031-03-04T05:06:07+02:00"),
        ("2031-03-04 05:06", "2031-03-04T05:06:00"),
        ("20310304", "2031-03-04"),
        ("Tue, 04 Mar 2031 05:06:07 GMT", "2031-03-04T05:06:07+00:00"),
        ("4 March 2031", "2031-03-04"),
        ("Mar. 4, 2031", "2031-03-04"),
        ("March 4th 2031, 9.15am", "2031-03-04"),
        ("yesterday", None),
        ("March 2031", None),
        ("31 February 2031", None),
        ("0001-01-01T00:00:00Z", None),
        ("99999999999999", None),
        ("", None),
    ],
)
def test_dates(words: str, iso: str | None) -> None:
    assert iso_date(words) == iso


def test_a_date_in_a_line_of_other_words() -> None:
    assert date_in_line("Harbour Post | Published 4 March 2031, 05:06") == "2031-03-04"


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://harbourpost.example/2031/03/04/piers-closed", "2031-03-04"),
        ("https://harbourpost.example/2031/mar/04/piers-closed", "2031-03-04"),
        ("https://harbourpost.example/news-20310304/", "2031-03-04"),
        ("https://harbourpost.example/2031/13/04/piers", None),
        ("https://harbourpost.example/item/20313", None),
    ],
)
def test_dates_in_addresses(url: str, value: str | None) -> None:
    found = date_in_address(url)
    assert (found.value if found else None) == value
