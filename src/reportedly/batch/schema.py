"""The columns of every table, and the records of the program as rows of them. `docs/batch.md` lists them; a test holds that it does.

Offsets count code points of the article's text. A column `record` is the whole record as JSON, for reading it back exactly.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from reportedly.records import Article, Derivation, Outlet, Statement
from reportedly.store.fields import packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.records import Evidence, Finding, Origin, Rejected, Span, Spans

__all__ = [
    "VERSION",
    "article_of",
    "article_row",
    "derivation_of",
    "derivation_row",
    "finding_row",
    "match_row",
    "outlet_of",
    "outlet_row",
    "rejected_row",
    "schema_of",
    "statement_of",
    "statement_row",
]

#: Of the layout; raised when a column changes its meaning or goes.
VERSION: Final = "1"
_TEXT, _WHOLE, _REAL, _YES = pa.string(), pa.int32(), pa.float64(), pa.bool_()
_SPAN = pa.struct([("start", _WHOLE), ("end", _WHOLE)])
_SPANS = pa.list_(_SPAN)
_VOICES = pa.list_(pa.struct([("name", _TEXT), ("kind", _TEXT), ("side", _TEXT)]))
_PLACES = pa.list_(pa.struct([("article", _TEXT), ("content", _SPANS)]))
_ORIGINS = pa.list_(pa.struct([("who", _TEXT), ("kind", _TEXT), ("level", _TEXT), ("side", _TEXT), ("statements", _PLACES)]))
_REASONS = pa.list_(pa.struct([("feature", _TEXT), ("text", _TEXT), ("left", _SPAN), ("right", _SPAN), ("weight", _REAL)]))
_ARTICLE: Final = {
    "id": _TEXT, "outlet": _TEXT, "outlet_family": _TEXT, "outlet_domain": _TEXT, "url": _TEXT, "title": _TEXT, "published": _TEXT,
    "byline": _TEXT, "language": _TEXT, "text": _TEXT, "sha256": _TEXT, "outlet_record": _TEXT,
    "record": _TEXT,
}  # fmt: skip
_SCHEMAS: Final = {
    "articles": _ARTICLE,
    "statements": {
        "id": _TEXT, "article": _TEXT, "words": _TEXT, "content": _SPANS, "cue": _SPAN, "chain": _VOICES, "speaker": _TEXT,
        "speaker_kind": _TEXT, "stance": _TEXT, "directness": _TEXT, "time_start": _TEXT, "time_end": _TEXT, "confidence": _REAL,
        "record": _TEXT,
    },
    "derivations": {
        "from": _TEXT, "to": _TEXT, "kind": _TEXT, "certain": _YES, "whole": _YES,
        "evidence": pa.list_(pa.struct([("left", _SPAN), ("right", _SPAN)])),
    },
    "origins": {"article": _TEXT, "root": _TEXT, "group": _TEXT},
    "findings": {
        "claim": _TEXT, "article": _TEXT, "statement": _TEXT, "words": _TEXT, "content": _SPANS, "status": _TEXT, "disputed": _YES,
        "origins_min": _WHOLE, "origins_max": _WHOLE, "origins": _ORIGINS, "disputes": _ORIGINS, "outlets": _WHOLE, "observers": _WHOLE,
        "sides": _WHOLE, "marks": pa.list_(_TEXT), "searched": _WHOLE,
    },
    "matches": {
        "claim": _TEXT, "article": _TEXT, "other_article": _TEXT, "other_statement": _TEXT, "content": _SPANS, "relation": _TEXT,
        "score": _REAL, "derived_from": _TEXT, "reasons": _REASONS,
    },
    "outlets": {"name": _TEXT, "family": _TEXT, "record": _TEXT},
    "inputs": {"name": _TEXT, "number": _WHOLE, "stamp": _TEXT},
    "rejects": {"id": _TEXT, "stage": _TEXT, "reason": _TEXT},
    "stories": {"one": _TEXT, "other": _TEXT},
    "work": {**_ARTICLE, "day": _TEXT, "source": _WHOLE, "place": _WHOLE, "name": _TEXT, "content": _TEXT},
}  # fmt: skip


def schema_of(table: str) -> pa.Schema:
    """Return the columns of a table."""
    return pa.schema(list(_SCHEMAS[table].items()))


def article_row(article: Article) -> dict[str, Any]:
    """Return the article as a row of `articles`."""
    return {
        "id": article.id,
        "outlet": article.outlet.name if article.outlet_known else None,
        "outlet_family": article.outlet.family if article.outlet_known else None,
        "outlet_domain": next(iter(article.outlet.domains), None),
        "url": article.url,
        "title": article.title,
        "published": article.published,
        "byline": article.byline,
        "language": article.language,
        "text": article.text,
        "sha256": article.sha256,
        "outlet_record": outlet_row(article.outlet)["record"],
        "record": _json(packed(article, without=frozenset({"text", "outlet"}))),
    }


def article_of(row: Mapping[str, Any]) -> Article:
    """Return the article of a row."""
    return unpacked(Article, json.loads(row["record"]) | {"text": row["text"], "outlet": json.loads(row["outlet_record"])})


def statement_row(statement: Statement, text: str) -> dict[str, Any]:
    """Return the statement as a row; `text` is its article's."""
    return {
        "id": statement.id,
        "article": statement.article,
        "words": _words(statement.content, text),
        "content": _spans(statement.content),
        "cue": _span(statement.cue),
        "chain": [{"name": voice.name, "kind": voice.kind, "side": voice.side} for voice in statement.chain],
        "speaker": statement.speaker.name,
        "speaker_kind": statement.speaker.kind,
        "stance": statement.stance,
        "directness": statement.directness,
        "time_start": statement.time.start if statement.time else None,
        "time_end": statement.time.end if statement.time else None,
        "confidence": statement.confidence,
        "record": _json(packed(statement)),
    }


