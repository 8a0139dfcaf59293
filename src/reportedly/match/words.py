"""Text to words that can be compared: where each stands, its stem, and whether it carries meaning.

The stemmer is deliberately blunt (endings off, irregular news verbs looked up): it only has to bring the forms of one word together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reportedly.records import Span

__all__ = ["EMPTY", "Word", "is_irregular_verb", "same_sense", "stem", "words_of"]

_TOKEN = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_][^\W_]*(?:[’'-][^\W\d_][^\W_]*)*", re.UNICODE)
_SPLIT_NOT = re.compile(r"(?i)(?<=\w)n[’']t$")
_POSSESSIVE = re.compile(r"[’']s$|[’']$")

#: Words that carry little meaning by themselves. Negations, modals and prepositions of place in time are read by features of their own: "no
#: fax had arrived" tells of a fax and its coming.
EMPTY = frozenset(
    """a an the of to in on at by for with from as and or but that which who whom whose this these those it its he she they them his her
    their him we us our i me my you your is are was were be been being am has have had having do does did doing will would shall should
    can could may might must not n't no never none nobody nothing neither nor cannot there here than then so such if when while where into
    over out up down off about after before since also just very more most some any all each both other one s said says say saying told
    tell tells according still yet too only what how why until upon per via during through within amid across mr mrs ms dr""".split()
)

_IRREGULAR = {
    form: line.split()[0]
    for line in """rise rose risen rising
        fall fell fallen
        win won winning
        lose lost losing
        buy bought
        sell sold
        lend lent lending
        bite bit bitten
        overtake overtook overtaken
        say said
        tell told
        go went gone going
        leave left
        die died dying dead death deaths dies
        kill killed killing kills killings
        shoot shot shooting
        meet met
        hold held
        begin began begun beginning
        make made making
        take took taken taking
        give gave given giving
        break broke broken
        steal stole stolen
        hide hid hidden
        hit hitting
        beat beaten beating
        sue sued suing
        write wrote written writing
        speak spoke spoken
        send sent
        spend spent
        pay paid
        find found
        know knew known
        think thought
        bring brought
        build built
        catch caught
        choose chose chosen
        come came coming
        cut cutting
        draw drew drawn
        drive drove driven driving
        eat ate eaten
        feel felt
        fight fought
        flee fled
        fly flew flown
        get got gotten getting
        grow grew grown
        hear heard
        keep kept
        lead led
        lay laid
        lie lay lain
        mean meant
        put putting
        quit quitting
        read
        run ran running
        see saw seen
        seek sought
        set setting
        shut shutting
        sink sank sunk
        sit sat
        sleep slept
        stand stood
        strike struck striking
        swear swore sworn
        sweep swept
        teach taught
        tear tore torn
        throw threw thrown
        understand understood
        wear wore worn
        withdraw withdrew withdrawn
        person people persons
        man men
        woman women
        child children kid kids
        wife wives
        life lives
        deny denied denies denying denial
        close closed closing closure closes
        injure injured injuring injury injuries injures
        approve approved approval approving approves
        arrive arrived arrival
        resign resigned resignation resigning resigns
        refuse refused refusal
        explode exploded explosion explosions
        elect elected election elections
        decide decided decision decisions
        destroy destroyed destruction
        attack attacks attacked attacking
        percent percentage""".splitlines()
    for form in line.split()
}

#: Words that news uses for one another often enough that a change between them is no change of content.
_SENSES = {
    word: group
    for group, line in enumerate(
        """kill die slay
        injure wound hurt
        company firm business
        child teenager youngster pupil
        doctor physician
        buy purchase acquire
        police officer policeman cop
        car vehicle
        start begin launch commence
        end finish conclude
        help assist aid
        rise increase grow climb jump surge soar gain
        fall drop decline decrease plunge sink tumble slide dip
        close shut
        big large huge major
        worker employee staff staffer
        lawyer attorney solicitor barrister
        shop store
        lawmaker legislator
        resign quit
        fire sack dismiss
        arrest detain
        house home
        pact deal agreement accord
        talk negotiation
        blaze fire
        award prize
        choose pick select
        show indicate reveal
        demand request
        boat vessel ship
        film movie
        vote ballot
        reject refuse
        win victory triumph
        need require
        stop halt cease
        let allow permit
        ban prohibit bar forbid
        aircraft plane jet
        student pupil
        protester demonstrator
        protest demonstration
        flat apartment
        study research
        pill tablet
        medicine drug
        factory plant
        boss chief head
        recall withdraw
        illness disease
        bill law legislation
        evacuate clear
        resident inhabitant
        approve pass back
        stab knife
        money cash fund
        pay cost
        flee escape
        guilty convict
        forgery fake forged counterfeit
        march demonstrate""".splitlines()
    )
    for word in line.split()
}
_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("sses", "ss"),
    ("ings", ""),
    ("ing", ""),
    ("edly", ""),
    ("ed", ""),
    ("es", ""),
    ("s", ""),
    ("ly", ""),
)
_DOUBLED = re.compile(r"([bdgmnprt])\1$")
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text."""

    span: Span
    #: Lower case, without possessive; "n't" is a word of its own.
    form: str
    stem: str
    #: Begins with a capital.
    capital: bool

    @property
    def carries(self) -> bool:
        """Whether the word carries meaning by itself."""
        return self.form not in EMPTY


