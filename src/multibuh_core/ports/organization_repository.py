"""The port of organizations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from multibuh_core.commit import Commit
    from multibuh_core.organization import Organization
    from multibuh_core.revision import Action, OrganizationRevision

__all__ = ["OrganizationRepository"]


class OrganizationRepository(Protocol):
    """
    The organizations of one firm, as one unit of work sees them.

    Laws: a read sees this unit's own staged writes; no returned value is shared; a malformed id is a missing one.
    """

    def get(self, organization_id: str) -> Organization | None:
        """Return the organization, archived or not; None where there is none."""

    def find(
        self,
        *,
        inn: str | None = None,
        kpp: str | None = None,
        folded_name: str | None = None,
        external_id: tuple[str, str] | None = None,
    ) -> tuple[Organization, ...]:
        """Return the live ones to which all that is given applies, by (folded name, id)."""

    def list(
        self, *, archived: bool | None = False, limit: int | None = None, after: tuple[str, str] | None = None
    ) -> tuple[Organization, ...]:
        """
        Return organizations by (folded name, id), those behind the key *after*, at most *limit*.

        *archived*: False the live ones, True the archived ones, None all.
        """

    def history(
        self, organization_id: str, *, limit: int | None = None, after: int = 0
    ) -> tuple[OrganizationRevision, ...]:
        """Return its revisions with a version over *after*, oldest first."""

    def rival(self, organization: Organization) -> Organization | None:
        """
        Return another organization that bears a key of this one, as it would be; None where there is none.

        First a live one with the same (ИНН, КПП), where this one is live and has an ИНН, a missing КПП counting as a
        value; then any, archived ones included, with one of its ``external_ids``, in the order of its systems.
        """

    def put(self, organization: Organization, *, action: Action, commit: Commit, row: int | None = None) -> None:
        """Stage the organization as its next version, which is the one it bears, and its revision."""

    def put_many(self, organizations: Iterable[tuple[Organization, Action, int | None]], *, commit: Commit) -> None:
        """
        Stage many, each with its action and row, as `put` would; the iterable is read once, in chunks.

        One after another: a key that one gives up is free for those behind it.

        Raises:
            AlreadyExistsError: If one bears a key of another (see `rival`).
        """
