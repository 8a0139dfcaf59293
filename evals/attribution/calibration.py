"""Whether confidence means what it says: the expected calibration error, over ten bins of confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

BINS = 10


class Bin(NamedTuple):
    """Attributions of like confidence: how many, what they claim on average, and what share is right."""

    held: int
    claimed: float
    right: float


def bins(confidence: Iterable[float], right: Iterable[float]) -> list[Bin]:
    """Return the bins that hold anything, from unsure to sure."""
    held: list[list[tuple[float, float]]] = [[] for _ in range(BINS)]
    for claimed, hit in zip(confidence, right, strict=True):
        held[min(int(claimed * BINS), BINS - 1)].append((float(claimed), float(hit)))
    return [Bin(len(each), sum(c for c, _ in each) / len(each), sum(h for _, h in each) / len(each)) for each in held if each]


def calibration_error(confidence: Iterable[float], right: Iterable[float]) -> float:
    """Return the mean distance of what is claimed from what is right, weighed by how many claim it; 0 of nothing."""
    found = bins(confidence, right)
    total = sum(each.held for each in found)
    return sum(each.held * abs(each.claimed - each.right) for each in found) / total if total else 0.0
