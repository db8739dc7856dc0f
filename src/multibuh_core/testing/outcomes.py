"""What a call came to, in a form that can be compared; and all that a workspace shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ParamSpec, TypeVar

import pytest

from multibuh_core.errors import MultibuhError
from multibuh_core.workspace import Workspace

__all__ = ["all_seen_by", "in_words", "outcome", "refused", "told"]

P = ParamSpec("P")
E = TypeVar("E", bound=MultibuhError)


def refused(kind: type[E], call: Callable[P, object], /, *args: P.args, **kwargs: P.kwargs) -> E:
    """Return the error that the call raises, which is of exactly this class."""
    with pytest.raises(MultibuhError) as caught:
        call(*args, **kwargs)
    error = caught.value
    assert type(error) is kind, repr(error)
    return error


def told(error: BaseException | None) -> Any:
    """Return all that an error tells: its class, text, fields, and the same of what it is chained to."""
    if error is None:
        return None
    return (
        type(error).__name__,
        str(error),
        repr(error.args),
        {name: repr(value) for name, value in vars(error).items() if not name.startswith("__")},
        told(error.__cause__),
        told(error.__context__),
    )


def in_words(error: BaseException | None) -> str:
    """Return all that an error tells as one text: where many are compared, `repr` of Russian takes its time."""
    return "; ".join(_parts(told(error)))


def _parts(of: Any) -> Iterator[str]:
    if of is None:
        yield "None"
        return
    *texts, fields, cause, context = of
    yield from texts
    yield from (f"{name}={value}" for name, value in fields.items())
    yield from _parts(cause)
    yield from _parts(context)


def outcome(call: Callable[P, object], /, *args: P.args, **kwargs: P.kwargs) -> Any:
    """Return what the call returns, or all that its error tells."""
    try:
        return call(*args, **kwargs)
    except MultibuhError as error:
        return told(error)


def all_seen_by(workspace: Workspace) -> Any:
    """Return all that the workspace's reading methods show, to be compared before and after."""
    organizations = workspace.organizations.list(archived=None)
    directories = workspace.directories.list(archived=None)
    return (
        [(one, workspace.organizations.history(one.id), workspace.cards.read(one.id)) for one in organizations],
        [(one, workspace.directories.history(one.id)) for one in directories],
        [
            (workspace.entries.read(one.id, other.id), workspace.entries.history(one.id, other.id))
            for one in directories
            for other in organizations
        ],
    )
