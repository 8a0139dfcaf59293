"""The tables of a run, as Parquet files in folders by day: written whole or not at all, and each says in its footer what it was made from.

A file that is missing, damaged, or made from something else is made again; a file that fits is a finished partition.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.fs
import pyarrow.parquet as pq

from reportedly.batch.schema import VERSION, schema_of
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["Row", "Tables", "file_of"]

#: A row of a table, by the names of its columns.
Row = dict[str, Any]
_MADE_FROM: Final = b"reportedly.made_from"
_GROUP: Final = 512


def file_of(table: str, day: str, part: int = 0) -> str:
    """Return where a partition stands, from the folder of the run."""
    return f"{table}/day={day}/part-{part:05d}.parquet"


class Tables:
    """The files of one run.

    Args:
        out: The folder, or its address in an object store.

    Raises:
        UsageError: It is no folder that can be reached.
    """

    def __init__(self, out: str) -> None:
        self.root: str = os.path.abspath(out)  # noqa: PTH100  as pyarrow wants it
        try:
            self._files = pa.fs.LocalFileSystem()
            if "://" in out:
                self._files, self.root = pa.fs.FileSystem.from_uri(out)
            kind = self._files.get_file_info(self.root).type
        except (OSError, ValueError) as error:
            raise UsageError(f"--out {out}: cannot be reached ({error})") from error
        if kind == pa.fs.FileType.File:
            raise UsageError(f"--out {out}: expected a folder, found a file")

    def named(self, under: str) -> tuple[str, ...]:
        """Return the Parquet files of a folder and those below it, from the folder of the run, sorted."""
        selector = pa.fs.FileSelector(f"{self.root}/{under}", allow_not_found=True, recursive=True)
        paths = (info.path for info in self._files.get_file_info(selector) if info.type == pa.fs.FileType.File)
        return tuple(sorted(path.removeprefix(f"{self.root}/") for path in paths if path.endswith(".parquet")))

    def days(self, table: str) -> tuple[str, ...]:
        """Return the days that a table has partitions of, sorted."""
        return tuple(sorted({name.split("/day=", 1)[1].split("/", 1)[0] for name in self.named(table)}))

    def made_from(self, name: str) -> str | None:
        """Return what a file says that it was made from; None where it is not there or cannot be read."""
        try:
            with self._files.open_input_file(f"{self.root}/{name}") as stream:
                told = pq.read_schema(stream).metadata or {}
        except (OSError, pa.ArrowException):
            return None
        return told[_MADE_FROM].decode() if _MADE_FROM in told else None

    def write(self, name: str, rows: Iterable[Mapping[str, Any]], *, made_from: str) -> None:
        """Write a file, whole or not at all; one that is there is replaced.

        Args:
            name: Where, from the folder of the run; its first folder is the table, whose columns the rows have.
            rows: In the order that they are to stand in.
            made_from: Goes into the footer.

        Raises:
            UsageError: It cannot be written.
        """
        table = name.split("/", 1)[0]
        schema = schema_of(table).with_metadata({"reportedly.table": table, "reportedly.schema": VERSION, _MADE_FROM: made_from})
        path = f"{self.root}/{name}"
        try:
            self._files.create_dir(path.rsplit("/", 1)[0], recursive=True)
            filled = pa.Table.from_pylist(list(rows), schema=schema)
            with self._files.open_output_stream(f"{path}.part") as stream:
                pq.write_table(filled, stream, row_group_size=_GROUP, compression="zstd")
            self._files.move(f"{path}.part", path)
        except OSError as error:
            raise UsageError(f"{path}: cannot be written ({error})") from error

    def rows(self, name: str, columns: Sequence[str] | None = None) -> Iterator[Row]:
        """Yield the rows of a file.

        Raises:
            UsageError: It cannot be read.
        """
        try:
            with self._files.open_input_file(f"{self.root}/{name}") as stream:
                for batch in pq.ParquetFile(stream).iter_batches(batch_size=_GROUP, columns=columns):
                    yield from batch.to_pylist()
        except (OSError, pa.ArrowException) as error:
            raise UsageError(f"{self.root}/{name}: cannot be read ({error}); remove it, and run the same command again") from error

    def count(self, names: Iterable[str]) -> int:
        """Return how many rows some files have together; what cannot be read has none."""
        total = 0
        for name in names:
            with contextlib.suppress(OSError, pa.ArrowException), self._files.open_input_file(f"{self.root}/{name}") as stream:
                total += pq.read_metadata(stream).num_rows
        return total

    def remove(self, name: str) -> None:
        """Remove a file."""
        self._files.delete_file(f"{self.root}/{name}")

    def within(self, names: Iterable[str]) -> list[str]:
        """Return files as paths or addresses that other programs understand."""
        start = self.root if isinstance(self._files, pa.fs.LocalFileSystem) else f"{self._files.type_name}://{self.root}"
        return [f"{start}/{name}" for name in names]
