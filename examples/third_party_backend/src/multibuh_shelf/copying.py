"""All of a firm, told from a state and taken into one: how a firm moves between this store and any other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from multibuh_core.copying import checked_histories
from multibuh_core.ports import DirectoryHistory, EntryHistory, History, OrganizationHistory
from multibuh_shelf.kept import Kept, Revision
from multibuh_shelf.state import State

__all__ = ["histories_in", "state_of"]


def histories_in(state: State) -> Iterator[History]:
    """Give the histories of all records, private or not, in the order that the port asks for."""
    for _, organization in sorted(state.organizations.items()):
        yield OrganizationHistory(revisions=_revisions(organization))
    for _, directory in sorted(state.directories.items()):
        yield DirectoryHistory(revisions=_revisions(directory), private_to=_private_to(directory))
    for organization_id, directory_id in sorted((organization, directory) for directory, organization in state.entries):
        entry = state.entries[directory_id, organization_id]
        yield EntryHistory(
            organization_id=organization_id,
            directory_id=directory_id,
            revisions=_revisions(entry),
            private_to=_private_to(entry),
        )


def state_of(histories: Iterable[History]) -> State:
    """Return the state that histories come to; refused where they break a law."""
    state = State()
    for history in checked_histories(histories):
        if isinstance(history, OrganizationHistory):
            for one in history.revisions:
                state.add_organization(one)
        elif isinstance(history, DirectoryHistory):
            for directory, private_to in zip(history.revisions, history.private_to, strict=True):
                state.add_directory(directory, private_to=private_to)
        else:
            place = history.directory_id, history.organization_id
            for entry, private_to in zip(history.revisions, history.private_to, strict=True):
                state.add_entry(place, entry, private_to=private_to)
    return state


def _revisions(kept: tuple[Kept[Revision], ...]) -> tuple[Revision, ...]:
    return tuple(one.revision for one in kept)


def _private_to(kept: tuple[Kept[Revision], ...]) -> tuple[str | None, ...]:
    return tuple(one.private_to for one in kept)
