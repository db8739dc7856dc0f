"""How each type of a field stands in a document, strictly both ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import Enum
from types import MappingProxyType, UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

import attrs

from multibuh_core.commit import ByHand, ByImport
from multibuh_core.serialization.json_text import refused

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["reader_of", "writer_of"]

Hook = Callable[[Any], Any]


def reader_of(kind: Any, converter: Converter) -> Hook:  # noqa: PLR0911 - one way a kind of type
    """Return what reads a field of type *kind* from a document; it coerces nothing and raises FormatError."""
    if kind in {str, int, bool}:
        return _exactly(kind)
    if kind is datetime:
        return _read_time
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enumerated(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple and len(arguments) == 2 and arguments[1] is ...:  # noqa: PLR2004 - tuple[X, ...]
        return _listed(reader_of(arguments[0], converter))
    if origin is Mapping:
        return _read_mapping
    if origin in {Union, UnionType} and type(None) in arguments:
        (inner,) = (argument for argument in arguments if argument is not type(None))
        return _optional(reader_of(inner, converter))
    if origin in {Union, UnionType} and set(arguments) == {ByHand, ByImport}:
        return lambda value: converter.structure(value, _origin_of(value))
    if attrs.has(kind):
        return lambda value: converter.structure(value, kind)
    message = f"no document form for {kind!r}"
    raise TypeError(message)


def writer_of(kind: Any, converter: Converter) -> Hook:  # noqa: PLR0911 - as above
    """Return what writes a field of type *kind* into a document."""
    if kind in {str, int, bool}:
        return _as_it_is
    if kind is datetime:
        return write_time
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value: value.value
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        inner = writer_of(arguments[0], converter)
        return lambda value: [inner(one) for one in value]
    if origin is Mapping:
        return dict
    if origin in {Union, UnionType} and type(None) in arguments:
        (only,) = (argument for argument in arguments if argument is not type(None))
        return _optional(writer_of(only, converter))
    return converter.unstructure


def write_time(at: datetime) -> str:
    """Return the one form of a time: ISO 8601, UTC, microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _read_time(value: Any) -> datetime:
    try:
        at = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise refused("время записано не по ISO 8601") from None
    if at.tzinfo != UTC or write_time(at) != value:
        raise refused("время записано не в UTC с микросекундами")
    return at


def _as_it_is(value: Any) -> Any:
    return value


def _exactly(kind: type) -> Hook:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise refused(f"ожидалось {kind.__name__}, а стоит {type(value).__name__}")
        return value

    return read


def _enumerated(kind: type[Enum]) -> Hook:
    known = {member.value: member for member in kind}

    def read(value: Any) -> Enum:
        if not isinstance(value, str) or value not in known:
            raise refused(f"нет такого значения {kind.__name__}")
        return known[value]

    return read


def _optional(inner: Hook) -> Hook:
    return lambda value: None if value is None else inner(value)


def _listed(inner: Hook) -> Hook:
    def read(value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise refused(f"ожидался список, а стоит {type(value).__name__}")
        return tuple(inner(one) for one in value)

    return read


def _read_mapping(value: Any) -> Mapping[str, str]:
    if type(value) is not dict or not all(type(one) is str for pair in value.items() for one in pair):
        raise refused("ожидался словарь строк")
    return MappingProxyType(dict(sorted(value.items())))


def _origin_of(value: Any) -> type[ByHand | ByImport]:
    return ByImport if type(value) is dict and "import_id" in value else ByHand
