"""Articles, statements and evidence made by hand, of outlets that do not exist."""

from __future__ import annotations

from reportedly.records import Article, Bearing, Claim, Derivation, Evidence, Finding, Outlet, Span, Stance, Statement, Voice, VoiceKind
from reportedly.text.outlets import Outlets
from reportedly.trace import weigh

MERIDIAN = Outlet(name="Meridian Wire", family="Meridian Wire", names=("Meridian",), agency=True)
POST = Outlet(name="The Harbour Post", family="The Harbour Post")
COURIER = Outlet(name="Vale Courier", family="Vale Courier")
TRIBUNE = Outlet(name="Sundry Tribune", family="Sundry Tribune")
HERALD = Outlet(name="Ostwick Herald", family="Ostwick Herald")
SUNDAY = Outlet(name="Sunday Courier", family="Vale Courier")
OUTLETS = Outlets([MERIDIAN])


def article(
    key: str, outlet: Outlet, text: str, *, published: str | None = "2031-05-02T08:00:00+00:00", byline: str | None = None
) -> Article:
    return Article(id=key, outlet=outlet, text=text, published=published, byline=byline)


def voice(name: str, kind: VoiceKind = "person", side: str | None = None) -> Voice:
    return Voice(name=name, kind=kind, side=side)


def statement(of: Article, words: str, *voices: Voice, stance: Stance = "asserts", first_hand: str | None = None) -> Statement:
    """The statement of an article whose content is these words, said by these voices below the outlet."""
    start = of.text.index(words)
    content = (Span(start, start + len(words)),)
    chain = (Voice(name=of.outlet.name, kind="outlet"), *voices)
    at = of.text.find(first_hand) if first_hand else -1
    return Statement(
        id=Statement.key(of.id, content, tuple(v.name for v in chain), stance), article=of.id, content=content, cue=None, chain=chain,
        stance=stance, directness="indirect" if voices else "own", time=None, confidence=1.0,
        first_hand=Span(at, at + len(first_hand)) if first_hand else None,
    )  # fmt: skip


def evidence(of: Article, said: Statement, relation: Bearing = "supports") -> Evidence:
    return Evidence(article=of, statement=said, relation=relation, score=0.9, reasons=())


def finding(of: Article | None, said: Statement | None, *others: Evidence, derivations: tuple[Derivation, ...] = ()) -> Finding:
    """What is found about the claim of a statement (or of a reader), given the evidence."""
    words = said.content[0].of(of.text) if of and said else "the reader's words"
    claim = Claim(id="c1", content=said.content if said else (), words=words)
    return weigh(claim, article=of, statement=said, evidence=others, derivations=derivations)
