"""Sources -> articles: `read` takes a path, an address or bytes and yields each article with the bytes it was read from."""

from reportedly.ingest.outlets import load_outlets
from reportedly.ingest.published import is_date
from reportedly.ingest.read import read, read_item
from reportedly.ingest.settings import Given, Ingested, IngestSettings, Source

__all__ = ["Given", "IngestSettings", "Ingested", "Source", "is_date", "load_outlets", "read", "read_item"]
