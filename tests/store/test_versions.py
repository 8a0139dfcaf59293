from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.store.harbour import GAZETTE, POST, WordVectors, article, shelf, statement
from tests.store.shelves import run_sql, told, whole_library
from tests.store.test_carrying import LIMIT, brought, lines_of, taken_out, write_lines
from tests.store.test_library import IN_ONE_FOLDER

from reportedly.errors import SourceError
from reportedly.ingest.kinds import media_type_of
from reportedly.records import UNKNOWN_OUTLET, Article, Outlet, identity
from reportedly.report.json import schema
from reportedly.store import Library
from reportedly.store.address import address_of
from reportedly.store.exporting import export
from reportedly.store.importing import bring
from reportedly.store.stored import Stored
from reportedly.store.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

FIRST = "The pier of Rivermouth was shut on Monday after a barge struck it, said the harbour master, Ilse Korhonen."
SECOND = "The pier of Rivermouth was shut on Tuesday after a barge struck it, said the harbour master, Ilse Korhonen."
THIRD = f"{SECOND}\n\nCorrection: an earlier version gave the wrong day."
URL = "https://harbourpost.example/piers/7"
QUERY = ["The pier of Rivermouth was shut after a barge struck it."]


def page(text: str, *, url: str = URL, outlet: Outlet = POST, published: str | None = None) -> Article:
    """An article as reading a page makes it: its id is made of what it is."""
    name = "" if outlet.name == UNKNOWN_OUTLET else outlet.name
    return Article(id=identity(name, url, text), outlet=outlet, text=text, url=url, published=published)


def given_id(text: str, *, outlet: Outlet = POST, key: str = "pier", url: str | None = None) -> Article:
    return replace(article(key, text, outlet), url=url)


def texts(library: Library) -> set[str]:
    return {each.text for each in library.articles()}


def found(library: Library) -> set[str]:
    return {hit.article for hit in library.search(QUERY, limit=20)[0]}


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.mark.parametrize("make", [page, given_id])
def test_the_newest_version_alone_is_counted_searched_and_digested(empty: Path, tmp_path: Path, make: type) -> None:
    with Library.open(empty, vectors=WordVectors()) as library, Library.open(tmp_path / "other", vectors=WordVectors()) as other:
        for text in (FIRST, SECOND, THIRD):
            assert library.add(make(text))
            assert (len(library), texts(library), found(library)) == (1, {text}, {make(text).id})
        other.add(make(THIRD))
        assert library.digest() == other.digest()
        assert library.search(QUERY, limit=9) == other.search(QUERY, limit=9)
        assert library.similar_articles(page(FIRST, url="https://elsewhere.example/a"), limit=9) == (make(THIRD).id,)
    assert verify(empty, pytest.fail).faults == 0


def test_a_version_that_is_known_changes_nothing(empty: Path) -> None:
    with Library.open(empty, vectors=WordVectors()) as library:
        assert [library.add(page(text)) for text in (FIRST, SECOND, FIRST, SECOND)] == [True, True, False, False]
        assert texts(library) == {SECOND}


def test_another_headline_is_another_version(empty: Path) -> None:
    first, later = (replace(page(FIRST), title=title) for title in ("Pier shut", "Pier shut for a month"))
    with Library.open(empty, vectors=WordVectors()) as library:
        added = [library.add(each) for each in (first, replace(first, title="Pier\u00a0 shut"), page(FIRST), later, first)]
        assert added == [True, False, False, True, False]
        assert list(library.articles()) == [later]
        assert library.revise(later.id, first), "the headline changed back"
        with pytest.raises(SourceError, match="by another outlet"):
            library.add(replace(later, outlet=GAZETTE, title="Quay shut"))
    assert verify(empty, pytest.fail).faults == 0


def test_what_stands_elsewhere_or_has_another_given_id_is_another_article(empty: Path) -> None:
    with Library.open(empty, vectors=WordVectors()) as library:
        library.add(page(FIRST))
        library.add(page(SECOND, url=f"{URL}?page=2"))
        library.add(given_id(SECOND, key="one", url="https://harbourpost.example/live"))
        library.add(given_id(THIRD, key="two", url="https://harbourpost.example/live"))
        library.add(page(SECOND, url="https://harbourpost.example/"))
        library.add(page(THIRD, url="https://harbourpost.example/"))
        assert len(library) == 6


