"""The whole of a watch: rounds, looks at the claims that are followed, and what is said of them, until it is ended or killed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from reportedly.errors import ReportedlyError
from reportedly.pipeline import report_on
from reportedly.report.wording import quoted
from reportedly.watch.at_fault import fault_words
from reportedly.watch.atom import atom_of, write_atom
from reportedly.watch.follow import changes_of, standing_of, standing_words, still_known
from reportedly.watch.ledger import Followed, Ledger
from reportedly.watch.rounds import Round, Tally
from reportedly.watch.state import State, only_watch

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.tools import Tools
    from reportedly.watch.settings import Manners, Surroundings
    from reportedly.watch.webhook import Webhook

__all__ = ["Ears", "Watch", "follow", "followed_words"]

#: Announcements that the Atom feed holds; older ones stay in the state.
_MOST_ENTRIES: Final = 100
#: How often `--once` tries to deliver, and the longest it waits between.
_DELIVERIES: Final = 3
_LONGEST_PAUSE: Final = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ears:
    """Who is told of changes, besides the terminal."""

    atom: Path | None = None
    webhook: Webhook | None = None


class Watch:
    """A watch into one library.

    Args:
        tools: What works on the library.
        manners: How hosts are treated.
        around: The clock, the network, and who is told.
        ears: Who else is told.
    """

    def __init__(self, tools: Tools, manners: Manners, around: Surroundings, ears: Ears) -> None:
        self._tools, self._manners, self._around, self._ears = tools, manners, around, ears

    def run(self, feeds: tuple[str, ...], *, once: bool) -> Tally:
        """Watch; without `once`, for ever.

        Returns:
            What the round came to.

        Raises:
            UsageError: Another watch is at work on the library, or the Atom file cannot be written.
            LibraryError: The library or the state cannot be opened or written.
        """
        folder, clock = self._tools.settings.library, self._around.clock
        with State(folder, clock.now()) as state, only_watch(folder):
            ledger = Ledger(state)
            again = self._say(ledger)  # what a watch before this one decided and did not come to say
            while True:
                tally = self._round(feeds, state) if feeds else Tally()
                self._look(ledger)
                again = self._say(ledger)
                if once:
                    self._last_deliveries(ledger, again)
                    return tally
                self._rest(ledger, clock.now() + self._manners.every, again)

    def _round(self, feeds: tuple[str, ...], state: State) -> Tally:
        with self._tools.library() as library:
            tally = Round(self._tools, library, state, manners=self._manners, around=self._around).run(feeds)
        self._around.tell(tally.words)
        return tally

    def _rest(self, ledger: Ledger, until: float, again: float | None) -> None:
        """Let time pass until the next round, and send what has to be sent again meanwhile."""
        clock = self._around.clock
        while (now := clock.now()) < until:
            due = until if again is None else min(again, until)
            clock.sleep(max(0.0, due - now))
            if again is not None and again <= clock.now():
                again = self._say(ledger)

    def _look(self, ledger: Ledger) -> None:
        """Hold each claim against the library where either is new, and decide what to announce."""
        claims = ledger.claims()
        if not claims:
            return
        with self._tools.library() as library:
            digest, ids = library.digest(), frozenset(library.ids())
        for claim in claims:
            if (claim.library, claim.changes) == (digest, ledger.changed_since(claim.changes)[1]):
                continue
            try:
                self._look_at(claim, ledger, ids)
            except (ReportedlyError, OSError):  # of the library, or of the machine
                raise
            except Exception as error:  # noqa: BLE001  the border of a claim: the others are looked at, and this one again after the next round
                self._around.warn(f"{quoted(claim.words)}: not looked at: {fault_words(error)}")

    def _look_at(self, claim: Followed, ledger: Ledger, ids: frozenset[str]) -> None:
        changed, last = ledger.changed_since(claim.changes)
        report = report_on(None, claim.words, tools=self._tools)
        now, before = standing_of(report), claim.standing
        if before is None:
            self._around.tell(followed_words(claim._replace(standing=now)))
        else:
            now = still_known(before, now, {*changed, *(before.articles - ids)})
        ledger.looked(
            claim._replace(standing=now, library=report.made_by.library, changes=last),
            self._around.clock.now(),
            changes=changes_of(before, now, changed) if before else (),
            before=before,
            targets=[self._ears.webhook.target] if self._ears.webhook else [],
        )

    def _say(self, ledger: Ledger) -> float | None:
        """Say what was decided and not said; return when there is something to be sent again."""
        for number, announcement in ledger.unsaid():
            for line in _lines(announcement):
                self._around.tell(line)
            ledger.said(number)
        if self._ears.atom is not None:
            write_atom(self._ears.atom, atom_of(ledger.newest(_MOST_ENTRIES), *ledger.identity()))
        return self._ears.webhook.deliver(ledger, self._around) if self._ears.webhook else None

    def _last_deliveries(self, ledger: Ledger, again: float | None) -> None:
        clock = self._around.clock
        for _ in range(_DELIVERIES - 1):
            if again is None or again - clock.now() > _LONGEST_PAUSE:
                return
            clock.sleep(max(0.0, again - clock.now()))
            again = self._say(ledger)


def follow(claims: list[str], unfollow: list[str], tools: Tools, around: Surroundings) -> tuple[Followed, ...]:
    """Stop following some claims, follow others, and return all that are followed, as each was last seen.

    Raises:
        UsageError: A claim is none, or none is followed by a name.
        LibraryError: The state cannot be opened or written.
    """
    with State(tools.settings.library, around.clock.now()) as state:
        ledger = Ledger(state)
        for name in unfollow:
            around.tell(f"no longer followed: {quoted(ledger.unfollow(name).words)}")
        for words in claims:
            ledger.follow(words, around.clock.now())
        return ledger.claims()


def followed_words(claim: Followed) -> str:
    """Return the line of a claim that is followed."""
    how = f"{standing_words(claim.standing)}, {claim.standing.origins}" if claim.standing else "not looked at yet"
    return f"{claim.id[:8]}  {quoted(claim.words)}: {how}"


def _lines(announcement: dict[str, Any]) -> list[str]:
    """Return an announcement as the terminal shows it."""
    changes = [f"  {change['words']}{'  ' + change['url'] if change['url'] else ''}" for change in announcement["changes"]]
    return [f"{announcement['at']}  {quoted(announcement['claim']['words'])}", *changes]
