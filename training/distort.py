"""Pairs made by code from news sentences: a figure, name, date, role or outcome changed, a part cut, a fact wrapped in a hedge.

Each maker takes a sentence and returns the changed sentence, or None where the sentence does not offer itself.
"""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING

from pair_records import CONTRADICTS, SUPPORTS, UNRELATED, Pair

if TYPE_CHECKING:
    import random
    from pathlib import Path

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
SPELLED = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen", "twenty",
)  # fmt: skip
OPPOSITES = (
    "rose fell", "rise fall", "increased decreased", "increase decrease", "won lost", "win lose", "accepted rejected", "approved rejected",
    "approve reject", "alive dead", "guilty innocent", "convicted acquitted", "passed failed", "opened closed", "supported opposed",
    "supports opposes", "supporting opposing", "higher lower", "more fewer", "before after", "started ended", "began ended",
    "legal illegal", "arrived left", "hired fired", "allowed banned", "allow ban", "strong weak", "success failure",
    "succeeded failed", "remained left", "arrested released", "confirmed denied", "bought sold", "gained lost", "upheld overturned",
    "majority minority", "largest smallest", "safe unsafe", "agreed refused", "true false", "entered left", "raised lowered",
    "raise lower", "signed vetoed", "survived died", "attacked defended",
)  # fmt: skip
ALIKE = (
    "said|stated", "killed|left dead", "more than|over", "percent|per cent", "began|started",
    "large|big", "attempt|bid", "said|told reporters", "children|kids", "police officer|policeman", "announced|said",
    "United States|US", "United Kingdom|UK", "wounded|injured", "shot dead|fatally shot", "buy|purchase", "bought|purchased",
    "help|assist", "nearly|almost", "although|though", "show|indicate", "showed|indicated", "must|has to",
    "about|roughly", "last year|a year ago", "opposed to|against", "because of|due to", "allegedly|reportedly",
    "Hillary Clinton|Clinton", "Mitt Romney|Romney", "will|is going to", "decided to|chose to", "lawmakers|legislators",
    "firm|company", "workers|employees", "attorney|lawyer", "talks|negotiations",
)  # fmt: skip
HEDGES = (
    "Critics claim that {}", "It is alleged that {}", "There are unconfirmed reports that {}", "Prosecutors allege that {}",
    "It could be that {}", "If {}, the consequences would be serious.", "Officials are looking into whether {}",
    "Supporters hope that {}", "It is not clear whether {}", "Asked whether {}, a spokesman declined to comment.",
    "Rumours spread online that {}", "A lawsuit claims that {}", "A blogger wrote that {}",
    "He said he feared that {}", "Nobody has shown that {}",
)  # fmt: skip
DENIALS = (
    "It is not true that {}", "Reports that {} are false", "Officials denied that {}", "The claim that {} is a hoax",
    "Contrary to reports, it is untrue that {}", "The story that {} was made up", "Police said it was false that {}",
    "It would be wrong to say that {}",
)  # fmt: skip
AUXILIARY = re.compile(r"\b(is|are|was|were|has|have|had|will|would|can|could|should|did|does|do)\b(?! not|n't)(?= [a-z])")
NAME = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)*\b")
NUMBER = re.compile(r"(?<![\w.,$-])\$?\d[\d,]*(?:\.\d+)?(?![\w-]|[.,]\d)")
CAPITALS = r"[A-Z][a-z]+(?: [A-Z][a-z]+)*"
VERB = r"(?:[a-z]+ ){0,2}[a-z]+(?:ed|s|ked|told|beat|hit|won|sued|met|sent|gave)(?: to| by| at| for| with)?"
BETWEEN = re.compile(rf"\b(?P<a>{CAPITALS}) (?P<verb>{VERB}) (?P<b>{CAPITALS})\b")
SEASON = re.compile(r"(?:last|this|next) $")
OPENERS = frozenset("The A An In On At It He She They There This That These His Her Its Their But And After Some Many For As More".split())


def lowered(sentence: str) -> str:
    """The sentence as it stands inside another: no full stop, first letter small unless it opens with a name or "I"."""
    body = sentence.rstrip(" .")
    first = body.split(" ", 1)[0]
    common = first in OPENERS
    return body[0].lower() + body[1:] if common else body


def other_number(sentence: str, rng: random.Random, _names: list[str]) -> str | None:
    """Another figure in one place, written as the first was."""
    found = [m for m in NUMBER.finditer(sentence) if not re.fullmatch(r"(?:19|20)\d\d", m.group())]
    spelled = [m for m in re.finditer(r"\b[a-z]+\b", sentence) if m.group() in SPELLED]
    if not found and not spelled:
        return None
    match = rng.choice(found + spelled)
    old = match.group()
    if old in SPELLED:
        new = rng.choice([w for w in SPELLED if w != old])
    else:
        digits = [c for c in old if c.isdigit()]
        places = [i for i, c in enumerate(old) if c.isdigit()]
        at = rng.choice(places[: 2 if len(places) > 2 else 1])
        new = old[:at] + rng.choice([d for d in "123456789" if d != old[at]]) + old[at + 1 :]
        if rng.random() < 0.25 and len(digits) <= 3 and "." not in old:
            new = old + "0"
    return sentence[: match.start()] + new + sentence[match.end() :]


