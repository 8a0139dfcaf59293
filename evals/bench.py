"""How fast the program is here: words a second of attribution and of adding, seconds of a check, all in one run.

    python evals/bench.py [ARTICLES.jsonl]     without a file, the story that ships with the package

Timings depend on the machine and on what else it does: compare only figures of one run. Each is the median of several rounds.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly import pipeline
from reportedly.attribute import attribute
from reportedly.ingest import Ingested, IngestSettings, read
from reportedly.tools import Settings, Tools

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5
#: At most so many articles of a file are read.
MOST = 50


def median(action: Callable[[], object]) -> float:
    """Seconds of an action, the median of `ROUNDS`, after one round that nobody counts."""
    action()
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Print the figures."""
    story = Path(str(files("reportedly"))) / "demo"
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else story / "story.jsonl"
    with tempfile.TemporaryDirectory() as folder:
        tools = Tools(Settings(library=Path(folder) / "library"))
        found = (e.article for e in read(source, settings=IngestSettings(), outlets=tools.outlets) if isinstance(e, Ingested))
        articles = [article for article, _ in zip(found, range(MOST), strict=False)]
        words = sum(len(article.text.split()) for article in articles)
        tagger = tools.tagger
        tagging = median(lambda: [attribute(a, tagger=tagger, outlets=tools.outlets) for a in articles])
        rounds = iter(range(ROUNDS + 1))
        adding = median(lambda: add_all(str(source), Path(folder) / f"round-{next(rounds)}"))
        settings = Settings(library=Path(folder) / "round-0")
        first = Path(folder) / "first.json"
        first.write_text(json.dumps({"text": articles[0].text, "outlet": articles[0].outlet.name, "id": articles[0].id}), "utf-8")
        checking = median(lambda: pipeline.check(str(first), settings=settings))
    print(f"{len(articles)} articles, {words:,} words")
    print(f"attribute   {words / tagging:10,.0f} words/s")
    print(f"add         {words / adding:10,.0f} words/s")
    print(f"check       {checking:10.2f} s, one article against the others, models loaded anew")


def add_all(source: str, library: Path) -> None:
    """Add a file to a library of its own."""
    pipeline.add([source], settings=Settings(library=library))


if __name__ == "__main__":
    main()
