"""Fixtures of the ingest stage: a small fictional registry, and reading bytes by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.ingest.faults import FaultServer, running

from reportedly.ingest import Ingested, IngestSettings, Source, read
from reportedly.records import Outlet, Rejected
from reportedly.text.outlets import Outlets

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx
    from tests.ingest.newsroom import Reader


@pytest.fixture
def outlets() -> Outlets:
    return Outlets(
        (
            Outlet(name="Meridian Wire", family="Meridian Wire", names=("MW",), domains=("meridianwire.example",), agency=True),
            Outlet(name="The Harbour Post", family="Harbour Group", names=("Harbour Post",), domains=("harbourpost.example",)),
            Outlet(name="Coast Radio", family="Coast Radio", domains=("coastradio.example",)),
        )
    )


@pytest.fixture
def reader(outlets: Outlets) -> Reader:
    """Read bytes as if they were standard input, or a file of that name."""

    def call(
        raw: bytes, name: str = "page.html", settings: IngestSettings | None = None, transport: httpx.BaseTransport | None = None
    ) -> list[Ingested | Rejected]:
        return list(read(Source(name=name, stdin=raw), settings=settings or IngestSettings(), outlets=outlets, transport=transport))

    return call


@pytest.fixture
def faults() -> Iterator[FaultServer]:
    """A server of sites and their faults; tests that use it are marked `loopback` and allow that address alone."""
    yield from running()
