"""Draws what is to be read by a person out of a large library: derivations and corroborated findings, and counts what was read of them.

    python -m evals.readings LIBRARY.jsonl.gz --kept FOLDER              both, as lines to read, into FOLDER
    python -m evals.readings LIBRARY.jsonl.gz --kept FOLDER --checks 50  checking no more than so many articles
    python -m evals.readings LIBRARY.jsonl.gz --kept OTHER --skip 2000   the same of another 2,000 articles

The library's lines are shuffled with one seed and the first 2,000 are taken, or those after the first so many; the articles that share
most with one of another outlet of the same days are checked first, for there corroboration can be found. `evals/readings/NAME.jsonl` keeps
places and verdicts, and no text. `--kept` keeps the library and the reports, so that a second run goes on where the first ended.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.pipeline import add_with, report_on, trace_library
from reportedly.text.shingles import folded
from reportedly.tools import Settings, Tools
from reportedly.trace.reading import telling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportedly.records import Article, Derivation, Evidence, Finding

Row = dict[str, Any]
READ = Path(__file__).parent / "readings"
SEED, SAMPLE, WANTED = 41, 2000, 50
#: Days between two articles of one story, at most.
DAYS = 3


def main() -> None:
    """Write what is to be read, then say how much of what was found has been read, and was right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", type=Path)
    parser.add_argument("--kept", type=Path, required=True, help="a folder for the library, the reports and the lines to read")
    parser.add_argument("--checks", type=int, default=SAMPLE, help="how many articles to check at most")
    parser.add_argument("--skip", type=int, default=0, help="how many of the shuffled lines to leave out")
    options = parser.parse_args()
    tools = Tools(Settings(library=options.kept / "library"))
    articles = filled(options.library, options.kept, tools, options.skip)
    derivations = trace_library(tools.settings).derivations[:WANTED]
    written(options.kept / "derivations.jsonl", [derivation_line(each, articles) for each in derivations])
    lines = [line for each in found(articles, tools, options.kept, options.checks) for line in each][:WANTED]
    written(options.kept / "corroborated.jsonl", lines)
    for name in ("derivations", "corroborated"):
        print(told(name, [json.loads(line) for line in (options.kept / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]))


def filled(source: Path, kept: Path, tools: Tools, skip: int) -> dict[str, Article]:
    """Put the sample into the library, and return its articles by id."""
    kept.mkdir(parents=True, exist_ok=True)
    with gzip.open(source, "rt", encoding="utf-8") as file:
        lines = file.read().splitlines()
    random.Random(SEED).shuffle(lines)
    sample = kept / "sample.jsonl"
    sample.write_text("\n".join(lines[skip : skip + SAMPLE]) + "\n", encoding="utf-8")
    add_with(tools, [str(sample)])
    with tools.library() as library:
        return {key: library.article(key) for key in library.ids()}


def found(articles: dict[str, Article], tools: Tools, kept: Path, most: int) -> Iterator[list[Row]]:
    """Yield the corroborated findings of each checked article, until there are enough."""
    folder = kept / "reports"
    folder.mkdir(exist_ok=True)
    count = 0
    for key in by_likeness(list(articles.values()))[:most]:
        path = folder / f"{key}.json"
        if not path.exists():
            report = report_on(articles[key], tools=tools)
            lines = [finding_line(articles[key], f) for f in report.findings if f.status == "corroborated"]
            path.write_text(json.dumps(lines, ensure_ascii=False), encoding="utf-8")
        lines = json.loads(path.read_text(encoding="utf-8"))
        count += len(lines)
        yield lines
        if count >= WANTED:
            return


def by_likeness(articles: Sequence[Article]) -> list[str]:
    """Return the ids, those first that share most rare words with an article of another outlet of the same days."""
    words = {a.id: telling(folded(a.text)) for a in articles}
    used = Counter(word for each in words.values() for word in each)
    tells = {word: math.log(len(articles) / count) ** 2 for word, count in used.items()}
    weight = {key: sum(tells[w] for w in sorted(each)) for key, each in words.items()}
    by_day: dict[int, list[Article]] = defaultdict(list)
    for article in sorted(articles, key=lambda a: a.id):
        if article.published:
            by_day[_day(article.published)].append(article)

    def likeness(one: Article, other: Article) -> float:
        shared = sum(tells[w] for w in sorted(words[one.id] & words[other.id]))
        return shared / math.sqrt(weight[one.id] * weight[other.id])

    best = {}
    for article in (a for group in by_day.values() for a in group):
        day = _day(article.published or "")
        near = (b for d in range(day - DAYS, day + DAYS + 1) for b in by_day.get(d, ()) if b.family != article.family)
        best[article.id] = max((likeness(article, b) for b in near), default=0.0)
    return sorted(best, key=lambda key: (-round(best[key], 6), key))


def _day(published: str) -> int:
    return date.fromisoformat(published[:10]).toordinal()


def finding_line(article: Article, finding: Finding) -> Row:
    """Return a corroborated finding as a line: where it stands, and for the reader the words with what speaks for them."""
    return {
        "article": article.id,
        "content": [list(span) for span in finding.claim.content],
        "with": [_evidence_line(e) for e in finding.evidence if e.relation == "supports" and e.is_sure],
        "words": finding.claim.words,
        "outlet": article.outlet.name,
        "title": article.title,
        "said by": [v.name for v in finding.statement.chain] if finding.statement else [],
        "stance": finding.statement.stance if finding.statement else None,
        "origins": [{"who": o.who, "kind": o.kind, "level": o.level} for o in finding.origins],
    }


def _evidence_line(evidence: Evidence) -> Row:
    text = evidence.article.text
    return {
        "article": evidence.article.id,
        "content": [list(span) for span in evidence.statement.content],
        "words": " ... ".join(span.of(text) for span in evidence.statement.content),
        "outlet": evidence.article.outlet.name,
        "published": evidence.article.published,
        "said by": [v.name for v in evidence.statement.chain],
        "score": evidence.score,
        "reasons": [f"{r.feature}: {r.text}" for r in evidence.reasons],
    }


def derivation_line(derivation: Derivation, articles: dict[str, Article]) -> Row:
    """Return a derivation as a line, with the words on both sides."""
    source = articles.get(derivation.source)
    pairs = [
        [pair.left.of(source.text) if source and pair.left else None, pair.right.of(articles[derivation.to].text)]
        for pair in derivation.evidence
    ]
    return {
        "from": derivation.source,
        "to": derivation.to,
        "kind": derivation.kind,
        "certain": derivation.certain,
        "whole": derivation.whole,
        "outlets": [source.outlet.name if source else derivation.source, articles[derivation.to].outlet.name],
        "evidence": pairs,
    }


def written(path: Path, lines: Iterable[Row]) -> None:
    """Write the lines."""
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def told(name: str, lines: Sequence[Row]) -> str:
    """Say how many of the lines were read before, and how many of those were right."""
    path = READ / f"{name}.jsonl"
    known = {_key(row): row["right"] for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())} if path.exists() else {}
    verdicts = [known[_key(line)] for line in lines if _key(line) in known]
    return f"{name}: {len(lines)} found, {len(verdicts)} of them read, {sum(verdicts)} right"


def _key(row: Row) -> str:
    """What a verdict hangs on: the places of both sides, or the two ends and the kind."""
    if "kind" in row:
        return f"{row['from']} {row['to']} {row['kind']} {row['whole']}"
    others = sorted(f"{e['article']} {e['content']}" for e in row["with"])
    return f"{row['article']} {row['content']} {others}"


if __name__ == "__main__":
    main()
