"""Stores for the tests, and what they are filled with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import text

from multibuh_backends import connect
from multibuh_backends.sql import SqlBackend
from multibuh_backends.sql.driver import Driver
from multibuh_backends.sql.prepared import Query
from multibuh_backends.sql.sqlite.module import sqlite_module
from multibuh_core import Actor, Role, Settings, Visibility, Workspace
from multibuh_core.directory import Directory

FIRM = "fintrust"


def url_of(folder: Path) -> str:
    """Return the address of the store in a folder."""
    return f"sqlite:///{folder / 'firm.db'}"


def a_store(folder: Path, **options: Any) -> SqlBackend:
    """Open the store in a folder, made if there is none."""
    backend = connect(url_of(folder), create=True, **options)
    assert isinstance(backend, SqlBackend)
    return backend


def patient_for(folder: Path, seconds: float) -> SqlBackend:
    """Open the store in a folder with a patience of some seconds."""
    a_store(folder).close()
    from multibuh_backends.sql.sqlite.engine import sqlite_engine

    path = folder / "firm.db"
    return SqlBackend(sqlite_engine(path), attachments=f"{path}.attachments", settings=Settings(), patience=seconds)


def anna(backend: SqlBackend) -> Workspace:
    """Return the workspace of a member of the firm."""
    return Workspace(backend, firm=FIRM, actor=Actor("anna"))


def boris(backend: SqlBackend) -> Workspace:
    """Return the workspace of another member, who is an administrator."""
    return Workspace(backend, firm=FIRM, actor=Actor("boris", frozenset({Role.ADMIN})))


def a_guide(workspace: Workspace, name: str = "Карта обслуживания") -> Directory:
    """Create a collective directory that shows in the card."""
    return workspace.directories.create(name, visibility=Visibility.COLLECTIVE, show_in_card=True)


def some_notes(workspace: Workspace, name: str = "Мои заметки") -> Directory:
    """Create a personal directory that shows in the card."""
    return workspace.directories.create(name, visibility=Visibility.PERSONAL, show_in_card=True)


def fill(backend: SqlBackend) -> None:
    """Write some of everything: organizations, both kinds of directories, a published one, attachments, histories."""
    user, other = anna(backend), boris(backend)
    guide, notes, published = a_guide(user), some_notes(user), some_notes(user, "Личное, потом общее")
    clients = [
        user.organizations.add("ООО «Ромашка»", inn="7707083893", kpp="773601001", external_ids={"1c": "000000123"}),
        user.organizations.add("ИП Ёлкина"),
        user.organizations.add("АО «Архив»"),
    ]
    for client in clients:
        for directory in (guide, notes, published):
            user.entries.write(directory.id, client.id, f"{directory.name}: {client.name}", expected_version=0)
    user.attachments.attach(guide.id, clients[0].id, b"%PDF-1.4", name="reglament.pdf")
    past = user.attachments.attach(published.id, clients[1].id, "Только моё".encode(), name="secret.txt")
    user.attachments.attach(published.id, clients[1].id, "Для всех".encode(), name="common.txt")
    user.attachments.detach(past.id)
    user.entries.write(published.id, clients[0].id, "Исправлено", expected_version=1)
    user.directories.publish(published.id)
    other.entries.write(published.id, clients[0].id, "Уже общее", expected_version=3)
    user.entries.clear(guide.id, clients[1].id, expected_version=1)
    user.organizations.update(clients[1].id, expected_version=1, name="ИП Ёлкина Анна")
    other.organizations.archive(clients[2].id)


@contextmanager
def by_hand(folder: Path) -> Iterator[Any]:
    """Give a connection of the driver to the store's file, past the library."""
    with closing(
        sqlite_module().connect(folder / "firm.db", isolation_level=None, check_same_thread=False)
    ) as connection:
        yield connection


def pragma(driver: Driver, name: str) -> Any:
    """Return what a connection says of one of its settings; None where this SQLite does not have it."""
    rows = driver.rows(Query(text(f"PRAGMA {name}"), ()))
    return rows[0][0] if rows else None


def a_driver(backend: SqlBackend) -> Driver:
    """Return a connection of the backend's own."""
    driver: Driver = backend._database._connections.take()
    return driver
