"""What kind of voice the words of a source are: head noun first, then names.

The lists are general English; facts about real outlets come from the registry that is passed in.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reportedly.attribute.given import gender_of
from reportedly.text.names import TITLES, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.records import VoiceKind
    from reportedly.text.outlets import Outlets

__all__ = [
    "ACCOUNTS",
    "PRONOUNS",
    "head_noun",
    "home_of",
    "is_body_word",
    "is_common_noun",
    "is_organisation_name",
    "is_outlet_name",
    "kind_of",
    "outlet_of",
    "proper_name",
]

PRONOUNS = frozenset(
    "he she it they who which i we you him her them us his hers its their theirs himself herself itself themselves one both another".split()
)
#: Heads that stand for a news organisation speaking ("the report said", "the paper").
ACCOUNTS = frozenset(
    "report article story paper newspaper magazine site website broadcaster station channel outlet daily weekly tabloid".split()
)
_OUTLET_WORDS = frozenset(
    """advertiser argus beacon broadcasting bugle bulletin chronicle courier daily dispatch echo examiner express gazette globe guardian
    herald inquirer enquirer journal lantern ledger mail messenger mirror monitor news newspaper newswire observer post press radio
    record register reporter review sentinel standard star sun telegraph television times today tribune tv wire weekly""".split()
)
_DOCUMENTS = frozenset(
    """affidavit agenda agreement analysis assessment audit autopsy bill blog book brief briefing bulletin cable circular complaint
    contract court-filing declaration diary document dossier draft email emails e-mail e-mails filing filings file files finding
    findings indictment invoice journal judgment judgement lawsuit leaflet letter letters log logs manifesto memo memorandum memos
    minutes motion note notice order paper papers petition plan poll polls proposal record records report reports resolution review
    ruling schedule statement study studies suit summary survey surveys testimony text transcript treaty verdict warrant watermark writ
    poster sign inscription figures data census ledger manifest documents report-card message messages tweet post""".split()
)
_ORGANISATIONS = frozenset(
    """academy administration agency airline alliance army assembly association authority authorities bank board body brigade broadcaster
    bureau business cabinet campaign cartel chain chamber charity church city club coalition college commission committee companies
    company congress consortium corporation council country county court department division embassy executive federation firm fleet
    force foundation fund government group hospital house inspectorate institute institution institution jury laboratory league
    legislature maker manufacturer ministry monarchy mosque movement museum navy network office operator opposition organisation
    organization owner palace panel parliament parish party plant police presidency prison regime regiment registry regulator retailer
    school secretariat senate service society state studio syndicate taliban team theatre town trade trust union university utility
    watchdog bloc kremlin pentagon tribunal inquiry brokerage militia contractor publisher festival cooperative co-operative port
    commissioners""".split()
)
_NAME_ORGANISATIONS = _ORGANISATIONS | frozenset(
    """airlines airways analytics associates bancorp capital centre center co communications corp electric energy enterprises financial
    gmbh group holding holdings hotels inc industries institute insurance international labs limited llc lloyds ltd media mills motors
    mutual nations partners pharma pharmaceuticals plc railways resources sa shipping software solutions steel systems technologies works
    affairs relations hydro gas oil rail foods fuels freight lines concord list agency front brotherhood republic kingdom states united
    intelligence bar guild squad security street dam road river bridge square hill valley bay island islands mountain airport station
    building tower plant avenue lane forest harbour coast desert sea ocean park stadium sector zone region district province""".split()
)
#: What may be left off a company's name without naming another.
_COMPANY = frozenset(
    """airlines airways co corp corporation gmbh group holding holdings inc industries international laboratories labs limited llc ltd
    motors pharma pharmaceuticals plc sa shipping software solutions steel systems technologies""".split()
)
#: Parts of names of places, which speak for their governments.
_PLACE_WORDS = frozenset("port mount new north south east west san santa fort lake cape saint st upper lower great isle el los las".split())
#: People in general: a voice of these is unnamed, also with a capital at the start of a sentence.
_PEOPLE = frozenset(
    """activists advocates aides allies analysts attorneys campaigners colleagues commentators counsellors critics dealers defenders
    detectives diplomats doctors economists engineers executives experts families farmers fishermen friends historians insiders
    investigators investors islanders judges lawmakers lawyers leaders locals managers ministers neighbours neighbors nurses observers
    officers officials opponents organisers organizers parents passengers people physicians police-officers politicians prosecutors
    protesters readers relatives residents scientists soldiers sources specialists staff strikers students supporters survivors teachers
    traders union-members villagers voters witnesses workers researchers many some others most several two three four dozens hundreds
    thousands reporters journalists tenants commuters shoppers drivers patients customers victims pupils landlords homeowners guests
    shareholders employees builders miners firefighters prisoners""".split()
)
_ADDRESS = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Lord|Lady|Sen|Rep|Gov|Gen|Col|Capt|Lt|Sgt|Rev|Senator|President|Minister|Bishop|Judge"
    r"|King|Queen|Prince|Princess|Professor|General|Admiral|Captain|Skipper|Inspector)\.?\s+$"
)
_AFTER_HEAD = re.compile(
    r"\s*(?:,|\(|—|–|;|:)|\s+(?:of|in|for|at|from|with|by|on|to|near|under|inside|outside|within|who|whom|which|that|whose|where"
    r"|close|familiar|seen|obtained|dated|"
    r"signed|published|released|issued|held|leaked|sent|written|posted|quoting|citing|quoted|speaking|briefed|involved|calling"
    r"|working|representing|whom|said|"
    r"consulted|interviewed|about|against|among|across|after|before|during|and|or|as)\b",
)
#: Between the name of a body and that of its officer ("Fennick Transport spokeswoman Ana Lind").
_OFFICE = re.compile(r" (?:(?!(?:of|for|from|in|at|by|with|to|against|and|or|said|says|told)\b)[a-z][\w\-]* ){1,4}")
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
#: A person's given name and surname.
_WHOLE_NAME = 2
_CAPITAL = re.compile(r"^[A-Z0-9À-Þ]")
_INNER = frozenset("of the and de la le du da di del van von der den bin al ibn y & for on in".split())
_WORD = re.compile(r"[\w&]+(?:[.’'\-][\w&]+)*\.?")
_CALLED = re.compile(
    r"^(?:[Tt]he|[Aa])?\s*(?:[a-z]\w*\s+)?(?:newspaper|broadcaster|magazine|news agency|agency|daily|weekly|tabloid|station)\s+[A-Z]"
)
_REPORTED_BY = re.compile(
    r"\b(?:report|article|story|investigation|dispatch|account|piece|editorial)s?\b.{0,40}?\b(?:in|by|from|on"
    r"|of)\s+(?:the\s+)?(?P<name>.+)$",
    re.IGNORECASE,
)


def head_noun(words: str) -> str:
    """Return the folded head noun of a noun phrase.

    >>> head_noun("Two senior officials at the ministry"), head_noun("the inspector's report"), head_noun("the airline's")
    ('officials', 'report', 'airline')
    """
    cut = _AFTER_HEAD.search(words)
    phrase = words[: cut.start()] if cut and cut.start() > 0 else words
    parts = phrase.split()
    return _POSSESSIVE.sub("", parts[-1]).strip(".,;:\"“”'‘’").casefold() if parts else ""


def proper_name(words: str) -> str | None:
    """Return the name that a noun phrase gives: the last capitalised run of the head, or of what stands beside it; None without.

    >>> proper_name("the union's leader, Una Thirsk, 44,"), proper_name("two officials")
    ('Una Thirsk', None)
    """
    runs = _runs(words)
    if not runs:
        return None
    named = [r for r in runs if len(r.split()) > 1 and not is_organisation_name(r)]
    head = runs[0]
    if named and (_is_title_phrase(words, named[0]) or named[0] == head):
        return next((n for n in named[1:] if _OFFICE.fullmatch(words[words.find(named[0]) + len(named[0]) : words.find(n)])), named[0])
    return head


def kind_of(words: str, outlets: Outlets) -> VoiceKind:
    """Decide the kind of voice from its own words, before anything is known of whom they refer to."""
    head = head_noun(words)
    if outlet_of(words, outlets):
        return "outlet"
    if head in _PEOPLE:
        return "unnamed"
    name = proper_name(words)
    if head in _DOCUMENTS and not (name and head in fold(name).split() and not is_common_noun(name)):
        return "document"
    if name and bears(words, name):
        return "organisation" if is_organisation_name(name) and not _ADDRESS.search(words[: words.find(name)]) else "person"
    if head in _ORGANISATIONS:
        return "organisation"
    return "unnamed"


def outlet_of(words: str, outlets: Outlets) -> str | None:
    """Return the outlet that a noun phrase is, or whose report or site it is; None when it is none.

    >>> from reportedly.text.outlets import Outlets
    >>> outlet_of("A report in the Calder Tribune", Outlets()), outlet_of("the reporter", Outlets())
    ('Calder Tribune', None)
    """
    bare = _bare(words)
    listed = outlets.named(bare)
    if listed and _CAPITAL.match(bare):
        return listed.name
    if _CALLED.search(words):
        return _runs(bare)[0]
    if head_noun(words) in ACCOUNTS or is_outlet_name(bare):
        by = _REPORTED_BY.search(words)
        return _named_outlet(by["name"] if by else bare, outlets)
    return None


def is_outlet_name(name: str) -> bool:
    """Whether a capitalised name reads like a news organisation's ("Calder Tribune", "Channel Nine")."""
    parts = name.split()
    if not parts or not all(_CAPITAL.match(p) or p.casefold() in _INNER for p in parts):
        return False
    last, first = _POSSESSIVE.sub("", parts[-1]).casefold(), parts[0].casefold()
    return (last in _OUTLET_WORDS or first in {"radio", "channel", "daily"}) and (len(parts) > 1 or last not in {"tv", "sun"})