def test_what_stands_where_two_of_given_ids_stand_is_a_version_of_neither(empty: Path) -> None:
    with Library.open(empty, vectors=WordVectors()) as library:
        library.add(given_id(FIRST, key="one", url=URL))
        library.add(given_id(SECOND, key="two", url=URL))
        library.add(page(THIRD))
        assert texts(library) == {FIRST, SECOND, THIRD}


def test_a_page_is_one_article_whoever_its_outlet_is_thought_to_be(empty: Path) -> None:
    with Library.open(empty, vectors=WordVectors()) as library:
        library.add(page(FIRST, outlet=Outlet.unlisted("harbourpost.example")))
        library.add(page(FIRST, url=f"{URL}/?utm_source=rss#top"))
        library.add(given_id(FIRST, url=URL.replace("https", "http")))
        assert library.ids() == ("pier",)
        assert library.outlets() == (POST,), "an old version's outlet is none of the library's"


def test_another_newsrooms_text_under_an_id_is_refused_and_an_unknown_ones_is_not(empty: Path) -> None:
    with Library.open(empty, vectors=WordVectors()) as library:
        library.add(given_id(FIRST))
        with pytest.raises(SourceError, match="by another outlet"):
            library.add(given_id(SECOND, outlet=GAZETTE))
        library.add(given_id(THIRD, outlet=Outlet.unlisted(UNKNOWN_OUTLET)))
        assert texts(library) == {THIRD}


@given(order=st.permutations([0, 1, 2]))
@IN_ONE_FOLDER
def test_where_dates_tell_the_order_of_adding_does_not_matter(tmp_path_factory: pytest.TempPathFactory, order: list[int]) -> None:
    dates = ("2031-03-04", "2031-03-05T08:00:00+00:00", "2031-03-05T08:00:00-01:00")
    versions = [page(text, published=date) for text, date in zip((FIRST, SECOND, THIRD), dates, strict=True)]
    folder = tmp_path_factory.mktemp("versions")
    with Library.open(folder, vectors=WordVectors()) as library:
        for n in order:
            assert library.add(versions[n])
        assert texts(library) == {THIRD}
    assert verify(folder, pytest.fail).faults == 0


def test_statements_of_an_old_version_are_not_those_of_the_new(empty: Path) -> None:
    with Library.open(empty, vectors=WordVectors()) as library:
        library.add(given_id(FIRST))
        library.keep_statements("pier", [statement("pier")], "a tagger")
        library.add(given_id(SECOND))
        assert library.statements("pier", "a tagger") is None
        assert library.unattributed("a tagger") == ("pier",)


def test_who_has_seen_the_change_says_which_is_the_newest(empty: Path) -> None:
    moved = page(SECOND, url="https://harbourpost.example/moved", published="2030-01-01")
    with Library.open(empty, vectors=WordVectors()) as library:
        first = page(FIRST, published="2031-03-04")
        library.add(first)
        assert library.revise(first.id, moved)
        assert library.ids() == (moved.id,)
        assert library.revise(moved.id, first), "the page changed back"
        assert library.ids() == (first.id,)
        assert not library.revise(first.id, first)
        library.revise(first.id, page(THIRD), raw=b"three")
        library.revise(page(THIRD).id, first, raw=b"one")
        library.revise(first.id, page(THIRD))
        assert not library.has_page(hashlib.sha256(b"three").hexdigest()), "now it is known without its bytes"
        assert library.revise("no longer there", page(THIRD, url="https://harbourpost.example/other"))
        assert len(library) == 2
    assert verify(empty, pytest.fail).faults == 0


def test_the_versions_of_a_text_are_told_before_it_is_added(empty: Path) -> None:
    with Library.open(empty, vectors=WordVectors()) as library:
        library.add(page(FIRST))
        assert library.versions_of(page(SECOND)) == (page(FIRST).id,)
        assert library.versions_of(page(SECOND, url=f"{URL}/more")) == ()


