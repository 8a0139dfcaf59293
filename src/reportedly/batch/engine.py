"""Daft runs the tasks: each stage is one plan, a list of tasks mapped by workers that keep what they have loaded.

The plan is the same on one machine and on a Ray cluster; only who runs it differs.
"""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Any, Final, Protocol

from reportedly.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.batch.settings import BatchSettings

__all__ = ["Opens", "begin", "mapped"]

#: Seconds that a worker on a cluster has to start in: it loads what it needs, perhaps from a disk that many share.
_READY: Final = 600
_ENDED: Final = "a worker was ended; what is finished is kept: run the same command again, with fewer --workers if memory was short"


class Opens(Protocol):
    """Makes a worker, in the process that it works in."""

    def __call__(self) -> Any:  # noqa: ANN401  a function from a task to what was done, which Daft carries as JSON
        """Return a function from one task's JSON to its result's."""


def begin(settings: BatchSettings) -> None:
    """Choose who runs the plans, before anything else of Daft: a process has one runner for as long as it lives.

    Raises:
        UsageError: There is no such cluster, Ray is not installed, or this process has the other runner.
    """
    # Neither library reports on its user, and a progress display of their own would disturb ours.
    os.environ.update(DO_NOT_TRACK="1", RAY_USAGE_STATS_ENABLED="0", DAFT_PROGRESS_BAR="0", RAY_DEDUP_LOGS="0")
    import daft  # noqa: PLC0415  after the environment says so

    if settings.runner == "ray":
        _join_cluster(settings)
    try:
        if settings.runner == "native":
            daft.set_runner_native()
        else:
            daft.set_runner_ray(address=settings.address, noop_if_initialized=True)
    except daft.exceptions.DaftCoreException as error:
        # Daft refuses even the runner that it has.
        if daft.get_or_infer_runner_type() != settings.runner:
            raise UsageError(f"--runner {settings.runner}: this process has run with another; start a new one ({error})") from error
    # Tasks come back in any order, so none waits for another that is slower; every caller sorts.
    daft.set_execution_config(maintain_order=False, actor_udf_ready_timeout=_READY)


def _join_cluster(settings: BatchSettings) -> None:
    try:
        import ray  # noqa: PLC0415  only for clusters
    except ImportError as error:
        raise UsageError("--runner ray: Ray is not installed; install it with: pip install 'reportedly[batch]' 'daft[ray]'") from error
    try:
        here = None if settings.address else settings.workers
        ray.init(address=settings.address, num_cpus=here, log_to_driver=False, logging_level=logging.ERROR)
    except (OSError, ValueError, RuntimeError) as error:
        where = settings.address or "this machine"
        raise UsageError(f"--runner ray: {where} cannot be reached ({error}); start a cluster, or choose another --address") from error


def mapped(opens: Opens, tasks: Sequence[str], settings: BatchSettings) -> Iterator[str]:
    """Yield what came of each task, as they are done, in no order.

    Args:
        opens: Is called once in each worker process.
        tasks: In JSON.
        settings: Who runs them, and how many workers.

    Raises:
        UsageError: A worker was ended.
    """
    import daft  # noqa: PLC0415  after `begin`

    # Threads would share one interpreter. On a cluster every worker is an actor, which has a process as it is.
    @daft.cls(max_concurrency=settings.workers, use_process=True if settings.runner == "native" else None)
    class Workers:
        def __init__(self, opens: Opens) -> None:
            self._done = opens()

        @daft.method(return_dtype=daft.DataType.string())
        def done(self, task: str) -> str:
            return str(self._done(task))

    frame = daft.from_pydict({"task": list(tasks)}).into_batches(1)
    done: Any = Workers(opens).done  # of a column, it gives a column
    try:
        for row in frame.select(done(frame["task"]).alias("done")).iter_rows():
            yield row["done"]
    except (daft.exceptions.DaftCoreException, RuntimeError, OSError, EOFError) as error:
        raise UsageError(f"batch: {_ENDED} ({' '.join(str(error).split())[:600]})") from error
