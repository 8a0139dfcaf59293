"""JSON as the contract has it: shapes, required keys, spans that hold, the same bytes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from reportedly.records import Match, OriginGroup, Reason, Scores, Span, Tracing, Unnamed
from reportedly.report import build, to_json
from reportedly.report.json import SHAPES, attributed_to_json, match_to_json, schema, tracing_to_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.report.conftest import Snapshot

    from reportedly.records import Report

MATCH = Match(
    left="p1",
    right="p1",
    relation="contradicts",
    scores=Scores(supports=0.04, contradicts=0.91, unrelated=0.05),
    reasons=(Reason(feature="other_quantity", text="nineteen hours against twenty-six", left=Span(3, 9), right=None, weight=-2.123456),),
)


def _valid(shape: str, line: str) -> Any:
    value = json.loads(line)
    Draft202012Validator(schema(shape)).validate(value)
    return value


def _tracing(report: Report) -> Tracing:
    known = build.articles(report)
    groups = (
        OriginGroup(root="wire:Northern Press Union", articles=("north",)),
        OriginGroup(root="harbour", articles=("coastline", "harbour")),
    )
    return Tracing(articles=tuple(known.values()), derivations=report.derivations, origins=groups)


def test_the_report(report: Report, snapshot: Snapshot) -> None:
    line = to_json(report)
    _valid("check", line)
    assert line.count("\n") == 1
    snapshot(json.dumps(json.loads(line), ensure_ascii=False, indent=1) + "\n", "check.json")


def test_the_report_on_a_claim(claim_report: Report) -> None:
    value = _valid("check", to_json(claim_report))
    assert value["article"] is None
    assert value["findings"][0]["statement"] is None
    assert value["findings"][0]["claim"]["content"] == []


def test_every_span_of_evidence_opens_in_the_same_output(report: Report) -> None:
    value = json.loads(to_json(report))
    texts = {a["id"]: a["text"] for a in value["articles"]}
    for finding in value["findings"]:
        for evidence in finding["evidence"]:
            assert " ".join(texts[evidence["article"]["id"]][a:b] for a, b in evidence["content"]) == evidence["words"]
        for origin in finding["origins"]["list"]:
            assert all(place["article"] in texts for place in origin["statements"])


def test_attributed_lines_tell_the_article_first(report: Report) -> None:
    assert report.article is not None
    head, *rest = attributed_to_json(report.article, [f.statement for f in report.findings if f.statement])
    assert _valid("attribute-article", head)["statements"] == len(rest) == len(report.findings)
    assert {_valid("attribute-statement", line)["article"] for line in rest} == {"coastline"}


def test_what_is_told_of_an_unnamed_voice_stands_in_its_link(report: Report) -> None:
    assert report.article is not None
    said = next(f.statement for f in report.findings if f.statement and f.statement.speaker.kind == "unnamed")
    speaker = replace(said.speaker, unnamed=Unnamed(number="two", proximity="official", reason=Span(3, 9)))
    _, line = attributed_to_json(report.article, [replace(said, chain=(*said.chain[:-1], speaker))])
    *others, last = _valid("attribute-statement", line)["chain"]
    assert (last["number"], last["proximity"], last["reason"]) == ("two", "official", [3, 9])
    assert all((v["number"], v["proximity"], v["reason"]) == (None, None, None) for v in others)


def test_a_match_is_a_line() -> None:
    value = _valid("compare", match_to_json(MATCH))
    assert value == {
        "id": "p1",
        "relation": "contradicts",
        "scores": {"supports": 0.04, "contradicts": 0.91, "unrelated": 0.05},
        "reasons": [
            {"feature": "other_quantity", "text": "nineteen hours against twenty-six", "left": [3, 9], "right": None, "weight": -2.1235}
        ],
    }


def test_a_tracing_names_its_source_from(report: Report) -> None:
    value = _valid("trace", tracing_to_json(_tracing(report)))
    assert (value["derivations"][0]["from"], value["derivations"][0]["to"]) == ("meridian", "valley")
    assert value["derivations"][2]["evidence"][0]["left"] is None


@pytest.mark.parametrize("shape", SHAPES)
def test_schemas_are_schemas(shape: str) -> None:
    Draft202012Validator.check_schema(schema(shape))


def test_an_unknown_shape_is_no_shape() -> None:
    with pytest.raises(KeyError):
        schema("../secrets")


def _keys(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of every key, of lists the first element only."""
    if isinstance(value, dict):
        for key, held in value.items():
            yield (*path, key)
            yield from _keys(held, (*path, key))
    elif isinstance(value, list) and value:
        yield from _keys(value[0], (*path, 0))


def test_no_key_may_be_missing(report: Report) -> None:
    checker = Draft202012Validator(schema("check"))
    line = to_json(report)
    for path in _keys(json.loads(line)):
        if path[:2] == ("made_by", "models") and len(path) > 2:
            continue  # models are named freely
        value = json.loads(line)
        holder = value
        for step in path[:-1]:
            holder = holder[step]
        del holder[path[-1]]
        with pytest.raises(ValidationError):
            checker.validate(value)


def test_keys_may_be_added(report: Report) -> None:
    value = json.loads(to_json(report))
    value["findings"][0]["more"] = 1
    Draft202012Validator(schema("check")).validate(value)


def test_half_a_surrogate_pair_keeps_the_offsets(report: Report) -> None:
    assert report.article is not None
    broken = replace(report, article=replace(report.article, text="\ud83d" + report.article.text[1:]))
    line = to_json(broken)
    assert len(json.loads(line)["article"]["text"]) == len(report.article.text)
    line.encode("utf-8")