def test_old_versions_leave_with_their_article(empty: Path) -> None:
    with Library.open(empty, vectors=WordVectors()) as library:
        library.add(given_id(FIRST), raw=b"one")
        library.add(given_id(SECOND), raw=b"two")
        left = library.remove("pier")
        assert left is not None
        assert (left.versions, left.pages, left.outlet) == (1, 2, True)
        assert library.outlets() == ()
        assert library.add(given_id(FIRST)), "nothing of it is known any more"
    assert verify(empty, pytest.fail).faults == 0


def test_versions_come_back_from_an_export(empty: Path, tmp_path: Path) -> None:
    with Library.open(empty, vectors=WordVectors()) as library:
        library.add_many((each, None) for each in shelf())
        for text in (FIRST, SECOND, THIRD):
            library.add(given_id(text), raw=text.encode())
    done = taken_out(empty, tmp_path / "out")
    assert (done.articles, done.versions, done.pages) == (5, 2, 3)
    came = brought(tmp_path / "out", tmp_path / "back")
    assert (came.added, came.rejected, came.exported) == (5, (), done.digest)
    taken_out(tmp_path / "back", tmp_path / "again")
    for name in ("articles.jsonl", "versions.jsonl", "pages.warc.gz", "library.json"):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "out" / name).read_bytes()
    assert verify(tmp_path / "back", pytest.fail).faults == 0


PLACES = (None, URL, "http://www.harbourpost.example/piers/7/?utm_source=rss", "https://gazette.example/strike", "https://gazette.example/")
VERSIONS = st.builds(
    lambda text, place, key, **fields: replace(
        page(text, url=PLACES[place] or "", outlet=(POST, GAZETTE)[place > 2]), **({"id": key} if key else {}), url=PLACES[place], **fields
    ),
    text=st.sampled_from([FIRST, SECOND, THIRD]),
    place=st.integers(0, len(PLACES) - 1),
    key=st.sampled_from([None, None, "pier", "strike"]),
    published=st.sampled_from([None, "2031-03-04", "2031-03-05T08:00:00Z", "in spring"]),
    title=st.sampled_from([None, "Pier shut", "Pier shut for a month"]),
)
DEEDS = st.lists(st.tuples(st.sampled_from(["add", "add", "add", "revise", "remove"]), VERSIONS, VERSIONS), max_size=12)


@given(deeds=DEEDS)
@IN_ONE_FOLDER
def test_whatever_was_done_the_library_is_whole_and_comes_back(
    tmp_path_factory: pytest.TempPathFactory, deeds: list[tuple[str, Article, Article]]
) -> None:
    folder = tmp_path_factory.mktemp("deeds")
    with Library.open(folder / "library", vectors=WordVectors()) as library:
        for deed, one, other in deeds:
            with suppress(SourceError):  # another newsroom's
                if deed == "add":
                    library.add(one, raw=one.text.encode() if one.title else None)
                    assert not library.add(one)
                elif deed == "revise":
                    library.revise(other.id, one)
                    assert library.article(one.id).text == one.text
                else:
                    library.remove(one.id)
                    assert one.id not in library
        digest = library.digest()
    assert verify(folder / "library", pytest.fail).faults == 0
    done = taken_out(folder / "library", folder / "out")
    came = brought(folder / "out", folder / "back")
    assert (came.added, came.known, came.rejected) == (done.articles, 0, ())
    with Library.open(folder / "back", vectors=WordVectors()) as back:
        assert back.digest() == done.digest == digest
    assert verify(folder / "back", pytest.fail).faults == 0
    taken_out(folder / "back", folder / "again")
    for name in ("articles.jsonl", "versions.jsonl", "pages.warc.gz", "library.json"):
        assert (folder / "again" / name).read_bytes() == (folder / "out" / name).read_bytes()


