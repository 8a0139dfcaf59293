"""Scores the findings of the reports on a story's articles: status, dispute, origins, outlets, and the evidence under them.

The finding for a claim is the one whose content overlaps best with the claim's quotation, and covers half of it at least; among equal
ones, the one with the claim's chain. Evidence is compared by passage (half of the quotation covered) and relation.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from evals.compare import Words, covered, jaccard, same_chain
from evals.figures import Figures, prf, share

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Row = dict[str, Any]
HALF = 0.5
_QUESTIONS = ("found", "status", "disputed", "both", "origins", "outlets", "chain", "sides")


def claims(gold: Sequence[Row], reports: Mapping[str, Row], texts: Mapping[str, str]) -> tuple[Figures, list[str]]:
    """Score every claim of the gold; one that no finding covers is wrong in everything."""
    words = {article: Words(text) for article, text in texts.items()}
    count: Counter[str] = Counter()
    errors: list[str] = []
    for claim in gold:
        report = reports[claim["target"]]
        finding = find(claim, report["findings"], Words(report["article"]["text"]))
        count.update(_answers(claim, finding))
        lines = _evidence(claim, finding, words, count)
        errors += _told(claim, finding, lines)
    figures: Figures = {"n.claims": float(len(gold))}
    figures |= {f"claims.{question}": share(count[question], len(gold)) for question in _QUESTIONS}
    figures |= prf("claims.evidence", count["evidence hit"], count["evidence"], count["evidence gold"])
    figures["claims.traps avoided"] = 1 - share(count["caught"], count["traps"])
    return figures, errors


def find(claim: Row, findings: Iterable[Row], words: Words) -> Row | None:
    """Return the finding for a claim, None where none covers half of its quotation."""
    quote = words.of_quotes([claim["quote"]])
    best: tuple[float, bool, bool] | None = None
    chosen = None
    for finding in findings:
        content = words.inside(finding["statement"]["content"])
        rank = (jaccard(content, quote), _chain_right(claim, finding), finding["statement"]["stance"] == claim["stance"])
        if covered(quote, content) >= HALF and (best is None or rank > best):
            best, chosen = rank, finding
    return chosen


def _chain_right(claim: Row, finding: Row) -> bool:
    names = [voice["name"] for voice in finding["statement"]["chain"]]
    return same_chain(names, claim["chain"], [None] * len(claim["chain"]))


def _answers(claim: Row, finding: Row | None) -> dict[str, int]:
    """Return which questions about the claim the finding answers rightly, as 1 and 0."""
    if finding is None:
        return {}
    status, disputed = finding["status"] == claim["status"], finding["disputed"] == claim["disputed"]
    right = {
        "found": True,
        "status": status,
        "disputed": disputed,
        "both": status and disputed,
        "origins": _interval(finding) == (claim["origins_min"], claim["origins_max"]),
        "outlets": finding["outlets"] == claim["outlets"],
        "chain": _chain_right(claim, finding),
        "sides": finding["sides"] == claim["sides"],
    }
    return {question: int(answer) for question, answer in right.items()}


def _interval(finding: Row) -> tuple[int, int]:
    return finding["origins"]["min"], finding["origins"]["max"]


def _evidence(claim: Row, finding: Row | None, words: Mapping[str, Words], count: Counter[str]) -> list[str]:
    """Count the evidence of a finding, and return a line for each passage that is missing, of another relation, or a trap."""
    entries = [e for e in finding["evidence"] if e["article"]["id"] != claim["target"]] if finding else []
    count["evidence"] += len(entries)
    count["evidence gold"] += len(claim["others"])
    lines, used = [], set()
    for other in claim["others"]:
        fitting = [i for i, e in enumerate(entries) if i not in used and _at(e, other, words)]
        right = [i for i in fitting if entries[i]["relation"] == other["relation"]]
        if right:
            used.add(right[0])
            count["evidence hit"] += 1
        else:
            came = entries[fitting[0]]["relation"] if fitting else "nothing"
            lines.append(f"{other['article']} expected {other['relation']}, came {came}: {other['quote']}")
    others = [t for t in claim["traps"] if t["article"] != claim["target"]]
    caught = [(t, e) for t in others for i, e in enumerate(entries) if i not in used and _at(e, t, words)]
    count["traps"] += len(others)
    count["caught"] += len({t["quote"] for t, _ in caught})
    lines += [f"{t['article']} is a trap, came {e['relation']}: {t['quote']}" for t, e in caught]
    extra = [e for i, e in enumerate(entries) if i not in used and not any(_at(e, p, words) for p in (*claim["others"], *others))]
    return lines + [f"{e['article']['id']} not expected, came {e['relation']}: {e['words']}" for e in extra]


def _at(entry: Row, passage: Row, words: Mapping[str, Words]) -> bool:
    if entry["article"]["id"] != passage["article"]:
        return False
    text = words[passage["article"]]
    return covered(text.of_quotes([passage["quote"]]), text.inside(entry["content"])) >= HALF


def _told(claim: Row, finding: Row | None, evidence: Sequence[str]) -> list[str]:
    """Return what is wrong with one claim: one line for the answers, and one for each wrong passage."""
    head = f"claim      {claim['id']} {claim['target']}: {claim['quote']}"
    if finding is None:
        return [f"{head}\n             no finding covers it"]
    came = _interval(finding)
    differences = [
        f"status: expected {claim['status']}; came {finding['status']}" if finding["status"] != claim["status"] else "",
        f"disputed: expected {claim['disputed']}; came {finding['disputed']}" if finding["disputed"] != claim["disputed"] else "",
        f"origins: expected {claim['origins_min']}..{claim['origins_max']} ({_origins(claim['origins'])}); "
        f"came {came[0]}..{came[1]} ({_origins(finding['origins']['list'])})"
        if came != (claim["origins_min"], claim["origins_max"])
        else "",
        f"outlets: expected {claim['outlets']}; came {finding['outlets']}" if finding["outlets"] != claim["outlets"] else "",
    ]
    lines = [line for line in (*differences, *evidence) if line]
    return [head + "".join(f"\n             {line}" for line in lines)] if lines else []


def _origins(origins: Iterable[Row]) -> str:
    return ", ".join(f"{o['who']}{'' if o['level'] == 'established' else '?'}" for o in origins)
