"""Feed one reader, or all, for a while: `python -m tests.fuzz.run [--seconds N] [--seed N] [READER...]`.

Each is fed whole inputs, spoiled; then, where atheris is installed, inputs that grow by what they reach in the code, in a process of their
own and for as long again. What finds a fault is written to `build/fuzz/` and named.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import re
import subprocess
import sys
import time
import traceback
import warnings
from functools import partial
from pathlib import Path
from typing import NamedTuple

say = partial(print, flush=True)
KEPT = Path("build/fuzz")
#: What atheris says at its end of how many inputs there were.
INPUTS = re.compile(r"number_of_executed_units: (\d+)")
#: Seconds that atheris may need to begin and to end.
GRACE = 900


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

        for raw in seeds(name):  # loads what is loaded when it is first needed, and takes its time
            TARGETS[name](raw)
    corpus = KEPT / f"corpus-{name}"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, raw in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(raw)
    arguments = [sys.argv[0], f"-max_total_time={seconds}", "-max_len=20000", "-timeout=300", "-rss_limit_mb=3000", "-print_final_stats=1"]
    atheris.Setup([*arguments, f"-artifact_prefix={KEPT}/{name}-", str(corpus)], lambda raw: call(TARGETS[name], raw))
    atheris.Fuzz()


def led(name: str, seconds: int) -> bool:
    """Let atheris feed a reader in a process of its own, and say what came of it; whether it found a fault."""
    log = KEPT / f"{name}.log"
    command = [sys.executable, "-m", "tests.fuzz.run", "--guided", "--seconds", str(seconds), name]
    with log.open("wb") as out:
        try:
            code = subprocess.run(command, stdout=out, stderr=subprocess.STDOUT, timeout=seconds + GRACE, check=False).returncode
        except subprocess.TimeoutExpired:
            say(f"{name}: atheris did not end\n  {log}")
            return True
    inputs = INPUTS.search(log.read_text("utf-8", "replace"))
    say(f"{name}: {int(inputs[1]) if inputs else 0:,} inputs by atheris, {'a fault' if code else '0 faults'}")
    if code or not inputs:
        say(f"  {log}")
    return bool(code) or not inputs


def spoil(name: str, seconds: int, seed: int) -> bool:
    """Feed a reader spoiled inputs, and say what came of it; whether it found a fault."""
    outcome = feed(name, seconds, seed)
    say(f"{name}: {outcome.inputs:,} inputs, {len(outcome.faults)} faults")
    for number, (place, raw) in enumerate(sorted(outcome.faults.items())):
        file = KEPT / f"{name}-{number}"
        file.write_bytes(raw)
        say(f"  {place}\n    {file}")
    return bool(outcome.faults)


def main() -> int:
    """Feed what was asked for; 1 when there was a fault."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("readers", nargs="*", help="else all of them")
    asked.add_argument("--seconds", type=int, default=60, help="for each reader, and each way of feeding it")
    asked.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000, help="another each time, unless it is given")
    asked.add_argument("--guided", action="store_true", help="only by atheris, in this process, one reader")
    options = asked.parse_args()
    warnings.simplefilter("ignore")
    KEPT.mkdir(parents=True, exist_ok=True)
    if options.guided:
        guided(options.readers[0], options.seconds)
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415  as above

    has_atheris = importlib.util.find_spec("atheris") is not None
    say(f"seed {options.seed}{'' if has_atheris else '; atheris is not installed: spoiled inputs alone'}")
    faults = 0
    for name in options.readers or TARGETS:
        faults += spoil(name, options.seconds, options.seed)
        faults += has_atheris and led(name, options.seconds)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
