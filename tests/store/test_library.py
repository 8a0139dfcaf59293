from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.harbour import COPY_TEXT, GARDEN_TEXT, POST, WIRE, WIRE_TEXT, WordVectors, article, full, shelf, statement

from reportedly.errors import LibraryError, SourceError
from reportedly.records import Article, Credit, Link, Outlet, Span, identity
from reportedly.store import Hit, Library

if TYPE_CHECKING:
    from pathlib import Path

#: Everything that is Unicode: control characters, astral planes, combining marks, characters of the future; no half surrogates.
UNICODE = st.text(st.characters(exclude_categories=["Cs"]))
MAYBE = st.none() | UNICODE
SPANS = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda pair: Span(*sorted(pair)))
OUTLETS = st.builds(Outlet, name=UNICODE, family=UNICODE, names=st.tuples(UNICODE), country=MAYBE, agency=st.booleans())
ARTICLES = st.builds(
    Article,
    id=UNICODE,
    outlet=OUTLETS,
    text=UNICODE,
    title=MAYBE,
    byline=MAYBE,
    credits=st.lists(st.builds(Credit, agency=UNICODE, place=st.just("line"), words=st.none() | SPANS)).map(tuple),
    links=st.lists(st.builds(Link, url=UNICODE, words=st.none() | SPANS)).map(tuple),
    left_out=st.lists(UNICODE).map(tuple),
)
IN_ONE_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)


def words_of(library: Library, hit: Hit) -> str:
    return hit.span.of(library.article(hit.article).text)


def test_an_article_comes_back_as_it_was_added(tmp_path: Path) -> None:
    raw = b"<p>A crane collapsed ..."
    with Library.open(tmp_path, vectors=WordVectors()) as library:
        assert library.add(full(raw), raw=raw)
    with Library.open(tmp_path, vectors=WordVectors(), create=False) as library:
        assert library.article("full") == full(raw)
        assert library.page(full(raw).sha256) == raw


@given(added=ARTICLES)
@IN_ONE_FOLDER
def test_any_unicode_comes_back_as_it_was_added(added: Article, tmp_path: Path) -> None:
    with Library.open(tmp_path, vectors=WordVectors()) as library:
        fresh = replace(added, id=f"{len(library)} {added.id}")
        library.add(fresh)
        assert library.article(fresh.id) == fresh


@pytest.mark.parametrize("field", ["id", "text", "title"])
def test_half_a_surrogate_pair_is_refused(library: Library, field: str) -> None:
    broken = "a \ud83d b"
    before = library.digest()
    added = replace(article("x", "Nothing new."), **{field: broken})  # type: ignore[arg-type]
    if field == "title":  # in JSON it is written as an escape, and comes back
        library.add(added)
        assert library.article("x") == added
        return
    with pytest.raises(SourceError, match="surrogate"):
        library.add(added)
    assert library.digest() == before


def test_adding_twice_changes_nothing(library: Library) -> None:
    before = library.digest(), len(library)
    assert [library.add(each) for each in shelf()] == [False] * 4
    assert library.add_many((each, None) for each in shelf()) == 0
    assert (library.digest(), len(library)) == before


def test_another_newsrooms_text_under_the_same_id_is_refused(library: Library) -> None:
    with pytest.raises(SourceError, match="garden: the library holds another text under this id, by another outlet"):
        library.add(article("garden", WIRE_TEXT))
    assert library.article("garden").text == GARDEN_TEXT


def test_bytes_must_be_those_the_article_names(library: Library) -> None:
    with pytest.raises(SourceError, match="its bytes have the digest"):
        library.add(full(b"one"), raw=b"another")
    assert "full" not in library.ids()


def test_bytes_that_were_not_kept_are_said(library: Library) -> None:
    with pytest.raises(LibraryError, match="were not kept"):
        library.page("0" * 64)


def test_nothing_depends_on_the_order_of_adding(tmp_path: Path) -> None:
    seen = set()
    for n, order in enumerate([shelf(), shelf()[::-1], shelf()[2:] + shelf()[:2], shelf()[1::-1] + shelf()[:1:-1]]):
        with Library.open(tmp_path / str(n), vectors=WordVectors()) as library:
            library.add_many((each, None) for each in order)
            hits = library.search(["Cracks were found in a crane.", "the port authority said", ""], limit=3)
            seen.add((library.digest(), library.ids(), library.outlets(), hits, library.similar_articles(shelf()[0], limit=9)))
    assert len(seen) == 1


def test_the_digest_tells_libraries_apart(library: Library) -> None:
    before = library.digest()
    library.add(article("new", "One more."))
    assert library.digest() != before


def test_the_digest_is_of_ids_and_records_whatever_an_id_is_made_of(tmp_path: Path) -> None:
    with Library.open(tmp_path, vectors=WordVectors()) as library:
        for key in ("quay", "Käi", "岸", "\U0001f6a2", "a\0b", "4:quay"):
            library.add(article(key, "A crane fell."))
        digest = library.digest()
    with closing(sqlite3.connect(tmp_path / "library.sqlite3")) as db:
        rows = db.execute("SELECT id, content FROM article ORDER BY id").fetchall()

    assert digest == identity(*(part for row in rows for part in row))


