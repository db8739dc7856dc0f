"""Mutants that lose or expose what somebody owned when he left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from multibuh_core.revision import Action
from multibuh_core.visibility import Visibility
from tests.mutants.parts import Directories, Healthy, Unit

if TYPE_CHECKING:
    from multibuh_core.directory import Directory

__all__ = ["LeftArchivedBehind", "LeftHiddenBehind", "LeftPastBehind", "OwnerlessAfterLeaving", "PublicAfterLeaving"]


class _Opening(Directories):
    def put(self, directory: Directory, *, action: Action, **said: Any) -> None:
        if action is Action.HANDED_OVER:
            directory = attrs.evolve(directory, visibility=Visibility.COLLECTIVE)
        super().put(directory, action=action, **said)


class PublicAfterLeaving(Healthy):
    """What is handed over becomes collective, so that nothing is lost."""

    law = "L6"
    directories_part = _Opening


class _Emptying(Directories):
    def put(self, directory: Directory, *, action: Action, **said: Any) -> None:
        if action is Action.HANDED_OVER:
            directory = attrs.evolve(directory, owner_id="")
        super().put(directory, action=action, **said)


class OwnerlessAfterLeaving(Healthy):
    """What is handed over has no owner until somebody takes it."""

    law = "L6"
    directories_part = _Emptying


class _LiveOnly(Directories):
    def put(self, directory: Directory, *, action: Action, **said: Any) -> None:
        if action is not Action.HANDED_OVER or directory.archived_at is None:
            super().put(directory, action=action, **said)


class LeftArchivedBehind(Healthy):
    """Archived directories stay with the one who left."""

    law = "L6"
    directories_part = _LiveOnly


class _VisibleOnly(Directories):
    def put(self, directory: Directory, *, action: Action, **said: Any) -> None:
        if action is not Action.HANDED_OVER or not self.is_hidden(directory.id):
            super().put(directory, action=action, **said)


class LeftHiddenBehind(Healthy):
    """Only what the administrator sees is handed over: the method that should be blind looks."""

    law = "L6"
    directories_part = _VisibleOnly


class _PastStays(Unit):
    def stage(self, records: Any, record_id: str, value: Any) -> None:
        if (
            records is not self.firm.pasts
            or records.get(record_id) is None
            or records[record_id].at(self.number) is None
        ):
            super().stage(records, record_id, value)


class LeftPastBehind(Healthy):
    """The private past of published directories stays with the one who left."""

    law = "L6"
    unit_part = _PastStays
