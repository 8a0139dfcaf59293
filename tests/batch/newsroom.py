"""A few days of fictional news: a wire that is printed before and after midnight, who cites it, who contradicts it, and what is undated."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

COPIED = (
    "A coal barge sank in the Hallow lock on Thursday evening and blocked the canal in both directions, the waterways office said. "
    "Fourteen vessels were waiting above the lock by nightfall, and nobody was hurt.\n\n"
    '"She went down within six minutes, and the crew stepped onto the wall," lock keeper Benna Roake said. '
    "Divers are to look at the hull once the current has been slowed by the sluice at Marl.\n\n"
    "The barge, the Ottoline, had loaded 900 tonnes of coal at Garrick and was bound for the cement works at Pell. "
    "A crane from the naval yard will be needed to lift her, which the office expects to take until the middle of next week."
)
CITING = (
    "The Harbour Post reported that a coal barge sank in the Hallow lock on Thursday evening with 900 tonnes of coal from Garrick.\n\n"
    "The cement works at Pell has enough fuel for four days, its manager Oda Fenn said on Friday."
)
AGAINST = (
    "Nine vessels were waiting above the Hallow lock by nightfall, the boatmen's union said on Saturday.\n\n"
    '"The sluice at Marl has been broken since March," its secretary Ilo Garr said. The waterways office denied that the sluice is broken.'
)
WEATHER = (
    "HALLOW (Norland Press) — Snow fell on the upper canal for the first time this winter, and the towpath at Marl was closed to carts. "
    "The district council asked walkers to keep to the road until the ice had been broken by the ferry.\n\n"
    "A council spokesman said that salt for eleven nights was left in the depot, and that more had been ordered from the coast."
)
UNDATED = "The Ottoline was built at Garrick in 1961 and had been lengthened twice, the yard's archivist Sten Lower said."


def article(key: str, outlet: str, published: str | None, text: str) -> dict[str, Any]:
    """One line of the corpus."""
    return {"id": key, "outlet": outlet, "published": published, "title": None, "text": text}


#: Sorted by time; the last is a reprint from long after, beyond any window.
CORPUS = (
    article("post", "The Harbour Post", "2031-11-06T21:40:00Z", COPIED),
    article("quay", "Quay Evening News", "2031-11-07T00:20:00Z", COPIED.replace("A coal barge", "Late on Thursday a coal barge")),
    article("pell", "Pell Chronicle", "2031-11-07T16:00:00Z", CITING),
    article("star", "Marl Star", "2031-11-08", AGAINST),
    article("snow-a", "Marl Star", "2031-11-08T23:50:00Z", WEATHER),
    article("snow-b", "Garrick Herald", "2031-11-09T00:10:00Z", WEATHER),
    article("yard", "Boats and Locks", None, UNDATED),
    article("year", "The Fell Almanac", "2032-01-02", COPIED),
)


def written(path: Path, lines: Iterable[dict[str, Any] | str]) -> Path:
    """Write JSON Lines; a line that is words already is written as it is."""
    path.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines), "utf-8")
    return path
