"""Each feature, seen and not seen, with the words it shows the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.match import features
from reportedly.match.reading import Reading
from reportedly.match.relation import RULES

if TYPE_CHECKING:
    from reportedly.match.features import Feature

SEEN: list[tuple[Feature, str, str, str, str]] = [
    (features.other_quantity, "A fire in Ostel left 40 dead.", "A fire in Ostel left 14 dead.", "40 dead", "14 dead"),
    (features.other_quantity, "No death was linked to it.", "One death was linked to it.", "No death", "One death"),
    (features.other_quantity, "Rovers won 3-1 in Vantry.", "Rovers won 2-1 in Vantry.", "3-1", "2-1"),
    (features.same_quantity, "212,000 boxes", "about 212,000 boxes", "212,000 boxes", "about 212,000 boxes"),
    (features.same_quantity, "at least 14 dead", "40 people are dead", "at least 14 dead", "40 people"),
    (features.vaguer_quantity, "40 people are dead", "at least 14 people are dead", "40 people", "at least 14 people"),
    (features.left_out_quantity, "Some 400 sheep drowned.", "Sheep drowned.", "Some 400 sheep", ""),
    (features.partial, "All nine states signed.", "Seven of the nine states signed.", "All", "Seven of the"),
    (features.other_date, "It opened on Tuesday.", "It opened on Friday.", "Tuesday", "Friday"),
    (features.other_date, "It opened on 3 March.", "It opened on March 13.", "3 March", "March 13"),
    (features.same_date, "It opened on 3 March.", "It opened on March 3, 2021.", "3 March", "March 3, 2021"),
    (features.left_out_date, "It opened on 3 March.", "It opened.", "3 March", ""),
    (features.other_name, "The jury convicted Felix Arden.", "The jury convicted Casper Lund.", "Felix Arden", "Casper Lund"),
    (features.other_place, "A shaft collapsed in Ostel.", "A shaft collapsed in Brenna.", "Ostel", "Brenna"),
    (features.same_name_told, "Dr Nadia Corrin left.", "Corrin left.", "Nadia Corrin", "Corrin"),
    (features.same_name_told, "The Harbour Safety Board met.", "The HSB met.", "Harbour Safety Board", "HSB"),
    (features.left_out_name, "The bank lent Ewan Drury money.", "The bank lent money.", "Ewan Drury", ""),
    (features.swapped_roles, "Vale sued the Post.", "The Post sued Vale.", "Vale sued the Post", "Post sued Vale"),
    (
        features.swapped_roles,
        "A judge told Orrin Vale to repay the bank.",
        "A judge told the bank to repay Orrin Vale.",
        "Orrin Vale to repay the bank",
        "bank to repay Orrin Vale",
    ),
    (
        features.swapped_roles,
        "The pilot saved the captain.",
        "The captain saved the pilot.",
        "pilot saved the captain",
        "captain saved the pilot",
    ),
    (
        features.swapped_roles,
        "The army took Vellin from rebels.",
        "Rebels took Vellin from the army.",
        "army took Vellin from rebels",
        "Rebels took Vellin from the army",
    ),
    (features.exchanged_word, "A pilot pulled three boys from the car.", "A nurse pulled three boys from the car.", "pilot", "nurse"),
    (features.other_counted, "It took back 200 packs.", "It took back 200 bottles.", "200 packs", "200 bottles"),
    (features.opposite_outcome, "Members trust the chairman.", "Members distrust the chairman.", "trust", "distrust"),
    (features.negation, "The bridge was closed.", "The bridge was not closed.", "closed", "not closed"),
    (features.negation, "The dam didn't hold.", "The dam held.", "n't hold", "held"),
    (features.negation, "The winch never failed.", "The winch of the trawler failed.", "never failed", "failed"),
    (features.negation, "They saw signs of a leak.", "There was no clear sign of a leak.", "signs", "no clear sign"),
    (features.negation, "The council backed the plan.", "The council voted down the plan.", "plan", "voted down the plan"),
    (features.negation, "Cholera was found in Ostel.", "Doctors ruled out cholera in Ostel.", "Cholera", "ruled out cholera"),
    (features.called_false, "The mayor fled.", "Reports that the mayor fled are false.", "", "the mayor fled"),
    (features.same_quantity, "a 40 million contract", "a $40 million contract", "40 million contract", "$40 million contract"),
    (features.same_name_told, "Veldish fishermen left.", "The Velds left.", "Veldish", "Velds"),
    (features.opposite_outcome, "Unemployment fell in Westmark.", "Unemployment rose in Westmark.", "fell", "rose"),
    (features.opposite_outcome, "The jury found him guilty.", "The jury found him innocent.", "guilty", "innocent"),
    (features.opposite_side, "Thousands marched against the tax.", "Thousands marched in support of the tax.", "against", "in support of"),
    (features.opposite_outcome, "The sluice was opened by hand.", "The sluice opened automatically.", "hand", "automatically"),
    (features.opposite_outcome, "The bell of the chapel rang in time.", "The bell of the chapel rang too late.", "time", "late"),
    (features.same_negation, "The town's sirens never sounded.", "None of the town's sirens sounded.", "never", "None"),
    (
        features.same_negation,
        "The lock was opened without notice.",
        "Not a word of notice came before the lock was opened.",
        "without",
        "Not",
    ),
    (features.alleged, "The harbour fund was stolen.", "Claim: the harbour fund was stolen.", "", "Claim"),
    (
        features.planned,
        "Orrin Vale plays a captain.",
        "Orrin Vale is being eyed to play a captain.",
        "",
        "being eyed",
    ),
    (features.possible, "The blast was a gas leak.", "The blast appears to be a gas leak.", "", "appears to"),
    (features.alleged, "He stole the harbour fund.", "He is accused of stealing the harbour fund.", "", "accused"),
    (features.alleged, "The firm cut 200 jobs.", "In Ostel there is talk that the firm cut 200 jobs.", "", "talk that"),
    (features.planned, "The firm cut 200 jobs.", "The firm is expected to cut 200 jobs.", "", "is expected to"),
    (features.planned, "The bank closed the account.", "Creditors asked the bank to close the account.", "", "asked the bank to"),
    (features.possible, "The firm cut 200 jobs.", "The firm could cut 200 jobs.", "", "could"),
    (features.attested, "The firm cut 200 jobs.", "The union said the firm cut 200 jobs.", "", "said"),
    (features.verbatim, "the quay was shut", "They say the quay was shut.", "all of it", "the quay was shut"),
    (features.same_quotation, "“No crown will be paid”", "“No crown [...] be paid.”", "No crown will be paid", "No crown [...] be paid."),
]
NOT_SEEN: list[tuple[Feature, str, str]] = [
    (features.other_quantity, "about 212,000 boxes", "211,860 boxes"),
    (features.other_quantity, "Fourteen died, 3 of them children.", "14 died."),
    (features.other_quantity, "A fine of 5 million crowns", "5 per cent of members"),
    (features.other_date, "It opened on Tuesday.", "It opened on 3 March."),
    (features.other_date, "It opened in 2021.", "It opened in March 2021."),
    (features.other_name, "Dr Nadia Corrin left.", "Judge Corrin left."),
    (features.other_name, "The jury convicted Felix Arden.", "Rain fell in Brenna."),
    (features.other_name, "The NMBA of Ostel met.", "The National Medicines Board of Ostel met."),
    (features.other_name, "The jury convicted Daneil Harrow.", "The jury convicted Daniel Harrow."),
    (features.other_quantity, "Eleven people had died in the flood.", "The crank takes two people eleven minutes."),
    (features.same_negation, "The sirens never sounded.", "No bus came to the school."),
    (features.same_negation, "Whether the sirens sounded or not.", "The sirens sounded or not."),
    (features.same_negation, "The sirens never sounded.", "The sirens sounded."),
    (features.same_negation, "They were not told the hour, and the envoy left without dinner.", "The envoy left without dinner."),
    (features.left_out_name, "The jury freed Orrin Vale.", "Orrin Vale was freed."),
    (features.negation, "Neither town may open the lock without telling the other.", "Each town tells the other before it opens it."),
    (features.other_quantity, "The fire in Ostel cost insurers 31 million marks.", "The state lends Ostel 5 million marks."),
    (features.negation, "Six people died in Ostel.", "Nobody in Ostel had died in a storm since 1953."),
    (features.same_quantity, "No letter was sent to the tenants.", "There was no reason for the tenants to worry."),
    (features.same_quantity, "Most of the passengers are over sixty.", "About 400,000 people take the ferry."),
    (features.swapped_roles, "Orrin Vale sued the Tribune.", "The Tribune was sued by Orrin Vale."),
    (features.swapped_roles, "Vale News streaming is coming to Ostel Rail.", "Ostel Rail wants the streaming service of Vale News."),
    (features.swapped_roles, "Orrin Vale, captured by the Tarn, was heard.", "The Tarn captured Orrin Vale."),
    (features.other_quantity, "A 113-year-old box lay in the lion of Ostel.", "The box in the lion of Ostel held a 350-year-old coin."),
    (features.swapped_roles, "Orrin Vale is to repay the bank.", "The bank is to be repaid by Orrin Vale."),
    (features.swapped_roles, "The army took Vellin from rebels.", "Vellin was taken from rebels by the army."),
    (features.swapped_roles, "In Marsh Street the council spared the theatre.", "The council spared the theatre in Marsh Street."),
    (features.swapped_roles, "After Oaks won, Finch resigned.", "Finch resigned after Oaks won."),
    (features.exchanged_word, "A doctor pulled three boys from the car.", "A physician pulled three boys from the car."),
    (features.exchanged_word, "The boys left.", "The girls left."),
    (features.other_counted, "It took back 200 packs.", "It took 200 packs back."),
    (features.opposite_outcome, "The crew accepted help.", "The crew did not refuse help."),
    (features.swapped_roles, "Orrin Vale met the mayor.", "The mayor met Orrin Vale."),
    (features.negation, "The bridge was not closed.", "The bridge wasn't closed."),
    (features.negation, "Not only the bridge was closed.", "The bridge was closed."),
    (features.negation, "The school will stay open.", "The school will not close."),
    (features.negation, "Its winch had failed.", "The winch of the trawler Hesper had failed."),
    (features.negation, "The bridge at Ostel fell without warning.", "No warning had come before the bridge at Ostel fell."),
    (features.negation, "Not one of the town's four sirens went off.", "The town's sirens had never sounded."),
    (features.negation, "Rare moss was found in the palace garden.", "Moss from the garden is not used in the palace kitchens."),
    (features.negation, "The crew was unaware of the leak.", "The crew did not know of the leak."),
    (features.negation, "The pilot died in a rescue attempt.", "The pilot died in a failed rescue attempt."),
    (features.negation, "The lamp does not last longer than a day.", "The lamp lasts about a day."),
    (features.negation, "The council met in Ostel.", "Never mind that the council met in Ostel."),
    (features.called_false, "The mayor is at home.", "The mayor, who is at home, denied reports that he fled."),
    (features.other_name, "The Velds won the cup.", "The Veldish won the cup."),
    (features.other_quantity, "a 40 million contract", "a $40 million contract over 3 years"),
    (features.opposite_outcome, "The school will stay open.", "The school will not close."),
    (features.opposite_outcome, "Norrick beat Sandhaven.", "Sandhaven lost to Norrick."),
    (features.opposite_outcome, "Quillon bought Terrace.", "Terrace was sold to Quillon."),
    (features.opposite_outcome, "Prices rose and fell in Westmark.", "Prices rose in Westmark."),
    (features.alleged, "He allegedly stole the fund.", "He is accused of stealing the fund."),
    (features.planned, "The firm will cut 200 jobs.", "The firm is to cut 200 jobs."),
    (features.attested, "The firm cut 200 jobs.", "The firm cut 200 jobs. Rain, the forecaster said, would stay away from the far north."),
    (features.same_quotation, "“not a crown”", "“not a crown”"),
    (features.same_quotation, "“We will not pay a crown of it”", "“We will pay every crown of it”"),
]


@pytest.mark.parametrize(("feature", "left", "right", "ours", "theirs"), SEEN)
def test_seen(feature: Feature, left: str, right: str, ours: str, theirs: str) -> None:
    sight = feature(Reading(left), Reading(right))[0]
    assert sight.feature == feature.__name__
    assert (ours or theirs) in sight.text
    assert "{" not in sight.text
    shown = (sight.left.of(left) if sight.left else "", sight.right.of(right) if sight.right else "")
    assert shown == (left[: len(left)] if ours == "all of it" else ours, theirs)


@pytest.mark.parametrize(("feature", "left", "right"), NOT_SEEN)
def test_not_seen(feature: Feature, left: str, right: str) -> None:
    assert feature(Reading(left), Reading(right)) == ()


def test_every_feature_has_a_rule_and_a_sentence() -> None:
    ruled = {rule.feature.__name__ for rule in RULES}
    named = {name for name in features.__all__ if name not in {"Feature", "Found"}}
    assert ruled == named
    assert all("{left}" in (rule.feature.__doc__ or "") or "{right}" in (rule.feature.__doc__ or "") for rule in RULES)
