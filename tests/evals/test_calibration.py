"""Whether confidence means what it says, and the table of peers."""

from __future__ import annotations

import pytest
from evals.attribution.calibration import bins, calibration_error
from evals.attribution.peers import PEERS, PUBLISHED, compared


def test_error_is_the_distance_weighed_by_how_many_claim_it() -> None:
    confidence = [0.95] * 8 + [0.15] * 2
    right = [1.0] * 6 + [0.0] * 2 + [1.0, 0.0]

    assert [(2, 0.5), (8, 0.75)] == [(b.held, b.right) for b in bins(confidence, right)]
    assert 0.8 * 0.2 + 0.2 * 0.35 == pytest.approx(calibration_error(confidence, right))


def test_certain_and_right_is_no_error() -> None:
    assert 0 == calibration_error([1.0, 0.0], [1.0, 0.0])
    assert 0 == calibration_error([], [])


def test_peers_are_named_and_ours_stands_last() -> None:
    lines = compared({"soft.f1": 0.717, "slice reporting.f1": 0.814, "span source.f1": 0.79}).splitlines()

    assert all(any(line.startswith(peer.name) for line in lines) for peer in (*PEERS, *PUBLISHED))
    assert "71.7" in lines[len(PEERS) + 1]
    assert lines[-1].startswith("Reportedly")
