"""What was fitted to a tagger's numbers: weights that cut source and content out of them, and what makes an attribution trusted.

The file `fitted.json` of a tagger's folder names every weight, so that a person can read it. `training/fit.py` makes it.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from reportedly.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["BORDERS", "CUTS", "EVIDENCE", "SIGNS", "Fitted", "Floats"]

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float32]]

#: What speaks for a word being source or content of a cue.
EVIDENCE = ("always", "linked as source", "linked as content", "tagged source", "tagged content", "tagged cue", "is punctuation")
#: What speaks for a border before a word.
BORDERS = (
    "always", "behind a comma or dash", "at a comma or dash", "behind a sentence", "behind a quotation mark", "at a quotation mark",
    "at a paragraph", "behind the cue", "at the cue", "between capitals", "tagged first of source", "tagged first of content",
    "at that", "at who, which, and, but", "behind of, in, the", "no blank between",
)  # fmt: skip
#: From what to what a border leads; the order of the fitted table.
CUTS = ("outside", "source", "content")
#: What an attribution's confidence is made of.
SIGNS = (
    "always", "cue, mean", "cue, best", "content, mean", "content, weak part", "source, mean", "no source", "content not cut",
    "source not cut", "length of content", "cue of saying", "length of cue", "content apart from cue", "content opens a quotation",
    "content of under four words", "content in parts",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fitted:
    """The weights, as arrays in the order of the names above."""

    #: `[2, EVIDENCE]`: source, content; outside has none.
    evidence: Floats
    #: `[3, 3, BORDERS]` from `CUTS` to `CUTS`; staying costs nothing.
    borders: Floats
    #: `[SIGNS]`.
    signs: Floats
    #: The operating point: what is trusted less is left out.
    least: float

    def confidence(self, signs: Floats) -> float:
        """Return the probability that an attribution with these signs is right."""
        return 1 / (1 + math.exp(-float(signs @ self.signs)))

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read `fitted.json`.

        Raises:
            ModelError: It is missing, or a weight is missing or no number.
        """
        try:
            return cls.of(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(
                f"{path}: no readable weights ({error}); make them with training/fit.py, or choose a complete folder"
            ) from error

    @classmethod
    def of(cls, named: Mapping[str, Mapping[str, Mapping[str, float]]]) -> Self:
        """Return the weights of their named form (`evidence`, `borders`, `confidence`)."""
        evidence, borders, signs = named["evidence"], named["borders"], named["confidence"]
        return cls(
            np.array([[evidence[role][name] for name in EVIDENCE] for role in CUTS[1:]], dtype=np.float32),
            np.array([[_border(borders, one, other) for other in CUTS] for one in CUTS], dtype=np.float32),
            np.array([signs["weights"][name] for name in SIGNS], dtype=np.float32),
            float(signs["operating point"]["least"]),
        )


def _border(borders: Mapping[str, Mapping[str, float]], one: str, other: str) -> list[float]:
    if one == other:
        return [0.0] * len(BORDERS)
    weights = borders[f"{one} to {other}"]
    return [weights[name] for name in BORDERS]
