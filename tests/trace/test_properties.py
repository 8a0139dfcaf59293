"""What holds of any library: from texts to derivations, to groups, to the origins of a claim."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.trace.byhand import COURIER, HERALD, MERIDIAN, OUTLETS, POST, SUNDAY, TRIBUNE, article, evidence, statement, voice
from tests.trace.stories import FOLLOWERS, INDEPENDENT, OTHER_STORY, REWRITE, SCOOP, WIRE

from reportedly.records import Article, Claim, Credit, Derivation, Evidence, Finding, Place, Span
from reportedly.trace import derive, origin_groups, weigh

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

PARAGRAPHS = WIRE.split("\n\n")
#: One claim, as the wire puts it and as its rewrite does, in their own voices; and what everybody heard the harbour master say.
FREIGHT = ("Freight for the islands is to go by barge from Kelderhaven", "Barges from Kelderhaven will take the freight to the islands")
QUOTED, HARBOUR_MASTER = "Nobody sails on a guess", voice("Jorunn Vik")
BODIES = st.one_of(
    st.sampled_from([WIRE, REWRITE, INDEPENDENT, OTHER_STORY, SCOOP, *FOLLOWERS.values()]),
    st.lists(st.sampled_from(range(len(PARAGRAPHS))), min_size=3, unique=True).map(lambda n: "\n\n".join(PARAGRAPHS[i] for i in sorted(n))),
)
DAYS = [None, *(f"2031-05-{day:02d}T{hour:02d}:00:00+00:00" for day in (1, 2, 3) for hour in (6, 12))]
PAPERS = [POST, COURIER, TRIBUNE, HERALD, SUNDAY]


def credited(of: Article, agency: str) -> Article:
    text = f"{of.text}\n\n{agency}"
    return replace(of, text=text, credits=(Credit(agency=agency, place="line", words=Span(len(of.text) + 2, len(text))),))


@st.composite
def libraries(draw: st.DrawFn) -> list[Article]:
    """Up to six articles on the ferry, some of them pieced together from the wire, some with its credit, in any order of time."""
    found = []
    for n in range(draw(st.integers(1, 6))):
        outlet = draw(st.sampled_from([*PAPERS, MERIDIAN]))
        each = article(f"a{n}", outlet, draw(BODIES), published=draw(st.sampled_from(DAYS)))
        found.append(credited(each, "Meridian Wire") if draw(st.booleans()) and outlet != MERIDIAN else each)
    return found


@st.composite
def copies(draw: st.DrawFn, of: Article) -> Article:
    """What a paper prints word for word, no earlier than the article appeared."""
    later: list[str | None] = [day for day in DAYS if day and of.published and day >= of.published]
    key = "z" if of.published is None else draw(st.sampled_from(["0", "z"]))
    return replace(of, id=key, outlet=draw(st.sampled_from(PAPERS)), published=draw(st.sampled_from(later or [None])))


def traced(articles: Sequence[Article]) -> tuple[Derivation, ...]:
    return derive(articles, outlets=OUTLETS)


def told(articles: Sequence[Article]) -> Finding:
    """What is found about the freight."""
    return weighed(articles, [evidence(a, statement(a, words)) for a in articles for words in FREIGHT if words in a.text])


def heard(articles: Sequence[Article]) -> Finding:
    """What is found about what the harbour master said."""
    return weighed(articles, [evidence(a, statement(a, QUOTED, HARBOUR_MASTER)) for a in articles if QUOTED in a.text])


def weighed(articles: Sequence[Article], found: Sequence[Evidence]) -> Finding:
    claim = Claim(id="c", content=(), words="the reader's words")
    return weigh(claim, article=None, statement=None, evidence=found, derivations=traced(articles), articles=articles)


def relatives(key: str, *found: Derivation) -> set[str]:
    """The article and all that hang together with it by derivations, however far, wires included."""
    known, size = {key}, 0
    while len(known) > size:
        size = len(known)
        known |= {end for d in found if {d.source, d.to} & known for end in (d.source, d.to)}
    return known


def ends(library: Sequence[Article], touched: set[str]) -> set[tuple[str, Place]]:
    """Where the statements about the freight end, less those of the articles that are touched."""
    return {(o.who, place) for o in told(library).origins for place in o.statements if place.article not in touched}


@given(libraries(), st.data())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_a_verbatim_copy_raises_no_count_of_origins(library: list[Article], data: st.DataObject) -> None:
    copied = [*library, data.draw(copies(data.draw(st.sampled_from(library))))]
    before, after = told(library), told(copied)
    assert after.origins_min <= before.origins_min
    assert after.origins_max <= before.origins_max
    assert len(origin_groups(copied, traced(copied))) <= len(origin_groups(library, traced(library)))


@given(libraries(), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None, derandomize=True)
def test_the_order_in_which_articles_were_added_changes_nothing(library: list[Article], chance: Random) -> None:
    other = list(library)
    chance.shuffle(other)
    derivations = traced(library)
    assert traced(other) == derivations
    assert origin_groups(other, derivations[::-1]) == origin_groups(library, derivations)
    assert replace(told(other), evidence=()) == replace(told(library), evidence=())


@given(libraries(), st.data())
@settings(max_examples=40, deadline=None, derandomize=True)
def test_with_an_article_goes_only_what_hung_on_it(library: list[Article], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(library))
    rest = [a for a in library if a != gone]
    before, after = traced(library), traced(rest)
    touched = relatives(gone.id, *before, *after)
    assert [d for d in after if d.to not in touched] == [d for d in before if d.to not in touched]
    assert ends(rest, touched) == ends(library, touched)


@given(libraries())
@settings(max_examples=30, deadline=None, derandomize=True)
def test_a_person_is_one_origin_however_many_outlets_heard_them(library: list[Article]) -> None:
    found = heard(library)
    carried = [a for a in library if QUOTED in a.text]
    assert [(o.who, o.level) for o in found.origins] == ([("Jorunn Vik", "established")] if carried else [])
    assert (found.origins_min, found.origins_max) == (bool(carried), bool(carried))
    assert found.outlets == len({a.family for a in carried})


@given(libraries())
@settings(max_examples=30, deadline=None, derandomize=True)
def test_the_fewest_origins_are_no_more_than_the_most_and_a_family_is_one_newsroom(library: list[Article]) -> None:
    found = told(library)
    assert found.origins_min <= found.origins_max == len(found.origins)
    assert len({o.who for o in found.origins}) == len(found.origins) <= len({a.family for a in library} | {MERIDIAN.family})
    assert found.outlets == len({e.article.family for e in found.evidence})


@given(libraries())
@settings(max_examples=30, deadline=None, derandomize=True)
def test_nobody_took_a_thing_from_themselves_by_way_of_others(library: list[Article]) -> None:
    left = set(traced(library))
    while ends_here := {d for d in left if d.to not in {other.source for other in left}}:
        left -= ends_here
    assert not left
