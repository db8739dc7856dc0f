"""A workspace for a host's own tests, in one call."""

from __future__ import annotations

from collections.abc import Iterable

from multibuh_core.actor import Actor, Role
from multibuh_core.errors import InvalidInputError
from multibuh_core.settings import Settings
from multibuh_core.testing.clocks import TickingClock
from multibuh_core.testing.ids import SequentialIds
from multibuh_core.testing.reference import reference_backend
from multibuh_core.workspace import Workspace

__all__ = ["a_workspace"]


def a_workspace(
    user: str = "anna",
    *,
    firm: str | None = None,
    admin: bool = False,
    roles: Iterable[str] = (),
    beside: Workspace | None = None,
    settings: Settings | None = None,
) -> Workspace:
    """
    Return a workspace on a new and empty memory store, or, with *beside*, on the store of another workspace.

    Args:
        user: Who acts.
        firm: The firm; unless given, that of *beside*, or ``fintrust``.
        admin: Whether the user is an administrator.
        roles: The roles that the host knows besides.
        beside: A workspace whose store is shared: with a colleague, or with another firm.
        settings: For a new store; unless given, a clock that ticks by one second and ids that rise by one, so that
            the same test gives the same records each time.

    Raises:
        InvalidInputError: If both *beside* and *settings* are given: a store has its settings already.
    """
    if beside is None:
        backend = reference_backend(settings or Settings(clock=TickingClock(), new_id=SequentialIds()))
    elif settings is None:
        backend = beside._session.backend  # noqa: SLF001 - of the same library, and no business of hosts
    else:
        rule = "у общего хранилища настройки уже есть. Передайте их тому вызову, который его создаёт."
        raise InvalidInputError("settings", settings, rule)
    if firm is None:
        firm = "fintrust" if beside is None else beside.firm
    return Workspace(backend, firm=firm, actor=Actor(user, roles=[*roles, *([Role.ADMIN] if admin else [])]))
