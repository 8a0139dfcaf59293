"""Claims that the user follows: how each stands, and what has changed since it was last looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from reportedly.report.wording import day, interval, number_of, quoted, said_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from reportedly.records import Evidence, Origin, Report, Status

__all__ = ["Change", "Said", "Standing", "changes_of", "standing_of", "standing_words", "still_known"]

_RANK: Final[Mapping[Status, int]] = {"uncorroborated": 0, "single origin": 1, "possibly corroborated": 2, "corroborated": 3}


class Root(NamedTuple):
    """An origin, as far as changes are told of it."""

    who: str
    level: str


class Said(NamedTuple):
    """A statement that bears on a claim, as far as changes are told of it."""

    #: The article's id.
    article: str
    speaker: str
    relation: str
    outlet: str
    url: str | None
    #: "Channel North, 12 March 2031".
    where: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a claim stands."""

    status: Status
    disputed: bool
    #: "1 origin", "1–2 origins".
    origins: str
    roots: tuple[Root, ...]
    disputes: tuple[Root, ...]
    #: All that bears on the claim, sorted.
    said: tuple[Said, ...]

    @classmethod
    def of(cls, record: dict[str, object]) -> Standing:
        """Return what `dataclasses.asdict` and JSON have made of one."""
        kinds = {"roots": Root, "disputes": Root, "said": Said}
        made = {name: tuple(kinds[name](*each) for each in value) if name in kinds else value for name, value in record.items()}  # type: ignore[attr-defined]  # as it was written
        return cls(**made)  # type: ignore[arg-type]  # as above

    @property
    def articles(self) -> frozenset[str]:
        """The articles that bear on the claim."""
        return frozenset(each.article for each in self.said)

    @property
    def against(self) -> tuple[Said, ...]:
        """What contradicts or denies the claim."""
        return tuple(each for each in self.said if each.relation != "supports")


class Change(NamedTuple):
    """One thing that has changed about a claim."""

    #: "disputed", "no longer disputed", "status", "origin", "denial", "correction".
    kind: str
    #: One sentence without its full stop.
    words: str
    #: Where it is told, when one article tells it.
    url: str | None = None


def standing_of(report: Report) -> Standing:
    """Return how the claim of a report on one claim stands."""
    (finding,) = report.findings
    return Standing(
        status=finding.status,
        disputed=finding.disputed,
        origins=interval(finding),
        roots=_roots(finding.origins),
        disputes=_roots(finding.disputes),
        said=_in_order(_said(each) for each in finding.evidence),
    )


def standing_words(standing: Standing) -> str:
    """Return "single origin, disputed"."""
    return standing.status + (", disputed" if standing.disputed else "")


def _roots(origins: tuple[Origin, ...]) -> tuple[Root, ...]:
    return tuple(sorted(Root(each.who, each.level) for each in origins))


def _in_order(said: Iterable[Said]) -> tuple[Said, ...]:
    return tuple(sorted(said, key=lambda each: each._replace(url=each.url or "")))


def _said(evidence: Evidence) -> Said:
    return Said(
        article=evidence.article.id,
        speaker=evidence.statement.speaker.name,
        relation=evidence.relation,
        outlet=evidence.article.outlet.name,
        url=evidence.article.url,
        where=f"{evidence.article.outlet.name}, {day(evidence.article.published, clock=False)}",
        words=quoted(said_words(evidence)),
    )


