"""
The rule of visibility in SQL: `multibuh_core.visibility`, said once.

Every statement that reads on behalf of a viewer takes it from here; a test holds it equal to the core's functions.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, bindparam, literal_column, or_

from multibuh_core.visibility import Visibility

__all__ = ["sees_directory", "sees_revision", "ways_to_see"]


def sees_directory(directories: FromClause) -> ColumnElement[bool]:
    """Tell whether a directory exists for the parameter ``viewer``."""
    return or_(*ways_to_see(directories))


def ways_to_see(directories: FromClause) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """
    Return the two ways in which a directory exists for the parameter ``viewer``; none exists in both.

    Apart, each is a search in an index; what is hidden from the viewer is then not even read (S2).
    """
    return (
        directories.c.visibility == _constant(Visibility.COLLECTIVE),
        and_(
            directories.c.visibility == _constant(Visibility.PERSONAL),
            directories.c.owner_id == bindparam("viewer"),
        ),
    )


def sees_revision(revisions: FromClause) -> ColumnElement[bool]:
    """Tell whether a revision, or an attachment, of a visible directory exists for the parameter ``viewer``."""
    return or_(revisions.c.private_to.is_(None), revisions.c.private_to == bindparam("viewer"))


def _constant(visibility: Visibility) -> ColumnElement[Any]:
    return literal_column(f"'{visibility.value}'")
