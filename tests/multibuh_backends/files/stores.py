"""Stores in a folder, and who works in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from multibuh_backends import connect
from multibuh_backends.files import FilesBackend
from multibuh_core import Actor, Role, Visibility, Workspace
from multibuh_core.directory import Directory

FIRM = "fintrust"


def a_store(folder: Path, **options: Any) -> FilesBackend:
    """Open the store in a folder, made if there is none: each opening is what another process would have."""
    backend = connect(f"file://{folder.as_posix()}", create=True, **options)
    assert isinstance(backend, FilesBackend)
    return backend


def user(backend: FilesBackend, name: str = "anna", *, admin: bool = False) -> Workspace:
    """Return somebody's workspace."""
    return Workspace(backend, firm=FIRM, actor=Actor(name, [Role.ADMIN] if admin else []))


def a_guide(workspace: Workspace, name: str = "Карта обслуживания") -> Directory:
    """Create a collective directory that shows in the card."""
    return workspace.directories.create(name, visibility=Visibility.COLLECTIVE, show_in_card=True)


def some_notes(workspace: Workspace, name: str = "Мои заметки") -> Directory:
    """Create a personal directory that shows in the card."""
    return workspace.directories.create(name, visibility=Visibility.PERSONAL, show_in_card=True)
