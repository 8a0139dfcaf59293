"""The three standard streams, and files that are asked for: whole input or lines in, the answer out, one line for each thing gone wrong."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import contextmanager, suppress
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reportedly.errors import SourceError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from io import FileIO

__all__ = ["lines_of", "open_streams", "read_stdin", "receipts_to", "say", "say_warnings", "turn_off_stdout", "write", "write_file"]

#: Standard input is read whole; a page or a text is far smaller.
_MOST_STDIN: Final = 64_000_000


def open_streams() -> None:
    """Put the null device in the place of each standard stream that whoever started the program has closed."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  it stays open as long as the program


def read_stdin(source: str | None) -> bytes | None:
    """Read standard input when the source asks for it.

    Raises:
        SourceError: It holds more than any article.
    """
    if source != "-":
        return None
    read = sys.stdin.buffer.read(_MOST_STDIN + 1)
    if len(read) > _MOST_STDIN:
        raise SourceError(f"-: standard input holds more than {_MOST_STDIN:,} bytes")
    return read


def lines_of(source: str) -> Iterator[str]:
    """Yield the lines of a file, or of standard input, as UTF-8.

    Raises:
        SourceError: The file cannot be read.
    """
    from reportedly.ingest.lines import text_lines  # noqa: PLC0415  only one command reads lines

    if source == "-":
        yield from text_lines(sys.stdin.buffer)
        return
    try:
        with Path(source).open("rb") as stream:
            yield from text_lines(stream)
    except OSError as error:
        raise SourceError(f"{source}: {error.strerror or error}") from error


def write(text: str, *, json: bool = False) -> bool:
    """Write to standard output.

    Args:
        text: What to write; what the stream cannot show becomes "?".
        json: Whether it is JSON, which is UTF-8 whatever the stream is.

    Returns:
        False when whoever reads has seen enough and closed the pipe, which is no error.

    Raises:
        OSError: It cannot be written, on a full disk.
    """
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8" if json else sys.stdout.encoding, "replace"))
        sys.stdout.flush()
    except BrokenPipeError:
        turn_off_stdout()
        return False
    return True


def write_file(path: Path, text: str) -> None:
    """Write a file in UTF-8; what it held is replaced.

    Raises:
        UsageError: It cannot be written.
    """
    try:
        path.write_text(text, "utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from error


@contextmanager
def receipts_to(path: Path | None) -> Iterator[Callable[[str], None]]:
    r"""Give a function that appends the id of an article to a file as one line, which stands there before it returns; to none without one.

    A line that an interrupted run left unfinished is ended first: a line is whole, or it is no receipt.

    >>> with receipts_to(None) as give:
    ...     give("a1")

    Raises:
        UsageError: The file cannot be written.
    """
    if path is None:
        yield lambda _: None
        return
    try:
        stream = path.open("a+b", buffering=0)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from error

    def give(key: str) -> None:
        _append(stream, path, f"{dumps({'id': key})}\n".encode())

    with stream:
        if stream.tell() and not _ends_whole(stream):
            _append(stream, path, b"\n")
        yield give


def _ends_whole(stream: FileIO) -> bool:
    stream.seek(-1, os.SEEK_END)
    return stream.read(1) == b"\n"


def _append(stream: FileIO, path: Path, line: bytes) -> None:
    try:
        done = stream.write(line)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from error
    if done != len(line):
        raise UsageError(f"{path}: cannot be written: the disk is full")


def say_warnings() -> None:
    """Let what the program logs as a warning be said as any other line is."""
    log = logging.getLogger("reportedly")
    if not any(isinstance(handler, _Saying) for handler in log.handlers):
        log.addHandler(_Saying(logging.WARNING))


class _Saying(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        say(record.getMessage())


def say(message: str) -> None:
    """Write one line to standard error, if anybody is there to read it."""
    from reportedly.report.pieces import visible  # noqa: PLC0415  `reportedly --help` says nothing

    line = " ".join(visible(message).split())
    with suppress(OSError):
        sys.stderr.write(f"reportedly: {line}\n")


def turn_off_stdout() -> None:
    """Let what standard output still holds go nowhere, so that leaving the program does not fail on it again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
