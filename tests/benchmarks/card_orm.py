"""A peer of S1: SQLAlchemy's ORM, mapped on the same tables, the card in one query with what it joins."""

from __future__ import annotations

from typing import Any

from sqlalchemy import create_engine, or_, select
from sqlalchemy.orm import Session, contains_eager, foreign, joinedload, registry, relationship

from multibuh_backends.sql.schema import DIRECTORIES, ENTRIES, ORGANIZATIONS
from multibuh_backends.sql.sqlite.module import sqlite_module
from tests.benchmarks.stores import FIRM

__all__ = ["CardByOrm"]


class Organization:
    """An organization, as a user of the ORM would map it."""


class Directory:
    """A directory."""


class Entry:
    """An entry, with what it belongs to."""

    organization: Any
    directory: Any


_mapped = registry()
_mapped.map_imperatively(Organization, ORGANIZATIONS)
_mapped.map_imperatively(Directory, DIRECTORIES)
_mapped.map_imperatively(
    Entry,
    ENTRIES,
    properties={
        "organization": relationship(
            Organization,
            primaryjoin=(foreign(ENTRIES.c.firm_id) == ORGANIZATIONS.c.firm_id)
            & (foreign(ENTRIES.c.organization_id) == ORGANIZATIONS.c.id),
            viewonly=True,
        ),
        "directory": relationship(
            Directory,
            primaryjoin=(foreign(ENTRIES.c.firm_id) == DIRECTORIES.c.firm_id)
            & (foreign(ENTRIES.c.directory_id) == DIRECTORIES.c.id),
            viewonly=True,
        ),
    },
)


class CardByOrm:
    """One card by a session of the ORM."""

    def __init__(self, path: str) -> None:
        self._engine = create_engine(f"sqlite:///{path}", module=sqlite_module())

    def read(self, organization_id: str) -> list[Any]:
        """Return the visible entries of the card, each with its organization and directory, in order."""
        statement = (
            select(Entry)
            .join(Entry.directory)
            .where(
                ENTRIES.c.firm_id == FIRM,
                ENTRIES.c.organization_id == organization_id,
                or_(DIRECTORIES.c.visibility == "collective", DIRECTORIES.c.owner_id == "anna"),
                DIRECTORIES.c.show_in_card == 1,
                DIRECTORIES.c.archived_at.is_(None),
                or_(ENTRIES.c.text != "", ENTRIES.c.attachments != "[]"),
            )
            .options(contains_eager(Entry.directory), joinedload(Entry.organization))
            .order_by(DIRECTORIES.c.position, DIRECTORIES.c.folded, DIRECTORIES.c.id)
        )
        with Session(self._engine) as session:
            return list(session.scalars(statement).unique())
