"""How far a run has come, on a stream of its own: a bar in a terminal, a plain line now and then elsewhere.

Nothing is shown for what takes less than a second.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final, Self, TextIO

from reportedly.report.pieces import visible

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress as Bars

__all__ = ["Bar", "Lines", "Quiet", "meter"]

_FIRST: Final = 1.0
_EVERY: Final = 10.0


def meter(stream: TextIO, *, quiet: bool) -> Quiet:
    """Return what suits the stream: nothing when quiet, a bar in a terminal, else lines."""
    if quiet:
        return Quiet()
    return Bar(stream) if stream.isatty() else Lines(stream)


class Quiet:
    """Takes note of steps and shows nothing; what the others are, too, until a second has passed."""

    def __init__(self) -> None:
        self._state: tuple[str, int, int | None] = ("", 0, None)
        self._stopped = threading.Event()

    def __call__(self, step: str, done: int, total: int | None) -> None:
        """Take note that so much of a step is done; the total is None when it is not known."""
        self._state = (step, done, total)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stopped.set()


class _Watched(Quiet):
    """A meter that looks at its state from a thread of its own, so that a long step shows without being told again."""

    def __init__(self, stream: TextIO, *, first: float = _FIRST, every: float = _EVERY) -> None:
        super().__init__()
        self._stream = stream
        self._waits = (first, every)
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        super().__exit__(kind, error, trace)
        self._thread.join()

    def _watch(self) -> None:
        first, every = self._waits
        if self._stopped.wait(first):
            return
        self._show()
        while not self._stopped.wait(every):
            self._show()
        self._clear()

    def _show(self) -> None:
        """Show the state as it is now."""

    def _clear(self) -> None:
        """Take away what was shown."""


class Lines(_Watched):
    """A plain line after a second, and again every ten while there is news."""

    def __init__(self, stream: TextIO, *, first: float = _FIRST, every: float = _EVERY) -> None:
        super().__init__(stream, first=first, every=every)
        self._told = ""

    def _show(self) -> None:
        step, done, total = self._state
        # A step of one part, or one that has only begun, is told without numbers that say nothing.
        count = "" if not done or total == 1 else f": {done:,} of {total:,}" if total else f": {done:,}"
        line = visible(f"{step}{count}")
        if step and line != self._told:
            self._told = line
            self._stream.write(f"{line}\n")
            self._stream.flush()


class Bar(_Watched):
    """A bar that is drawn after a second and taken away at the end."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream, every=0.1)
        self._bars: Bars | None = None

    def _show(self) -> None:
        step, done, total = self._state
        if not step:
            return
        if self._bars is None:
            self._bars = _bars(self._stream)
            self._bars.add_task(step, total=None)
            self._bars.start()
        self._bars.update(self._bars.task_ids[0], description=visible(step), completed=done, total=total)

    def _clear(self) -> None:
        if self._bars is not None:
            self._bars.stop()


def _bars(stream: TextIO) -> Bars:
    # Rich takes 60 ms to import, and most runs are over before it is needed.
    from rich.console import Console  # noqa: PLC0415  see above
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415  see above

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(file=stream), transient=True)
