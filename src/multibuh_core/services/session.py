"""A session: one actor of one firm on one backend, in a transaction or not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING

import attrs

from multibuh_core.actor import Actor, Viewer
from multibuh_core.commit import ByHand, Commit, Origin
from multibuh_core.errors import NotAllowedError, UnsupportedOperationError

if TYPE_CHECKING:
    from multibuh_core.directory import Directory
    from multibuh_core.organization import Organization
    from multibuh_core.policy import Permission
    from multibuh_core.ports import Backend, BlobStore, CardReader, UnitOfWork
    from multibuh_core.settings import Settings

__all__ = ["Session"]


@attrs.define
class _Shared:
    """The unit that the calls of one transaction share."""

    work: UnitOfWork
    commit: Commit
    is_over: bool = False


@attrs.frozen
class Session:
    """What the services of one workspace share. Thread-safe but in a transaction: it keeps nothing between calls."""

    backend: Backend
    firm: str
    actor: Actor
    channel: str
    viewer: Viewer
    _shared: _Shared | None = None

    @property
    def settings(self) -> Settings:
        """The backend's settings."""
        return self.backend.settings

    @property
    def blobs(self) -> BlobStore:
        """The firm's bytes."""
        return self.backend.blobs(self.firm)

    @property
    def is_in_transaction(self) -> bool:
        """Whether the calls of this session share one unit."""
        return self._shared is not None

    def cards(self) -> CardReader:
        """Return what reads cards: of the transaction's state, or each of the state at that moment."""
        if self._shared is None:
            return self.backend.cards(self.firm, viewer=self.viewer)
        return self._open(self._shared).work.cards

    def reading(self) -> AbstractContextManager[UnitOfWork]:
        """Give a unit to read in: the transaction's, or one of its own."""
        if self._shared is not None:
            return nullcontext(self._open(self._shared).work)
        return self.backend.begin(self.firm, viewer=self.viewer)

    @contextmanager
    def writing(self, origin: Origin | None = None) -> Iterator[tuple[UnitOfWork, Commit]]:
        """
        Give a unit to write in, and the commit that its revisions name; committed on a clean exit.

        In a transaction it is the transaction's, and a call that raises stages nothing.
        """
        if self._shared is not None:
            shared = self._open(self._shared)
            with shared.work.savepoint():
                yield shared.work, shared.commit if origin is None else self.new_commit(origin)
            return
        with self.backend.begin(self.firm, viewer=self.viewer, writes=True) as work:
            yield work, self.new_commit(origin)
            work.commit()

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Give a session whose calls share one unit; committed on a clean exit, discarded on an exception."""
        if self._shared is not None:
            message = "Транзакция внутри транзакции не поддерживается: завершите внешнюю."
            raise UnsupportedOperationError(message)
        with self.backend.begin(self.firm, viewer=self.viewer, writes=True) as work:
            shared = _Shared(work, self.new_commit(None))
            try:
                yield attrs.evolve(self, shared=shared)
            finally:
                shared.is_over = True
            work.commit()

    def new_commit(self, origin: Origin | None) -> Commit:
        """Return what a unit that begins now will have written; by hand unless *origin* says otherwise."""
        settings = self.settings
        return Commit(
            id=settings.new_id(),
            at=settings.now(),
            by=self.actor.user_id,
            origin=ByHand(channel=self.channel) if origin is None else origin,
        )

    def require(
        self,
        permission: Permission,
        *,
        directory: Directory | None = None,
        organization: Organization | None = None,
    ) -> None:
        """
        Ask the policy.

        Raises:
            NotAllowedError: If the policy says no.
        """
        if not self.settings.policy.allows(permission, self.actor, directory=directory, organization=organization):
            raise refusal(permission.value, self.actor.user_id)

    @staticmethod
    def _open(shared: _Shared) -> _Shared:
        if shared.is_over:
            message = "Транзакция уже завершена: начните новую."
            raise UnsupportedOperationError(message)
        return shared


_REFUSALS = {
    "create_directory": "Создавать такие справочники вам не разрешено: обратитесь к администратору.",
    "write_entries": "Менять записи этого справочника вам не разрешено: обратитесь к его владельцу или администратору.",
    "change_directory": "Менять этот справочник может его владелец или администратор: обратитесь к ним.",
    "transfer_directory": "Передать этот справочник может его владелец или администратор: обратитесь к ним.",
    "publish_directory": "Открыть справочник всем может только его владелец: обратитесь к нему.",
    "hand_over": "Передавать справочники сотрудника может администратор: обратитесь к нему.",
    "change_organizations": "Менять организации вам не разрешено: обратитесь к администратору.",
    "archive_organizations": "Архивировать организации может администратор: обратитесь к нему.",
}


def refusal(permission: str, user_id: str) -> NotAllowedError:
    """Return the error for what *user_id* may not do."""
    return NotAllowedError(_REFUSALS[permission], permission=permission, user_id=user_id)
