"""Measure the reading of time phrases on a table of phrase, kind and value (`times/timenorm-train.tsv`, TimeML values, Apache-2.0).

Each phrase is read alone, without the sentence it stood in, from the day that its document's first row gives. A third of the phrases, by
a hash of their words, is set aside: nothing was tuned on it. Rows that no calendar day answers (durations, repetitions, "now", "1989-WXX")
are counted apart, for days that are read where none are meant. Many values need the sentence ("the quarter", "a year" of a comparison),
so not every row can be right here.

    python -m evals.times times/timenorm-train.tsv
"""

from __future__ import annotations

import argparse
import hashlib
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from evals.figures import Figures, record, share, table

from reportedly.text.dates import TimePhrase, day_of, time_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS = ("tuned", "aside")
ASIDE = 3
SEASONS = {"SP": 3, "SU": 6, "FA": 9}


@dataclass(frozen=True, slots=True)
class Row:
    """A phrase, the day it is read from, and the days of its value; days None where the value is no calendar time."""

    words: str
    published: str | None
    days: tuple[date, date] | None

    @property
    def part(self) -> str:
        """Which part of the table it belongs to, by its words alone."""
        number = int(hashlib.sha256(self.words.lower().encode()).hexdigest(), 16)
        return PARTS[number % ASIDE == 0]

    def read(self) -> TimePhrase | None:
        """Return what the program makes of it: the longest phrase found in the words."""
        found = time_phrases(self.words, published=self.published)
        return max(found, key=lambda p: p.words.end - p.words.start, default=None)


def rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a table, its documents apart by blank lines; the first of each document is its day and is not scored."""
    for document in re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip()):
        first, *rest = (line.split("\t") for line in document.splitlines())
        published = first[2] if day_of(first[2]) else None
        for words, kind, value in rest:
            yield Row(words, published, days_of(value) if kind in {"DATE", "TIME"} else None)


def days_of(value: str) -> tuple[date, date] | None:
    """Return the days of a TimeML value; None where it names none ("PAST_REF", "XXXX-SU").

    >>> days_of("1989-Q3")
    (datetime.date(1989, 7, 1), datetime.date(1989, 9, 30))
    """
    if day := day_of(value):
        return day, day
    if value.isdecimal() and len(value) <= len("1989"):
        blank = len("1989") - len(value)
        return date(int(value + "0" * blank) or 1, 1, 1), date(int(value + "9" * blank), 12, 31)
    if week := re.fullmatch(r"([0-9]{4})-W([0-9]{2})", value):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return monday, monday + timedelta(days=6)
    found = re.fullmatch(r"([0-9]{4})-(?:(Q|H)([1-4])|(SP|SU|FA)|([0-9]{2}))", value)
    return _months(int(found[1]), *_first_and_count(found)) if found else None


def _first_and_count(found: re.Match[str]) -> tuple[int, int]:
    if found[2]:
        count = 3 if found[2] == "Q" else 6
        return count * (int(found[3]) - 1) + 1, count
    return (SEASONS[found[4]], 3) if found[4] else (int(found[5]), 1)


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    last = first + count - 1
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def is_right(phrase: TimePhrase, days: tuple[date, date]) -> bool:
    """Whether the days are the very ones."""
    return (phrase.start, phrase.end) == (days[0].isoformat(), days[1].isoformat())


def is_within(phrase: TimePhrase, days: tuple[date, date]) -> bool:
    """Whether one holds the other: "early September" for all of September, a day for its week."""
    if phrase.start is None or phrase.end is None:
        return False
    start, end = (day.isoformat() for day in days)
    return (start <= phrase.start and phrase.end <= end) or (phrase.start <= start and end <= phrase.end)


def figures(part: str, table_rows: list[Row]) -> Figures:
    """Return the figures of a part."""
    dated = [(row.read(), row.days) for row in table_rows if row.days]
    undated = [row.read() for row in table_rows if not row.days]
    told = [(phrase, days) for phrase, days in dated if phrase and not phrase.is_open]
    right = sum(is_right(phrase, days) for phrase, days in told)
    within = sum(is_within(phrase, days) for phrase, days in told)
    return {
        f"n.{part}.dated": len(dated),
        f"n.{part}.undated": len(undated),
        f"{part}.found": share(sum(phrase is not None for phrase, _ in dated), len(dated)),
        f"{part}.told": share(len(told), len(dated)),
        f"{part}.right of told": share(right, len(told)),
        f"{part}.right": share(right, len(dated)),
        f"{part}.within of told": share(within, len(told)),
        f"{part}.within": share(within, len(dated)),
        f"{part}.days where none": share(sum(phrase is not None and not phrase.is_open for phrase in undated), len(undated)),
    }


def errors(table_rows: list[Row]) -> Iterator[str]:
    """Yield a line for every dated row that is not right, and every undated one that was given days."""
    for row in table_rows:
        phrase = row.read()
        told = f"{phrase.start} {phrase.end} ({phrase.how})" if phrase else "not found"
        if row.days and not (phrase and is_right(phrase, row.days)):
            yield f"{row.words!r} from {row.published}: {told}, should be {row.days[0]} {row.days[1]}"
        elif not row.days and phrase and not phrase.is_open:
            yield f"{row.words!r} from {row.published}: {told}, should be no days"


def main() -> None:
    """Print the figures of both parts; with `--errors` the errors of the part that was tuned on."""
    parser = argparse.ArgumentParser(description="Measure the reading of time phrases.")
    parser.add_argument("table", type=Path)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--record", action="store_true")
    chosen = parser.parse_args()
    all_rows = list(rows(chosen.table))
    measured: Figures = {}
    for part in PARTS:
        measured |= figures(part, [row for row in all_rows if row.part == part])
    print(table(measured))
    if chosen.errors:
        print("\n".join(errors([row for row in all_rows if row.part == PARTS[0]])))
    if chosen.record:
        record("times", measured)


if __name__ == "__main__":
    main()
