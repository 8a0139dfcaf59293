"""Names as people write them, folded so that they can be compared.

Comparing is deliberately shy: two names are the same only when one is the other with titles, initials or first names left out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["TITLES", "core_words", "fold", "is_capitalised", "same_name", "surname"]

_NOT_WORD = re.compile(r"[^\w&]+")
_POSSESSIVE = re.compile(r"[’']s\b|(?<=s)[’'](?=\s|$)")
_ARTICLES = ("the ", "a ", "an ")

#: Words before a name that say what somebody is and are no part of it.
TITLES = frozenset(
    """mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend father sister imam rabbi sheikh pastor bishop archbishop
    president vice prime minister premier chancellor king queen prince princess senator sen representative rep congressman congresswoman
    governor gov mayor secretary deputy under assistant ambassador judge justice attorney general gen colonel col major maj captain capt
    lieutenant lt cmdr cdr sergeant sgt admiral adm skipper commander chief executive director chairman chairwoman chair chairperson
    spokesman spokeswoman spokesperson officer detective inspector superintendent commissioner constable sheriff marshal former ex
    acting foreign interior information defence defense finance health energy transport education leader opposition candidate party
    analyst economist author journalist reporter correspondent editor founder owner manager coach captain state councillor mp msp mep
    speaker whip democratic republican labour conservative drug watchdog""".split()
)


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """Return the name for comparing: lower case, no leading article, accents, possessive or punctuation, single blanks.

    >>> fold("The Guardian’s"), fold("Müller, A.")
    ('guardian', 'muller a')
    """
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", name))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = " ".join(_NOT_WORD.sub(" ", plain).split())
    for article in _ARTICLES:
        if plain.startswith(article) and len(plain) > len(article):
            return plain[len(article) :]
    return plain


@lru_cache(maxsize=1 << 15)
def core_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name without titles before it; all of them when nothing else is left.

    >>> core_words("Deputy Secretary of State Wendy Ruiz")
    ('wendy', 'ruiz')
    """
    parts = fold(name).split()
    cut = 0
    for i, part in enumerate(parts):
        if part in TITLES or (part == "of" and i):
            cut = i + 1
    while cut < len(parts) and parts[cut] in TITLES:
        cut += 1
    return tuple(parts[cut:]) or tuple(parts)


def surname(name: str) -> str:
    """Return the folded last word of a person's name ("jr" and the like left out)."""
    parts = [p for p in core_words(name) if p not in {"jr", "sr", "ii", "iii"}]
    return parts[-1] if parts else ""


def is_capitalised(word: str) -> bool:
    """Whether the word begins with a capital letter."""
    return word[:1].isupper()


def same_name(left: str, right: str) -> bool:
    """Tell whether the two can be one name: equal when folded, or one is the other with titles, initials or first names left out.

    >>> same_name("Dr Leila Ruiz", "Ruiz"), same_name("Leila Ruiz", "Omar Ruiz"), same_name("the Guardian", "Guardian")
    (True, False, True)
    """
    if fold(left) == fold(right):
        return bool(fold(left))
    short, long = sorted((core_words(left), core_words(right)), key=len)
    if not short or short[-1] != long[-1]:
        return False
    return _fits(short[:-1], long[:-1])


def _fits(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether each first name of the shorter stands in the longer in order, an initial standing for a name."""
    at = 0
    for part in short:
        while at < len(long) and not (long[at] == part or (1 in {len(part), len(long[at])} and long[at][0] == part[0])):
            at += 1
        if at == len(long):
            return False
        at += 1
    return True
