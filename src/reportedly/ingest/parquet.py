"""Parquet -> one page a row, in the shape of a JSON article: what a table says of an article is read as a line of JSON Lines is.

Columns that the shape does not know are left out. The tables of `reportedly batch` that hold no articles give nothing.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from reportedly.errors import RefusedError, SourceError
from reportedly.ingest.unpack import megabytes
from reportedly.records import Page, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.ingest.settings import IngestSettings

__all__ = ["rows_of_parquet"]

_COLUMNS: Final = ("id", "outlet", "outlet_domain", "url", "title", "published", "byline", "text")
#: Rows that are unpacked at a time.
_ROWS: Final = 32
_TABLE: Final = b"reportedly.table"


def rows_of_parquet(stream: BinaryIO, name: str, settings: IngestSettings) -> Iterator[Page | Rejected]:
    """Yield each row as a page named by its number ("news.parquet#17").

    Raises:
        SourceError: It cannot be read, or has no column `text`; or what reads Parquet is not installed.
        RefusedError: It would unfold to more than the limit.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415  of an extra
        import pyarrow.parquet as pq  # noqa: PLC0415  as above
    except ImportError as error:
        raise SourceError(f"{name}: Parquet is read by an extra; install it with: pip install 'reportedly[batch]'") from error
    try:
        opened = pq.ParquetFile(stream)
        columns = _columns(opened, name, settings)
        number = 0
        for batch in opened.iter_batches(batch_size=_ROWS, columns=columns) if columns else ():
            for at in range(batch.num_rows):
                number += 1
                yield _page(batch.slice(at, 1), f"{name}#{number}", settings)
    except (OSError, UnicodeDecodeError, pa.ArrowException) as error:  # names of columns that are no UTF-8 come as the second
        raise SourceError(f"{name}: the Parquet file is damaged or cut off ({' '.join(str(error).split())[:200]})") from error


def _columns(opened: Any, name: str, settings: IngestSettings) -> list[str]:  # noqa: ANN401  pyarrow has no types
    """Return the columns to read; none for a table that is known to hold no articles."""
    schema = opened.schema_arrow
    if (schema.metadata or {}).get(_TABLE, b"articles") != b"articles":
        return []
    if "text" not in schema.names:
        raise SourceError(f'{name}: expected a column "text", found {", ".join(schema.names[:8]) or "no columns"}')
    groups = (opened.metadata.row_group(n).total_byte_size for n in range(opened.metadata.num_row_groups))
    if sum(groups) > settings.max_unpacked_bytes:
        raise RefusedError(f"{name}: unfolds to more than {megabytes(settings.max_unpacked_bytes)}, the limit for one source")
    return [column for column in _COLUMNS if column in schema.names]


def _page(row: Any, source: str, settings: IngestSettings) -> Page | Rejected:  # noqa: ANN401  as above
    try:
        fields = {key: _plain(value) for key, value in row.to_pylist()[0].items() if value is not None}
        raw = json.dumps(fields, ensure_ascii=False).encode()
    except (ValueError, TypeError) as error:
        return Rejected(id=source, stage="read", reason=f"expected words in every column, found {error}")
    if len(raw) > settings.max_page_bytes:
        return Rejected(id=source, stage="read", reason=f"is larger than {megabytes(settings.max_page_bytes)}, the limit for one article")
    return Page(source=source, raw=raw, media_type="application/json", charset="utf-8")


def _plain(value: object) -> object:
    """Return a date as ISO 8601, anything else as it is."""
    return value.isoformat() if isinstance(value, date) else value
