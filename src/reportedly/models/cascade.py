"""Two relation models, one behind the other: a quick one reads every pair, and a careful one what the quick one does not set aside.

Most pairs that a search brings are about other things, and a small model sees that; whether two texts that are about one thing support
or contradict each other is what a larger one is needed for (a cascade in the sense of Viola and Jones 2001). What is read twice is
answered by the careful model alone, so an answer depends on its pair alone, as it must.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reportedly.models.pairs import PairModel
from reportedly.records import identity

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.records import Scores

__all__ = ["Cascade", "load_pairs"]

#: Pairs that the quick model calls unrelated with this probability are left at that. No set of pairs set aside loses half a point of F1.
_UNRELATED: Final = 0.6
#: The folder of the quick model in that of the careful one.
_QUICK: Final = "quick"


@dataclass(frozen=True, slots=True)
class Cascade:
    """Two loaded relation models that answer as one."""

    quick: PairModel
    careful: PairModel

    @property
    def digest(self) -> str:
        """What answers are kept under: a digest of the digests of both."""
        return identity(self.careful.digest, self.quick.digest)

    @property
    def made_of(self) -> tuple[tuple[str, str], ...]:
        """The name and SHA-256 of each of the two, for `made_by`."""
        return (("pairs", self.careful.digest), ("pairs/quick", self.quick.digest))

    def scores(self, left: str, right: str) -> Scores:
        """Return calibrated probabilities that the right text supports, contradicts or is unrelated to the left one."""
        first = self.quick.scores(left, right)
        return first if first.unrelated >= _UNRELATED else self.careful.scores(left, right)


def load_pairs(folder: Path) -> Cascade | PairModel:
    """Load the relation model of a folder; where that holds a folder `quick` with another, the two as a cascade.

    Raises:
        ModelError: As `PairModel.load`.
    """
    careful = PairModel.load(folder)
    return Cascade(PairModel.load(folder / _QUICK), careful) if (folder / _QUICK).is_dir() else careful
