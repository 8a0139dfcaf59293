"""What the linked formats share: names that last for what has no address of its own, and how their JSON is written.

A name is a digest of what it names, so the same thing has the same name in every format and every run.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote
from uuid import UUID, uuid5

from reportedly.records import UNKNOWN_OUTLET, identity
from reportedly.report import build
from reportedly.report.json import mended, to_json
from reportedly.report.links import web_address
from reportedly.text.names import fold

if TYPE_CHECKING:
    from reportedly.records import Article, Finding, Outlet, Report, Spans, Statement, Voice

__all__ = [
    "VOCABULARY",
    "claim_text",
    "claim_told",
    "in_script",
    "is_denial",
    "outlet_urn",
    "report_title",
    "report_urn",
    "source_urn",
    "spoken",
    "statements_of",
    "text_iri",
    "tight",
    "urn",
    "voice_urn",
    "web_iri",
    "written",
]

#: The namespace of the program's own words in formats that ask for one.
VOCABULARY: Final = "urn:x-reportedly:"
_OURS: Final = UUID("6f2d1c1e-5a0b-5b64-9a55-0b7d3c2f8e41")
#: What would act in a page that carries JSON, or on the screen of whoever reads its source.
_ACTING: Final = re.compile("[<>&\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")
#: What an IRI may hold as it is (RFC 3987), a "%" that an address brings already among it.
_IN_IRI: Final = ":/?#[]@!$&'()*+,;=%-._~"


def urn(kind: str, *parts: str) -> str:
    """Return a name for a thing of a kind, a UUID (version 5) of what it is made of.

    >>> urn("article", "a1") == urn("article", "a1") != urn("claim", "a1")
    True
    """
    return uuid5(_OURS, identity(kind, *parts)).urn


def report_urn(report: Report) -> str:
    """Return a name for the report: another for every other report."""
    return urn("report", to_json(report))


def source_urn(source: str) -> str:
    """Return a name for the source of a derivation: an article's id, or "wire:NAME"."""
    return urn("wire" if source.startswith(build.WIRE) else "article", source)


def outlet_urn(outlet: Outlet, article: Article) -> str:
    """Return a name for who published an article; outlets that are not known are never one."""
    return urn("outlet", fold(outlet.name), article.id if outlet.name == UNKNOWN_OUTLET else "")


def voice_urn(voice: Voice, article: Article) -> str:
    """Return a name for a voice in an article: one for a named voice in all articles; words without a name mean nobody elsewhere."""
    if voice.kind == "outlet":
        return urn("outlet", fold(voice.name), article.id if voice.name == UNKNOWN_OUTLET else "")
    return urn("voice", voice.kind, fold(voice.name), "" if voice.kind in {"person", "organisation"} else article.id)


def text_iri(article: Article) -> str:
    """Return the name of an article's text by its digest (RFC 6920): whoever has the same text has the same name for it."""
    digest = hashlib.sha256(mended(article.text).encode()).digest()
    return f"ni:///sha-256;{urlsafe_b64encode(digest).decode().rstrip('=')}"


def web_iri(url: str | None) -> str | None:
    """Return an address as an IRI of only the characters that one may hold; None when it is none of the web."""
    address = web_address(url)
    return None if address is None else quote(address, safe=_IN_IRI, errors="replace")


def spoken(text: str, content: Spans) -> str:
    """Return the words of a content; "…" stands where it has a gap."""
    return " … ".join(" ".join(span.of(text).split()) for span in content)


def statements_of(report: Report) -> dict[str, tuple[Statement, Article]]:
    """Return every statement of the report with its article, each once, in the order of the report."""
    found: dict[str, tuple[Statement, Article]] = {}
    for finding in report.findings:
        if finding.statement is not None and report.article is not None:
            found.setdefault(finding.statement.id, (finding.statement, report.article))
        for evidence in finding.evidence:
            found.setdefault(evidence.statement.id, (evidence.statement, evidence.article))
    return found


def is_denial(finding: Finding) -> bool:
    """Tell whether the claim is that its words do not hold: somebody denies them, and what supports the claim denies them too."""
    return finding.statement is not None and finding.statement.stance == "denies"


def claim_told(finding: Finding, report: Report) -> str:
    """Return what a claim says where its words stand alone: those that somebody denies with "Denied:" before them."""
    return f"{'Denied: ' if is_denial(finding) else ''}{claim_text(finding, report)}"


def claim_text(finding: Finding, report: Report) -> str:
    """Return the words of a claim; "…" stands where its content has a gap."""
    if report.article is None or not finding.claim.content:
        return finding.claim.words
    return spoken(report.article.text, finding.claim.content)


def report_title(report: Report) -> str:
    """Return what the report is about: the headline (else the outlet) of the article, or the claim."""
    if report.article is not None:
        return report.article.title or report.article.outlet.name
    return report.findings[0].claim.words if report.findings else "no claim"


def written(value: dict[str, Any] | list[Any]) -> str:
    """Return JSON that people can read too, with a line end; a code point that UTF-8 cannot carry becomes U+FFFD."""
    return mended(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1)) + "\n"


def tight(text: str) -> str:
    """Return the same JSON without the blanks that make it readable, with a line end."""
    return json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":")) + "\n"


def in_script(text: str) -> str:
    r"""Return JSON that a page can carry in a script element: the same value, and no character that could end the element or act.

    >>> in_script('"</script>"')
    '"\\u003c/script\\u003e"'
    """
    return _ACTING.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
