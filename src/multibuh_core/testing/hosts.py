"""A workspace for a host's own tests, in one call."""

from __future__ import annotations

from multibuh_core.actor import Actor, Role
from multibuh_core.settings import Settings
from multibuh_core.testing.clocks import TickingClock
from multibuh_core.testing.ids import SequentialIds
from multibuh_core.testing.reference import reference_backend
from multibuh_core.workspace import Workspace

__all__ = ["a_workspace"]


def a_workspace(
    user: str = "anna",
    *,
    firm: str = "fintrust",
    admin: bool = False,
    beside: Workspace | None = None,
    settings: Settings | None = None,
) -> Workspace:
    """
    Return a workspace on a new and empty memory store, or, with *beside*, on the store of another workspace.

    Args:
        user: Who acts.
        firm: The firm.
        admin: Whether the user is an administrator.
        beside: A workspace whose store is shared: a colleague, or another firm.
        settings: For a new store; unless given, a clock that ticks by one second and ids that rise by one, so that
            the same test gives the same records each time.
    """
    if beside is None:
        backend = reference_backend(settings or Settings(clock=TickingClock(), new_id=SequentialIds()))
    else:
        backend = beside._session.backend  # noqa: SLF001 - of the same library, and no business of hosts
    return Workspace(backend, firm=firm, actor=Actor(user, roles=[Role.ADMIN] if admin else []))
