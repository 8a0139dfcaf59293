"""Who took it from whom among a few articles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.trace.byhand import COURIER, HERALD, MERIDIAN, OUTLETS, POST, SUNDAY, TRIBUNE, article
from tests.trace.stories import BOILERPLATE, FOLLOWERS, INDEPENDENT, OTHER_STORY, REWRITE, SCOOP, WIRE

from reportedly.records import Article, Credit, Derivation, Link, Outlet, Span
from reportedly.trace import derive, origin_groups

EARLY, LATER, LATEST = "2031-05-02T08:00:00+00:00", "2031-05-02T11:30:00+00:00", "2031-05-03T06:00:00+00:00"
PARAGRAPHS = WIRE.split("\n\n")


def found(*articles: Article) -> list[tuple[str, str, str, bool, bool]]:
    return [(d.source, d.to, d.kind, d.certain, d.whole) for d in derive(articles, outlets=OUTLETS)]


def credited(of: Article, words: str = "Meridian Wire") -> Article:
    """The article with a closing line that names the agency."""
    text = f"{of.text}\n\n{words}"
    at = text.rindex(words)
    return replace(of, text=text, credits=(Credit(agency="Meridian Wire", place="line", words=Span(at, at + len(words))),))


def test_a_verbatim_copy_hangs_on_the_earlier_article_and_shows_all_of_it() -> None:
    first, second = article("z", POST, WIRE, published=EARLY), article("a", COURIER, WIRE, published=LATER)

    (derivation,) = derive([second, first], outlets=OUTLETS)

    assert (derivation.source, derivation.to, derivation.kind, derivation.certain, derivation.whole) == ("z", "a", "copy", True, True)
    (pair,) = derivation.evidence
    assert pair.left is not None
    assert pair.left.of(WIRE) == pair.right.of(WIRE)
    assert len(pair.right.of(WIRE)) > 0.95 * len(WIRE)


@pytest.mark.parametrize(
    ("text", "kind", "whole"),
    [
        ("\n\n".join(PARAGRAPHS[:4]), "copy", True),
        ("\n\n".join([INDEPENDENT, PARAGRAPHS[3], PARAGRAPHS[5]]), "copy", False),
        (REWRITE, "rewrite", True),
    ],
    ids=["cut", "two paragraphs taken", "told in other words"],
)
def test_the_part_that_was_taken_decides_what_it_is(text: str, kind: str, whole: bool) -> None:  # noqa: FBT001  a case's expected value
    assert found(article("wire", POST, WIRE, published=EARLY), article("taker", COURIER, text, published=LATER)) == [
        ("wire", "taker", kind, True, whole)
    ]


@pytest.mark.parametrize(
    "text",
    [
        INDEPENDENT,
        OTHER_STORY,
        INDEPENDENT.replace('"', ""),
        "We are sorry, and we will say so to each of you. " + OTHER_STORY,
    ],
    ids=["same event, same quotation", "another story", "the quotation without its marks", "nothing"],
)
def test_shared_quotations_of_a_public_speech_are_no_derivation(text: str) -> None:
    assert found(article("one", POST, WIRE, published=EARLY), article("two", COURIER, text, published=LATER)) == []


def test_what_an_outlet_prints_under_everything_is_no_derivation() -> None:
    stories = [WIRE, INDEPENDENT, OTHER_STORY, "Rain fell on Kelderhaven all night, and the drains held. The mayor thanked them by name."]
    assert found(*(article(f"p{n}", POST, f"{text}\n\n{BOILERPLATE}") for n, text in enumerate(stories))) == []


def test_two_papers_that_credit_the_wire_and_one_that_does_not_all_hang_on_it() -> None:
    one, two = credited(article("one", POST, WIRE)), credited(article("two", TRIBUNE, "\n\n".join(PARAGRAPHS[:5]), published=LATER))
    silent = article("silent", COURIER, REWRITE, published=LATEST)

    assert found(one, two, silent) == [
        ("wire:Meridian Wire", "one", "credit", True, True),
        ("wire:Meridian Wire", "silent", "rewrite", True, True),
        ("wire:Meridian Wire", "two", "credit", True, True),
    ]
    assert [g.articles for g in origin_groups([one, two, silent], derive([one, two, silent], outlets=OUTLETS))] == [
        ("one", "silent", "two")
    ]


def test_where_the_agency_s_own_article_is_there_its_takers_hang_on_that_whatever_the_hour() -> None:
    own = article("own", MERIDIAN, WIRE, published=LATEST)
    assert found(own, credited(article("paper", POST, WIRE, published=EARLY))) == [("own", "paper", "copy", True, True)]


def test_one_agency_s_two_stories_are_two_groups_with_one_root() -> None:
    articles = [credited(article("ferry", POST, WIRE)), credited(article("theatre", COURIER, OTHER_STORY))]

    groups = origin_groups(articles, derive(articles, outlets=OUTLETS))

    assert [(g.root, g.articles) for g in groups] == [("wire:Meridian Wire", ("ferry",)), ("wire:Meridian Wire", ("theatre",))]


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("Meridian Wire", True),
        ("Meridian Wire contributed to this report.", False),
        ("With files from Meridian Wire", False),
    ],
)
def test_a_credit_says_how_much_it_speaks_for(line: str, whole: bool) -> None:  # noqa: FBT001  a case's expected value
    text = f"{OTHER_STORY}\n\n{line}"
    at = text.index("Meridian Wire")
    paper = replace(article("p", POST, text), credits=(Credit(agency="Meridian Wire", place="line", words=Span(at, at + 13)),))
    assert found(paper) == [("wire:Meridian Wire", "p", "credit", True, whole)]


def test_who_was_first_to_report_a_story_has_not_written_all_of_it() -> None:
    paper = credited(article("p", POST, OTHER_STORY), "The story was first reported by Meridian Wire.")
    assert found(paper) == [("wire:Meridian Wire", "p", "citation", True, False)]


def test_a_dateline_and_a_signature_below_a_page_s_furniture_are_credits() -> None:
    text = f"Share this\n\nMore photographs\n\nBy Ann Reeve, Meridian Wire\n\nUpdated\n\nOSTWICK (Meridian) — {OTHER_STORY}"

    (derivation,) = derive([article("p", POST, text)], outlets=OUTLETS)

    assert (derivation.source, derivation.kind, derivation.whole) == ("wire:Meridian Wire", "credit", True)
    assert [pair.right.of(text) for pair in derivation.evidence] == ["Meridian Wire", "Meridian"]


def test_an_agency_goes_before_a_paper_of_the_same_days_whatever_their_hours() -> None:
    own, paper = article("own", MERIDIAN, WIRE, published=LATEST), article("paper", POST, WIRE, published=EARLY)
    assert found(own, paper) == [("own", "paper", "copy", True, True)]
    assert found(replace(own, published="2031-05-20"), paper) == [("paper", "own", "copy", True, True)]


def test_a_copy_of_a_rewrite_hangs_on_the_rewrite_and_not_on_what_that_was_made_from() -> None:
    wire, told = article("wire", MERIDIAN, WIRE, published=EARLY), article("told", POST, REWRITE, published=LATER)
    assert found(wire, told, article("copy", COURIER, REWRITE, published=LATEST)) == [
        ("told", "copy", "copy", True, True),
        ("wire", "told", "rewrite", True, True),
    ]


@pytest.mark.parametrize(
    ("more", "expected"),
    [("", [("a", "b", "copy", True, True)]), (f"\n\n{OTHER_STORY}", [])],
    ids=["nothing else", "a sentence of a longer text"],
)
def test_one_sentence_is_a_copy_where_both_texts_are_nothing_but_that(more: str, expected: list[tuple[str, str, str, bool, bool]]) -> None:
    flash = PARAGRAPHS[3]
    assert found(article("a", POST, flash, published=EARLY), article("b", COURIER, flash + more, published=LATER)) == expected


@pytest.mark.parametrize(("days", "expected"), [((2, 2, 3), "copy"), ((1, 12, 24), None)], ids=["of one story", "for weeks"])
def test_what_an_outlet_prints_three_times_is_boilerplate_unless_others_print_it_too_and_it_for_a_few_days(
    days: tuple[int, int, int], expected: str | None
) -> None:
    shared = "\n\n".join([PARAGRAPHS[3], PARAGRAPHS[5]])
    others = INDEPENDENT, SCOOP, "\n\n".join(FOLLOWERS.values())
    posts = [
        article(f"p{n}", POST, f"{text}\n\n{shared}", published=f"2031-05-{day:02d}")
        for n, (day, text) in enumerate(zip(days, others, strict=True))
    ]
    taker = article("z", TRIBUNE, f"{OTHER_STORY}\n\n{shared}", published="2031-05-25")
    assert {kind for _, to, kind, _, _ in found(*posts, taker) if to == "z"} == ({expected} if expected else set())


GALLERY = "\n\nPhotos: The ferries " + " ".join(
    f"Photos: The ferries A man in a yellow coat holds the hawser of ship number {n} while the others look on Hide Caption {n} of 9"
    for n in range(1, 5)
)
POST_AS_PRINTED = "I have asked the yard to tell us by noon whether the Maroe will ever sail again, and we will not wait a day longer."
LONG_QUOTATION = " ".join(
    f"Nobody sails on guess number {n}, for the doors will be opened, measured and welded, in that order." for n in range(1, 14)
)


@pytest.mark.parametrize(
    ("shared", "papers"),
    [(GALLERY, (POST, POST)), (GALLERY, (POST, COURIER)), (f"\n\n“{LONG_QUOTATION}”", (POST, COURIER))],
    ids=["a gallery in one paper", "a gallery in two", "a long quotation set apart"],
)
def test_galleries_and_long_quotations_set_apart_are_nobody_s_own_words(shared: str, papers: tuple[Outlet, Outlet]) -> None:
    one, two = article("one", papers[0], INDEPENDENT + shared, published=EARLY), article("two", papers[1], SCOOP + shared, published=LATER)
    assert found(one, two) == []


def test_posts_printed_as_they_are_make_no_rewrite() -> None:
    posts = "\n\n".join(
        f"{POST_AS_PRINTED.replace('noon', hour)}\n\n— Aune (@peder{n})" for n, hour in enumerate(["noon", "one", "two", "six"])
    )
    one, two = article("one", POST, f"{OTHER_STORY}\n\n{posts}", published=EARLY), article("two", COURIER, posts, published=LATER)
    assert [d.kind for d in derive([one, two], outlets=OUTLETS)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Ada Meridian opened the fair. Prices will fall, Meridian said, and so will the rents.",
        "Prices will fall, Oda Pell, a statistician for Meridian Wire, says.",
        "As Meridian Wire bureau chief in Ostwick she had won two prizes.",
    ],
    ids=["a person of that name", "whose man he is", "what she was"],
)
def test_an_agency_that_is_named_and_says_nothing_is_not_cited(text: str) -> None:
    assert found(article("t", POST, text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ada Meridian opened the fair. Prices will fall, she told Meridian.",
        "Prices will fall, Oda Pell, a reporter for Meridian Wire, writes. The agency has asked forty shops.",
        "In an interview with Meridian Wire, Oda Pell said that prices would fall.",
    ],
    ids=["heard by the agency", "its reporter", "an interview"],
)
def test_an_agency_that_heard_or_wrote_it_is_cited(text: str) -> None:
    assert found(article("t", POST, text)) == [("wire:Meridian Wire", "t", "citation", True, False)]


@pytest.mark.parametrize(
    "text",
    [
        "“Nobody at the yard ever read the engineer’s letter about the bow doors,” a welder told the Vale Courier.",
        "Read the Vale Courier's story on Norrelund Line, Kelderhaven and the Maroe.",
        f"The Vale Courier reported on a prize for its pictures.{GALLERY}",
    ],
    ids=["what it quotes is not there", "names alone", "captions"],
)
def test_a_citation_does_not_lead_to_an_article_of_that_outlet_that_does_not_say_it(text: str) -> None:
    assert found(article("scoop", COURIER, SCOOP + GALLERY, published=EARLY), article("taker", POST, text, published=LATEST)) == []


def test_a_citation_leads_to_the_article_that_has_the_quotation() -> None:
    text = "“Nobody at the yard ever read the engineer’s letter about the bow doors,” a welder told the Vale Courier."
    scoop = article(
        "scoop", COURIER, f"{SCOOP}\n\n“Nobody at the yard ever read the engineer’s letter about the bow doors,” a welder said."
    )
    assert found(scoop, article("taker", POST, text, published=LATEST)) == [("scoop", "taker", "citation", True, False)]


@pytest.mark.parametrize("text", FOLLOWERS.values(), ids=FOLLOWERS)
def test_a_citation_leads_to_the_cited_outlet_s_article_and_shows_both_places(text: str) -> None:
    source, other = article("scoop", COURIER, SCOOP, published=EARLY), article("ferry", COURIER, OTHER_STORY, published=EARLY)
    taker = article("taker", POST, text, published=LATEST)

    (derivation,) = derive([taker, other, source], outlets=OUTLETS)

    assert (derivation.source, derivation.to, derivation.kind, derivation.whole) == ("scoop", "taker", "citation", False)
    assert all(pair.left is not None and "yard" in pair.left.of(SCOOP) and "Courier" in pair.right.of(text) for pair in derivation.evidence)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("The Vale Courier reported on Friday that the theatre would lose its licence over a trapdoor.", LATEST),
        (FOLLOWERS["reported"], "2031-05-01T08:00:00+00:00"),
        ("The Vale Courier sponsors the regatta. A yard warned of fatigue in the bow doors two winters ago.", LATEST),
    ],
    ids=["another story", "before the scoop", "named, not cited"],
)
def test_a_citation_of_something_else_is_no_derivation(text: str, published: str) -> None:
    assert found(article("scoop", COURIER, SCOOP, published=EARLY), article("taker", POST, text, published=published)) == []


def test_an_outlet_does_not_cite_its_own_family() -> None:
    assert found(article("scoop", COURIER, SCOOP, published=EARLY), article("t", SUNDAY, FOLLOWERS["reported"], published=LATEST)) == []


def test_an_agency_that_is_cited_stands_for_itself_and_another_outlet_without_article_for_nothing() -> None:
    assert found(article("t", POST, "The minister would resign, Meridian Wire reported. The Ostwick Herald reported the opposite.")) == [
        ("wire:Meridian Wire", "t", "citation", True, False)
    ]


def test_a_citation_inside_copied_text_is_the_copied_article_s() -> None:
    scoop = article("scoop", COURIER, SCOOP, published=EARLY)
    text = f"{WIRE}\n\n{FOLLOWERS['reported']}"
    one, two = article("one", POST, text, published=LATER), article("two", TRIBUNE, text, published=LATEST)
    assert found(scoop, one, two) == [("scoop", "one", "citation", True, False), ("one", "two", "copy", True, True)]


def test_a_link_is_taken_at_its_word() -> None:
    source = replace(article("scoop", COURIER, SCOOP, published=EARLY), url="https://www.vale.example/scoop?ref=1")
    text = "There is talk of a warning. The line denies it."
    taker = replace(article("t", POST, text, published=LATER), links=(Link(url="http://vale.example/scoop/", words=Span(17, 26)),))
    assert found(source, taker) == [("scoop", "t", "citation", True, False)]


def test_who_cites_took_it_though_the_clock_says_otherwise() -> None:
    quoted = f"{WIRE}\n\nThe Harbour Post reported first that inspectors had found cracks in the bow doors of two ships."
    assert found(article("a", COURIER, quoted, published=EARLY), article("b", POST, WIRE, published="2031-05-02T09:30:00+00:00")) == [
        ("b", "a", "copy", True, True)
    ]


def test_a_merged_article_hangs_on_both() -> None:
    sources = article("one", POST, WIRE, published=EARLY), article("two", TRIBUNE, INDEPENDENT, published=EARLY)
    merged = article(
        "merged",
        COURIER,
        "\n\n".join([*PARAGRAPHS[:2], *PARAGRAPHS[3:5], *INDEPENDENT.split("\n\n")[:2], *INDEPENDENT.split("\n\n")[3:]]),
        published=LATER,
    )
    assert [(d.source, d.to, d.kind) for d in derive([merged, *sources], outlets=OUTLETS)] == [
        ("one", "merged", "copy"),
        ("two", "merged", "copy"),
    ]


@pytest.mark.parametrize("text", ["", "a " * 5000, "\n\n\n", "“" * 300, "word"], ids=["empty", "one word", "blank", "marks", "short"])
def test_odd_texts_are_no_trouble(text: str) -> None:
    assert found(article("one", POST, text), article("two", COURIER, text), article("three", HERALD, WIRE, published="yesterday")) in (
        [],
        [("one", "two", "copy", True, True)],
    )


LIBRARY = (
    credited(article("one", POST, WIRE, published=EARLY)),
    article("two", TRIBUNE, REWRITE, published=LATER),
    article("three", COURIER, SCOOP, published=EARLY),
    article("four", HERALD, FOLLOWERS["told"], published=LATEST),
    article("five", HERALD, INDEPENDENT, published=None),
    article("six", SUNDAY, INDEPENDENT, published=None),
)


@given(st.permutations(LIBRARY))
@settings(max_examples=12, deadline=None)
def test_the_order_of_the_articles_changes_nothing(articles: list[Article]) -> None:
    derivations = derive(articles, outlets=OUTLETS)
    assert derivations == derive(LIBRARY, outlets=OUTLETS)
    assert origin_groups(articles, derivations) == origin_groups(LIBRARY, derivations)


@given(st.sets(st.sampled_from([a.id for a in LIBRARY]), min_size=1))
@settings(max_examples=20, deadline=None)
def test_removing_articles_removes_only_what_hung_on_them(removed: set[str]) -> None:
    def key(d: Derivation) -> tuple[str, str, str]:
        return d.source, d.to, d.kind

    before = derive(LIBRARY, outlets=OUTLETS)
    after = {key(d) for d in derive([a for a in LIBRARY if a.id not in removed], outlets=OUTLETS)}
    # "two" hangs on the wire only through "one", which names it
    hung = removed | ({"two"} if "one" in removed else set())
    assert after == {key(d) for d in before if not {d.source, d.to} & hung}


@given(st.lists(st.sampled_from([WIRE, REWRITE, INDEPENDENT, OTHER_STORY, SCOOP]), max_size=7), st.booleans())
@settings(max_examples=15, deadline=None)
def test_origin_groups_are_a_partition(texts: list[str], names_wire: bool) -> None:  # noqa: FBT001  drawn
    outlets = [POST, COURIER, TRIBUNE, HERALD]
    articles = [article(f"a{n}", outlets[n % 4], text, published=f"2031-05-02T{n + 8:02}:00:00") for n, text in enumerate(texts)]
    articles = [credited(a) if names_wire and n == 0 else a for n, a in enumerate(articles)]
    groups = origin_groups(articles, derive(articles, outlets=OUTLETS))
    assert sorted(key for group in groups for key in group.articles) == sorted(a.id for a in articles)
    assert all(group.root in group.articles or group.root.startswith("wire:") for group in groups)
