"""Two passages to a `Match`: what the relation model says, corrected by what the features saw.

The decision is the list `RULES`: every feature adds its weights to the model's log-odds, and some rule out that the right text supports
the left one, whatever the model says, since a wrong "supports" costs more than many missed ones.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.match import features
from reportedly.match.denials import rejected_in
from reportedly.match.reading import Reading, read
from reportedly.records import Match, Reason, Relation, Scores, identity
from reportedly.text.passages import Passage

if TYPE_CHECKING:
    from reportedly.match.features import Feature, Found
    from reportedly.match.judge import Judge
    from reportedly.match.words import Word
    from reportedly.records import Span

__all__ = ["RULES", "Rule", "compare", "compare_told", "decide", "rejecting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What one feature does to the odds, in natural logarithms, at full strength."""

    feature: Feature
    supports: float = 0.0
    contradicts: float = 0.0
    #: The left text is not supported when this was seen, whatever else was, unless the two texts have little in common anyway.
    forbids_support: bool = False
    #: The weights count only as far as the texts share words (the square of the share): a difference means much between two like sentences
    #: and little between two that are about other things anyway.
    by_closeness: bool = False


#: In the order in which a reader should see the reasons: what tells apart first.
RULES = (
    Rule(feature=features.called_false, supports=-3.0, contradicts=1.0, forbids_support=True),
    Rule(feature=features.negation, supports=-2.0, contradicts=2.5, forbids_support=True, by_closeness=True),
    Rule(feature=features.opposite_outcome, supports=-2.0, contradicts=2.5, forbids_support=True, by_closeness=True),
    Rule(feature=features.opposite_side, supports=-2.0, contradicts=2.5, forbids_support=True, by_closeness=True),
    Rule(feature=features.partial, supports=-1.5, contradicts=1.5, forbids_support=True, by_closeness=True),
    Rule(feature=features.other_quantity, supports=-2.0, contradicts=2.5, forbids_support=True),
    Rule(feature=features.swapped_roles, supports=-2.0, contradicts=2.0, forbids_support=True, by_closeness=True),
    Rule(feature=features.other_name, supports=-2.0, contradicts=0.4, forbids_support=True, by_closeness=True),
    Rule(feature=features.other_place, supports=-2.0, contradicts=0.4, forbids_support=True, by_closeness=True),
    Rule(feature=features.other_date, supports=-2.0, contradicts=1.5, forbids_support=True, by_closeness=True),
    Rule(feature=features.alleged, supports=-2.0, contradicts=-0.5, forbids_support=True, by_closeness=True),
    Rule(feature=features.planned, supports=-2.0, contradicts=-0.5, by_closeness=True),
    Rule(feature=features.possible, supports=-2.0, contradicts=-0.5, by_closeness=True),
    Rule(feature=features.exchanged_word, supports=-1.5, contradicts=0.7),
    Rule(feature=features.attested, supports=-1.0, by_closeness=True),
    Rule(feature=features.other_counted, supports=-1.0),
    Rule(feature=features.vaguer_quantity, supports=-0.7),
    Rule(feature=features.left_out_quantity, supports=-0.5),
    Rule(feature=features.left_out_name, supports=-0.5, contradicts=-0.2),
    Rule(feature=features.left_out_date, supports=-0.2),
    Rule(feature=features.verbatim, supports=2.0, contradicts=-1.0),
    Rule(feature=features.same_quotation, supports=1.0, contradicts=-0.5),
    Rule(feature=features.same_negation, supports=1.1, contradicts=-2.0),
    Rule(feature=features.same_quantity, supports=0.5),
    Rule(feature=features.same_date, supports=0.1),
    Rule(feature=features.same_name_told, supports=0.1),
    Rule(feature=features.same_words, supports=0.3),
)
#: The rules for what is only told of.
_TOLD = tuple(rule for rule in RULES if rule.feature not in {features.called_false, features.alleged, features.possible, features.attested})
#: Two texts that share less of their words need not speak of the same matter: a difference in them then only weighs.
_SAME_MATTER = 0.35
#: A feature seen many times counts at most so often: five shared names are one story, not five proofs.
_MOST_SIGHTS = 2
#: "supports" needs this much; below it, and wherever no relation reaches the other bound, the answer is "unsure".
_ENOUGH_TO_SUPPORT = 0.55
_ENOUGH_DESPITE = 0.85
#: Less where nothing that differs was seen, and so much of what is claimed stands in the other text.
_ENOUGH_SAID, _SAID = 0.45, 0.5
#: More where so few words are claimed and fewer than two stand there: "the pharmacy was engaged" is at home in many stories.
_ENOUGH_OF_LITTLE, _LITTLE, _TWO = 0.7, 3, 2
_ENOUGH = 0.45
#: What weighs so much against support tells two texts apart.
_TELLS_APART = -0.6
_LEAST_ODDS = 1e-6
#: What is left of the odds for support where a rule forbids it.
_FORBIDDEN = 0.08


def compare(left: Passage, right: Passage, judge: Judge) -> Match:
    """Say how the right passage bears on the left one.

    Args:
        left: What is claimed.
        right: What may bear on it. Where it calls something false, that is what is compared, and what supported it contradicts.
        judge: The relation model.

    Returns:
        A match whose reasons' spans are into the texts of the two passages and whose scores sum to 1. The ids are digests of the texts.
    """
    match = _compared(left, right, judge, RULES)
    told = rejected_in(right.text)
    if told is None or rejected_in(left.text) is not None:
        return match
    inner = Passage(told.of(right.text), date=right.date)
    surest = max((compare_told(left, inner, judge), compare_told(inner, left, judge)), key=lambda each: each.scores.supports)
    return rejecting(surest, match.reasons, (match.left, match.right)) if surest.relation == "supports" else match


