"""Compares chains of voices on sentences annotated with nested sources (the MPQA corpus), each given to the program as an article.

    python -m evals.attribution.chains MPQA-CHAINS.jsonl [--part aside|rest|all]

Lines are {"id", "document", "sentence", "content", "chain"}; "(writer)" stands first and becomes the outlet. 300 cases are set aside:
documents in the order of the SHA-256 of their name, cases in file order, the first 300. They are for reporting alone.

How they are compared:

1. The statement: one whose content has at least half of the words of the case's content (at its first place as whole words). Where several
   have, the one that fares best. Where none has, the case is missed, also when the corpus gives the place to the writer.
2. The chain: as long as the case's, and the voices agree one by one. The corpus makes a voice of everybody who wants, fears, likes or does
   a thing on purpose ("the envoy said the rebels want peace" is envoy > rebels); a statement has only voices that say something. So the
   innermost voices that the sentence does not report as speaking (`spoken`: a declared list of words of saying, which agrees with a
   reader in 64 of 74 cases) may be given or left out. All others must be there. `corpus chain right` counts only chains in full.
3. An outlet that a speaker told ("told the Courier") is a link of ours and none of the corpus's: left out, unless the corpus has it too.
4. A voice: half of the meaning words of the shorter description are in the longer. The corpus describes loosely ("Wendy Sherman (the
   envoy)" where the sentence has "she"), so a pronoun agrees with anything; so does a description, or nobody named, where the sentence has
   none of the corpus's words: from one sentence nobody could give the name.

`reported` are the cases with a voice that must be there: chains of statements proper. `readable` are those in which every such voice has
words in the sentence. `one reported voice` and so on count the voices that must be there; `none reported` has voices, none of which
speaks: there the writer alone is right, or the voice.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import tempfile
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.attribution.spoken import spoken
from evals.compare import PRONOUNS, Words, covered, is_description, same_description
from evals.figures import Figures, fallen, record, share, table
from evals.program import Attributed, Program, attributed
from evals.story_statements import names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Row = dict[str, Any]
ASIDE = 300
#: Stands below each sentence, since the program takes a few words for no article.
_BESIDE = "The museum opens its doors at nine in the morning on weekdays and at ten on Sundays."
HALF = 0.5
_GROUPS = (
    ("", "all"),
    (" reported", "reported"),
    (" readable", "readable"),
    (" writer", "writer alone"),
    (" 0", "none reported"),
    (" 1", "one reported voice"),
    (" 2", "two and more reported voices"),
)


def aside(cases: Sequence[Row]) -> frozenset[str]:
    """Return the ids of the cases that are set aside."""
    ordered = sorted(enumerate(cases), key=lambda c: (hashlib.sha256(c[1]["document"].encode()).hexdigest(), c[0]))
    return frozenset(case["id"] for _, case in ordered[:ASIDE])


def agree(predicted: Row, description: str, sentence: str) -> bool:
    """Tell whether a predicted voice fits a description of the corpus."""
    name = predicted["name"]
    if name.lower() in PRONOUNS or description.lower() in PRONOUNS or same_description(name, description):
        return True
    return is_description(name) and not same_description(description, sentence)


def cleaned(case: Row) -> Row:
    """Return the case without the escapes that the corpus's own tools left in its text."""

    def plain(text: str) -> str:
        return " ".join(text.replace("\\n", " ").replace("\\'", "'").replace('\\"', '"').split())

    return case | {
        "sentence": plain(case["sentence"]), "content": plain(case["content"]), "chain": [plain(voice) for voice in case["chain"]],
    }  # fmt: skip


def is_readable(case: Row) -> bool:
    """Tell whether half of the meaning words of every voice that must be given stand in the sentence."""
    return all(same_description(voice, case["sentence"]) for voice in case["chain"][1 : 1 + reported(case)])


def reported(case: Row) -> int:
    """Return how many voices below the writer must be given."""
    return spoken(case["sentence"], case["chain"][1:])


def _groups(case: Row) -> tuple[str, ...]:
    if len(case["chain"]) == 1:
        return ("", " writer")
    least = reported(case)
    return ("", f" {min(least, 2)}", *([" reported"] if least else []), *([" readable"] if least and is_readable(case) else []))


def answer(case: Row, said: Attributed) -> tuple[str, Row | None]:
    """Return how a case fared ("in full", "right", "speaker", "wrong" or "missed") and the statement that fared best."""
    place = re.search(rf"(?<!\w){re.escape(case['content'])}(?!\w)", said.text)
    content = Words(said.text).inside([place.span()] if place else [])
    fitting = [s for s in said.statements if covered(content, Words(said.text).inside(s["content"])) >= HALF]
    if not fitting:
        return "missed", None
    graded = [(_grade(case, statement), -i) for i, statement in enumerate(fitting)]
    best, place_ = max(graded)
    return ("wrong", "speaker", "right", "in full")[best], fitting[-place_]


def _grade(case: Row, statement: Row) -> int:
    chain, least = case["chain"][1:], reported(case)
    voices = _without_listeners(statement["chain"][1:], case)
    fits = all(agree(v, c, case["sentence"]) for v, c in zip(voices, chain, strict=False))
    if fits and least <= len(voices) <= len(chain):
        return 3 if len(voices) == len(chain) else 2
    return int(bool(voices) and bool(least) and agree(voices[-1], chain[least - 1], case["sentence"]))


def _without_listeners(voices: Sequence[Row], case: Row) -> list[Row]:
    """Leave out outlets that were told: an outlet right before a voice of the same cue."""
    told = {i for i, (v, w) in enumerate(pairwise(voices)) if v.get("kind") == "outlet" and v["cue"] == w["cue"]}
    named = {i for i in told if any(same_description(voices[i]["name"], voice) for voice in case["chain"])}
    return [voice for i, voice in enumerate(voices) if i not in told - named]


def score(cases: Sequence[Row], predictions: Mapping[str, Attributed]) -> tuple[Figures, list[str]]:
    """Return the shares of chains that are right, whole and by number of voices, and a line for each that is not."""
    count: Counter[str] = Counter()
    errors = []
    for case in cases:
        fared, statement = answer(case, predictions.get(case["id"], Attributed(case["sentence"], ())))
        count.update(f"{kind}{group}" for group in _groups(case) for kind in ("n", fared))
        if fared not in {"right", "in full"}:
            came = " > ".join(names(statement)) if statement else "nothing"
            told = f"expected {' > '.join(case['chain'])} (at least {reported(case)}); came {came}: {case['content']}"
            errors.append(f"{fared:7s} {case['id']}: {told}\n          {case['sentence']}")
    return _figures(count), errors


def _figures(count: Mapping[str, int]) -> Figures:
    figures: Figures = {}
    for group, name in _GROUPS:
        total, full, right = (count[f"{kind}{group}"] for kind in ("n", "in full", "right"))
        figures[f"n.{name}"] = float(total)
        figures[f"{name}.chain right"] = share(full + right, total)
        figures[f"{name}.corpus chain right"] = share(full, total)
        figures[f"{name}.speaker right"] = share(full + right + count[f"speaker{group}"], total)
        figures[f"{name}.content found"] = 1 - share(count[f"missed{group}"], total)
    return figures


def predict(cases: Sequence[Row]) -> dict[str, Attributed]:
    """Run the program over the sentences."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "sentences.jsonl"
        rows = ({"id": case["id"], "outlet": "(writer)", "text": f"{case['sentence']}\n\n{_BESIDE}"} for case in cases)
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
