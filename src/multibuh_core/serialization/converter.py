"""cattrs, strict: no type is coerced, no key is unknown, none is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
from cattrs import Converter

from multibuh_core.errors import shown
from multibuh_core.serialization.fields import reader_of, writer_of
from multibuh_core.serialization.json_text import refused

__all__ = ["configure_converter", "make_converter"]


def make_converter() -> Converter:
    """Return a converter of our own, which knows the library's models."""
    converter = Converter(forbid_extra_keys=True)
    configure_converter(converter)
    return converter


def configure_converter(converter: Converter) -> None:
    """
    Teach a host's converter the library's models; what it does with other classes stays as it is.

    A model becomes a dict of its fields by name; a time an ISO 8601 text in UTC, an enumeration its value, a tuple a
    list. Structuring is strict, whatever the host's converter does elsewhere: it raises FormatError, and coerces
    nothing.
    """
    converter.register_structure_hook_factory(_is_model, lambda kind: _structure(kind, converter))
    converter.register_unstructure_hook_factory(_is_model, lambda kind: _unstructure(kind, converter))


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and attrs.has(kind) and kind.__module__.startswith("multibuh_core.")


def _structure(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    fields = attrs.fields(attrs.resolve_types(kind))
    readers = {field.name: reader_of(field.type, converter) for field in fields}

    def structure(value: Any, _: Any) -> Any:
        if type(value) is not dict:
            raise refused(f"вместо {kind.__name__} стоит {type(value).__name__}")
        if value.keys() != readers.keys():
            odd = shown(", ".join(sorted(map(str, value.keys() ^ readers.keys()))))
            raise refused(f"в {kind.__name__} лишние или недостающие ключи: {odd}")
        return kind(**{name: read(value[name]) for name, read in readers.items()})

    return structure


def _unstructure(kind: Any, converter: Converter) -> Callable[[Any], dict[str, Any]]:
    fields = attrs.fields(attrs.resolve_types(kind))
    writers = [(field.name, writer_of(field.type, converter)) for field in fields]

    def unstructure(value: Any) -> dict[str, Any]:
        return {name: write(getattr(value, name)) for name, write in writers}

    return unstructure
