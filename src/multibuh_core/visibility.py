"""
Visibility: one rule in one place (L1, L7).

Memory calls it, SQL states it as an expression, the tests hold them equal.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multibuh_core.actor import Viewer

__all__ = ["Visibility", "sees_directory", "sees_revision"]


class Visibility(StrEnum):
    """Who sees a directory."""

    COLLECTIVE = "collective"
    """The whole firm."""
    PERSONAL = "personal"
    """Its owner alone; an administrator does not."""


def sees_directory(viewer: Viewer, *, visibility: Visibility, owner_id: str) -> bool:
    """Tell whether a directory exists for *viewer*."""
    return visibility is Visibility.COLLECTIVE or owner_id == viewer.user_id


def sees_revision(viewer: Viewer, *, private_to: str | None) -> bool:
    """Tell whether a revision of a visible directory, or of an entry of it, exists for *viewer*."""
    return private_to is None or private_to == viewer.user_id
