"""Scores the whole program on a story: what `attribute`, `trace` and `check` say, against what a perfect report would say.

    python -m evals.story                      the story that ships with the package
    python -m evals.story --story FOLDER       any folder with articles.jsonl and gold.json

The program is run through its commands, in a library that is thrown away. `evals/README.md` says what each figure means.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.figures import Figures, fallen, record, table
from evals.program import Attributed, Program
from evals.story_claims import claims
from evals.story_derivations import derivations
from evals.story_statements import statements

ROOT = Path(__file__).parent.parent
DEMO = (ROOT / "src/reportedly/demo/story.jsonl", ROOT / "tests/cases/demo-gold.json")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outputs:
    """All that the program said about a story."""

    attributed: dict[str, Attributed]
    trace: Row
    #: Report by the id of the article that was checked.
    reports: dict[str, Row]


def run(articles: Path, targets: list[str]) -> Outputs:
    """Run the program over a story, and check each of the target articles."""
    rows = {row["id"]: row for row in map(json.loads, articles.read_text(encoding="utf-8").splitlines())}
    with tempfile.TemporaryDirectory() as folder:
        program = Program(Path(folder) / "library")
        program.add(articles)
        reports = {}
        for target in targets:
            source = Path(folder) / "target.json"
            source.write_text(json.dumps(rows[target]), encoding="utf-8")
            reports[target] = program.check(source)
        return Outputs(program.attribute(articles), program.trace(), reports)


def score(gold: Row, outputs: Outputs) -> tuple[Figures, list[str]]:
    """Return every figure, and a line for everything that is wrong."""
    parts = (
        statements(gold["statements"], outputs.attributed),
        derivations(gold["derivations"], outputs.trace["derivations"]),
        claims(gold["claims"], outputs.reports, {a: said.text for a, said in outputs.attributed.items()}),
    )
    return {name: value for figures, _ in parts for name, value in figures.items()}, [line for _, lines in parts for line in lines]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--story", type=Path, help="a folder with articles.jsonl and gold.json")
    parser.add_argument("--json", action="store_true", help="write the figures and the errors as one JSON object")
    parser.add_argument("--record", action="store_true", help="keep the figures in evals/results/")
    parser.add_argument("--gate", action="store_true", help="fail when a figure is under its floor")
    return parser.parse_args()


def main() -> int:
    """Score a story and print what came of it."""
    arguments = _arguments()
    articles, answers = (arguments.story / "articles.jsonl", arguments.story / "gold.json") if arguments.story else DEMO
    gold = json.loads(answers.read_text(encoding="utf-8"))
    name = f"story-{gold['story']}"
    outputs = run(articles, sorted({claim["target"] for claim in gold["claims"]}))
    figures, errors = score(gold, outputs)
    if arguments.json:
        print(json.dumps({"story": name, "figures": figures, "errors": errors}, ensure_ascii=False))
    else:
        print("\n".join([name, "", *errors, "", table(figures)]))
    if arguments.record:
        made_by = next(iter(outputs.reports.values()))["made_by"]
        record(name, figures, made_by={"version": made_by["version"], "models": made_by["models"]})
    low = fallen(name, figures) if arguments.gate else []
    print("\n".join(low), file=sys.stderr, end="\n" if low else "")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
