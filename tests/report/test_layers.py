"""The layout: roots first, nothing on top of another, every link led through the columns between its ends."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.report.layers import Layout, layered

NAMES = "abcdefgh"
LINKS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=16, unique=True)
HEIGHTS = st.fixed_dictionaries({name: st.sampled_from((30.0, 44.0, 60.0)) for name in NAMES})


def flat(*links: str) -> Layout:
    pairs = [(link[0], link[1]) for link in links]
    return layered(dict.fromkeys("".join(links), 30.0), pairs)


def test_roots_stand_first_and_takers_after_what_they_took() -> None:
    places = flat("ab", "bc", "ac", "dc").places
    assert {key: place.x for key, place in places.items()} == {"a": 0, "b": 1, "c": 2, "d": 0}


def test_a_link_over_a_column_has_a_place_in_it() -> None:
    layout = flat("ab", "bc", "ac")
    (passed,) = layout.passes["a", "c"]
    assert passed.x == 1
    assert abs(passed.y - layout.places["b"].y) >= 30


def test_links_that_need_not_cross_do_not() -> None:
    places = flat("ad", "bc", "ae", "bf").places
    left = sorted("ab", key=lambda key: places[key].y)
    right = sorted("cdef", key=lambda key: places[key].y)
    assert {*right[:2]} == ({"d", "e"} if left[0] == "a" else {"c", "f"})


def test_the_last_node_stands_in_the_last_column() -> None:
    heights = dict.fromkeys("abcz", 30.0)
    places = layered(heights, [("a", "b"), ("b", "c"), ("a", "z")], last="z").places
    assert places["z"].x == max(place.x for place in places.values()) > places["c"].x
    assert layered({"z": 30.0}, [], last="z").places["z"] == (0, 15.0)


def test_nothing_has_a_layout() -> None:
    assert layered({}, []) == Layout(columns=0, places={}, passes={}, height=0.0)


@settings(deadline=None, max_examples=60)
@given(HEIGHTS, LINKS, st.sampled_from([None, *NAMES]))
def test_any_graph_has_a_layout_without_overlaps(heights: dict[str, float], links: list[tuple[str, str]], last: str | None) -> None:
    layout = layered(heights, links, last=last)

    assert layout == layered(heights, links, last=last)
    assert layout.places.keys() == heights.keys()
    for column in range(layout.columns):
        here = sorted((place.y - heights[key] / 2, place.y + heights[key] / 2) for key, place in layout.places.items() if place.x == column)
        assert all(below - above > 10 for (_, above), (below, _) in pairwise(here))
    for (a, b), passed in layout.passes.items():
        step = 1 if layout.places[a].x < layout.places[b].x else -1
        assert [place.x for place in passed] == list(range(int(layout.places[a].x) + step, int(layout.places[b].x), step))
    assert {(a, b) for a, b in links if a != b} <= layout.passes.keys()
    assert all(0 <= place.y <= layout.height for place in layout.places.values())
