"""The histories of a firm in memory: all that it holds, told and taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from multibuh_backends.memory.firm import Past, Written, keys_of, published_version
from multibuh_core.actor import Viewer
from multibuh_core.ports import DirectoryHistory, EntryHistory, OrganizationHistory
from multibuh_core.revision import Action

if TYPE_CHECKING:
    from multibuh_backends.memory.firm import FirmState
    from multibuh_backends.memory.unit import MemoryUnit
    from multibuh_core.ports import History
    from multibuh_core.revision import DirectoryRevision, EntryRevision

__all__ = ["OPERATOR", "Writings", "entries_of", "entry_history", "histories", "records_of", "stage"]

OPERATOR: Final = Viewer("")
"""Nobody's id: whoever holds the backend itself is no viewer."""


class Writings(NamedTuple):
    """All that was ever written at one place."""

    organization_id: str
    directory_id: str
    written: Sequence[Written]


def histories(firm: FirmState, number: int) -> Iterator[History]:
    """Give all of a firm as of a commit."""
    yield from records_of(firm, number)
    for writings in entries_of(firm, number):
        yield entry_history(firm, number, writings, [one.revision() for one in writings.written])


def records_of(firm: FirmState, number: int) -> Iterator[History]:
    """Give the organizations and the directories of a firm as of a commit, by id."""
    for organization_id in sorted(firm.organizations):
        if changes := tuple(firm.organizations[organization_id].until(number)):
            yield OrganizationHistory(revisions=changes)
    for directory_id in sorted(firm.directories):
        if revisions := tuple(firm.directories[directory_id].until(number)):
            past = _past(firm, directory_id, number)
            hidden = 0 if past is None else past.published_version - 1
            yield DirectoryHistory(revisions=revisions, private_to=_private_to(past, hidden, len(revisions)))


def entries_of(firm: FirmState, number: int) -> Iterator[Writings]:
    """Give the entries of a firm as of a commit, by organization, then by directory."""
    for organization_id in sorted(firm.entries):
        by_directory = firm.entries[organization_id]
        for directory_id in sorted(by_directory):
            if written := by_directory[directory_id].until(number):
                yield Writings(organization_id, directory_id, written)


def entry_history(firm: FirmState, number: int, writings: Writings, revisions: Iterable[EntryRevision]) -> EntryHistory:
    """Return the history of an entry, whose revisions are given as it tells them."""
    past = _past(firm, writings.directory_id, number)
    hidden = 0 if past is None else max(published_version(writings.written) - 1, 0)
    return EntryHistory(
        organization_id=writings.organization_id,
        directory_id=writings.directory_id,
        revisions=tuple(revisions),
        private_to=_private_to(past, hidden, len(writings.written)),
    )


def stage(unit: MemoryUnit, histories: Iterable[History]) -> None:
    """Stage histories, which are lawful, in a firm that has none."""
    firm = unit.firm
    for history in histories:
        if isinstance(history, OrganizationHistory):
            for change in history.revisions:
                unit.stage(firm.organizations, change.organization.id, change)
                for borne in keys_of(change.organization):
                    firm.bearers[borne].add(change.organization.id)
        elif isinstance(history, DirectoryHistory):
            for revision in history.revisions:
                unit.stage(firm.directories, revision.directory.id, revision)
            _stage_past(unit, history)
        else:
            _stage_entry(unit, history)


def _stage_past(unit: MemoryUnit, history: DirectoryHistory) -> None:
    owner = history.private_to[0]
    if owner is not None:
        published = _published(history.revisions)
        unit.stage(unit.firm.pasts, published.directory.id, Past(owner, published.version))


def _stage_entry(unit: MemoryUnit, history: EntryHistory) -> None:
    by_directory = unit.firm.entries.setdefault(history.organization_id, {})
    for one in history.revisions:
        entry = one.entry(history.directory_id, history.organization_id)
        unit.stage(by_directory, history.directory_id, Written(entry, one.action, one.commit, one.row))
        for attachment in one.attachments:
            unit.firm.attachments[attachment.id] = history.directory_id, history.organization_id


def _published(revisions: Sequence[DirectoryRevision]) -> DirectoryRevision:
    return next(one for one in revisions if one.action is Action.PUBLISHED)


def _past(firm: FirmState, directory_id: str, number: int) -> Past | None:
    versions = firm.pasts.get(directory_id)
    return None if versions is None else versions.at(number)


def _private_to(past: Past | None, hidden: int, count: int) -> tuple[str | None, ...]:
    owner = None if past is None else past.owner_id
    return (owner,) * hidden + (None,) * (count - hidden)
