"""What terminal lines are made of: text that no article can turn into markup, grids, signs, and a page of fixed width."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from reportedly.report.pieces import visible

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

__all__ = ["NARROWEST", "SIGNS", "WIDEST", "grid", "page", "plain", "printed", "rule"]

NARROWEST: Final = 60
#: Longer lines are hard to read, however wide the window.
WIDEST: Final = 110
#: Status to its sign and its style; the word stands beside it, so that no meaning hangs on a colour.
SIGNS: Final[dict[str, tuple[str, str]]] = {
    "disputed": ("◆", "bold red"),
    "corroborated": ("●", "bold green"),
    "possibly corroborated": ("◐", "bold blue"),
    "single origin": ("◉", "bold yellow"),
    "uncorroborated": ("–", "dim"),
}


def page(width: int, *, colour: bool) -> Console:
    """Return a console that prints into memory, 60 to 110 columns wide."""
    # Rich takes 60 ms to import, which `--json` need not wait for.
    from rich.console import Console  # noqa: PLC0415  see above

    return Console(
        file=io.StringIO(),
        width=min(max(width, NARROWEST), WIDEST),
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def printed(console: Console) -> str:
    """Return what was printed, without blanks at the ends of lines."""
    held = console.file
    written = held.getvalue() if isinstance(held, io.StringIO) else ""
    return "\n".join(line.rstrip() for line in written.split("\n"))


def plain(words: str, style: str = "") -> Text:
    """Return words as text; what would act on a terminal is taken out."""
    from rich.text import Text  # noqa: PLC0415  see page

    return Text(visible(words), style=style)


def grid(*widths: int | None) -> Table:
    """Return a grid of columns; those with a width of None share the rest and wrap."""
    from rich.table import Table  # noqa: PLC0415  see page

    made = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for width in widths:
        made.add_column(width=width, ratio=None if width else 1, overflow="fold")
    return made


def rule(title: str) -> RenderableType:
    """Return a heading with a line after it."""
    from rich.console import Group  # noqa: PLC0415  see page
    from rich.rule import Rule  # noqa: PLC0415  see page

    return Group("", Rule(plain(title, "bold"), align="left", style="dim", characters="─"), "")
