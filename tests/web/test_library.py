"""The library's pages and their JSON twins, and the catalogue that searches it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.store.harbour import DENIAL_TEXT, article
from tests.web.conftest import HOSTILE, OneStatement, TinyTools, hostile

from reportedly.errors import LibraryError
from reportedly.records import Unnamed, Voice
from reportedly.report.json import schema
from reportedly.report.pieces import visible
from reportedly.store import Library
from reportedly.web import addresses
from reportedly.web.catalog import Catalog
from reportedly.web.words import snippets

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

    from reportedly.records import Article, Statement
    from reportedly.web import Desk


def ids(reader: TestClient, query: str) -> list[str]:
    return [each["id"] for each in reader.get(f"/library.json?q={query}").json()["articles"]]


class TestSearch:
    """By words of titles, outlets and texts."""

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("crane collapsed", {"wire", "copy"}),
            ("cranes collapsing", {"wire", "copy"}),
            ("meridian", {"wire"}),
            ('"harbour post"', {"copy", "garden"}),
            ("garden", {"garden"}),
            ("maintenance records operator", {"copy"}),
            ("APPLE trees", {"garden"}),
        ],
    )
    def test_articles_that_have_all_the_words(self, reader: TestClient, query: str, found: set[str]) -> None:
        assert set(ids(reader, query)) == found

    def test_a_title_goes_before_a_text(self, reader: TestClient) -> None:
        assert ids(reader, "denial")[0] == "denial"

    def test_some_of_the_words_when_no_article_has_all(self, reader: TestClient) -> None:
        told = reader.get("/library.json?q=apple+crane+zeppelin").json()

        assert told["all_words"] is False
        assert {each["id"] for each in told["articles"]} >= {"garden", "wire", "copy"}
        assert "none has all of them" in reader.get("/library?q=apple+crane+zeppelin").text

    def test_words_that_most_articles_have_tell_nothing(self, desk: Desk) -> None:
        with desk.shelves.library() as library:
            library.add_many((article(f"n{n}", f"This is the note of a day, number {n}, and no more."), None) for n in range(60))
        desk.catalog.update()

        assert desk.catalog.search("the crane of a").terms == desk.catalog.search("crane").terms == ('"crane"',)
        assert len(desk.catalog.search("the of a").terms) == 1

    def test_of_one_outlet(self, reader: TestClient) -> None:
        told = reader.get("/library.json", params={"q": "crane", "outlet": "The Harbour Post"}).json()

        assert [each["id"] for each in told["articles"]] == ["copy"]

    def test_the_place_is_lit(self, reader: TestClient) -> None:
        lit = [piece["words"] for piece in reader.get("/library.json?q=apple").json()["articles"][0]["snippet"] if piece["lit"]]

        assert lit == ["apple"]
        assert "<mark>apple</mark>" in reader.get("/library?q=apple").text

    def test_without_words_the_newest_first(self, reader: TestClient) -> None:
        assert ids(reader, "")[1:4] == ["garden", "denial", "copy"] or ids(reader, "")[0] == "garden"

    def test_pages_follow_each_other(self, desk: Desk) -> None:
        whole = [each.id for each in desk.catalog.search("").articles]
        paged = [each.id for after in range(0, len(whole), 2) for each in desk.catalog.search("", most=2, after=after).articles]

        assert paged == whole

    @pytest.mark.parametrize(
        "query", ['"', "AND", "NOT crane", "title:crane", "crane*", "NEAR(a b)", "^", "(", "'; DROP TABLE listed", "\x00", "-", "ü" * 600]
    )
    def test_nothing_is_read_as_query_language(self, reader: TestClient, query: str) -> None:
        assert reader.get("/library", params={"q": query}).status_code == 200

    @pytest.mark.parametrize("after", ["-1", "x", "99999999999", "1e3", "4000000"])
    def test_a_place_that_is_none(self, reader: TestClient, after: str) -> None:
        assert reader.get("/library", params={"after": after}).status_code == 200


@given(
    st.lists(st.sampled_from(('"a"', '"0"', '"the crane"', '"zz"')), unique=True), st.text(alphabet="a0 .\x00\x02é…thecran", max_size=200)
)
def test_a_snippet_is_of_the_text(terms: list[str], text: str) -> None:
    pieces = snippets(terms, [text])[0]

    plain = re.sub(r"\W", "", visible(text))
    assert all(re.sub(r"\W", "", part) in plain for part in "".join(piece.words for piece in pieces).split("…"))
    assert not any(mark in piece.words for piece in pieces for mark in "\x02\x03")


class TestPages:
    """Articles, outlets, stories."""

    def test_an_article_as_it_was_published(self, reader: TestClient) -> None:
        page = reader.get("/articles/wire").text

        assert "A crane collapsed at the Ostmark container terminal on Tuesday" in page
        assert 'href="#f1"' in page
        assert 'id="f1"' in page
        assert "Meridian Wire, in its own voice" in page

    def test_what_is_told_of_a_voice_without_a_name(self, client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
        made = OneStatement.statements

        def by_two_clerks(self: OneStatement, article: Article, library: Library | None = None) -> tuple[Statement, ...]:
            (own,) = made(self, article, library)
            clerks = Voice(name="two clerks", kind="unnamed", unnamed=Unnamed(number="two", proximity="insider"))
            return (replace(own, chain=(*own.chain, clerks), directness="direct"),)

        monkeypatch.setattr(OneStatement, "statements", by_two_clerks)
        assert '<p class="manner">Unnamed, two insiders. Quoted word for word.</p>' in client.get("/articles/wire").text

    def test_what_changed_in_an_article(self, client: TestClient, desk: Desk) -> None:
        old = desk.shelves.article("wire")
        assert old is not None
        text = old.text.replace("on Tuesday", "on <Wednesday>", 1)
        with desk.shelves.library() as library:
            library.add(replace(old, text=text, title="Another title", published="2031-03-09"), raw=None)
        page, twin = client.get("/articles/wire").text, client.get("/articles/wire.json").json()

        assert "What changed" in page
        assert "<del>Tuesday</del> <ins>&lt;Wednesday&gt;</ins>" in page
        assert "title: <del>Title of wire</del> <ins>Another title</ins>" in page
        (version,) = twin["versions"]
        assert version["text"] == old.text
        assert [(old.text[slice(*each["old"])], text[slice(*each["new"])]) for each in version["changes"]] == [("Tuesday", "<Wednesday>")]
        assert "What changed" not in client.get("/articles/copy").text

    def test_its_twin_is_what_attribute_writes(self, reader: TestClient) -> None:
        twin = reader.get("/articles/wire.json").json()

        Draft202012Validator(schema("attribute-article")).validate(twin["article"])
        for statement in twin["statements"]:
            Draft202012Validator(schema("attribute-statement")).validate(statement)

    def test_a_story_tells_who_took_it_from_whom(self, reader: TestClient) -> None:
        page = reader.get("/stories/copy").text

        assert "The Harbour Post copied Meridian Wire" in page
        assert re.search(r"<blockquote>[^<]*<mark>A crane collapsed at the Ostmark", page)
        twin = reader.get("/stories/copy.json").json()
        Draft202012Validator(schema("trace")).validate(twin)
        assert [(each["from"], each["to"]) for each in twin["derivations"]][:1] == [("wire", "copy")]

    def test_an_outlet_with_its_facts_and_articles(self, reader: TestClient) -> None:
        page = reader.get("/outlets/Meridian%20Wire").text

        assert "News agency" in page
        assert 'href="/articles/wire"' in page
        twin = reader.get("/outlets/Meridian%20Wire.json").json()
        assert twin["outlet"]["agency"] is True
        assert [each["id"] for each in twin["articles"]] == ["wire"]

    def test_an_outlet_that_only_the_registry_knows(self, reader: TestClient) -> None:
        page = reader.get("/outlets/24.kz").text

        assert "state-controlled media" in page.lower()
        assert "Khabar Agency" in page

    def test_all_outlets(self, reader: TestClient) -> None:
        assert 'href="/outlets/Meridian%20Wire"' in reader.get("/outlets").text
        assert {"name": "Meridian Wire", "articles": 1} in reader.get("/outlets.json").json()["outlets"]

    @pytest.mark.parametrize(
        "path", ["/articles/none", "/stories/none", "/outlets/none", "/articles/none.json", "/stories/none.json", "/outlets/none.json"]
    )
    def test_what_is_not_there(self, reader: TestClient, path: str) -> None:
        answer = reader.get(path)

        assert answer.status_code == 404
        assert answer.headers["content-type"].startswith("application/json" if path.endswith(".json") else "text/html")

    def test_ids_of_any_kind_have_an_address(self, reader: TestClient) -> None:
        key = hostile().id

        assert reader.get(addresses.article(key)).status_code == 200
        assert reader.get(addresses.article(key) + ".json").json()["article"]["article"] == key
        assert reader.get(addresses.story(key)).status_code == 200
        assert reader.get(addresses.outlet(HOSTILE)).status_code == 200

    @pytest.mark.parametrize(
        "path",
        [
            "/library",
            "/library?q=dock",
            "/outlets",
            addresses.article(hostile().id),
            addresses.story(hostile().id),
            addresses.outlet(HOSTILE),
        ],
    )
    def test_what_an_article_holds_is_shown_as_text(self, reader: TestClient, path: str) -> None:
        page = reader.get(path).text

        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "\u202e" not in page
        assert "javascript:" not in page
        assert ">49<" not in page


class TestCatalog:
    """It follows the library."""

    def test_what_is_added_is_found(self, desk: Desk) -> None:
        with desk.shelves.library() as library:
            library.add(article("late", "A heron was seen in the dry dock."))
        desk.catalog.update()

        assert [each.id for each in desk.catalog.search("heron").articles] == ["late"]

    def test_another_version_is_found_and_the_old_one_is_not(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        desk.catalog.update()
        before = len(desk.catalog)
        for n, share in enumerate((100, -1)):
            monkeypatch.setattr("reportedly.web.catalog._GONE_LEAST", share)
            with desk.shelves.library() as library:
                library.add(article("late", f"A heron was seen in the dry dock {n} times."))
                library.add(article("next", f"A seal was seen in the wet dock {n} times."))
            desk.catalog.update()
            with desk.shelves.library() as library:
                library.add(article("late", f"An otter was seen in the dry dock {n} times."))
                library.add(article(f"more {n}", "A cormorant was seen at the pier."))
            desk.catalog.update()

            assert len(desk.catalog) == before + 3 + n
            assert [(each.total, each.articles) for each in (desk.catalog.search("heron"),)] == [(0, ())]
            assert [each.id for each in desk.catalog.search("otter").articles] == ["late"]
            assert [each.id for each in desk.catalog.search("seal").articles] == ["next"]

    def test_what_another_program_adds_is_found_by_the_next_search(self, client: TestClient, desk: Desk) -> None:
        with desk.shelves.library() as library:
            library.add(article("late", "A heron was seen in the dry dock."))
        desk.catalog._begun -= 60

        assert '"/articles/late"' in client.get("/library?q=heron").text

    def test_what_is_another_library_is_listed_anew(self, desk: Desk, tmp_path: Path) -> None:
        tools = TinyTools(replace(desk.settings.run, library=tmp_path / "other"))
        with tools.library() as library:
            library.add(article("wire", DENIAL_TEXT))
        catalog = Catalog(desk.settings.run.library / "catalog.sqlite3", tools.library)
        catalog.update()

        assert [each.id for each in catalog.search("").articles] == ["wire"]
        catalog.close()

    @pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\x00" + b"\xff" * 5000])
    def test_a_damaged_catalogue_is_made_again(self, tmp_path: Path, desk: Desk, damage: bytes) -> None:
        (tmp_path / "catalog.sqlite3").write_bytes(damage)
        catalog = Catalog(tmp_path / "catalog.sqlite3", desk.shelves.library)
        catalog.update()

        assert len(catalog) == 6
        catalog.close()

    def test_where_it_cannot_be_written_it_is_in_memory(self, tmp_path: Path, desk: Desk) -> None:
        catalog = Catalog(tmp_path / "none" / "catalog.sqlite3", desk.shelves.library)
        catalog.update()

        assert len(catalog) == 6
        catalog.close()

    def test_two_servers_of_one_library_share_it(self, tmp_path: Path, desk: Desk) -> None:
        catalogs = [Catalog(tmp_path / "catalog.sqlite3", desk.shelves.library) for _ in range(2)]
        for catalog in catalogs:
            catalog.update()

        assert [catalog.search("crane").total for catalog in catalogs] == [4, 4]
        assert [len(catalog) for catalog in catalogs] == [6, 6]
        for catalog in catalogs:
            catalog.close()

    def test_when_it_fails_it_says_so(self, desk: Desk) -> None:
        desk.catalog.close()

        with pytest.raises(LibraryError, match=r"catalog\.sqlite3"):
            desk.catalog.search("crane")

    def test_an_empty_library_says_so(self, tmp_path: Path, desk: Desk) -> None:
        tools = TinyTools(replace(desk.settings.run, library=tmp_path / "empty"))
        catalog = Catalog(tmp_path / "empty" / "catalog.sqlite3", tools.library)
        catalog.update()

        assert catalog.search("crane").total == 0
        assert isinstance(tools.library(), Library)
        catalog.close()
