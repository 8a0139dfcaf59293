"""A `Report` as Markdown: the same content as the page, the evidence as footnotes with the words in their place.

Text from outside is escaped, so that it cannot become a heading, a link, a table or HTML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reportedly.report import build, wording
from reportedly.report.links import web_address
from reportedly.report.pieces import snippet, tidied, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.records import Article, Evidence, Finding, Origin, Report

__all__ = ["escaped", "to_markdown"]

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>#|~&!$])")
_LINE_START: Final = re.compile(r"^(\s*)([-+=:]|\d+[.)])")


def to_markdown(report: Report) -> str:
    """Return the report as a Markdown document with footnotes; the same report gives the same bytes."""
    known = build.articles(report)
    lines = [*_head(report, known), *_tally(report)]
    notes: list[str] = []
    for section in build.sections(report):
        lines += ["", f"## {escaped(section.title)} ({len(section.findings)})", "", f"*{escaped(section.note)}*"]
        for one in section.findings:
            lines += _finding(one, section.key, known, notes)
    lines += [*_derivations(report, known), *_coverage(report), "", *notes]
    return "\n".join(lines).rstrip("\n") + "\n"


def escaped(text: str) -> str:
    """Return a text on one line in which nothing is Markdown or HTML any more."""
    line = " ".join(visible(text).split())
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", line))


def _link(words: str, url: str | None) -> str:
    address = web_address(url)
    if address is None:
        return escaped(words)
    safe = re.sub(r"[\s<>\\]", lambda found: f"%{ord(found.group()):02X}", visible(address))
    return f"[{escaped(words)}](<{safe}>)"


def _head(report: Report, known: dict[str, Article]) -> Iterator[str]:
    article = report.article
    if article is not None:
        yield f"# {escaped(article.title or article.outlet.name)}"
        yield ""
        link = f" · {_link('the article as published', article.url)}" if article.url else ""
        yield f"{escaped(wording.byline(article))}{link}"
    else:
        yield f"# {escaped(wording.claim_words(report.findings[0], known) if report.findings else 'No claim')}"
    yield ""
    yield escaped(wording.coverage_words(report))


def _tally(report: Report) -> Iterator[str]:
    yield from ("", "| status | findings |", "| --- | ---: |")
    for status, count in build.tally(report).rows:
        yield f"| {status} | {count} |"


def _finding(one: build.Numbered, section: build.SectionKey, known: dict[str, Article], notes: list[str]) -> Iterator[str]:
    """Yield the lines of a finding; its evidence is added to the notes."""
    finding = one.finding
    words = escaped(wording.claim_words(finding, known))
    if section == "own":
        yield from ("", f"{one.number}\\. {words}")
        return
    denied = finding.statement is not None and finding.statement.stance == "denies"
    yield from ("", f"### {one.number}\\. {'Denied: ' if denied else ''}{words}", "")
    yield f"**{'disputed, ' if finding.disputed else ''}{finding.status}** · {wording.interval(finding)}"
    if finding.statement is not None:
        yield from ("", escaped(wording.chain_line(finding.statement.chain)))
        if manner := wording.manner(finding.statement):
            yield from ("", escaped(manner))
    yield from ("", *_origins("Origin", finding.origins, known), *_origins("Disputed by", finding.disputes, known))
    yield from _evidence(finding, known, notes)
    yield from ("", f"How this was counted: {escaped(' '.join(wording.counted(finding, known)))}")


def _origins(label: str, origins: tuple[Origin, ...], known: dict[str, Article]) -> Iterator[str]:
    for origin in origins:
        places = ", ".join(dict.fromkeys(build.source_name(place.article, known) for place in origin.statements))
        yield f"- {label}: {escaped(wording.origin_words(origin))}{escaped(f', in {places}') if places else ''}"


def _evidence(finding: Finding, known: dict[str, Article], notes: list[str]) -> Iterator[str]:
    for bearing, held in build.by_bearing(finding):
        for evidence in held:
            key = len(notes) + 1
            yield f"- {wording.bearings[bearing]}: {escaped(wording.evidence_words(evidence))}[^{key}]"
            notes.append(f"[^{key}]: {_note(evidence, known)}")


def _note(evidence: Evidence, known: dict[str, Article]) -> str:
    text = evidence.article.text
    pieces = snippet(text, tidied(text, evidence.statement.content))
    shown = "".join(_piece(piece.words, lit=piece.lit) for piece in pieces)
    parts = [
        shown.strip(),
        f"{_link(evidence.article.title or 'untitled', evidence.article.url)}, {escaped(wording.byline(evidence.article))}.",
    ]
    if evidence.derived_from is not None:
        parts.append(f"Taken from {escaped(build.source_name(evidence.derived_from, known))}; adds no origin.")
    parts += [f"{escaped(reason.text)}." for reason in evidence.reasons]
    parts.append(f"Match {evidence.score:.2f}.")
    return " ".join(parts)


def _piece(words: str, *, lit: bool) -> str:
    """Keep the blanks around a piece, and set a lit one in bold."""
    inner = escaped(words)
    before, after = (" " if words[:1].isspace() else ""), (" " if words[-1:].isspace() else "")
    return f"{before}**{inner}**{after}" if lit and inner else f"{before}{inner}{after}"


def _derivations(report: Report, known: dict[str, Article]) -> Iterator[str]:
    if report.derivations:
        yield from ("", f"## Who took it from whom ({len(report.derivations)})", "")
    for derivation in report.derivations:
        yield f"- {escaped(wording.derivation_words(derivation, known))}"


def _coverage(report: Report) -> Iterator[str]:
    yield from ("", "## What was searched", "", f"- {wording.number_of(report.coverage.articles, 'article')} in the library")
    for search in report.coverage.searches:
        yield f"- {escaped(wording.search_words(search))}"
    for rejected in report.rejected:
        yield f"- not used: {escaped(rejected.id)}: {escaped(rejected.reason)}"
    yield from ("", escaped(wording.made_by_words(report)))