def compare_told(left: Passage, right: Passage, judge: Judge) -> Match:
    """Do what `compare` does where the right passage is only told of, so that "alleged" and the like make no difference."""
    return _compared(left, right, judge, _TOLD)


def rejecting(told: Match, reasons: tuple[Reason, ...], ids: tuple[str, str]) -> Match:
    """Return the match of what rejects something: as surely as that supports the left text, this contradicts it."""
    sure = told.scores.supports
    rest = Scores(supports=(1 - sure) / 2, contradicts=sure, unrelated=(1 - sure) / 2)
    return Match(left=ids[0], right=ids[1], relation="contradicts", scores=rest, reasons=reasons)


def _compared(left: Passage, right: Passage, judge: Judge, rules: tuple[Rule, ...]) -> Match:
    ours, theirs = read(left), read(right)
    sights = tuple((rule, sight) for rule in rules for sight in rule.feature(ours, theirs)[:_MOST_SIGHTS])
    scores = weigh(judge.scores(left.told, right.told), ours, theirs, sights)
    reasons = tuple(_reason(rule, sight) for rule, sight in sights)
    return Match(
        left=identity(left.text),
        right=identity(right.text),
        relation=decide(scores, to_support=_needed(sights, ours, theirs)),
        scores=scores,
        reasons=reasons,
    )


def weigh(judged: Scores, left: Reading, right: Reading, sights: tuple[tuple[Rule, Found], ...]) -> Scores:
    """Return the model's probabilities moved by what the features saw."""
    supports, contradicts = math.log(max(judged.supports, _LEAST_ODDS)), math.log(max(judged.contradicts, _LEAST_ODDS))
    for rule, sight in sights:
        strength = sight.strength * (_shared_beside(left, right, sight) ** 2 if rule.by_closeness else 1.0)
        supports += rule.supports * strength
        contradicts += rule.contradicts * strength
    return _normal(supports, contradicts, math.log(max(judged.unrelated, _LEAST_ODDS)), forbidden=_forbids(sights, left, right))


def decide(scores: Scores, *, to_support: float = _ENOUGH_TO_SUPPORT) -> Relation:
    """Return the relation that the scores allow; "unsure" is what is left.

    Args:
        scores: Of the pair, features counted in.
        to_support: The probability that "supports" needs.

    >>> decide(Scores(supports=0.5, contradicts=0.3, unrelated=0.2)), decide(Scores(supports=0.2, contradicts=0.7, unrelated=0.1))
    ('unsure', 'contradicts')
    """
    best, relation = max((scores.unrelated, "unrelated"), (scores.contradicts, "contradicts"), (scores.supports, "supports"))
    return "unsure" if best < (to_support if relation == "supports" else _ENOUGH) else relation  # type: ignore[return-value]


def _needed(sights: tuple[tuple[Rule, Found], ...], left: Reading, right: Reading) -> float:
    """How sure "supports" must be.

    As ever; less where most is said and nothing differs; more where little is claimed; nearly certain where texts of little in common
    differ; never where like ones do.
    """
    if _forbids(sights, left, right):
        return math.inf
    if any(rule.forbids_support for rule, _ in sights):
        return _ENOUGH_DESPITE
    if sum(right.has(word.stem) for word in left.content) < _TWO:
        return _ENOUGH_OF_LITTLE if len(left.content) < _LITTLE else _ENOUGH_TO_SUPPORT
    if left.covered_by(right) >= _SAID and not any(rule.supports <= _TELLS_APART for rule, _ in sights):
        return _ENOUGH_SAID
    return _ENOUGH_TO_SUPPORT


def _forbids(sights: tuple[tuple[Rule, Found], ...], left: Reading, right: Reading) -> bool:
    return any(rule.forbids_support for rule, _ in sights) and _shared(left, right) >= _SAME_MATTER


def _shared(left: Reading, right: Reading) -> float:
    """How much of the shorter telling is in the longer: two texts are on one matter when either holds most of the other."""
    return max(left.covered_by(right), right.covered_by(left))


def _shared_beside(left: Reading, right: Reading, sight: Found) -> float:
    """How much is shared beside the difference itself: "the memo" in "the memo is a forgery" and "the memo was authentic"."""
    ours, theirs = _beside(left, sight.left), _beside(right, sight.right)
    if not ours or not theirs:
        return _shared(left, right)
    return max(right.share_of(ours), left.share_of(theirs))


def _beside(reading: Reading, span: Span | None) -> list[Word]:
    return [w for w in reading.content if span is None or not span.overlaps(w.span)]


def _normal(supports: float, contradicts: float, unrelated: float, *, forbidden: bool) -> Scores:
    """Log-odds to probabilities; where support is forbidden, what it had goes to the other two in their proportion."""
    top = max(supports, contradicts, unrelated)
    a, b, c = (math.exp(x - top) for x in (supports, contradicts, unrelated))
    total = a + b + c
    a, b, c = a / total, b / total, c / total
    if forbidden and a > _FORBIDDEN:
        rest = (1 - _FORBIDDEN) / (b + c) if b + c else 0.0
        a, b, c = (_FORBIDDEN, b * rest, c * rest) if rest else (_FORBIDDEN, 0.0, 1 - _FORBIDDEN)
    return Scores(supports=a, contradicts=b, unrelated=c)


def _reason(rule: Rule, sight: Found) -> Reason:
    weight = (rule.supports - rule.contradicts) * sight.strength
    return Reason(feature=sight.feature, text=sight.text, left=sight.left, right=sight.right, weight=round(weight, 3))
