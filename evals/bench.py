"""How fast the program is here, all in one run: words a second, seconds of a check, what the models use of the cores, and peak memory.

    python -m evals.bench [ARTICLES.jsonl]     without a file, the story that ships with the package

Timings depend on the machine and on what else it does: compare only figures of one run. Commands run as their users run them, each in a
process of its own; spaCy's small English pipeline reads the same texts where it is installed. What came of it: `docs/speed.md`.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from evals import product
from reportedly.ingest import Ingested, IngestSettings, read
from reportedly.pipeline import report_on
from reportedly.records import Span
from reportedly.tools import Settings, Tools, side_by_side

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.records import Article

ROUNDS = 3
#: Articles of a file that are read at most.
MOST = 200
#: Word pieces of a text in the measure of the models: a pair as a rule, a window of the tagger.
PAIR, WINDOW = 64, 256
#: Bytes of a unit of `ru_maxrss`.
_UNIT: Final = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command took: seconds, and bytes at its peak."""

    seconds: float
    memory: int


def command(*arguments: str) -> Ran:
    """Run a command of the program in a process of its own."""
    start = time.perf_counter()
    done = subprocess.Popen([sys.executable, "-m", "reportedly", *arguments], stdout=subprocess.DEVNULL)  # noqa: S603  our own program
    _, status, used = os.wait4(done.pid, 0)
    done.returncode = os.waitstatus_to_exitcode(status)
    if done.returncode not in {0, 5}:
        sys.exit(f"reportedly {' '.join(arguments)}: left with {done.returncode}")
    return Ran(time.perf_counter() - start, used.ru_maxrss * _UNIT)


def median(action: Callable[[], object]) -> float:
    """Seconds of an action, the median of `ROUNDS`, after one round that nobody counts."""
    action()
    return statistics.median(_seconds(action) for _ in range(ROUNDS))


def _seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def main() -> None:
    """Print the figures."""
    story = Path(str(files("reportedly"))) / "demo"
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else story / "story.jsonl"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tools = Tools(Settings(library=folder / "attributed"))
        found = (e.article for e in read(str(source), settings=IngestSettings(), outlets=tools.outlets) if isinstance(e, Ingested))
        articles = list(islice(found, MOST))
        words = sum(len(article.text.split()) for article in articles)
        print(f"{len(articles)} articles, {words:,} words, {os.cpu_count()} cores")
        adding = _of_commands(articles, words, folder)  # first: a process starts with the memory of the one that starts it
        _took("check, models loaded as well", median(lambda: report_on(articles[0], tools=tools)))
    attributor = tools.attributor(tools.outlets)
    attributing = median(lambda: list(side_by_side(attributor.statements, articles)))
    _rate("attribute, models loaded", words, attributing)
    _of_models(tools)
    _of_spacy(articles, words, adding, attributing)


def _of_commands(articles: list[Article], words: int, folder: Path) -> float:
    """Run `add`, and `check` of the first article against the others; return the seconds of `add --attribute`."""
    lines, first = folder / "all.jsonl", folder / "first.json"
    lines.write_text("".join(f"{_line(article)}\n" for article in articles), "utf-8")
    first.write_text(_line(articles[0]), "utf-8")
    bare, attributed = (("--library", str(folder / name), "--quiet") for name in ("bare", "attributed"))
    adding = command("add", str(lines), *bare)
    both = command("add", str(lines), "--attribute", *attributed)
    unmade = command("check", str(first), "--json", *bare)
    made = min((command("check", str(first), "--json", *attributed) for _ in range(ROUNDS)), key=lambda ran: ran.seconds)
    _rate("add", words, adding.seconds, adding.memory)
    _rate("add --attribute", words, both.seconds, both.memory)
    _took("check, statements not yet made", unmade.seconds, unmade.memory)
    _took("check, statements made", made.seconds, made.memory)
    return both.seconds


def _of_spacy(articles: list[Article], words: int, adding: float, attributing: float) -> None:
    """What spaCy's small pipeline makes of the same texts in one process, its way of working unless told otherwise."""
    spacy = _spacy()
    if spacy is None:
        print("spaCy: its small English pipeline is not installed here, nothing to compare with")
        return
    reading = median(lambda: sum(len(text) for text in spacy.pipe(article.text for article in articles)))
    _rate("spaCy's small pipeline, loaded", words, reading)
    print(f"{'attribute : spaCy':32s} {reading / attributing:10.2f}")
    print(f"{'add --attribute : spaCy':32s} {reading / adding:10.2f}")


def _of_models(tools: Tools) -> None:
    """What the models read on one core, beside what the matrix products alone would allow."""
    pair = " ".join(["word"] * ((PAIR - 3) // 2))
    text = " ".join(["word"] * (WINDOW - 2))
    pairs = 1 / median(lambda: tools.pairs.scores(pair, pair))
    windows = 1 / median(lambda: tools.tagger.read(text, (Span(0, len(text)),)))
    for name, pieces, a_second in (("relation model", PAIR, pairs), ("tagger", WINDOW, windows)):
        share = pieces * a_second * product.OPERATIONS / product.limit(pieces)
        print(f"{name:32s} {pieces * a_second:10,.0f} pieces/s on one core, {share:.0%} of the limit of its matrix products")
    print(f"{'relation model':32s} {pairs:10,.0f} pairs/s of {PAIR} pieces on one core")


def _spacy() -> Any:  # noqa: ANN401  a library that need not be there
    """Return spaCy's small English pipeline, under whatever name it is installed; None where it is not."""
    if find_spec("spacy") is None:
        return None
    spacy = import_module("spacy")

    named = sorted(name for name in spacy.util.get_installed_models() if name.startswith("en_core_web_sm"))
    return spacy.load(named[0]) if named else None


def _line(article: Article) -> str:
    fields = {"id": article.id, "outlet": article.outlet.name, "published": article.published, "title": article.title, "text": article.text}
    return json.dumps(fields)


def _rate(name: str, words: int, seconds: float, memory: int = 0) -> None:
    print(f"{name:32s} {words / seconds:10,.0f} words/s{_peak(memory)}")


def _took(name: str, seconds: float, memory: int = 0) -> None:
    print(f"{name:32s} {seconds:10.2f} s{_peak(memory)}")


def _peak(memory: int) -> str:
    return f", {memory / 1e6:,.0f} MB at its peak" if memory else ""


if __name__ == "__main__":
    main()
