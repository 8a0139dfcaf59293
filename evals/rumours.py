"""Measure `check --claim` on rumours: which articles it finds for and against a claim, and which claims it finds disputed.

    python -m evals.rumours DATA/rumours --record

Each claim is checked in this process, by the function behind the command, over a library of its own articles. The claims whose headlines
were never trained on (`training/pair_records.py`) are `aside` and looked at only as figures; the others are `tune`. `evals/README.md` says
what each figure means. `--kept FOLDER` keeps the libraries, so that a second run attributes nothing again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from evals.figures import Figures, fallen, prf, record, share, table

import reportedly
from reportedly.evidence import nearby, question_of
from reportedly.pipeline import add_with, report_on
from reportedly.records import identity
from reportedly.tools import Settings, Tools, with_library_outlets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.models.cascade import Cascade
    from reportedly.models.pairs import PairModel
    from reportedly.records import Evidence, Finding, Scores

Part = Literal["tune", "aside"]
SIDES = ("for", "against")
#: Per cent of the claims whose headlines were never trained on.
KEPT = 40


@dataclass(frozen=True, slots=True)
class Rumour:
    """A claim, and where each article that carries it stands: for, against, observing, or unknown (which is not scored)."""

    claim: str
    articles: dict[str, str]

    @property
    def part(self) -> Part:
        """Whether its headlines were trained on."""
        digest = hashlib.sha256(" ".join(self.claim.split()).encode()).hexdigest()
        return "aside" if int(digest[:8], 16) % 100 < KEPT else "tune"


@dataclass(frozen=True, slots=True)
class Checked:
    """What the program says of a rumour."""

    rumour: Rumour
    finding: Finding
    #: Articles of which the relation model read a statement.
    read: frozenset[str]

    def stands(self, article: str, side: str) -> bool:
        """Whether the article has a statement that supports the claim, or one that contradicts or denies it."""
        return any((e.relation == "supports") == (side == "for") for e in self._of(article))

    def leans(self, article: str, side: str) -> bool:
        """Whether the statement of the article that bears on the claim most surely is on this side."""
        best = max(self._of(article), key=lambda e: (e.score, e.statement.id), default=None)
        return best is not None and (best.relation == "supports") == (side == "for")

    def says(self, article: str) -> bool:
        """Whether the article supports the claim in its own voice, not only by what others are said to have said."""
        return any(e.relation == "supports" and e.statement.is_own for e in self._of(article))

    def _of(self, article: str) -> list[Evidence]:
        return [e for e in self.finding.evidence if e.article.id == article]


def rumours(data: Path) -> list[Rumour]:
    """The claims in their order."""
    return [Rumour(row["claim"], row["articles"]) for row in _rows(data / "claims.jsonl")]


def texts(data: Path) -> dict[str, dict[str, Any]]:
    """The articles by id, as they are given to the program."""
    return {row["id"]: row for row in _rows(data / "articles.jsonl")}


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


class Listener:
    """The relation model, remembering what it read."""

    def __init__(self, model: Cascade | PairModel) -> None:
        self._model = model
        self.digest, self.made_of = model.digest, model.made_of
        self.heard: set[str] = set()

    def scores(self, left: str, right: str) -> Scores:
        """The model's scores of a pair."""
        self.heard.add(right)
        return self._model.scores(left, right)


def check(rumour: Rumour, articles: Mapping[str, dict[str, Any]], tools: Tools) -> Checked:
    """Check a claim over a library of its articles."""
    listener = Listener(tools.pairs)
    vars(tools)["pairs"] = listener  # where a run keeps the models that are open
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        source.write_text("\n".join(json.dumps(articles[key]) for key in rumour.articles), encoding="utf-8")
        add_with(tools, [str(source)])
    report = report_on(None, rumour.claim, tools=tools)
    with tools.library() as library:
        attributor = tools.attributor(with_library_outlets(tools.outlets, library))
        near = nearby((question_of(rumour.claim),), library, attributor, lambda _done, _total: None)
    read = frozenset(said.article.id for said in near.said if said.passage.told in listener.heard)
    return Checked(rumour, report.findings[0], read)


