"""Asking and watching: the first page, the form it sends, and a job's page while it runs."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import StreamingResponse
from starlette.routing import Route

from reportedly.errors import UsageError
from reportedly.ingest import Given
from reportedly.web import addresses
from reportedly.web.answers import go, json_answer
from reportedly.web.asked import Asked, web_link
from reportedly.web.desk import desk_of
from reportedly.web.look import page

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.responses import Response

    from reportedly.web.desk import Desk
    from reportedly.web.jobs import Job

__all__ = ["routes"]

#: The steps of a check in the order they come, as the pipeline names them, and what a reader is told of each.
_STEPS: Final = {
    "fetching the page": "Fetching the page",
    "reading the text": "Reading the text",
    "reading the article": "Finding who says what",
    "reading what is near": "Reading what the library holds near it",
    "comparing": "Comparing, and following each claim to its origins",
    "adding articles": "Adding to the library",
}
_PLANS: Final = {
    "article": ("reading the article", "reading what is near", "comparing"),
    "demo": ("reading the article", "reading what is near", "comparing"),
    "claim": ("reading what is near", "comparing"),
    "add": ("adding articles",),
}
_MOST_FIELDS: Final = 12
#: Seconds between looks at a job that is watched, and between signs of life.
_LOOK, _ALIVE = 0.1, 15.0
_LONGEST_CLAIM: Final = 2000


async def home(request: Request) -> Response:
    """The first page: what to check, and what was checked lately."""
    return await run_in_threadpool(_home, desk_of(request))


def _home(desk: Desk, *, wrong: str | None = None, pasted: str = "") -> Response:
    status = 200 if wrong is None else 400
    return page("home", status=status, newest=desk.reports.newest(8), library=len(desk.catalog), wrong=wrong, pasted=pasted)


async def check(request: Request) -> Response:
    """Take the form of the first page, and send the reader to the job."""
    desk = desk_of(request)
    async with request.form(max_files=1, max_fields=_MOST_FIELDS, max_part_size=desk.settings.max_body_bytes) as form:
        try:
            asked = await _asked(form, desk)
        except UsageError as error:
            return await run_in_threadpool(_home, desk, wrong=str(error), pasted=_field(form, "what")[:20_000])
    return go(addresses.job(desk.queue.put(asked).id))


async def _asked(form: FormData, desk: Desk) -> Asked:
    if "demo" in form:
        return Asked(kind="demo", name="the story that ships with the program")
    if claim := " ".join(_field(form, "claim").split()):
        if len(claim) > _LONGEST_CLAIM:
            raise UsageError(f"Expected one sentence as the claim, found {len(claim):,} characters.")
        return Asked(kind="claim", name=f"“{claim[:80]}”", claim=claim)
    if key := _field(form, "article"):
        article = await run_in_threadpool(desk.shelves.article, key)
        if article is None:
            raise UsageError("The library holds this article no more.")
        return Asked(kind="article", name=article.title or article.outlet.name, article=article)
    given = _given(form)
    keep = "keep" in form
    if key := _field(form, "sent"):
        sent = desk.held.take(key)
        if sent is None:
            raise UsageError("The page that was sent is no longer here; send it again.")
        url = given.url or sent.url
        return Asked(
            kind="article", name=sent.title or url or "the page that was sent", raw=sent.raw, given=_with_url(given, url), keep=keep
        )
    return await _pasted(form, given, keep=keep)


async def _pasted(form: FormData, given: Given, *, keep: bool) -> Asked:
    file = form.get("file")
    if isinstance(file, UploadFile) and file.filename:
        raw = await file.read()
        if not raw:
            raise UsageError(f"{file.filename[:80]}: the file is empty.")
        return Asked(kind="article", name=file.filename[:120], raw=raw, given=given, keep=keep)
    words = _field(form, "what").replace("\r\n", "\n")
    if not words:
        raise UsageError("Paste a link or the text of an article, or choose a file.")
    if link := web_link(words):
        return Asked(kind="article", name=link[:200], link=link, given=given, keep=keep)
    name = given.title or f"“{' '.join(words[:60].split())} …”"
    return Asked(kind="article", name=name, raw=words.encode("utf-8", "replace"), given=given, keep=keep)


def _given(form: FormData) -> Given:
    """What the reader says of the article; what is left empty is looked for in it."""
    published = _field(form, "published") or None
    if published is not None and not _is_date(published):
        raise UsageError(f"Expected a date such as 2031-03-13, found {published[:40]!r}.")
    told = {name: _field(form, name)[:500] or None for name in ("outlet", "title", "url")}
    if told["url"] and web_link(told["url"]) is None:
        raise UsageError("Expected an address such as https://harbourpost.example/story as the article’s address.")
    return Given(outlet=told["outlet"], title=told["title"], url=told["url"] and web_link(told["url"]), published=published)


def _with_url(given: Given, url: str | None) -> Given:
    return Given(outlet=given.outlet, title=given.title, url=url, published=given.published)


def _is_date(words: str) -> bool:
    try:
        return 1000 < datetime.fromisoformat(words).year < 9000  # noqa: PLR2004  room to count from it on both sides
    except ValueError:
        return False


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


async def job(request: Request) -> Response:
    """A job's page: its steps; once it is done, on to the report."""
    found = _job(request)
    if found.outcome and found.outcome.address:
        return go(found.outcome.address)
    told = _told(found, desk_of(request))
    return page("job", job=found, told=told)


