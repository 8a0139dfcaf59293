"""Scores the ingest stage on saved news pages with known title, authors, date and body (the layout of Fundus' test data).

A page `uk/Name_2024_05_01.html.gz` stands beside `uk/Name.json`, whose versions are in the order of the pages' dates. Two thirds of the
countries (by a fixed order) are for tuning, the rest is looked at only for reporting; English pages are given apart.

    python evals/ingest.py --data FOLDER
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import mean, median
from typing import TYPE_CHECKING, Any

from reportedly.errors import SourceError
from reportedly.ingest import Ingested, IngestSettings, Source, load_outlets, read

if TYPE_CHECKING:
    from reportedly.records import Article
    from reportedly.text.outlets import Outlets


@dataclass(frozen=True, slots=True)
class Case:
    """One page and what it should give."""

    country: str
    name: str
    raw: bytes
    expected: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """How one page fared: each figure between 0 and 1."""

    case: Case
    article: Article | None
    title: float
    date: float
    authors: float
    body: float
    precision: float
    recall: float


def cases(folder: Path) -> list[Case]:
    """Return the pages of the folder in a fixed order."""
    found = []
    for answers in sorted(folder.glob("*/*.json")):
        versions = list(json.loads(answers.read_text(encoding="utf-8")).values())
        pages = sorted(answers.parent.glob(f"{answers.stem}_*.html.gz"))
        found += [
            Case(answers.parent.name, page.name, gzip.decompress(page.read_bytes()), expected)
            for page, expected in zip(pages, versions, strict=False)
        ]
    return found


def held_out(country: str, countries: list[str]) -> bool:
    """Tell whether a country is kept for reporting: every third."""
    return countries.index(country) % 3 == 2  # noqa: PLR2004  every third


def words(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def overlap(found: list[str], expected: list[str]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of two bags of words."""
    if not found or not expected:
        same = float(found == expected)
        return same, same, same
    common = sum((Counter(found) & Counter(expected)).values())
    precision, recall = common / len(found), common / len(expected)
    return precision, recall, 2 * common / (len(found) + len(expected))


def body_of(expected: dict[str, Any]) -> str:
    """Return the expected body as one text: summary, headings and paragraphs."""
    body = expected["body"]
    parts = list(body["summary"])
    for section in body["sections"]:
        parts += [*section["headline"], *section["paragraphs"]]
    return "\n\n".join(parts)


def same_day(found: str | None, expected: str) -> float:
    """Tell whether the dates are one day, or one instant written in two zones."""
    if found is None:
        return 0.0
    right, left = datetime.fromisoformat(expected), datetime.fromisoformat(found)
    if left.tzinfo and right.tzinfo:
        left = left.astimezone(right.tzinfo)
    return float(left.date() == right.date())


def names(byline: str | None) -> set[str]:
    """Return the names of a byline, folded."""
    parts = re.split(r",| and | & |;", byline or "")
    return {" ".join(words(part)) for part in parts if words(part)}


def score(case: Case, settings: IngestSettings, outlets: Outlets) -> Score:
    """Read one page and compare."""
    try:
        results = list(read(Source(name=case.name.removesuffix(".gz"), stdin=case.raw), settings=settings, outlets=outlets))
        article = next((result.article for result in results if isinstance(result, Ingested)), None)
    except SourceError as error:
        print(f"  {case.country}/{case.name}: {error}", file=sys.stderr)
        article = None
    if article is None:
        return Score(case, None, 0, 0, 0, 0, 0, 0)
    expected = case.expected
    precision, recall, body = overlap(words(article.text), words(body_of(expected)))
    writers = {" ".join(words(name)) for name in expected.get("authors", ())}
    _, _, authors = overlap(sorted(names(article.byline)), sorted({part for writer in writers for part in names(writer)}))
    title = float(words(article.title or "") == words(expected["title"] or ""))
    return Score(case, article, title, same_day(article.published, expected["publishing_date"]), authors, body, precision, recall)


def line(label: str, scores: list[Score]) -> str:
    """Return one line of the table."""
    if not scores:
        return f"{label:24} none"
    figures = [mean(getattr(s, name) for s in scores) for name in ("title", "date", "authors", "body", "precision", "recall")]
    return f"{label:24}{len(scores):5}  " + "  ".join(f"{figure:.3f}" for figure in figures) + f"  {median(s.body for s in scores):.3f}"


def worst(scores: list[Score], count: int) -> None:
    """Print the pages that fared worst by each figure, with what was found and what was expected."""
    for name, key in (("title", "title"), ("date", "publishing_date"), ("authors", "authors"), ("body", "")):
        print(f"\nworst by {name}")
        ranked = sorted((float(getattr(s, name)), number) for number, s in enumerate(scores))
        for figure, number in ranked[:count]:
            case, article = scores[number].case, scores[number].article
            found = article and {"title": article.title, "date": article.published, "authors": article.byline}.get(name)
            print(f"  {figure:.2f} {case.country}/{case.name}  {found!r}  expected {case.expected.get(key)!r}")


def main() -> int:
    """Print the table; with `--worst`, the pages that fared worst of the tuning part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of saved pages")
    parser.add_argument("--worst", type=int, default=0, help="so many of the worst pages of the tuning part, for each figure")
    options = parser.parse_args()
    if not options.data.is_dir():
        print(f"{options.data}: no such folder; this evaluation needs saved pages, which are not part of the project", file=sys.stderr)
        return 3
    pages = cases(options.data)
    settings = IngestSettings(languages=())
    outlets = load_outlets()
    start = time.perf_counter()
    scores = [score(case, settings, outlets) for case in pages]
    took = time.perf_counter() - start
    countries = sorted({case.country for case in pages})
    tune = [s for s in scores if not held_out(s.case.country, countries)]
    rest = [s for s in scores if held_out(s.case.country, countries)]
    print(f"{'':24}pages  title  date   author body F1 prec.  recall median body F1")
    for label, part in (("tuning countries", tune), ("held-out countries", rest)):
        print(line(label, part))
        print(line(f"  English, {label.split()[0]}", [s for s in part if s.article is not None and s.article.language == "en"]))
    print(f"{len(pages) / took:.1f} articles/s")
    if options.worst:
        worst(tune, options.worst)
    return 0


if __name__ == "__main__":
    sys.exit(main())
