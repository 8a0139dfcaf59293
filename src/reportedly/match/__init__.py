"""Match: how one statement bears on another. Features see what differs, a relation model judges the rest, a declared list decides."""

from reportedly.match.bearing import as_told, is_renamed, passage_of, relate
from reportedly.match.candidates import Bounds, choose, narrow
from reportedly.match.claims import are_of_one_time, is_claim, is_grounded, is_of_another_year, is_same_quotation, names_something
from reportedly.match.judge import Judge
from reportedly.match.parts import parts_of
from reportedly.match.relation import compare
from reportedly.text.passages import Passage

__all__ = [
    "Bounds",
    "Judge",
    "Passage",
    "are_of_one_time",
    "as_told",
    "choose",
    "compare",
    "is_claim",
    "is_grounded",
    "is_of_another_year",
    "is_renamed",
    "is_same_quotation",
    "names_something",
    "narrow",
    "parts_of",
    "passage_of",
    "relate",
]
