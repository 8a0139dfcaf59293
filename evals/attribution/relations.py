"""Attributions as sets of words, from PolNeAR's gold, from our cases, and from the program's output.

PolNeAR marks the outermost attribution alone: there a statement counts as its chain's first link below the outlet. Our cases give whole
chains: there it counts as its last link. All offsets become numbers of words of the gold text, also where the program trimmed the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from evals.compare import PRONOUNS, WORD, Offsets, Words
from evals.story_statements import Gold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evals.program import Attributed

Row = dict[str, Any]
Fragments = tuple[frozenset[int], ...]
LABELS = ("source", "cue", "content")
_DENIAL = re.compile(r"\b(?:den(?:y|ies|ied|ying|ial)|disput|reject|dismiss|refut|rebut|disavow)", re.IGNORECASE)
#: Cues that report speech, by their stems: PolNeAR marks wanting, believing and doing as well.
_REPORTING = re.compile(
    r"\b(?:sa(?:y|id)|t(?:ell|old)\b|add(?:s|ed|ing)?\b|wr(?:ite|ote|itten)|report|argu|claim|stat(?:e|ed|es|ing|ement)\b|announc|ask|call|suggest"
    r"|explain|insist|respond|repl(?:y|ie)|describ|warn|declar|accus|den(?:y|ie)|critici|charg|acknowledg|admit|assert|urg|cit(?:e|ing)|mention"
    r"|predict|promis|vow|tweet|jok|confirm|reveal|show|f(?:i|ou)nd|accord|recommend|demand|reject|denounc|condemn|dismiss|quot|testif|conclud"
    r"|remark|comment|complain|contend|alleg|recall|caution|boast|conced|counter|defend|emphasi|stress|point|sp(?:eak|oke)|talk|discuss|propos"
    r"|estimat|offer|pledg|repeat|question|challeng|disput|attack|blam|prais|decr|declin|refus|inform|advis|remind|assur|answer|agree)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“”]")


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution: the words of each contiguous fragment of source, cue and content."""

    source: Fragments
    cue: Fragments
    content: Fragments
    #: The number of the head word of the source; None without one.
    head: int | None
    #: The slices it belongs to ("direct", "named", ...).
    slices: frozenset[str]
    #: Source, cue and content as a person reads them.
    shown: str
    #: Of a case: the statement as it should be, or as the program gave it.
    gold: Gold | None = None
    statement: Row | None = field(default=None, compare=False)
    #: How sure the program is of it.
    confidence: float = field(default=1.0, compare=False)

    def words(self, label: str) -> frozenset[int]:
        """Return all words of a label."""
        fragments: Fragments = getattr(self, label)
        return frozenset().union(*fragments)


class Reader:
    """Turns ranges of a text into relations; `into` numbers the words as another text does (None for those it lacks)."""

    def __init__(self, text: str, into: str | None = None) -> None:
        self.text = text
        self._words = Words(text)
        self._number = None if into is None or into == text else _alignment(text, into)

    def relation(self, spans: Mapping[str, Offsets], slices: Iterable[str], **of_case: Any) -> Relation:  # noqa: ANN401  passed on
        """Return the relation with these ranges."""
        shown = " | ".join(" … ".join(self.text[s:e] for s, e in spans[label]) or "-" for label in LABELS)
        head = self._words.head(spans["source"])
        return Relation(
            source=self._fragments(spans["source"]),
            cue=self._fragments(spans["cue"]),
            content=self._fragments(spans["content"]),
            head=None if head is None else self._mapped(head),
            slices=frozenset(slices),
            shown=shown,
            **of_case,
        )

    def _fragments(self, spans: Offsets) -> Fragments:
        found = (frozenset(n for w in self._words.inside([s]) if (n := self._mapped(w)) is not None) for s in spans)
        return tuple(words for words in found if words)

    def _mapped(self, word: int) -> int | None:
        return word if self._number is None else self._number.get(word)


def _alignment(text: str, into: str) -> dict[int, int]:
    left, right = WORD.findall(text), WORD.findall(into)
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return {block.a + i: block.b + i for block in blocks for i in range(block.size)}


def _directness(text: str, content: Offsets) -> str:
    """Return direct where every fragment is enclosed in quotation marks, mixed where some of it is quoted, else indirect."""
    enclosed = [bool(_QUOTED.search(text[max(0, s - 1) : s + 1]) and _QUOTED.search(text[max(0, e - 2) : e + 1])) for s, e in content]
    if all(enclosed):
        return "direct"
    return "mixed" if any(enclosed) or any(_QUOTED.search(text[s:e]) for s, e in content) else "indirect"