def test_what_stood_beside_each_other_comes_back_beside_each_other(empty: Path, tmp_path: Path) -> None:
    with Library.open(empty, vectors=WordVectors()) as library:
        library.add_many((each, None) for each in (page(FIRST), page(SECOND, url=f"{URL}/2"), given_id(THIRD, url=f"{URL}/3")))
    done = taken_out(empty, tmp_path / "out")
    lines = [{**line, "kept": {**line["kept"], "record": {**line["kept"]["record"], "url": URL}}} for line in lines_of(tmp_path / "out")]
    write_lines(tmp_path / "out", lines)
    came = brought(tmp_path / "out", tmp_path / "back")
    assert (came.added, came.rejected, done.articles) == (3, (), 3)
    with Library.open(tmp_path / "back", vectors=WordVectors()) as back:
        assert texts(back) == {FIRST, SECOND, THIRD}


@pytest.mark.parametrize(("published", "newest"), [(None, THIRD), ("2031-03-03", THIRD), ("2031-03-05", SECOND)])
def test_an_imported_version_is_an_old_one_unless_it_says_that_it_is_newer(
    empty: Path, tmp_path: Path, published: str | None, newest: str
) -> None:
    with Library.open(empty, vectors=WordVectors()) as library:
        library.add(page(FIRST))
        library.add(page(SECOND, published=published))
        library.keep_statements(page(SECOND).id, [statement(page(SECOND).id)], "a tagger")
    taken_out(empty, tmp_path / "out")
    with Library.open(tmp_path / "back", vectors=WordVectors()) as library:
        library.add(page(THIRD, published="2031-03-04"))
    for _ in range(2):
        assert brought(tmp_path / "out", tmp_path / "back").rejected == ()
    with Library.open(tmp_path / "back", vectors=WordVectors()) as library:
        assert texts(library) == {newest}
        assert bool(library.statements(page(SECOND).id, "a tagger")) == (newest == SECOND)
    assert verify(tmp_path / "back", pytest.fail).faults == 0
    assert taken_out(tmp_path / "back", tmp_path / "again").versions == 2


def test_another_newsrooms_old_version_is_not_imported(empty: Path, tmp_path: Path) -> None:
    with Library.open(empty, vectors=WordVectors()) as library:
        for text in (FIRST, SECOND):
            library.add(given_id(text))
    taken_out(empty, tmp_path / "out")
    with Library.open(tmp_path / "back", vectors=WordVectors()) as library:
        library.add(given_id(THIRD, outlet=GAZETTE))
        came = bring(tmp_path / "out", library, largest=LIMIT)
        assert [each.reason.rpartition(", ")[2] for each in came.rejected] == ["by another outlet; give this one another", "was not taken"]
        assert texts(library) == {THIRD}


def test_a_version_without_its_article_is_not_imported(empty: Path, tmp_path: Path) -> None:
    with Library.open(empty, vectors=WordVectors()) as library:
        for text in (FIRST, SECOND):
            library.add(given_id(text))
    taken_out(empty, tmp_path / "out")
    assert lines_of(tmp_path / "out")[0]["text"] == SECOND
    write_lines(tmp_path / "out", [])
    with Library.open(tmp_path / "back", vectors=WordVectors()) as back:
        (rejected,) = bring(tmp_path / "out", back, largest=LIMIT).rejected
        with pytest.raises(SourceError, match="does not hold 'pier', of which it is an old version"):
            back.restore_former("pier", Stored.of_article(given_id(FIRST)), None)
    assert rejected.reason == "the article 'pier', of which it is an old version, was not taken"


def test_a_damaged_version_is_a_fault_and_does_not_come_out(empty: Path, tmp_path: Path) -> None:
    with Library.open(empty, vectors=WordVectors()) as library:
        for text in (FIRST, SECOND):
            library.add(given_id(text))
    run_sql(empty / "library.sqlite3", "UPDATE former SET text = text || '!'")
    faults: list[str] = []
    verify(empty, faults.append)
    assert [line.partition(": ")[2] for line in faults] == ["article 'pier', old version 1: is not what was added: its digest is another"]
    lost: list[str] = []
    done = export(empty, tmp_path / "out", media_type=media_type_of, tell=lost.append)
    assert (done.articles, done.versions, done.lost) == (1, 0, 1)
    assert "an old version of 'pier' could not be read" in lost[0]


