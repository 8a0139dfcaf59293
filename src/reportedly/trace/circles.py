"""Derivations to the same without circles: nobody took a thing, by way of others, from themselves.

Each pair is judged by itself, by credit or by time, and three such judgements can run in a circle.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reportedly.records import Derivation

__all__ = ["without_circles"]


def without_circles(derivations: Iterable[Derivation], strength: Callable[[Derivation], tuple[bool, bool, int]]) -> list[Derivation]:
    """Return the derivations, in order of taker, then source, less the weakest of each circle.

    Args:
        derivations: One a pair, in any order.
        strength: How well a derivation's direction is shown; of equal ones in a circle that of the last taker goes.
    """
    kept = sorted(derivations, key=lambda d: (d.to, d.source))
    while circle := _circle(kept):
        kept.remove(min(reversed(circle), key=strength))
    return kept


def _circle(derivations: Sequence[Derivation]) -> list[Derivation]:
    """Return the derivations of one circle, sorted; none where there is none."""
    by_taker: dict[str, list[Derivation]] = defaultdict(list)
    for derivation in derivations:
        by_taker[derivation.to].append(derivation)
    done: set[str] = set()
    for start in list(by_taker):
        path: list[Derivation] = []
        open_ends = [iter(by_taker[start])] if start not in done else []
        while open_ends:
            step = next(open_ends[-1], None)
            if step is None:
                open_ends.pop()
                done.add(path.pop().source if path else start)
            elif step.source == start or any(step.source == d.to for d in path):
                path.append(step)
                first = next(n for n, d in enumerate(path) if d.to == step.source)
                return sorted(path[first:], key=lambda d: (d.to, d.source))
            elif step.source not in done:
                path.append(step)
                open_ends.append(iter(by_taker.get(step.source, ())))
    return []
