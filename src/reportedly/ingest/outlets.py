"""Data files -> the registry of outlets: the project's own lists, and a user's TOML or CSV that adds to them and overrides them."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import fields, replace
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from reportedly.errors import UsageError
from reportedly.records import Outlet
from reportedly.text.outlets import Outlets, host_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["load_outlets"]

_GENERAL: Final = "Reportedly's list of outlets"
_STATE_MEDIA: Final = "State Media Monitor (MIT)"
_LISTS: Final = frozenset({"names", "domains"})
_COLUMNS: Final = frozenset(field.name for field in fields(Outlet))
_YES: Final = frozenset({"yes", "true", "1", "y"})
_NO: Final = frozenset({"no", "false", "0", "n", ""})


def load_outlets(user_file: Path | None = None) -> Outlets:
    """Return the registry that ships with the package, with a user's own file laid over it.

    Args:
        user_file: A TOML file of `[[outlet]]` tables, or a CSV file with a header, with any of the columns `name` (required), `names`,
            `domains` (in CSV joined with "|"), `country`, `family`, `owner`, `agency` (yes or no), `state_media`, `source`. An outlet
            of the same name or name variant is overridden in what the file gives and keeps the rest.

    Raises:
        UsageError: The file cannot be read, or says something that the registry has no place for.
    """
    outlets = _shipped()
    if user_file is None:
        return outlets
    rows = _toml(user_file) if user_file.suffix.lower() == ".toml" else _table(user_file)
    return outlets.with_more([_checked(row, f"{user_file}: outlet {number}", outlets) for number, row in enumerate(rows, 1)])


def _table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a user's CSV file."""
    try:
        rows = list(_csv(_text_of(path)))
    except csv.Error as error:
        raise UsageError(f"{path}: expected CSV: {error}") from error
    if not rows or "name" not in rows[0]:
        raise UsageError(f"{path}: expected outlets below a header with a column name, found none")
    for number, row in enumerate(rows, 1):
        if None in row:
            raise UsageError(f"{path}: outlet {number}: expected no more cells than the header has")
    return rows


def _shipped() -> Outlets:
    """Return the general list, told what the list of state media knows, and the state media that it does not have."""
    folder = files("reportedly.ingest") / "data"
    general = Outlets(_outlet(row, _GENERAL) for row in _csv((folder / "outlets.csv").read_text(encoding="utf-8")))
    told: dict[str, Outlet] = {}
    more: list[Outlet] = []
    for row in _csv((folder / "state-media.csv").read_text(encoding="utf-8")):
        known = _same(general, row)
        if known is None:
            more.append(_outlet(row, _STATE_MEDIA))
        elif known.name not in told:
            told[known.name] = replace(
                known,
                state_media=row["state_media"] or None,
                owner=known.owner or row["owner"] or None,
                source=f"{_GENERAL}; {_STATE_MEDIA}",
            )
    # The general list stands last, so that its names and domains win.
    return Outlets((*more, *(told.get(outlet.name, outlet) for outlet in general)))


def _same(general: Outlets, row: Mapping[str, str]) -> Outlet | None:
    """Return the outlet of the general list that a row speaks of: the same domain, or the same name in the same country."""
    for domain in filter(None, row["domains"].split("|")):
        if (known := general.at(domain)) and known.country in (row["country"], None):
            return known
    named = general.named(row["name"])
    return named if named and named.country == row["country"] else None


def _csv(text: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#"))


def _outlet(row: Mapping[str, str], source: str) -> Outlet:
    return Outlet(
        name=row["name"],
        family=row.get("family") or row["name"],
        names=_list(row["names"]),
        domains=_list(row["domains"]),
        country=row["country"] or None,
        owner=row["owner"] or None,
        agency=row.get("agency") == "yes",
        state_media=row.get("state_media") or None,
        source=source,
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: expected a readable file of outlets in UTF-8: {error}") from error


def _toml(path: Path) -> Iterable[Mapping[str, object]]:
    try:
        tables = tomllib.loads(_text_of(path)).get("outlet")
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: expected TOML: {error}") from error
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise UsageError(f"{path}: expected [[outlet]] tables, found none")
    return tables


def _checked(row: Mapping[str, object], where: str, outlets: Outlets) -> Outlet:
    """Return a user's outlet, laid over the listed one of its name if there is one."""
    name = row.get("name")
    if not isinstance(name, str) or not name.strip():
        raise UsageError(f"{where}: expected a name")
    if unknown := sorted(key for key in row if key not in _COLUMNS):
        raise UsageError(f"{where} ({name}): unknown column {unknown[0]!r}; there are {', '.join(sorted(_COLUMNS))}")
    given = {key: _value(key, value, f"{where} ({name})") for key, value in row.items() if value not in ("", None)}
    listed = outlets.named(name)
    base = listed or Outlet.unlisted(name.strip())
    if listed:
        more = given.get("names")
        given["names"] = tuple(dict.fromkeys((*base.names, base.name, *(more if isinstance(more, tuple) else ()))))
    return replace(base, **{"source": "the user's file", **given})  # type: ignore[arg-type]  # each value was checked against its column


def _value(key: str, value: object, where: str) -> str | bool | tuple[str, ...]:
    if key == "agency":
        return _truth(value, where)
    if key in _LISTS:
        values = value.split("|") if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
            raise UsageError(f"{where}: expected a list of words as {key}, found {value!r}")
        return tuple(host_of(one) if key == "domains" else one.strip() for one in values)
    if not isinstance(value, str):
        raise UsageError(f"{where}: expected words as {key}, found {value!r}")
    return value.strip()


def _truth(value: object, where: str) -> bool:
    word = str(value).strip().lower()
    if word not in _YES | _NO:
        raise UsageError(f"{where}: expected yes or no as agency, found {value!r}")
    return word in _YES