def negated(sentence: str, rng: random.Random, _names: list[str]) -> str | None:
    """A "not" put in after the first auxiliary, or taken out."""
    taken = re.sub(r"\b(is|was|were|are|has|have|had|will|would|can|could|should|did|does) not ", r"\1 ", sentence, count=1)
    if taken != sentence and rng.random() < 0.7:
        return taken
    match = AUXILIARY.search(sentence)
    if match is None:
        return None
    short = {"is": "isn't", "was": "wasn't", "were": "weren't", "has": "hasn't", "did": "didn't", "will": "won't", "would": "wouldn't"}
    word = match.group(1)
    new = short[word] if word in short and rng.random() < 0.35 else rng.choice((f"{word} not", f"{word} not", f"{word} never"))
    return sentence[: match.start()] + new + sentence[match.end() :]


def swapped(sentence: str, _rng: random.Random, _names: list[str]) -> str | None:
    """The two names around a verb, exchanged."""
    match = BETWEEN.search(sentence)
    if match is None or match["a"].split()[0] in {"The", "In", "On", "But", "And"} or match["a"] == match["b"]:
        return None
    return f"{sentence[: match.start()]}{match['b']} {match['verb']} {match['a']}{sentence[match.end() :]}"


def other_name(sentence: str, rng: random.Random, names: list[str]) -> str | None:
    """A name replaced with one of as many words from elsewhere."""
    found = [m for m in NAME.finditer(sentence) if m.start() > 0 and m.group() not in DAYS + MONTHS]
    if not found or not names:
        return None
    match = rng.choice(found)
    fitting = [n for n in names if len(n.split()) == len(match.group().split()) and n not in sentence]
    return sentence[: match.start()] + rng.choice(fitting) + sentence[match.end() :] if fitting else None


def other_date(sentence: str, rng: random.Random, _names: list[str]) -> str | None:
    """Another weekday, month or year."""
    for words in (DAYS, MONTHS):
        found = [m for m in NAME.finditer(sentence) if m.group() in words and (m.start() > 0)]
        if found:
            match = rng.choice(found)
            return sentence[: match.start()] + rng.choice([w for w in words if w != match.group()]) + sentence[match.end() :]
    match = re.search(r"\b(19|20)\d\d\b", sentence)
    if match is None:
        return None
    return sentence[: match.start()] + str(int(match.group()) + rng.choice((-9, -3, -2, -1, 1, 2, 4))) + sentence[match.end() :]


def opposite(sentence: str, rng: random.Random, _names: list[str]) -> str | None:
    """One word replaced with its opposite."""
    words = {a: b for line in OPPOSITES for a, b in (line.split(), line.split()[::-1])}
    found = [m for m in re.finditer(r"\b[a-z]+\b", sentence) if m.group() in words and not SEASON.search(sentence[: m.start()])]
    if not found:
        return None
    match = rng.choice(found)
    return sentence[: match.start()] + words[match.group()] + sentence[match.end() :]


def cut(sentence: str, rng: random.Random, _names: list[str]) -> str | None:
    """The sentence without an apposition, a trailing clause, or an opening phrase."""
    inner = re.search(r", [^,]{12,90},(?= [a-z])", sentence)
    if inner and rng.random() < 0.5 and " and " not in inner.group():
        return sentence[: inner.start()] + sentence[inner.end() :]
    tail = re.search(
        r"(?:,? (?:after|because|while|when|where|which|who|since|as|amid|despite|during|following|with|on|in|from|to) )[^,]{15,120}\.$",
        sentence,
    )
    if tail and tail.start() > 40:
        return sentence[: tail.start()].rstrip(",") + "."
    return None


def moved(sentence: str, _rng: random.Random, _names: list[str]) -> str | None:
    """An opening phrase moved to the end."""
    match = re.match(
        r"((?:In|On|At|After|Before|During|Since|Despite|When|While|Because|Following) [^,]{6,70}), ([^,]{25,160})\.$", sentence
    )
    if match is None:
        return None
    rest = match.group(2)
    return f"{rest[0].upper()}{rest[1:]} {match.group(1)[0].lower()}{match.group(1)[1:]}."


