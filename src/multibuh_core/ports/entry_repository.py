"""The port of entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from multibuh_core.attachment import Attachment
    from multibuh_core.commit import Commit
    from multibuh_core.entry import Entry
    from multibuh_core.place import Place
    from multibuh_core.revision import Action, EntryRevision

__all__ = ["CurrentText", "EntryRepository", "NewText"]


class CurrentText(NamedTuple):
    """The text of an entry as it stands; a plain tuple, since an import reads half a million."""

    organization_id: str
    directory_id: str
    version: int
    text: str


class NewText(NamedTuple):
    """A text to be written over a version (0: never written); a plain tuple, since an import writes half a million."""

    organization_id: str
    directory_id: str
    version: int
    text: str
    row: int


class EntryRepository(Protocol):
    """
    The entries of the directories that the unit's viewer may see.

    Laws: a read sees this unit's own staged writes; no returned value is shared; what stands in an invisible
    directory, and an attachment that only invisible revisions name, is missing (L1, L7).
    """

    def place(self, directory_id: str, organization_id: str) -> Place:
        """
        Return the directory, the organization and the entry between them, read at once; what a change rests on.

        Raises:
            NotFoundError: For the directory first, then for the organization.
        """

    def list(
        self,
        *,
        organization_id: str | None = None,
        directory_id: str | None = None,
        limit: int | None = None,
        after: tuple[str, str] | None = None,
    ) -> tuple[Entry, ...]:
        """
        Return entries by organization, then by directory, as these are ordered; at most *limit*.

        It goes on behind *after*: (organization's id, directory's id). Never written ones are left out, and those under
        something archived.

        Raises:
            NotFoundError: If a directory or an organization named, here or in *after*, is missing; the directory comes
                first, then the organization, then those of *after* in the same order.
        """

    def history(
        self, directory_id: str, organization_id: str, *, limit: int | None = None, after: int = 0
    ) -> tuple[EntryRevision, ...]:
        """Return the visible revisions with a version over *after*, oldest first."""

    def revision(self, directory_id: str, organization_id: str, version: int) -> EntryRevision | None:
        """Return one visible revision; None where there is none."""

    def attachment(self, attachment_id: str) -> tuple[str, str, Attachment] | None:
        """Return what a visible revision names: (directory's id, organization's id, attachment); None otherwise."""

    def put(self, entry: Entry, *, action: Action, commit: Commit, row: int | None = None) -> None:
        """Stage the entry as its next version, which is the one it bears, and its revision."""

    def texts(self, directory_ids: Sequence[str]) -> Iterator[CurrentText]:
        """
        Give the texts of all written entries of these directories, by organization id, then in any order.

        Not changed by what is staged while it is read: they are those of the call.
        """

    def imported_texts(self, source: str, pairs: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
        """
        Return what the last import of *source* wrote, for each pair (organization's id, directory's id).

        By the visible revisions; absent where none wrote. The base of a three-way import.
        """

    def write_many(self, texts: Iterable[NewText], *, commit: Commit) -> None:
        """
        Stage many WRITTEN revisions; the iterable is read once, in chunks.

        The organizations are there: the services have looked.

        Raises:
            NotFoundError: If one is for a directory that the viewer does not see.
            ConflictError: If one is no longer at the version it is written over; no VersionConflictError, for the
                caller has no one record in mind.
        """
