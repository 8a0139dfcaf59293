"""Many articles in one canonical order, so that nothing depends on the order they came in, with the questions tracing asks of them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.text.names import fold
from reportedly.trace.reading import Moment, Reading, moment, reader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.records import Article, Outlet
    from reportedly.text.outlets import Outlets
    from reportedly.trace.settings import TraceSettings

__all__ = ["Shelf", "is_own", "same_agency"]

#: What a name may end in that says that its bearer is an agency.
_AGENCY_WORDS = frozenset("agency news newswire press service services wire".split())
#: An outlet's letters ("CPA") begin the names of its desks from so many on.
_LETTERS = 3


class Shelf:
    """The articles of a library, earliest first, then by id; of two with one id the first by text counts.

    Args:
        articles: In any order.
        outlets: The registry.
        settings: The numbers.
    """

    def __init__(self, articles: Iterable[Article], outlets: Outlets, settings: TraceSettings) -> None:
        distinct: dict[str, Article] = {}
        for article in sorted(articles, key=lambda a: (a.id, a.text)):
            distinct.setdefault(article.id, article)
        self.outlets = outlets
        self.settings = settings
        self._moments = {key: moment(article) for key, article in distinct.items()}
        self.articles = tuple(sorted(distinct.values(), key=self._rank))
        self._by_id = distinct
        self._reading = reader(self.articles, settings.shingle)

    def __getitem__(self, key: str) -> Article:
        return self._by_id[key]

    def reading(self, key: str) -> Reading:
        """Return the article's reading."""
        return self._reading(key)

    def moment(self, key: str) -> Moment | None:
        """Return when the article appeared."""
        return self._moments[key]

    def rank(self, key: str) -> tuple[bool, str, str]:
        """Return the article's place in canonical order: known times first, earliest first, then by id."""
        return self._rank(self._by_id[key])

    def before(self, one: str, other: str) -> bool:
        """Whether one article is known to be earlier than the other."""
        first, second = self._moments[one], self._moments[other]
        return first is not None and second is not None and first.before(second)

    def days_apart(self, one: str, other: str) -> float:
        """Return the days between two articles; 0 when a time is not known."""
        first, second = self._moments[one], self._moments[other]
        return abs(first.days_after(second)) if first and second else 0.0

    def same_family(self, one: str, other: str) -> bool:
        """Whether both are of one newsroom."""
        return self._by_id[one].family == self._by_id[other].family

    def agency(self, name: str) -> Outlet | None:
        """Return the registry's outlet of that name."""
        return self.outlets.named(name)

    def _rank(self, article: Article) -> tuple[bool, str, str]:
        at = self._moments[article.id]
        return at is None, at.at.isoformat() if at else "", article.id


def same_agency(name: str, outlet: Outlet, outlets: Outlets) -> bool:
    """Tell whether a name as printed in a credit or citation is that outlet's."""
    listed = outlets.named(name)
    if listed is not None and listed.family == outlet.family:
        return True
    return any(fold(name) == fold(known) or _is_cut_short(name, known) for known in (outlet.name, outlet.family, *outlet.names))


def is_own(name: str, outlet: Outlet, outlets: Outlets) -> bool:
    """Tell whether an article of that outlet means itself by the name.

    That is the outlet's own, its beginning ("CNN" for "CNN (Web News)"), or a desk called by its letters ("CNNMoney").
    """
    if same_agency(name, outlet, outlets) or fold(outlet.name).startswith(f"{fold(name)} "):
        return True
    letters = outlet.name.split(" ")[0]
    return len(letters) >= _LETTERS and letters.isupper() and name.startswith(letters) and name[len(letters) :][:1].isupper()


def _is_cut_short(name: str, known: str) -> bool:
    """Whether a name as printed is an agency's name without what says that it is an agency, or its initials ("Meridian", "CPA")."""
    short, long = fold(name).split(), fold(known).split()
    if len(long) > 1 and name.isupper() and "".join(word[0] for word in long) == fold(name):
        return True
    return bool(short) and len(short) < len(long) and long[: len(short)] == short and set(long[len(short) :]) <= _AGENCY_WORDS
