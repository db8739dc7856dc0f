"""What a commit does to a firm's state, whether it was just written here or read from the log."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from multibuh_backends.files.logged import Logged
from multibuh_backends.memory.firm import FirmState, Past, Written, keys_of
from multibuh_backends.memory.versions import Versions
from multibuh_core.revision import DirectoryRevision, OrganizationRevision

if TYPE_CHECKING:
    from multibuh_backends.files.logged import Texts
    from multibuh_backends.files.rows import Change

__all__ = ["add_entry", "add_organization", "apply", "logged"]


def apply(state: FirmState, number: int, changes: Iterable[Change]) -> None:
    """Add what commit *number* made; who reads earlier commits sees nothing of it until the state bears the number."""
    for directory_id, value in changes:
        if isinstance(value, Logged):
            add_entry(state, number, value)
        elif isinstance(value, OrganizationRevision):
            add_organization(state, number, value)
        elif isinstance(value, DirectoryRevision):
            state.directories.setdefault(value.directory.id, Versions()).add(number, value)
        elif isinstance(value, Past):
            state.pasts.setdefault(directory_id, Versions()).add(number, value)


def add_organization(state: FirmState, number: int, revision: OrganizationRevision) -> None:
    """Add an organization's next revision."""
    organization = revision.organization
    state.organizations.setdefault(organization.id, Versions()).add(number, revision)
    for borne in keys_of(organization):
        state.bearers[borne].add(organization.id)


def add_entry(state: FirmState, number: int, value: Logged) -> None:
    """Add an entry's next version; the text of the one before is then read from the log."""
    by_directory = state.entries.setdefault(value.organization_id, {})
    versions = by_directory.setdefault(value.directory_id, Versions())
    former = versions.last()
    versions.add(number, value)  # type: ignore[arg-type]  # it has all that `Written` has
    if former is not None:
        former.forget_text()  # type: ignore[attr-defined]
    for attachment in value.attachments:
        state.attachments[attachment.id] = value.directory_id, value.organization_id


def logged(changes: Iterable[Change], texts: Texts, number: int) -> Iterable[Change]:
    """Return the changes of a unit as they are once they stand in the log as commit *number*."""
    for place, (directory_id, value) in enumerate(changes):
        if isinstance(value, Written):
            entry = value.entry
            yield (
                "",
                Logged(
                    texts,
                    number,
                    place,
                    entry.organization_id,
                    entry.directory_id,
                    entry.version,
                    value.action,
                    value.commit,
                    value.row,
                    entry.text,
                    entry.attachments,
                ),
            )
        else:
            yield directory_id, value