def figures(checked: list[Checked]) -> Figures:
    """All figures of some rumours."""
    scored = [(each, key, gold) for each in checked for key, gold in each.rumour.articles.items() if gold != "unknown"]
    found: Figures = {}
    for side in SIDES:
        gold = [stance == side for _, _, stance in scored]
        found |= _prf(side, gold, [each.stands(key, side) for each, key, _ in scored])
        found |= _prf(f"{side} by the surest", gold, [each.leans(key, side) for each, key, _ in scored])
        found[f"{side}.read"] = share(sum(key in each.read for each, key, stance in scored if stance == side), sum(gold))
    found |= _prf("for in own voice", [stance == "for" for _, _, stance in scored], [each.says(key) for each, key, _ in scored])
    found["observing found for"] = share(
        sum(each.stands(key, "for") for each, key, stance in scored if stance == "observing"), sum(s == "observing" for _, _, s in scored)
    )
    two = [each for each in checked if set(SIDES) <= set(each.rumour.articles.values())]
    unopposed = [each for each in checked if "against" not in each.rumour.articles.values()]
    found["two sides, disputed"] = share(sum(each.finding.disputed for each in two), len(two))
    found["none against, disputed"] = share(sum(each.finding.disputed for each in unopposed), len(unopposed))
    counts = Counter(stance for _, _, stance in scored)
    return found | {
        "n.claims": len(checked),
        "n.two sides": len(two),
        **{f"n.{stance}": counts[stance] for stance in (*SIDES, "observing")},
    }


def _prf(name: str, gold: list[bool], got: list[bool]) -> Figures:
    return prf(name, sum(g and p for g, p in zip(gold, got, strict=True)), sum(got), sum(gold))


def lines(checked: list[Checked]) -> list[str]:
    """What is wrong, one line an article, with what was found of it."""
    wrong = []
    for each in checked:
        for key, gold in each.rumour.articles.items():
            sides = [side for side in SIDES if each.stands(key, side)]
            if gold != "unknown" and sides != [side for side in SIDES if gold == side]:
                unread = "" if key in each.read else ", not read"
                wrong.append(f"{each.rumour.claim}: {key} is {gold}, found {' and '.join(sides) or 'neither'}{unread}")
    return wrong


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder with claims.jsonl and articles.jsonl")
    parser.add_argument("--part", choices=get_args(Part), action="append", help="only this part")
    parser.add_argument("--kept", type=Path, help="keep the libraries in this folder")
    parser.add_argument("--errors", action="store_true", help="list what is wrong in the part for tuning")
    parser.add_argument("--record", action="store_true", help="keep the figures in evals/results/")
    parser.add_argument("--gate", action="store_true", help="fail when a figure is under its floor")
    return parser.parse_args()


def main() -> int:
    """Score the rumours and print what came of it."""
    arguments = _arguments()
    all_, articles = rumours(arguments.data), texts(arguments.data)
    low: list[str] = []
    with tempfile.TemporaryDirectory() as thrown_away:
        folder = arguments.kept or Path(thrown_away)
        tools = Tools(Settings(library=folder))
        for part in arguments.part or get_args(Part):
            checked = [check(r, articles, tools.over(folder / identity(r.claim))) for r in all_ if r.part == part]
            scores = figures(checked)
            errors = lines(checked) if arguments.errors and part == "tune" else []
            print("\n".join([f"rumours-{part}", *errors, table(scores), ""]))
            if arguments.record:
                record(f"rumours-{part}", scores, made_by={"version": reportedly.__version__, "models": dict(tools.pairs.made_of)})
            low += fallen(f"rumours-{part}", scores) if arguments.gate else []
    print("\n".join(low), file=sys.stderr, end="\n" if low else "")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
