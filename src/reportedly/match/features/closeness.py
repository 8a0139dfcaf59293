"""Features of wording: the same quotation, the same words."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from reportedly.match.features.found import Found, found
from reportedly.match.words import is_irregular_verb, same_sense, words_of
from reportedly.records import Span

if TYPE_CHECKING:
    from reportedly.match.reading import Reading
    from reportedly.match.words import Word

__all__ = ["exchanged_word", "same_quotation", "same_words", "verbatim"]

#: A quotation of fewer words may be anybody's.
_LEAST_QUOTED = 4
#: A single change among so many words that stay, and of so many words at most, is a change of what is told.
_LEAST_SAME, _MOST_CHANGED = 3, 2
_DEED = 0.4
_LOOSE = frozenset("about around some roughly approximately nearly almost over least more than".split())
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


def exchanged_word(left: Reading, right: Reading) -> tuple[Found, ...]:
    """{left} against {right}: all else is told in the same words."""
    ours, theirs = [w for w in left.content if not _is_loose(w)], [w for w in right.content if not _is_loose(w)]
    matcher = SequenceMatcher(None, [w.stem for w in ours], [w.stem for w in theirs], autojunk=False)
    changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    if len(changes) != 1 or changes[0][0] != "replace":
        return ()
    _, a, b, c, d = changes[0]
    same = len(ours) - (b - a)
    if same < _LEAST_SAME or max(b - a, d - c) > _MOST_CHANGED or any(same_sense(x.stem, y.stem) for x in ours[a:b] for y in theirs[c:d]):
        return ()
    spans = Span(ours[a].span.start, ours[b - 1].span.end), Span(theirs[c].span.start, theirs[d - 1].span.end)
    # One verb for another is as often another word for it as another deed; one noun for another is mostly another thing.
    deeds = all(_is_deed(w) for w in (*ours[a:b], *theirs[c:d]))
    words = (spans[0].of(left.text), spans[1].of(right.text))
    return (found(exchanged_word, spans, words=words, strength=_DEED if deeds else 1.0),)


def _is_deed(word: Word) -> bool:
    return word.form.endswith(("ed", "ing")) or is_irregular_verb(word.form)


def _is_loose(word: Word) -> bool:
    """Adverbs of degree and hedges come and go in faithful copies."""
    return word.form in _LOOSE


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
