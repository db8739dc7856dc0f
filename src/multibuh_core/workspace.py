"""A workspace: the services for one actor of one firm."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from multibuh_core.actor import Actor, Viewer
from multibuh_core.errors import InvalidInputError
from multibuh_core.identifiers import checked_host_id
from multibuh_core.services.attachments import Attachments
from multibuh_core.services.cards import Cards
from multibuh_core.services.directories import Directories
from multibuh_core.services.entries import Entries
from multibuh_core.services.imports import Imports
from multibuh_core.services.organizations import Organizations
from multibuh_core.services.session import Session

if TYPE_CHECKING:
    from multibuh_core.ports import Backend

__all__ = ["Workspace"]


class Workspace:
    """
    The services for one actor of one firm; cheap, one per request.

    The host has authenticated the actor: multibuh never asks for a password. Safe to share among threads, but for
    one that `transaction` gave.
    """

    organizations: Organizations
    directories: Directories
    entries: Entries
    attachments: Attachments
    cards: Cards
    imports: Imports

    def __init__(self, backend: Backend, *, firm: str, actor: Actor, channel: str = "") -> None:
        """
        Open a workspace.

        Args:
            backend: One per process.
            firm: The host's id of the firm; one never written to reads as empty.
            actor: Who acts.
            channel: Through what, as ``portal`` or ``bot``; stands in the history.

        Raises:
            InvalidInputError: If the firm's id is not 1 to 128 characters, or has control characters or outer spaces.
        """
        if not isinstance(actor, Actor):
            raise InvalidInputError("actor", actor, "нужен Actor, например Actor('anna').")
        firm = checked_host_id("firm", firm)
        if channel:
            channel = checked_host_id("channel", channel)
        self._serve(Session(backend, firm, actor, channel, Viewer(actor.user_id)))

    def _serve(self, session: Session) -> None:
        self._session = session
        self.organizations = Organizations(session)
        self.directories = Directories(session)
        self.entries = Entries(session)
        self.attachments = Attachments(session)
        self.cards = Cards(session)
        self.imports = Imports(session)

    @property
    def firm(self) -> str:
        """The host's id of the firm."""
        return self._session.firm

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return self._session.actor

    @contextmanager
    def transaction(self) -> Iterator[Workspace]:
        """
        Give a workspace whose calls share one unit of work.

        They see each other's writes, commit together on a clean exit, and are discarded on an exception. A call that
        raises stages nothing. It belongs to one thread and does not nest.

        Raises:
            UnsupportedOperationError: If a transaction is open already in this thread.
            ConflictError, UnavailableError, OutcomeUnknownError: From its end, as `UnitOfWork.commit`.
        """
        with self._session.transaction() as session:
            shared = Workspace.__new__(Workspace)
            shared._serve(session)  # noqa: SLF001 - another of its own class
            yield shared
