"""Evidence under the root it grows from: every piece once, the best words first, and only reasons that tell something."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reportedly.records import Reason
from reportedly.report import build
from reportedly.report.branches import also_words, branches, spoken_words, telling, telling_sign, telling_words, where_words

if TYPE_CHECKING:
    from reportedly.records import Bearing, Finding, Report


def _found(report: Report, words: str) -> Finding:
    return next(f for f in report.findings if words in f.claim.words)


def _reason(feature: str, weight: float) -> Reason:
    return Reason(feature=feature, text=f"{feature} seen", left=None, right=None, weight=weight)


def test_every_piece_of_evidence_stands_under_one_branch(report: Report) -> None:
    for finding in report.findings:
        held = [id(e) for branch in branches(finding) for e in branch.evidence]
        assert sorted(held) == sorted(id(e) for e in finding.evidence)


def test_who_disputes_comes_before_who_stands_behind(report: Report) -> None:
    told = [(b.origin.who if b.origin else None, b.bearing) for b in branches(_found(report, "38,000 crowns"))]
    assert told == [("Tobias Ferrow", "contradicts"), ("A Halden Freight memo", "supports")]


def test_first_hand_words_stand_before_those_that_were_taken(report: Report) -> None:
    finding = _found(report, "raise the ship")
    shuffled = replace(finding, evidence=finding.evidence[::-1])
    (branch,) = branches(shuffled)
    assert [e.derived_from for e in branch.evidence] == [None, "meridian", "valley"]
    assert where_words(branch, report.article) == "in Meridian Wire, 11 March 2031"
    assert also_words(branch, build.articles(report)) == (
        "also in The Valley Gazette (taken from Meridian Wire); in other words in Skerry Bulletin (taken from The Valley Gazette)"
    )


def test_what_is_doubtful_stands_last(report: Report) -> None:
    finding = _found(report, "raise the ship")
    first, *others = finding.evidence
    doubtful = replace(first, reasons=(*first.reasons, _reason("doubtful", 0.0)))
    (branch,) = branches(replace(finding, evidence=(doubtful, *others)))
    assert branch.evidence[-1] == doubtful


def test_many_places_in_one_outlet_are_counted(report: Report) -> None:
    finding = _found(report, "southern channel")
    many = replace(finding, evidence=finding.evidence * 3)
    assert also_words(branches(many)[0], {}) == "3 places in all"


def test_what_has_no_origin_of_its_own_stands_by_itself(report: Report) -> None:
    finding = replace(_found(report, "southern channel"), disputes=(), disputed=False)
    own, loose = branches(finding)
    assert (own.origin, own.evidence) == (finding.origins[0], ())
    assert (loose.origin, loose.bearing) == (None, "contradicts")
    assert where_words(loose, report.article) == "Ilse Korhonen, in The Harbour Post, 12 March 2031"


def test_the_speaker_is_told_where_the_origin_does_not_tell_it(report: Report) -> None:
    (wire, _, relay) = _found(report, "raise the ship").evidence
    assert spoken_words(wire, "Ansa Pohl") == ""
    assert spoken_words(relay, "Ansa Pohl") == "The Valley Gazette"
    nested = replace(
        wire, statement=replace(wire.statement, chain=(relay.statement.chain[0], *relay.statement.chain[1:], wire.statement.speaker))
    )
    assert spoken_words(nested, "Ansa Pohl") == "as The Valley Gazette says"
    assert spoken_words(replace(wire, statement=replace(wire.statement, stance="denies")), "Ansa Pohl") == "denies it"
    own = replace(wire, statement=replace(wire.statement, chain=wire.statement.chain[:1]))
    assert spoken_words(own, "Meridian Wire") == "in its own voice"
    assert spoken_words(own, "Ansa Pohl") == "Meridian Wire, in its own voice"


@pytest.mark.parametrize(
    ("relation", "features", "told"),
    [
        ("supports", [("same_words", 0.3), ("verbatim", 3.0), ("same_quotation", 1.5)], ["word for word"]),
        ("supports", [("same_name_told", 0.1), ("same_quotation", 1.5)], ["the same quotation"]),
        ("supports", [("other_place", -3.0)], []),
        ("supports", [("verbatim", 3.0), ("doubtful", 0.0)], ["word for word", "doubtful seen"]),
        (
            "contradicts",
            [("other_place", -3.0), ("same_words", 0.3), ("other_quantity", -4.5), ("negation", -4.0)],
            ["other_quantity seen", "negation seen"],
        ),
        ("contradicts", [("negation", -4.5), ("negation", -2.0)], ["negation seen"]),
        ("denies", [("verbatim", 3.0)], []),
    ],
)
def test_only_reasons_that_settle_it_or_tell_it_apart_are_told(
    report: Report, relation: Bearing, features: list[tuple[str, float]], told: list[str]
) -> None:
    evidence = replace(report.findings[1].evidence[0], relation=relation, reasons=tuple(_reason(*f) for f in features))
    assert [telling_words(reason) for reason in telling(evidence)] == told


@pytest.mark.parametrize(
    ("relation", "feature", "sign"), [("supports", "verbatim", "="), ("contradicts", "negation", "≠"), ("supports", "doubtful", "?")]
)
def test_a_sign_tells_what_a_reason_is_for(report: Report, relation: Bearing, feature: str, sign: str) -> None:
    evidence = replace(report.findings[1].evidence[0], relation=relation)
    assert telling_sign(_reason(feature, 1.0), evidence) == sign