def reworded(sentence: str, rng: random.Random, names: list[str]) -> str | None:
    """Up to three words or phrases put in other words, and sometimes an opening phrase moved."""
    pairs = [p for line in ALIKE for p in (line.split("|"), line.split("|")[::-1])]
    rng.shuffle(pairs)
    changed = (moved(sentence, rng, names) or sentence) if rng.random() < 0.5 else sentence
    for old, new in [p for p in pairs if re.search(rf"\b{re.escape(p[0])}\b", changed)][:3]:
        changed = re.sub(rf"\b{re.escape(old)}\b", new, changed, count=1)
    return changed if changed != sentence else None


def hedged(sentence: str, rng: random.Random, _names: list[str]) -> str | None:
    """The sentence as somebody's unconfirmed claim."""
    return rng.choice(HEDGES).format(lowered(sentence))


def planned(sentence: str, rng: random.Random, _names: list[str]) -> str | None:
    """Done turned into planned or possible."""
    match = re.search(r"\b(was|were|has been|have been|had been) (?=[a-z]+(?:ed|en)\b)", sentence)
    if match is None:
        return None
    new = rng.choice(("may have been", "was to be", "could be", "might be", "is expected to be", "is planned to be", "was allegedly"))
    return f"{sentence[: match.start()]}{new} {sentence[match.end() :]}"


def denied(sentence: str, rng: random.Random, _names: list[str]) -> str | None:
    """The sentence rejected as a whole."""
    return rng.choice(DENIALS).format(lowered(sentence)) + "."


#: Maker, target with the original on the left, target with the original on the right (None: not used), how many of each are made.
RECIPES = (
    (other_number, CONTRADICTS, CONTRADICTS, 1300),
    (negated, CONTRADICTS, CONTRADICTS, 1000),
    (swapped, (0.0, 0.75, 0.25), (0.0, 0.75, 0.25), 700),
    (other_name, (0.0, 0.5, 0.5), (0.0, 0.5, 0.5), 900),
    (other_date, (0.0, 0.75, 0.25), (0.0, 0.75, 0.25), 700),
    (opposite, CONTRADICTS, CONTRADICTS, 900),
    (cut, UNRELATED, SUPPORTS, 1500),
    (moved, SUPPORTS, SUPPORTS, 400),
    (reworded, (0.97, 0.0, 0.03), (0.97, 0.0, 0.03), 2000),
    (hedged, UNRELATED, None, 500),
    (planned, UNRELATED, None, 400),
    (denied, CONTRADICTS, CONTRADICTS, 400),
)


def sentences(library: Path, count: int, rng: random.Random) -> list[list[str]]:
    """Plain sentences of news articles, an article a list."""
    out: list[list[str]] = []
    with gzip.open(library, "rt", encoding="utf-8") as lines:
        for line in lines:
            if rng.random() > 0.25:
                continue
            text = json.loads(line)["text"]
            found = re.findall(r"(?:(?<=[a-z]{4}\. )|(?<=\n))[A-Z][^.!?\n\"“”]{50,190}[a-z]{4}\.(?=\s)", text)
            out.append([s for s in found[:40] if 8 <= len(s.split()) <= 32])
            if len(out) >= count:
                break
    return out


def distorted(library: Path, rng: random.Random) -> list[Pair]:
    """Pairs of every recipe, and unrelated neighbours from one article."""
    articles = sentences(library, 4500, rng)
    names = sorted(
        {m.group() for a in articles[:600] for s in a for m in NAME.finditer(s) if m.start() > 0 and m.group() not in DAYS + MONTHS}
    )
    pool = [s for a in articles for s in a[:6]]
    rng.shuffle(pool)
    pairs = [Pair(s, s, SUPPORTS, "same") for s in pool[:300]]
    for maker, onward, back, wanted in RECIPES:
        rng.shuffle(pool)
        made = 0
        for sentence in pool:
            if made >= wanted:
                break
            changed = maker(sentence, rng, names)
            if changed is None or changed == sentence:
                continue
            made += 1
            turn = back is not None and rng.random() < 0.5
            pairs.append(
                Pair(changed, sentence, back, maker.__name__) if turn and back else Pair(sentence, changed, onward, maker.__name__)
            )
    for article in articles[:1200]:
        if len(article) >= 8:
            left, right = rng.sample(article, 2)
            pairs.append(Pair(left, right, (0.01, 0.02, 0.97), "neighbour"))
    return combined(pairs, pool, rng)


def combined(pairs: list[Pair], pool: list[str], rng: random.Random) -> list[Pair]:
    """The pairs, a fifth of their right sides rewritten or set beside another sentence, so that a change must be found among more words."""
    out = []
    for pair in pairs:
        right = pair.right
        if rng.random() < 0.25 and pair.source not in {"same", "hedged"}:
            right = reworded(right, rng, []) or right
        if rng.random() < 0.15:
            other = rng.choice(pool)
            right = rng.choice((f"{right} {other}", f"{other} {right}"))
        out.append(Pair(pair.left, right, pair.target, pair.source))
    return out
