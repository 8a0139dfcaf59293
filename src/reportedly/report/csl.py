"""A `Report` as CSL-JSON: the article and those of its evidence, as reference managers and word processors take them.

What a reference says of an article is what the article says of itself: a byline stays whole, and nobody's name is taken apart.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from reportedly.report import build
from reportedly.report.linked import web_iri, written
from reportedly.text.names import fold

if TYPE_CHECKING:
    from reportedly.records import Article, Report

__all__ = ["agencies", "author", "cited", "published_day", "to_csl"]

_BY: Final = re.compile(r"^\s*by\b[\s:]*", re.IGNORECASE)
_DAY: Final = len("2031-03-13")


def to_csl(report: Report) -> str:
    """Return CSL-JSON data: a list of items of the type article-newspaper, in the order of use."""
    return written([_item(article, report) for article in cited(report)])


def cited(report: Report) -> tuple[Article, ...]:
    """Return the article that the report is about, then each article that evidence stands in, as they come."""
    found = {} if report.article is None else {report.article.id: report.article}
    for finding in report.findings:
        for evidence in finding.evidence:
            found.setdefault(evidence.article.id, evidence.article)
    return tuple(found.values())


def author(article: Article) -> str | None:
    """Return the byline without its "By"; None when there is none, or it only names the outlet or an agency."""
    byline = " ".join(_BY.sub("", article.byline or "").split())
    names = {article.outlet.name, *(credit.agency for credit in article.credits)}
    return byline if byline.casefold() not in {"", *(name.casefold() for name in names)} else None


def agencies(article: Article, report: Report) -> tuple[str, ...]:
    """Return the agencies that an article credits, or that all of it certainly comes from; never its own outlet."""
    named = [credit.agency for credit in article.credits]
    known = build.articles(report)
    for derivation in report.derivations:
        wire = derivation.source.startswith(build.WIRE) or (derivation.source in known and known[derivation.source].outlet.agency)
        if derivation.to == article.id and derivation.certain and derivation.whole and wire:
            named.append(build.source_name(derivation.source, known))
    return tuple(name for name in dict.fromkeys(named) if not _is_own(name, article))


def _is_own(agency: str, article: Article) -> bool:
    """Tell whether an agency is the outlet itself, perhaps by a shorter name ("Tern" of the Tern News Agency)."""
    words = set(fold(agency).split())
    return any(words <= set(fold(name).split()) for name in (article.outlet.name, *article.outlet.names))


def published_day(article: Article) -> str | None:
    """Return the day of publication as YYYY-MM-DD; None when it is not known, or what is given is no date."""
    try:
        return datetime.fromisoformat(article.published or "").date().isoformat()
    except ValueError:
        return None


def _item(article: Article, report: Report) -> dict[str, Any]:
    day = published_day(article)
    named = agencies(article, report)
    wrote = author(article)
    held: dict[str, Any] = {
        "id": article.id,
        "type": "article-newspaper",
        "title": article.title,
        "container-title": article.outlet.name if article.outlet_known else None,
        "author": [{"literal": wrote}] if wrote else None,
        "issued": {"date-parts": [[int(part) for part in day.split("-")]]} if day else None,
        "URL": web_iri(article.url),
        "language": article.language,
        "note": f"Agency: {', '.join(named)}" if named else None,
    }
    return {key: value for key, value in held.items() if value is not None}
