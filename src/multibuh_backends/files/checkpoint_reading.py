"""A checkpoint on its way in: what must be looked up is made at once, the entries as they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from multibuh_backends.files.applying import add_organization
from multibuh_backends.files.checkpoint_writing import CHECKPOINT
from multibuh_backends.files.logged import Logged
from multibuh_backends.files.rows import attachments_in, commits_in, organization_in
from multibuh_backends.files.sealing import UNREADABLE, damaged, unsealed
from multibuh_backends.files.unfolding import UnfoldingEntries
from multibuh_backends.memory.firm import FirmState, Past
from multibuh_backends.memory.versions import Versions
from multibuh_backends.trusted import maker_of
from multibuh_core.directory import Directory
from multibuh_core.revision import Action, DirectoryRevision, OrganizationRevision
from multibuh_core.serialization import make_converter

if TYPE_CHECKING:
    from multibuh_backends.files.logged import Texts
    from multibuh_core.commit import Commit

__all__ = ["checkpoint_in"]

_CONVERTER: Final = make_converter()
_ACTIONS: Final = {action.value: action for action in Action}
_organization_revision = maker_of(OrganizationRevision)


def checkpoint_in(data: bytes, texts: Texts, *, firm: str, number: int, key: str) -> tuple[FirmState, str]:
    """
    Return the state that a document holds, and the seal of the last commit.

    Raises:
        CorruptionError: If it is not what was written, or another firm's.
        FormatError: If a newer version wrote it.
    """
    fields = unsealed(data, CHECKPOINT, key=key)
    try:
        if (fields["firm"], fields["number"]) != (firm, number):
            raise damaged(key)
        reading = _Reading(texts, number, commits_in(fields["commits"]))
        state = FirmState(number=number)
        reading.fill(state, fields)
        head: str = fields["head"]
    except UNREADABLE:
        raise damaged(key) from None
    return state, head


@attrs.frozen
class _Reading:
    """What the rows of one document do not say themselves."""

    texts: Texts
    number: int
    commits: list[Commit]

    def fill(self, state: FirmState, fields: dict[str, Any]) -> None:
        for organization_id, rows in fields["organizations"].items():
            for version, (at, action, from_row, *said) in enumerate(rows, 1):
                commit = self.commits[at]
                organization = organization_in(said, organization_id, commit, version)
                revision = _organization_revision(version, _ACTIONS[action], organization, commit, from_row)
                add_organization(state, self.number, revision)
        for at, action, document in fields["directories"]:
            directory = _CONVERTER.structure(document, Directory)
            said = {"action": _ACTIONS[action], "commit": self.commits[at], "row": None}
            made = DirectoryRevision(version=directory.version, directory=directory, **said)
            state.directories.setdefault(directory.id, Versions()).add(self.number, made)
        for directory_id, owner_id, published_version in fields["pasts"]:
            state.pasts.setdefault(directory_id, Versions()).add(self.number, Past(owner_id, published_version))
        state.attachments.update((file_id, tuple(place)) for file_id, place in fields["attachments"].items())
        state.entries = UnfoldingEntries(fields["entries"], self.unfold)

    def unfold(self, organization_id: str, rows: list[Any]) -> dict[str, Versions[Any]]:
        """Return one organization's entries by directory."""
        return {directory_id: self._entry(organization_id, directory_id, out) for directory_id, out in rows}

    def _entry(self, organization_id: str, directory_id: str, rows: list[Any]) -> Versions[Any]:
        versions: Versions[Any] = Versions()
        for version, (at, action, from_row, number, place, text, files) in enumerate(rows, 1):
            value = Logged(
                self.texts,
                number,
                place,
                organization_id,
                directory_id,
                version,
                _ACTIONS[action],
                self.commits[at],
                from_row,
                text,
                attachments_in(files) if files else (),
            )
            versions.add(self.number, value)
        return versions
