"""The feature of outcomes: opposite words, and where one side negates one of them, the same outcome after all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.match.features.found import Found, found
from reportedly.match.features.negated import is_negated
from reportedly.match.features.roles import doer_of
from reportedly.match.words import same_sense, stem
from reportedly.records import Span

if TYPE_CHECKING:
    from reportedly.match.reading import Reading
    from reportedly.match.words import Word

__all__ = ["opposed", "opposite_outcome", "opposite_side"]


def _sides(table: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    lines = [[frozenset(stem(w) for w in side.split()) for side in line.split("|")] for line in table.splitlines()]
    return tuple((one, two) for one, two in lines) + tuple((two, one) for one, two in lines)


_OPPOSITES = _sides(
    """rise increase grow climb jump surge soar gain up higher | fall drop decline decrease plunge sink tumble slide dip down lower
        double treble | halve
        grow expand | shrink shrank shrunk contracted
        alive survive survived living unhurt unharmed | dead die killed death perished
        guilty convicted conviction | innocent acquitted cleared acquittal
        open opened reopen reopened | closed close shut shuttered
        begin began started start | end ended finished stopped halted
        allow allowed permit legal lawful legalise | ban banned forbid forbidden illegal unlawful prohibit outlaw
        hire hired appointed | fire fired sacked dismissed
        release released freed free | arrested detained jailed imprisoned held
        true genuine authentic real | false fake forged forgery untrue hoax
        safe | unsafe dangerous
        confirm confirmed | deny denied
        more | fewer less
        largest biggest highest most | smallest lowest least
        upheld uphold | overturned overturn quashed quash
        raise raised lift | lower lowered cut reduce reduced
        arrive arrived | depart departed left leave
        remain stay stayed | resign resigned quit leave left
        succeed succeeded success successful | fail failed failure unsuccessful
        support supported supports | oppose opposed opposes
        before | after
        destroy destroyed ruined | save saved rescued
        first | last
        found recovered | missing
        majority | minority
        attacked attack | defended
        ahead lead led | behind trailed trail
        early | late
        positive | negative
        strengthen strengthened | weaken weakened
        include included | exclude excluded
        ally allies | enemy enemies
        accept approve approved adopt back backed endorse pass passed | reject refuse refused oppose vetoed block
        signed sign | vetoed veto
        profit | loss
        calm calmed | violent
        confirm confirmed | lift lifted scrapped withdrawn revoked
        keep kept preserve preserved | destroy destroyed
        spare spared | condemn condemned
        clear cleared | guilty convicted
        take took seize seized capture captured | lose lost
        full | empty
        present | absent
        known | unknown secret
        public publicly | secret secretly
        deliberate deliberately intentionally | accident accidental accidentally
        manually | automatic automatically
        voluntary voluntarily | forced compulsory mandatory
        win won | lost
        extend extended prolong prolonged | shorten shortened cut
        join joined | leave left quit
        agree agreed | disagree disagreed refused
        gain gained | lose lost
        pass passed | fail failed
        found | lost missing
        real genuine | staged hoax fabricated doctored
        clean | contaminated tainted
        fit healthy | ill sick unfit
        sober | drunk
        armed | unarmed
        married | divorced single"""
)
#: Opposite manners, told in more than a word.
_MANNERS = tuple(
    (re.compile(rf"\b(?:{one})\b", re.IGNORECASE), re.compile(rf"\b(?:{two})\b", re.IGNORECASE))
    for one, two in (
        (r"by hand|manually", r"automatically|by (?:itself|themselves)|of (?:its|their) own accord"),
        (r"on purpose|deliberately|intentionally", r"by (?:accident|mistake)|accidentally|unintentionally"),
        (r"in time|on time|on schedule", r"too late|late|behind schedule"),
        (r"in secret|secretly|behind closed doors", r"in public|openly|publicly"),
        (r"alone|on (?:his|her|its|their) own|single-handedly", r"together|with (?:others|accomplices|help)|jointly"),
    )
)
#: Opposite only when the same one does them: that A beat B is that B lost to A.
_CONVERSE = _sides(
    """win beat victory triumph | lose defeated
        buy purchase | sell
        lend lent | borrow
        give gave | receive got
        employ | work"""
)
_PREFIXES = ("un", "dis", "in", "im", "il", "ir", "non", "mis")
_FOR = re.compile(r"\b(?:in (?:support|favou?r) of|(?:vot|march|campaign|protest|rall|argu|demonstrat)\w+ for)\b", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:against|in protest at|in opposition to)\b", re.IGNORECASE)


def opposite_outcome(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{left} against {right}: the opposite outcome."""
    if is_negated(left) != is_negated(right):
        return ()
    return tuple(
        found(opposite_outcome, (a.span, b.span), words=(a.span.of(left.text), b.span.of(right.text))) for a, b in opposed(left, right)[:1]
    )


