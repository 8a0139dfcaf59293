"""How long a reader waits in the browser: from the button to the report on the demo story, and for a page of results from a library.

    python -m evals.pages LIBRARY [WORDS ...]     what `make browser` installs, and Chromium on the path, are needed

The library is served as it lies there; its catalogue of words is made in it where it is missing. Seconds are what was waited; CPU seconds,
on Linux, are those of the server and its processes together: what a machine with nothing else to do would need, on one core.
What came of it: `docs/speed.md`.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

ROUNDS: Final = 5
PATIENCE: Final = 600_000
#: A server has settled when it has spent less than so many CPU seconds in each of so many seconds.
IDLE: Final = 0.05
QUIET: Final = 3
#: What is searched for when nothing is named: rare and common, one word and several, words that stand together, nothing at all.
WORDS: Final = ("president", "the", "the of and", "climate", "tax cuts", "inflation prices", "vaccine mandate", '"supreme court"', "xyzzy")


@contextmanager
def serving(library: Path) -> Iterator[tuple[str, int]]:
    """Serve a library with the program itself; yield the address, and the number of the process."""
    call = [sys.executable, "-m", "reportedly", "serve", "--library", str(library), "--port", "0"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  our own program
        try:
            yield (process.stdout.readline() if process.stdout else "").split()[3].rstrip("/"), process.pid
        finally:
            process.terminate()


def spent(root: int) -> float:
    """Return the CPU seconds that a process and what it started have spent; zero where there is no /proc."""
    parents, times = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        parents[int(path.parent.name)] = int(fields[1])
        times[int(path.parent.name)] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    family = {root}
    while more := {each for each, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(times.get(each, 0.0) for each in family)


def settled(process: int) -> None:
    """Wait until a server that has just started has loaded and rehearsed what it does in the background."""
    before, quiet = spent(process), 0
    while quiet < QUIET:
        time.sleep(1)
        now = spent(process)
        quiet = quiet + 1 if now - before < IDLE else 0
        before = now


def report(page: Page, address: str, process: int) -> tuple[float, float]:
    """Press the button of the demo story; return seconds until its report is there, and CPU seconds spent on it."""
    page.goto(address)
    begun, used = time.perf_counter(), spent(process)
    page.get_by_role("button", name="Check the demo story").click()
    page.wait_for_url("**/reports/*", timeout=PATIENCE)
    return time.perf_counter() - begun, spent(process) - used


def search(page: Page, address: str, words: str) -> tuple[float, float]:
    """Search for words; return the seconds until the whole page had come, and until the browser showed it."""
    page.goto(f"{address}/library")
    page.locator("input[name=q]").first.fill(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/library?q=*", timeout=PATIENCE)
    page.wait_for_load_state("load")
    told: dict[str, Any] = page.evaluate("performance.getEntriesByType('navigation')[0].toJSON()")
    return (told["responseEnd"] - told["requestStart"]) / 1000, told["loadEventEnd"] / 1000


def main() -> None:
    """Print the figures."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  only who measures needs it

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    named = sys.argv[1:]
    if not named or chromium is None:
        sys.exit("usage: python -m evals.pages LIBRARY [WORDS ...], with Chromium on the path")
    library, words = Path(named[0]), tuple(named[1:]) or WORDS
    with sync_playwright() as started, tempfile.TemporaryDirectory() as empty:
        page = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"]).new_page()
        with serving(Path(empty)) as (address, process):
            settled(process)
            rounds = [report(page, address, process) for _ in range(ROUNDS)]
            print(f"report on the demo story: first {rounds[0][0]:.2f} s, {rounds[0][1]:.2f} CPU s")
            waited, used = (statistics.median(each) for each in zip(*rounds, strict=True))
            print(f"                          median {waited:.2f} s, {used:.2f} CPU s")
        with serving(library) as (address, process):
            settled(process)
            for each in words:
                came, shown = zip(*(search(page, address, each) for _ in range(ROUNDS)), strict=True)
                told = f"median {statistics.median(came) * 1000:.0f} ms, at most {max(came) * 1000:.0f}"
                print(f"search for {each!r:24} {told}; shown after {statistics.median(shown) * 1000:.0f}")
        print(f"load of the machine: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