async def job_json(request: Request) -> Response:
    """A job as JSON."""
    return json_answer(_told(_job(request), desk_of(request)))


async def events(request: Request) -> Response:
    """A job's steps as server-sent events, until it is over."""
    return StreamingResponse(_events(_job(request), desk_of(request)), media_type="text/event-stream")


async def _events(watched: Job, desk: Desk) -> AsyncIterator[str]:
    told: dict[str, Any] = {}
    silent = 0.0
    while not desk.queue.closed.is_set():
        now = desk.queue.see(watched.id) or watched
        if (fresh := _told(now, desk)) != told:
            told, silent = fresh, 0.0
            yield f"data: {json.dumps(told)}\n\n"
        elif silent > _ALIVE:
            silent = 0.0
            yield ": still here\n\n"
        if now.is_over:
            return
        await asyncio.sleep(_LOOK)
        silent += _LOOK


async def stop(request: Request) -> Response:
    """Stop a job."""
    found = _job(request)
    desk_of(request).queue.stop(found.id)
    return go(addresses.job(found.id))


def _job(request: Request) -> Job:
    found = desk_of(request).queue.see(request.path_params["key"])
    if found is None:
        raise HTTPException(404, "This job is not known here: the server was started anew since, or it was long ago. Reports stay.")
    return found


def _told(job: Job, desk: Desk) -> dict[str, Any]:
    """What a page, or a program, shows of a job."""
    seen = {step.name: step for step in job.steps}
    plan = dict.fromkeys((*seen, *_PLANS[job.asked.kind]))
    return {
        "state": job.state,
        "ahead": desk.queue.ahead(job.id) if job.state == "waiting" else 0,
        "steps": [
            {
                "words": _STEPS.get(name, name.capitalize()),
                "state": _state(name, job),
                "done": seen[name].done if name in seen else 0,
                "total": seen[name].total if name in seen else None,
            }
            for name in plan
        ],
        "address": job.outcome.address if job.outcome else None,
        "words": job.outcome.words if job.outcome else None,
        "why": job.why,
    }


def _state(step: str, job: Job) -> str:
    if job.state == "done":
        return "done"
    if all(each.name != step for each in job.steps):
        return "to come"
    if job.steps[-1].name != step:
        return "done"
    return "left" if job.is_over else "now"


routes = [
    Route("/", home),
    Route("/checks", check, methods=["POST"]),
    Route("/jobs/{key}.json", job_json),
    Route("/jobs/{key}/events", events),
    Route("/jobs/{key}/stop", stop, methods=["POST"]),
    Route("/jobs/{key}", job),
]
