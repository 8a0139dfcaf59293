"""Which addresses a page or a file may lead to."""

from __future__ import annotations

from urllib.parse import urlsplit

__all__ = ["web_address"]


def web_address(url: str | None) -> str | None:
    """Return an address that is safe to follow, or None.

    >>> web_address("https://harbour.example/a"), web_address("javascript:alert(1)")
    ('https://harbour.example/a', None)
    """
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in {"http", "https"} and parts.netloc else None
