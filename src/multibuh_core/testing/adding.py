"""What almost every test begins with, added through a workspace."""

from __future__ import annotations

from typing import Any

from multibuh_core.directory import Directory
from multibuh_core.organization import Organization
from multibuh_core.visibility import Visibility
from multibuh_core.workspace import Workspace

__all__ = ["new_directory", "new_notes", "new_organization"]


def new_organization(workspace: Workspace, name: str = "ООО «Ромашка»", **details: Any) -> Organization:
    """Add an organization."""
    return workspace.organizations.add(name, **details)


def new_directory(workspace: Workspace, name: str = "Карта обслуживания", **details: Any) -> Directory:
    """Create a collective directory that shows in the card."""
    return workspace.directories.create(name, visibility=Visibility.COLLECTIVE, **{"show_in_card": True, **details})


def new_notes(workspace: Workspace, name: str = "Мои заметки", **details: Any) -> Directory:
    """Create a personal directory that shows in the card."""
    return workspace.directories.create(name, visibility=Visibility.PERSONAL, **{"show_in_card": True, **details})