@lru_cache(maxsize=1 << 14)
def is_organisation_name(name: str) -> bool:
    """Whether a capitalised name reads like an organisation's or a place's rather than a person's."""
    parts = [p.casefold().strip(".") for p in name.split()]
    if len(parts) == 1:
        return True
    if any(p in _NAME_ORGANISATIONS for p in parts) or any(p.isupper() and len(p) > 1 for p in name.split() if "." not in p):
        return True
    return parts[0] in _PLACE_WORDS or "&" in parts or "of" in parts[1:-1] or "for" in parts[1:-1]


def is_company_of(name: str, short: str) -> bool:
    """Whether the short name is a company's name without what says that it is a company.

    >>> is_company_of("Ostler Pharma", "Ostler"), is_company_of("Ostler University", "Ostler")
    (True, False)
    """
    parts, first = fold(name).split(), fold(short).split()
    return bool(first) and parts[: len(first)] == first and all(p in _COMPANY for p in parts[len(first) :])


def bears(words: str, name: str) -> bool:
    """Whether a phrase is about the bearer of a name in it, rather than about somebody or something of theirs.

    >>> bears("the minister, Una Thirsk", "Una Thirsk"), bears("Kerrow's embassy", "Kerrow")
    (True, False)
    """
    return head_noun(words) in fold(name).split() or _person_in(words, name)


