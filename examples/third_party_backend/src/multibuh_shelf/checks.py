"""What is wrong with the stored state of a firm: the laws that its form alone does not keep."""

from __future__ import annotations

from collections.abc import Iterator

from multibuh_core.ports import Blob
from multibuh_core.visibility import Visibility
from multibuh_shelf.bearers import Bearers
from multibuh_shelf.state import State

__all__ = ["faults", "named_blobs"]


def faults(state: State) -> Iterator[str]:
    """Tell each fault in one line, by ids and never by texts; one entry a pair and whole histories the form keeps."""
    bearers = Bearers(())
    for revisions in state.organizations.values():
        organization = revisions[-1].revision.organization
        rival = bearers.rival(organization)
        if rival is not None:
            yield f"организации {rival.id} и {organization.id} носят один ключ, а он бывает у одной."
        bearers.change(None, organization)
    for directory_id, kept in state.directories.items():
        is_personal = kept[-1].revision.directory.visibility is Visibility.PERSONAL
        if is_personal and any(one.private_to is not None for one in kept):
            yield f"справочник {directory_id} личный, а прошлое в нём скрыто, как в опубликованном."
    for directory_id, organization_id in state.entries:
        names = [one.name for one in state.entry(directory_id, organization_id).attachments]
        if len(names) != len(set(names)):
            yield f"запись ({directory_id}, {organization_id}): у двух вложений одно имя."


def named_blobs(state: State) -> set[Blob]:
    """Return the bytes that any revision names, visible to whomever."""
    return {
        Blob(attachment.sha256, attachment.size)
        for kept in state.entries.values()
        for one in kept
        for attachment in one.revision.attachments
    }
