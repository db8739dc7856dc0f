"""Stores on a PostgreSQL server for the tests."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import attrs

from multibuh_backends import connect
from multibuh_backends.sql import SqlBackend
from multibuh_core import Actor, Role, Workspace
from tests.servers.postgresql import Database, Databases

__all__ = ["FIRM", "Place", "a_new_place", "admin", "open_at", "user"]

FIRM = "fintrust"


@attrs.frozen
class Place:
    """Where a store is: a database, and a folder for its attachments."""

    database: Database
    attachments: Path

    @property
    def url(self) -> str:
        """The address of the database."""
        return self.database.url

    def open(self, url: str | None = None, **options: Any) -> SqlBackend:
        """Open the store, by another *url* if one is given."""
        return open_at(url or self.url, self.attachments, **options)


def open_at(url: str, attachments: Path, **options: Any) -> SqlBackend:
    """Open a store by its address."""
    backend = connect(url, attachments=str(attachments), **options)
    assert isinstance(backend, SqlBackend)
    return backend


def a_new_place(databases: Databases, folder: Path) -> Place:
    """Make a store: a copy of one that is made once costs less."""
    template = databases.server.folder / "attachments of stores"  # removed with it
    database = databases.from_template("store", lambda url: open_at(url, template, create=True).close())
    attachments = folder / "attachments"
    shutil.copytree(template, attachments)
    return Place(database, attachments)


def user(backend: SqlBackend, name: str = "anna") -> Workspace:
    """Return the workspace of a member of the firm."""
    return Workspace(backend, firm=FIRM, actor=Actor(name))


def admin(backend: SqlBackend) -> Workspace:
    """Return the workspace of an administrator."""
    return Workspace(backend, firm=FIRM, actor=Actor("boss", frozenset({Role.ADMIN})))
