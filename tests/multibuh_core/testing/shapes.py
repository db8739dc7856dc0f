"""What of a record can be compared whatever its values are: which fields it has, and of what type each is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

__all__ = ["shape"]


def shape(value: Any) -> Any:
    """Return the type of a value, and within a record or a collection that of each part."""
    if attrs.has(type(value)):
        return type(value), {field.name: shape(getattr(value, field.name)) for field in attrs.fields(type(value))}
    if isinstance(value, Mapping):
        return type(value), {key: shape(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value), [shape(one) for one in value]
    return type(value)
