"""Records as the JSON shapes of the contract: absent is null and never a missing key, offsets are code points, one line each.

The schemas of the same shapes lie in `schemas/`. A code point that UTF-8 cannot carry (half of a surrogate pair) becomes U+FFFD, so
that offsets still hold.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from reportedly.report.build import articles
from reportedly.text.differences import differences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportedly.records import (
        Article,
        Derivation,
        Evidence,
        Finding,
        Match,
        Origin,
        Place,
        Reason,
        Rejected,
        Report,
        Spans,
        Statement,
        Tracing,
        Voice,
    )

SHAPES: Final = ("attribute-article", "attribute-statement", "check", "compare", "library-list", "library-show", "trace")
_HALF_PAIR: Final = re.compile("[\ud800-\udfff]")
#: Scores keep so many decimals: more would be noise that differs between machines.
_DECIMALS: Final = 4

Json = dict[str, Any]


def schema(name: str) -> Json:
    """Return the JSON Schema (draft 2020-12) of a shape.

    Args:
        name: "attribute-article", "attribute-statement", "check", "compare", "library-list", "library-show" or "trace".

    Raises:
        KeyError: There is no shape of this name.
    """
    if name not in SHAPES:
        raise KeyError(name)
    loaded: Json = json.loads(files("reportedly.report").joinpath("schemas", f"{name}.json").read_text("utf-8"))
    return loaded


def to_json(report: Report) -> str:
    """Return `check --json`: one object on one line, with a line end."""
    known = articles(report)
    return _line(
        {
            "article": None
            if report.article is None
            else _article(report.article) | {"text": report.article.text, "sha256": report.article.sha256},
            "findings": [_finding(f, report) for f in report.findings],
            "derivations": [_derivation(d) for d in report.derivations],
            "coverage": {
                "articles": report.coverage.articles,
                "searches": [{"name": s.name, "state": s.state, "detail": s.detail} for s in report.coverage.searches],
            },
            "made_by": {"version": report.made_by.version, "models": dict(report.made_by.models), "library": report.made_by.library},
            "articles": [_article(a) | {"text": a.text, "sha256": a.sha256} for a in known.values()],
            "rejected": [_rejected(r) for r in report.rejected],
        }
    )


def attributed_to_json(article: Article, statements: Iterable[Statement]) -> Iterator[str]:
    """Yield the lines of `attribute --json` for one article: the article, then its statements in their order."""
    held = tuple(statements)
    yield _line({"article": article.id, "text": article.text, **_facts(article), "statements": len(held)})
    for statement in held:
        yield _line(_statement(statement))


def listed_to_json(article: Article) -> str:
    """Return one line of `library list --json`."""
    return _line(_listed(article))


def shown_to_json(article: Article, *, page: int | None, statements: Iterable[tuple[str, int]], versions: Sequence[Article]) -> str:
    """Return `library show --json`: one object on one line.

    Args:
        article: The article.
        page: How many bytes are kept of what it was read from; None when none are.
        statements: By what its statements were found, and how many.
        versions: What it was before, oldest first.
    """
    return _line(
        _listed(article)
        | {
            "text": article.text,
            "published_from": article.published_from,
            "language": article.language,
            "credits": [{"agency": c.agency, "place": c.place, "words": _span(c.words)} for c in article.credits],
            "links": [{"url": link.url, "words": _span(link.words)} for link in article.links],
            "left_out": list(article.left_out),
            "boilerplate": _spans(article.boilerplate),
            "page": page,
            "statements": [{"made_by": made_by, "count": count} for made_by, count in statements],
            "versions": versions_in_json(versions, article),
        }
    )


def versions_in_json(versions: Sequence[Article], article: Article) -> list[Json]:
    """Return the old versions of an article, oldest first, each with how the one after it differs."""
    return [_version(old, new) for old, new in pairwise((*versions, article))]


def _version(old: Article, new: Article) -> Json:
    changes = [{"old": list(each.old), "new": list(each.new)} for each in differences(old.text, new.text)]
    return _listed(old) | {"text": old.text, "changes": changes}


def _listed(article: Article) -> Json:
    return _article(article) | {"byline": article.byline, "characters": len(article.text), "sha256": article.sha256}


def match_to_json(match: Match) -> str:
    """Return one line of `compare --json`; the pair's id is the `left` of its match."""
    scores = match.scores
    return _line(
        {
            "id": match.left,
            "relation": match.relation,
            "scores": {
                "supports": _score(scores.supports),
                "contradicts": _score(scores.contradicts),
                "unrelated": _score(scores.unrelated),
            },
            "reasons": [_reason(r) for r in match.reasons],
        }
    )


