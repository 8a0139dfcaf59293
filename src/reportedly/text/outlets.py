"""Who is an outlet: the registry as one immutable value that answers by name, by address, and for running text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from reportedly.records import Outlet, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Outlets", "host_of", "is_common"]

_ARTICLE = re.compile(r"^(?:the|le|la|el|der|die|das|il|o|a)\s+(?=\S)")
_LOOSE = re.compile(r"[^\w&+]+")
_KIND = re.compile(r"\s+(?:newspaper|news agency|magazine|website|news website)$")
_HOST = re.compile(r"^(?:(?:[a-z][a-z0-9+.-]*:)?//)?(?:[^/@]*@)?([^/:?#\s]+)", re.IGNORECASE)
_FIRST_WORD = re.compile(r"\b[A-Z0-9À-ÞİŞČŠŽ][\w&+]*|\be(?=l )|\bn-tv\b")
#: Names that are words of the language: in running text they need an article or a verb of reporting beside them.
_WORDS: Final = frozenset(
    """age american arab argus atlantic australian banker bild bulletin business citizen chronicle conversation courier daily
    dawn dispatch economist echo enquirer examiner express fact fars fortune forward gazette globe guardian hammer herald
    hill hindu i independent inquirer insider intercept journal kan ledger leader lancet life local logic mail mercury
    messenger metro mehr mint mirror money monitor national nation nature new news observer outlook people petra pioneer
    planet post press print punch quint quartz record register reporter republic salon scotsman science scroll sentinel
    slate spectator spiegel standard star statesman sun stern tempo telegraph time times today trend tribune variety verge
    vice villager voice week wire wired wall welt world zeit""".split(),
)
_KNOWN_INITIALS: Final = frozenset(
    """AP AFP BBC CNN NBC CBS NPR PBS RT VT FT DW WSJ NYT UPI CNBC TASS EFE ANSA CBC VOA RFI NHK CGTN CCTV TMZ ITV IRNA ISNA KCNA
    SANA""".split()
)
_SHORT_INITIALS: Final = 4
_REPORTS = (
    r"(?:newspaper|magazine|website|news\s+agency|said|says|reports?|reported|reporting|wrote|writes|quot(?:ed|es|ing)|cit(?:ed|es|ing)|published|revealed"
    r"|broadcast|aired|claimed|noted|added|journalists?|reporters?|correspondents?|editorial|headline|investigation|article|interview)"
)
_AFTER = re.compile(rf"(?:['’]s)?(?:\s+\w+ly)?,?\s+(?:has\s+|had\s+|also\s+|first\s+)?{_REPORTS}\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:\b(?:told|tell|telling|according to|quoted by|quoting|cited by|citing|reported by|published (?:in|by)|interview with"
    r"|report(?:s|ed)? (?:in|by|from)|newspapers?|magazine|daily|weekly|broadcaster|agency|channel|website|outlet)\s+"
    r"|\b(?:spoke|speaking|talking|wrote) (?:to|for|in)\s+)(?:the\s+)?$",
    re.IGNORECASE,
)
_ARTICLE_BEFORE = re.compile(r"\b(?:the|The)\s+$")
#: "the Guardian, which ...", but not "the Guardian Council", "the Sun rose", "the Times-Herald".
_ENDS = re.compile(r"[,.;:)”\"]|['’]s?(?:\s|$)|$")
_LOOK_BACK: Final = 48


class _Entry(NamedTuple):
    words: str
    outlet: Outlet
    bare: bool


class Outlets:
    """A registry of outlets; later entries of the same name or domain go before earlier ones.

    Args:
        outlets: The outlets; two of one name are two entries, of which the later answers.
    """

    def __init__(self, outlets: Iterable[Outlet] = ()) -> None:
        self._all = tuple(outlets)
        self._by_name: dict[str, Outlet] = {}
        self._by_domain: dict[str, Outlet] = {}
        for outlet in self._all:
            self._by_domain.update((domain, outlet) for domain in outlet.domains)
            self._by_name.update((_key(name), outlet) for name in outlet.names)
        self._by_name.update((_key(outlet.name), outlet) for outlet in self._all)

    def __iter__(self) -> Iterator[Outlet]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def named(self, name: str) -> Outlet | None:
        """Return the outlet of that name or name variant, compared without case, accents, leading article, or "newspaper"."""
        key = _key(name)
        return self._by_name.get(key) or self._by_name.get(_KIND.sub("", key)) if key else None

    def at(self, url_or_domain: str) -> Outlet | None:
        """Return the outlet whose domain the address lies at or under.

        >>> Outlets([Outlet(name="Post", family="Post", domains=("post.example",))]).at("https://news.post.example/a").name
        'Post'
        """
        labels = host_of(url_or_domain).split(".")
        for start in range(len(labels) - 1):
            if outlet := self._by_domain.get(".".join(labels[start:])):
                return outlet
        return None

    def known_as(self, name: str, *, domain: str | None = None) -> Outlet:
        """Return an outlet that is called `name`, with the facts the registry has for it.

        A name that is an ordinary word ("The Herald") has them only where the domain, if one is given, is the listed one's too.
        """
        by_name, by_domain = self.named(name), self.at(domain) if domain else None
        if by_name and domain and by_domain is not by_name and by_name.domains and is_common(name):
            by_name = None
        listed = by_name or (by_domain if by_domain and not by_name else None)
        if listed is None:
            return Outlet.unlisted(name, domain=host_of(domain) if domain else None)
        if listed.name == name:
            return listed
        return replace(listed, name=name, names=tuple(dict.fromkeys((listed.name, *listed.names))))

    def mentions(self, text: str) -> tuple[tuple[Span, Outlet], ...]:
        """Return the outlets named in running text, in text order, the longest name at each place.

        A name that is an ordinary word or a bare one of a lesser-known list counts only with an article or a verb of reporting beside it.
        """
        found: list[tuple[Span, Outlet]] = []
        end = 0
        for match in _FIRST_WORD.finditer(text):
            if match.start() >= end and (hit := self._mention_at(text, match.start(), match[0])):
                found.append(hit)
                end = hit[0].end
        return tuple(found)

    @property
    def agencies(self) -> tuple[Outlet, ...]:
        """The news agencies."""
        return tuple(outlet for outlet in self._all if outlet.agency)

    def with_more(self, outlets: Iterable[Outlet]) -> Outlets:
        """Return a registry with these added, which go before entries of the same name or domain."""
        return Outlets((*self._all, *outlets))

    @cached_property
    def _by_first_word(self) -> dict[str, tuple[_Entry, ...]]:
        entries: dict[str, dict[str, _Entry]] = {}
        for outlet in self._all:
            for name in (outlet.name, *outlet.names):
                words = re.sub(r"^[Tt]he ", "", name)
                first = _FIRST_WORD.match(words)
                if first and (len(words) > 2 or words.isupper()) and self.named(words) is not None:  # noqa: PLR2004  "i", "Ö1" are no names
                    entries.setdefault(first[0], {})[words] = _Entry(words, outlet, _is_bare(words, outlet))
        return {first: tuple(sorted(names.values(), key=lambda e: -len(e.words))) for first, names in entries.items()}

    def _mention_at(self, text: str, start: int, first: str) -> tuple[Span, Outlet] | None:
        if text[max(0, start - 1) : start] == "-":
            return None
        for entry in self._by_first_word.get(first, ()):
            end = start + len(entry.words)
            whole = text.startswith(entry.words, start) and not text[end : end + 1].isalnum()
            if whole and (not entry.bare or _in_context(text, start, end)):
                return Span(start, end), entry.outlet
        return None


def host_of(url_or_domain: str) -> str:
    """Return the host of an address in lower case, without "www."."""
    match = _HOST.match(url_or_domain.strip())
    return match[1].lower().rstrip(".").removeprefix("www.") if match else ""


def is_common(name: str) -> bool:
    """Tell whether a name, without its article, is an ordinary word."""
    key = _key(name)
    return key in _WORDS or (len(key) <= 3 and key.isalpha() and not name.isupper())  # noqa: PLR2004  "Ran", "Oko"


def _is_bare(words: str, outlet: Outlet) -> bool:
    """Tell whether a name needs a context to be seen as one: ordinary words, short initials, little-known single names."""
    if is_common(words):
        return True
    if words.isupper() and len(words) <= _SHORT_INITIALS:
        return words not in _KNOWN_INITIALS
    return " " not in words and outlet.state_media is not None and not outlet.agency and not words.isupper()


def _key(name: str) -> str:
    if name.isascii():
        key = name.lower()
    else:
        key = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    key = _LOOSE.sub(" ", key.replace("'s", "s").replace("’s", "s").replace(".", "")).strip()
    return _ARTICLE.sub("", key)


def _in_context(text: str, start: int, end: int) -> bool:
    """Tell whether a verb of reporting or an article beside an ordinary word shows that it is a name."""
    before = text[max(0, start - _LOOK_BACK) : start]
    if _BEFORE.search(before) or _AFTER.match(text, end):
        return True
    return bool(_ARTICLE_BEFORE.search(before)) and bool(_ENDS.match(text, end))
