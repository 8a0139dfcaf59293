from __future__ import annotations

import json

import pytest
from tests.store.harbour import full, statement

from reportedly.records import Article, Outlet, Span, Statement, Unnamed, Voice
from reportedly.store.fields import packed, unpacked


def test_records_come_back_through_json() -> None:
    assert unpacked(Article, json.loads(json.dumps(packed(full(b"x"))))) == full(b"x")
    assert unpacked(Statement, json.loads(json.dumps(packed(statement("wire"))))) == statement("wire")


def test_what_is_told_of_an_unnamed_voice_comes_back() -> None:
    clerk = Voice(name="a clerk", kind="unnamed", unnamed=Unnamed(number="one", proximity="insider", reason=Span(8, 29)))
    assert unpacked(Voice, json.loads(json.dumps(packed(clerk)))) == clerk


def test_fields_can_be_left_out_of_packing() -> None:
    assert "text" not in packed(full(b"x"), without=frozenset({"text"}))


def test_a_field_of_another_version_is_left_out_and_a_lacking_one_takes_its_default() -> None:
    assert unpacked(Outlet, {"name": "A", "family": "B", "mood": 3}) == Outlet(name="A", family="B")


@pytest.mark.parametrize("fields", [{}, {"name": "A"}, {"name": "A", "family": "B", "names": 3}])
def test_a_record_that_is_none_is_said(fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="expected the fields of Outlet"):
        unpacked(Outlet, fields)