def is_common_noun(word: str) -> bool:
    """Whether a lone word with a capital is a noun for people or papers in general ("Residents", "Figures"), and no name."""
    low = word.casefold()
    return low in _PEOPLE or (low in _DOCUMENTS and low.endswith("s")) or low == "data"


def is_body_word(word: str) -> bool:
    """Whether a word of a name says that the name is a body's ("Ministry", "Bank")."""
    return word.strip(".,").casefold() in _NAME_ORGANISATIONS


def _runs(words: str) -> list[str]:
    """Capitalised runs of a phrase, titles and small joining words at their ends left out."""
    runs: list[list[str]] = []
    last_end = -9
    for match in _WORD.finditer(words):
        word = match.group()
        joined = words[last_end : match.start()] == " " and not (runs and _POSSESSIVE.search(runs[-1][-1]))
        if _CAPITAL.match(word) or (word in _INNER and joined and runs):
            if joined and runs:
                runs[-1].append(word)
            elif _CAPITAL.match(word) and not word[0].isdigit():
                runs.append([word])
            else:
                continue
            last_end = match.end()
    return [name for run in runs if (name := _without_ends(run))]


def _without_ends(run: list[str]) -> str:
    """The run without leading titles and numbers, trailing joints and possessive."""
    parts = list(run)
    while parts and (parts[-1] in _INNER or parts[-1].isdigit()):
        parts.pop()
    while parts and (
        parts[0].strip(".").casefold() in TITLES
        or parts[0].casefold() in {"the", "a", "an", "both", "two", "three", "one"}
        or parts[0].isdigit()
    ):
        if len(parts) == 1 and parts[0].strip(".").casefold() in TITLES:
            return ""
        parts = parts[1:]
    while parts and parts[0] in _INNER:
        parts = parts[1:]
    parts = parts[: home_of(parts, titled=bool(parts) and parts != run)]
    return _POSSESSIVE.sub("", " ".join(parts)).strip(".,") if parts else ""


