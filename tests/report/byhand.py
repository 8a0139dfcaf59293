"""Makes the records of a story by hand: every span is found by its words, and words that do not stand there are a fault."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.records import (
    Article,
    Claim,
    Credit,
    Evidence,
    Finding,
    Origin,
    Outlet,
    Place,
    Reason,
    Span,
    Statement,
    Voice,
    When,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.records import Bearing, Directness, Level, Stance, Status, VoiceKind

STORY = Path(__file__).parent / "story"


def article_of(key: str, outlet: str, published: str | None, title: str, *, agency: bool = False) -> Article:
    text = (STORY / f"{key}.txt").read_text("utf-8").rstrip("\n")
    site = f"{key}.example"
    credit = (Credit(agency=outlet, place="dateline", words=spans(text, "Meridian Wire")[0]),) if agency else ()
    return Article(
        id=key,
        outlet=Outlet(name=outlet, family=outlet, domains=(site,), agency=agency),
        text=text,
        title=title,
        url=f"https://{site}/news/{key}",
        published=published,
        published_from=published and "given",
        credits=credit,
        language="en",
        sha256=f"{len(text):064x}",
    )


def spans(text: str, *phrases: str) -> tuple[Span, ...]:
    """Find each phrase; a phrase that does not stand there is a fault of the story."""
    return tuple(Span(text.index(p), text.index(p) + len(p)) for p in phrases)


def voice(  # noqa: PLR0913  a voice by hand has as many parts as a voice
    article: Article, name: str, kind: VoiceKind, words: str | None = None, *, cue: str | None = None, side: str | None = None
) -> Voice:
    """Make one link, its words and cue found in the text."""
    at = article.text
    return Voice(
        name=name,
        kind=kind,
        words=spans(at, words)[0] if words else None,
        cue=spans(at, cue)[0] if cue else None,
        side=side,
    )


def statement(  # noqa: PLR0913  a statement by hand has as many parts as a statement
    article: Article,
    content: Sequence[str],
    *voices: Voice,
    directness: Directness = "indirect",
    stance: Stance = "asserts",
    time: When | None = None,
    confidence: float = 0.91,
) -> Statement:
    """Make a statement whose contents are found in the text."""
    held = spans(article.text, *content)
    chain = (Voice(name=article.outlet.name, kind="outlet"), *voices)
    return Statement(
        id=Statement.key(article.id, held, tuple(v.name for v in chain), stance),
        article=article.id,
        content=held,
        cue=chain[-1].cue,
        chain=chain,
        stance=stance,
        directness=directness if voices else "own",
        time=time,
        confidence=confidence if voices else 1.0,
    )


def evidence_of(
    article: Article, said: Statement, relation: Bearing, score: float, *reasons: Reason, derived_from: str | None = None
) -> Evidence:
    return Evidence(article=article, statement=said, relation=relation, score=score, reasons=reasons, derived_from=derived_from)


def origin_of(who: str, kind: VoiceKind, level: Level, *said: Statement, side: str | None = None) -> Origin:
    return Origin(who=who, kind=kind, level=level, side=side, statements=tuple(Place(s.article, s.content) for s in said))


def finding_of(  # noqa: PLR0913, PLR0917  a finding by hand has as many parts as a finding
    article: Article,
    said: Statement,
    status: Status,
    counts: tuple[int, int, int, int],
    origins: Sequence[Origin],
    evidence: Sequence[Evidence] = (),
    *,
    disputes: Sequence[Origin] = (),
    sides: int | None = None,
    marks: Sequence[str] = (),
) -> Finding:
    """Counts are origins at least, origins at most, outlets, observers."""
    words = " ".join(span.of(article.text) for span in said.content)
    return Finding(
        claim=Claim(id=f"c-{said.id[:8]}", content=said.content, words=words),
        statement=said,
        status=status,
        disputed=bool(disputes),
        origins_min=counts[0],
        origins_max=counts[1],
        outlets=counts[2],
        observers=counts[3],
        origins=tuple(origins),
        disputes=tuple(disputes),
        sides=sides,
        marks=tuple(marks),
        evidence=tuple(evidence),
    )