def test_ids_and_outlets_are_sorted(library: Library) -> None:
    assert library.ids() == ("copy", "denial", "garden", "wire")
    assert [outlet.name for outlet in library.outlets()] == ["Meridian Wire", "Ostmark Gazette", "The Harbour Post"]
    assert library.outlets()[0] == WIRE
    assert library.outlets()[2] == POST
    assert [each.id for each in library.articles()] == list(library.ids())


def test_statements_are_kept_by_what_made_them(library: Library) -> None:
    assert library.statements("wire", "tagger 1") is None
    library.keep_statements("wire", (), "tagger 1")
    library.keep_statements("wire", (statement("wire"),), "tagger 2")
    assert library.statements("wire", "tagger 1") == ()
    assert library.statements("wire", "tagger 2") == (statement("wire"),)
    library.keep_statements("wire", (statement("wire"), statement("wire")), "tagger 1")
    assert library.statements("wire", "tagger 1") == (statement("wire"), statement("wire"))


def test_statements_of_no_article_are_refused(library: Library) -> None:
    with pytest.raises(LibraryError, match="no article 'nowhere'"):
        library.keep_statements("nowhere", (), "tagger 1")


def test_an_article_that_is_not_there_is_said(library: Library) -> None:
    with pytest.raises(LibraryError, match="no article 'nowhere'"):
        library.article("nowhere")


def test_a_search_finds_the_sentence(library: Library) -> None:
    (hits,) = library.search(["An inspection had found cracks in a crane in March."], limit=2)
    assert [(hit.article, words_of(library, hit)) for hit in hits] == [
        (key, "The port authority said an inspection in March had found cracks in a similar crane.") for key in ("copy", "wire")
    ]
    assert hits[0].score == hits[1].score == 1


def test_a_word_in_another_form_is_found(library: Library) -> None:
    (hits,) = library.search(["Unions are calling for strikes"], limit=1)
    assert hits[0].article == "denial"


def test_articles_can_be_left_out(library: Library) -> None:
    (hits,) = library.search(["An inspection had found cracks in a crane in March."], limit=50, excluding=["copy", "wire", "nowhere"])
    assert {hit.article for hit in hits} <= {"denial", "garden"}
    assert "denial" in {hit.article for hit in hits}


def test_each_query_is_answered_for_itself(library: Library) -> None:
    queries = ["Apple trees by the canal", "A strike on Friday", "Apple trees by the canal"]
    together = library.search(queries, limit=5)
    assert together == tuple(library.search([query], limit=5)[0] for query in queries)
    assert together[0][0].article == "garden"


def test_what_is_added_is_found_at_once(library: Library) -> None:
    assert not any(hit.article == "new" for hit in library.search(["A seal slept on the slipway"], limit=9)[0])
    library.add(article("new", "A seal slept on the slipway."))
    assert library.search(["A seal slept on the slipway"], limit=1)[0][0].article == "new"


@pytest.mark.parametrize(
    "query", ["", " ", "…", '"', "NEAR(crane boom)", "crane* OR", "text:crane -boom ^a", "a\x00b", "x" * 10_000, "\ud83d"]
)
def test_a_query_is_never_read_as_query_language(library: Library, query: str) -> None:
    assert len(library.search([query], limit=3)) == 1


@given(query=UNICODE)
@IN_ONE_FOLDER
def test_any_query_is_answered(query: str, library: Library) -> None:
    (hits,) = library.search([query], limit=3)
    assert len(hits) <= 3
    assert all(words_of(library, hit) for hit in hits)


def test_an_empty_library_finds_nothing(tmp_path: Path) -> None:
    with Library.open(tmp_path / "new" / "library", vectors=WordVectors()) as library:
        assert library.search(["crane", "boom"], limit=3) == ((), ())
        assert library.similar_articles(shelf()[0], limit=3) == ()
        assert (len(library), library.coverage().searches[0].state) == (0, "empty")


def test_coverage_counts_the_articles(library: Library) -> None:
    assert (library.coverage().articles, library.coverage().searches[0].state) == (4, "ok")


def test_a_copy_is_found_by_its_runs_of_words(library: Library) -> None:
    assert library.similar_articles(library.article("wire"), limit=5) == ("copy",)
    assert library.similar_articles(article("elsewhere", COPY_TEXT), limit=5)[0] == "copy"
    assert library.similar_articles(library.article("garden"), limit=5) == ()


def test_a_paragraph_taken_into_a_longer_text_is_found(library: Library) -> None:
    later = "Ostmark mourned on Thursday. " * 40 + WIRE_TEXT.split("\n\n")[1]
    assert set(library.similar_articles(article("later", later), limit=5)) == {"wire", "copy"}
