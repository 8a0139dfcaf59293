"""What bears on each claim: from the statements of one article (or a claim in the reader's words) to findings.

Passages near a claim are searched in the library; the articles that hold them are attributed; their statements are compared with the
claim; derivations among these articles are traced; and the origins are weighed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly import match
from reportedly.records import Article, Claim, Coverage, Evidence, Outlet, Search, Span, Statement, Voice, identity
from reportedly.text.names import fold, same_name
from reportedly.text.passages import Passage
from reportedly.trace import derive, weigh

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportedly.match import Judge
    from reportedly.records import Derivation, Finding, Match
    from reportedly.store import Hit, Library
    from reportedly.text.outlets import Outlets
    from reportedly.tools import Attributor

__all__ = ["Nearby", "Question", "Said", "findings_of", "nearby", "question_of", "questions_of"]

#: Passages that are looked at for each claim.
_HITS = 8
#: Articles that are attributed for one report: those whose passages come up most, and those that share text with the article.
_ARTICLES = 12
_SIMILAR = 4
#: Statements that the relation model reads for each claim, besides those that the search found itself.
_COMPARED = 8


@dataclass(frozen=True, slots=True)
class Said:
    """A statement and the article it stands in."""

    statement: Statement
    article: Article

    @property
    def passage(self) -> Passage:
        """Its content as it is compared."""
        return match.passage_of(self.statement, self.article)


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
        return Said(statement, article)


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
    own = frozenset({article.id} if article else ())
    hits = library.search([q.claim.words for q in questions], limit=_HITS, excluding=own)
    ids = _weightiest(hits)
    if article:
        ids.extend(key for key in library.similar_articles(article, limit=_SIMILAR) if key not in ids and key not in own)
    said: list[Said] = []
    articles = []
    for done, key in enumerate(sorted(ids)):
        tell(done, len(ids))
        articles.append(library.article(key))
        said.extend(Said(statement, articles[-1]) for statement in attributor.statements(articles[-1], library))
    return Nearby(tuple(articles), tuple(said), hits, _coverage(library, own))


def _weightiest(hits: Sequence[Sequence[Hit]]) -> list[str]:
    """The articles whose passages come up most."""
    weight: dict[str, float] = defaultdict(float)
    for each in hits:
        for hit in each:
            weight[hit.article] += hit.score
    return sorted(weight, key=lambda key: (-weight[key], key))[:_ARTICLES]


def _coverage(library: Library, own: frozenset[str]) -> Coverage:
    others = len(library) - len(own.intersection(library.ids()))
    if others:
        return Coverage(articles=others, searches=(Search(name="library", state="ok"),))
    return Coverage(articles=0, searches=(Search(name="library", state="empty", detail="the library holds no other article"),))


def findings_of(
    questions: Sequence[Question], near: Nearby, *, judge: Judge, outlets: Outlets, tell: Callable[[int, int], None]
) -> tuple[tuple[Finding, ...], tuple[Derivation, ...]]:
    """Weigh every question.

    Args:
        questions: The claims, all of one article or all the reader's.
        near: What the search brought for them.
        judge: The relation model.
        outlets: Who is known as an outlet or agency.
        tell: Is told how many questions of how many are done.

    Returns:
        The findings in the order of the questions, and the derivations among the articles at hand.
    """
    own = [Said(q.statement, q.article) for q in questions if q.statement and q.article]
    everyone = {a.id: a for a in (*near.articles, *(said.article for said in own))}
    derivations = derive([everyone[key] for key in sorted(everyone)], outlets=outlets)
    others = [*near.said, *own]
    passages = [said.passage for said in others]
    findings = []
    for done, (question, hits) in enumerate(zip(questions, near.hits, strict=True)):
        tell(done, len(questions))
        asked = question.asked
        chosen = [others[i] for i in _candidates(asked, others, passages, hits) if others[i].statement.id != asked.statement.id]
        evidence = tuple(e for said in chosen if (e := _borne(asked, said, judge)))
        findings.append(
            weigh(
                question.claim,
                article=question.article,
                statement=question.statement,
                evidence=evidence,
                derivations=derivations,
                articles=tuple(everyone.values()),
            )
        )
    return tuple(findings), derivations


def _candidates(asked: Said, others: Sequence[Said], passages: Sequence[Passage], hits: Sequence[Hit]) -> list[int]:
    """Which statements are worth comparing: those in passages that the search found, and the likeliest by names, figures and words."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for hit in hits:
        spans[hit.article].append(hit.span)
    found = [i for i, said in enumerate(others) if any(h.overlaps(s) for h in spans[said.article.id] for s in said.statement.content)]
    likely = match.narrow(asked.passage, passages, most=_COMPARED)
    return list(dict.fromkeys((*likely, *found)))[: _COMPARED + _HITS // 2]


def _borne(asked: Said, said: Said, judge: Judge) -> Evidence | None:
    """How one statement bears on what is asked; None when it does not."""
    bearing, judged = match.relate(asked.statement, asked.article, said.statement, said.article, judge)
    comparable = (
        match.is_claim(asked.passage)
        and match.is_claim(said.passage)
        and match.are_of_one_time(asked.article.published, said.article.published)
    )
    if bearing is None or not (comparable or match.is_same_quotation(judged)):
        return None
    if bearing == "supports" and _is_same_voice_renamed(asked, said, judged):
        return None
    if bearing == "contradicts" and not match.is_grounded(judged, asked.passage, said.passage):
        return None
    score = judged.scores.contradicts if judged.relation == "contradicts" else judged.scores.supports
    return Evidence(article=said.article, statement=said.statement, relation=bearing, score=round(score, 4), reasons=judged.reasons)


def _is_same_voice_renamed(asked: Said, said: Said, judged: Match) -> bool:
    """Whether one quotation is given to two names ("the palace", "its spokesman"): two people do not say the same words by chance.

    Which of the names is right is not known, so it bears nothing out: a second origin it surely is not.
    """
    quoted = asked.statement.directness == said.statement.directness == "direct"
    names = [fold(each.statement.speaker.name) for each in (asked, said)]
    return quoted and names[0] != names[1] and not same_name(*names) and match.is_same_quotation(judged)
