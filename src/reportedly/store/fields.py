"""Records to JSON and back, by their declared fields: a field that is added to a record is kept without a word here."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import DataclassInstance

__all__ = ["misfit", "packed", "unpacked"]

_R = TypeVar("_R", bound="DataclassInstance")
#: What JSON can hold; the shapes of records are recursive.
_Json = Any


def packed(record: DataclassInstance, *, without: frozenset[str] = frozenset()) -> dict[str, _Json]:
    """Return the fields of a record as JSON values; tuples become lists."""
    return {f.name: _plain(getattr(record, f.name)) for f in dataclasses.fields(record) if f.name not in without}


def unpacked(kind: type[_R], fields: dict[str, _Json]) -> _R:
    """Make the record of the fields that `packed` gave; a field that is not there takes its default, one that is not known is left out.

    Raises:
        ValueError: A field does not have its declared shape.
    """
    hints = _hints(kind)
    try:
        return kind(**{name: _typed(hints[name], value) for name, value in fields.items() if name in hints})
    except (TypeError, AttributeError) as error:
        raise ValueError(f"expected the fields of {kind.__name__}, found {json.dumps(fields)[:80]}") from error


def misfit(record: DataclassInstance) -> str | None:
    """Return the first field of a record whose value is not of its declared type ("links.url"); None when all are."""
    return next(_misfits(type(record), record, ""), None)


def _misfits(hint: Any, value: object, where: str) -> Iterator[str]:  # noqa: ANN401  a declared type
    kind, args = typing.get_origin(hint), typing.get_args(hint)
    if kind in {types.UnionType, typing.Union}:
        if value is not None:
            yield from _misfits(next(each for each in args if each is not types.NoneType), value, where)
    elif kind is typing.Literal:
        yield from () if value in args else (where,)
    elif kind is tuple:
        for each in value if isinstance(value, tuple) else ():
            yield from _misfits(args[0], each, where)
        yield from () if isinstance(value, tuple) else (where,)
    elif not isinstance(value, hint if hint is not float else int | float) or (isinstance(value, bool) and hint is not bool):
        yield where
    elif dataclasses.is_dataclass(hint) or issubclass(hint, tuple):
        for name, each in typing.get_type_hints(hint).items():
            yield from _misfits(each, getattr(value, name), f"{where}.{name}" if where else name)


def _plain(value: object) -> _Json:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return packed(value)
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _typed(hint: Any, value: _Json) -> Any:  # noqa: ANN401  a declared type, and a value of it
    if value is None:
        return None
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return unpacked(hint, value)
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        return _typed(next(each for each in typing.get_args(hint) if each is not types.NoneType), value)
    if typing.get_origin(hint) is tuple:
        return tuple(_typed(typing.get_args(hint)[0], each) for each in value)
    if isinstance(hint, type) and issubclass(hint, tuple):
        return hint(*(_typed(each, part) for each, part in zip(typing.get_type_hints(hint).values(), value, strict=True)))
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)
