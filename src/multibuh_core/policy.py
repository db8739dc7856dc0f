"""Who may do what: the rows that a host may narrow or widen."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

import attrs

if TYPE_CHECKING:
    from multibuh_core.actor import Actor
    from multibuh_core.directory import Directory
    from multibuh_core.organization import Organization

__all__ = ["Permission", "Policy", "StandardPolicy"]


class Permission(StrEnum):
    """What a policy is asked about."""

    CREATE_DIRECTORY = "create_directory"
    """Asked with the directory as it would be."""
    WRITE_ENTRIES = "write_entries"
    """Write, clear, restore, attach, detach in a collective directory."""
    CHANGE_DIRECTORY = "change_directory"
    """Update, archive, unarchive a collective directory."""
    TRANSFER_DIRECTORY = "transfer_directory"
    HAND_OVER = "hand_over"
    """Asked once and without a directory (L6)."""
    CHANGE_ORGANIZATIONS = "change_organizations"
    """Add, update; asked with the organization as it is, or as it would be."""
    ARCHIVE_ORGANIZATIONS = "archive_organizations"


class Policy(Protocol):
    """
    Who may do what.

    Asked only about what the actor already sees. Reading, and everything inside a personal directory, is never asked:
    visibility is not policy. A policy is bound to a backend once, by `Settings`; it must be thread-safe, and pure.
    """

    def allows(
        self,
        permission: Permission,
        actor: Actor,
        *,
        directory: Directory | None = None,
        organization: Organization | None = None,
    ) -> bool:
        """Tell whether *actor* may do this."""


@attrs.frozen
class StandardPolicy:
    """The table of rights as it stands in the concepts page; subclass it to narrow or widen a row."""

    def allows(
        self,
        permission: Permission,
        actor: Actor,
        *,
        directory: Directory | None = None,
        organization: Organization | None = None,  # noqa: ARG002 - part of the port
    ) -> bool:
        """Tell whether *actor* may do this."""
        match permission:
            case Permission.CREATE_DIRECTORY | Permission.WRITE_ENTRIES | Permission.CHANGE_ORGANIZATIONS:
                return True
            case Permission.CHANGE_DIRECTORY | Permission.TRANSFER_DIRECTORY:
                return actor.is_admin or (directory is not None and directory.owner_id == actor.user_id)
            case Permission.HAND_OVER | Permission.ARCHIVE_ORGANIZATIONS:
                return actor.is_admin
