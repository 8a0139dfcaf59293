"""`reportedly watch`: feeds into the library, round after round, and claims that are followed."""
# ruff: noqa: PLC0415  `reportedly --help` must not wait for what only a command needs

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.answers import SOME_FAILED, UNREADABLE, write_out
from reportedly.cli.options import LibraryDir, Models, Outlets, check_target, settings_of, words
from reportedly.console import say
from reportedly.errors import RefusedError, UsageError

if TYPE_CHECKING:
    from reportedly.tools import Settings
    from reportedly.watch import Ears

_EVERY = 15

Feeds = Annotated[
    list[str] | None,
    typer.Argument(metavar="FEEDS...", help="Links of feeds, OPML files, or files with one link a line.", show_default=False),
]
Follow = Annotated[
    list[str] | None,
    typer.Option(metavar="CLAIM", help="Say when the status of this claim changes. Can be given again.", show_default=False),
]
Unfollow = Annotated[list[str] | None, typer.Option(metavar="CLAIM", help="Stop following it, by its words or id.", show_default=False)]
Atom = Annotated[Path | None, typer.Option(metavar="FILE", help="Also write changes as an Atom feed.", show_default=False)]
Hook = Annotated[str | None, typer.Option("--webhook", metavar="URL", help="Also post changes there as JSON.", show_default=False)]


def watch(  # noqa: PLR0913  a command has as many parameters as options
    feeds: Feeds = None,
    *,
    library: LibraryDir = None,
    once: Annotated[bool, typer.Option("--once", metavar="", help="Make one round and leave.")] = False,
    every: Annotated[float, typer.Option(metavar="MINUTES", min=1, max=10_080, help="From one round to the next.")] = _EVERY,
    follow: Follow = None,
    unfollow: Unfollow = None,
    following: Annotated[bool, typer.Option("--following", metavar="", help="List the claims that are followed, and leave.")] = False,
    atom: Atom = None,
    webhook: Hook = None,
    webhook_private: Annotated[
        bool, typer.Option("--webhook-private", metavar="", help="The webhook may be on this machine or in your own network.")
    ] = False,
    outlets: Outlets = None,
    models: Models = None,
) -> None:
    """Watch feeds into the library, and say when the status of a claim that you follow changes."""
    from reportedly.tools import Tools
    from reportedly.watch import Manners, Surroundings, Watch, feeds_named, followed_words
    from reportedly.watch import follow as keep

    check_target(atom)
    settings = settings_of(library, outlets, models)
    ears = _ears(atom, webhook, settings, private=webhook_private)
    around = Surroundings(tell=_tell, warn=say)
    named, rejected = feeds_named(feeds or (), settings.ingest)
    tools = Tools(settings)
    claims = keep([words(each) or "" for each in follow or ()], [words(each) or "" for each in unfollow or ()], tools, around)
    if following:
        for claim in claims:
            _tell(followed_words(claim))
    if following or (not feeds and (unfollow or follow) and not once):
        return
    for each in rejected:
        say(f"{each.id}: {each.reason}")
    if not named and rejected:
        raise UsageError(
            "watch: none of the feeds that were named may be asked: only http and https links to public addresses, ports 80 and 443"
        )
    if not named and not claims:
        raise UsageError("watch: expected feeds to watch, or a claim to --follow")
    tally = Watch(tools, Manners(every=60 * every), around, ears).run(named, once=once)
    if tally.failed or rejected:
        raise typer.Exit(SOME_FAILED if tally.feeds or tally.waiting else UNREADABLE)


def _tell(line: str) -> None:
    from reportedly.report.pieces import visible

    write_out(f"{visible(line)}\n")


def _ears(atom: Path | None, webhook: str | None, settings: Settings, *, private: bool) -> Ears:
    from reportedly.watch import Ears, Webhook, allowing

    if webhook is None:
        return Ears(atom=atom)
    ingest = settings.ingest
    try:
        return Ears(atom=atom, webhook=Webhook(webhook, allowing(webhook, ingest) if private else ingest))
    except RefusedError as error:  # its address may hold a secret
        why = str(error).removeprefix(f"{webhook[:200]}: ")
        raise UsageError(f"--webhook: {why}; --webhook-private allows your own network") from error
