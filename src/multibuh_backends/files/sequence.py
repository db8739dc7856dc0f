"""What one commit must be, seen from the state before it: each record's next version, of records that there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from multibuh_backends.files.logged import Logged
from multibuh_core.revision import DirectoryRevision, OrganizationRevision

if TYPE_CHECKING:
    from multibuh_backends.files.rows import Change
    from multibuh_backends.memory.firm import FirmState

__all__ = ["faults_of"]


def faults_of(state: FirmState, changes: Iterable[Change]) -> Iterator[str]:
    """Tell what is wrong with the changes of a commit; ids are told, never texts."""
    versions: dict[tuple[str, ...], int] = {}
    for directory_id, value in changes:
        if isinstance(value, Logged):
            key: tuple[str, ...] = ("запись", value.directory_id, value.organization_id)
            kept = state.entries.get(value.organization_id, {}).get(value.directory_id)
            if value.directory_id not in state.directories and ("справочник", value.directory_id) not in versions:
                yield f"запись {value.directory_id} {value.organization_id}: справочника нет. Восстановите журнал."
            if value.organization_id not in state.organizations and (
                ("организация", value.organization_id) not in versions
            ):
                yield f"запись {value.directory_id} {value.organization_id}: организации нет. Восстановите журнал."
        elif isinstance(value, OrganizationRevision):
            key, kept = ("организация", value.organization.id), state.organizations.get(value.organization.id)  # type: ignore[assignment]
        elif isinstance(value, DirectoryRevision):
            key, kept = ("справочник", value.directory.id), state.directories.get(value.directory.id)  # type: ignore[assignment]
        else:
            if directory_id not in state.directories and ("справочник", directory_id) not in versions:
                yield f"прошлое справочника {directory_id}: справочника нет. Восстановите журнал."
            continue
        expected = versions.get(key, 0 if kept is None else len(kept)) + 1
        if value.version != expected:
            yield f"{' '.join(key)}: версия {value.version} вместо {expected}. Восстановите журнал."
        versions[key] = value.version