def test_an_address_that_is_not_the_articles_is_a_fault(empty: Path) -> None:
    with Library.open(empty, vectors=WordVectors()) as library:
        library.add(page(FIRST))
    run_sql(empty / "library.sqlite3", "UPDATE article SET address = 'elsewhere.example/a'")
    faults: list[str] = []
    verify(empty, faults.append)
    assert [line.rpartition(": ")[2] for line in faults] == ["its address in the table is not that of its record"]


def test_an_article_is_shown_with_what_changed(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Library.open(empty, vectors=WordVectors()) as library:
        library.add(replace(page(FIRST, published="2031-03-04"), title="Pier shut"))
        library.add(replace(page(THIRD, published="2031-03-05"), title="Pier shut again"))
        library.add(replace(page(SECOND, published="2031-03-04T23:00:00Z"), title="Pier shut"))
    code, out, err = told(capsys, "show", page(THIRD).id, "--library", str(empty))
    assert (code, err) == (0, "")
    assert out.partition("\nBefore: ")[2].splitlines() == [
        f"The Harbour Post, 4 March 2031, 23:00 ({page(SECOND).id}): 3 changes",
        "  title      [Pier shut → Pier shut again]",
        "  date       [2031-03-04T23:00:00Z → 2031-03-05]",
        "  [+ Correction: an earlier version gave the wrong day.]",
        "",
        f"Before: The Harbour Post, 4 March 2031 ({page(FIRST).id}): 2 changes",
        "  date       [2031-03-04 → 2031-03-04T23:00:00Z]",
        "  The pier of Rivermouth was shut on [Monday → Tuesday] after a barge struck it, said the harbour master, Ilse …",
    ]
    shown = json.loads(told(capsys, "show", page(THIRD).id, "--library", str(empty), "--json")[1])
    Draft202012Validator(schema("library-show")).validate(shown)
    assert [(each["text"], each["changes"]) for each in shown["versions"]] == [
        (FIRST, [{"old": [35, 41], "new": [35, 42]}]),
        (SECOND, [{"old": [len(SECOND)] * 2, "new": [len(SECOND) + 2, len(THIRD)]}]),
    ]
    assert f"it is an old version of '{page(THIRD).id}'" in told(capsys, "show", page(FIRST).id, "--library", str(empty))[2]


def test_a_damaged_version_is_named_and_the_others_are_shown(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Library.open(empty, vectors=WordVectors()) as library:
        library.add_many((given_id(text), None) for text in (FIRST, SECOND, THIRD))
    run_sql(empty / "library.sqlite3", "UPDATE former SET text = text || '!' WHERE row = 1")
    code, out, err = told(capsys, "show", "pier", "--library", str(empty))
    assert (code, out.count("\nBefore: ")) == (5, 1)
    assert err == "reportedly: pier: an old version is damaged: is not what was added: its digest is another\n"


def test_a_library_without_versions_gets_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = whole_library(tmp_path / "old")
    drops = ("DROP INDEX article_address", "ALTER TABLE article DROP COLUMN address", "DROP TABLE former", "PRAGMA user_version = 2")
    run_sql(folder / "library.sqlite3", *drops)
    assert told(capsys, "show", "full", "--library", str(folder), "--json")[0] == 0
    with Library.open(folder, vectors=WordVectors()) as library:
        assert library.versions_of(page(FIRST, url="http://harbourpost.example/crane")) == ("full",)
        library.add(page(FIRST, url="http://harbourpost.example/crane"))
        assert "full" not in library.ids()
    assert verify(folder, pytest.fail).faults == 0


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "ftp://x.example/a",
        "https://x.example",
        "https://x.example/#a",
        "https:///a",
        "mailto:a@b",
        "http://[x/a",
        "https://x.example/index.php",
    ],
)
def test_no_address_of_an_article(url: str | None) -> None:
    assert address_of(url) is None


@pytest.mark.parametrize(
    "url", ["https://x.example/index.php?id=7", "https://x.example/#!/a", "https://x.example/#/a", "https://x.example/a"]
)
def test_an_address_of_an_article(url: str) -> None:
    assert address_of(url) == url.removeprefix("https://").replace("e/#", "e#")


@given(url=st.text())
def test_an_address_is_told_of_any_text(url: str) -> None:
    told_ = address_of(f"https://x.example/{url}")
    assert told_ is None or json.dumps(told_)
