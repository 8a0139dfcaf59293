"""Scores the statements of a story's articles: found, chain, speaker, denials.

A gold statement is found where a predicted one shares at least half of the words of both (Jaccard); pairs are made one to one, the
best overlap first, and among equal ones (a denial of a claim that somebody made has the same content twice) the one with the right
stance and speaker. Chains and speakers that were not found count as wrong.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evals.compare import Words, jaccard, same_chain, same_voice
from evals.figures import Figures, prf, share

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evals.program import Attributed

Row = dict[str, Any]
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Gold:
    """A statement as it should be."""

    article: str
    content: tuple[str, ...]
    cue: str | None
    chain: tuple[str, ...]
    #: The words of each voice of the chain; None for the outlet and where a voice is understood.
    words: tuple[str | None, ...]
    stance: str
    directness: str


def of_story(row: Row) -> Gold:
    """Return a statement of a story's gold file."""
    words = (None, *row["surface_chain"])
    return Gold(row["article"], tuple(row["content_quote"]), row["cue_quote"], tuple(row["chain"]), words, row["stance"], row["directness"])


def names(statement: Row) -> list[str]:
    """Return the names of a predicted statement's chain."""
    return [voice["name"] for voice in statement["chain"]]


def right_speaker(statement: Row, gold: Gold) -> bool:
    """Tell whether the last voices are the same."""
    return same_voice(names(statement)[-1], gold.chain[-1], also=gold.words[-1])


def right_chain(statement: Row, gold: Gold) -> bool:
    """Tell whether all voices are the same, in the same order."""
    return same_chain(names(statement), gold.chain, gold.words)


def pairs(predicted: Sequence[Row], wanted: Sequence[Gold], text: str) -> dict[int, int]:
    """Return which predicted statement (value) each gold one (key) was found in, by number."""
    words = Words(text)
    options = []
    for g, gold in enumerate(wanted):
        content = words.of_quotes(gold.content)
        for p, statement in enumerate(predicted):
            overlap = jaccard(words.inside(statement["content"]), content)
            if overlap >= HALF:
                options.append((-overlap, statement["stance"] != gold.stance, not right_speaker(statement, gold), g, p))
    found: dict[int, int] = {}
    for *_, g, p in sorted(options):
        if g not in found and p not in found.values():
            found[g] = p
    return found


def statements(gold: Iterable[Row], attributed: Mapping[str, Attributed]) -> tuple[Figures, list[str]]:
    """Score the statements of those articles that the gold lists in full; own voice is left out."""
    wanted: dict[str, list[Gold]] = {}
    for row in gold:
        wanted.setdefault(row["article"], []).append(of_story(row))
    count: Counter[str] = Counter()
    errors: list[str] = []
    for article, listed in wanted.items():
        said = attributed[article]
        found = pairs(said.voiced, listed, said.text)
        _count(count, found, said.voiced, listed)
        errors += _errors(found, said, listed)
    return _figures(count), errors


def _count(count: Counter[str], found: Mapping[int, int], predicted: Sequence[Row], wanted: Sequence[Gold]) -> None:
    couples = [(predicted[p], wanted[g]) for g, p in found.items()]
    count["gold"] += len(wanted)
    count["predicted"] += len(predicted)
    count["found"] += len(couples)
    count["chain"] += sum(right_chain(s, g) for s, g in couples)
    count["speaker"] += sum(right_speaker(s, g) for s, g in couples)
    count["stance"] += sum(s["stance"] == g.stance for s, g in couples)
    count["directness"] += sum(s["directness"] == g.directness for s, g in couples)
    count["denials gold"] += sum(g.stance == "denies" for g in wanted)
    count["denials predicted"] += sum(s["stance"] == "denies" for s in predicted)
    count["denials hit"] += sum(s["stance"] == g.stance == "denies" for s, g in couples)


def _figures(count: Mapping[str, int]) -> Figures:
    figures = {"n.statements": float(count["gold"]), **prf("statements", count["found"], count["predicted"], count["gold"])}
    for name in ("chain", "speaker", "stance", "directness"):
        figures[f"statements.{name}"] = share(count[name], count["gold"])
        figures[f"statements.{name} of found"] = share(count[name], count["found"])
    return figures | prf("denials", count["denials hit"], count["denials predicted"], count["denials gold"])


def _errors(found: Mapping[int, int], said: Attributed, wanted: Sequence[Gold]) -> list[str]:
    """Return a line for each statement that was missed, is wrong in chain or stance, or should not be there."""
    lines = []
    for g, gold in enumerate(wanted):
        quote = " … ".join(gold.content)
        if g not in found:
            lines.append(f"missed     {gold.article}: {' > '.join(gold.chain)} {gold.stance}: {quote}")
            continue
        statement = said.voiced[found[g]]
        if not right_chain(statement, gold):
            lines.append(f"chain      {gold.article}: expected {' > '.join(gold.chain)}; came {' > '.join(names(statement))}: {quote}")
        if statement["stance"] != gold.stance:
            lines.append(f"stance     {gold.article}: expected {gold.stance}; came {statement['stance']}: {quote}")
    for p, statement in enumerate(said.voiced):
        if p not in found.values():
            words = " … ".join(said.text[start:end] for start, end in statement["content"])
            lines.append(f"extra      {statement['article']}: {' > '.join(names(statement))} {statement['stance']}: {words}")
    return lines
