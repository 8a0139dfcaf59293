"""Statements, matches and derivations as plain lines with their ends: what `attribute`, `compare` and `trace` show without `--json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.report import wording
from reportedly.report.build import source_name
from reportedly.report.pieces import visible
from reportedly.report.versions import change_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportedly.records import Article, Match, Statement, Tracing

__all__ = ["attributed_lines", "listed_line", "match_lines", "removed_line", "shown_lines", "tracing_lines"]


def _line(words: str = "") -> str:
    return f"{visible(words)}\n"


def attributed_lines(article: Article, statements: Iterable[Statement]) -> Iterator[str]:
    """Yield an article's statements: the chain, the words, where they stand and how sure the attribution is."""
    held = tuple(statements)
    yield _line(f"{article.title or article.id} · {wording.byline(article)} · {wording.number_of(len(held), 'statement')}")
    for statement in held:
        words = " … ".join(span.of(article.text) for span in statement.content)
        yield _line()
        denies = " (denies)" if statement.stance == "denies" else ""
        yield _line(f"  {wording.chain_line(statement.chain)}{denies}")
        yield _line(f"    {wording.quoted(words)}")
        manner = wording.manner(statement)
        where = ", ".join(f"{span.start}–{span.end}" for span in statement.content)
        yield _line(f"    at {where} · confidence {statement.confidence:.2f}{f' · {manner}' if manner else ''}")
        note = wording.unnamed_note(statement.speaker, article.text)
        if note:
            yield _line(f"    {note}")


def listed_line(article: Article) -> str:
    """Return an article of a library on one line: its id, when and by whom, its title."""
    return _line(
        "  ".join((article.id, article.published or "no date", article.outlet.name, " ".join((article.title or "").split()))).rstrip()
    )


def shown_lines(article: Article, *, page: int | None, statements: Iterable[tuple[str, int]], versions: Sequence[Article]) -> Iterator[str]:
    """Yield an article of a library: what is known of it, what is kept with it, its text, and what changed from its old versions on."""
    yield _line(article.title or article.id)
    yield _line(wording.byline(article))
    facts = (
        ("by", article.byline),
        ("address", article.url),
        ("id", article.id),
        ("date", f"found by: {article.published_from}" if article.published_from else None),
        ("credits", ", ".join(sorted({credit.agency for credit in article.credits}))),
        ("links", str(len(article.links)) if article.links else None),
        ("left out", wording.number_of(len(article.left_out), "paragraph") if article.left_out else None),
        ("page", f"{page:,} bytes, SHA-256 {article.sha256}" if page is not None else "not kept"),
        *(("statements", f"{count:,}, by {made_by}") for made_by, count in statements),
        ("before", wording.number_of(len(versions), "old version") if versions else None),
    )
    for name, value in facts:
        if value:
            yield _line(f"  {name:<11}{value}")
    yield _line()
    for line in (*article.text.split("\n"), *change_lines(versions, article)):
        yield _line(line)


def removed_line(article: str, *, lists: int, versions: int, pages: int, outlet: bool) -> str:
    """Return what left a library with an article, on one line.

    Args:
        article: Its id.
        lists: How many lists of statements were kept of it.
        versions: How many old versions of it.
        pages: How many pages, of those that it and its old versions were read from.
        outlet: Whether no other article is of its outlet.
    """
    parts = (
        "its passages in the index",
        f"{wording.number_of(lists, 'list')} of statements" if lists else "",
        wording.number_of(versions, "old version") if versions else "",
        wording.number_of(pages, "page") if pages else "",
        "its outlet, which no other article is of" if outlet else "",
    )
    return _line(f"removed: {article}; with it {', '.join(part for part in parts if part)}")


def match_lines(match: Match) -> Iterator[str]:
    """Yield how one pair came out: its relation, its scores, and a line for each reason."""
    scores = match.scores
    told = f"supports {scores.supports:.2f}, contradicts {scores.contradicts:.2f}, unrelated {scores.unrelated:.2f}"
    yield _line(f"{match.left}: {match.relation} ({told})")
    for reason in match.reasons:
        yield _line(f"    {'+' if reason.weight >= 0 else '-'} {reason.text}")


def tracing_lines(tracing: Tracing) -> Iterator[str]:
    """Yield the derivations in words, then the roots that more than one article grows from."""
    known = {article.id: article for article in tracing.articles}
    counts = ((len(tracing.articles), "article"), (len(tracing.derivations), "derivation"), (len(tracing.origins), "root"))
    yield _line(", ".join(wording.number_of(count, noun) for count, noun in counts))
    if tracing.derivations:
        yield _line()
    for derivation in tracing.derivations:
        yield _line(f"  {wording.derivation_words(derivation, known)}")
    shared = [group for group in tracing.origins if len(group.articles) > 1]
    if shared:
        yield _line()
        yield _line("Articles that grow from one root:")
    for group in shared:
        names = ", ".join(f"{source_name(key, known)} ({key})" for key in group.articles)
        yield _line(f"  {source_name(group.root, known)}: {names}")
