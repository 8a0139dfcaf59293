"""Small pure functions that see one thing each in two texts; the first line of each docstring is the sentence the reader gets."""

from reportedly.match.features.closeness import exchanged_word, same_quotation, same_words, verbatim
from reportedly.match.features.figures import left_out_quantity, other_counted, other_quantity, partial, same_quantity, vaguer_quantity
from reportedly.match.features.found import Feature, Found
from reportedly.match.features.modality import alleged, attested, planned, possible
from reportedly.match.features.names import left_out_name, other_name, other_place, same_name_told
from reportedly.match.features.opposites import opposite_outcome, opposite_side
from reportedly.match.features.polarity import negation, same_negation
from reportedly.match.features.rejected import called_false
from reportedly.match.features.roles import swapped_roles
from reportedly.match.features.times import left_out_date, other_date, same_date

__all__ = [
    "Feature",
    "Found",
    "alleged",
    "attested",
    "called_false",
    "exchanged_word",
    "left_out_date",
    "left_out_name",
    "left_out_quantity",
    "negation",
    "opposite_outcome",
    "opposite_side",
    "other_counted",
    "other_date",
    "other_name",
    "other_place",
    "other_quantity",
    "partial",
    "planned",
    "possible",
    "same_date",
    "same_name_told",
    "same_negation",
    "same_quantity",
    "same_quotation",
    "same_words",
    "swapped_roles",
    "vaguer_quantity",
    "verbatim",
]
