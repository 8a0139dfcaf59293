"""A report on articles whose every field was written by somebody who wants to be more than text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.report.byhand import evidence_of, finding_of, origin_of, statement, voice

from reportedly.records import Article, Coverage, Credit, Derivation, MadeBy, Outlet, Report, Search, SpanPair

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Each would act in one of the formats: a page, a formula, a template, markup, a link, a terminal, or as no character at all.
ATTACKS: Sequence[str] = (
    "</script><script>alert(1)</script>",
    '=HYPERLINK("http://tidewatch.example","pay")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "-2+3",
    "\t=1",
    "＝1+1",
    "{{Delete|reason=x}} [[File:x.png|thumb]] ''y'' ~~~~ <ref>z</ref> __NOTOC__",
    "}}|url=https://evil.example",
    "]]> &amp; &#61; <!-- ",
    "a\x00b\x1b[31mc\u202ed\ufffee\udc80f",
    'quote " and, comma; and\nline\r\n\r\nends',
    "https://valley.example/a b{c}|d=[e]<f>\"'",
    "-{zh-hans:x}- ISBN 0306406152 RFC 2119",
    "",
    "😀 one code point, two units of UTF-16",
)


def _article(key: str, attack: str, words: str) -> Article:
    return Article(
        id=f"{key} {attack}",
        outlet=Outlet.unlisted(f"{attack} Post"),
        text=f"😀😀 {attack}\n\n“{words},” said {attack} Vane. A clerk named Orla said that {words}.",
        title=attack,
        url=f"https://{key}.example/{attack}",
        published=attack,
        byline=f"By {attack}",
        language="en",
        credits=(Credit(agency=f"{attack} Wire", place="byline"),),
        sha256="ab" * 32,
    )


def hostile(attack: str) -> Report:
    """A report of one disputed finding, with the attack in every field that comes from outside."""
    one, other = _article("one", attack, f"the weir {attack} broke"), _article("other", attack, f"no weir {attack} broke")
    speaker = f"{attack} Vane"
    said = statement(one, [f"the weir {attack} broke"], voice(one, speaker, "person", speaker, side=attack), directness="direct")
    against = statement(other, [f"no weir {attack} broke"], voice(other, f"{attack} note", "document"))
    taken = SpanPair(None, against.content[0])
    return Report(
        article=one,
        findings=(
            finding_of(
                one,
                said,
                "uncorroborated",
                (1, 1, 1, 1),
                [origin_of(speaker, "person", "established", said, side=attack)],
                [evidence_of(other, against, "contradicts", 0.9, derived_from=f"wire:{attack}")],
                disputes=[origin_of(f"{attack} note", "document", "established", against)],
                marks=[attack or "altered"],
            ),
        ),
        derivations=(
            Derivation(source=f"wire:{attack}", to=other.id, kind="credit", certain=True, whole=True, evidence=(taken,)),
            Derivation(source="gone", to=one.id, kind="rewrite", certain=False, whole=False, evidence=()),
        ),
        coverage=Coverage(articles=1, searches=(Search(name="library", state="failed", detail=attack),)),
        made_by=MadeBy(version="0.1.0", models=(), library=""),
    )
