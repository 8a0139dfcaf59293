"""Pairs of texts without labels, for the teacher to label: they lie where the relation model will be asked, and near what it was shown.

Three kinds: texts of the labelled sets beside other texts of the same set (two hypotheses of one premise, a pair turned round, a claim
beside the evidence of another); sentences of news articles beside the nearest sentence of another outlet in the same days; headlines
beside other headlines and claims of one rumour.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from pair_records import Pair, bucket, read_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

Texts = tuple[str, str]
#: How many pairs of each kind are made, and of which sets.
TURNED = {"mnli-dev": 5000, "snli-dev": 2500, "anli-dev": 0, "sick-train": 500}
SIBLINGS = {"mnli-dev": 9000, "snli-dev": 4000}
CROSSED = {"healthver-dev": 5000, "check-covid-train": 2500, "covidfact": 2500, "factcheck-gpt": 1500}
NEWS, HEADLINES = 9000, 2500


def turned(pairs: Sequence[Pair], count: int, rng: random.Random) -> Iterator[Texts]:
    """Pairs the other way round."""
    for pair in rng.sample(pairs, min(count, len(pairs))):
        yield pair.right, pair.left


def siblings(pairs: Sequence[Pair], count: int, rng: random.Random) -> Iterator[Texts]:
    """Two left texts that were written for the same right text."""
    of: dict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        of[pair.right].append(pair.left)
    found = [(a, b) for texts in of.values() for a in texts for b in texts if a != b]
    yield from rng.sample(found, min(count, len(found)))


def crossed(pairs: Sequence[Pair], count: int, rng: random.Random, of: Callable[[Sequence[str]], np.ndarray]) -> Iterator[Texts]:
    """A left text beside one of the six right texts nearest to it that it was not labelled with."""
    lefts, rights = sorted({p.left for p in pairs}), sorted({p.right for p in pairs})
    known = {(p.left, p.right) for p in pairs}
    near = np.argsort(-(of(lefts) @ of(rights).T), axis=1, kind="stable")[:, :12]
    found = [(left, rights[i]) for left, row in zip(lefts, near, strict=True) for i in row if (left, rights[i]) not in known]
    yield from rng.sample(found, min(count, len(found)))


def sentences(library: Path, rng: random.Random, months: int = 8) -> Iterator[tuple[str, str, str]]:
    """Month, outlet and sentence of the articles of some months."""
    rows = []
    with gzip.open(library, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            rows.append((str(row["published"])[:7], row["outlet"], row["text"]))
    chosen = set(rng.sample(sorted({r[0] for r in rows}), months))
    for month, outlet, text in rows:
        if month in chosen:
            for s in re.findall(r"(?:(?<=[a-z\"”]{3}\. )|(?<=\n))[A-Z][^.!?\n]{45,230}[a-z\"”]\.(?=\s)", text)[:25]:
                yield month, outlet, s


def news(library: Path, count: int, rng: random.Random, of: Callable[[Sequence[str]], np.ndarray]) -> Iterator[Texts]:
    """Sentences beside near ones of another outlet in the same month; those that share nearly all words are left out."""
    months: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for month, outlet, sentence in sentences(library, rng):
        months[month].append((outlet, sentence))
    found = []
    for _, rows in sorted(months.items()):
        vectors = of([s for _, s in rows])
        for i in rng.sample(range(len(rows)), min(len(rows), 3 * count // len(months))):
            close = vectors @ vectors[i]
            near = [j for j in np.argsort(-close, kind="stable")[:20].tolist() if rows[j][0] != rows[i][0] and 0.45 < close[j] < 0.93]
            if near:
                found.append((float(close[near[0]]), rows[i][1], rows[rng.choice(near[:3])][1]))
    found.sort(reverse=True)
    best = found[: 2 * count]
    yield from ((a, b) for _, a, b in rng.sample(best, min(count, len(best))))


def headlines(path: Path, count: int, rng: random.Random) -> Iterator[Texts]:
    """Two headlines of one rumour, of the rumours that may be trained on."""
    of: dict[str, list[str]] = defaultdict(list)
    for row in read_lines(path):
        if bucket(str(row["claim"])) >= 40:
            of[str(row["claim"])].append(str(row["headline"]))
    found = [(a, b) for _, texts in sorted(of.items()) for a in texts for b in texts if a != b]
    yield from rng.sample(found, min(count, len(found)))


def pool(data: Path, labelled: Iterable[Pair], barred: set[str], of: Callable[[Sequence[str]], np.ndarray]) -> list[Texts]:
    """All pairs to label, in a fixed order, none with a text of `barred`.

    Args:
        data: The folder with library/ and rumours/.
        labelled: The labelled pairs that are trained on.
        barred: Texts that are set aside.
        of: Gives vectors of unit length `[n, d]`.
    """
    rng = random.Random(11)
    sets: dict[str, list[Pair]] = defaultdict(list)
    for pair in labelled:
        sets[pair.source].append(pair)
    found: list[Texts] = []
    for name, count in TURNED.items():
        found += turned(sets[name], count, rng)
    for name, count in SIBLINGS.items():
        found += siblings(sets[name], count, rng)
    for name, count in CROSSED.items():
        found += crossed(sets[name], count, rng, of)
    found += news(data / "library" / "allsides-2012-2017.jsonl.gz", NEWS, rng, of)
    found += headlines(data / "rumours" / "headlines.jsonl", HEADLINES, rng)
    return [pair for pair in dict.fromkeys(found) if not barred.intersection(pair)]
