"""A host program that keeps its own tables in the database of the store, and works in transactions of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import attrs
from sqlalchemy import Connection, Engine, create_engine, text

from multibuh_backends.sql import SqlBackend
from multibuh_core import Actor, Role, Workspace
from multibuh_core.organization import Organization
from tests.multibuh_backends.sql.postgresql.stores import FIRM, Place

__all__ = ["INN", "OLD", "OTHER_INN", "Host", "a_client", "a_host", "note"]

INN: Final = "7707083893"
OTHER_INN: Final = "7736050003"
OLD: Final = ("REPEATABLE READ", "SERIALIZABLE")
"""The levels at which a transaction sees one old state."""


@attrs.frozen
class Host:
    """The program: its engine, and the store in the same database."""

    engine: Engine
    store: SqlBackend

    def inside(self, connection: Connection, name: str = "anna", *roles: Role) -> Workspace:
        """Return a workspace inside of the transaction on a connection."""
        return Workspace(self.store.joined(connection), firm=FIRM, actor=Actor(name, roles))

    @contextmanager
    def begun(self, level: str) -> Iterator[tuple[Connection, Workspace]]:
        """Give a connection whose transaction has begun and seen the state, and Anna's workspace in it."""
        with self.engine.connect().execution_options(isolation_level=level) as connection:
            anna = self.inside(connection)
            anna.organizations.list()
            yield connection, anna

    def noted(self) -> list[str]:
        """Return what the host has noted in its table, as others see it."""
        with self.engine.connect() as connection:
            return list(connection.scalars(text("SELECT note FROM host_notes ORDER BY note")))

    def names(self) -> list[str]:
        """Return the names of the organizations, as others see them."""
        return [one.name for one in self.outside().organizations.list()]

    def outside(self, name: str = "anna", *roles: Role) -> Workspace:
        """Return a workspace of the plain store, which is others' view too."""
        return Workspace(self.store, firm=FIRM, actor=Actor(name, roles))


def note(connection: Connection, what: str) -> None:
    """Write into the host's own table; so a transaction is seen to take what follows, whatever went before."""
    connection.execute(text("INSERT INTO host_notes VALUES (:what)"), {"what": what})


@contextmanager
def a_host(place: Place, store: SqlBackend) -> Iterator[Host]:
    """Give a host beside a store."""
    engine = create_engine(place.url)
    try:
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE host_notes (note text)"))
        yield Host(engine, store)
    finally:
        engine.dispose()


def a_client(workspace: Workspace, name: str = "ООО «Ромашка»", inn: str | None = INN) -> Organization:
    """Add an organization."""
    return workspace.organizations.add(name, inn=inn)
