"""multibuh: how each client of an accounting firm is to be served, kept and at once found again."""

from multibuh_core.actor import Actor, Role, Viewer
from multibuh_core.attachment import Attachment
from multibuh_core.card import CardItem, CardProjection
from multibuh_core.commit import ByHand, ByImport, Commit, Origin
from multibuh_core.directory import Directory
from multibuh_core.entry import Entry
from multibuh_core.errors import (
    AlreadyExistsError,
    ConflictError,
    CorruptionError,
    FormatError,
    InvalidInputError,
    MovedError,
    MultibuhError,
    NotAllowedError,
    NotFoundError,
    OutcomeUnknownError,
    StorageError,
    UnavailableError,
    UnsupportedOperationError,
    VersionConflictError,
)
from multibuh_core.organization import Organization, OrganizationKind
from multibuh_core.policy import Permission, Policy, StandardPolicy
from multibuh_core.revision import Action, DirectoryRevision, EntryRevision, OrganizationRevision
from multibuh_core.settings import Settings
from multibuh_core.version import OVERWRITE, ExpectedVersion
from multibuh_core.visibility import Visibility
from multibuh_core.workspace import Workspace

__all__ = [
    "OVERWRITE",
    "Action",
    "Actor",
    "AlreadyExistsError",
    "Attachment",
    "ByHand",
    "ByImport",
    "CardItem",
    "CardProjection",
    "Commit",
    "ConflictError",
    "CorruptionError",
    "Directory",
    "DirectoryRevision",
    "Entry",
    "EntryRevision",
    "ExpectedVersion",
    "FormatError",
    "InvalidInputError",
    "MovedError",
    "MultibuhError",
    "NotAllowedError",
    "NotFoundError",
    "Organization",
    "OrganizationKind",
    "OrganizationRevision",
    "Origin",
    "OutcomeUnknownError",
    "Permission",
    "Policy",
    "Role",
    "Settings",
    "StandardPolicy",
    "StorageError",
    "UnavailableError",
    "UnsupportedOperationError",
    "VersionConflictError",
    "Viewer",
    "Visibility",
    "Workspace",
]
