"""The public methods of a workspace, found by looking: so that no new one goes untested."""

from __future__ import annotations

import inspect
from typing import Any

from multibuh_core.workspace import Workspace

__all__ = ["public_methods"]


def public_methods(workspace: Workspace) -> frozenset[str]:
    """Return all that a host can call on a workspace, as ``entries.write``; a transaction is one of them."""
    found = set()
    for name, member in _public_members(workspace):
        if callable(member):
            found.add(name)
        elif type(member).__module__.startswith("multibuh_core.services"):
            found |= {f"{name}.{method}" for method, function in _public_members(member) if callable(function)}
    return frozenset(found)


def _public_members(thing: Any) -> list[tuple[str, Any]]:
    return [(name, member) for name, member in inspect.getmembers(thing) if not name.startswith("_")]
