"""Which articles tell one story: by rare words of their openings and by days, whatever else they share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.store.harbour import POST, WordVectors, article

from reportedly.store import Library
from reportedly.web.catalog import Catalog
from reportedly.web.stories import neighbours
from reportedly.web.words import stems

if TYPE_CHECKING:
    from pathlib import Path

FIRE = "The Orsola net factory at Fennick burned down on Monday night. Nobody was hurt, the brigade said. The looms are lost."
OTHERS = {
    "same": ("2031-03-05", "Fennick lost its Orsola net factory to a fire. The brigade found nobody inside. All looms burned."),
    "later": ("2031-05-20", "Fennick lost its Orsola net factory to a fire. The brigade found nobody inside. All looms burned."),
    "undated": (None, "Insurers will pay for the looms of the Orsola factory that burned at Fennick, the brigade's report says."),
    "place": ("2031-03-05", "A regatta off Fennick was won by a crew of four from the lighthouse school. The wind fell at noon."),
    "words": ("2031-03-05", "The council said on Monday night that it will meet again. The mayor was away."),
}


@pytest.fixture
def found(tmp_path: Path) -> set[str]:
    def opened() -> Library:
        return Library.open(tmp_path, vectors=WordVectors())

    fire = replace(article("fire", FIRE, POST), published="2031-03-04", title="Net factory burns")
    with opened() as library:
        library.add(fire)
        for key, (day, text) in OTHERS.items():
            library.add(replace(article(key, text), published=day))
        for number in range(30):
            library.add(
                replace(article(f"n{number}", f"The council said on Monday night that item {number} waits."), published="2031-03-04")
            )
    catalog = Catalog(tmp_path / "catalog.sqlite3", opened)
    catalog.update()
    with opened() as library:
        near = {each.id for each in neighbours(fire, library, catalog)}
    catalog.close()
    return near


def test_the_same_story_and_no_other(found: set[str]) -> None:
    assert found == {"same", "undated"}


def test_words_are_counted_without_case_accents_and_endings() -> None:
    one, other = stems(["Cranes collapsing at the CAFÉ", "crane collapsed at the cafe"])

    assert one == other
