"""The grounding of the Sandpiper: outlets, people and places that do not exist, as records made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.report.byhand import article_of, evidence_of, finding_of, origin_of, spans, statement, voice

from reportedly.records import (
    Coverage,
    Derivation,
    Finding,
    MadeBy,
    Reason,
    Rejected,
    Report,
    Search,
    SpanPair,
    Statement,
    Voice,
    When,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.records import Directness, Level, Stance


COASTLINE = article_of("coastline", "Coastline Daily", "2031-03-13T07:15:00", "Ferry sailed with faulty radar, log shows")
HARBOUR = article_of("harbour", "The Harbour Post", "2031-03-12T05:00:00", "Crew had reported Sandpiper radar, log shows")
MERIDIAN = article_of("meridian", "Meridian Wire", "2031-03-11T16:40:00", "Investigators to lift grounded ferry by Friday", agency=True)
VALLEY = article_of("valley", "The Valley Gazette", "2031-03-11T19:05:00", "Line was warned twice, officials say")
NORTH = article_of("north", "Channel North", "2031-03-12T11:30:00", "Regulator had warned ferry line")
SKERRY = article_of("skerry", "Skerry Bulletin", "2031-03-12", "What we know about the Sandpiper")
TIDEWATCH = article_of("tidewatch", "Tidewatch", None, "The memo Halden Freight did not want you to see")


def _said(
    content: str | Sequence[str], *voices: Voice, directness: Directness = "indirect", stance: Stance = "asserts", time: When | None = None
) -> Statement:
    parts = (content,) if isinstance(content, str) else content
    return statement(COASTLINE, parts, *voices, directness=directness, stance=stance, time=time)


def _tuesday() -> When:
    return When(start="2031-03-11", end="2031-03-11", words=spans(COASTLINE.text, "on Tuesday")[0], how="weekday before 2031-03-13")


def _radar() -> Finding:
    said = _said(
        "had sailed with a radar set known to be faulty",
        voice(COASTLINE, "The Harbour Post", "outlet", "The Harbour Post", cue="seen by"),
        voice(COASTLINE, "a maintenance log", "document", "a maintenance log", cue="according to"),
    )
    own = statement(
        HARBOUR,
        ["put to sea on Monday with a radar that her own crew had reported as unreliable eleven days earlier"],
        voice(HARBOUR, "a maintenance log", "document", "a maintenance log", cue="shows"),
    )
    brenner = statement(
        NORTH,
        ["the radar set had passed every test and that no log said otherwise"],
        voice(NORTH, "Odd Brenner", "person", "Odd Brenner", cue="said", side="Halden Freight"),
    )
    reasons = (
        Reason(
            feature="opposite_outcome",
            text="“known to be faulty” against “had passed every test”",
            left=spans(COASTLINE.text, "known to be faulty")[0],
            right=spans(NORTH.text, "had passed every test")[0],
            weight=-1.4,
        ),
    )
    return finding_of(
        COASTLINE,
        said,
        "single origin",
        (1, 1, 2, 1),
        [origin_of("a maintenance log", "document", "established", said, own)],
        [evidence_of(HARBOUR, own, "supports", 0.93), evidence_of(NORTH, brenner, "contradicts", 0.88, *reasons)],
        disputes=[origin_of("Odd Brenner", "person", "established", brenner, side="Halden Freight")],
    )


def _rescued() -> Finding:
    lindqvist = voice(COASTLINE, "Mara Lindqvist", "person", "the coastguard commander, Mara Lindqvist", cue="said", side="coastguard")
    said = _said(
        "Forty-one people were taken off the Sandpiper by lifeboat and eleven of them were treated in hospital", lindqvist, time=_tuesday()
    )
    post = statement(
        HARBOUR,
        ["41 people had been brought ashore by lifeboat and eleven taken to hospital"],
        voice(HARBOUR, "Mara Lindqvist", "person", "Commander Mara Lindqvist", cue="said"),
    )
    hospital = statement(
        MERIDIAN,
        ["it had treated eleven people from the ship"],
        voice(MERIDIAN, "Orrinport General Hospital", "organisation", "Orrinport General Hospital", cue="said"),
    )
    same = Reason(
        feature="same_quantity",
        text="eleven people in both",
        left=spans(COASTLINE.text, "eleven of them")[0],
        right=spans(MERIDIAN.text, "eleven people")[0],
        weight=0.9,
    )
    return finding_of(
        COASTLINE,
        said,
        "corroborated",
        (2, 2, 3, 2),
        [
            origin_of("Mara Lindqvist", "person", "established", said, post, side="coastguard"),
            origin_of("Orrinport General Hospital", "organisation", "established", hospital, side="Orrinport General Hospital"),
        ],
        [evidence_of(HARBOUR, post, "supports", 0.97), evidence_of(MERIDIAN, hospital, "supports", 0.81, same)],
        sides=2,
    )


def _warned() -> Finding:
    said = _said(
        "the line had been warned twice this winter about missed inspections",
        voice(COASTLINE, "The Valley Gazette", "outlet", "The Valley Gazette", cue="told"),
        voice(COASTLINE, "Two officials in the transport ministry", "unnamed", "Two officials in the transport ministry", cue="told"),
    )
    valley = statement(
        VALLEY,
        ["the line had been warned twice since December over inspections it did not carry out"],
        voice(VALLEY, "Two transport ministry officials", "unnamed", "Two transport ministry officials", cue="said"),
    )
    north = statement(
        NORTH,
        ["Halden Freight had been given two warnings this winter for skipping inspections"],
        voice(
            NORTH,
            "a person with knowledge of the regulator’s files",
            "unnamed",
            "a person with knowledge of the regulator’s files",
            cue="told",
        ),
    )
    return finding_of(
        COASTLINE,
        said,
        "possibly corroborated",
        (1, 2, 3, 2),
        [
            origin_of("unnamed, via The Valley Gazette", "unnamed", "possible", said, valley),
            origin_of("unnamed, via Channel North", "unnamed", "possible", north),
        ],
        [evidence_of(VALLEY, valley, "supports", 0.95), evidence_of(NORTH, north, "supports", 0.9)],
    )


def _raised() -> Finding:
    said = _said(
        "expect to raise the ship by Friday",
        voice(COASTLINE, "Meridian Wire", "outlet", "the agency Meridian Wire", cue="reported"),
        voice(COASTLINE, "Ansa Pohl", "person", "their chief, Ansa Pohl", cue="quoting"),
    )
    wire = statement(
        MERIDIAN,
        ["Investigators expect to lift the grounded car ferry Sandpiper off the rocks by Friday"],
        voice(MERIDIAN, "Ansa Pohl", "person", "Ansa Pohl", cue="told"),
    )
    valley = statement(
        VALLEY,
        ["Investigators expect to lift the grounded car ferry Sandpiper off the rocks by Friday"],
        voice(VALLEY, "Ansa Pohl", "person", "Ansa Pohl", cue="said on Tuesday"),
    )
    skerry = statement(
        SKERRY,
        ["The ferry Sandpiper could be afloat again by Friday"],
        voice(SKERRY, "The Valley Gazette", "outlet", "The Valley Gazette", cue="says"),
    )
    return finding_of(
        COASTLINE,
        said,
        "single origin",
        (1, 1, 4, 1),
        [origin_of("Ansa Pohl", "person", "established", said, wire, valley, skerry)],
        [
            evidence_of(MERIDIAN, wire, "supports", 0.94),
            evidence_of(VALLEY, valley, "supports", 0.94, derived_from="meridian"),
            evidence_of(SKERRY, skerry, "supports", 0.72, derived_from="valley"),
        ],
        sides=1,
        marks=["altered"],
    )


def _channel() -> Finding:
    said = _said("The grounding closed the southern channel to shipping for nineteen hours.")
    master = statement(
        HARBOUR,
        ["The southern channel was shut for twenty-six hours"],
        voice(HARBOUR, "Ilse Korhonen", "person", "the harbour master, Ilse Korhonen", cue="told"),
    )
    reason = Reason(
        feature="other_quantity",
        text="nineteen hours against twenty-six hours",
        left=spans(COASTLINE.text, "nineteen hours")[0],
        right=spans(HARBOUR.text, "twenty-six hours")[0],
        weight=-2.1,
    )
    return finding_of(
        COASTLINE,
        said,
        "uncorroborated",
        (1, 1, 1, 0),
        [origin_of("Coastline Daily", "outlet", "possible", said)],
        [evidence_of(HARBOUR, master, "contradicts", 0.92, reason)],
        disputes=[origin_of("Ilse Korhonen", "person", "established", master, side="Orrinport harbour")],
    )


def _lights() -> Finding:
    said = _said(
        "the ship’s lights had gone out minutes before it struck",
        voice(COASTLINE, "Fishermen at the quay", "unnamed", "Fishermen at the quay", cue="said"),
    )
    pia = statement(
        NORTH,
        ["The ferry’s lights failed minutes before the impact"],
        voice(NORTH, "Pia Westergaard", "person", "Pia Westergaard", cue="said"),
    )
    return finding_of(
        COASTLINE,
        said,
        "possibly corroborated",
        (1, 2, 2, 2),
        [
            origin_of("Pia Westergaard", "person", "established", pia),
            origin_of("unnamed, via Coastline Daily", "unnamed", "possible", said),
        ],
        [evidence_of(NORTH, pia, "supports", 0.9)],
    )


def _memo() -> tuple[Finding, Finding]:
    tide = voice(COASTLINE, "Tidewatch", "outlet", "the website Tidewatch", cue="published")
    memo = voice(COASTLINE, "A Halden Freight memo", "document", "A Halden Freight memo", cue="puts", side="Halden Freight")
    price = _said("the price of a new radar at 38,000 crowns", tide, memo)
    first = statement(
        TIDEWATCH,
        ["the price of replacing the Sandpiper’s radar at 38,000 crowns"],
        voice(TIDEWATCH, "memo from Halden Freight", "document", "memo from Halden Freight", cue="puts"),
    )
    second = statement(
        SKERRY,
        ["38,000 crowns as the price of a new radar"],
        voice(SKERRY, "Tidewatch", "outlet", "Tidewatch", cue="according to"),
        voice(SKERRY, "A memo said to come from Halden Freight", "document", "A memo said to come from Halden Freight", cue="names"),
    )
    forged = _said("the memo was a forgery", voice(COASTLINE, "Tobias Ferrow", "person", "Mr Ferrow", cue="said", side="Halden Freight"))
    clerk = statement(
        TIDEWATCH,
        ["its layout is the company’s"],
        voice(TIDEWATCH, "A former purchasing clerk of the line", "unnamed", "A former purchasing clerk of the line", cue="confirmed"),
    )
    ferrow = origin_of("Tobias Ferrow", "person", "established", forged, side="Halden Freight")
    a = finding_of(
        COASTLINE,
        price,
        "single origin",
        (1, 1, 3, 1),
        [origin_of("A Halden Freight memo", "document", "established", price, first, second, side="Halden Freight")],
        [
            evidence_of(TIDEWATCH, first, "supports", 0.95),
            evidence_of(SKERRY, second, "supports", 0.86, derived_from="tidewatch"),
            evidence_of(COASTLINE, forged, "contradicts", 0.79),
        ],
        disputes=[ferrow],
        sides=1,
    )
    clerk_origin = origin_of("unnamed, via Tidewatch", "unnamed", "possible", clerk)
    b = finding_of(
        COASTLINE,
        forged,
        "uncorroborated",
        (1, 1, 1, 1),
        [ferrow],
        [evidence_of(TIDEWATCH, clerk, "contradicts", 0.7)],
        disputes=[clerk_origin],
        sides=1,
    )
    return a, b


def _fault() -> Finding:
    said = _said(
        "any fault had been reported before the crossing",
        voice(COASTLINE, "Halden Freight", "organisation", "The operator, Halden Freight", cue="denied", side="Halden Freight"),
        stance="denies",
    )
    post = statement(
        HARBOUR,
        ["no fault had been reported before the crossing"],
        voice(HARBOUR, "Halden Freight", "organisation", "Halden Freight", cue="said in a statement", side="Halden Freight"),
    )
    log = statement(
        HARBOUR,
        ["her own crew had reported as unreliable eleven days earlier"],
        voice(HARBOUR, "a maintenance log", "document", "a maintenance log", cue="shows"),
    )
    return finding_of(
        COASTLINE,
        said,
        "uncorroborated",
        (1, 1, 1, 0),
        [origin_of("a maintenance log", "document", "established", log)],
        [evidence_of(HARBOUR, log, "supports", 0.77), evidence_of(HARBOUR, post, "contradicts", 0.9)],
        disputes=[origin_of("Halden Freight", "organisation", "established", said, post, side="Halden Freight")],
    )


def _alone(content: str | Sequence[str], *voices: Voice, directness: Directness = "indirect") -> Finding:
    said = _said(content, *voices, directness=directness)
    speaker = said.speaker
    who = f"unnamed, via {COASTLINE.outlet.name}" if speaker.kind == "unnamed" else speaker.name
    level: Level = "possible" if said.is_own or speaker.kind == "unnamed" else "established"
    heard = 0 if said.is_own else 1
    return finding_of(COASTLINE, said, "uncorroborated", (1, 1, 1, heard), [origin_of(who, speaker.kind, level, said, side=speaker.side)])


def _derivations() -> tuple[Derivation, ...]:
    lifted = "Investigators expect to lift the grounded car ferry Sandpiper off the rocks by Friday, the head of the inquiry, Ansa Pohl, "
    tugs = "Pohl said two salvage tugs were on their way from the mainland and that divers had found no hole below the waterline."
    pairs = tuple(SpanPair(spans(MERIDIAN.text, words)[0], spans(VALLEY.text, words)[0]) for words in (lifted, tugs))
    cites = SpanPair(None, spans(SKERRY.text, "The Valley Gazette says")[0])
    log = SpanPair(
        spans(HARBOUR.text, "a maintenance log seen by this newspaper shows")[0],
        spans(COASTLINE.text, "a maintenance log seen by The Harbour Post")[0],
    )
    rewrite = SpanPair(None, spans(NORTH.text, "Halden Freight had been given two warnings this winter for skipping inspections")[0])
    return (
        Derivation(source="meridian", to="valley", kind="copy", certain=True, whole=False, evidence=pairs),
        Derivation(source="harbour", to="coastline", kind="citation", certain=True, whole=False, evidence=(log,)),
        Derivation(source="valley", to="skerry", kind="citation", certain=True, whole=False, evidence=(cites,)),
        Derivation(source="wire:Northern Press Union", to="north", kind="rewrite", certain=False, whole=False, evidence=(rewrite,)),
    )


def _findings() -> tuple[Finding, ...]:
    she = voice(COASTLINE, "Mara Lindqvist", "person", "she", cue="said", side="coastguard")
    ferrow = voice(COASTLINE, "Tobias Ferrow", "person", "its managing director, Tobias Ferrow", cue="said", side="Halden Freight")
    fisherman = voice(COASTLINE, "one of them", "unnamed", "one of them", cue="said")
    price, forged = _memo()
    found = (
        _radar(),
        _rescued(),
        _alone(["Nobody on that bridge was told the set could not be relied on,", "We will be asking why."], she, directness="direct"),
        _fault(),
        _alone("Our engineers signed the ship off on Sunday,", ferrow, directness="direct"),
        _warned(),
        _raised(),
        _channel(),
        _lights(),
        _alone("It went dark, all of it, and then came the noise,", fisherman, directness="direct"),
        price,
        forged,
        _alone("The car ferry that ran onto rocks off Orrinport on Monday night"),
        _alone("The Sandpiper was built in 2009 and carries up to 220 passengers and 60 cars."),
        _alone("The line has run between Orrinport and Skerry Island since 1974."),
        _alone("Schools on the island stayed shut on Tuesday."),
    )
    return tuple(sorted(found, key=lambda f: f.claim.content))


def tell() -> Report:
    """Return the whole report on the Coastline Daily's article."""
    return Report(
        article=COASTLINE,
        findings=_findings(),
        derivations=_derivations(),
        coverage=Coverage(
            articles=7,
            searches=(
                Search(name="library, by words", state="ok"),
                Search(name="library, by meaning", state="limited", detail="the index was behind by 2 articles"),
            ),
        ),
        made_by=MadeBy(version="0.1.0", models=(("pairs", "ab" * 32), ("tagger", "cd" * 32)), library="ef" * 32),
        rejected=(Rejected(id="skerry.jsonl:4", stage="ingest", reason="expected an article with a text, found an empty text"),),
    )
