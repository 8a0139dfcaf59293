"""Progress: nothing for what is quick, plain lines where nobody looks on."""

from __future__ import annotations

import io
import time

from reportedly.report.progress import Bar, Lines, Quiet, meter


class Window(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def _until(stream: io.StringIO, words: str) -> str:
    end = time.monotonic() + 5
    while words not in stream.getvalue() and time.monotonic() < end:
        time.sleep(0.01)
    return stream.getvalue()


def test_the_stream_decides() -> None:
    assert type(meter(io.StringIO(), quiet=False)) is Lines
    assert type(meter(Window(), quiet=False)) is Bar
    assert type(meter(Window(), quiet=True)) is Quiet


def test_what_is_quick_shows_nothing() -> None:
    for stream in (io.StringIO(), Window()):
        with meter(stream, quiet=False) as progress:
            progress("reading", 1, 3)
        assert stream.getvalue() == ""


def test_lines_tell_the_step_and_how_far_it_is() -> None:
    stream = io.StringIO()
    with Lines(stream, first=0.01, every=0.01) as progress:
        progress("reading", 1, None)
        assert _until(stream, "reading: 1\n").count("reading") == 1
        progress("searching", 1200, 20000)
        assert "searching: 1,200 of 20,000\n" in _until(stream, "searching")


def test_a_step_that_has_only_begun_or_has_one_part_is_told_without_numbers() -> None:
    stream = io.StringIO()
    with Lines(stream, first=0.01, every=0.01) as progress:
        progress("reading the article", 0, 1)
        _until(stream, "reading the article")
        progress("comparing", 0, 27)
        _until(stream, "comparing")
    assert stream.getvalue() == "reading the article\ncomparing\n"


def test_a_line_is_told_once() -> None:
    stream = io.StringIO()
    with Lines(stream, first=0.0, every=0.001) as progress:
        progress("loading the models", 0, None)
        _until(stream, "loading")
        time.sleep(0.05)
    assert stream.getvalue() == "loading the models\n"
