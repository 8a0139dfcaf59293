"""The words of `docs/concepts.md` as frozen records: everything that travels through the program.

Offsets are half-open ranges of Unicode code points into `Article.text`, unless a docstring says otherwise. Records never change; a
later stage makes a new one and keeps the id of what it came from. An id is a digest of what was said and where (`identity`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Self

VoiceKind = Literal["person", "organisation", "outlet", "document", "unnamed", "own"]
Stance = Literal["asserts", "denies"]
Directness = Literal["direct", "indirect", "mixed", "own"]
#: How many voices the words of an unnamed voice claim to be ("sources" are several, whatever the text shows).
Number = Literal["one", "two", "three", "several", "unknown"]
#: How near an unnamed voice is said to stand to what it tells: by office, as who saw it, from inside, by knowledge of its field.
Proximity = Literal["official", "witness", "insider", "expert", "other"]
#: How one text bears on another, from the text alone (`reportedly compare`).
Relation = Literal["supports", "contradicts", "unrelated", "unsure"]
#: How a statement bears on a claim; `denies` goes with the stance `denies`.
Bearing = Literal["supports", "contradicts", "denies"]
DerivationKind = Literal["copy", "rewrite", "citation", "credit"]
Level = Literal["established", "possible"]
Status = Literal["corroborated", "possibly corroborated", "single origin", "uncorroborated"]
SearchState = Literal["ok", "empty", "limited", "refused", "failed"]


def identity(*parts: str) -> str:
    """Return a digest of the parts in their order, 20 hex digits; each part is length-prefixed, so no two lists collide by joining.

    >>> identity("ab", "c") == identity("a", "bc")
    False
    """
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        digest.update(f"{len(raw)}:".encode())
        digest.update(raw)
    return digest.hexdigest()[:20]


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words of the range."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """Return the range moved by so many code points."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether the other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Who publishes, and the facts the registry knows; what is not known is None (or the outlet's own name as its family)."""

    name: str
    #: Sites of one publisher are one family: one newsroom for counting. An outlet of no known family is its own.
    family: str
    #: Other names in use ("the Guardian", "AP"), compared without leading article and case.
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str | None = None
    owner: str | None = None
    #: True for a news agency, whose text others print.
    agency: bool = False
    #: The State Media Monitor's typology ("SC", "ISFM", ...); None when it is not listed there.
    state_media: str | None = None
    #: Where these facts come from; None when nothing is known but the name.
    source: str | None = None

    @classmethod
    def unlisted(cls, name: str, *, domain: str | None = None) -> Self:
        """Return an outlet of which only the name (and the domain) is known."""
        return cls(name=name, family=name, domains=(domain,) if domain else ())


#: Stands where the outlet of an article is not known. It is shown, and never merged with another unknown outlet.
UNKNOWN_OUTLET = "unknown outlet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Bytes as they were read, before anything was understood."""

    #: The path, address or "-" that the user named, with the member where one source holds many ("a.warc.gz#3", "a.jsonl:17").
    source: str
    raw: bytes
    media_type: str
    url: str | None = None
    #: From the transport (HTTP header, WARC record); None when only the bytes themselves can tell.
    charset: str | None = None

    @property
    def sha256(self) -> str:
        """The digest of the bytes, hexadecimal."""
        return hashlib.sha256(self.raw).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An outgoing link of an article; `words` are the link's own words in the text, None when they could not be found there."""

    url: str
    words: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """An agency that the article names as where it comes from: in its byline, its dateline, or a closing or opening line."""

    #: The agency as the registry calls it, else as written.
    agency: str
    place: Literal["byline", "dateline", "line", "copyright"]
    #: None when the credit stands outside the text (a byline field).
    words: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text, by one outlet, published at one time (which can be unknown).

    `text` is the news alone: paragraphs separated by a blank line, no title, no boilerplate, no disclaimers.
    """

    id: str
    outlet: Outlet
    text: str
    title: str | None = None
    url: str | None = None
    #: ISO 8601 date or date-time as found; None when not known.
    published: str | None = None
    #: How the date was found ("given", "meta article:published_time", "address", "byline line", ...); None with no date.
    published_from: str | None = None
    byline: str | None = None
    credits: tuple[Credit, ...] = ()
    links: tuple[Link, ...] = ()
    #: ISO 639-1 code; None when the text is too short to tell.
    language: str | None = None
    #: The digest of the bytes it was read from, hexadecimal.
    sha256: str = ""
    #: Paragraphs that were left out of `text` as not news, with the reason, so that nothing is lost silently.
    left_out: tuple[str, ...] = ()
    #: Paragraphs that stand in `text` and are not news (credit lines; and, where a text was given as JSON and is kept as it is,
    #: disclaimers and the like): nothing is attributed from them.
    boilerplate: Spans = ()

    @property
    def outlet_known(self) -> bool:
        """Whether the outlet is more than the placeholder."""
        return self.outlet.name != UNKNOWN_OUTLET

    @property
    def family(self) -> str:
        """The newsroom for counting; an article of an unknown outlet counts for itself alone."""
        return self.outlet.family if self.outlet_known else f"{UNKNOWN_OUTLET} ({self.id})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Something that a stage could not use: never dropped silently, always counted and shown."""

    #: The source as the user would recognise it ("news.jsonl:17").
    id: str
    stage: Literal["read", "ingest", "attribute", "store"]
    #: One clear clause: what was expected, what was found.
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnamed:
    """What an article tells of a voice that it does not name."""

    number: Number
    proximity: Proximity
    #: The words that say why it is not named ("because she was not authorised to speak"); None where the article does not say.
    reason: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One link of a chain."""

    #: Whom the words refer to, by the best name the article gives; for an unnamed voice its own words.
    name: str
    kind: VoiceKind
    #: The words used ("she", "senior officials"); None for the article's own outlet and for a voice understood from before.
    words: Span | None = None
    cue: Span | None = None
    #: What this voice puts forward at its own level; None for the outlet and where it is understood.
    content: Spans | None = None
    #: Government, company, party or body the article says it belongs to or speaks for; None when it does not say.
    side: str | None = None
    #: Of an unnamed voice alone: how many, how near, and why not named.
    unnamed: Unnamed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A word inside a content that points at somebody or something named elsewhere in the article."""

    words: Span
    #: Whom or what it means.
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When a speaker is said to have spoken; both ends None where the text gives words that no date could be found for."""

    start: str | None
    end: str | None
    words: Span
    #: How it was read ("weekday before 2021-10-10"), or why it was left open ("no published date").
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One place in one article where something is put forward."""

    id: str
    #: The id of the article.
    article: str
    content: Spans
    cue: Span | None
    #: Outermost first; the first is the article's outlet, the last is the speaker.
    chain: tuple[Voice, ...]
    stance: Stance
    directness: Directness
    time: When | None
    #: Calibrated probability that content, speaker and chain are right, 0 to 1; 1.0 for own voice.
    confidence: float
    #: Words that show the newsroom's own reporting on this point ("told the Sentinel", "documents seen by this paper"); None without.
    first_hand: Span | None = None
    #: What the content's own pronouns mean, where the article tells; contents are compared with these put in.
    refers: tuple[Reference, ...] = ()

    @property
    def speaker(self) -> Voice:
        """The last voice of the chain."""
        return self.chain[-1]

    @property
    def is_own(self) -> bool:
        """Whether the article's outlet says it in its own voice."""
        return len(self.chain) == 1

    @classmethod
    def key(cls, article: str, content: Spans, names: tuple[str, ...], stance: Stance) -> str:
        """Return the id of the statement with this content, chain of names and stance in this article."""
        where = " ".join(f"{s.start}-{s.end}" for s in content)
        return identity(article, where, stance, *names)


