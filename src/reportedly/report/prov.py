"""A `Report` as W3C PROV (PROV-JSON): what the report was made from, who took what from whom, whom each statement is attributed to.

Only what is certain is a relation of PROV: a possible derivation is an attribute of the taker, so that no other program takes it for one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from reportedly.records import Place
from reportedly.report import build, wording
from reportedly.report.linked import (
    VOCABULARY,
    claim_text,
    is_denial,
    outlet_urn,
    report_title,
    report_urn,
    source_urn,
    spoken,
    statements_of,
    urn,
    voice_urn,
    web_iri,
    written,
)

if TYPE_CHECKING:
    from reportedly.records import Article, Derivation, Finding, Origin, Report, Statement

__all__ = ["to_prov"]

_UUID: Final = "urn:uuid:"
_OF_AGENT: Final = {"person": "prov:Person", "organisation": "prov:Organization", "outlet": "prov:Organization"}

Json = dict[str, Any]


def to_prov(report: Report) -> str:
    """Return a PROV-JSON document (W3C member submission, 2013) without times of its own: the same report gives the same bytes."""
    document = _Document()
    _making(report, document)
    known = build.articles(report)
    for article in known.values():
        _article(article, document)
    for derivation in report.derivations:
        _derivation(derivation, known, document)
    for statement, article in statements_of(report).values():
        _statement(statement, article, document)
    for finding in report.findings:
        _finding(finding, report, document)
    return document.text()


class _Document:
    """What has been said so far: elements by their name, relations in their order."""

    def __init__(self) -> None:
        self._elements: dict[str, dict[str, Json]] = {"entity": {}, "activity": {}, "agent": {}}
        self._relations: dict[str, dict[str, Json]] = {}
        self._count = 0

    def element(self, kind: str, name: str, /, *types: str, **told: object) -> str:
        """Add an element unless it is there, and return its name as PROV-JSON writes it."""
        key = _name(name)
        of_type = [_qualified(each) for each in types]
        held = {"prov:type": of_type[0] if len(of_type) == 1 else of_type} if of_type else {}
        self._elements[kind].setdefault(key, held | _told(told))
        return key

    def tell(self, entity: str, attribute: str, value: Json) -> None:
        """Add one more value of an attribute to an entity."""
        self._elements["entity"].setdefault(_name(entity), {}).setdefault(f"reportedly:{attribute}", []).append(value)

    def relation(self, kind: str, ends: dict[str, str], /, **told: object) -> None:
        """Add a relation between elements."""
        self._count += 1
        held = {f"prov:{role}": _name(name) for role, name in ends.items()}
        self._relations.setdefault(kind, {})[f"_:r{self._count}"] = held | _told(told)

    def text(self) -> str:
        """Write the document."""
        return written({"prefix": {"id": _UUID, "reportedly": VOCABULARY}, **self._elements, **self._relations})


def _name(name: str) -> str:
    return f"id:{name.removeprefix(_UUID)}" if name.startswith(_UUID) else name


def _qualified(name: str) -> Json:
    return {"$": _name(name), "type": "xsd:QName"}


def _told(told: dict[str, object]) -> Json:
    """Return attributes under their prefixes; `label`, `value` and `location` are PROV's own, what is not known is left out."""
    own = {"label": "prov:label", "value": "prov:value", "location": "prov:location"}
    known = {name: value for name, value in told.items() if value is not None and value != []}
    return {own.get(name, f"reportedly:{name}"): value for name, value in known.items()}


def _making(report: Report, document: _Document) -> None:
    """Tell what made the report, from what."""
    made = report.made_by
    key = report_urn(report)
    check, library, software = urn("check", key), urn("library", made.library), urn("software", made.version)
    document.element("entity", key, "reportedly:Report", "prov:Collection", label=f"Who says so: {report_title(report)}")
    document.element("entity", library, "reportedly:Library", "prov:Collection", digest=made.library, articles=report.coverage.articles)
    document.element("activity", check, "reportedly:Check", label=wording.coverage_words(report))
    models = [f"{name} sha256:{digest}" for name, digest in made.models]
    document.element("agent", software, "prov:SoftwareAgent", label=f"Reportedly {made.version}", model=models)
    document.relation("wasGeneratedBy", {"entity": key, "activity": check})
    document.relation("wasAssociatedWith", {"activity": check, "agent": software})
    document.relation("used", {"activity": check, "entity": library})
    if report.article is not None:
        document.relation("used", {"activity": check, "entity": source_urn(report.article.id)})
    for finding in report.findings:
        document.relation("hadMember", {"collection": key, "entity": urn("claim", finding.claim.id)})


