"""A `Report` as one HTML file that fetches nothing, runs nothing and works for decades: styles and data inside, no scripts, no fonts.

Everything from outside is escaped, and addresses become links only when they are http or https. The content security policy in the file
allows the one style sheet by its digest and nothing else. What can be chosen is chosen by links to anchors and by radio buttons.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from reportedly.report import branches, build, figures, provenance, standing, timeline, wording
from reportedly.report.filters import filters, filters_of
from reportedly.report.followup import why_words
from reportedly.report.json import to_json
from reportedly.report.linked import in_script, tight
from reportedly.report.links import web_address
from reportedly.report.opened import opened
from reportedly.report.picture import picture
from reportedly.report.pieces import Piece, marked, snippet, tidied, visible
from reportedly.report.schema_org import to_schema_org

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

    from reportedly.records import Article, Derivation, Report, Spans

__all__ = ["FINDINGS", "chosen_style", "environment", "report_fragment", "sides", "style", "style_of", "to_html", "web_address"]

#: Characters of text shown around the words that show a derivation.
_AROUND: Final = 80
#: Status to the name of its style and of its sign in the template.
_STYLES: Final = {
    "corroborated": "corroborated",
    "possibly corroborated": "possibly",
    "single origin": "single",
    "uncorroborated": "uncorroborated",
    "disputed": "disputed",
}
#: A style sheet that is not made for one report holds rules for so many findings, which serves most reports.
FINDINGS: Final = 150
#: The words of finding N where it is chosen, by its card or in an article; its card where it is chosen in the article that is checked.
_LIT: Final = ":root:has(#f{n}:target,#s{n}:target,.p{n}:target) .m{n}"
_SHOWN: Final = ":root:has(#s{n}:target) #f{n}"


def to_html(report: Report) -> str:
    """Return the report as a whole HTML document, which carries its data: as schema.org JSON-LD, and all of it as the JSON of `check`.

    Returns:
        The document; the same report gives the same bytes, in UTF-8.
    """
    css = style(len(report.findings))
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    schema_org, twin = (in_script(tight(text)) for text in (to_schema_org(report), to_json(report)))
    return _rendered("report.html.jinja", report, css=css, css_digest=digest, schema_org=schema_org, twin=twin)


def report_fragment(report: Report, *, show: str = "all") -> str:
    """Return the report as a part of another page: without head, body and `main`, which the page has itself; `style` goes with it.

    Args:
        report: The report.
        show: The key of the filter that is chosen at first; all is shown where there is none of this key, or it leaves nothing.
    """
    return _rendered("body.html.jinja", report, is_part=True, show=show)


def style(findings: int = FINDINGS) -> str:
    """Return the style sheet of reports of at most so many findings."""
    css = files("reportedly.report").joinpath("templates", "report.css").read_text("utf-8")
    return css + chosen_style(range(1, findings + 1))


def chosen_style(numbers: range) -> str:
    """Return the rules that light the words of findings and show their cards when they are chosen; nothing for no numbers."""
    if not numbers:
        return ""
    lit, shown = (",\n".join(rule.format(n=number) for number in numbers) for rule in (_LIT, _SHOWN))
    return f"{lit} {{ background: var(--lit); color: var(--lit-ink); }}\n{shown} {{ display: block; }}\n"


def _rendered(name: str, report: Report, *, is_part: bool = False, show: str = "all", **more: str) -> str:
    known = build.articles(report)
    numbered = build.numbered(report)
    offered = filters(report)
    whole = opened(report)
    return (
        _environment()
        .get_template(name)
        .render(
            report=report,
            is_part=is_part,
            known=known,
            numbered=numbered,
            styles={one.number: style_of(one) for one in numbered},
            leaving={one.number: filters_of(one.finding) for one in numbered},
            whys={one.number: why_words(one.finding) for one in numbered},
            sections=build.sections(report),
            filters=offered,
            shown=show if any(each.key == show and each.count for each in offered) else "all",
            whole_graph=provenance.whole_provenance(report),
            graphs={one.number: provenance.provenance(one.finding, report) for one in numbered},
            opened=whole,
            opened_at={each.article.id: each.number for each in whole},
            paragraphs=() if report.article is None else marked(report.article.text, numbered),
            **more,
        )
    )


def style_of(one: build.Numbered) -> str:
    """Return the style of a finding's mark in the article: a dispute shows before the status."""
    finding = one.finding
    own = build.section_of(finding) == "own"
    return "disputed" if finding.disputed else "own" if own else _STYLES[finding.status]


def sides(derivation: Derivation, known: Mapping[str, Article]) -> list[tuple[str, tuple[Piece, ...]]]:
    """Return for each end of a derivation, source first, its heading and its snippets; ends that are not at hand are left out."""
    lefts = tuple(pair.left for pair in derivation.evidence if pair.left is not None)
    ends = ((derivation.source, lefts), (derivation.to, tuple(pair.right for pair in derivation.evidence)))
    return [(wording.byline(known[key]), snippet(known[key].text, spans, around=_AROUND)) for key, spans in ends if key in known and spans]


def _snippet(text: str, spans: Spans) -> list[Piece]:
    return list(snippet(text, tidied(text, spans)))


def _drawn(graph: provenance.Graph, name: str, title: str, is_narrow: bool) -> object:  # noqa: FBT001  called from a template
    """Return a picture as markup; None where there is none."""
    from markupsafe import Markup  # noqa: PLC0415  comes with Jinja, which only pages need

    drawn = picture(graph, name=name, title=title, is_narrow=is_narrow)
    return None if drawn is None else Markup(drawn)  # noqa: S704  the picture has escaped all that came from outside


def _cleaned(value: object) -> object:
    """Take out of every text what would act on the page; text that is already markup is the template's own."""
    return visible(value) if type(value) is str else value


def environment(package: str) -> Environment:
    """Return what fills the templates of a package: all text escaped, and the words that every page of ours uses.

    Args:
        package: Has a folder `templates`.
    """
    # Jinja takes 40 ms to import, which the commands that write no page need not wait for.
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  see above

    made = Environment(
        loader=PackageLoader(package, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_cleaned,
        keep_trailing_newline=True,
    )
    made.globals.update({name: getattr(wording, name) for name in wording.__all__})
    made.globals.update(sides=sides, web_address=web_address)
    return made


@cache
def _environment() -> Environment:
    made = environment("reportedly.report")
    for module in (branches, figures, provenance, standing, timeline):
        made.globals.update({name: getattr(module, name) for name in module.__all__})
    made.globals.update(
        drawn=_drawn, snippet=_snippet, status_style=_STYLES, status_names={name: status for status, name in _STYLES.items()}
    )
    return made