def home_of(parts: Sequence[str], *, titled: bool) -> int:
    """Return where "of Northmark" begins behind a person's name, as the number of words before it; all of them for other names.

    Args:
        parts: The words of a name, titles left out.
        titled: Whether a title stood before it ("Gov.").
    """
    at = parts.index("of") if "of" in parts else len(parts)
    person = at >= _WHOLE_NAME and not any(is_body_word(p) for p in parts[:at]) and (titled or gender_of(" ".join(parts[:at])))
    return at if person else len(parts)


def _is_title_phrase(words: str, name: str) -> bool:
    """Whether what stands before the name says what its bearer is ("the union's leader, NAME", "Interior Minister NAME")."""
    before = words[: words.find(name)]
    return bool(re.search(r"(?:\b\w+,?\s*)$", before)) and not re.search(
        r"\b(?:of|for|from|in|at|by|with|to|against)\s+(?:the\s+)?$", before
    )


def _person_in(words: str, name: str) -> bool:
    """Whether the phrase is about the bearer of the name, not about somebody or something of theirs."""
    at = words.find(name)
    after = words[at + len(name) :]
    if re.match(r"['’]s?\s+\w", after) or _POSSESSIVE.match(after[:2]):
        return False
    if re.match(r"\s+(?!(?:of|who|and|from|in|at|for|on|which|whose|with|as|himself|herself)\b)[a-z]", after):
        return False
    return at == 0 or _is_title_phrase(words, name) or bool(re.fullmatch(r"(?:the|The)\s+", words[:at]))


def _bare(words: str) -> str:
    """The phrase without article, "newspaper" and the like around a name."""
    cut = re.sub(r"^(?:the|a|an)\s+", "", words.strip(" ,"), flags=re.IGNORECASE)
    cut = re.sub(
        r"^(?:[a-z]\w*\s+)?(?:newspaper|broadcaster|magazine|news agency|website|station|channel|daily|paper)\s+(?=[A-Z])", "", cut
    )
    return _POSSESSIVE.sub("", re.sub(r"(?:\s+(?:newspaper|magazine|website|news site|broadcaster|news agency|agency))+$", "", cut))


def _named_outlet(words: str, outlets: Outlets) -> str | None:
    bare = _bare(words)
    listed = outlets.named(bare)
    if listed:
        return listed.name
    mentioned = outlets.mentions(words)
    if mentioned:
        return mentioned[0][1].name
    runs = _runs(bare)
    return next((r for r in runs if is_outlet_name(r)), None)