def tracing_to_json(tracing: Tracing) -> str:
    """Return `trace --json`: one object on one line, with a line end."""
    return _line(
        {
            "articles": [
                {"id": a.id, "outlet": a.outlet.name, "published": a.published, "title": a.title, "url": a.url} for a in tracing.articles
            ],
            "derivations": [_derivation(d) for d in tracing.derivations],
            "origins": [{"root": group.root, "articles": list(group.articles)} for group in tracing.origins],
        }
    )


def _line(value: Json) -> str:
    return mended(json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))) + "\n"


def mended(text: str) -> str:
    """Return a text that UTF-8 can carry: half a surrogate pair becomes U+FFFD."""
    return _HALF_PAIR.sub("\ufffd", text)


def _score(value: float) -> float:
    return round(float(value), _DECIMALS)


def _spans(spans: Spans) -> list[list[int]]:
    return [list(span) for span in spans]


def _span(span: tuple[int, int] | None) -> list[int] | None:
    return None if span is None else list(span)


def _facts(article: Article) -> Json:
    return {"outlet": article.outlet.name, "url": article.url, "title": article.title, "published": article.published}


def _article(article: Article) -> Json:
    return {"id": article.id, **_facts(article)}


def _voice(voice: Voice) -> Json:
    return {
        "name": voice.name,
        "kind": voice.kind,
        "words": _span(voice.words),
        "cue": _span(voice.cue),
        "content": None if voice.content is None else _spans(voice.content),
        "side": voice.side,
        "number": voice.unnamed.number if voice.unnamed else None,
        "proximity": voice.unnamed.proximity if voice.unnamed else None,
        "reason": _span(voice.unnamed.reason) if voice.unnamed else None,
    }


def _statement(statement: Statement) -> Json:
    when = statement.time
    return {
        "article": statement.article,
        "id": statement.id,
        "content": _spans(statement.speaker.content or statement.content),
        "cue": _span(statement.cue),
        "chain": [_voice(v) for v in statement.chain],
        "stance": statement.stance,
        "directness": statement.directness,
        "time": None if when is None else {"start": when.start, "end": when.end, "words": _span(when.words), "how": when.how},
        "confidence": _score(statement.confidence),
        "first_hand": _span(statement.first_hand),
    }


def _finding(finding: Finding, report: Report) -> Json:
    text = "" if report.article is None else report.article.text
    words = finding.claim.words or " ".join(span.of(text) for span in finding.claim.content)
    return {
        "claim": {"id": finding.claim.id, "content": _spans(finding.claim.content), "words": words},
        "statement": None if finding.statement is None else _statement(finding.statement),
        "status": finding.status,
        "disputed": finding.disputed,
        "origins": {"min": finding.origins_min, "max": finding.origins_max, "list": [_origin(o) for o in finding.origins]},
        "disputes": [_origin(o) for o in finding.disputes],
        "outlets": finding.outlets,
        "observers": finding.observers,
        "sides": finding.sides,
        "marks": list(finding.marks),
        "evidence": [_evidence(e) for e in finding.evidence],
    }


def _origin(origin: Origin) -> Json:
    places = [_place(p) for p in origin.statements]
    return {"who": origin.who, "kind": origin.kind, "level": origin.level, "side": origin.side, "statements": places}


def _place(place: Place) -> Json:
    return {"article": place.article, "content": _spans(place.content)}


def _evidence(evidence: Evidence) -> Json:
    statement = evidence.statement
    return {
        "article": _article(evidence.article),
        "content": _spans(statement.content),
        "words": " ".join(span.of(evidence.article.text) for span in statement.content),
        "chain": [_voice(v) for v in statement.chain],
        "stance": statement.stance,
        "relation": evidence.relation,
        "score": _score(evidence.score),
        "reasons": [_reason(r) for r in evidence.reasons],
        "derived_from": evidence.derived_from,
    }


def _reason(reason: Reason) -> Json:
    return {
        "feature": reason.feature,
        "text": reason.text,
        "left": _span(reason.left),
        "right": _span(reason.right),
        "weight": _score(reason.weight),
    }


def _derivation(derivation: Derivation) -> Json:
    return {
        "from": derivation.source,
        "to": derivation.to,
        "kind": derivation.kind,
        "certain": derivation.certain,
        "whole": derivation.whole,
        "evidence": [{"left": _span(pair.left), "right": _span(pair.right)} for pair in derivation.evidence],
    }


def _rejected(rejected: Rejected) -> Json:
    return {"id": rejected.id, "stage": rejected.stage, "reason": rejected.reason}