def _source_slice(text: str, source: Offsets) -> str:
    """Return whether the words of a source name somebody, by their capitals; the first word of a sentence shows nothing by its own."""
    words = [(m.group(), m.start() + s) for s, e in source for m in WORD.finditer(text[s:e])]
    if not words:
        return "no source"
    if all(word.lower() in PRONOUNS for word, _ in words):
        return "pronoun"
    capitals = [(word, at) for word, at in words if word[0].isupper()]
    inside = [word for word, at in capitals if not re.search(r"(?:^|[.!?:\n\"”“])\s*$", text[max(0, at - 3) : at])]
    return "named" if inside or len(capitals) > 1 else "unnamed"


def _slices(text: str, spans: Mapping[str, Offsets]) -> tuple[str, ...]:
    denial = any(_DENIAL.search(text[s:e]) for s, e in spans["cue"])
    reporting = not spans["cue"] or any(_REPORTING.search(text[s:e]) for s, e in spans["cue"])
    marks = (*(["denials"] if denial else []), *(["reporting"] if reporting else []))
    return (_directness(text, spans["content"]), _source_slice(text, spans["source"]), *marks)


def polnear_gold(row: Row) -> tuple[Relation, ...]:
    """Return the relations of an article as PolNeAR's annotators marked them."""
    reader = Reader(row["text"])
    found = [reader.relation(relation, _slices(row["text"], relation)) for relation in row["attributions"]]
    return tuple(relation for relation in found if relation.content)


def outermost(said: Attributed, text: str) -> tuple[Relation, ...]:
    """Return the program's statements as outermost relations, one for each cue, numbered as in the gold's text."""
    merged: dict[object, dict[str, list[Sequence[int]]]] = {}
    sure: dict[object, float] = {}
    for number, statement in enumerate(said.voiced):
        link = statement["chain"][1]
        cue, words = link.get("cue"), link["words"]
        content = link.get("content") or statement["content"]
        key: object = (tuple(cue), tuple(words or ())) if cue else number
        spans = merged.setdefault(key, {"source": [words] if words else [], "cue": [cue] if cue else [], "content": []})
        spans["content"] += [span for span in content if span not in spans["content"]]
        sure[key] = max(sure.get(key, 0.0), statement.get("confidence", 1.0))
    reader = Reader(said.text, text)
    return tuple(reader.relation(spans, _slices(said.text, spans), confidence=sure[key]) for key, spans in merged.items())


def case_gold(case: Row) -> tuple[Relation, ...]:
    """Return the attributed statements of one of our cases as innermost relations."""
    text, found = case["text"], []
    reader = Reader(text)
    for row in case["statements"]:
        if len(row["chain"]) == 1:
            continue
        content = [(text.index(quote), text.index(quote) + len(quote)) for quote in row["content"]]
        spans = {"content": content, "cue": _nearest(text, row["cue"], content), "source": _nearest(text, row["words"][-1], content)}
        gold = Gold(
            case["id"], tuple(row["content"]), row["cue"], tuple(row["chain"]), tuple(row["words"]), row["stance"], row["directness"]
        )
        slices = _case_slices(row["words"][-1], row["kinds"][-1], row["stance"], len(row["chain"]))
        found.append(reader.relation(spans, (row["directness"], *slices), gold=gold))
    return tuple(found)


def innermost(said: Attributed, text: str) -> tuple[Relation, ...]:
    """Return the program's statements as innermost relations, numbered as in the gold's text."""
    reader, found = Reader(said.text, text), []
    for statement in said.voiced:
        voice = statement["chain"][-1]
        cue, words = statement["cue"], voice["words"]
        spans = {"content": statement["content"], "cue": [cue] if cue else [], "source": [words] if words else []}
        shown = said.text[words[0] : words[1]] if words else None
        slices = _case_slices(shown, voice["kind"], statement["stance"], len(statement["chain"]))
        found.append(
            reader.relation(spans, (statement["directness"], *slices), statement=statement, confidence=statement.get("confidence", 1.0))
        )
    return tuple(found)


def _case_slices(words: str | None, kind: str, stance: str, length: int) -> tuple[str, ...]:
    if words is None:
        source = "no source"
    elif words.lower() in PRONOUNS:
        source = "pronoun"
    else:
        source = {"unnamed": "unnamed", "document": "document"}.get(kind, "named")
    return (source, *(["denials"] if stance == "denies" else []), *(["chains"] if length > 2 else []))  # noqa: PLR2004  outlet and speaker


def _nearest(text: str, words: str | None, content: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the place of the words that is nearest to the content, one outside it if there is one."""
    if words is None:
        return []
    places = [(m.start(), m.end()) for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    outside = [(s, e) for s, e in places if all(e <= start or end <= s for start, end in content)]
    return sorted(outside or places, key=lambda p: min(max(start - p[1], p[0] - end) for start, end in content))[:1]
