"""Reports at stable addresses: each a file in the library's folder, under a digest of what it says.

A file is two lines of JSON: what a list needs, then the report with every article once. Nothing in it is run when it is read.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
import threading
from collections import OrderedDict
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from reportedly.errors import LibraryError
from reportedly.records import Report, identity
from reportedly.report import build, to_json
from reportedly.store.fields import packed, unpacked

__all__ = ["About", "Reports"]

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEY: Final = re.compile(r"[0-9a-f]{20}")
#: Reports that are held in memory, so that going back to one is quick.
_HELD: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a list says of a report."""

    id: str
    #: The headline, or the claim.
    title: str
    #: None for a claim in the reader's own words.
    outlet: str | None
    published: str | None
    #: The id of the claim that was asked about; None for an article.
    claim: str | None
    article: str | None
    findings: int
    disputed: int
    corroborated: int
    #: When its file was written, as ISO 8601 to the minute in the time of this machine; None for one that is only in memory.
    kept: str | None = None

    @classmethod
    def of(cls, key: str, report: Report) -> About:
        """Say it of a report."""
        tally = build.tally(report)
        article = report.article
        asked = report.findings[0].claim if report.findings and article is None else None
        return cls(
            id=key,
            title=(article.title or article.text[:80]) if article else (asked.words if asked else ""),
            outlet=article.outlet.name if article else None,
            published=article.published if article else None,
            claim=asked.id if asked else None,
            article=article.id if article else None,
            findings=len(report.findings),
            disputed=tally.disputed,
            corroborated=tally.corroborated,
        )


class Reports:
    """The reports of one library; methods may be called from any thread.

    Args:
        folder: Where the files lie; it is made when the first report is kept. Where it cannot be written, reports are kept in memory.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._held: OrderedDict[str, Report] = OrderedDict()
        #: Reports that no file could be written for.
        self._homeless: dict[str, Report] = {}

    def keep(self, report: Report) -> str:
        """Keep a report and return its id: the same report has the same."""
        key = identity(to_json(report))
        lines = (json.dumps(asdict(About.of(key, report))), json.dumps(_lean(report), separators=(",", ":")))
        try:
            self._write(key, "\n".join(lines))
        except OSError:
            self._homeless[key] = report
        self._hold(key, report)
        return key

    def get(self, key: str) -> Report | None:
        """Return a report; None when there is none of this id.

        Raises:
            LibraryError: Its file is damaged.
        """
        with self._lock:
            if (held := self._held.get(key) or self._homeless.get(key)) is not None:
                return held
        path = self._path(key)
        if path is None or not path.is_file():
            return None
        try:
            report = _full(json.loads(path.read_text("utf-8").partition("\n")[2]))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
            raise LibraryError(f"{path}: the report is damaged; remove the file and check the article again") from error
        self._hold(key, report)
        return report

    def newest(self, most: int) -> tuple[About, ...]:
        """Return what the last reports are about, the newest first."""
        homeless = tuple(About.of(key, report) for key, report in reversed(self._homeless.items()))
        return (*homeless, *self._on_disk(most))[:most]

    def about_claim(self, claim: str) -> str | None:
        """Return the id of the newest report on a claim in a reader's own words."""
        return next((about.id for about in self.newest(1000) if about.claim == claim), None)

    def about_article(self, article: str) -> tuple[About, ...]:
        """Return the reports on an article of this id, the newest first."""
        return tuple(about for about in self.newest(1000) if about.article == article)

    def remove(self, key: str) -> None:
        """Remove a report, if there is one."""
        with self._lock:
            self._held.pop(key, None)
            self._homeless.pop(key, None)
        if path := self._path(key):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def _on_disk(self, most: int) -> Iterator[About]:
        try:
            files = [(entry.stat().st_mtime_ns, entry.name) for entry in os.scandir(self._folder) if entry.name.endswith(".json")]
        except OSError:
            return
        for written, name in sorted(files, reverse=True)[:most]:
            with suppress(OSError, ValueError, TypeError), (self._folder / name).open(encoding="utf-8") as stream:
                about = About(**json.loads(stream.readline()))
                yield replace(about, kept=datetime.fromtimestamp(written / 1e9).isoformat(timespec="minutes"))  # noqa: DTZ006  the reader's

    def _path(self, key: str) -> Path | None:
        return self._folder / f"{key}.json" if _KEY.fullmatch(key) else None

    def _write(self, key: str, text: str) -> None:
        """Write the whole file or none."""
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass", newline="\n") as stream:
                stream.write(text)
            Path(name).replace(self._folder / f"{key}.json")
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _hold(self, key: str, report: Report) -> None:
        with self._lock:
            self._held[key] = report
            self._held.move_to_end(key)
            while len(self._held) > _HELD:
                self._held.popitem(last=False)


def _lean(report: Report) -> dict[str, Any]:
    """Return the fields of a report, its articles once each."""
    fields = packed(report)
    fields["known"] = {key: packed(article) for key, article in build.articles(report).items()}
    for finding in fields["findings"]:
        for evidence in finding["evidence"]:
            evidence["article"] = evidence["article"]["id"]
    return fields


def _full(fields: dict[str, Any]) -> Report:
    """Return the report of what `_lean` gave."""
    known: dict[str, Any] = fields.pop("known")
    for finding in fields["findings"]:
        for evidence in finding["evidence"]:
            evidence["article"] = known[evidence["article"]]
    return unpacked(Report, fields)
