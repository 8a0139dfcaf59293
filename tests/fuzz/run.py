"""Feed one reader, or all, for a while: `python -m tests.fuzz.run [--seconds N] [--seed N] [READER...]`.

With atheris on the path the inputs grow by what they reach in the code (`--guided`, one reader at a time); without it they are whole ones,
spoiled. What finds a fault is written to `build/fuzz/`, and named with the way to call it again.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import sys
import time
import traceback
import warnings
from functools import partial
from pathlib import Path
from typing import NamedTuple

say = partial(print, flush=True)
KEPT = Path("build/fuzz")
WITHOUT = "atheris is not installed; leave out --guided, or: pip install atheris"


class Outcome(NamedTuple):
    """How many inputs a reader was fed, and the kinds of faults that they found, each by where it was raised."""

    inputs: int
    faults: dict[str, bytes]


def feed(name: str, seconds: float, seed: int) -> Outcome:
    """Feed a reader spoiled inputs for so many seconds."""
    from tests.fuzz.seeds import PIECES, seeds, spoiled  # noqa: PLC0415  after atheris has put its marks into what is imported
    from tests.fuzz.targets import TARGETS, call  # noqa: PLC0415

    chance, whole = random.Random(f"{name} {seed}"), seeds(name)  # noqa: S311  no secret
    pool = [*whole, b"", *PIECES]
    faults: dict[str, bytes] = {}
    count, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        raw = spoiled(chance.choice(whole if chance.random() < 0.8 else pool), chance)  # most begin from a whole one
        count += 1
        try:
            call(TARGETS[name], raw)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            faults.setdefault(place_of(error), raw)
    return Outcome(count, faults)


def place_of(error: BaseException) -> str:
    """Name a fault by its kind and the last line of the project that it passed."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "reportedly" in frame.filename or "fuzz" in frame.filename]
    last = (ours or frames)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}: {str(error)[:150]}".replace("\n", " ")


def guided(name: str, seconds: int) -> None:
    """Let atheris feed a reader; does not return."""
    import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]  # noqa: PLC0415  where it is installed

    with atheris.instrument_imports(include=["reportedly", "feedparser", "pypdf", "dateparser"]):
        from tests.fuzz.seeds import seeds  # noqa: PLC0415
        from tests.fuzz.targets import TARGETS, call  # noqa: PLC0415
    corpus = KEPT / f"corpus-{name}"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, raw in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(raw)
    arguments = [sys.argv[0], f"-max_total_time={seconds}", "-max_len=20000", "-timeout=20", "-rss_limit_mb=3000", "-print_final_stats=1"]
    atheris.Setup([*arguments, f"-artifact_prefix={KEPT}/{name}-", str(corpus)], lambda raw: call(TARGETS[name], raw))
    atheris.Fuzz()


def main() -> int:
    """Feed what was asked for; 1 when there was a fault."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("readers", nargs="*")
    asked.add_argument("--seconds", type=int, default=120)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--guided", action="store_true")
    options = asked.parse_args()
    warnings.simplefilter("ignore")
    KEPT.mkdir(parents=True, exist_ok=True)
    if options.guided:
        if importlib.util.find_spec("atheris") is None:
            sys.exit(WITHOUT)
        guided(options.readers[0], options.seconds)
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415  as above

    found = 0
    for name in options.readers or TARGETS:
        outcome = feed(name, options.seconds, options.seed)
        say(f"{name}: {outcome.inputs:,} inputs, {len(outcome.faults)} faults")
        for number, (place, raw) in enumerate(sorted(outcome.faults.items())):
            file = KEPT / f"{name}-{number}"
            file.write_bytes(raw)
            say(f"  {place}\n    {file}")
        found += len(outcome.faults)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
