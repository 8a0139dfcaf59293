"""Scores `attribute` on PolNeAR-style gold or on our own cases, by tokens, spans and relations, whole and by slice.

    python -m evals.attribution.score tests/cases/attribution.jsonl --part tune
    python -m evals.attribution.score DEV.jsonl --predictions OUTPUT.jsonl --errors 40
    python -m evals.attribution.score DEV.jsonl --predictions NEW.jsonl --against OLD.jsonl

Needs nothing but Python. Relations are paired one to one by the words of their contents, Jaccard at least one half (`content`); `soft`
also wants the right source: none where the gold has none, else each head word lies in the other source, or Jaccard at least one half.
Without a parser the head is the last word of the first noun chunk. `exact` wants the very same content words.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.attribution.bootstrap import Counts, difference
from evals.attribution.calibration import bins, calibration_error
from evals.attribution.peers import compared
from evals.attribution.relations import LABELS, Relation, case_gold, innermost, outermost, polnear_gold
from evals.compare import covered, jaccard
from evals.figures import Figures, fallen, prf, record, share, table
from evals.program import Attributed, Program, attributed
from evals.story_statements import names, right_chain, right_speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Row = dict[str, Any]
HALF = 0.5


def same_source(predicted: Relation, gold: Relation) -> bool:
    """Tell whether two relations name the same source; in a case whose voice is understood, whether it is the right one."""
    left, right = predicted.words("source"), gold.words("source")
    if gold.gold is not None and predicted.statement is not None and right_speaker(predicted.statement, gold.gold):
        return True
    if not left or not right:
        return not left and not right and gold.gold is None
    return (predicted.head in right and gold.head in left) or jaccard(left, right) >= HALF


def paired(predicted: Sequence[Relation], gold: Sequence[Relation]) -> dict[int, int]:
    """Return which predicted relation (value) answers each gold one (key), by number: best overlap first, then source, then cue."""
    options = []
    for g, wanted in enumerate(gold):
        for p, came in enumerate(predicted):
            overlap = jaccard(came.words("content"), wanted.words("content"))
            if overlap >= HALF:
                other_stance = wanted.gold is not None and came.statement is not None and wanted.gold.stance != came.statement["stance"]
                other_cue = not (came.words("cue") & wanted.words("cue"))
                options.append((-overlap, other_stance, not same_source(came, wanted), other_cue, g, p))
    found: dict[int, int] = {}
    for *_, g, p in sorted(options):
        if g not in found and p not in found.values():
            found[g] = p
    return found


class Tally:
    """Counts over all articles, and a line for everything that is wrong."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.slices: Counter[tuple[str, str]] = Counter()
        self.errors: list[str] = []
        #: How sure the program was of each relation, and whether it was right (`soft`).
        self.sure: list[tuple[float, bool]] = []
        #: What each article adds to `soft`.
        self.articles: dict[str, Counts] = {}

    def add(self, article: str, predicted: Sequence[Relation], gold: Sequence[Relation]) -> None:
        """Count one article."""
        found = paired(predicted, gold)
        self._labels(predicted, gold)
        self.count.update(predicted=len(predicted), gold=len(gold), content=len(found))
        right = {g for g, p in found.items() if same_source(predicted[p], gold[g])}
        self.count["soft"] += len(right)
        answered = {found[g] for g in right}
        self.sure += [(relation.confidence, p in answered) for p, relation in enumerate(predicted)]
        self.articles[article] = Counts(len(right), len(predicted), len(gold))
        self.count["exact"] += sum(predicted[found[g]].words("content") == gold[g].words("content") for g in right)
        self._slices(predicted, gold, {g: found[g] for g in right})
        self._statements(predicted, gold, found)
        self._list(article, predicted, gold, found)

    def _labels(self, predicted: Sequence[Relation], gold: Sequence[Relation]) -> None:
        """Count words and contiguous fragments of each label, wherever they belong."""
        for label in LABELS:
            sides = [{w for r in side for w in r.words(label)} for side in (predicted, gold)]
            spans = [{(min(f), max(f)) for r in side for f in getattr(r, label)} for side in (predicted, gold)]
            for kind, (came, wanted) in (("token", sides), ("span", spans)):
                self.count.update(
                    {f"{kind} {label} hit": len(came & wanted), f"{kind} {label} came": len(came), f"{kind} {label} gold": len(wanted)}
                )

    def _slices(self, predicted: Sequence[Relation], gold: Sequence[Relation], right: Mapping[int, int]) -> None:
        answered = set(right.values())
        for p, relation in enumerate(predicted):
            self.slices.update([(s, "came") for s in relation.slices] + [(s, "came hit") for s in relation.slices if p in answered])
        for g, relation in enumerate(gold):
            self.slices.update([(s, "gold") for s in relation.slices] + [(s, "gold hit") for s in relation.slices if g in right])

    def _statements(self, predicted: Sequence[Relation], gold: Sequence[Relation], found: Mapping[int, int]) -> None:
        """Count what only our cases tell: chain, speaker, stance, directness, denials."""
        couples = [(predicted[p].statement, gold[g].gold) for g, p in found.items()]
        for statement, wanted in couples:
            if statement is not None and wanted is not None:
                self.count["chain"] += right_chain(statement, wanted)
                self.count["speaker"] += right_speaker(statement, wanted)
                self.count["stance"] += statement["stance"] == wanted.stance
                self.count["directness"] += statement["directness"] == wanted.directness
                self.count["denials hit"] += statement["stance"] == wanted.stance == "denies"
        self.count["denials came"] += sum(r.statement is not None and r.statement["stance"] == "denies" for r in predicted)
        self.count["denials gold"] += sum(r.gold is not None and r.gold.stance == "denies" for r in gold)
        self.count["in chains"] += sum(r.gold is not None for r in gold)

    def _list(self, article: str, predicted: Sequence[Relation], gold: Sequence[Relation], found: Mapping[int, int]) -> None:
        for g, wanted in enumerate(gold):
            if g not in found:
                self.errors.append(f"missed  {article}: {_wanted(wanted)}")
                continue
            came = predicted[found[g]]
            if not same_source(came, wanted):
                self.errors.append(f"source  {article}: {wanted.shown}\n          came {came.shown}")
            elif wanted.gold is not None and came.statement is not None and _differs(came.statement, wanted):
                self.errors.append(f"chain   {article}: {_wanted(wanted)}\n          came {_came(came)}")
        self.errors += [f"extra   {article}: {_came(r)}" for p, r in enumerate(predicted) if p not in found.values()]

    def figures(self) -> Figures:
        """Return all figures; those of chains and stance where the gold tells."""
        count = self.count
        figures: Figures = {"n.gold": float(count["gold"]), "n.predicted": float(count["predicted"])}
        for kind in ("token", "span"):
            for label in LABELS:
                name = f"{kind} {label}"
                figures |= prf(name, count[f"{name} hit"], count[f"{name} came"], count[f"{name} gold"])
        for name in ("content", "soft", "exact"):
            figures |= prf(name, count[name], count["predicted"], count["gold"])
        if count["in chains"]:
            figures |= {name: share(count[name], count["gold"]) for name in ("chain", "speaker", "stance", "directness")}
            figures |= prf("stance denies", count["denials hit"], count["denials came"], count["denials gold"])
        figures["calibration error"] = calibration_error(*zip(*self.sure, strict=True)) if self.sure else 0.0
        figures["calibrated"] = 1 - figures["calibration error"]
        return figures | self._slice_figures()

    def _slice_figures(self) -> Figures:
        figures: Figures = {}
        for name in sorted({name for name, _ in self.slices}):
            n = {kind: self.slices[name, kind] for kind in ("came", "came hit", "gold", "gold hit")}
            precision, recall = share(n["came hit"], n["came"]), share(n["gold hit"], n["gold"])
            figures[f"n.{name}"] = float(n["gold"])
            figures[f"slice {name}.precision"], figures[f"slice {name}.recall"] = precision, recall
            figures[f"slice {name}.f1"] = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return figures


