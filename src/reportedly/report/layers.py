"""Places the nodes of a directed graph in columns, roots first, with few crossings: a layered layout (Sugiyama, Tagawa and Toda 1981).

Nothing but numbers and names goes in or comes out; the same graph in the same order gives the same places.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Layout", "Point", "layered"]

#: Between two nodes of a column; the height that a line passing through a column takes.
_GAP, _PASSING = 16.0, 16.0
#: Sweeps over the columns, there and back.
_SWEEPS: Final = 12

Link = tuple[str, str]


class Point(NamedTuple):
    """A place, in pixels, y downwards; of a node its middle."""

    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where everything stands.

    Attributes:
        columns: The number of columns.
        places: Each node's column, from 0, as x, and its middle as y.
        passes: For each link that passes through columns between its ends, where it does, from its source on.
        height: The height of the whole.
    """

    columns: int
    places: Mapping[str, Point]
    passes: Mapping[Link, tuple[Point, ...]]
    height: float


def layered(heights: Mapping[str, float], links: Sequence[Link], *, last: str | None = None) -> Layout:
    """Return the places of some nodes.

    Args:
        heights: The nodes, in the order in which ties are broken, with their heights.
        links: From one node to another, each once; cycles are opened at the link that closes them.
        last: A node that stands in the last column, alone where nothing else has to.
    """
    forward = _opened(heights, [(a, b) for a, b in links if a != b])
    ranks = _ranks(heights, forward, last)
    columns, chains = _with_passes(heights, forward, ranks)
    sized = {key: heights.get(key, _PASSING) for column in columns for key in column}
    neighbours = [pair for chain in chains.values() for pair in pairwise(chain)]
    columns = _ordered(columns, neighbours)
    ys = _spread(columns, sized, neighbours)
    top = min((ys[key] - sized[key] / 2 for key in sized), default=0.0)
    places = {key: Point(x, round(ys[key] - top, 1)) for x, column in enumerate(columns) for key in column}
    passes = {link: tuple(places[key] for key in chain[1:-1]) for link, chain in chains.items()}
    for a, b in links:
        if a != b and (a, b) not in passes:
            passes[a, b] = passes[b, a][::-1]
    height = max((places[key].y + sized[key] / 2 for key in sized), default=0.0)
    return Layout(columns=len(columns), places={key: places[key] for key in heights}, passes=passes, height=round(height, 1))


def _opened(nodes: Mapping[str, float], links: Sequence[Link]) -> list[Link]:
    """Turn round each link that leads back to where a walk along the links came from, so that no cycle is left."""
    after: dict[str, list[str]] = {key: [] for key in nodes}
    for a, b in links:
        after[a].append(b)
    state = dict.fromkeys(nodes, 0)
    forward: dict[Link, None] = {}
    for start in (*(key for key in nodes if all(b != key for _, b in links)), *nodes):
        if state[start]:
            continue
        walk = [(start, iter(after[start]))]
        state[start] = 1
        while walk:
            at, onward = walk[-1]
            to = next(onward, None)
            if to is None:
                state[at] = 2
                walk.pop()
                continue
            forward[(to, at) if state[to] == 1 else (at, to)] = None
            if not state[to]:
                state[to] = 1
                walk.append((to, iter(after[to])))
    return list(forward)


def _ranks(nodes: Mapping[str, float], links: Sequence[Link], last: str | None) -> dict[str, int]:
    """Return each node's column: one more than the farthest of what leads to it."""
    before: dict[str, list[str]] = {key: [] for key in nodes}
    for a, b in links:
        before[b].append(a)
    ranks: dict[str, int] = {}
    waiting = list(nodes)
    while waiting:
        left = []
        for key in waiting:
            if all(each in ranks for each in before[key]):
                ranks[key] = max((ranks[each] + 1 for each in before[key]), default=0)
            else:
                left.append(key)
        waiting = left
    if last in ranks:
        others = max((rank for key, rank in ranks.items() if key != last), default=-1)
        ends = all(a != last for a, _ in links)
        ranks[last] = max(ranks[last], others + 1 if before[last] or others <= 0 else others) if ends else ranks[last]
    return ranks


