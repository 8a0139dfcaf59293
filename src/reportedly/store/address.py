"""An address to what tells its page from others: the same for every way to write where one article stands.

Libraries keep what this returns: when it returns something else, a step of `migrations.py` has to ask again.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

__all__ = ["address_of"]

#: What marks where a reader came from, and changes nothing on the page.
_TRACKING: Final = re.compile(r"(?:utm_\w*|fbclid|gclid)(?:=|$)", re.IGNORECASE)
#: Of a path: a front page, by the names that servers give it.
_FRONT: Final = re.compile(r"/*(?:(?:index|default|home)\.\w{3,5})?", re.IGNORECASE)
_PORT: Final = re.compile(r":(?:80|443)?$")


def address_of(url: str | None) -> str | None:
    """Return the address of a page without what does not tell it from others; None where it is no article's own.

    A front page is no article's own: what stands there today is another article than yesterday's.

    >>> address_of("http://www.HarbourPost.example/piers/7/?utm_source=rss&page=2#top")
    'harbourpost.example/piers/7?page=2'
    >>> address_of("https://harbourpost.example/") is None
    True
    """
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _TRACKING.match(pair))
    place = parts.fragment if parts.fragment.startswith(("!", "/")) else ""  # where a script finds the article by it
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc or not (query or place or not _FRONT.fullmatch(parts.path)):
        return None
    host = _PORT.sub("", parts.netloc.rpartition("@")[2].lower()).removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}{'?' if query else ''}{query}{'#' if place else ''}{place}"
