"""Plain text: its title, byline and date, and paragraphs however its lines were broken."""

from __future__ import annotations

from textwrap import dedent

from reportedly.ingest.plain import draft_of_text
from reportedly.records import Page


def draft(text: str) -> tuple[str | None, list[str]]:
    found = draft_of_text(Page(source="a.txt", raw=text.encode(), media_type="text/plain"))
    return found.title, [block.text for block in found.blocks]


def test_a_short_first_line_before_a_blank_line_is_the_title() -> None:
    assert draft("Piers closed at Rivermouth\n\nA crane fell.\n\nNobody was hurt.") == (
        "Piers closed at Rivermouth",
        ["A crane fell.", "Nobody was hurt."],
    )


def test_a_first_line_that_is_a_sentence_is_no_title() -> None:
    assert draft("A crane fell.\n\nNobody was hurt.") == (None, ["A crane fell.", "Nobody was hurt."])


def test_lines_broken_by_a_program_are_joined() -> None:
    text = dedent(
        """\
        The harbour authority closed both piers
        on Tuesday after a crane fell into the
        dredged channel.

        Nobody was hurt.
        """
    )
    assert draft(text)[1] == [
        "The harbour authority closed both piers on Tuesday after a crane fell into the dredged channel.",
        "Nobody was hurt.",
    ]


def test_lines_that_are_paragraphs_stay_apart() -> None:
    first = "The harbour authority of Rivermouth closed both of its piers on Tuesday after a crane fell into the dredged channel."
    assert draft(f"{first}\nNobody was hurt.\n{first}")[1] == [first, "Nobody was hurt.", first]


def test_byline_and_date_line_are_taken_from_the_head() -> None:
    text = "Piers closed\n\nBy Una Holt and Sam Reyes\n\n4 March 2031, 05:06\n\nA crane fell into the channel.\n\nNobody was hurt."
    found = draft_of_text(Page(source="a.txt", raw=text.encode(), media_type="text/plain"))
    assert (found.byline, found.published and found.published.value) == ("Una Holt and Sam Reyes", "2031-03-04")
    assert [block.text for block in found.blocks] == ["A crane fell into the channel.", "Nobody was hurt."]
    assert found.left_out == ("byline: By Una Holt and Sam Reyes", "date line: 4 March 2031, 05:06")


def test_labels_at_the_head_are_read() -> None:
    found = draft_of_text(
        Page(
            source="a.txt",
            raw=b"Title: Piers closed\nOutlet: The Harbour Post\nDate: 4 March 2031\n\nA crane fell.\n",
            media_type="text/plain",
        )
    )
    assert (found.title, found.outlet, found.published and found.published.value) == ("Piers closed", "The Harbour Post", "2031-03-04")
    assert [block.text for block in found.blocks] == ["A crane fell."]


def test_a_sentence_that_names_a_date_is_no_date_line() -> None:
    assert draft("Piers closed\n\nOn 4 March 2031 a crane fell.\n\nNobody was hurt.")[1][0] == "On 4 March 2031 a crane fell."
