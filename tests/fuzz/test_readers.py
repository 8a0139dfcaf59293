"""Whatever bytes a reader is given, it ends with sound articles or with a reason of one line, in its time."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.fuzz.seeds import PIECES, seeds, spoiled
from tests.fuzz.targets import TARGETS, call

FEW = settings(max_examples=12, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))

#: Inputs that once ended otherwise, by the reader that they broke.
FOUND: dict[str, tuple[bytes, ...]] = {
    "feed-items": (
        b"",
        b"<rss version='2.0'><channel><item><title>A</title><description>&lt;p&gt;&#xD800;&#55357;</description></item></channel></rss>",
    ),
    "dates": (b"Mon, 04 Mar 20202020202020202020202020202031 05:06:07 GMT",),
    "opml": (
        b"<opml><body><outline type='&#xD800;' xmlUrl='https://harbourpost.example/rss'/></body></opml>",
        "<opml><body><outline xmlUrl='https\x85://a'/><outline xmlUrl='https://harbourpost.example/rss'/></body></opml>".encode(),
    ),
}


@pytest.mark.parametrize("name", TARGETS)
@FEW
@given(seed=st.integers(0, 2**32))
def test_whole_inputs_that_were_spoiled(name: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  no secret
    call(TARGETS[name], spoiled(chance.choice(seeds(name)), chance))


@pytest.mark.parametrize("name", TARGETS)
@FEW
@example(b"")
@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=20), max_size=12).map(b"".join))
def test_pieces_in_any_order(name: str, raw: bytes) -> None:
    call(TARGETS[name], raw)


@pytest.mark.parametrize(("name", "raw"), [(name, raw) for name, each in FOUND.items() for raw in each])
def test_what_was_found_before(name: str, raw: bytes) -> None:
    call(TARGETS[name], raw)


def test_names_of_columns_that_are_no_text() -> None:
    (table,) = seeds("parquet")

    for damage in (b"\xeb", b"\xb1\xa9"):
        call(TARGETS["parquet"], table.replace(b"outlet", damage + b"outlet"[len(damage) :]))
