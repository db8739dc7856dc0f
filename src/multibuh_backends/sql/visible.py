"""
The rule of visibility in SQL: `multibuh_core.visibility`, said once.

Every statement that reads on behalf of a viewer takes it from here; a test holds it equal to the core's functions.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, bindparam, literal_column, or_

from multibuh_core.visibility import Visibility

__all__ = ["sees_directory", "sees_revision"]


def sees_directory(directories: FromClause) -> ColumnElement[bool]:
    """Tell whether a directory exists for the parameter ``viewer``."""
    collective: ColumnElement[Any] = literal_column(f"'{Visibility.COLLECTIVE.value}'")
    return or_(directories.c.visibility == collective, directories.c.owner_id == bindparam("viewer"))


def sees_revision(revisions: FromClause) -> ColumnElement[bool]:
    """Tell whether a revision, or an attachment, of a visible directory exists for the parameter ``viewer``."""
    return or_(revisions.c.private_to.is_(None), revisions.c.private_to == bindparam("viewer"))