def still_known(before: Standing, now: Standing, gone: Collection[str]) -> Standing:
    """Return how a claim stands with what was known of it before, where a search did not bring it up again.

    A search looks at so many articles: as a library grows, an article can drop out of it without anything having changed. Only what is gone
    counts as gone.

    Args:
        before: How the claim stood.
        now: How it stands by the last search.
        gone: The articles that are no longer in the library, or whose pages have changed.
    """
    lost = before.articles - now.articles - frozenset(gone)
    if not lost:
        return now
    higher = before if _RANK[before.status] > _RANK[now.status] else now
    held, opposed = ({root.who for root in roots} for roots in (now.roots, now.disputes))
    return Standing(
        status=higher.status,
        disputed=before.disputed or now.disputed,
        origins=higher.origins,
        roots=tuple(sorted((*now.roots, *(root for root in before.roots if root.who not in held)))),
        disputes=tuple(sorted((*now.disputes, *(root for root in before.disputes if root.who not in opposed)))),
        said=_in_order((*now.said, *(each for each in before.said if each.article in lost))),
    )


def changes_of(before: Standing, now: Standing, changed: Mapping[str, str | None]) -> tuple[Change, ...]:
    """Return what has changed, the weightiest first.

    A copy of what was known changes nothing by itself: it brings no origin, and tells only where the status changes with it.

    Args:
        before: How the claim stood.
        now: How it stands.
        changed: Articles whose pages have changed since, each with the article that the page holds now; None where the page is gone.
    """
    return (
        *_dispute(before, now),
        *_denials(before, now),
        *_origins(before, now),
        *_status(before, now),
        *_corrections(before, now, changed),
    )


def _dispute(before: Standing, now: Standing) -> list[Change]:
    if before.disputed == now.disputed:
        return []
    if not now.disputed:
        return [Change("no longer disputed", "No origin of its own speaks against it any more")]
    by = " and ".join(root.who for root in now.disputes)
    return [Change("disputed", f"It is disputed now, by {by}", next((each.url for each in now.against if each.url), None))]


def _denials(before: Standing, now: Standing) -> list[Change]:
    """Those who speak against the claim and did not before; each speaker once."""
    known = {each.speaker for each in before.against}
    fresh = {each.speaker: each for each in reversed(now.against) if each.speaker not in known}
    return [Change("denial", f"{each.speaker} {each.relation} it, in {each.where}: {each.words}", each.url) for each in fresh.values()]


def _origins(before: Standing, now: Standing) -> list[Change]:
    """Origins that were none before, those that have come to be established, and those that are gone."""
    old, new = dict(before.roots), dict(now.roots)
    told = [Change("origin", f"A new origin: {who} ({level})", _where(now, who)) for who, level in now.roots if who not in old]
    firmer = [who for who, level in now.roots if level == "established" and old.get(who) == "possible"]
    told += [Change("origin", f"An origin is established now: {who}", _where(now, who)) for who in firmer]
    return [*told, *(Change("origin", f"No longer an origin of it: {who}") for who, _ in before.roots if who not in new)]


def _where(standing: Standing, who: str) -> str | None:
    supports = [each for each in standing.said if each.relation == "supports" and each.url]
    return next((each.url for each in supports if who in (each.speaker, each.outlet) or who.endswith(f"via {each.outlet}")), None)


def _status(before: Standing, now: Standing) -> list[Change]:
    if before.status == now.status:
        return []
    outlets = [len({each.outlet for each in standing.said if each.relation == "supports"}) for standing in (before, now)]
    carried = f"; {number_of(outlets[1], 'outlet')} carry it" if outlets[0] != outlets[1] and outlets[1] > 1 else ""
    return [Change("status", f"It was {before.status} and is {now.status} now, from {now.origins}{carried}")]


def _corrections(before: Standing, now: Standing, changed: Mapping[str, str | None]) -> list[Change]:
    """Pages that bore on the claim and have changed since."""
    relations = {each.article: each.relation for each in now.said}
    told = []
    for each in {each.article: each for each in before.said if each.article in changed}.values():
        new = changed[each.article]
        if new is None:
            what = "is gone"
        elif new in relations:
            what = f"has changed, and {relations[new]} it now"
        else:
            what = "has changed, and nothing in its new words was found to bear on it"
        told.append(Change("correction", f"The page in {each.where}, where {each.speaker} {each.relation} it, {what}", each.url))
    return told
