"""Scores who took what from whom in a library whose derivations were listed by hand, with the credit lines and without them.

    python -m evals.derivations LIBRARY.jsonl...        [--record] [--errors]

The list of `name.jsonl` is `evals/derivations/name.json`: ids and kinds, no text. Two articles are a pair when one took from the other, or
both took from one text; pairs listed as arguable count neither way. Without credit lines the agencies have no names, and pairs stay pairs.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.figures import Figures, prf, record, table

from reportedly.ingest import Ingested, IngestSettings, load_outlets, read
from reportedly.text.shingles import digests, folded, shingles
from reportedly.trace import derive, origin_groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.records import Article, Derivation
    from reportedly.text.outlets import Outlets

LISTS = Path(__file__).parent / "derivations"
#: A paragraph of so few words that names an agency is a credit line.
SHORT = 25
#: Shared runs of six words by which an article that took a part belongs to a group.
PART = 40
AGENCY = re.compile(r"(?:The )?Associated Press|\bAP\b|Reuters|The-CNN-Wire|CNN NewSource|Bloomberg|\bCNN\b")
BRACKETED = re.compile(r"\((?:AP|Reuters|CNN)\)")

Pairs = set[frozenset[str]]


def main() -> None:
    """Score each library named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("libraries", nargs="+", type=Path)
    parser.add_argument("--record", action="store_true", help="keep the figures in results/")
    parser.add_argument("--errors", action="store_true", help="list the pairs that are wrong")
    options = parser.parse_args()
    outlets = load_outlets(None)
    figures: Figures = {}
    for path in options.libraries:
        figures |= scored(path, outlets, errors=options.errors)
    print(table(figures))
    if options.record:
        record("derivations", figures)


def scored(path: Path, outlets: Outlets, *, errors: bool) -> Figures:
    """Return the figures of one library."""
    listed = json.loads((LISTS / f"{path.stem}.json").read_text(encoding="utf-8"))
    articles = [each.article for each in read(str(path), settings=IngestSettings(), outlets=outlets) if isinstance(each, Ingested)]
    gold = wanted(listed["derivations"])
    arguable = {frozenset(pair) for pair in listed["arguable"]} - gold
    figures: Figures = {f"n.{path.stem} pairs": float(len(gold))}
    for name, library in (("with credits", articles), ("without credits", [stripped(a) for a in articles])):
        found = came(library, derive(library, outlets=outlets)) - arguable
        figures |= prf(f"{path.stem} {name}", len(found & gold), len(found), len(gold))
        if errors:
            for pair in sorted(map(sorted, found ^ gold)):
                print(f"{path.stem} {name}: {' - '.join(pair)} {'missed' if frozenset(pair) in gold else 'not expected'}")
    return figures


def wanted(rows: Iterable[dict[str, Any]]) -> Pairs:
    """Return the pairs of a list: articles of one source, wires told apart by their story."""
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    pairs: Pairs = set()
    for row in rows:
        if row["kind"] == "citation":
            pairs.add(frozenset((row["from"], row["to"])))
        else:
            groups[row["from"], row.get("story", "")] |= {row["to"], row["from"]}
    for group in groups.values():
        pairs |= {frozenset(pair) for pair in combinations(sorted(k for k in group if not k.startswith("wire:")), 2)}
    return pairs


def came(articles: Sequence[Article], derivations: Sequence[Derivation]) -> Pairs:
    """Return the pairs that the program found."""
    groups = origin_groups(articles, derivations)
    runs = {a.id: set(shingles(digests(folded(a.text)), 6).tolist()) for a in articles}
    pairs = {frozenset(pair) for group in groups for pair in combinations(group.articles, 2)}
    for derivation in derivations:
        if not derivation.source.startswith("wire:"):
            pairs.add(frozenset((derivation.source, derivation.to)))
        if derivation.kind in {"copy", "rewrite"} and not derivation.whole:
            for group in groups:
                sharing = derivation.source in (group.root, *group.articles) and derivation.to not in group.articles
                if sharing and len(runs[group.articles[0]] & runs[derivation.to]) >= PART:
                    pairs |= {frozenset((key, derivation.to)) for key in group.articles}
    return pairs


def stripped(article: Article) -> Article:
    """Return the article without what names its agency."""
    kept = [p for p in article.text.split("\n\n") if len(p.split()) > SHORT or not AGENCY.search(p)]
    return replace(article, text=BRACKETED.sub("", "\n\n".join(kept)), credits=())


if __name__ == "__main__":
    main()
