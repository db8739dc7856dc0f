"""A single call whose unit has lost a race for its commit is made again, upon the newer state."""

from __future__ import annotations

import functools
import random
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec, Protocol, TypeVar

from multibuh_core.errors import MovedError

if TYPE_CHECKING:
    from multibuh_core.services.session import Session

__all__ = ["retried"]

P = ParamSpec("P")
R = TypeVar("R")

_PATIENCE: Final = 30.0
"""How many seconds a call goes on losing races before it is told as a conflict."""
_LONGEST_PAUSE: Final = 0.064


class Service(Protocol):
    """A service of a workspace."""

    @property
    def _session(self) -> Session: ...


S = TypeVar("S", bound=Service)


def retried(call: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
    """
    Make a method that is one unit of work again for as long as what it rests on moves before it can commit.

    In a transaction the unit is not the method's own: there it is told.
    """

    @functools.wraps(call)
    def run(service: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return call(service, *args, **kwargs)
        except MovedError:
            if service._session.is_in_transaction:  # noqa: SLF001 - the services are of one kind
                raise
        for pause in _pauses():
            time.sleep(pause)
            with suppress(MovedError):
                return call(service, *args, **kwargs)
        return call(service, *args, **kwargs)

    return run


def _pauses() -> Iterator[float]:
    until, longest = time.monotonic() + _PATIENCE, 0.001
    while time.monotonic() < until:
        yield random.uniform(0, longest)  # noqa: S311 - a pause, no secret
        longest = min(2 * longest, _LONGEST_PAUSE)
