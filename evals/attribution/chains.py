"""Compares chains of voices on sentences annotated with nested sources (the MPQA corpus), each given to the program as an article.

    python -m evals.attribution.chains MPQA-CHAINS.jsonl [--part aside|rest|all]

Lines are {"id", "document", "sentence", "content", "chain"}; "(writer)" stands first and becomes the outlet. 300 cases are set aside:
documents in the order of the SHA-256 of their name, cases in file order, the first 300. They are for reporting alone.

How they are compared: a case is right when one statement covers at least half of the content's words and its chain is as long and
agrees voice by voice. The corpus gives a loose description of each voice ("the defense officials", "Wendy Sherman (the envoy)"), not
the words of the sentence, so two voices agree when half of the meaning words of the shorter are in the longer, or when either is a
pronoun: who "he" is cannot be told from one sentence. Where a description shares no words with the sentence (it stands for "the
newspaper"), nobody could give it; `readable` are the cases whose every voice can be read there. The corpus also counts wanting,
seeing and fearing as voices; we do not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.compare import PRONOUNS, Words, covered, same_description
from evals.figures import Figures, fallen, record, share, table
from evals.program import Attributed, Program, attributed
from evals.story_statements import names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Row = dict[str, Any]
ASIDE = 300
HALF = 0.5
_GROUPS = (
    ("", "all"),
    (" readable", "readable"),
    (" 0", "writer alone"),
    (" 1", "one voice"),
    (" 2", "two voices"),
    (" 3", "three and more"),
)


def aside(cases: Sequence[Row]) -> frozenset[str]:
    """Return the ids of the cases that are set aside."""
    ordered = sorted(enumerate(cases), key=lambda c: (hashlib.sha256(c[1]["document"].encode()).hexdigest(), c[0]))
    return frozenset(case["id"] for _, case in ordered[:ASIDE])


def agree(predicted: Row, description: str) -> bool:
    """Tell whether a predicted voice fits a description of the corpus."""
    return predicted["name"].lower() in PRONOUNS or description.lower() in PRONOUNS or same_description(predicted["name"], description)


def cleaned(case: Row) -> Row:
    """Return the case without the escapes that the corpus's own tools left in its text."""

    def plain(text: str) -> str:
        return " ".join(text.replace("\\n", " ").replace("\\'", "'").replace('\\"', '"').split())

    return case | {
        "sentence": plain(case["sentence"]), "content": plain(case["content"]), "chain": [plain(voice) for voice in case["chain"]],
    }  # fmt: skip


def is_readable(case: Row) -> bool:
    """Tell whether half of the meaning words of every voice below the writer stand in the sentence."""
    return all(same_description(voice, case["sentence"]) for voice in case["chain"][1:])


def answer(case: Row, said: Attributed) -> tuple[str, Row | None]:
    """Return how a case fared ("right", "speaker", "wrong" or "missed") and the statement that fared best."""
    words = Words(said.text)
    content = words.of_quotes([case["content"]])
    fitting = [s for s in said.statements if covered(content, words.inside(s["content"])) >= HALF]
    if not fitting:
        return "missed", None
    graded = [(_grade(case, statement), -i) for i, statement in enumerate(fitting)]
    best, place = max(graded)
    return ("wrong", "speaker", "right")[best], fitting[-place]


def _grade(case: Row, statement: Row) -> int:
    voices, chain = statement["chain"][1:], case["chain"][1:]
    if len(voices) == len(chain) and all(agree(v, c) for v, c in zip(voices, chain, strict=True)):
        return 2
    return int(bool(voices) and bool(chain) and agree(voices[-1], chain[-1]))


def score(cases: Sequence[Row], predictions: Mapping[str, Attributed]) -> tuple[Figures, list[str]]:
    """Return the shares of chains that are right, whole and by number of voices below the writer, and a line for each that is not."""
    count: Counter[str] = Counter()
    errors = []
    for case in cases:
        fared, statement = answer(case, predictions.get(case["id"], Attributed(case["sentence"], ())))
        groups = ("", f" {min(len(case['chain']) - 1, 3)}", *([" readable"] if is_readable(case) else []))
        count.update(f"{kind}{group}" for group in groups for kind in ("n", fared))
        if fared != "right":
            came = " > ".join(names(statement)) if statement else "nothing"
            told = f"expected {' > '.join(case['chain'])}; came {came}: {case['content']}"
            errors.append(f"{fared:7s} {case['id']}: {told}\n          {case['sentence']}")
    return _figures(count), errors


def _figures(count: Mapping[str, int]) -> Figures:
    figures: Figures = {}
    for group, name in _GROUPS:
        figures[f"n.{name}"] = float(count[f"n{group}"])
        figures[f"{name}.chain right"] = share(count[f"right{group}"], count[f"n{group}"])
        figures[f"{name}.speaker right"] = share(count[f"right{group}"] + count[f"speaker{group}"], count[f"n{group}"])
        figures[f"{name}.content found"] = 1 - share(count[f"missed{group}"], count[f"n{group}"])
    return figures


def predict(cases: Sequence[Row]) -> dict[str, Attributed]:
    """Run the program over the sentences."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "sentences.jsonl"
        rows = ({"id": case["id"], "outlet": "(writer)", "text": case["sentence"]} for case in cases)
        source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return Program(Path(folder) / "library").attribute(source)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--predictions", type=Path, help="output of `attribute --json`; without it the program is run")
    parser.add_argument("--part", choices=("aside", "rest", "all"), default="rest", help="which cases (default: those not set aside)")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list the first N errors")
    parser.add_argument("--record", metavar="NAME", help="keep the figures in evals/results/NAME.json")
    parser.add_argument("--gate", metavar="NAME", help="fail when a figure is under its floor of that name")
    return parser.parse_args()


def main() -> int:
    """Score and print."""
    arguments = _arguments()
    rows = [cleaned(json.loads(line)) for line in arguments.cases.read_text(encoding="utf-8").splitlines()]
    kept = aside(rows)
    cases = [row for row in rows if arguments.part == "all" or (row["id"] in kept) == (arguments.part == "aside")]
    given = arguments.predictions
    figures, errors = score(cases, attributed(given.read_text(encoding="utf-8")) if given else predict(cases))
    print(table(figures))
    print("\n".join(errors[: arguments.errors]), file=sys.stderr)
    if arguments.record:
        record(arguments.record, figures)
    low = fallen(arguments.gate, figures) if arguments.gate else []
    print("\n".join(low), file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
