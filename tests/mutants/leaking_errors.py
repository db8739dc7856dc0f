"""Mutants whose errors, or whose failing, tell of what is hidden."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from multibuh_core.errors import ConflictError, NotAllowedError, NotFoundError
from tests.mutants.parts import Entries, Healthy, Unit

if TYPE_CHECKING:
    from multibuh_core.actor import Viewer
    from multibuh_core.place import Place

__all__ = ["LeakByCause", "LeakByConflict", "LeakByErrorClass", "LeakByErrorText"]


class _OtherText(Entries):
    def place(self, directory_id: str, organization_id: str) -> Place:
        try:
            return super().place(directory_id, organization_id)
        except NotFoundError as error:
            if self._unit.directories.is_hidden(directory_id):
                error.args = (f"Справочник «{directory_id}» личный: обратитесь к его владельцу.",)
            raise


class LeakByErrorText(Healthy):
    """Of a hidden directory it is said whom to ask."""

    law = "L1"
    entries_part = _OtherText


class _OtherClass(Entries):
    def place(self, directory_id: str, organization_id: str) -> Place:
        if self._unit.directories.is_hidden(directory_id):
            message = "Этот справочник вам не виден: обратитесь к администратору."
            raise NotAllowedError(message, permission="read_entries", user_id=self._unit.viewer.user_id)
        return super().place(directory_id, organization_id)


class LeakByErrorClass(Healthy):
    """A hidden directory is not missing but not allowed."""

    law = "L1"
    entries_part = _OtherClass


class _WithCause(Entries):
    def place(self, directory_id: str, organization_id: str) -> Place:
        for directory in self._unit.directories.all_of_them():
            if directory.id == directory_id and not directory.is_visible_to(self._unit.viewer):
                raise NotFoundError("directory", directory_id) from LookupError(f"owner_id = '{directory.owner_id}'")
        return super().place(directory_id, organization_id)


class LeakByCause(Healthy):
    """The error of a hidden directory is raised from one that names its owner."""

    law = "L1"
    entries_part = _WithCause


class _AtTheHead(Unit):
    seen = 0

    def commit(self) -> None:
        if self._journal and self.firm.number != self.seen:
            message = "Хранилище изменилось с начала транзакции: повторите."
            raise ConflictError(message)
        super().commit()


class LeakByConflict(Healthy):
    """A commit fails if any other, a hidden one too, came before it since its unit was asked for."""

    law = "L1"
    unit_part = _AtTheHead

    def begin(self, firm: str, *, viewer: Viewer, writes: bool = False) -> Unit:
        """Look where the log of commits ends, then wait for the turn; there is a network in between."""
        seen = self._state(firm).number
        if writes:
            time.sleep(0.001)
        unit = super().begin(firm, viewer=viewer, writes=writes)
        unit.seen = seen
        return unit