def _differs(statement: Row, wanted: Relation) -> bool:
    gold = wanted.gold
    return gold is not None and (not right_chain(statement, gold) or statement["stance"] != gold.stance)


def _wanted(relation: Relation) -> str:
    return relation.shown if relation.gold is None else f"{' > '.join(relation.gold.chain)} {relation.gold.stance}: {relation.shown}"


def _came(relation: Relation) -> str:
    statement = relation.statement
    return relation.shown if statement is None else f"{' > '.join(names(statement))} {statement['stance']}: {relation.shown}"


def score(gold: Sequence[Row], predictions: Mapping[str, Attributed]) -> Tally:
    """Count all articles; one that the program did not answer for counts as missed whole."""
    tally = Tally()
    for row in gold:
        said = predictions.get(row["id"], Attributed(row["text"], ()))
        if "attributions" in row:
            tally.add(row["id"], outermost(said, row["text"]), polnear_gold(row))
        else:
            tally.add(row["id"], _wanted_only(row, innermost(said, row["text"])), case_gold(row))
    return tally


def _wanted_only(case: Row, predicted: Sequence[Relation]) -> tuple[Relation, ...]:
    """Return the relations without those that a case calls optional: neither right nor wrong."""
    optional = [relation.words("content") for relation in case_gold(case | {"statements": [_optional(q, case) for q in case["optional"]]})]
    return tuple(r for r in predicted if not any(covered(r.words("content"), words) >= HALF for words in optional))


