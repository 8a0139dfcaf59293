"""A `Report` as Wikipedia references: a {{cite news}} for the article and for each article of its evidence, an agency in `agency=`.

Everything from outside is written so that it cannot end the template, open another, or become markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from reportedly.report.csl import agencies, author, cited, published_day
from reportedly.report.linked import web_iri
from reportedly.report.pieces import visible

if TYPE_CHECKING:
    from reportedly.records import Article, Report

__all__ = ["to_wikipedia"]

#: What has a meaning in wikitext: templates, links, tags, entities, tables, emphasis, signatures, magic words; lists at the start.
_MEANING: Final = re.compile(r"[|={}\[\]<>&'~_]|^[*#:;-]")
#: Numbers of books and papers that wikitext makes links of by itself, and addresses.
_LINKING: Final = re.compile(r"(?i)(?<=\bISBN)\s|(?<=\bRFC)\s|(?<=\bPMID)\s|:(?=//)")
_IN_ADDRESS: Final = ":/?#@!$&()*+,%-.="
#: What an address may hold and wikitext gives a meaning all the same: signatures and magic words.
_RUNS: Final = {"~": "%7E", "__": "%5F%5F"}


def to_wikipedia(report: Report) -> str:
    """Return a list of {{cite news}} templates in wikitext, one a line, in the order of use."""
    return "".join(f"* {_template(article, report)}\n" for article in cited(report))


def escaped(text: str) -> str:
    """Return a text on one line in which nothing is wikitext any more.

    >>> escaped("a|b={{c}}")
    'a&#124;b&#61;&#123;&#123;c&#125;&#125;'
    """
    line = _MEANING.sub(_entity, " ".join(visible(text).split()))
    return _LINKING.sub(_entity, line)


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found.group())};"


def _template(article: Article, report: Report) -> str:
    address = web_iri(article.url)
    parameters = {
        "author": author(article),
        "date": published_day(article),
        "title": article.title or "[untitled]",
        "work": article.outlet.name if article.outlet_known else None,
        "agency": ", ".join(agencies(article, report)) or None,
        "language": article.language if article.language != "en" else None,
    }
    told = [f"|{name}={escaped(value)}" for name, value in parameters.items() if value]
    if address:
        told.append(f"|url={_address(address)}")
    return f"{{{{cite news {' '.join(told)}}}}}"


def _address(iri: str) -> str:
    address = quote(iri, safe=_IN_ADDRESS)
    for run, written in _RUNS.items():
        address = address.replace(run, written)
    return address