#: The feature of a reason that says why support does not count as an origin for sure.
DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One feature that speaks for a relation, with the spans it was seen in.

    In `compare` the spans are into the two texts; in a report into the texts of the two articles (left the claim's, right the evidence's).
    """

    feature: str
    #: The sentence the reader sees ("40 dead against 14 dead").
    text: str
    left: Span | None
    right: Span | None
    #: Above zero for support, below for contradiction; its size is how much it counted.
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Calibrated probabilities that sum to 1."""

    supports: float
    contradicts: float
    unrelated: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How the content of one statement bears on another's: `right` on `left` (ids of statements, or of the pair's sides)."""

    left: str
    right: str
    relation: Relation
    scores: Scores
    reasons: tuple[Reason, ...]


class SpanPair(NamedTuple):
    """What was taken and where it stands now; left is None where the source's own text is not in the library."""

    left: Span | None
    right: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """`to` took it from `source` (an article's id, or "wire:NAME" for an agency whose own text is not in the library)."""

    source: str
    to: str
    kind: DerivationKind
    certain: bool
    #: Whether the article as a whole derives, or only the part the evidence shows.
    whole: bool
    evidence: tuple[SpanPair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginGroup:
    """Articles that are one by whole-article derivation, and the root they grow from."""

    root: str
    articles: tuple[str, ...]


class Place(NamedTuple):
    """A content in an article."""

    article: str
    content: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where the chains of some statements end once derivations are followed."""

    who: str
    kind: VoiceKind
    level: Level
    #: Government, company, party or camp; None for a newsroom or an unaffiliated person.
    side: str | None
    statements: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a set of statements says; in a report, the content that the finding is about."""

    id: str
    #: Empty for a claim in the reader's own words.
    content: Spans
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A statement of another article (or another place of the same) that bears on a claim."""

    article: Article
    statement: Statement
    relation: Bearing
    score: float
    reasons: tuple[Reason, ...]
    #: The article or wire this evidence was taken from, when it has a derivation that covers it.
    derived_from: str | None = None

    @property
    def is_sure(self) -> bool:
        """Whether it bears on the claim for sure: no reason says that it is doubtful."""
        return all(reason.feature != DOUBTFUL for reason in self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """All that is known about one claim."""

    claim: Claim
    #: None for a claim in the reader's own words.
    statement: Statement | None
    status: Status
    disputed: bool
    origins_min: int
    origins_max: int
    origins: tuple[Origin, ...]
    #: Origins that contradict or deny the claim and are none of the claim's own.
    disputes: tuple[Origin, ...]
    outlets: int
    observers: int
    #: Number of different affiliations of the established origins; None when one of them has none.
    sides: int | None
    marks: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One search that was made; `detail` says what limited it or why it failed."""

    name: str
    state: SearchState
    detail: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What was searched: a search that failed is never reported as silence."""

    articles: int
    searches: tuple[Search, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBy:
    """What made a report: enough to make it again."""

    version: str
    #: Name of each model and the SHA-256 of its weights, sorted by name.
    models: tuple[tuple[str, str], ...]
    #: Digest of the library's articles.
    library: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The answer to `check`; every renderer takes this and nothing else."""

    #: None for a claim in the reader's own words.
    article: Article | None
    findings: tuple[Finding, ...]
    derivations: tuple[Derivation, ...]
    coverage: Coverage
    made_by: MadeBy
    rejected: tuple[Rejected, ...] = field(default=())
    #: Articles that derivations, origins or `derived_from` name and that are no evidence themselves: a reader wants their names.
    articles: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracing:
    """The answer to `trace`."""

    articles: tuple[Article, ...]
    derivations: tuple[Derivation, ...]
    origins: tuple[OriginGroup, ...]
