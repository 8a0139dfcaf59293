"""Scores who took what from whom in a story: the pair, the pair with its kind, and the pair with its extent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evals.compare import fold
from evals.figures import Figures, prf

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Row = dict[str, Any]
Pair = tuple[str, str]


def derivations(gold: Iterable[Row], predicted: Iterable[Row]) -> tuple[Figures, list[str]]:
    """Compare by pair; agencies are compared by their folded names."""
    wanted, came = _by_pair(gold), _by_pair(predicted)
    both = sorted(wanted.keys() & came.keys())
    figures = {"n.derivations": float(len(wanted)), **prf("derivations.pair", len(both), len(came), len(wanted))}
    kind = sum(wanted[pair]["kind"] == came[pair]["kind"] for pair in both)
    whole = sum(_whole(wanted[pair]) == _whole(came[pair]) for pair in both)
    figures |= prf("derivations.pair and kind", kind, len(came), len(wanted)) | prf(
        "derivations.pair and extent", whole, len(came), len(wanted)
    )
    return figures, list(_errors(wanted, came))


def _by_pair(rows: Iterable[Row]) -> dict[Pair, Row]:
    return {(_root(row["from"]), row["to"]): row for row in rows}


def _root(name: str) -> str:
    return f"wire:{fold(name.removeprefix('wire:'))}" if name.startswith("wire:") else name


def _whole(row: Row) -> bool:
    return bool(row["whole_article"] if "whole_article" in row else row["whole"])


def _errors(wanted: Mapping[Pair, Row], came: Mapping[Pair, Row]) -> Iterable[str]:
    for source, to in sorted(wanted.keys() | came.keys()):
        gold, row = wanted.get((source, to)), came.get((source, to))
        if gold is None and row is not None:
            yield f"derivation {source} -> {to}: not expected; came {row['kind']}"
        elif row is None and gold is not None:
            yield f"derivation {source} -> {to}: expected {gold['kind']}; missed"
        elif gold is not None and row is not None and (gold["kind"], _whole(gold)) != (row["kind"], _whole(row)):
            yield f"derivation {source} -> {to}: expected {_told(gold)}; came {_told(row)}"


def _told(row: Row) -> str:
    return f"{row['kind']} of {'the whole' if _whole(row) else 'a part'}"
