"""The library's pages: a search, an article with its statements, an outlet, the articles that tell one story; each with its JSON twin."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.routing import Route

from reportedly.errors import UsageError
from reportedly.report.json import attributed_to_json, tracing_to_json, versions_in_json
from reportedly.report.pieces import in_runs
from reportedly.report.versions import changed
from reportedly.web import addresses
from reportedly.web.answers import go, json_answer, number, split_twin
from reportedly.web.asked import Asked, web_link
from reportedly.web.desk import desk_of
from reportedly.web.look import page
from reportedly.web.words import snippets

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from reportedly.records import Article, Outlet
    from reportedly.report.pieces import Piece
    from reportedly.web.catalog import Listed, Results
    from reportedly.web.desk import Desk

__all__ = ["routes"]

#: Seconds after which a search looks again at what other programs have added to the library.
_FRESH = 5.0
#: Results on a page.
_MOST = 20
_MOST_WORDS = 500


class _Found(NamedTuple):
    """A result, and the place in it that has the words."""

    article: Listed
    snippet: tuple[Piece, ...]


class _Search(NamedTuple):
    """What was asked, and what was found."""

    words: str
    outlet: str | None
    after: int
    results: Results
    found: tuple[_Found, ...]


def search(request: Request) -> Response:
    """A search of the library; without words, its newest articles."""
    desk = desk_of(request)
    return page("library", search=_search(request), most=_MOST, listed=len(desk.catalog), known=desk.catalog.known)


def search_json(request: Request) -> Response:
    """The same as JSON."""
    desk, made = desk_of(request), _search(request)
    return json_answer(
        {
            "query": made.words,
            "outlet": made.outlet,
            "total": made.results.total,
            "after": made.after,
            "all_words": made.results.is_exact,
            "listed": len(desk.catalog),
            "articles": [
                _entry(each.article) | {"snippet": [{"words": piece.words, "lit": piece.lit} for piece in each.snippet]}
                for each in made.found
            ],
        }
    )


def _search(request: Request) -> _Search:
    desk, query = desk_of(request), request.query_params
    desk.catalog.refresh(after=_FRESH)
    words, outlet, after = query.get("q", "")[:_MOST_WORDS], query.get("outlet") or None, number(query.get("after"))
    results = desk.catalog.search(words, outlet=outlet, most=_MOST, after=after)
    texts = {article.id: article.text for article in desk.shelves.articles(tuple(each.id for each in results.articles))}
    held = [each for each in results.articles if each.id in texts]
    found = zip(held, snippets(results.terms, [texts[each.id] for each in held]), strict=True)
    return _Search(words, outlet, after, results, tuple(_Found(*each) for each in found))


def article(request: Request) -> Response:
    """An article as it was published, with its statements."""
    return _twins(request, _article_page, _article_json)


def _article_page(desk: Desk, found: Article) -> Response:
    statements = desk.shelves.statements(found)
    return page(
        "article",
        article=found,
        statements=statements,
        paragraphs=in_runs(found.text, ((n, each.content) for n, each in enumerate(statements or (), 1))),
        versions=changed(desk.shelves.versions(found), found),
        reports=desk.reports.about_article(found.id),
    )


def _article_json(desk: Desk, found: Article) -> Response:
    statements = desk.shelves.statements(found)
    told, *rest = (json.loads(line) for line in attributed_to_json(found, statements or ()))
    outlet = {"outlet": found.outlet.name, "url": found.url, "title": found.title, "published": found.published, "byline": found.byline}
    versions = versions_in_json(desk.shelves.versions(found), found)
    made = {"article": told | outlet | {"sha256": found.sha256}, "statements": None if statements is None else rest}
    return json_answer(made | {"versions": versions})


def story(request: Request) -> Response:
    """The articles that tell the story of one, earliest first, and who took what from whom."""
    return _twins(request, _story_page, lambda desk, found: json_answer(tracing_to_json(desk.shelves.story(found, desk.catalog))))


def _story_page(desk: Desk, found: Article) -> Response:
    tracing = desk.shelves.story(found, desk.catalog)
    known = {each.id: each for each in tracing.articles}
    taken: dict[str, list[Any]] = {key: [] for key in known}
    for derivation in tracing.derivations:
        taken.setdefault(derivation.to, []).append(derivation)
    return page("story", start=found, tracing=tracing, known=known, taken=taken)


def _twins(request: Request, as_page: Callable[[Desk, Article], Response], as_json: Callable[[Desk, Article], Response]) -> Response:
    """Answer for an article: an id that ends in `.json` goes before the twin of the id without it."""
    desk, key = desk_of(request), request.path_params["key"]
    if found := desk.shelves.article(key):
        return as_page(desk, found)
    plain, twin = split_twin(key)
    found = desk.shelves.article(plain) if twin else None
    if found is None:
        raise HTTPException(404, "The library holds no article of this id.")
    return as_json(desk, found)


def outlets(request: Request) -> Response:
    """All outlets of the library, those with most articles first."""
    return page("outlets", outlets=desk_of(request).catalog.outlets())


def outlets_json(request: Request) -> Response:
    """The same as JSON."""
    return json_answer({"outlets": [{"name": name, "articles": count} for name, count in desk_of(request).catalog.outlets()]})


def outlet(request: Request) -> Response:
    """What is known of an outlet, and its articles."""
    desk, key, after = desk_of(request), request.path_params["key"], number(request.query_params.get("after"))
    known = desk.shelves.outlet(key)
    plain, twin = split_twin(key)
    if known is None and twin:
        known = desk.shelves.outlet(plain)
        if known is not None:
            return json_answer(_outlet_json(desk, plain, known, after))
    if known is None:
        raise HTTPException(404, "Neither the library nor the list of outlets knows an outlet of this name.")
    results = desk.catalog.search("", outlet=key, most=_MOST, after=after)
    return page("outlet", name=key, outlet=known, results=results, after=after, most=_MOST)


def _outlet_json(desk: Desk, name: str, known: Outlet, after: int) -> dict[str, Any]:
    results = desk.catalog.search("", outlet=name, most=_MOST, after=after)
    return {"outlet": asdict(known), "total": results.total, "after": after, "articles": [_entry(each) for each in results.articles]}


async def add(request: Request) -> Response:
    """Put what an address or a file holds into the library, in a job."""
    desk = desk_of(request)
    async with request.form(max_files=1, max_fields=4, max_part_size=desk.settings.max_body_bytes) as form:
        file, words = form.get("file"), form.get("what")
        if isinstance(file, UploadFile) and file.filename:
            asked = Asked(kind="add", name=file.filename[:120], raw=await file.read())
        elif isinstance(words, str) and (link := web_link(words)):
            asked = Asked(kind="add", name=link[:200], link=link)
        else:
            raise UsageError("Expected the address of an article or a feed, or a file.")
    return go(addresses.job(desk.queue.put(asked).id))


def _entry(each: Listed) -> dict[str, Any]:
    return {**each._asdict(), "address": addresses.article(each.id)}


routes = [
    Route("/library", search),
    Route("/library.json", search_json),
    Route("/library/add", add, methods=["POST"]),
    Route("/articles/{key:path}", article),
    Route("/stories/{key:path}", story),
    Route("/outlets", outlets),
    Route("/outlets.json", outlets_json),
    Route("/outlets/{key:path}", outlet),
]
