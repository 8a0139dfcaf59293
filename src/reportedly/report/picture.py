"""The graph behind a report as an SVG picture: a pure function of the graph, with its title, a description and no script or style.

Colours and fonts are the page's, by class. Solid lines are certain, dashed ones possible; red, with a square end, is against the claim.
"""

from __future__ import annotations

import textwrap
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from reportedly.report.layers import Point, layered
from reportedly.report.pieces import visible
from reportedly.report.provenance import arrow_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.report.provenance import Arrow, Graph, Node

__all__ = ["MOST_NODES", "picture"]

#: What is larger than this is no picture that anybody reads; its list is.
MOST_NODES: Final = 40
#: The space around the whole, and the height of a line of a name and of a note.
_EDGE, _NAME, _NOTE = 4, 16, 14
#: Lines that a name and a note have room for.
_LINES, _NOTES = 3, 2
#: The style knows how small pictures of so many columns may be shown.
_MOST_COLUMNS: Final = 6
#: How far apart two arrows meet a node.
_APART: Final = 9
#: What stands at an arrow, which points to who took it: a noun, for a verb would be read along the arrow, the wrong way round.
_HOW: Final[dict[str, str]] = {"said": "", "copy": "copy", "rewrite": "rewrite", "citation": "citation", "credit": "credit"}


class _Measures(NamedTuple):
    """How wide a node is, how far its column is from the next, and how many characters of its name stand on a line."""

    width: int
    between: int
    characters: int


_WIDE: Final = _Measures(width=150, between=74, characters=17)
_NARROW: Final = _Measures(width=126, between=56, characters=14)


class _Box(NamedTuple):
    """A node with its text cut into lines."""

    node: Node
    name: tuple[str, ...]
    note: tuple[str, ...]

    @property
    def height(self) -> int:
        return 12 + _NAME * len(self.name) + _NOTE * len(self.note)


def picture(graph: Graph, *, name: str, title: str, is_narrow: bool = False) -> str | None:
    """Return the picture as an SVG element; None where there is nothing to draw, or more than `MOST_NODES` nodes.

    Args:
        graph: What to draw.
        name: Begins the ids of the element, which have to be the page's only ones.
        title: What it is a picture of.
        is_narrow: Whether it has to do with the half of a page.
    """
    if not graph.arrows or len(graph.nodes) > MOST_NODES:
        return None
    drawing = _Drawing(graph, _NARROW if is_narrow else _WIDE)
    size = f'width="{drawing.width}" height="{drawing.height}" viewBox="0 0 {drawing.width} {drawing.height}"'
    named = f'role="img" aria-labelledby="{name}-title" aria-describedby="{name}-desc"'
    lines = [f'<svg class="provenance c{min(drawing.columns, _MOST_COLUMNS)}" {size} {named}>']
    lines.append(f'<title id="{name}-title">{_text(title)}</title>')
    lines.append(f'<desc id="{name}-desc">{_text(". ".join(arrow_words(graph)))}.</desc>')
    return "\n".join((*lines, *drawing.arrows(), *drawing.nodes(), "</svg>"))


def _text(words: str) -> str:
    return escape(" ".join(visible(words).split()))


def _lines(words: str, room: int, most: int) -> tuple[str, ...]:
    return tuple(textwrap.wrap(" ".join(visible(words).split()), room, max_lines=most, placeholder=" …")) or ("…",)


