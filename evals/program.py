"""Runs the program through its commands and reads their JSON: what scorers know of it is the contract alone."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, Any]
#: Done, but some of the sources failed: the scorer goes on, and what failed counts as not answered.
_SOME_FAILED = 5


@dataclass(frozen=True, slots=True)
class Attributed:
    """What `attribute --json` gave for one article: its text as the program has it, and its statements in their order."""

    text: str
    statements: tuple[Row, ...]

    @property
    def voiced(self) -> tuple[Row, ...]:
        """The statements that have a voice below the outlet."""
        return tuple(row for row in self.statements if len(row["chain"]) > 1)


def attributed(lines: str) -> dict[str, Attributed]:
    """Return the output of `attribute --json` by article, in its order."""
    texts: dict[str, str] = {}
    rows: dict[str, list[Row]] = {}
    for line in lines.splitlines():
        row = json.loads(line)
        if "chain" in row:
            rows[row["article"]].append(row)
        else:
            texts[row["article"]] = row["text"]
            rows[row["article"]] = []
    return {article: Attributed(text, tuple(rows[article])) for article, text in texts.items()}


@dataclass(frozen=True, slots=True)
class Program:
    """The command line, with a library of its own."""

    library: Path

    def add(self, source: Path) -> None:
        """Put the articles of a file into the library."""
        self._run("add", str(source), "--library", str(self.library))

    def attribute(self, source: Path) -> dict[str, Attributed]:
        """Return the statements of every article of a file."""
        return attributed(self._run("attribute", str(source), "--json"))

    def check(self, source: Path) -> Row:
        """Return the report on the one article of a file."""
        report: Row = json.loads(self._run("check", str(source), "--library", str(self.library), "--json"))
        return report

    def trace(self) -> Row:
        """Return who took what from whom in the library."""
        tracing: Row = json.loads(self._run("trace", "--library", str(self.library), "--json"))
        return tracing

    def _run(self, *arguments: str) -> str:
        """Return what the command writes to standard output; leave with its own words where it fails."""
        done = subprocess.run([sys.executable, "-m", "reportedly", *arguments], capture_output=True, encoding="utf-8", check=False)  # noqa: S603  our own program
        if done.returncode == _SOME_FAILED:
            print(done.stderr, file=sys.stderr)
        elif done.returncode:
            sys.exit(f"reportedly {' '.join(arguments)}\nleft with {done.returncode}:\n{done.stderr}")
        return done.stdout
