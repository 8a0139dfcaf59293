"""JSON Lines -> one page a line, read as it goes: a line that is too long or cut off is told, and the rest is kept."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, BinaryIO, Final

from reportedly.errors import RefusedError
from reportedly.ingest.settings import MEGABYTE
from reportedly.ingest.unpack import megabytes
from reportedly.records import Page, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.ingest.settings import IngestSettings

__all__ = ["json_lines", "text_lines"]

_BOM: Final = b"\xef\xbb\xbf"


def json_lines(stream: BinaryIO, name: str, settings: IngestSettings) -> Iterator[Page | Rejected]:
    """Yield each line that is not blank as a page named by its number ("news.jsonl:17")."""
    number = 0
    while True:
        number += 1
        source = f"{name}:{number}"
        try:
            line = stream.readline(settings.max_page_bytes + 1)
            too_long = len(line) > settings.max_page_bytes
            if too_long:
                _pass_over(stream)
        except RefusedError as error:
            yield Rejected(id=source, stage="read", reason=str(error).removeprefix(f"{name}: "))
            return
        except (OSError, EOFError, zlib.error) as error:
            yield Rejected(id=source, stage="read", reason=f"the file is damaged or ends early here: {error}")
            return
        if not line:
            return
        if too_long:
            yield Rejected(
                id=source, stage="read", reason=f"the line is longer than {megabytes(settings.max_page_bytes)}, the limit for one article"
            )
        elif line.strip():
            yield Page(source=source, raw=line.strip().removeprefix(_BOM), media_type="application/json", charset="utf-8")


def text_lines(stream: BinaryIO, *, limit: int = 20 * MEGABYTE) -> Iterator[str]:
    """Yield every line as UTF-8, what is none replaced; a line of more bytes than the limit is cut there."""
    mark = _BOM
    while line := stream.readline(limit):
        if len(line) == limit and not line.endswith(b"\n"):
            _pass_over(stream)
        yield line.removeprefix(mark).decode("utf-8", "replace")
        mark = b""


def _pass_over(stream: BinaryIO) -> None:
    """Read on to the end of the line."""
    while (rest := stream.readline(65_536)) and not rest.endswith(b"\n"):
        continue
