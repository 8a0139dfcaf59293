"""A `Report` as W3C Web Annotations: one for each statement of the article and for each piece of evidence, on its own words.

Positions count code points, as the model asks (W3C Web Annotation Data Model, 4.2.5), from the start of the text as it was read, not of
the page around it: the state of each target names that text by its digest, and the quotation finds the words on the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from reportedly.report import build, wording
from reportedly.report.linked import VOCABULARY, claim_told, report_title, report_urn, text_iri, urn, web_iri, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.records import Article, Evidence, Finding, Report, Span, Spans

__all__ = ["to_annotations"]

#: How many code points of the text around a quotation tell it from others with the same words.
_AROUND: Final = 32

Json = dict[str, Any]


def to_annotations(report: Report) -> str:
    """Return an AnnotationCollection as JSON-LD, all annotations on its one page, in the order of the text.

    The annotation of a statement tells who says it and how it stands; that of a piece of evidence tells how it bears on the claim, and
    links to the statement's. Words in two places (a split quotation) are two targets of one annotation.
    """
    items = list(_annotations(report))
    key = report_urn(report)
    page = {"id": urn("page", key), "type": "AnnotationPage", "partOf": key, "startIndex": 0, "items": items}
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": key,
        "type": "AnnotationCollection",
        "label": f"Who says so: {report_title(report)}",
        "generator": {"id": f"{VOCABULARY}software", "type": "Software", "name": f"Reportedly {report.made_by.version}"},
        "total": len(items),
    }
    return written(collection | ({"first": page} if items else {}))


def _annotations(report: Report) -> Iterator[Json]:
    known = build.articles(report)
    for finding in report.findings:
        key = urn("annotation", finding.claim.id)
        if report.article is not None and finding.claim.content:
            yield _statement(finding, report.article, key, known)
        for place, evidence in enumerate(finding.evidence):
            yield _evidence(evidence, finding, urn("annotation", finding.claim.id, evidence.statement.id, str(place)), report)


def _statement(finding: Finding, article: Article, key: str, known: dict[str, Article]) -> Json:
    said = [] if finding.statement is None else [f"{wording.said_by(finding.statement)}."]
    tags = [finding.status, *(["disputed"] if finding.disputed else []), *finding.marks]
    return {
        "id": key,
        "type": "Annotation",
        "motivation": "describing",
        "body": [_text(" ".join([*said, *wording.counted(finding, known)]), "describing"), *(_text(tag, "tagging") for tag in tags)],
        "target": _targets(article, finding.claim.content),
    }


def _evidence(evidence: Evidence, finding: Finding, key: str, report: Report) -> Json:
    told = f"{wording.bearings[evidence.relation]}: {wording.evidence_words(evidence)}. The claim: {claim_told(finding, report)}"
    body = [_text(told, "describing"), _text(evidence.relation, "tagging")]
    if finding.claim.content:
        body.append({"type": "SpecificResource", "source": urn("annotation", finding.claim.id), "purpose": "linking"})
    return {
        "id": key,
        "type": "Annotation",
        "motivation": "linking" if finding.claim.content else "describing",
        "body": body,
        "target": _targets(evidence.article, evidence.statement.content),
    }


def _text(value: str, purpose: str) -> Json:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "language": "en", "purpose": purpose}


def _targets(article: Article, content: Spans) -> Json | list[Json]:
    targets = [_target(article, span) for span in content]
    return targets[0] if len(targets) == 1 else targets


def _target(article: Article, span: Span) -> Json:
    address = web_iri(article.url)
    state = {"state": {"type": "TimeState", "cached": text_iri(article)}} if address else {}
    return {
        "type": "SpecificResource",
        "source": address or text_iri(article),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.of(article.text),
                "prefix": article.text[max(0, span.start - _AROUND) : span.start],
                "suffix": article.text[span.end : span.end + _AROUND],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    } | state
