"""Bytes become the words that were meant, whatever was declared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.ingest.decode import decode

WORDS = "Café Zoë – “closed” at noon"


@pytest.mark.parametrize(
    ("raw", "charset"),
    [
        (WORDS.encode(), None),
        (WORDS.encode(), "iso-8859-1"),
        (WORDS.encode("cp1252"), None),
        (WORDS.encode("cp1252"), "utf-8"),
        (WORDS.encode("cp1252"), "latin-1"),
        (WORDS.encode("cp1252"), "no-such-encoding"),
        (WORDS.encode("utf-8-sig"), "cp1252"),
        (WORDS.encode("utf-16"), None),
        (WORDS.encode("utf-16-be"), "utf-8"),
        (WORDS.encode("utf-16-le"), None),
    ],
)
def test_the_words_are_found(raw: bytes, charset: str | None) -> None:
    assert decode(raw, charset) == WORDS


def test_a_declaration_in_the_page_is_used_where_the_bytes_leave_it_open() -> None:
    assert "Łódź" in decode("<meta charset='iso-8859-2'><p>Łódź".encode("iso-8859-2"))


def test_damaged_utf8_stays_utf8() -> None:
    assert decode(("é" * 50).encode() + b"\xff") == "é" * 50 + "\ufffd"


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "utf-16", "ascii", "idna", "hex", "shift_jis", "utf-7"]))
def test_nothing_fails(raw: bytes, charset: str | None) -> None:
    assert isinstance(decode(raw, charset), str)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\x1b\ufeff\ufffe"), max_size=80))
def test_utf8_comes_back(words: str) -> None:
    assert decode(words.encode(), "cp1252") == words