def opposite_side(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{left} and {right}: for it on one side, against it on the other."""
    for one, two in ((_FOR, _AGAINST), (_AGAINST, _FOR)):
        mine, theirs = one.search(left.text), two.search(right.text)
        if mine and theirs and not two.search(left.text) and not one.search(right.text) and is_negated(left) == is_negated(right):
            ours, others = Span(*mine.span()), Span(*theirs.span())
            return (found(opposite_side, (ours, others), words=(mine.group(), theirs.group())),)
    return ()


def opposed(left: Reading, right: Reading) -> tuple[tuple[Word, Word], ...]:
    """Pairs of opposite words, one of either text, where neither text has both and their surroundings share a word."""
    plain = _prefixed(left, right) + _manners(left, right) + [pair for one, two in _OPPOSITES for pair in _pairs(left, right, one, two)]
    converse = [pair for one, two in _CONVERSE for pair in _pairs(left, right, one, two) if _same_doer(left, right, pair)]
    return tuple(plain + converse)


def _prefixed(left: Reading, right: Reading) -> list[tuple[Word, Word]]:
    """Words of which one is the other with "un-", "dis-" or the like before it."""
    ours, theirs = {w.stem: w for w in left.content}, {w.stem: w for w in right.content}
    pairs = []
    for prefix in _PREFIXES:
        pairs += [(w, theirs[prefix + s]) for s, w in ours.items() if prefix + s in theirs and s not in theirs and len(s) > len(prefix)]
        pairs += [(ours[prefix + s], w) for s, w in theirs.items() if prefix + s in ours and s not in ours and len(s) > len(prefix)]
    return pairs


def _manners(left: Reading, right: Reading) -> list[tuple[Word, Word]]:
    """The first words of two manners that exclude one another, where the texts share a name of what is done or done to."""
    pairs = []
    for one, two in (*_MANNERS, *((b, a) for a, b in _MANNERS)):
        mine, theirs = one.search(left.text), two.search(right.text)
        if mine and theirs and not two.search(left.text) and not one.search(right.text) and left.stems & right.stems:
            pairs.append((_word_in(left, mine), _word_in(right, theirs)))
    return pairs


def _word_in(reading: Reading, match: re.Match[str]) -> Word:
    """The last word of a match, which carries its sense ("by hand")."""
    return [w for w in reading.words if match.start() <= w.span.start < match.end()][-1]


def _pairs(left: Reading, right: Reading, one: frozenset[str], two: frozenset[str]) -> list[tuple[Word, Word]]:
    if left.forms.isdisjoint(one) or right.forms.isdisjoint(two) or not (left.forms.isdisjoint(two) and right.forms.isdisjoint(one)):
        return []
    ours = [w for w in left.words if w.stem in one and not _is_in_name(left, w)]
    theirs = next((w for w in right.words if w.stem in two and not _is_in_name(right, w)), None)
    return [(mine, theirs) for mine in ours if theirs is not None and _share_surroundings(left, right, mine, theirs)]


def _same_doer(left: Reading, right: Reading, pair: tuple[Word, Word]) -> bool:
    mine, theirs = doer_of(left, pair[0]), doer_of(right, pair[1])
    return mine is not None and theirs is not None and same_sense(mine.stem, theirs.stem)


def _is_in_name(reading: Reading, word: Word) -> bool:
    return word.capital and any(n.span.contains(word.span) for n in reading.names)


def _share_surroundings(left: Reading, right: Reading, mine: Word, theirs: Word) -> bool:
    ours, others = left.near(mine.span, reach=5), right.near(theirs.span, reach=5)
    return any(same_sense(a.stem, b.stem) for a in ours for b in others)
