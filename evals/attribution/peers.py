"""What others reach, beside our figures.

The first five were measured by the project's maintainers, not by us, with their own scorer on the test part of PolNeAR, which are other
months than the development part; the published ones are span-exact F1 as their authors give them. Ours come from `score.py`, whose head of
a source is found by rule and not by a parser. So a row tells a distance, not a rank.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PEERS", "PUBLISHED", "compared"]


class Peer(NamedTuple):
    """`soft` F1, the same over reporting cues, and words a second on one core; None where not told."""

    name: str
    soft: str
    reporting: str
    speed: str


class Published(NamedTuple):
    """Span-exact F1."""

    name: str
    source: float
    cue: float
    content: float


PEERS = (
    Peer("textacy", "20-28", "27-37", "4,000"),
    Peer("Gender Gap Tracker", "44", "55", "3,600"),
    Peer("Citron, retrained on PolNeAR", "50", "59", "1,800"),
    Peer("a pair of linear CRFs over parses", "63", "75", "3,500"),
    Peer("two human annotators", "75", "87", "-"),
)
PUBLISHED = (Published("BERT, published", 81, 74, 69), Published("best published", 83, 75, 73))


def compared(figures: Mapping[str, float]) -> str:
    """Return the table as lines, ours last in each half."""
    soft, reporting = (f"{100 * figures.get(name, 0.0):.1f}" for name in ("soft.f1", "slice reporting.f1"))
    ours = Peer("Reportedly, this run", soft, reporting, "")
    source, cue, content = (100 * figures.get(f"span {label}.f1", 0.0) for label in ("source", "cue", "content"))
    spans = Published("Reportedly, this run", source, cue, content)
    head = f"{'':36s}{'soft F1':>9s}{'reporting':>11s}{'words/s':>9s}"
    rows = [f"{p.name:36s}{p.soft:>9s}{p.reporting:>11s}{p.speed:>9s}" for p in (*PEERS, ours)]
    span_head = f"{'span-exact F1':36s}{'source':>9s}{'cue':>11s}{'content':>9s}"
    span_rows = [f"{p.name:36s}{p.source:9.1f}{p.cue:11.1f}{p.content:9.1f}" for p in (*PUBLISHED, spans)]
    return "\n".join([head, *rows, "", span_head, *span_rows])
