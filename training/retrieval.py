"""How often a query finds what says the same: word-piece vectors and BM25 over words, on paraphrases and on rumours.

Paraphrases: one sentence of a pair asks for the other among all sentences of the corpus. Rumours: a claim, and headlines, ask for the
articles about them among the sentences of all articles; an article counts as found when one of its sentences is among the nearest.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

WORD = re.compile(r"[^\W_]+")
SENTENCE = re.compile(r"(?<=[.?!])[\"”’)]*\s+|\n+")


@dataclass(frozen=True, slots=True)
class Task:
    """Queries, the sentences to search, who owns each sentence, and which owners each query should find."""

    name: str
    queries: list[str]
    sentences: list[str]
    owners: list[str]
    wanted: list[set[str]]
    depth: int
    #: The query is one of the sentences and does not count as found.
    skips_itself: bool = False


def paraphrases(folder: Path) -> Task:
    """Every pair of the MRPC files that is labelled a paraphrase, asked from its left side."""
    pairs = []
    for name in ("msr_paraphrase_train.txt", "msr_paraphrase_test.txt"):
        lines = (folder / name).read_text(encoding="utf-8-sig").split("\n")[1:]
        pairs += [row for row in (line.split("\t") for line in lines) if len(row) == 5]
    sentences = sorted({row[side] for row in pairs for side in (3, 4)})
    asked = [(row[3], row[4]) for row in pairs if row[0] == "1" and row[3] != row[4]]
    return Task("mrpc", [left for left, _ in asked], sentences, sentences, [{right} for _, right in asked], 10, skips_itself=True)


def rumours(folder: Path) -> tuple[Task, Task]:
    """Claims, and every second headline, against the sentences of the articles."""

    def lines(name: str) -> list[dict]:
        return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]

    cut = [(s, row["id"]) for row in lines("articles.jsonl") for s in SENTENCE.split(row["text"]) if len(s) > 15]
    sentences, owners = [s for s, _ in cut], [o for _, o in cut]
    claims = [(row["claim"], {a for a, v in row["articles"].items() if v != "unknown"}) for row in lines("claims.jsonl")]
    claims = [(claim, about) for claim, about in claims if about]
    about: dict[str, set[str]] = defaultdict(set)
    for row in lines("stances.jsonl"):
        if row["stance"] != "unrelated":
            about[row["headline"]].add(row["article"])
    heads = sorted(about)[::2]
    return (
        Task("claims", [c for c, _ in claims], sentences, owners, [a for _, a in claims], 50),
        Task("headlines", heads, sentences, owners, [about[h] for h in heads], 50),
    )


def recall(task: Task, scores: np.ndarray) -> float:
    """The mean share of the wanted owners that are among the nearest."""
    found = []
    for row, query, wanted in zip(scores, task.queries, task.wanted, strict=True):
        nearest = [task.owners[i] for i in np.argsort(-row, kind="stable")[: task.depth + 1]]
        nearest = [o for o in nearest if o != query] if task.skips_itself else nearest
        found.append(len(wanted.intersection(nearest[: task.depth])) / len(wanted))
    return float(np.mean(found))


def by_words(queries: Sequence[str], sentences: Sequence[str]) -> np.ndarray:
    """BM25 (k1 1.2, b 0.75) over the words that stand in fewer than a twentieth of the sentences."""
    counts = [Counter(WORD.findall(s.lower())) for s in sentences]
    lengths = np.array([c.total() for c in counts])
    lists: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for i, words in enumerate(counts):
        for word, times in words.items():
            lists[word].append((i, times))
    out = np.zeros((len(queries), len(sentences)), np.float32)
    for row, query in zip(out, queries, strict=True):
        for word in sorted(set(WORD.findall(query.lower()))):
            if 0 < len(lists[word]) <= len(sentences) / 20:
                at, times = np.array(lists[word]).T
                weight = math.log(1 + (len(sentences) - len(at) + 0.5) / (len(at) + 0.5))
                row[at] += weight * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * lengths[at] / lengths.mean()))
    return out


def joined(left: np.ndarray, right: np.ndarray, depth: int = 200) -> np.ndarray:
    """Reciprocal ranks of both, summed, as the library joins them."""
    out = np.zeros_like(left)
    for scores in (left, right):
        for row, places in zip(out, np.argsort(-scores, axis=1, kind="stable")[:, :depth], strict=True):
            row[places] += 10 / (10 + np.arange(depth))
    return out


def figures(of: Callable[[Sequence[str]], np.ndarray], mrpc: Path, rumour_folder: Path) -> dict[str, float]:
    """Recall of the vectors, of words, and of both joined, for each task."""
    found = {}
    for task in (paraphrases(mrpc), *rumours(rumour_folder)):
        words = by_words(task.queries, task.sentences)
        vectors = of(task.queries) @ of(task.sentences).T
        for name, scores in (("vectors", vectors), ("words", words), ("both", joined(vectors, words))):
            found[f"{task.name} recall@{task.depth} {name}"] = round(recall(task, scores), 4)
    return found
