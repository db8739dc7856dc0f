"""
The migrations, from nothing to the tables of this version; what one of them makes never changes after its release.

Alembic's operations make it, but none of Alembic's own environment runs them: a host upgrades our tables from inside
of its own revisions, and what `alembic.op` and `alembic.context` stand for there is the host's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from multibuh_backends.sql.migrations import v0001_first_tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from alembic.operations import Operations

__all__ = ["MIGRATIONS"]

MIGRATIONS: Final[dict[str, Callable[[Operations, str | None], None]]] = {"0001": v0001_first_tables.upgrade}
"""By the version that each leads to, oldest first (a test holds them those of `schema.KNOWN`)."""
