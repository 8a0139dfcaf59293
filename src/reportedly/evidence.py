"""What bears on each claim: from the statements of one article (or a claim in the reader's words) to findings.

Passages near a claim are searched in the library; the articles that hold them are attributed; their statements are compared with the
claim; derivations among these articles are traced; and the origins are weighed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from reportedly import match
from reportedly.records import Article, Claim, Coverage, Evidence, Outlet, Scores, Search, Span, Statement, Voice, identity
from reportedly.text.passages import Passage
from reportedly.text.sentences import sentences
from reportedly.tools import AT_ONCE, side_by_side
from reportedly.trace import derive, weigh

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportedly.match import Judge
    from reportedly.records import Bearing, Derivation, Finding, Match, Spans
    from reportedly.store import Hit, Library
    from reportedly.text.outlets import Outlets
    from reportedly.tools import Attributor

__all__ = ["Nearby", "Question", "Said", "findings_of", "nearby", "question_of", "questions_of"]

#: Passages that are looked at for each claim.
_HITS = 24
#: Articles that are attributed for one report: those whose passages come up most, of the claim's time before others (which can only hold
#: the same quotations); and those that share text with the article.
_ARTICLES = 12
_OF_OTHER_TIMES = 3
_SIMILAR = 4
#: Articles that are looked at to choose them.
_DATED = 80
#: Statements that the relation model reads with each claim of an article.
_COMPARED = match.Bounds(all=12, each=4)
#: The same three bounds for a claim in the reader's own words, which is one question and not one of many.
_HITS_OF_ONE, _ARTICLES_OF_ONE = 96, 32
_COMPARED_OF_ONE = match.Bounds(all=96, each=6)


@lru_cache(maxsize=64)
def _sentences(text: str) -> Spans:
    """The sentences of an article, which are asked for with each of its statements."""
    return sentences(text)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement and the article it stands in."""

    statement: Statement
    article: Article
    #: Whether it is a claim in the reader's own words.
    is_readers: bool = False

    @property
    def passage(self) -> Passage:
        """Its content as it is compared."""
        return match.passage_of(self.statement, self.article)

    @property
    def sentences(self) -> str:
        """The sentences that its content stands in: "In 2019" before it counts."""
        text = self.article.text
        return " ".join(s.of(text) for s in _sentences(text) if any(s.overlaps(span) for span in self.statement.content))

    def part(self, content: Spans) -> Said:
        """The same as if only a part of its content were said."""
        return Said(replace(self.statement, content=content), self.article)


@dataclass(frozen=True, slots=True)
class Question:
    """One claim to be asked of the library."""

    claim: Claim
    #: None for a claim in the reader's own words.
    statement: Statement | None
    article: Article | None

    @property
    def asked(self) -> Said:
        """The claim as somebody's statement: the article's, or the reader's own."""
        if self.article and self.statement:
            return Said(self.statement, self.article)
        article = Article(id="claim", outlet=Outlet.unlisted("the reader"), text=self.claim.words)
        voice = Voice(name="the reader", kind="own")
        content = (Span(0, len(self.claim.words)),)
        statement = Statement(
            id=self.claim.id,
            article="claim",
            content=content,
            cue=None,
            chain=(voice,),
            stance="asserts",
            directness="own",
            time=None,
            confidence=1.0,
        )
        return Said(statement, article, is_readers=True)


@dataclass(frozen=True, slots=True)
class Nearby:
    """What a search brought: the articles with their statements, the passages for each question, and how it went."""

    articles: tuple[Article, ...]
    said: tuple[Said, ...]
    hits: tuple[tuple[Hit, ...], ...]
    coverage: Coverage


def questions_of(article: Article, statements: Sequence[Statement]) -> tuple[Question, ...]:
    """Return a question for each statement of an article, in text order."""
    return tuple(
        Question(Claim(id=s.id, content=s.content, words=Passage.of(article.text, s.content).text), s, article) for s in statements
    )


def question_of(claim: str) -> Question:
    """Return the question of a claim in the reader's own words."""
    words = " ".join(claim.split())
    return Question(Claim(id=identity("claim", words), content=(), words=words), None, None)


