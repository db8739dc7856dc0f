"""Databases of a server, each of one test alone: empty, or copied from one that was filled once."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Final
from uuid import uuid4

import attrs
import psycopg

from tests.servers.postgresql_server import SUPERUSER, Server

__all__ = ["Database", "Databases"]

_EMPTY: Final = "template0"


@attrs.frozen
class Database:
    """A database of one test alone."""

    name: str
    server: Server
    _command: Callable[[str], object]

    @property
    def url(self) -> str:
        """Its address, as the superuser by the socket, for whichever process of this machine."""
        return self.server.url(self.name)

    def as_user(self, user: str) -> str:
        """Return its address as another user, by the socket."""
        return self.server.url(self.name, user)

    def by_tcp(self, user: str = SUPERUSER, password: str | None = None) -> str:
        """Return its address by TCP; without a *password* it is the superuser's."""
        return self.server.tcp_url(self.name, user, password)

    def run(self, statement: str) -> list[tuple[object, ...]]:
        """Run a statement as the superuser, outside of a transaction, and return its rows."""
        return self.server.run(statement, database=self.name)

    def drop(self) -> None:
        """Remove it, whoever is connected."""
        self._command(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')


class Databases:
    """Makes databases of a server, whose names nobody else has."""

    def __init__(self, server: Server) -> None:
        """Make nothing yet."""
        self.server = server
        self._templates: dict[str, Database] = {}
        self._connection: psycopg.Connection | None = None

    def empty(self, options: str = "") -> Database:
        """Return a new one with nothing in it, made with the options of ``CREATE DATABASE``."""
        return self._copied(_EMPTY, "", options)

    def from_template(self, name: str, fill: Callable[[str], object]) -> Database:
        """
        Return a copy of the database of a name; the first to ask has it made, and filled by its address.

        What *fill* connects it is to close: nobody may be connected to what is copied.
        """
        if name not in self._templates:
            made = self._copied(_EMPTY, f"{name}_")
            try:
                fill(made.url)
                self.server.run(f'ALTER DATABASE "{made.name}" ALLOW_CONNECTIONS false')
            except BaseException:
                made.drop()
                raise
            self._templates[name] = made
        return self._copied(self._templates[name].name, f"{name}_")

    def _copied(self, template: str, prefix: str, options: str = "") -> Database:
        name = f"{prefix}{uuid4().hex}"
        self._command(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY {options}')
        return Database(name, self.server, self._command)

    def _command(self, statement: str) -> None:
        """Run what makes or removes a database, by a connection that is kept: a new one takes as long as that."""
        try:
            self._kept().execute(statement.encode())
        except psycopg.OperationalError:  # the server was started anew meanwhile
            self._kept().execute(statement.encode())

    def _kept(self) -> psycopg.Connection:
        if self._connection is None or self._connection.closed:
            self._connection = psycopg.connect(self.server.dsn, autocommit=True)
            weakref.finalize(self, self._connection.close)
        return self._connection