def _with_passes(
    nodes: Mapping[str, float], links: Sequence[Link], ranks: Mapping[str, int]
) -> tuple[list[list[str]], dict[Link, tuple[str, ...]]]:
    """Return the columns, with a place for each link in each column that it passes, and the way of each link."""
    columns: list[list[str]] = [[] for _ in range(max(ranks.values(), default=-1) + 1)]
    for key in nodes:
        columns[ranks[key]].append(key)
    chains = {}
    for number, (a, b) in enumerate(links):
        passing = [f"\0{number}.{rank}" for rank in range(ranks[a] + 1, ranks[b])]
        for rank, key in zip(range(ranks[a] + 1, ranks[b]), passing, strict=True):
            columns[rank].append(key)
        chains[a, b] = (a, *passing, b)
    return columns, chains


def _ordered(columns: list[list[str]], links: Sequence[Link]) -> list[list[str]]:
    """Return the columns in the order with the fewest crossings that sweeping them finds."""
    best, fewest = columns, _crossings(columns, links)
    held = [list(column) for column in columns]
    for sweep in range(_SWEEPS):
        there = sweep % 2 == 0
        order = range(1, len(held)) if there else range(len(held) - 2, -1, -1)
        for at in order:
            beside = {key: place for place, key in enumerate(held[at - 1 if there else at + 1])}
            held[at] = _by_middle(held[at], beside, links)
        if (count := _crossings(held, links)) < fewest:
            best, fewest = [list(column) for column in held], count
    return best


def _by_middle(column: list[str], beside: Mapping[str, int], links: Sequence[Link]) -> list[str]:
    middles = {}
    for place, key in enumerate(column):
        met = [beside[a if b == key else b] for a, b in links if (b == key and a in beside) or (a == key and b in beside)]
        middles[key] = (sum(met) / len(met) if met else float(place), place)
    return sorted(column, key=middles.__getitem__)


def _crossings(columns: Sequence[Sequence[str]], links: Sequence[Link]) -> int:
    at = {key: (rank, place) for rank, column in enumerate(columns) for place, key in enumerate(column)}
    count = 0
    for rank in range(len(columns) - 1):
        ends = [(at[a][1], at[b][1]) for a, b in links if at[a][0] == rank]
        count += sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(ends, 2))
    return count


def _spread(columns: Sequence[Sequence[str]], sized: Mapping[str, float], links: Sequence[Link]) -> dict[str, float]:
    """Return a middle for each node: in its column's order, never overlapping, near to what it is linked with."""
    met: dict[str, list[str]] = {key: [] for key in sized}
    for a, b in links:
        met[a].append(b)
        met[b].append(a)
    ys: dict[str, float] = {}
    for column in columns:
        ys |= _stacked(column, dict.fromkeys(column, 0.0), sized)
    for sweep in range(_SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            wanted = {key: sum(ys[each] for each in met[key]) / len(met[key]) if met[key] else ys[key] for key in column}
            ys |= _stacked(column, wanted, sized)
    return ys


def _stacked(column: Sequence[str], wanted: Mapping[str, float], sized: Mapping[str, float]) -> dict[str, float]:
    """Place a column as near to where its nodes want to be as their heights allow: nodes that push each other move as one block."""
    blocks: list[tuple[list[str], float]] = []
    for key in column:
        keys, middle = [key], wanted[key]
        while blocks and blocks[-1][1] + _length(blocks[-1][0], sized) / 2 + _GAP > middle - _length(keys, sized) / 2:
            keys = [*blocks.pop()[0], *keys]
            middle = sum(wanted[each] - offset for each, offset in _offsets(keys, sized)) / len(keys)
        blocks.append((keys, middle))
    return {key: middle + offset for keys, middle in blocks for key, offset in _offsets(keys, sized)}


def _length(keys: Sequence[str], sized: Mapping[str, float]) -> float:
    return sum(sized[key] for key in keys) + _GAP * (len(keys) - 1)


def _offsets(keys: Sequence[str], sized: Mapping[str, float]) -> list[tuple[str, float]]:
    """Return how far from the middle of a block each of its nodes has its own."""
    at, found = -_length(keys, sized) / 2, []
    for key in keys:
        found.append((key, at + sized[key] / 2))
        at += sized[key] + _GAP
    return found