class _Drawing:
    """A graph with the place of everything in it."""

    def __init__(self, graph: Graph, measures: _Measures) -> None:
        self._graph, self._measures = graph, measures
        self._boxes = {node.key: self._box(node) for node in graph.nodes}
        links = tuple(dict.fromkeys((arrow.source, arrow.target) for arrow in graph.arrows))
        last = next((node.key for node in graph.nodes if node.asked), None)
        self._layout = layered({key: box.height for key, box in self._boxes.items()}, links, last=last)
        self.columns = self._layout.columns
        self.width = 2 * _EDGE + self.columns * measures.width + (self.columns - 1) * measures.between
        self.height = round(2 * _EDGE + self._layout.height)

    def _box(self, node: Node) -> _Box:
        room = self._measures.characters - 2 * bool(node.level)
        return _Box(node, _lines(node.label, room, _LINES), _lines(node.note, room + 2, _NOTES) if node.note else ())

    def _middle(self, place: Point) -> Point:
        """Return where a column and a height are on the picture."""
        return Point(_EDGE + place.x * (self._measures.width + self._measures.between) + self._measures.width / 2, _EDGE + place.y)

    def nodes(self) -> Iterator[str]:
        """Yield each node: an article in a box, a voice in a rounded one; a root has a ring, filled where the origin is established."""
        for key, box in self._boxes.items():
            yield self._node(box, self._middle(self._layout.places[key]))

    def _node(self, box: _Box, at: Point) -> str:
        node, width = box.node, self._measures.width
        left, y = at.x - width / 2, at.y - box.height / 2
        told = (("asked", node.asked), ("against", node.against), ("root", node.level is not None))
        classes = " ".join(("node", node.kind, *(name for name, held in told if held)))
        corner = 3 if node.kind in {"article", "wire", "outlet"} else 14
        parts = [f'<g class="{classes}"><rect x="{left:g}" y="{y:g}" width="{width}" height="{box.height}" rx="{corner}"/>']
        if node.level:
            parts.append(f'<circle class="{node.level}" cx="{left + 11:g}" cy="{y + 14:g}" r="4"/>')
        inset, y = left + (21 if node.level else 10), y + 2
        for kind, lines, step in (("name", box.name, _NAME), ("note", box.note, _NOTE)):
            for line in lines:
                y += step
                parts.append(f'<text class="{kind}" x="{inset:g}" y="{y:g}">{escape(line)}</text>')
        return "".join((*parts, "</g>"))

    def arrows(self) -> Iterator[str]:
        """Yield each arrow; those that meet a node on one side meet it one below the other."""
        leaving, coming = self._ports("source"), self._ports("target")
        for number, arrow in enumerate(self._graph.arrows):
            start, end = (self._middle(self._layout.places[key]) for key in (arrow.source, arrow.target))
            half = self._measures.width / 2 * (1 if start.x < end.x else -1)
            way = [Point(start.x + half, start.y + leaving[number])]
            for place in map(self._middle, self._layout.passes.get((arrow.source, arrow.target), ())):
                way += [Point(place.x - half, place.y), Point(place.x + half, place.y)]
            yield _line(arrow, [*way, Point(end.x - half, end.y + coming[number])])

    def _ports(self, end: Literal["source", "target"]) -> dict[int, float]:
        """Return for each arrow how far from its node's middle it ends, in the order of where the arrows come from or go to."""
        met: dict[str, list[tuple[float, int]]] = {}
        for number, arrow in enumerate(self._graph.arrows):
            here, there = (arrow.source, arrow.target) if end == "source" else (arrow.target, arrow.source)
            passed = self._layout.passes.get((arrow.source, arrow.target), ())
            beside = passed[0 if end == "source" else -1] if passed else self._layout.places[there]
            met.setdefault(here, []).append((beside.y, number))
        return {
            number: max(-most, min(most, (place - (len(ends) - 1) / 2) * _APART))
            for key, ends in met.items()
            for most in (self._boxes[key].height / 2 - 5,)
            for place, (_, number) in enumerate(sorted(ends))
        }


def _line(arrow: Arrow, way: list[Point]) -> str:
    """Return an arrow along some points: a curve from each to the next, level at both."""
    classes = f"arrow{'' if arrow.certain else ' possible'}{' against' if arrow.against else ''}"
    tip, onward = way[-1], 1 if way[0].x < way[-1].x else -1
    path = f"M{way[0].x:g} {way[0].y:g}"
    for a, b in pairwise([*way[:-1], Point(tip.x - onward * 6, tip.y)]):
        middle = (a.x + b.x) / 2
        path += f"C{middle:g} {a.y:g} {middle:g} {b.y:g} {b.x:g} {b.y:g}"
    label = Point((way[-2].x + tip.x) / 2, (way[-2].y + tip.y) / 2 + 4)
    told = f'<text class="how" x="{label.x:g}" y="{label.y:g}" text-anchor="middle">{_HOW[arrow.how]}</text>' if _HOW[arrow.how] else ""
    head = f'<path class="tip" d="M{tip.x:g} {tip.y:g}l{-onward * 8} -4v8z"/>'
    return f'<g class="{classes}"><path class="line" d="{path}"/>{head}{told}</g>'
