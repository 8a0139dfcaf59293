"""A model folder and its card: what the weights are, what they were made from, and the digests that say they are those weights."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from reportedly.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["check_folder"]

_CHUNK = 1 << 20


def check_folder(folder: Path) -> dict[str, str]:
    """Check every file that the folder's `card.json` names against its SHA-256.

    Args:
        folder: A folder with `card.json`; its `files` maps names in the folder to SHA-256 digests (hexadecimal).

    Returns:
        The digests by file name, sorted by name.

    Raises:
        ModelError: There is no readable card, a file is missing, or its digest is another.
    """
    try:
        card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        files = {str(name): str(digest) for name, digest in sorted(card["files"].items())}
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise ModelError(f"{folder}: no readable card.json with the digests of its files; choose a complete model folder") from error
    for name, digest in files.items():
        if "/" in name or "\\" in name or name.startswith("."):
            raise ModelError(f"{folder}/card.json: names a file outside the folder ({name!r})")
        found = _digest(folder / name)
        if found != digest:
            raise ModelError(f"{folder / name}: SHA-256 is {found[:12]}..., its card says {digest[:12]}...; get the file again")
    return files


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}); get the model folder again") from error
    return digest.hexdigest()
