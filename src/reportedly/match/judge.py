"""What the decision needs of a relation model, so that any can be put in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from reportedly.records import Scores

__all__ = ["Judge"]


class Judge(Protocol):
    """Reads two texts and says how the right one bears on the left one."""

    def scores(self, left: str, right: str) -> Scores:
        """Return calibrated probabilities that sum to 1."""
        ...
