"""The addresses of the pages, in one place; each page has a twin with `.json` at its end."""

from __future__ import annotations

from urllib.parse import quote, urlencode

__all__ = ["article", "claim", "export", "job", "outlet", "report", "search", "story"]


def article(key: str) -> str:
    """Return the address of an article of the library.

    >>> article("a 1/b?")
    '/articles/a%201%2Fb%3F'
    """
    return f"/articles/{_part(key)}"


def story(key: str) -> str:
    """Return the address of the story that an article of the library tells."""
    return f"/stories/{_part(key)}"


def outlet(name: str) -> str:
    """Return the address of an outlet."""
    return f"/outlets/{_part(name)}"


def report(key: str) -> str:
    """Return the address of a report."""
    return f"/reports/{key}"


def claim(key: str) -> str:
    """Return the address of the newest report on a claim in a reader's own words."""
    return f"/claims/{_part(key)}"


def export(key: str, name: str) -> str:
    """Return the address of a report in one of the formats."""
    return f"/reports/{key}/as/{_part(name)}"


def job(key: str) -> str:
    """Return the address of a job."""
    return f"/jobs/{_part(key)}"


def search(words: str = "", *, outlet: str | None = None, after: int = 0) -> str:
    """Return the address of a search of the library, after so many results.

    >>> search("crane fell", after=20)
    '/library?q=crane+fell&after=20'
    """
    asked = {"q": words, "outlet": outlet, "after": after}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"/library?{query}" if query else "/library"


def _part(words: str) -> str:
    return quote(words, safe="", errors="replace")