def nearby(questions: Sequence[Question], library: Library, attributor: Attributor, tell: Callable[[int, int], None]) -> Nearby:
    """Search the library for what is near the questions, and attribute the articles that hold it."""
    article = questions[0].article if questions else None
    own = frozenset((article.id, *library.versions_of(article)) if article else ())  # another text of its own page is no other article
    hits = library.search([q.claim.words for q in questions], limit=_HITS if article else _HITS_OF_ONE, excluding=own)
    ids = _weightiest(hits, article, library)
    if article:
        ids.extend(key for key in library.similar_articles(article, limit=_SIMILAR) if key not in ids and key not in own)
    articles = [library.article(key) for key in sorted(ids)]
    said: list[Said] = []
    for done, (each, statements) in enumerate(zip(articles, attributor.statements_of(articles, library), strict=True)):
        tell(done, len(ids))
        said.extend(Said(match.as_told(statement, each), each) for statement in statements)
    return Nearby(tuple(articles), tuple(said), hits, _coverage(library, own))


def _weightiest(hits: Sequence[Sequence[Hit]], article: Article | None, library: Library) -> list[str]:
    """The articles whose passages come up most: those of the article's time first, and few of others."""
    weight: dict[str, float] = defaultdict(float)
    for each in hits:
        for hit in each:
            weight[hit.article] += hit.score
    ranked = sorted(weight, key=lambda key: (-weight[key], key))[:_DATED]
    if article is None:
        return ranked[:_ARTICLES_OF_ONE]
    if article.published is None:
        return ranked[:_ARTICLES]
    of_its_time = {key for key in ranked if match.are_of_one_time(article.published, library.article(key).published)}
    others = [key for key in ranked if key not in of_its_time][:_OF_OTHER_TIMES]
    return [*(key for key in ranked if key in of_its_time), *others][:_ARTICLES]


def _coverage(library: Library, own: frozenset[str]) -> Coverage:
    others = len(library) - sum(key in library for key in own)
    if others:
        return Coverage(articles=others, searches=(Search(name="library", state="ok"),))
    return Coverage(articles=0, searches=(Search(name="library", state="empty", detail="the library holds no other article"),))


def findings_of(  # noqa: PLR0913  what is asked, what was found, and who answers
    questions: Sequence[Question],
    near: Nearby,
    *,
    judge: Judge,
    outlets: Outlets,
    tell: Callable[[int, int], None],
    at_once: int = AT_ONCE,
) -> tuple[tuple[Finding, ...], tuple[Derivation, ...]]:
    """Weigh every question.

    Args:
        questions: The claims, all of one article or all the reader's.
        near: What the search brought for them.
        judge: The relation model; several threads ask it.
        outlets: Who is known as an outlet or agency.
        tell: Is told how many questions of how many are done.
        at_once: How many questions are worked on side by side.

    Returns:
        The findings in the order of the questions, and the derivations among the articles at hand. A question whose parts have evidence of
        their own has a finding for each of them, and one for what is left, if that claims something.
    """
    own = [Said(q.statement, q.article) for q in questions if q.statement and q.article]
    everyone = {a.id: a for a in (*near.articles, *(said.article for said in own))}
    derivations = derive([everyone[key] for key in sorted(everyone)], outlets=outlets)
    others = [*near.said, *own]
    passages = [said.passage for said in others]

    def claimed(asked: tuple[Question, tuple[Hit, ...]]) -> list[tuple[Claim, tuple[Evidence, ...]]]:
        return _claims(asked[0], _Held(others, passages, asked[1], judge))

    findings = []
    found = side_by_side(claimed, zip(questions, near.hits, strict=True), at_once=at_once)
    for done, (question, claims) in enumerate(zip(questions, found, strict=True)):
        tell(done, len(questions))
        findings += [
            weigh(
                claim,
                article=question.article,
                statement=question.statement,
                evidence=evidence,
                derivations=derivations,
                articles=tuple(everyone.values()),
            )
            for claim, evidence in claims
        ]
    return tuple(findings), derivations


@dataclass(frozen=True, slots=True)
class _Held:
    """What a question is held against."""

    others: Sequence[Said]
    passages: Sequence[Passage]
    hits: Sequence[Hit]
    judge: Judge

    def against(self, asked: Said) -> tuple[Evidence, ...]:
        """Return what bears on what is asked, of all but the statement itself."""
        chosen = (self.others[i] for i in _candidates(asked, self.others, self.passages, self.hits))
        return tuple(e for said in chosen if said.statement.id != asked.statement.id and (e := _borne(asked, said, self.judge)))


def _claims(question: Question, held: _Held) -> list[tuple[Claim, tuple[Evidence, ...]]]:
    """Return what the question claims with what bears on it: all of it as one, or each part with evidence that all of it has not.

    What bears all of it out bears out each part.
    """
    asked = question.asked
    whole = held.against(asked)
    parts = match.parts_of(asked.article.text, asked.statement.content) if question.article else ()
    known = {e.statement.id for e in whole}
    borne = {part: found for part in parts if (found := held.against(asked.part((part,))))}
    if not any(e.statement.id not in known for found in borne.values() for e in found):
        return [(question.claim, whole)]
    supports = [e for e in whole if e.relation == "supports"]
    claims = []
    for part, found in borne.items():
        there = {e.statement.id for e in found}
        claims.append((_part_of(question, (part,)), (*found, *(e for e in supports if e.statement.id not in there))))
    rest = tuple(part for part in parts if part not in borne)
    if rest:
        claims.append((_part_of(question, rest), tuple(supports)))
    return sorted(claims, key=lambda claim: claim[0].content)


