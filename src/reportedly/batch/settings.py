"""What a batch run is told: one frozen record, which travels to every worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["BatchSettings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSettings:
    """The choices of one run."""

    #: The folder that is written: a path, or the address of one in an object store. Every worker must see it.
    out: str
    #: An article is held against those of so many days before and after its own. Rewrites are looked for over four days.
    window: int = 4
    runner: Literal["native", "ray"] = "native"
    #: Of the cluster's head ("ray://head:10001"); None starts Ray on this machine.
    address: str | None = None
    #: Worker processes; each loads the models once.
    workers: int = 1
    #: The user's own outlets, which add to the registry and go before it.
    outlets_file: Path | None = None
    #: A folder of models to use instead.
    models: Path | None = None
    #: Articles of one partition file at most: what is lost when a worker is ended.
    part: int = 500
