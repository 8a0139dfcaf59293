"""Features of wording: the same quotation, the same words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.match.features.found import Found, found
from reportedly.match.words import words_of
from reportedly.records import Span

if TYPE_CHECKING:
    from reportedly.match.reading import Reading

__all__ = ["same_quotation", "same_words", "verbatim"]

#: A quotation of fewer words may be anybody's.
_LEAST_QUOTED = 4
_CUT = re.compile(r"\[[^\]]*\]|\.\.\.|…")


def same_quotation(left: Reading, right: Reading) -> tuple[Found, ...]:
    """“{left}” and “{right}”: the same quotation."""
    sights = []
    for mine in left.quotes:
        for theirs in right.quotes:
            if _same_words_quoted(mine.of(left.text), theirs.of(right.text)):
                sights.append(found(same_quotation, (mine, theirs), words=(mine.of(left.text), theirs.of(right.text))))
                break
    return tuple(sights)


def verbatim(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{left}: the same words stand in the other text."""
    forms = [w.form for w in left.words]
    others = [w.form for w in right.words]
    if len(forms) < _LEAST_QUOTED:
        return ()
    for at in range(len(others) - len(forms) + 1):
        if others[at] == forms[0] and others[at : at + len(forms)] == forms:
            span = Span(right.words[at].span.start, right.words[at + len(forms) - 1].span.end)
            whole = Span(left.words[0].span.start, left.words[-1].span.end)
            return (found(verbatim, (whole, span), words=("all of it", span.of(right.text))),)
    return ()


def same_words(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{left} of the words that carry meaning are in the other text too."""
    if not left.content:
        return ()
    share = left.covered_by(right)
    return (found(same_words, (None, None), words=(f"{round(share * len(left.content))} of {len(left.content)}", ""), strength=share),)


def _same_words_quoted(left: str, right: str) -> bool:
    """Whether one quotation holds the other in order, cuts and insertions in brackets aside."""
    short, long = sorted((_forms(left), _forms(right)), key=len)
    if len(short) < _LEAST_QUOTED:
        return False
    pieces = [_forms(piece) for piece in _CUT.split(left if _forms(left) == short else right)]
    at = 0
    for piece in (p for p in pieces if p):
        place = next((i for i in range(at, len(long) - len(piece) + 1) if long[i : i + len(piece)] == piece), None)
        if place is None:
            return False
        at = place + len(piece)
    return True


def _forms(text: str) -> list[str]:
    return [w.form for w in words_of(_CUT.sub(" ", text))]
