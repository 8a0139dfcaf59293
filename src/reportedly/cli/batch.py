"""`reportedly batch`: a corpus to partitioned Parquet, on this machine or on a cluster."""
# ruff: noqa: PLC0415  `reportedly --help` must not wait for what only a command needs

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import Annotated

import typer

from reportedly.cli.answers import finish, meter_of, write_out
from reportedly.cli.options import Hush, Models, Outlets, settings_of
from reportedly.errors import UsageError

_RUNNERS = ("native", "ray")

Inputs = Annotated[
    list[str],
    typer.Argument(metavar="INPUT...", help="JSON Lines, Parquet, WARC or folders: paths, or s3://, gs://, az:// addresses."),
]
Out = Annotated[str, typer.Option("--out", metavar="DIR", help="The folder for the tables; what is finished there is kept.")]
Window = Annotated[int, typer.Option(min=0, max=366, metavar="DAYS", help="Hold an article against so many days before and after.")]
Runner = Annotated[str, typer.Option(metavar="NAME", help="native (this machine) or ray (a cluster).")]
Address = Annotated[str | None, typer.Option(metavar="ADDRESS", help="The Ray cluster, ray://HOST:10001.", show_default=False)]
Workers = Annotated[int | None, typer.Option(min=1, metavar="N", help="Worker processes; else one a core.", show_default=False)]


def batch(  # noqa: PLR0913  a command has as many parameters as options
    inputs: Inputs,
    *,
    out: Out,
    window: Window = 4,
    runner: Runner = "native",
    address: Address = None,
    workers: Workers = None,
    outlets: Outlets = None,
    models: Models = None,
    quiet: Hush = False,
) -> None:
    """Find statements, derivations, matches and origins over a corpus; write them as Parquet, day by day."""
    if find_spec("daft") is None:
        raise UsageError("batch: Daft is not installed; install it with: pip install 'reportedly[batch]'")
    if runner not in _RUNNERS:
        raise UsageError(f"--runner {runner}: expected native or ray")
    if address is not None and runner != "ray":
        raise UsageError("--address: is for --runner ray")
    chosen = settings_of(None, outlets, models)
    from reportedly.batch import BatchSettings, run

    settings = BatchSettings(
        out=out,
        window=window,
        runner="ray" if runner == "ray" else "native",
        address=address,
        workers=workers or os.cpu_count() or 1,
        outlets_file=chosen.outlets_file,
        models=chosen.models,
    )
    with meter_of(quiet=quiet) as progress:
        outcome = run(inputs, settings, progress)
    write_out(f"{out}: {', '.join(f'{count:,} {name}' for name, count in outcome.counts)}\n")
    write_out(f"{outcome.done:,} tasks done, {outcome.kept:,} finished before; {len(outcome.rejected):,} rejects\n")
    finish(outcome.rejected, nothing_in=None if dict(outcome.counts)["articles"] else ", ".join(inputs))
