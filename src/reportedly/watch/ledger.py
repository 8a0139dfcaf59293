"""The claims that are followed, what was announced of them, and what of that has yet to be said: decided and written in one step."""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from reportedly.errors import UsageError
from reportedly.records import identity
from reportedly.watch.follow import Change, Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.watch.state import State

__all__ = ["Announcement", "Followed", "Ledger"]

_MOST_CHARACTERS = 2_000


class Followed(NamedTuple):
    """A claim that is followed; its standing is None before the first look."""

    id: str
    words: str
    standing: Standing | None
    #: The digest of the library, and the last change of a page, at the last look.
    library: str | None
    changes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """What has changed about a claim, as it is sent."""

    number: int
    #: The same whenever and however often it is sent.
    id: str
    #: ISO 8601, UTC.
    at: str
    claim: str
    words: str
    before: Standing
    now: Standing
    changes: tuple[Change, ...]

    def to_json(self) -> str:
        """Return it as it is kept and sent (see `docs/watch`)."""
        record = {
            "id": self.id,
            "at": self.at,
            "claim": {"id": self.claim, "words": self.words},
            "before": _brief(self.before),
            "now": _brief(self.now),
            "changes": [change._asdict() for change in self.changes],
        }
        return json.dumps(record, ensure_ascii=False)


def _brief(standing: Standing) -> dict[str, object]:
    return {"status": standing.status, "disputed": standing.disputed, "origins": standing.origins}


class Ledger:
    """The claims and announcements of a state."""

    def __init__(self, state: State) -> None:
        self._state = state

    def identity(self) -> tuple[str, float]:
        """Return the identity of this watch, and since when there is one."""
        ((own, since),) = self._state.rows("SELECT id, since FROM self")
        return str(own), float(str(since))

    # Claims

    def follow(self, words: str, now: float) -> Followed:
        """Follow a claim; one that is followed already stays as it is.

        Raises:
            UsageError: It is empty, or no sentence is as long.
        """
        words = " ".join(words.split())
        if not words or len(words) > _MOST_CHARACTERS:
            raise UsageError(f"--follow: expected a claim of at most {_MOST_CHARACTERS} characters, found {len(words)}")
        key = identity("claim", words)
        with self._state.writing() as db:
            db.execute("INSERT OR IGNORE INTO claim VALUES (?, ?, ?, NULL, NULL, 0)", (key, words, now))
        return next(each for each in self.claims() if each.id == key)

    def unfollow(self, name: str) -> Followed:
        """Stop following a claim, named by its words or by the beginning of its id.

        Raises:
            UsageError: No claim, or more than one, has this name.
        """
        words = " ".join(name.split())
        named = [each for each in self.claims() if each.words == words] or [each for each in self.claims() if each.id.startswith(name)]
        if len(named) != 1 or not words:
            raise UsageError(f"--unfollow {name}: {len(named)} claims are followed by this name; --following lists them")
        with self._state.writing() as db:
            db.execute("DELETE FROM claim WHERE id = ?", (named[0].id,))
        return named[0]

    def claims(self) -> tuple[Followed, ...]:
        """Return the claims that are followed, the oldest first."""
        rows = self._state.rows("SELECT id, words, standing, library, changes FROM claim ORDER BY since, id")
        return tuple(Followed(str(key), str(words), _standing(held), *rest) for key, words, held, *rest in rows)  # type: ignore[arg-type]  # as the schema has them

    def changed_since(self, number: int) -> tuple[dict[str, str | None], int]:
        """Return the articles whose pages have changed since a change, each with what the page holds now, and the last change of all."""
        rows = self._state.rows("SELECT number, old, new FROM change WHERE number > ? ORDER BY number", number)
        return {str(old): None if new is None else str(new) for _, old, new in rows}, int(str(rows[-1][0])) if rows else number

    # Looks

    def looked(self, claim: Followed, now: float, *, changes: Sequence[Change], before: Standing | None, targets: Sequence[str]) -> None:
        """Remember how a claim stands, and what has changed, in one step.

        Args:
            claim: The claim as it stands now.
            now: The moment.
            changes: What has changed; without any, nothing is announced.
            before: How it stood.
            targets: Where else than on the terminal and in the feed it has to be told.
        """
        with self._state.writing() as db:
            row = (json.dumps(asdict(claim.standing)) if claim.standing else None, claim.library, claim.changes, claim.id)
            followed = db.execute("UPDATE claim SET standing = ?, library = ?, changes = ? WHERE id = ?", row).rowcount
            if not (changes and before and claim.standing and followed):
                return
            number = db.execute("SELECT coalesce(max(number), 0) + 1 FROM announcement").fetchone()[0]
            own = uuid.UUID(db.execute("SELECT id FROM self").fetchone()[0])
            announcement = Announcement(
                number=number,
                id=uuid.uuid5(own, str(number)).urn,
                at=datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds"),
                claim=claim.id,
                words=claim.words,
                before=before,
                now=claim.standing,
                changes=tuple(changes),
            )
            db.execute("INSERT INTO announcement VALUES (?, ?, ?, 0)", (number, announcement.id, announcement.to_json()))
            db.executemany("INSERT INTO delivery VALUES (?, ?, 0, 0)", [(number, target) for target in targets])

    # Announcements

    def unsaid(self) -> list[tuple[int, dict[str, object]]]:
        """Return the announcements that the terminal does not have, by number."""
        rows = self._state.rows("SELECT number, record FROM announcement WHERE NOT said ORDER BY number")
        return [(int(str(number)), json.loads(str(record))) for number, record in rows]

    def said(self, number: int) -> None:
        """Remember that the terminal has an announcement."""
        with self._state.writing() as db:
            db.execute("UPDATE announcement SET said = 1 WHERE number = ?", (number,))

    def newest(self, limit: int) -> list[dict[str, object]]:
        """Return the newest announcements, the newest first."""
        rows = self._state.rows("SELECT record FROM announcement ORDER BY number DESC LIMIT ?", limit)
        return [json.loads(str(record)) for (record,) in rows]

    def undelivered(self, target: str) -> list[tuple[int, str, float, int]]:
        """Return number, JSON, moment and failures of what has yet to be sent somewhere, the oldest first."""
        query = "SELECT number, record, due, failures FROM delivery JOIN announcement ON number = announcement"
        return self._state.rows(f"{query} WHERE target = ? ORDER BY number", target)  # type: ignore[return-value]  # as the schema has them

    def delivered(self, number: int, target: str) -> None:
        """Remember that an announcement has arrived."""
        with self._state.writing() as db:
            db.execute("DELETE FROM delivery WHERE announcement = ? AND target = ?", (number, target))

    def not_delivered(self, number: int, target: str, *, due: float, failures: int) -> None:
        """Send an announcement again later."""
        with self._state.writing() as db:
            row = (due, failures, number, target)
            db.execute("UPDATE delivery SET due = ?, failures = ? WHERE announcement = ? AND target = ?", row)


def _standing(held: object) -> Standing | None:
    return Standing.of(json.loads(str(held))) if held else None