def statement_of(row: Mapping[str, Any]) -> Statement:
    """Return the statement of a row."""
    return unpacked(Statement, json.loads(row["record"]))


def derivation_row(derivation: Derivation) -> dict[str, Any]:
    """Return the derivation as a row."""
    return {
        "from": derivation.source,
        "to": derivation.to,
        "kind": derivation.kind,
        "certain": derivation.certain,
        "whole": derivation.whole,
        "evidence": [{"left": _span(pair.left), "right": _span(pair.right)} for pair in derivation.evidence],
    }


def derivation_of(row: Mapping[str, Any]) -> Derivation:
    """Return the derivation of a row, without its evidence."""
    return Derivation(source=row["from"], to=row["to"], kind=row["kind"], certain=row["certain"], whole=row["whole"], evidence=())


def finding_row(finding: Finding, article: str, searched: int) -> dict[str, Any]:
    """Return what is known about a claim of the article as a row; its evidence is rows of `matches`."""
    return {
        "claim": finding.claim.id,
        "article": article,
        "statement": finding.statement.id if finding.statement else None,
        "words": finding.claim.words,
        "content": _spans(finding.claim.content),
        "status": finding.status,
        "disputed": finding.disputed,
        "origins_min": finding.origins_min,
        "origins_max": finding.origins_max,
        "origins": [_origin(origin) for origin in finding.origins],
        "disputes": [_origin(origin) for origin in finding.disputes],
        "outlets": finding.outlets,
        "observers": finding.observers,
        "sides": finding.sides,
        "marks": list(finding.marks),
        "searched": searched,
    }


def match_row(finding: Finding, article: str, evidence: Evidence) -> dict[str, Any]:
    """Return what bears on a claim of the article as a row."""
    return {
        "claim": finding.claim.id,
        "article": article,
        "other_article": evidence.article.id,
        "other_statement": evidence.statement.id,
        "content": _spans(evidence.statement.content),
        "relation": evidence.relation,
        "score": evidence.score,
        "derived_from": evidence.derived_from,
        "reasons": [
            {"feature": r.feature, "text": r.text, "left": _span(r.left), "right": _span(r.right), "weight": r.weight}
            for r in evidence.reasons
        ],
    }


def outlet_row(outlet: Outlet) -> dict[str, Any]:
    """Return the outlet as a row."""
    return {"name": outlet.name, "family": outlet.family, "record": _json(packed(outlet))}


def outlet_of(row: Mapping[str, Any]) -> Outlet:
    """Return the outlet of a row."""
    return unpacked(Outlet, json.loads(row["record"]))


def rejected_row(rejected: Rejected) -> dict[str, Any]:
    """Return what could not be used as a row."""
    return {"id": rejected.id, "stage": rejected.stage, "reason": rejected.reason}


def _origin(origin: Origin) -> dict[str, Any]:
    places = [{"article": place.article, "content": _spans(place.content)} for place in origin.statements]
    return {"who": origin.who, "kind": origin.kind, "level": origin.level, "side": origin.side, "statements": places}


def _words(content: Spans, text: str) -> str:
    return " ".join(span.of(text) for span in content)


def _spans(spans: Spans) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in spans]


def _span(span: Span | None) -> dict[str, int] | None:
    return None if span is None else {"start": span.start, "end": span.end}


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))
