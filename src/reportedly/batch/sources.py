"""What the user names as input, as a list of files or addresses, each with what shows that it has changed."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from reportedly.errors import SourceError
from reportedly.ingest.kinds import names_reader
from reportedly.records import Rejected, identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Input", "fetched", "inputs"]

#: What is fetched through Daft. Web addresses go through `ingest`, with its guards.
_STORES: Final = ("s3://", "s3a://", "gs://", "gcs://", "az://", "abfs://", "abfss://", "file://")
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One file or address."""

    name: str
    #: Its place among all inputs: of two articles with one id the first counts.
    number: int
    #: Size and time of the last change, as far as they can be known: another stamp, and it is read again.
    stamp: str

    @property
    def key(self) -> str:
        """What its files are named by."""
        return identity(self.name)


def inputs(named: Iterable[str]) -> tuple[Input | Rejected, ...]:
    """Return every file and address of the inputs, folders and patterns taken apart, in order."""
    found: dict[str, str] = {}
    out: list[Input | Rejected] = []
    for name in named:
        try:
            found.update((key, stamp) for key, stamp in _taken_apart(name) if key not in found)
        except (SourceError, OSError) as error:
            out.append(Rejected(id=name, stage="read", reason=str(error).removeprefix(f"{name}: ")))
    out += [Input(name=key, number=number, stamp=stamp) for number, (key, stamp) in enumerate(found.items())]
    return tuple(out)


@contextmanager
def fetched(name: str) -> Iterator[str]:
    """Give a path or web address to read an input from; what lies in an object store is brought here for as long as it is read.

    Raises:
        SourceError: It cannot be fetched.
    """
    if not name.startswith(_STORES):
        yield name
        return
    import daft  # noqa: PLC0415  only what lies in an object store needs it

    with tempfile.TemporaryDirectory(prefix="reportedly-batch-") as folder:
        here = Path(folder) / name.rstrip("/").rsplit("/", 1)[-1]
        try:
            with daft.File(name).open() as far, here.open("wb") as near:
                shutil.copyfileobj(cast("BinaryIO", far), near, _CHUNK)
        except (OSError, ValueError, RuntimeError, daft.exceptions.DaftCoreException) as error:
            raise SourceError(f"{name}: cannot be fetched ({error})") from error
        yield str(here)


def _taken_apart(name: str) -> Iterator[tuple[str, str]]:
    if name.startswith(_STORES):
        yield from _listed(name)
    elif "://" in name[:12]:
        yield name, ""
    elif not os.path.lexists(name) and (matching := sorted(glob(name, recursive=True))):  # noqa: PTH207  as below
        yield from ((each, _stamp(Path(each))) for each in matching)
    elif os.path.isdir(name):  # noqa: PTH112  Path.is_dir raises when the name is too long
        files = sorted(path for path in Path(name).rglob("*") if path.is_file() and names_reader(path))
        if not files:
            raise SourceError(f"{name}: the folder holds no file of a kind that can be read")
        yield from ((str(path), _stamp(path)) for path in files)
    else:
        yield name, _stamp(Path(name))


def _stamp(path: Path) -> str:
    try:
        told = path.stat()
    except OSError as error:
        raise SourceError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    return f"{told.st_size} {told.st_mtime_ns}"


def _listed(name: str) -> Iterator[tuple[str, str]]:
    import daft  # noqa: PLC0415  as in `fetched`

    try:
        rows = daft.from_glob_path(name if "*" in name or not name.endswith("/") else f"{name}**").to_pylist()
    except (OSError, ValueError, daft.exceptions.DaftCoreException) as error:
        raise SourceError(f"{name}: cannot be listed ({error})") from error
    yield from sorted((str(row["path"]), str(row["size"])) for row in rows)