def _part_of(question: Question, content: Spans) -> Claim:
    asked = question.asked
    words = Passage.of(asked.article.text, content).text
    return Claim(id=identity(question.claim.id, *(f"{s.start}-{s.end}" for s in content)), content=content, words=words)


def _candidates(asked: Said, others: Sequence[Said], passages: Sequence[Passage], hits: Sequence[Hit]) -> tuple[int, ...]:
    """Which statements are worth comparing: by the search that found their sentences, and by names, figures, dates and words."""
    place = {(hit.article, hit.span): rank for rank, hit in enumerate(hits)}
    spans: dict[str, list[Span]] = defaultdict(list)
    for hit in hits:
        spans[hit.article].append(hit.span)
    best: dict[int, int] = {}
    for i, said in enumerate(others):
        ranks = [place[said.article.id, h] for h in spans[said.article.id] if any(h.overlaps(s) for s in said.statement.content)]
        if ranks:
            best[i] = min(ranks)
    found = sorted(best, key=lambda i: (best[i], i))
    groups = [said.article.id for said in others]
    bounds = _COMPARED_OF_ONE if asked.is_readers else _COMPARED
    return match.choose(asked.passage, passages, found=found, groups=groups, bounds=bounds)


class _Unread:
    """Stands for the relation model where only the features are asked for."""

    def scores(self, left: str, right: str) -> Scores:  # noqa: ARG002  as a judge is asked
        return Scores(supports=0.0, contradicts=0.0, unrelated=1.0)


def _borne(asked: Said, said: Said, judge: Judge) -> Evidence | None:
    """How one statement bears on what is asked, as a whole or by the part of it that is likest; None when it does not."""
    found = _bearing(asked, said, judge)
    if found is None:
        part = _likest(asked, said)
        found = _bearing(asked, part, judge) if part else None
    if found is None:
        return None
    bearing, judged = found
    score = judged.scores.contradicts if judged.relation == "contradicts" else judged.scores.supports
    return Evidence(article=said.article, statement=said.statement, relation=bearing, score=round(score, 4), reasons=judged.reasons)


def _likest(asked: Said, said: Said) -> Said | None:
    """Return the part of a statement that shares most with what is asked; None where it is all one, or shares nothing."""
    parts = [said.part((part,)) for part in match.parts_of(said.article.text, said.statement.content)]
    best = match.narrow(asked.passage, [part.passage for part in parts], most=1)
    return parts[best[0]] if best else None


def _bearing(asked: Said, said: Said, judge: Judge) -> tuple[Bearing, Match] | None:
    claims = (asked.is_readers or match.is_claim(asked.passage)) and match.is_claim(said.passage)
    named = not claims and asked.is_readers and match.names_something(said.passage)
    comparable = (claims or named) and _are_of_one_time(asked, said)
    sides = (asked.statement, asked.article, said.statement, said.article)
    if not comparable and not match.is_same_quotation(match.relate(*sides, _Unread())[1]):
        return None
    bearing, judged = match.relate(*sides, judge)
    if bearing is None or (bearing == "supports" and _is_one_quotation_renamed(asked, said, judged)):
        return None
    if named and comparable and judged.relation != "supports":
        return None
    if judged.relation == "contradicts" and not match.is_grounded(judged, asked.passage, said.passage):
        return None
    return bearing, judged


def _are_of_one_time(asked: Said, said: Said) -> bool:
    """Whether the articles are of one time, and neither sentence is set in a year of its own."""
    dates = asked.article.published, said.article.published
    ours, theirs = asked.sentences, said.sentences
    return (
        match.are_of_one_time(*dates)
        and not match.is_of_another_year(ours, theirs, *dates)
        and not match.is_of_another_year(theirs, ours, *dates)
    )


def _is_one_quotation_renamed(asked: Said, said: Said, judged: Match) -> bool:
    """Whether one quotation is given to two names ("the palace", "its spokesman").

    Which of the names is right is not known, so it bears nothing out: a second origin it surely is not.
    """
    quoted = asked.statement.directness == said.statement.directness == "direct"
    return quoted and match.is_renamed(asked.statement, said.statement, judged)
