"""The port of directories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from multibuh_core.commit import Commit
    from multibuh_core.directory import Directory
    from multibuh_core.revision import Action, DirectoryRevision

__all__ = ["DirectoryRepository"]


class DirectoryRepository(Protocol):
    """
    The directories of one firm that the unit's viewer may see.

    Laws: a read sees this unit's own staged writes; no returned value is shared; an invisible directory is a missing
    one (L1). Nobody stages one that the viewer does not see, but by `hand_over`.
    """

    def get(self, directory_id: str) -> Directory | None:
        """Return the directory, archived or not; None where there is none."""

    def list(
        self, *, archived: bool | None = False, limit: int | None = None, after: tuple[int, str, str] | None = None
    ) -> tuple[Directory, ...]:
        """Return directories by (position, folded name, id), those behind the key *after*, at most *limit*."""

    def history(self, directory_id: str, *, limit: int | None = None, after: int = 0) -> tuple[DirectoryRevision, ...]:
        """Return its visible revisions with a version over *after*, oldest first (L7)."""

    def put(self, directory: Directory, *, action: Action, commit: Commit) -> None:
        """Stage the directory as its next version, which is the one it bears, and its revision."""

    def publish(self, directory: Directory, *, commit: Commit) -> None:
        """
        Stage the directory, which is now collective, and one PUBLISHED revision of each of its entries, empty ones too.

        All earlier revisions, of the directory and of its entries, and attachments only they name, become private to
        its owner, ``directory.owner_id`` (L7): a backend remembers this of each revision, and asks
        `multibuh_core.visibility.sees_revision` who sees it.
        """

    def hand_over(self, *, of: str, to: str, commit: Commit) -> None:
        """
        Give all that *of* owns to *to*: personal, collective and archived directories, and every past private to *of*.

        Blind: the one method that acts on what the viewer may not see. It answers nothing, and nothing that it moves
        makes it fail (L6). Each directory gets one HANDED_OVER revision.
        """
