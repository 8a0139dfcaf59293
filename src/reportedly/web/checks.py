"""Asking and watching: the first page, the form it sends, and a job's page while it runs."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import StreamingResponse
from starlette.routing import Route

from reportedly.errors import UsageError
from reportedly.web import addresses
from reportedly.web.answers import go, json_answer
from reportedly.web.desk import desk_of
from reportedly.web.forms import asked_by, field_of
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
            asked = await asked_by(form, desk)
        except UsageError as error:
            return await run_in_threadpool(_home, desk, wrong=str(error), pasted=field_of(form, "what")[:20_000])
    return go(addresses.job(desk.queue.put(asked).id))


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
