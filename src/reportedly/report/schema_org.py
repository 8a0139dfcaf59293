"""A `Report` as schema.org JSON-LD: its articles, what is quoted, what is claimed and where each claim appears; never a rating.

A page can carry it in a script element as it is: "<", ">" and "&" are escaped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from reportedly.records import Span
from reportedly.report import build, wording
from reportedly.report.csl import published_day
from reportedly.report.linked import (
    claim_told,
    in_script,
    outlet_urn,
    report_title,
    report_urn,
    source_urn,
    spoken,
    statements_of,
    text_iri,
    urn,
    voice_urn,
    web_iri,
    written,
)
from reportedly.report.timeline import first_of
from reportedly.text.quotes import quotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.records import Article, Derivation, Finding, Origin, Report, Spans, Statement, Voice

__all__ = ["to_schema_org"]

_PEOPLE: Final = {"person": "Person", "organisation": "Organization", "outlet": "NewsMediaOrganization"}

Json = dict[str, Any]


def to_schema_org(report: Report) -> str:
    """Return JSON-LD with one graph: the report, then its articles, quotations and claims, each once.

    A `Claim` names as `appearance` the articles that put it forward, and as `firstAppearance` the first of them, where their dates tell
    which that is. How it stands and who disputes it is its `description`, in words.
    """
    known = build.articles(report)
    graph = [_report(report), *(_article(article, report, known) for article in known.values())]
    graph += _quotations(report)
    graph += [_claim(finding, report, known) for finding in report.findings]
    graph += [_held(_type="CreativeWork", _id=key, publisher=_outlet(name)) for key, name in _wires(report).items()]
    return in_script(written({"@context": "https://schema.org", "@graph": graph}))


def _held(**parts: object) -> Json:
    """Return a node without the parts that are not known; a leading underscore stands for "@"."""
    return {f"@{key[1:]}" if key.startswith("_") else key: value for key, value in parts.items() if value is not None and value != []}


def _reference(identifier: str) -> Json:
    return {"@id": identifier}


def _report(report: Report) -> Json:
    asked = report.article
    return _held(
        _type="Report",
        _id=report_urn(report),
        name=f"Who says so: {report_title(report)}",
        about=_reference(source_urn(asked.id)) if asked else None,
        hasPart=[_reference(urn("claim", finding.claim.id)) for finding in report.findings],
        creator={"@type": "SoftwareApplication", "name": "Reportedly", "softwareVersion": report.made_by.version},
        abstract=wording.coverage_words(report),
    )


def _article(article: Article, report: Report, known: dict[str, Article]) -> Json:
    taken = [each for each in report.derivations if each.to == article.id and each.certain]
    return _held(
        _type="NewsArticle",
        _id=source_urn(article.id),
        headline=article.title,
        url=web_iri(article.url),
        datePublished=article.published if published_day(article) else None,
        inLanguage=article.language,
        publisher=_outlet(article.outlet.name, outlet_urn(article.outlet, article)) if article.outlet_known else None,
        creditText=article.byline,
        contributor=[_outlet(name) for name in dict.fromkeys(credit.agency for credit in article.credits)],
        identifier=text_iri(article),
        isBasedOn=[_taken(each, known) for each in taken],
    )


def _taken(derivation: Derivation, known: dict[str, Article]) -> Json:
    """Return the source of a derivation by its name; a source that the report does not open to is named where it stands."""
    node = _reference(source_urn(derivation.source))
    return node if derivation.source in known or derivation.source.startswith(build.WIRE) else {"@type": "NewsArticle", **node}


def _wires(report: Report) -> dict[str, str]:
    """Return the agencies whose own text is not at hand and that something was certainly taken from, by the names of their texts."""
    sources = (each.source for each in report.derivations if each.certain and each.source.startswith(build.WIRE))
    return {source_urn(source): source.removeprefix(build.WIRE) for source in sources}


def _outlet(name: str, identifier: str | None = None) -> Json:
    return _held(_type="NewsMediaOrganization", _id=identifier, name=name)


def _quotations(report: Report) -> Iterator[Json]:
    for statement, article in statements_of(report).values():
        yield from _quoted(statement, article)


def _quoted(statement: Statement, article: Article) -> Iterator[Json]:
    """Yield a quotation for the words of a statement that stand in quotation marks; indirect speech quotes nothing."""
    if statement.directness not in {"direct", "mixed"}:
        return
    held = statement.content if statement.directness == "direct" else tuple(_within_marks(article.text, statement.content))
    if held:
        speaker = _speaker(statement.speaker, article)
        yield _held(
            _type="Quotation",
            _id=urn("quotation", statement.id),
            text=spoken(article.text, held),
            spokenByCharacter=speaker,
            creator=speaker,
            creditText=wording.chain_words(statement.chain),
            isPartOf=_reference(source_urn(article.id)),
        )


def _within_marks(text: str, content: Spans) -> Iterator[Span]:
    for quotation in quotations(text):
        for span in content:
            both = Span(max(span.start, quotation.inner.start), min(span.end, quotation.inner.end))
            if both.start < both.end:
                yield both


def _speaker(voice: Voice, article: Article) -> Json | None:
    """Return a named person or organisation; nobody for a document and for words that name nobody."""
    kind = _PEOPLE.get(voice.kind)
    if kind is None:
        return None
    side = {"@type": "Organization", "name": voice.side} if voice.side and voice.kind == "person" else None
    return _held(_type=kind, _id=voice_urn(voice, article), name=voice.name, affiliation=side)


def _claim(finding: Finding, report: Report, known: dict[str, Article]) -> Json:
    carrying = _appearances(finding, report)
    first = first_of(carrying)
    return _held(
        _type="Claim",
        _id=urn("claim", finding.claim.id),
        text=claim_told(finding, report),
        creator=list(_creators(finding.origins)),
        appearance=[_reference(source_urn(article.id)) for article in carrying],
        firstAppearance=_reference(source_urn(first.id)) if first else None,
        description=" ".join(wording.counted(finding, known)),
    )


def _appearances(finding: Finding, report: Report) -> list[Article]:
    """Return the articles that put a claim forward: the one it is from, and those of what supports it."""
    own = [report.article] if report.article is not None else []
    found = {article.id: article for article in (*own, *(e.article for e in finding.evidence if e.relation == "supports"))}
    return list(found.values())


def _creators(origins: Iterable[Origin]) -> Iterator[Json]:
    for origin in origins:
        if origin.level == "established" and origin.kind in _PEOPLE:
            yield {"@type": _PEOPLE[origin.kind], "name": origin.who}