@lru_cache(maxsize=1 << 15)
def stem(form: str) -> str:
    """Return the stem of a lower-case word.

    >>> [stem(w) for w in ("rallies", "recalled", "stopped", "fell", "packs")]
    ['rally', 'recall', 'stop', 'fall', 'pack']
    """
    if form in _IRREGULAR:
        return _IRREGULAR[form]
    for ending, instead in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= _LEAST + (ending == "ly") and not form.endswith(("ss", "us", "is")):
            base = form[: len(form) - len(ending)] + instead
            base = _DOUBLED.sub(r"\1", base) if ending in {"ing", "ed", "ings"} else base
            return _IRREGULAR.get(base, base.removesuffix("e") if len(base) > _LEAST else base)
    return form.removesuffix("e") if len(form) > _LEAST else form


_NOUNS = frozenset("people persons men women children kid kids wives lives death deaths dead percentage injury injuries".split())


def is_irregular_verb(form: str) -> bool:
    """Tell whether the word is the past or a participle of one of the verbs that news uses most, or a past that looks like its verb.

    >>> is_irregular_verb("took"), is_irregular_verb("beat"), is_irregular_verb("table")
    (True, True, False)
    """
    return form in _IRREGULAR and form not in _NOUNS and (form != _IRREGULAR[form] or form in _UNCHANGED)


_UNCHANGED = frozenset("beat hit cut put quit set shut read".split())


def same_sense(left: str, right: str) -> bool:
    """Tell whether two stems are one word or words that news uses for one another.

    >>> same_sense(stem("factories"), stem("plant"))
    True
    """
    if left == right:
        return True
    group = _SENSES_OF_STEMS.get(left)
    return group is not None and group == _SENSES_OF_STEMS.get(right)


_SENSES_OF_STEMS = {stem(word): group for word, group in _SENSES.items()}


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text in order.

    >>> [w.form for w in words_of("The board's packs weren't sold.")]
    ['the', 'board', 'packs', 'were', "n't", 'sold']
    """
    found: list[Word] = []
    for match in _TOKEN.finditer(text):
        found.extend(_parts(match.group(), match.start()))
    return tuple(found)


def _parts(token: str, start: int) -> list[Word]:
    """One word, or two where "not" is written into it."""
    cut = _SPLIT_NOT.search(token)
    if cut:
        at = start + cut.start()
        head = token[: cut.start()]
        return [_word(head, start, start + len(head)), Word(Span(at, start + len(token)), "n't", "n't", capital=False)]
    return [_word(token, start, start + len(token))]


def _word(token: str, start: int, end: int) -> Word:
    form = _POSSESSIVE.sub("", token).replace("’", "'").lower()
    return Word(Span(start, end), form, stem(form), capital=token[:1].isupper())
