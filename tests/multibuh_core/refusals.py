"""How a refusal is looked at: its class exactly, its message, and that it carries nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import pytest

from multibuh_core.errors import MultibuhError

__all__ = ["refusal"]

P = ParamSpec("P")
E = TypeVar("E", bound=MultibuhError)


def refusal(kind: type[E], call: Callable[P, object], /, *args: P.args, **kwargs: P.kwargs) -> E:
    """Return the error that the call raises: of exactly this class, and with no cause that would be shown."""
    with pytest.raises(MultibuhError) as caught:
        call(*args, **kwargs)
    error = caught.value
    assert type(error) is kind, repr(error)
    assert error.__cause__ is None
    assert error.__context__ is None or error.__suppress_context__
    return error