def _optional(quote: str, case: Row) -> Row:
    return {
        "content": [quote], "cue": None, "chain": [case["outlet"], ""], "words": [None, None], "kinds": ["outlet", "unnamed"],
        "stance": "asserts", "directness": "indirect",
    }  # fmt: skip


def predict(gold: Sequence[Row]) -> dict[str, Attributed]:
    """Run the program over the texts of the gold."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        fields = ("id", "outlet", "title", "published", "text")
        rows = ({name: row[name] for name in fields if row.get(name) is not None} for row in gold)
        source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return Program(Path(folder) / "library").attribute(source)


def _read(predictions: Path) -> dict[str, Attributed]:
    return attributed(predictions.read_text(encoding="utf-8"))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="JSON Lines with `attributions` (PolNeAR) or `statements` (our cases)")
    parser.add_argument("--predictions", type=Path, help="output of `attribute --json`; without it the program is run")
    parser.add_argument("--against", type=Path, help="output of another run: by how much `soft` F1 differs, with a 95 per cent interval")
    parser.add_argument("--part", choices=("tune", "held"), help="of our cases, this half alone")
    parser.add_argument("--calibration", action="store_true", help="list, for each tenth of confidence, what share is right")
    parser.add_argument("--peers", action="store_true", help="list the published and measured figures of others beside ours")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list the first N errors")
    parser.add_argument("--json", action="store_true", help="write the figures as one JSON object")
    parser.add_argument("--record", metavar="NAME", help="keep the figures in evals/results/NAME.json")
    parser.add_argument("--gate", metavar="NAME", help="fail when a figure is under its floor of that name")
    return parser.parse_args()


def main() -> int:
    """Score and print."""
    arguments = _arguments()
    rows = [json.loads(line) for line in arguments.gold.read_text(encoding="utf-8").splitlines()]
    gold = [row for row in rows if arguments.part in {None, row.get("part")}]
    tally = score(gold, _read(arguments.predictions) if arguments.predictions else predict(gold))
    figures = tally.figures()
    print(json.dumps(figures) if arguments.json else table(figures))
    print("\n".join(tally.errors[: arguments.errors]), file=sys.stderr)
    if arguments.calibration:
        print(
            "\n".join(f"claimed {b.claimed:.2f}  right {b.right:.2f}  of {b.held}" for b in bins(*zip(*tally.sure, strict=True))),
            file=sys.stderr,
        )
    if arguments.peers:
        print(compared(figures), file=sys.stderr)
    if arguments.against:
        mean, lowest, highest = (100 * value for value in difference(tally.articles, score(gold, _read(arguments.against)).articles))
        print(f"soft.f1 against {arguments.against.name}: {mean:+.1f} ({lowest:+.1f} to {highest:+.1f})", file=sys.stderr)
    if arguments.record:
        record(arguments.record, figures)
    low = fallen(arguments.gate, figures) if arguments.gate else []
    print("\n".join(low), file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