def _article(article: Article, document: _Document) -> None:
    outlet = document.element("agent", outlet_urn(article.outlet, article), "prov:Organization", label=article.outlet.name)
    address = web_iri(article.url)
    name = document.element(
        "entity",
        source_urn(article.id),
        "reportedly:Article",
        label=article.title,
        location={"$": address, "type": "xsd:anyURI"} if address else None,
        article=article.id,
        published=article.published,
        byline=article.byline,
        sha256=article.sha256 or None,
    )
    document.relation("wasAttributedTo", {"entity": name, "agent": outlet})


def _derivation(derivation: Derivation, known: dict[str, Article], document: _Document) -> None:
    ends = (derivation.source, derivation.to)
    for end in ends:
        kind = "reportedly:Wire" if end.startswith(build.WIRE) else "reportedly:Article"
        document.element("entity", source_urn(end), kind, label=build.source_name(end, known))
    source, taker = (source_urn(end) for end in ends)
    if not derivation.certain:
        document.tell(taker, "possiblyDerivedFrom", _qualified(source))
        return
    shown = [f"left {_range(pair.left)}, right {_range(pair.right)}" for pair in derivation.evidence]
    told = {"kind": derivation.kind, "whole": derivation.whole, "evidence": shown}
    document.relation("wasDerivedFrom", {"generatedEntity": taker, "usedEntity": source}, **told)


def _range(span: tuple[int, int] | None) -> str:
    return "not at hand" if span is None else f"{span[0]}-{span[1]}"


def _statement(statement: Statement, article: Article, document: _Document) -> None:
    """Tell of a statement: quoted from its article, and from each document of its chain; attributed to each other voice."""
    name = document.element(
        "entity",
        urn("statement", statement.id),
        "reportedly:Statement",
        value=spoken(article.text, statement.content),
        content=[_range(span) for span in statement.content],
        stance=statement.stance,
        directness=statement.directness,
        chain=wording.chain_line(statement.chain),
        confidence={"$": f"{statement.confidence:.4f}", "type": "xsd:double"},
    )
    document.relation("wasDerivedFrom", {"generatedEntity": name, "usedEntity": source_urn(article.id)})
    for place, voice in enumerate(statement.chain[1:], start=1):
        key = voice_urn(voice, article)
        if voice.kind == "document":
            document.element("entity", key, "reportedly:Document", label=voice.name)
            document.relation("wasDerivedFrom", {"generatedEntity": name, "usedEntity": key}, place=place)
        else:
            document.element("agent", key, *_agent_types(voice.kind), label=voice.name, kind=voice.kind)
            document.relation("wasAttributedTo", {"entity": name, "agent": key}, place=place)
    if statement.is_own:
        document.relation("wasAttributedTo", {"entity": name, "agent": outlet_urn(article.outlet, article)}, place=0)


def _agent_types(kind: str) -> tuple[str, ...]:
    return (_OF_AGENT[kind],) if kind in _OF_AGENT else ()


def _finding(finding: Finding, report: Report, document: _Document) -> None:
    """Tell of a claim: how it stands, which statements bear on it, and which origins they go back to."""
    claim = document.element(
        "entity",
        urn("claim", finding.claim.id),
        "reportedly:Claim",
        value=claim_text(finding, report),
        denied=is_denial(finding),
        status=finding.status,
        disputed=finding.disputed,
        originsMin=finding.origins_min,
        originsMax=finding.origins_max,
        outlets=finding.outlets,
        observers=finding.observers,
        sides=finding.sides,
        mark=list(finding.marks),
    )
    if finding.statement is not None:
        document.relation("wasDerivedFrom", {"generatedEntity": claim, "usedEntity": urn("statement", finding.statement.id)})
    for evidence in finding.evidence:
        told = {"relation": evidence.relation, "score": {"$": f"{evidence.score:.4f}", "type": "xsd:double"}}
        ends = {"influencee": claim, "influencer": urn("statement", evidence.statement.id)}
        document.relation("wasInfluencedBy", ends, **told)
    for origin in (*finding.origins, *finding.disputes):
        _origin(origin, finding, document)


def _origin(origin: Origin, finding: Finding, document: _Document) -> None:
    """Tell of an origin, which is one of this claim only, and of the statements that go back to it."""
    agent = document.element(
        "agent",
        urn("origin", finding.claim.id, origin.who),
        "reportedly:Origin",
        *_agent_types(origin.kind),
        label=origin.who,
        kind=origin.kind,
        level=origin.level,
        side=origin.side,
    )
    said = [*([finding.statement] if finding.statement else []), *(evidence.statement for evidence in finding.evidence)]
    for key in dict.fromkeys(each.id for each in said if Place(each.article, each.content) in origin.statements):
        document.relation("wasAttributedTo", {"entity": urn("statement", key), "agent": agent})
