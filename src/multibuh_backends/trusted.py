"""Trusted construction: objects made of what the store holds, without going through a frozen class's initializer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import attrs

__all__ = ["maker_of"]

T = TypeVar("T")


def maker_of(kind: type[T]) -> Callable[..., T]:
    """
    Return what makes a *kind*, a frozen attrs class with slots, of the values of all its fields in their order.

    Half the time of its ``__init__``, which sets each field by a call of ``object.__setattr__`` with its name: here
    each slot is set by its own descriptor. The card is made of some twenty such objects (S1). Written out and
    compiled, as attrs does for its own: a loop over the fields would take as long as the initializer.

    Raises:
        TypeError: For a class that does more than keep its fields: it would not be asked.
    """
    fields = attrs.fields(kind)  # type: ignore[arg-type]  # an attrs class, which a type variable cannot say
    if any(field.converter or field.validator or not field.init for field in fields):
        message = f"{kind.__name__} does more than keep its fields"
        raise TypeError(message)
    names = [field.name for field in fields]
    known: dict[str, Any] = {f"_set_{name}": getattr(kind, name).__set__ for name in names}
    known |= {"_new": object.__new__, "_kind": kind}
    source = "\n".join(
        (
            f"def make({', '.join(names)}, *, {', '.join(f'{name}={name}' for name in known)}):",
            "    made = _new(_kind)",
            *(f"    _set_{name}(made, {name})" for name in names),
            "    return made",
        )
    )
    exec(source, known)  # noqa: S102 - nothing in it but the names of the class's fields
    make: Callable[..., T] = known["make"]
    return make
